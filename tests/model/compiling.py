"""From texts to a rule set, as the tests of this room want it: rule sets by name, files by name."""

from collections.abc import Mapping
from pathlib import Path

from attrs import frozen

from bekymring.diagnostics import Checked, Diagnostic
from bekymring.model.layers import LayerDocuments, MemoryReader, RuleFile, gather
from bekymring.model.lower import lower
from bekymring.model.ruleset import Ruleset
from bekymring.source import Source
from bekymring.syntax.parse import parse

HERE = Path(__file__).parent
BELOW = (HERE / "below.bek").read_text(encoding="utf-8")
HEAD = 'regelsæt prøve "Prøve" version 1.0\n    bygger på bund\n'


@frozen
class Compiled:
    """What became of a rule set, and everything that was found on the way."""

    ruleset: Ruleset | None
    findings: tuple[Diagnostic, ...]

    @property
    def codes(self) -> list[str]:
        return [one.code.number for one in self.findings]

    @property
    def good(self) -> Ruleset:
        assert self.ruleset is not None, [(one.code.number, one.arguments, one.at) for one in self.findings]
        return self.ruleset


def file_of(name: str, text: str) -> RuleFile:
    source = Source(name, text)
    return RuleFile(source, parse(source))


def reader_of(rulesets: Mapping[str, Mapping[str, str]]) -> MemoryReader:
    return MemoryReader(
        {name: tuple(file_of(one, text) for one, text in files.items()) for name, files in rulesets.items()}
    )


def layers_of(start: str, rulesets: Mapping[str, Mapping[str, str]]) -> Checked[tuple[LayerDocuments, ...]]:
    return gather(start, reader_of(rulesets))


def compiled(start: str, rulesets: Mapping[str, Mapping[str, str]]) -> Compiled:
    layers = layers_of(start, rulesets)
    if layers.value is None:
        return Compiled(None, layers.diagnostics)
    lowered = lower(layers.value)
    return Compiled(lowered.value, (*layers.diagnostics, *lowered.diagnostics))


def above(text: str, *, name: str = "prøve.bek") -> Compiled:
    """A text without a head, as a rule set that builds on the one below."""
    return compiled("prøve", {"bund": {"bund.bek": BELOW}, "prøve": {"hoved.bek": HEAD, name: text}})

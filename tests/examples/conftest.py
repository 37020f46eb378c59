"""Rule sets written in a test, read and made whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.model.layers import MemoryReader, RuleFile, gather
from bekymring.model.lower import lower
from bekymring.model.ruleset import Ruleset
from bekymring.source import Source
from bekymring.syntax.parse import parse

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "rulesets"


def rule_file(name: str, text: str) -> RuleFile:
    source = Source(name, text)
    return RuleFile(source, parse(source))


def shipped() -> dict[str, tuple[RuleFile, ...]]:
    return {
        folder.name: tuple(
            rule_file(one.name, one.read_text("utf-8")) for one in sorted(folder.glob("*.bek"))
        )
        for folder in SHIPPED.iterdir()
        if folder.is_dir()
    }


def made(name: str, files: tuple[RuleFile, ...], below: dict[str, tuple[RuleFile, ...]]) -> Ruleset:
    layers = gather(name, MemoryReader({**below, name: files}))
    lowered = None if layers.value is None else lower(layers.value)
    found = (*layers.diagnostics, *(() if lowered is None else lowered.diagnostics))
    wrong = [(one.code.number, one.at, one.message(), one.help()) for one in found if one.is_error]
    assert wrong == []
    assert lowered is not None
    assert lowered.value is not None
    return lowered.value


@pytest.fixture(scope="session")
def read() -> Callable[[str, dict[str, str]], Ruleset]:
    """The rule set of a name and its files, on top of those that ship; it must have no error."""
    below = shipped()
    return lambda name, files: made(name, tuple(rule_file(*one) for one in files.items()), below)


@pytest.fixture(scope="session")
def with_examples() -> Callable[[str], Ruleset]:
    """The rule set of `prelude.bek` with examples in a file of their own, so that their lines are those of the text."""
    prelude = rule_file("prelude.bek", (HERE / "prelude.bek").read_text(encoding="utf-8"))
    return lambda text: made("prøve", (prelude, rule_file("eksempler.bek", text)), {})

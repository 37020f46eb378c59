"""Tests of pytest made of the examples of a rule set, one an example.

Takes the file that begins with a rule set's head.
Gives a test for each of its own examples; a rule set that cannot be read, or that has rules and no example, is one failing test.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from bekymring.api import Reading, read_ruleset
from bekymring.checks.no_examples import CODE as NO_EXAMPLES
from bekymring.diagnostics import Diagnostic
from bekymring.evaluate.compiled import Program, program_of
from bekymring.examples.run import own_examples, run_example
from bekymring.model.ruleset import ExampleCase
from bekymring.report.findings import Look, findings_text
from bekymring.resources import SUFFIX
from bekymring.source import Source
from bekymring.syntax.words import vocabularies

_LINE = {"da": "linje", "en": "line"}
_READING = {"da": "regelsættet kan læses", "en": "the rule set can be read"}
_ANY = {"da": "regelsættet har eksempler", "en": "the rule set has examples"}


def collect(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """The collector of a rule set; None for a part of one, whose examples come with the head."""
    if not _opens_ruleset(file_path):
        return None
    return RulesetFile.from_parent(parent, path=file_path)


def _opens_ruleset(file_path: Path) -> bool:
    """Whether the first line that says something begins a rule set, in any language of the rules."""
    heads = _heads()
    for line in file_path.read_text(encoding="utf-8-sig", errors="replace").splitlines():
        words = tuple(line.partition("#")[0].split())
        if words:
            return any(words[: len(head)] == head for head in heads)
    return False


def _heads() -> list[tuple[str, ...]]:
    phrases = [one for known in vocabularies().values() for row in known.phrases.values() for one in row]
    return [one.words for one in phrases if any(meaning.terminal == "HEADER" for meaning in one.meanings)]


def _place(file_path: Path) -> Path:
    """The folder where the file and its parts are one rule set; the file alone where others begin one of their own."""
    beside = [one for one in file_path.parent.glob(f"*{SUFFIX}") if one != file_path]
    return file_path if not beside or any(_opens_ruleset(one) for one in beside) else file_path.parent


@frozen
class Failed(Exception):  # noqa: N818 - it says what became of a test
    """The findings of one test."""

    findings: tuple[Diagnostic, ...]


class RulesetFile(pytest.File):
    """A rule set, by the file that holds its head."""

    def collect(self) -> Iterator[pytest.Item]:
        """Gives a test for each example."""
        lang = _lang(self.config)
        reading = read_ruleset(_place(self.path))
        sources = reading.sources if reading else {}
        if reading is None or reading.ruleset is None:
            yield self._failing(_READING[lang], reading.diagnostics if reading else (), sources)
            return
        examples = own_examples(reading.ruleset)
        if not examples and any(
            one.origin.layer == reading.ruleset.name for one in reading.ruleset.rules.values()
        ):
            head = reading.ruleset.head
            yield self._failing(
                _ANY[lang], (Diagnostic(NO_EXAMPLES, head.origin.span, {"name": head.name}),), sources
            )
        program = program_of(reading.ruleset)
        for one in examples:
            yield ExampleTest.from_parent(
                self, name=self._name(one, lang), reading=reading, program=program, example=one
            )

    def _failing(
        self, name: str, findings: tuple[Diagnostic, ...], sources: Mapping[str, Source]
    ) -> pytest.Item:
        return FailingTest.from_parent(self, name=name, findings=findings, sources=sources)

    def _name(self, one: ExampleCase, lang: str) -> str:
        """The label and the line, with the file where it is a part of the rule set."""
        at = one.origin.span
        file = "" if Path(at.file).name == self.path.name else f"{Path(at.file).name}, "
        # WHY: two colons part the pieces of the name of a test.
        label = one.label.replace("::", ":")
        return f"{label} ({file}{_LINE[lang]} {at.line})"


class _Test(pytest.Item):
    """A test that fails with findings."""

    sources: Mapping[str, Source]

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The findings as the command line shows them."""
        if isinstance(excinfo.value, Failed):
            return findings_text(excinfo.value.findings, self.sources, look=Look(lang=_lang(self.config)))
        return super().repr_failure(excinfo, style)


class ExampleTest(_Test):
    """One example, put to the rules."""

    def __init__(self, *, reading: Reading, program: Program, example: ExampleCase, **known: Any) -> None:
        super().__init__(**known)
        self.program = program
        self.sources = reading.sources
        self.example = example

    def runtest(self) -> None:
        """Runs the example; its findings fail the test."""
        result = run_example(self.program, self.example)
        if result.failed:
            raise Failed(result.findings)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file, the line from 0, and the label."""
        # WHY: not the name, for pytest would show a point in it as two colons, and the test could not be chosen by it.
        return self.path, self.example.origin.span.line - 1, self.example.label


class FailingTest(_Test):
    """What keeps a rule set from having tests; it always fails, so that nothing is green by silence."""

    def __init__(
        self, *, findings: tuple[Diagnostic, ...], sources: Mapping[str, Source], **known: Any
    ) -> None:
        super().__init__(**known)
        self.findings = findings
        self.sources = sources

    def runtest(self) -> None:
        """Fails."""
        raise Failed(self.findings)

    def reportinfo(self) -> tuple[Path, int, str]:
        """The file and what is wrong with it."""
        return self.path, 0, self.name


def _lang(config: pytest.Config) -> str:
    return "en" if config.getini("bekymring_lang") == "en" else "da"

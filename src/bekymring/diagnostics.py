"""Findings: a code, arguments and a place; the words are chosen when a finding is shown, never stored.

A `Code` holds its words in both languages. Passes return `Checked` values and go on as far as they can;
nothing prints, logs or keeps a list of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from attrs import field

from bekymring.frozen import frozen
from bekymring.source import Span

T = TypeVar("T")


class Severity(StrEnum):
    """How a finding counts: errors and warnings reach the exit status, notes never do."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@frozen
class Words:
    """A sentence that says what is found, and one that says what to write instead; `{name}` takes an argument."""

    message: str
    help: str = ""


@frozen
class Code:
    """One kind of finding: a number for machines that is never reused, a slug for people, words in two languages."""

    number: str
    slug: str
    severity: Severity
    da: Words
    en: Words

    def words(self, lang: str) -> Words:
        """The words in a language, `da` or `en`."""
        return self.en if lang == "en" else self.da


@frozen
class Label:
    """A second place that a finding speaks of, such as an earlier declaration."""

    at: Span
    da: str
    en: str


def _sorted_items(args: Mapping[str, str] | tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    if not isinstance(args, Mapping):
        return args
    return tuple(sorted((key, str(value)) for key, value in args.items()))


@frozen
class Diagnostic:
    """One finding about a rule file (`at` a `Span`) or about a case (`at` a data path such as `$.fravær`)."""

    code: Code
    at: Span | str
    args: tuple[tuple[str, str], ...] = field(default=(), converter=_sorted_items)
    labels: tuple[Label, ...] = ()
    suggestion: str = ""
    """Text ready to copy into the rule file, in the rule language; empty where none can be given."""
    story: tuple[str, str] = ("", "")
    """An invented child who shows what is meant, in Danish and in English; empty where none is needed."""

    @property
    def arguments(self) -> Mapping[str, str]:
        """The arguments by name."""
        return dict(self.args)

    @property
    def severity(self) -> Severity:
        """How this finding counts."""
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """Whether a rule set with this finding must not be used."""
        return self.code.severity is Severity.ERROR

    def message(self, lang: str = "da") -> str:
        """The sentence that says what is found."""
        return self.code.words(lang).message.format_map(self.arguments)

    def help(self, lang: str = "da") -> str:
        """The sentence that says what to write instead."""
        return self.code.words(lang).help.format_map(self.arguments)

    def sort_key(self) -> tuple[str, int, str, tuple[tuple[str, str], ...]]:
        """File, place, code, arguments: the one order in which findings are shown."""
        match self.at:
            case Span():
                return (self.at.file, self.at.start, self.code.number, self.args)
            case str():
                return (self.at, 0, self.code.number, self.args)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Findings sorted by file, place and code; equal ones once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=Diagnostic.sort_key))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any finding is an error."""
    return any(one.is_error for one in diagnostics)


@frozen
class Checked(Generic[T]):
    """What a pass gave, or None, with everything that it found on the way; its `repr` shows the findings alone."""

    value: T | None = field(repr=False)
    diagnostics: tuple[Diagnostic, ...] = ()

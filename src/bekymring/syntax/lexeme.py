"""The smallest pieces of a rule file: a word, a number, a sign, with their place.

`Lexeme` is what the parser is fed with; `Reading` is what one reading of one file has found so far.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from attrs import field

from bekymring.diagnostics import Code, Diagnostic
from bekymring.frozen import define, frozen
from bekymring.source import Span, place
from bekymring.syntax.words import Vocabulary

Choice = tuple[tuple[str, ...], str, str, int]
"""The words of a phrase, the terminal and the member of a family that they stand for, and what must be asked before it is taken in."""


@frozen(eq=False)
class Choices:
    """What a word may be read as in one state of the parser, the longest phrase first."""

    longer: Mapping[str, tuple[Choice, ...]]
    """By the word that comes next."""
    alone: tuple[Choice, ...]
    """Whatever comes next."""
    is_reserved: bool
    """Whether it is no name."""


@define(eq=False)
class Reading:
    """One reading of one file: its name, its words, and what was found on the way."""

    file: str
    vocabulary: Vocabulary
    findings: list[Diagnostic] = field(factory=list)
    choices: defaultdict[int, dict[str, Choices]] = field(factory=lambda: defaultdict(dict))
    """By state of the parser and word: what the word may be read as there, once it was looked up."""

    def add(
        self, code: Code, at: Span, args: Mapping[str, str] | None = None, *, suggestion: str = ""
    ) -> None:
        """Notes a finding and goes on."""
        self.findings.append(Diagnostic(code, at, args or {}, suggestion=suggestion))


class Lexeme:
    """One piece of text.

    `kind` is what it looks like (WORD, NUMBER ...), `type` the terminal of the grammar that it is read as,
    `key` the member of a family.
    """

    __slots__ = (
        "column",
        "end",
        "first_on_line",
        "key",
        "kind",
        "last",
        "line",
        "reading",
        "start",
        "text",
        "type",
    )

    def __init__(self, kind: str, text: str, place: tuple[int, int, int, int], reading: Reading) -> None:
        self.kind = self.type = kind
        self.text = text
        self.start, self.end, self.line, self.column = place
        self.reading = reading
        self.key = ""
        self.first_on_line = False
        self.last: Lexeme | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        last = self.last or self
        end_column = last.column + last.end - last.start
        return place(self.reading.file, self.start, last.end, self.line, self.column, last.line, end_column)

    @property
    def said(self) -> str:
        """The whole keyword, where several words make it; else the text itself."""
        return self.text if self.last is None else self.reading.vocabulary.word(self.type, self.key)

    def read_as(self, type_: str, key: str = "") -> Lexeme:
        """The piece itself, read as a terminal of the grammar."""
        self.type = type_
        self.key = key
        self.last = None
        return self

    def joined(self, last: Lexeme, type_: str, key: str) -> Lexeme:
        """The words from this one to `last`, read as one keyword."""
        self.type = type_
        self.key = key
        self.last = last
        return self

"""The smallest pieces of a rule file: a word, a number, a sign, with their place.

`Lexeme` is what the parser is fed with; `Reading` is what one reading of one file has found so far.
"""

from __future__ import annotations

from collections.abc import Mapping

from attrs import define, field

from bekymring.diagnostics import Code, Diagnostic
from bekymring.source import Span
from bekymring.syntax.words import Vocabulary


@define(eq=False)
class Reading:
    """One reading of one file: its name, its words, and what was found on the way."""

    file: str
    vocabulary: Vocabulary
    findings: list[Diagnostic] = field(factory=list)

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
        return Span(self.reading.file, self.start, last.end, self.line, self.column, last.line, end_column)

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

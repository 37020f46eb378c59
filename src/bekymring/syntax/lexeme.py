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

    def add(self, code: Code, at: Span, args: Mapping[str, str] | None = None, *, suggestion: str = "") -> None:
        """Notes a finding and goes on."""
        self.findings.append(Diagnostic(code, at, args or {}, suggestion=suggestion))


class Lexeme:
    """One piece of text; `type` is a terminal of the grammar, `key` the member of a family."""

    __slots__ = ("column", "end", "end_column", "end_line", "first_on_line", "key", "line", "reading", "start", "text", "type")

    def __init__(self, type_: str, text: str, place: tuple[int, int, int, int, int, int], reading: Reading) -> None:
        self.type = type_
        self.text = text
        self.start, self.end, self.line, self.column, self.end_line, self.end_column = place
        self.reading = reading
        self.key = ""
        self.first_on_line = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.reading.file, self.start, self.end, self.line, self.column, self.end_line, self.end_column)

    def merged(self, last: Lexeme, type_: str, key: str) -> Lexeme:
        """The keyword that the words from this one to `last` make together."""
        place = (self.start, last.end, self.line, self.column, last.end_line, last.end_column)
        whole = Lexeme(type_, self.text, place, self.reading)
        whole.key = key
        whole.first_on_line = self.first_on_line
        return whole

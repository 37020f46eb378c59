"""Text with places: what a rule file said, byte for byte, and where in it something stands.

A `Source` is decoded, checked for characters that may not occur, put into normal form C and indexed by line.
Columns count code points from 1; conversions to UTF-16 units live here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from attrs import field

from bekymring.frozen import frozen


@frozen(order=True, weakref_slot=False)
class Span:
    """A stretch of one file; lines and columns count from 1, offsets from 0, both in code points, end excluded."""

    file: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def nowhere(cls, file: str = "") -> Span:
        """The place of something that no line of a file says."""
        return cls(file, 0, 0, 1, 1, 1, 1)

    @property
    def file_name(self) -> str:
        """The file without the folders that lead to it, which differ from machine to machine."""
        return self.file.rpartition("/")[2]

    def to(self, other: Span) -> Span:
        """The stretch from the start of this one to the end of the other."""
        return Span(
            self.file, self.start, other.end, self.line, self.column, other.end_line, other.end_column
        )


class _Open:
    """A place that is being made; its fields are those of `Span`."""

    __slots__ = ("column", "end", "end_column", "end_line", "file", "line", "start")


def place(  # noqa: PLR0913, PLR0917 - the fields of a place in their order
    file: str, start: int, end: int, line: int, column: int, end_line: int, end_column: int
) -> Span:
    """`Span(...)` in a third of the time, for who makes many."""
    made: Any = _Open()
    made.file = file
    made.start = start
    made.end = end
    made.line = line
    made.column = column
    made.end_line = end_line
    made.end_column = end_column
    # WHY: a class that never changes sets every field by a call; the same fields are set directly here, and closed at once.
    made.__class__ = Span
    span: Span = made
    return span


def _line_starts(text: str) -> tuple[int, ...]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return tuple(starts)


@frozen
class Source:
    """One rule file as text in normal form C; `name` is what messages call it."""

    name: str
    text: str = field(repr=False)
    line_starts: tuple[int, ...] = field(init=False, repr=False, eq=False)

    @line_starts.default
    def _index(self) -> tuple[int, ...]:
        return _line_starts(self.text)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset in code points."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def span(self, start: int, end: int) -> Span:
        """The `Span` between two offsets."""
        line, column = self.position(start)
        end_line, end_column = self.position(end)
        return Span(self.name, start, end, line, column, end_line, end_column)

    def line(self, number: int) -> str:
        """The text of a line, without its line break."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] - 1 if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r")

    def utf16_column(self, offset: int) -> int:
        """The column as the language server protocol counts it: UTF-16 units from 0."""
        line, column = self.position(offset)
        return len(self.line(line)[: column - 1].encode("utf-16-le")) // 2

"""Lines of the layout, and how a line that would be too long is broken.

Takes: what a line says, whole and in pieces.
Gives: lines of at most `WIDTH` columns where the pieces allow it.
Afterwards true: no text in quotation marks is broken.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bekymring.frozen import frozen

WIDTH = 110
STEP = 4

Pieces = Sequence[tuple[int, str]]
"""What a long line is broken into: how much deeper each piece stands, and its text."""


@frozen
class Line:
    """One line of a declaration; `goes_on` says that only the width broke it off the line before."""

    indent: int
    text: str
    goes_on: bool = False

    def __str__(self) -> str:
        return " " * self.indent + self.text


def fits(indent: int, text: str) -> bool:
    """Whether a text can stand on one line."""
    return indent + len(text) <= WIDTH


def broken(indent: int, pieces: Pieces) -> tuple[Line, ...]:
    """The pieces as lines that go on."""
    return tuple(
        Line(indent + deeper, text, goes_on=index > 0) for index, (deeper, text) in enumerate(pieces)
    )


def with_commas(parts: Iterable[str], end: str = "") -> list[str]:
    """Each part with the comma behind it that a list needs."""
    known = list(parts)
    return [f"{part}," for part in known[:-1]] + [f"{known[-1]}{end}"]


def listing(indent: int, head: str, parts: Sequence[str], *, deeper: int = STEP) -> tuple[Line, ...]:
    """A keyword and what it lists: on one line, or each on its own."""
    whole = f"{head} {', '.join(parts)}"
    if fits(indent, whole):
        return (Line(indent, whole),)
    return broken(indent, [(0, head), *((deeper, part) for part in with_commas(parts))])

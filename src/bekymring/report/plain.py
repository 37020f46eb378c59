"""An outline: what is to be shown, in the words of one language, before it is text, Markdown or HTML.

Every part is frozen data. Renderers decide the looks, never the words; the words are never escaped here.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bekymring.frozen import frozen


class Weight(StrEnum):
    """How a run of text stands out."""

    PLAIN = "plain"
    STRONG = "strong"
    SOFT = "soft"
    """In italics where a format has them."""


@frozen
class Run:
    """A piece of a line with one weight."""

    text: str
    weight: Weight = Weight.PLAIN


@frozen
class Line:
    """A sentence or a few, as runs."""

    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(one.text for one in self.runs)

    @property
    def core(self) -> str:
        """The words without what is said softly."""
        return "".join(one.text for one in self.runs if one.weight is not Weight.SOFT).strip()


def plain(text: str) -> Line:
    """A line in one plain run."""
    return Line((Run(text),))


def strong(text: str) -> Run:
    """A run that stands out."""
    return Run(text, Weight.STRONG)


def soft(text: str) -> Run:
    """A run in italics."""
    return Run(text, Weight.SOFT)


def joined(*parts: str | Run | Line) -> Line:
    """A line of several parts."""
    runs: list[Run] = []
    for part in parts:
        match part:
            case str():
                runs.append(Run(part))
            case Run():
                runs.append(part)
            case Line():
                runs.extend(part.runs)
    return Line(tuple(one for one in runs if one.text))


def line_of(parts: Iterable[Line], *, between: str = " ") -> Line:
    """Lines put after one another on one line."""
    runs: list[Run] = []
    for part in parts:
        if not part.runs:
            continue
        if runs:
            runs.append(Run(between))
        runs.extend(part.runs)
    return Line(tuple(runs))


@frozen
class Para:
    """A paragraph."""

    line: Line


@frozen
class Bullets:
    """A list without order."""

    items: tuple[Line, ...]


@frozen
class Table:
    """Rows under headings; every row has as many cells as there are headings."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    side_by_side: bool = False
    """Two columns of equal room, read against each other."""


@frozen
class Room:
    """Room for a person to write."""

    label: str


Block = Para | Bullets | Table | Room


class Tone(StrEnum):
    """How a section is meant to be met."""

    URGENT = "urgent"
    ORDINARY = "ordinary"
    SMALL = "small"
    """Set small, at the end."""


@frozen
class Section:
    """A heading (empty for none) with what stands under it."""

    title: str
    blocks: tuple[Block, ...]
    tone: Tone = Tone.ORDINARY
    level: int = 2


@frozen
class Outline:
    """A whole text for one reader."""

    title: str
    lang: str
    sections: tuple[Section, ...]

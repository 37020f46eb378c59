"""An outline as plain text that reads well in a terminal and in a log, at most 100 columns wide.

Afterwards true: no line holds a control character or trailing blanks.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import zip_longest
from typing import assert_never

from bekymring.report.clean import line as clean
from bekymring.report.plain import Block, Bullets, Line, Outline, Para, Room, Section, Table, Tone

WIDTH = 100

_GAP = "  │  "
_ROOM = "_" * 40


def render(outline: Outline) -> str:
    """The outline as plain text, ended by a line break."""
    lines = [*_wrapped(clean(outline.title)), "=" * min(WIDTH, len(clean(outline.title)))]
    for section in outline.sections:
        lines.extend(("", *_section(section)))
    return "\n".join(one.rstrip() for one in lines) + "\n"


def _section(section: Section) -> Iterator[str]:
    title = clean(section.title)
    if title:
        yield title
        yield ("!" if section.tone is Tone.URGENT else "-") * min(WIDTH, len(title))
    before: Block | None = None
    for block in section.blocks:
        follows_on = isinstance(block, Room) and isinstance(before, Para | Room)
        if before is not None and not follows_on:
            yield ""
        yield from _block(block)
        before = block


def _block(block: Block) -> Iterator[str]:
    match block:
        case Para():
            yield from _wrapped(_said(block.line))
        case Bullets():
            for item in block.items:
                yield from _wrapped(_said(item), first="- ", rest="  ")
        case Room():
            yield from _wrapped(f"{clean(block.label)} {_ROOM}")
        case Table():
            yield from _side_by_side(block) if block.side_by_side else _records(block)
        case _:
            assert_never(block)


def _said(line: Line) -> str:
    return clean(line.text)


def _wrapped(text: str, *, first: str = "", rest: str = "", width: int = WIDTH) -> list[str]:
    return textwrap.wrap(
        text, width=width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False
    ) or [first.rstrip()]


def _records(table: Table) -> Iterator[str]:
    """A row under a row of short lines: a table of five columns cannot be read in 100."""
    if table.caption:
        yield from _wrapped(clean(table.caption))
    for row in table.rows:
        lead, *others = row
        yield from _wrapped(_said(lead), first="* ", rest="  ")
        for head, cell in zip(table.head[1:], others, strict=True):
            said = _said(cell)
            if said:
                yield from _wrapped(f"{clean(head)}: {said}", first="    ", rest="      ")


def _side_by_side(table: Table) -> Iterator[str]:
    width = (WIDTH - len(_GAP)) // 2
    if table.caption:
        yield from _wrapped(clean(table.caption))
    heads = [_wrapped(clean(one), width=width) for one in table.head]
    yield from _beside(heads[0], heads[1], width)
    yield "-" * width + "--┼--" + "-" * width
    for left, right in table.rows:
        yield from _beside(_cell(left, width), _cell(right, width), width)


def _cell(line: Line, width: int) -> list[str]:
    said = _said(line)
    return _wrapped(said, first="- ", rest="  ", width=width) if said else []


def _beside(left: list[str], right: list[str], width: int) -> Iterator[str]:
    for one, other in zip_longest(left, right, fillvalue=""):
        yield f"{one:<{width}}{_GAP}{other}"

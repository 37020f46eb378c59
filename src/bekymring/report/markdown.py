"""An outline as Markdown. Afterwards true: a text from a rule set or a case is text, never a mark, link or cell."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from bekymring.report.clean import line as clean
from bekymring.report.plain import (
    Block,
    Bullets,
    Line,
    Outline,
    Para,
    Room,
    Run,
    Section,
    Table,
    Tone,
    Weight,
)

_ROOM = r"\_" * 30
_MARKS = re.compile(r"([\\`*_{}\[\]<>#|&~$!^])")
_STARTS = re.compile(r"^(\d*)([-+=:.)])")
# WHY: renderers make links of bare addresses; a word joiner inside is not seen and makes no address.
_ADDRESS = re.compile(r"(?i)(:(?=//)|www(?=\.)|@|mailto(?=:)|xmpp(?=:))")
_JOINER = "\N{WORD JOINER}"


def render(outline: Outline) -> str:
    """The outline as Markdown, ended by a line break."""
    parts = [f"# {escaped(outline.title)}"]
    for section in outline.sections:
        parts.extend(_section(section))
    return "\n\n".join(parts) + "\n"


def escaped(text: str) -> str:
    """The text with every mark of Markdown made plain."""
    marked = _MARKS.sub(r"\\\1", clean(text))
    return _ADDRESS.sub(rf"\1{_JOINER}", marked)


def _started(text: str) -> str:
    """A line whose start makes no list, rule or heading of it."""
    return _STARTS.sub(r"\1\\\2", text)


def _run(run: Run) -> str:
    text = clean(run.text)
    core = text.strip()
    if not core or run.weight is Weight.PLAIN:
        return escaped(text)
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    mark = "**" if run.weight is Weight.STRONG else "*"
    return f"{before}{mark}{escaped(core)}{mark}{after}"


def _said(line: Line) -> str:
    return _started("".join(_run(one) for one in line.runs).strip())


def _section(section: Section) -> Iterator[str]:
    if section.title:
        yield f"{'#' * section.level} {escaped(section.title)}"
    small = section.tone is Tone.SMALL
    for block in section.blocks:
        text = "\n".join(_block(block))
        yield f"<small>{text}</small>" if small and isinstance(block, Para) else text


def _block(block: Block) -> Iterator[str]:
    match block:
        case Para():
            yield _said(block.line)
        case Bullets():
            yield from (f"- {_said(item)}" for item in block.items)
        case Room():
            yield f"{_started(escaped(block.label).strip())} {_ROOM}"
        case Table():
            if block.caption:
                yield f"*{escaped(block.caption)}*"
                yield ""
            yield _row([escaped(one) for one in block.head])
            yield _row(["---"] * len(block.head))
            yield from (_row([_said(cell) for cell in row]) for row in block.rows)
        case _:
            assert_never(block)


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"

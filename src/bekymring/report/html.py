"""An outline as one HTML page: self-contained, escaped, printable on two sheets, readable by a screen reader.

Afterwards true: no script, no event handler, no reference to anything outside the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
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
    Weight,
)

_STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.45 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; color: #1a1a1a; background: #fff;
  max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; }
h1 { font-size: 1.45rem; margin: 0 0 .6rem; }
h2 { font-size: 1.12rem; margin: 1.3rem 0 .4rem; }
h3 { font-size: 1rem; margin: .9rem 0 .3rem; }
p, ul { margin: .35rem 0; }
ul { padding-left: 1.25rem; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0 .7rem; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { border: 1px solid #8a8a8a; padding: .3rem .45rem; text-align: left; vertical-align: top;
  overflow-wrap: break-word; hyphens: auto; }
thead th { background: #eef1f4; }
tbody th { font-weight: 400; }
* { box-sizing: border-box; }
table.sides, table.of5 { table-layout: fixed; }
table.sides ul { margin: 0; padding-left: 1rem; }
table.of5 th:nth-child(1) { width: 24%; }
table.of5 th:nth-child(2) { width: 14%; }
table.of5 th:nth-child(3) { width: 18%; }
table.of5 th:nth-child(4) { width: 22%; }
table.of5 th:nth-child(5) { width: 22%; }
section.urgent { border: 2px solid #8c1d18; border-left-width: .6rem; padding: .1rem .8rem .5rem; margin: 1rem 0; }
section.urgent h2 { margin-top: .6rem; color: #8c1d18; }
section.small { font-size: .82rem; color: #444; border-top: 1px solid #8a8a8a; margin-top: 1.2rem; }
.room { border-bottom: 1px solid #444; min-height: 2.1rem; padding-top: .7rem; }
@page { size: A4; margin: 9mm 11mm; }
@media print {
  body { font-size: 7.5pt; line-height: 1.14; max-width: none; margin: 0; padding: 0; }
  h1 { font-size: 12pt; }
  h2 { font-size: 9pt; margin: .35rem 0 .1rem; }
  p, ul { margin: .1rem 0; }
  table { margin: .1rem 0 .2rem; }
  caption { padding: .1rem 0; }
  section.urgent { padding: 0 .5rem .2rem; margin: .4rem 0; }
  section.urgent h2 { margin-top: .25rem; }
  .room { min-height: 1.05rem; padding-top: .3rem; }
  h2, h3, caption, thead { break-after: avoid; }
  tr, li, .room { break-inside: avoid; }
  th, td { padding: .05rem .25rem; }
  thead th { background: none; }
  section.small { font-size: 6.5pt; margin-top: .2rem; }
  table.of5 th:nth-child(2) { width: 15%; }
  table.of5 th:nth-child(5) { width: 21%; }
}
"""

# INVARIANT: the page may load nothing at all; only its own style is let in.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(outline: Outline) -> str:
    """The outline as one HTML page."""
    lang = "en" if outline.lang == "en" else "da"
    title = escaped(outline.title)
    body = "\n".join(part for section in outline.sections for part in _section(section))
    return (
        "<!DOCTYPE html>\n"
        f'<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def escaped(text: str) -> str:
    """The text with every mark of HTML made plain."""
    return escape(clean(text), quote=True)


def _run(run: Run) -> str:
    text = escaped(run.text)
    match run.weight:
        case Weight.PLAIN:
            return text
        case Weight.STRONG:
            return f"<strong>{text}</strong>"
        case Weight.SOFT:
            return f"<em>{text}</em>"
        case _:
            assert_never(run.weight)


def _said(line: Line) -> str:
    return "".join(_run(one) for one in line.runs)


def _section(section: Section) -> Iterator[str]:
    yield f'<section class="{section.tone.value}">'
    if section.title:
        yield f"<h{section.level}>{escaped(section.title)}</h{section.level}>"
    for block in section.blocks:
        yield from _block(block)
    yield "</section>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Para():
            yield f"<p>{_said(block.line)}</p>"
        case Bullets():
            yield "<ul>"
            yield from (f"<li>{_said(item)}</li>" for item in block.items)
            yield "</ul>"
        case Room():
            yield f'<p class="room">{escaped(block.label)}</p>'
        case Table():
            yield from _table(block)
        case _:
            assert_never(block)


def _table(table: Table) -> Iterator[str]:
    yield f'<table class="{"sides" if table.side_by_side else f"of{len(table.head)}"}">'
    if table.caption:
        yield f"<caption>{escaped(table.caption)}</caption>"
    heads = "".join(f'<th scope="col">{escaped(one)}</th>' for one in table.head)
    yield f"<thead><tr>{heads}</tr></thead>"
    yield "<tbody>"
    yield from _sides(table) if table.side_by_side else _rows(table)
    yield "</tbody></table>"


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        lead, *others = (_said(cell) for cell in row)
        yield f'<tr><th scope="row">{lead}</th>{"".join(f"<td>{cell}</td>" for cell in others)}</tr>'


def _sides(table: Table) -> Iterator[str]:
    """Both columns as lists beside one another: nothing in one belongs to a line of the other."""
    yield "<tr>"
    for index in range(len(table.head)):
        items = "".join(f"<li>{_said(row[index])}</li>" for row in table.rows if row[index].text)
        yield f"<td><ul>{items}</ul></td>"
    yield "</tr>"

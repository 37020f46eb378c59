"""A row of a source as it lies there becomes a case.

Takes a line of a file of JSON lines or of CSV, or a row of values; gives what was read of it.
Afterwards true: nothing about one row depends on another, and nothing that is wrong with a row is raised.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from typing import Final, assert_never

from attrs import field, frozen

from bekymring.api.decisions import Ruleset
from bekymring.batch.dialect import DIALECTS, Dialect
from bekymring.batch.lines import LONGEST_LINE
from bekymring.batch.rows import Read, with_id
from bekymring.batch.table import Table, read_cells, read_values
from bekymring.case import mistakes
from bekymring.case import row_mistakes as codes
from bekymring.case.plain import MAX_TEXT, Pairs
from bekymring.case.text import read_json
from bekymring.diagnostics import Checked, Code, Diagnostic

BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@frozen
class JsonLines:
    """A case a line, as JSON."""

    id_name: str


@frozen
class CsvLines:
    """A case a line, as cells."""

    table: Table
    dialect: str


@frozen
class Values:
    """A case a row of values with types."""

    table: Table
    dialect: str


Source = JsonLines | CsvLines | Values


@frozen
class Raw:
    """A row as it lies in its source; a line over the limit is None."""

    number: int
    held: bytes | Mapping[str, object] | None = field(repr=False)


def read_raw(raw: Raw, source: Source, rules: Ruleset) -> Read:
    """What is read of a row."""
    match source:
        case JsonLines():
            line = _line(raw)
            return line if isinstance(line, Read) else _json(line, source.id_name, rules)
        case CsvLines():
            line = _line(raw)
            return line if isinstance(line, Read) else _csv(line, source.table, DIALECTS[source.dialect])
        case Values():
            held = raw.held if isinstance(raw.held, Mapping) else {}
            return read_values(held, source.table, DIALECTS[source.dialect])
        case _:
            assert_never(source)


def _wrong(code: Code, **args: str) -> Read:
    return Read(None, None, (Diagnostic(code, "$", args),))


def _line(raw: Raw) -> bytes | Read:
    if not isinstance(raw.held, bytes):
        return _wrong(codes.ROW_TOO_LONG, limit=str(LONGEST_LINE))
    line = raw.held.removeprefix(BYTE_ORDER_MARK) if raw.number == 1 else raw.held
    return line if line.strip() else _wrong(codes.ROW_EMPTY)


def _json(line: bytes, id_name: str, rules: Ruleset) -> Read:
    read = read_json(line)
    if read.diagnostics:
        return Read(None, None, read.diagnostics)
    data = read.value
    if isinstance(data, Pairs):
        pairs = [(name, value) for name, value in data.items if isinstance(name, str)]
        case = dict(pairs)
        # WHY: of a name that stands twice nobody knows which answer is meant, so the case is read as it is written.
        return with_id(case, id_name, rules) if len(case) == len(data.items) else Read(None, data)
    return Read(None, data)


def _csv(line: bytes, table: Table, dialect: Dialect) -> Read:
    cells = cells_of(line, dialect)
    return (
        Read(None, None, cells.diagnostics)
        if cells.value is None
        else read_cells(cells.value, table, dialect)
    )


def cells_of(line: bytes, dialect: Dialect) -> Checked[tuple[str, ...]]:
    """The cells of a line, which hold no line break."""
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        return _refused(mistakes.NOT_UTF8, offset=str(error.start))
    if "\0" in text or "\r" in text or "\n" in text:
        return _refused(codes.CELL_CONTROL)
    if '"' not in text:
        return Checked(tuple(text.split(dialect.delimiter)))
    try:
        # WHY: line by line, so that a quotation mark that is not closed swallows no other case.
        return Checked(tuple(next(csv.reader([text], delimiter=dialect.delimiter, strict=True))))
    except csv.Error:
        # WHY: what the reader says holds the text; it stops at a cell of this length, and at marks that do not match.
        too_long = len(text) > csv.field_size_limit()
        return _refused(codes.CELL_TOO_LONG, limit=str(MAX_TEXT)) if too_long else _refused(codes.CELL_QUOTES)


def _refused(code: Code, **args: str) -> Checked[tuple[str, ...]]:
    return Checked(None, (Diagnostic(code, "$", args),))

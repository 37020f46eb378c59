"""A chunk of rows is decided, counted and written: the piece of work that a worker does.

Takes what a job is about and the rows as they lie in their source; gives what is to be written, and the counts.
Afterwards true: what is given depends on the rule set, the moment and the rows alone, so that it is the same in any process.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from attrs import evolve, field, frozen

from bekymring.api.decisions import Ruleset
from bekymring.api.errors import InternalError, without_values
from bekymring.batch.answers import AnswerTable, Cell, json_line, row_to_dict, safe
from bekymring.batch.dialect import DIALECTS
from bekymring.batch.reading import Raw, Source, read_raw
from bekymring.batch.rows import Row, decided
from bekymring.batch.totals import Totals, totals_of
from bekymring.case import row_mistakes as codes
from bekymring.diagnostics import Diagnostic


class Form(StrEnum):
    """Forms of cases and of answers."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"


@frozen
class Setup:
    """What is the same for every row of a job."""

    source: Source
    form: Form
    dialect: str
    on: date | datetime
    lang: str


@frozen
class Done:
    """What became of a chunk: bytes to write, or rows of values for Parquet; and what it comes to."""

    content: bytes = field(repr=False)
    values: tuple[tuple[Cell, ...], ...] = field(repr=False)
    totals: Totals


def work(rules: Ruleset, setup: Setup, raws: Sequence[Raw]) -> Done:
    """Decides and writes a chunk."""
    table = AnswerTable(rules.kernel, danish=setup.form is Form.CSV and setup.dialect == "da")
    rows, parts, values = [], list[bytes](), list[tuple[Cell, ...]]()
    for raw in raws:
        row = decided(rules, raw.number, read_raw(raw, setup.source, rules), setup.on)
        try:
            written = without_values(lambda row=row: _written(row, setup, table))  # type: ignore[misc]  # bound now
        except InternalError as fault:
            row = evolve(
                row, decision=None, mistakes=(Diagnostic(codes.NOT_EVALUATED, "$", {"kind": fault.kind}),)
            )
            written = _written(row, setup, table)
        rows.append(row)
        if isinstance(written, bytes):
            parts.append(written)
        else:
            values.append(written)
    return Done(b"".join(parts), tuple(values), totals_of(rows))


def _written(row: Row, setup: Setup, table: AnswerTable) -> bytes | tuple[Cell, ...]:
    match setup.form:
        case Form.JSONL:
            return json_line(row_to_dict(row, setup.lang))
        case Form.CSV:
            dialect = DIALECTS[setup.dialect]
            return csv_line([safe(cell, dialect) for cell in table.cells(row, setup.lang)], dialect.delimiter)
        case Form.PARQUET:
            return table.cells(row, setup.lang)


def csv_line(cells: Sequence[str], delimiter: str) -> bytes:
    """One line of CSV."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\n").writerow(cells)
    return held.getvalue().encode()

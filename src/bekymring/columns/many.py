"""A job of many cases, worked out as columns: `bekymring batch --engine columns`. Docs: many cases as columns.

Takes the rows of a source, thousands at a time; gives what columns say of each, and of some what the row evaluator says.
Afterwards true: a row that cannot be used is a row with its mistakes, as for the row evaluator; a row that holds what columns cannot
say is told by the row evaluator; with `refine` it moreover tells every row of which columns leave something open. The columns are the
same either way.
"""

from __future__ import annotations

from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from typing import Final

import polars as pl
from attrs import define, evolve, field, frozen

from bekymring.api.decisions import Ruleset, checked_moment
from bekymring.api.errors import InternalError, without_values
from bekymring.batch.engine import Chunks, Reader, raw_chunks
from bekymring.batch.errors import BatchError
from bekymring.batch.lines import Place
from bekymring.batch.parquet import ParquetRows
from bekymring.batch.reading import JsonLines, Raw, Values, read_raw
from bekymring.batch.rows import LONGEST_ID, Read, Row, decided
from bekymring.batch.run import Job, MakeEngine
from bekymring.batch.table import Table, answerable
from bekymring.batch.work import Done, Setup
from bekymring.case import Case
from bekymring.case.plain import Handed
from bekymring.case.read import read_handed
from bekymring.columns.answers import Answers, FrameParts
from bekymring.columns.cases import frame_of, says_more
from bekymring.columns.frames import fits, worked_out
from bekymring.columns.inputs import STATES, kind_of
from bekymring.columns.program import Program, program_of
from bekymring.columns.rows import rough_decision, undecided_rows, wrong_rows
from bekymring.model.ruleset import InputKind

ROWS: Final = 10_000
"""So many rows are worked out at a time."""
CELLS: Final = 2_000_000
"""And no more than about so many cells,"""
FEWEST: Final = 1_000
"""but at least so many rows."""


def by_columns(*, refine: bool = False, only: Collection[str] = ()) -> MakeEngine:
    """Chooses columns for a job; `only` names the levels and actions wanted.

    The job raises NotInColumns with the file and line of every construct that columns cannot say.
    """

    def made(rules: Ruleset, job: Job, setup: Setup, reader: Reader) -> ByColumns:
        if job.workers != 1:
            raise BatchError(
                "Kolonner bruger selv alle kerner: udelad --workers.",
                "Columns use every core by themselves: leave out --workers.",
            )
        return ByColumns(
            rules, setup, refine=refine, only=tuple(sorted(set(only))), direct=_direct(reader, setup, rules)
        )

    return made


# --- What is read as it lies ------------------------------------------------------------------------------


def _direct(reader: Reader, setup: Setup, rules: Ruleset) -> bool:
    """Whether the columns of a Parquet file can be worked out as they lie: plain facts of the right kinds, without states."""
    if not isinstance(reader, ParquetRows) or not isinstance(setup.source, Values):
        return False
    table, schema = setup.source.table, pl.read_parquet_schema(reader.path)
    kinds = [rules.kernel.inputs[one.name].kind for one in table.columns]
    plain = all(one.state is None and not one.parts for one in table.columns) and not table.records
    if not plain or {InputKind.ASSESSMENT, InputKind.OWN_LEVEL} & set(kinds):
        return False
    id_ = pl.String() if table.id_at is None else list(schema.values())[table.id_at]
    asked = {one.name: kind_of(one.type_, raw=True) for one in table.columns}
    return (id_.is_integer() or id_ == pl.String) and all(
        fits(schema[name], kind) for name, kind in asked.items()
    )


@frozen
class _Chunk:
    """Rows of a file of columns, as they lie."""

    first: int
    """The number of the first row."""
    frame: pl.DataFrame = field(repr=False)


@define
class ByColumns:
    """Columns, thousands of rows at a time."""

    rules: Ruleset
    setup: Setup
    refine: bool = field(kw_only=True)
    only: tuple[str, ...] = field(kw_only=True)
    direct: bool = field(kw_only=True)
    program: Program = field(init=False, repr=False)
    answers: Answers = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """The program for the columns of the source."""
        moment, _ = checked_moment(self.setup.on, self.rules.kernel)
        asked = self._asked()
        self.program = program_of(
            self.rules.kernel,
            moment,
            states=() if self.direct else [f"{name}{STATES[1]}" for name in asked],
            not_asked=[name for name in self.rules.kernel.inputs if name not in asked],
            outcomes=self.only or None,
            checked=asked if self.direct else (),
        )
        self.answers = Answers(self.program, self.setup)

    def _asked(self) -> tuple[str, ...]:
        source = self.setup.source
        if isinstance(source, JsonLines):
            return tuple(one.name for one in answerable(self.rules.kernel))
        return tuple(one.name for one in source.table.columns)

    @property
    def about(self) -> Mapping[str, object]:
        """What a job that goes on must find the same."""
        return {"engine": "columns", "refine": self.refine, "only": list(self.only)}

    @property
    def header(self) -> Sequence[str]:
        """The names of the columns of a table of answers."""
        return self.answers.header

    def parts(self, about: Mapping[str, str]) -> FrameParts:
        """What writes answers as a table with types."""
        return FrameParts(about)

    # --- What is read -------------------------------------------------------------------------------------

    def chunks(self, reader: Reader) -> Chunks:
        """The rows of the source, thousands at a time."""
        width = len(self.answers.header) + 2 * len(self.rules.kernel.inputs)
        size = max(FEWEST, min(ROWS, CELLS // width))
        if self.direct and isinstance(reader, ParquetRows):
            return _frames(reader, size)
        return raw_chunks(reader, size)

    def results(self, chunks: Chunks) -> Generator[tuple[Done, Place], None, None]:
        """What became of each chunk, in order."""
        for chunk, place in chunks:
            yield self.done(chunk), place

    def done(self, chunk: _Chunk | Sequence[Raw]) -> Done:
        """What becomes of a chunk."""
        return self._of_frame(chunk) if isinstance(chunk, _Chunk) else self._of_raws(chunk)

    def _of_frame(self, chunk: _Chunk) -> Done:
        found = worked_out(self.program, chunk.frame.lazy(), ()).collect()
        source = self.setup.source
        assert isinstance(source, Values), "only a file of columns is worked out as it lies"
        ids = _ids(chunk.frame, source.table)
        wrong = {*wrong_rows(found), *(ids.str.len_chars() > LONGEST_ID).arg_true()}
        alone = sorted({*wrong, *(undecided_rows(found) if self.refine else ())})
        rows = [
            self._told(chunk.first + place, read_raw(Raw(chunk.first + place, row), source, self.rules))
            for place, row in zip(alone, chunk.frame[alone].iter_rows(named=True), strict=True)
        ]
        numbers = pl.int_range(chunk.first, chunk.first + found.height, eager=True)
        return self.answers.done(found, numbers, ids, rows)

    def _of_raws(self, raws: Sequence[Raw]) -> Done:
        rows: list[Row] = []
        good: list[tuple[int, Read, Case]] = []
        for raw in raws:
            read = read_raw(raw, self.setup.source, self.rules)
            case = self._case(read)
            if case is None or says_more(case):
                rows.append(self._told(raw.number, read))
            else:
                good.append((raw.number, read, case))
        frame = frame_of([case for _, _, case in good], self.rules.kernel, self._asked())
        found = worked_out(self.program, frame.lazy(), ()).collect()
        if self.refine:
            rows += [self._told(*good[place][:2]) for place in undecided_rows(found)]
        numbers = pl.Series([number for number, _, _ in good], dtype=pl.Int64)
        ids = pl.Series([None if read.id is None else str(read.id) for _, read, _ in good], dtype=pl.String)
        return self.answers.done(found, numbers, ids, rows)

    def _case(self, read: Read) -> Case | None:
        if read.found:
            return None
        handed = Handed(read.case)
        try:
            return without_values(lambda: read_handed(handed, self.rules.kernel)).value
        except InternalError:
            return None

    # --- What the row evaluator says ----------------------------------------------------------------------

    def _told(self, number: int, read: Read) -> Row:
        """A row of which columns cannot say all: what the row evaluator says, refined or not."""
        row = decided(self.rules, number, read, self.setup.on)
        case = None if self.refine or row.decision is None else self._case(read)
        if case is None:
            return row
        return evolve(row, decision=rough_decision(self.rules, case, self.setup.on))


def _ids(frame: pl.DataFrame, table: Table) -> pl.Series:
    if table.id_at is None:
        return pl.Series([None], dtype=pl.String).new_from_index(0, frame.height)
    return frame.to_series(table.id_at).cast(pl.String)


def _frames(reader: ParquetRows, size: int) -> Iterator[tuple[_Chunk, Place]]:
    while True:
        frame = pl.scan_parquet(reader.path).slice(reader.read, size).collect()
        if frame.height:
            first, reader.read = reader.read + 1, reader.read + frame.height
            yield _Chunk(first, frame), reader.place
        if frame.height < size:
            return

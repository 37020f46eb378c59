"""What columns say of many rows, written: lines of JSON or of CSV, or a part of a table; and what it comes to.

Takes what was worked out, and what the row evaluator says of some rows; gives bytes or a frame, and the counts.
Afterwards true: every row stands in the order of the source, with the same columns whoever told it; a level stands with both its
bounds, whether they are exact, and the rules behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Final

import polars as pl
from attrs import define, field, frozen

from bekymring.batch.answers import json_line, mistakes_text, row_to_dict, safe
from bekymring.batch.dialect import DIALECTS, Dialect
from bekymring.batch.rows import Row
from bekymring.batch.totals import Key, Totals, totals_of
from bekymring.batch.work import Done, Form, Setup, csv_line
from bekymring.columns.form import Kind
from bekymring.columns.program import Program
from bekymring.columns.told import Names
from bekymring.decision import Certainty
from bekymring.model.ruleset import Modality

FIXED: Final = ("row", "id", "errors", "by_row")
"""What stands before the columns of the rules: the row, its id, what is wrong with it, and whether the row evaluator told it."""
_TYPES: Final[Mapping[Kind, pl.DataType]] = {
    Kind.TRUTH: pl.Boolean(),
    Kind.TEXT: pl.String(),
    Kind.DAY: pl.Date(),
    Kind.INSTANT: pl.Datetime("us", "UTC"),
}


@frozen
class FrameDone(Done):
    """What became of a chunk, as a frame."""

    frame: pl.DataFrame = field(kw_only=True, repr=False)


@define
class FrameParts:
    """Frames, kept until there are enough rows for a part."""

    about: Mapping[str, str]
    held: list[pl.DataFrame] = field(factory=list, repr=False)

    def rows(self, done: Done) -> int:
        """Takes what became of a chunk; how many rows wait to become a part."""
        assert isinstance(done, FrameDone), "columns give frames"
        self.held.append(done.frame)
        return sum(one.height for one in self.held)

    def part(self) -> bytes:
        """The bytes of a part: all rows that wait."""
        held = io.BytesIO()
        pl.concat(self.held).write_parquet(held, metadata=dict(self.about))
        self.held = []
        return held.getvalue()

    def drop(self) -> None:
        """Forgets the rows that wait."""
        self.held = []


@define
class Answers:
    """The columns of the answers, in a fixed order."""

    program: Program
    setup: Setup
    names: tuple[str, ...] = field(init=False)
    schema: dict[str, pl.DataType] = field(init=False, repr=False)

    def __attrs_post_init__(self) -> None:
        """What is no answer is told in `errors`."""
        self.names = tuple(one for one in self.program.outputs if not one.endswith(".invalid"))
        types = {name: _TYPES[self.program.kinds[name]] for name in self.names}
        fixed = (pl.Int64(), pl.String(), pl.String(), pl.Boolean())
        self.schema = {**dict(zip(FIXED, fixed, strict=True)), **types}

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(self.schema)

    def done(self, found: pl.DataFrame, numbers: pl.Series, ids: pl.Series, rows: Sequence[Row]) -> Done:
        """What becomes of a chunk: `found` says it of the rows of these numbers, but for those that the row evaluator told."""
        ours = found.select(
            numbers.cast(pl.Int64).alias("row"),
            ids.alias("id"),
            pl.lit(None, dtype=pl.String).alias("errors"),
            pl.lit(value=False).alias("by_row"),
            *(pl.col(name).cast(self.schema[name]) for name in self.names),
        )
        by_number = {one.number: one for one in rows}
        told = [ours.row(place, named=True) for place in self._places(ours, by_number)]
        kept = {one["row"]: one for one in told}
        others = [self._row(one, kept.get(one.number, {})) for one in rows]
        ours = ours.filter(~pl.col("row").is_in(list(by_number)))
        frame = pl.concat([ours, pl.DataFrame(others, schema=self.schema, orient="row")]).sort("row")
        wrong = [one for one in rows if one.decision is None]
        counts = totals_of(wrong) + counted(frame.filter(pl.col("errors").is_null()), self.names)
        return self._written(frame, {one.number: one for one in wrong}, counts)

    @staticmethod
    def _places(ours: pl.DataFrame, by_number: Mapping[int, Row]) -> list[int]:
        return ours.select(pl.col("row").is_in(list(by_number)).arg_true()).to_series().to_list()

    def _row(self, one: Row, ours: Mapping[str, object]) -> dict[str, object]:
        """A row as the row evaluator tells it; what it says nothing of stays as columns said it."""
        fixed = {"row": one.number, "id": None if one.id is None else str(one.id), "by_row": True}
        if one.decision is None:
            return {
                **dict.fromkeys(self.schema),
                **fixed,
                "errors": mistakes_text(one.mistakes, self.setup.lang),
            }
        said = Names({name: self.program.kinds[name] for name in self.names}).of(one.decision)
        return {**dict.fromkeys(self.schema), **ours, **said, **fixed}

    # --- Written ------------------------------------------------------------------------------------------

    def _written(self, frame: pl.DataFrame, wrong: Mapping[int, Row], counts: Totals) -> Done:
        match self.setup.form:
            case Form.PARQUET:
                return FrameDone(b"", (), counts, frame=frame)
            case Form.CSV:
                return Done(b"".join(self._csv(frame)), (), counts)
            case Form.JSONL:
                return Done(b"".join(self._json(frame, wrong)), (), counts)

    def _csv(self, frame: pl.DataFrame) -> Iterator[bytes]:
        dialect = DIALECTS[self.setup.dialect]
        for row in frame.iter_rows():
            yield csv_line([_cell(one, dialect) for one in row], dialect.delimiter)

    def _json(self, frame: pl.DataFrame, wrong: Mapping[int, Row]) -> Iterator[bytes]:
        for row in frame.iter_rows(named=True):
            bad = wrong.get(row["row"])
            if bad is not None:
                yield json_line(row_to_dict(bad, self.setup.lang))
            else:
                columns = {name: _plain(row[name]) for name in self.names}
                yield json_line(
                    {"row": row["row"], "id": row["id"], "by_row": row["by_row"], "columns": columns}
                )


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, date) else value


def _cell(value: Any, dialect: Dialect) -> str:
    if isinstance(value, date) and not isinstance(value, datetime):
        return f"{value:%d-%m-%Y}" if dialect.danish_days else value.isoformat()
    return safe(value, dialect)


# --- What it comes to -------------------------------------------------------------------------------------


def counted(frame: pl.DataFrame, names: Sequence[str]) -> Totals:
    """The counts of rows, as the row evaluator's answers are counted."""
    if not frame.height:
        return Totals()
    counts: dict[Key, int] = {("cases",): frame.height}
    open_: list[pl.Expr] = []
    for name in (one.removesuffix(".least") for one in names if one.endswith(".least")):
        parts = [f"{name}.least", f"{name}.worst", f"{name}.exact"]
        for least, worst, exact, n in frame.group_by(parts).len().iter_rows():
            counts["level", name, least, worst, "decided" if exact else "open"] = n
        open_.append(~pl.col(parts[2]))
    for name in _subjects(names):
        for key, what in _of_action(name, names):
            counts |= {(*key, *str(held).split()): n for held, n in _values(frame, what)}
            if key[0] != "overdue":
                open_.append(what.str.ends_with(Certainty.DEPENDS.value).fill_null(value=False))
    undecided = frame.select(pl.any_horizontal(open_).sum()).item() if open_ else 0
    counts |= {("undecided",): undecided} if undecided else {}
    asked = (
        frame.select(pl.col(one for one in names if one.endswith(".missing")).sum()).row(0, named=True)
        if any(one.endswith(".missing") for one in names)
        else {}
    )
    counts |= {("missing", name.removesuffix(".missing")): n for name, n in asked.items() if n}
    return Totals(counts)


def _values(frame: pl.DataFrame, what: pl.Expr) -> Iterator[tuple[object, int]]:
    found = frame.select(what.alias("what")).drop_nulls().group_by("what").len()
    return found.iter_rows()


def _subjects(names: Sequence[str]) -> list[str]:
    ends = {*(one.value for one in Modality), "must_not", "overdue"}
    return sorted({name.rpartition(".")[0] for name in names if name.rpartition(".")[2] in ends})


def _of_action(name: str, names: Sequence[str]) -> Iterator[tuple[tuple[str, ...], pl.Expr]]:
    """What is counted of an action: its strongest duty, its ban, and whether it is overdue."""
    strongest = [f"{name}.{one.value}" for one in reversed(Modality) if f"{name}.{one.value}" in names]
    if strongest:
        yield ("duty", name), _strongest(strongest, names)
    if f"{name}.must_not" in names:
        yield ("ban", name), _certainty(f"{name}.must_not", names)
    if f"{name}.overdue" in names:
        overdue = pl.col(f"{name}.overdue")
        perhaps = pl.when(overdue.is_null()).then(pl.lit("perhaps"))
        yield ("overdue", name), pl.when(overdue).then(pl.lit("certain")).otherwise(perhaps)


def _strongest(columns: Sequence[str], names: Sequence[str]) -> pl.Expr:
    """The strongest duty that holds, else the strongest that may."""
    said = {one: _certainty(one, names) for one in columns}
    worded = {one: pl.lit(f"{one.rpartition('.')[2]} ") + what for one, what in said.items()}
    holding = [pl.when(what != Certainty.DEPENDS.value).then(worded[one]) for one, what in said.items()]
    return pl.coalesce(*holding, *worded.values())


def _certainty(column: str, names: Sequence[str]) -> pl.Expr:
    unless = pl.col(f"{column}.unless") if f"{column}.unless" in names else pl.lit(value=False)
    open_ = (
        pl.when(unless).then(pl.lit(Certainty.HOLDS_UNLESS.value)).otherwise(pl.lit(Certainty.DEPENDS.value))
    )
    held = pl.when(pl.col(column).is_null()).then(open_)
    return pl.when(pl.col(column)).then(pl.lit(Certainty.HOLDS.value)).otherwise(held)

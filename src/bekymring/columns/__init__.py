"""Many cases as columns: expressions of Polars, and SQL for DuckDB, PostgreSQL and Spark. Docs: columns.

Takes a rule set, a moment and what it is for; gives columns that say of every row what the evaluator says of its case.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from bekymring.api.decisions import Decision, Ruleset, checked_moment
from bekymring.batch.purpose import purpose_of
from bekymring.columns.program import Program, program_of
from bekymring.columns.refusal import ColumnsError, NotInColumns

if TYPE_CHECKING:
    import polars as pl

__all__ = [
    "ColumnsError",
    "NotInColumns",
    "Program",
    "columns_of",
    "decide_undecided",
    "evaluate_frame",
    "polars_expressions",
    "sql",
]

DIALECTS = ("duckdb", "postgres", "spark")


def columns_of(  # noqa: PLR0913 - what is asked, of which table, for what
    ruleset: Ruleset,
    *,
    on: date | datetime,
    purpose: str,
    states: Collection[str] = (),
    not_asked: Collection[str] = (),
    outcomes: Collection[str] | None = None,
    lists: bool = False,
) -> Program:
    """The rule set as columns, for whoever prints them.

    Raises NotInColumns with the file and line of every construct that columns cannot say, BatchError for a
    purpose that the rule set does not allow, MomentError for a moment that cannot be used.
    """
    purpose_of(purpose, ruleset.kernel)
    moment, _ = checked_moment(on, ruleset.kernel)
    return program_of(
        ruleset.kernel, moment, states=states, not_asked=not_asked, outcomes=outcomes, lists=lists
    )


def sql(  # noqa: PLR0913 - what is asked, of which table, for what
    ruleset: Ruleset,
    *,
    dialect: str,
    table: str,
    on: date | datetime,
    purpose: str,
    keep: Sequence[str] = (),
    states: Collection[str] = (),
    not_asked: Collection[str] = (),
    outcomes: Collection[str] | None = None,
    lists: bool = False,
) -> str:
    """One query over a table with a column an input; raises as `columns_of`."""
    from bekymring.columns.in_sql import Dialect, query

    if dialect not in DIALECTS:
        raise ColumnsError(
            f"SQL kan skrives for: {', '.join(DIALECTS)}.", f"SQL can be written for: {', '.join(DIALECTS)}."
        )
    program = columns_of(
        ruleset, on=on, purpose=purpose, states=states, not_asked=not_asked, outcomes=outcomes, lists=lists
    )
    return query(program, table, dialect=Dialect(dialect), keep=keep)


def polars_expressions(  # noqa: PLR0913 - as `columns_of`
    ruleset: Ruleset,
    *,
    on: date | datetime,
    purpose: str,
    states: Collection[str] = (),
    not_asked: Collection[str] = (),
    outcomes: Collection[str] | None = None,
    lists: bool = False,
) -> tuple[tuple[pl.Expr, ...], ...]:
    """The expressions of Polars, stage by stage: the first is selected, the others added. Raises as `columns_of`."""
    from bekymring.columns.frames import stages_of

    return stages_of(
        columns_of(
            ruleset,
            on=on,
            purpose=purpose,
            states=states,
            not_asked=not_asked,
            outcomes=outcomes,
            lists=lists,
        )
    )


def evaluate_frame(  # noqa: PLR0913 - what is asked, of which frame, for what
    ruleset: Ruleset,
    frame: pl.DataFrame | pl.LazyFrame,
    *,
    on: date | datetime,
    purpose: str,
    keep: Sequence[str] = (),
    not_asked: Collection[str] = (),
    outcomes: Collection[str] | None = None,
    lists: bool = False,
) -> pl.LazyFrame:
    """What the rule set says of every row of a frame, as a lazy frame; raises as `columns_of`, before anything is read."""
    from bekymring.columns.frames import check_columns, worked_out
    from bekymring.columns.inputs import STATES

    lazy = frame.lazy()
    schema = lazy.collect_schema()
    program = columns_of(
        ruleset,
        on=on,
        purpose=purpose,
        states=[name for name in schema if name.endswith(STATES)],
        not_asked=not_asked,
        outcomes=outcomes,
        lists=lists,
    )
    check_columns(program, schema)
    return worked_out(program, lazy, keep)


def decide_undecided(
    ruleset: Ruleset,
    frame: pl.DataFrame,
    *,
    on: date | datetime,
    purpose: str,
    not_asked: Collection[str] = (),
) -> Iterator[tuple[int, Decision]]:
    """For each row of which columns leave something open, its number from 0 and the refined decision of the row evaluator."""
    from bekymring.columns.frames import check_columns, worked_out
    from bekymring.columns.inputs import STATES
    from bekymring.columns.rows import decisions, undecided_rows

    states = [name for name in frame.columns if name.endswith(STATES)]
    program = columns_of(ruleset, on=on, purpose=purpose, states=states, not_asked=not_asked)
    check_columns(program, frame.schema)
    numbers = undecided_rows(worked_out(program, frame.lazy(), ()).collect())
    yield from decisions(ruleset, frame, reads=program.reads, numbers=numbers, on=on)

"""Many cases as a frame of Polars: the columns of a rule set worked out.

Takes a frame with a column an input; gives a frame with a row a case, in the same order.
Afterwards true: a column that an exact answer cannot be read from was refused before anything was worked out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from bekymring.columns.form import Form, Kind
from bekymring.columns.in_polars import TYPES, expression
from bekymring.columns.program import Program
from bekymring.columns.refusal import ColumnsError

Stages = tuple[tuple[pl.Expr, ...], ...]


def stages_of(program: Program) -> Stages:
    """The expressions of a program, stage by stage; each stage reads the columns of those before it."""
    return tuple(tuple(_named(stage)) for stage in program.stages)


def _named(stage: Mapping[str, Form]) -> Iterator[pl.Expr]:
    for name, form in stage.items():
        yield expression(form).alias(name)


def check_columns(program: Program, schema: Mapping[str, pl.DataType]) -> None:
    """Refuses a frame that lacks a column, or holds one that no exact answer can be read from."""
    lacking = sorted(set(program.reads) - set(schema))
    if lacking:
        listed = ", ".join(lacking)
        raise ColumnsError(
            f"Kolonnerne mangler: {listed}. Nævn dem i not_asked, hvis der ikke er spurgt om dem.",
            f"Columns are missing: {listed}. Name them in not_asked if they were not asked about.",
        )
    for name, kind in program.reads.items():
        if not fits(schema[name], kind):
            raise ColumnsError(
                f"Kolonnen »{name}« har ikke den form, som oplysningen har: {_said(kind)[0]}.",
                f'The column "{name}" does not have the form of the fact: {_said(kind)[1]}.',
            )


def fits(held: pl.DataType, kind: Kind) -> bool:
    """Whether exact answers of a kind can be read from a column."""
    if held == pl.Null:
        return True
    match kind:
        case Kind.TRUTH:
            return held == pl.Boolean
        case Kind.WHOLE:
            return held.is_integer()
        case Kind.NUMBER:
            return held.is_numeric()
        case Kind.DAY:
            return held == pl.Date
        case Kind.INSTANT:
            return isinstance(held, pl.Datetime) and held.time_zone is not None
        case Kind.TEXT:
            return held in {pl.String, pl.Categorical, pl.Enum} or isinstance(held, pl.Enum | pl.Categorical)
        case Kind.TEXTS:
            return held == pl.List(pl.String)


_SAID: Mapping[Kind, tuple[str, str]] = {
    Kind.TRUTH: ("ja/nej (Boolean)", "yes/no (Boolean)"),
    Kind.WHOLE: ("hele tal", "whole numbers"),
    Kind.NUMBER: ("tal", "numbers"),
    Kind.DAY: ("datoer (Date)", "days (Date)"),
    Kind.INSTANT: ("tidspunkter med tidszone (Datetime)", "instants with a time zone (Datetime)"),
    Kind.TEXT: ("ord (String eller Enum)", "words (String or Enum)"),
    Kind.TEXTS: ("lister af ord (List(String))", "lists of words (List(String))"),
}


def _said(kind: Kind) -> tuple[str, str]:
    return _SAID[kind]


def worked_out(program: Program, frame: pl.LazyFrame, keep: Sequence[str]) -> pl.LazyFrame:
    """The columns kept and everything that the rule set says of each row."""
    clashing = sorted(set(keep) & {name for stage in program.stages for name in stage})
    if clashing:
        listed = ", ".join(clashing)
        raise ColumnsError(
            f"Kolonnerne kan ikke tages med, da reglerne bruger de samme navne: {listed}.",
            f"The columns cannot be kept, since the rules use the same names: {listed}.",
        )
    casts = [_in_utc(name) for name, kind in program.reads.items() if kind is Kind.INSTANT]
    made = frame.with_columns(casts) if casts else frame
    for number, stage in enumerate(stages_of(program)):
        made = made.select(*keep, *stage) if number == 0 else made.with_columns(stage)
    return made.select(*keep, *program.outputs)


def _in_utc(name: str) -> pl.Expr:
    return pl.col(name).cast(TYPES[Kind.INSTANT])

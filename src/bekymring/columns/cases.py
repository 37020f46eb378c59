"""Cases that were read, as a frame with a column a fact and one for its state.

Takes cases; gives the frame. Afterwards true: the row of a case says what the case says, but for what `says_more` tells of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

import polars as pl

from bekymring.case import Answer, Case
from bekymring.columns.inputs import STATES
from bekymring.model.ruleset import Ruleset
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue

_STATE = STATES[1]


def says_more(case: Case) -> bool:
    """Whether a case says what no row can: departures, sets of which parts are open, and figures for a period."""
    if case.departures or any(one.through is not None for one in case.facts.values()):
        return True
    sets = (one.value for one in case.facts.values() if isinstance(one.value, SetValue))
    return any(one.certain != one.possible for one in sets)


def frame_of(cases: Sequence[Case], ruleset: Ruleset, names: Sequence[str]) -> pl.DataFrame:
    """The answers to some questions of each case, in the order of the cases."""
    columns: dict[str, list[object]] = {column: [] for name in names for column in (name, f"{name}{_STATE}")}
    for case in cases:
        for name in names:
            answer = case.answer(name)
            columns[name].append(_plain(answer, ruleset.inputs[name].type_))
            columns[f"{name}{_STATE}"].append(answer.state.value)
    return pl.DataFrame(columns, schema=dict(_schema(ruleset, names)))


def _schema(ruleset: Ruleset, names: Sequence[str]) -> Iterator[tuple[str, pl.DataType]]:
    for name in names:
        yield name, _kind(ruleset.inputs[name].type_)
        yield f"{name}{_STATE}", pl.String()


def _plain(answer: Answer, type_: Type) -> object:
    match answer.value:
        case SetValue(certain=certain):
            return sorted(certain)
        case Fraction() as whole if isinstance(type_, Number) and type_.integer:
            return int(whole)
        case Fraction() as number:
            # INVARIANT: a number of a case has at most six decimals, so this is exact.
            return Decimal(number.numerator) / Decimal(number.denominator)
        case held:
            return held


def _kind(type_: Type) -> pl.DataType:
    match type_:
        case YesNo():
            return pl.Boolean()
        case Number(integer=True):
            return pl.Int64()
        case Number():
            return pl.Decimal(20, 6)
        case Day():
            return pl.Date()
        case Instant():
            return pl.Datetime("us", "UTC")
        case Choice() | OnScale():
            return pl.String()
        case SetOf():
            return pl.List(pl.String())
        case _:
            assert_never(type_)

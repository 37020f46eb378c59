"""Rows that columns leave undecided, handed to the row evaluator, which refines its bounds.

Takes a frame and what columns say of it; gives a decision for every row of which something is open.
Afterwards true: a row that holds what is no answer gets no decision, as the row evaluator refuses its case.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import cast

import attrs
import polars as pl

from bekymring import decision as parts
from bekymring.api.decisions import REFINEMENT_CAP, Decision, Ruleset, checked_moment
from bekymring.case import Answer, Case, FactState
from bekymring.columns.form import Kind
from bekymring.columns.inputs import STATES, state_of
from bekymring.evaluate.compiled import Program as RowProgram
from bekymring.evaluate.compiled import decide_with, program_of
from bekymring.values import SetValue, Value
from bekymring.version import VERSION

UNDECIDED = "undecided"


def undecided_rows(found: pl.DataFrame) -> list[int]:
    """The numbers of the rows of which something is open, and nothing that stands there is no answer."""
    truths = [name for name, kind in found.schema.items() if kind == pl.Boolean]
    wrong = [pl.col(name) for name in truths if name.endswith(".invalid")]
    open_ = [pl.col(name).is_null() for name in truths if not name.endswith((".missing", ".invalid"))]
    if not open_:
        return []
    asked = pl.any_horizontal(open_) & (~pl.any_horizontal(wrong) if wrong else pl.lit(value=True))
    return found.select(asked.alias(UNDECIDED))[UNDECIDED].arg_true().to_list()


def wrong_rows(found: pl.DataFrame) -> list[int]:
    """The numbers of the rows of which something that stands there is no answer."""
    wrong = [name for name in found.columns if name.endswith(".invalid")]
    return found.select(pl.any_horizontal(wrong).arg_true()).to_series().to_list() if wrong else []


def rough_decision(ruleset: Ruleset, case: Case, on: date | datetime) -> Decision:
    """What the row evaluator says of a case before it refines its bounds, as columns do."""
    moment, whole_day = checked_moment(on, ruleset.kernel)
    return _decision(program_of(ruleset.kernel), ruleset, case, (moment, whole_day, 0))


def _decision(program: RowProgram, ruleset: Ruleset, case: Case, how: tuple[datetime, bool, int]) -> Decision:
    moment, whole_day, cap = how
    made = decide_with(
        program,
        case,
        moment,
        whole_day=whole_day,
        cap=cap,
        meaning_hash=ruleset.meaning_hash,
        made_by=f"bekymring {VERSION}",
    )
    return Decision(**{one.name: getattr(made, one.name) for one in attrs.fields(parts.Decision)})


def decisions(
    ruleset: Ruleset,
    frame: pl.DataFrame,
    *,
    reads: Mapping[str, Kind],
    numbers: list[int],
    on: date | datetime,
) -> Iterator[tuple[int, Decision]]:
    """A decision for each of some rows of a frame, with its number."""
    moment, whole_day = checked_moment(on, ruleset.kernel)
    program = program_of(ruleset.kernel)
    for number, row in zip(numbers, frame.select(sorted(reads))[numbers].iter_rows(named=True), strict=True):
        yield number, _decision(program, ruleset, case_of(row, reads), (moment, whole_day, REFINEMENT_CAP))


def case_of(row: Mapping[str, object], reads: Mapping[str, Kind]) -> Case:
    """The case of a row whose values are all answers."""
    named = (name for name in reads if not name.endswith(STATES))
    return Case({name: _answer(row, name) for name in sorted(named)}, {})


def _answer(row: Mapping[str, object], name: str) -> Answer:
    word = next((row[f"{name}{end}"] for end in STATES if f"{name}{end}" in row), None)
    state = FactState.KNOWN if word is None else state_of(str(word))
    if state is not FactState.KNOWN and state is not FactState.DOUBTED:
        return Answer(state)
    value = _exact(row[name])
    return Answer(FactState.NOT_ASKED) if value is None else Answer(state, value)


def _exact(held: object) -> Value | None:
    match held:
        case bool() | str() | None:
            return held
        case list():
            return SetValue.known(held)
        case float():
            return Fraction(repr(held))
        case int() | Decimal():
            return Fraction(held)
        case datetime():
            return held.astimezone(UTC)
        case _:
            return cast("date", held)

"""Truth and values of expressions, for one case at one moment, with some open facts tried at a value.

Takes a reading (the facts, what is tried, what is already worked out) and an expression; gives strong Kleene truth or a bound.
Afterwards true: the result holds for every completion of what is open. Docs: language reference, *Expressions* and *Truth*.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from fractions import Fraction
from typing import assert_never

from attrs import field

from bekymring.calendar_dk import FIRST_DAY
from bekymring.case import Answer, FactState
from bekymring.decision import ActionOutcome, Certainty, Firing, LevelOutcome, Obligation
from bekymring.evaluate import arithmetic, bounds
from bekymring.evaluate.bounds import (
    ABSENT,
    Absent,
    Bound,
    Members,
    OneOf,
    Range,
    compare,
    exactly,
    given,
    of_truth,
)
from bekymring.evaluate.facts import (
    LACKING,
    Facts,
    field_answer,
    field_bound,
    field_path,
    input_bound,
    is_unanswered,
    split_path,
)
from bekymring.evaluate.outcomes import UNASSESSED, action_stands, joined, level_stands, ranks
from bekymring.evaluate.records import Row, aggregated, counted, picked
from bekymring.evaluate.walk import parts
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    And,
    AnsweredAt,
    Compare,
    Const,
    Count,
    Difference,
    Expr,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
)
from bekymring.values import Truth, all_of, any_of

RecordOf = tuple[str, int]
"""A record: its list and its number from 1; `LACKING` for one that may be lacking."""


@frozen
class Scope:
    """The record that a rule is read for, and the one that a filter is tried on."""

    this: RecordOf | None = None
    item: RecordOf | None = None


NOWHERE = Scope()


@frozen
class Fired:
    """What became of a rule for one record; `limits` are the conditions of its *may only when*, by conclusion."""

    firing: Firing
    when: Truth
    unless: Truth
    limits: Mapping[int, Truth]

    @property
    def certainty(self) -> Certainty | None:
        """How certain its conclusions are; None where it concludes nothing."""
        return _CERTAINTY.get(self.firing)


_CERTAINTY = {
    Firing.FIRED: Certainty.HOLDS,
    Firing.FIRED_UNLESS: Certainty.HOLDS_UNLESS,
    Firing.POSSIBLE: Certainty.DEPENDS,
}


@frozen
class Reading:
    """One case read once: `tried` gives open paths a value; the rest fills up in the order of the plan."""

    facts: Facts
    tried: Mapping[str, Bound] = field(factory=dict)
    inputs: dict[str, Bound] = field(factory=dict)
    named: dict[str, Truth | Bound] = field(factory=dict)
    rules: dict[tuple[str, int | None], Fired] = field(factory=dict)
    levels: dict[tuple[str, int | None], LevelOutcome] = field(factory=dict)
    actions: dict[tuple[str, int | None], ActionOutcome] = field(factory=dict)
    duties: dict[tuple[str, int | None], Obligation | None] = field(factory=dict)
    """Of each action, the join of must and default, whatever prohibits it."""
    rows: dict[tuple[int, int], Row] = field(factory=dict)
    """By filter (its identity) and record, what no value tried can change; shared by all readings of a case."""
    alone: dict[int, tuple[Expr, bool]] = field(factory=dict)
    """By filter (its identity, so it is kept), whether it reads nothing but the record."""
    touched: frozenset[RecordOf] = frozenset()
    """The records of which a field is tried."""

    def trying(self, tried: Mapping[str, Bound]) -> Reading:
        """The same reading with values tried; what depends on them must be worked out anew."""
        return Reading(
            self.facts,
            tried,
            dict(self.inputs),
            dict(self.named),
            dict(self.rules),
            dict(self.levels),
            dict(self.actions),
            dict(self.duties),
            self.rows,
            self.alone,
            frozenset(split_path(path)[:2] for path in tried if "[" in path),
        )


# --- Inputs -----------------------------------------------------------------------------------------------


def input_of(reading: Reading, name: str) -> Bound:
    """What an input can be, judged by when it is relevant if it is open."""
    if name not in reading.inputs:
        bound = reading.tried.get(name) or input_bound(reading.facts, name)
        relevant = reading.facts.ruleset.inputs[name].relevant_when
        if relevant is not None and is_unanswered(reading.facts, name):
            bound = given(bound, truth(reading, relevant, NOWHERE))
        reading.inputs[name] = bound
    return reading.inputs[name]


def field_of(reading: Reading, record: RecordOf, name: str) -> Bound:
    """What a field of a record can be, judged by when it is relevant if it is open."""
    list_, number = record
    bound = None if number == LACKING else reading.tried.get(field_path(list_, number, name))
    bound = bound or field_bound(reading.facts, list_, number, name)
    relevant = reading.facts.ruleset.lists[list_].fields[name].relevant_when
    if relevant is not None and field_answer(reading.facts, list_, number, name).is_open:
        bound = given(bound, truth(reading, relevant, Scope(this=record, item=record)))
    return bound


def _answered_at(facts: Facts, expr: AnsweredAt, scope: Scope) -> Bound:
    if expr.list_ is None:
        return _moment_of(facts.case.answer(expr.assessment), facts)
    record = _record(scope.this)
    if record[1] == LACKING:
        # Of a record that may be lacking, nobody knows whether it was assessed.
        return Range(FIRST_DAY, bounds.as_day(facts.moment), maybe_absent=True)
    return _moment_of(field_answer(facts, *record, expr.assessment), facts)


def _moment_of(answer: Answer, facts: Facts) -> Bound:
    if answer.state in {FactState.ASKED, FactState.NOT_ASKED, FactState.NOT_RELEVANT}:
        return ABSENT
    known = exactly(answer.on) if answer.on is not None else Range(FIRST_DAY, bounds.as_day(facts.moment))
    return given(known, Truth.UNKNOWN if answer.is_open else Truth.TRUE)


def _known(reading: Reading, item: Ref | ThisField, scope: Scope) -> Truth:
    match item:
        case Ref():
            open_ = is_unanswered(reading.facts, item.name)
            bound = input_of(reading, item.name)
        case ThisField():
            record = _record(scope.this)
            open_ = field_answer(reading.facts, *record, item.name).is_open
            bound = field_of(reading, record, item.name)
        case _:
            assert_never(item)
    if not open_:
        return Truth.TRUE
    # What certainly does not apply is known; what is only tried is not.
    return bounds.presence(bound).negated() if isinstance(bound, Absent) else Truth.FALSE


def _record(record: RecordOf | None) -> RecordOf:
    assert record is not None, "a field is read of a record"
    return record


# --- Truth ------------------------------------------------------------------------------------------------


def truth(reading: Reading, expr: Expr, scope: Scope) -> Truth:
    """The truth of a condition (language reference, *Truth*)."""
    match expr:
        case And():
            return _least(reading, expr.items, scope)
        case Or():
            return _most(reading, expr.items, scope)
        case Not():
            return truth(reading, expr.item, scope).negated()
        case Compare():
            steps = reading.facts.ruleset.scales[expr.scale].names if expr.scale else ()
            left, right = value(reading, expr.left, scope), value(reading, expr.right, scope)
            return compare(expr.op, left, right, steps)
        case InSet():
            item = value(reading, expr.item, scope)
            return all_of((bounds.presence(item), _among(item, expr)))
        case Named():
            found = reading.named[expr.name]
            return found if isinstance(found, Truth) else bounds.is_yes(found)
        case KnownTest():
            return (
                _known(reading, expr.item, scope)
                if expr.known
                else _known(reading, expr.item, scope).negated()
            )
        case LevelIs():
            return _level_truth(reading, expr, scope)
        case ActionIs():
            read = actions_read(reading.facts, expr, scope)
            return any_of(_action_truth(reading, expr, number) for number in read)
        case _:
            return bounds.is_yes(value(reading, expr, scope))


def _least(reading: Reading, items: tuple[Expr, ...], scope: Scope) -> Truth:
    found = Truth.TRUE
    for item in items:
        one = truth(reading, item, scope)
        if one is Truth.FALSE:
            return one
        if one is Truth.UNKNOWN:
            found = one
    return found


def _most(reading: Reading, items: tuple[Expr, ...], scope: Scope) -> Truth:
    found = Truth.FALSE
    for item in items:
        one = truth(reading, item, scope)
        if one is Truth.TRUE:
            return one
        if one is Truth.UNKNOWN:
            found = one
    return found


def _among(item: Bound, expr: InSet) -> Truth:
    match item:
        case OneOf():
            inside = item.options & frozenset(expr.options)
            return Truth.TRUE if inside == item.options else Truth.of(None if inside else False)
        case Range() | Members():
            return any_of(compare(Op.EQ, item, exactly(option)) for option in expr.options)
        case Absent():
            return Truth.FALSE
        case _:
            assert_never(item)


def levels_read(facts: Facts, expr: LevelIs, scope: Scope) -> tuple[int | None, ...]:
    """The records of a level that a condition reads: this one, or all; none for a level that is said once."""
    per_record = facts.ruleset.levels[expr.level].per_record
    if per_record is None:
        return (None,)
    return (_record(scope.this)[1],) if expr.this_record else facts.seen[per_record]


def actions_read(facts: Facts, expr: ActionIs, scope: Scope) -> tuple[int | None, ...]:
    """The records of an action that a condition reads: this one, or all; none for an action that is said once."""
    declared = facts.ruleset.actions.get(expr.action)
    if declared is None or declared.per_record is None:
        return (None,)
    return (_record(scope.this)[1],) if expr.this_record else facts.seen[declared.per_record]


def _level_truth(reading: Reading, expr: LevelIs, scope: Scope) -> Truth:
    steps = reading.facts.ruleset.scales[reading.facts.ruleset.levels[expr.level].scale].names
    read = [reading.levels.get((expr.level, number)) for number in levels_read(reading.facts, expr, scope)]
    if None in read:
        return Truth.UNKNOWN
    possible = [ranks(one, steps) for one in read if one is not None]
    if level_lacks(reading.facts, expr):
        possible.append(_lacking_ranks(reading.facts, expr.level, steps))
    return level_stands(expr.op, steps.index(expr.step), joined(possible))


def level_lacks(facts: Facts, expr: LevelIs) -> bool:
    """Whether a condition joins a level over records, of which some may be lacking."""
    per_record = facts.ruleset.levels[expr.level].per_record
    return per_record is not None and not expr.this_record and facts.room[per_record] > 0


def _lacking_ranks(facts: Facts, level: str, steps: Sequence[str]) -> frozenset[int]:
    """What the level of a lacking record can be: every step that a rule points to, and none, since it may not be there."""
    said = (one for rule in facts.ruleset.rules.values() for one in rule.conclusions)
    pointed = {one.step for one in said if isinstance(one, PointTo) and one.level == level}
    otherwise = facts.ruleset.levels[level].otherwise
    return frozenset({UNASSESSED, *(steps.index(one) for one in (*pointed, otherwise) if one is not None)})


def _action_truth(reading: Reading, expr: ActionIs, number: int | None) -> Truth:
    if expr.state is ActionState.DONE:
        return done(reading, expr.action, number)[0]
    outcome = reading.actions.get((expr.action, number))
    return (
        Truth.UNKNOWN
        if outcome is None
        else action_stands(expr.state, outcome, reading.duties[expr.action, number])
    )


def done(reading: Reading, action: str, number: int | None) -> tuple[Truth, Bound]:
    """Whether an action is done at the moment, and when, whatever its deadlines are counted from."""
    declared = reading.facts.ruleset.actions.get(action)
    if declared is None or declared.done is None:
        return Truth.FALSE, ABSENT
    scope = Scope(this=(declared.per_record, number) if declared.per_record and number is not None else None)
    at = value(reading, declared.done.at, scope)
    counts = Truth.TRUE if declared.done.when is None else truth(reading, declared.done.when, scope)
    return happened(at, counts, reading.facts)


def happened(at: Bound, counts: Truth, facts: Facts) -> tuple[Truth, Bound]:
    """Whether a day or instant has come, under a condition; and the days or instants up to the moment."""
    held = all_of((counts, compare(Op.LE, at, Range(facts.moment, facts.moment))))
    if held is Truth.FALSE or not isinstance(at, Range):
        return Truth.FALSE, ABSENT
    return held, arithmetic.latest_until(
        at, facts.moment if isinstance(at.high, datetime) else bounds.as_day(facts.moment)
    )


# --- Values -----------------------------------------------------------------------------------------------


def value(reading: Reading, expr: Expr, scope: Scope) -> Bound:  # noqa: C901, PLR0912 - one line a variant of a closed union
    """The value of an expression (language reference, *Expressions*)."""
    match expr:
        case Const():
            return exactly(expr.value)
        case Ref():
            return input_of(reading, expr.name)
        case Named():
            found = reading.named[expr.name]
            return of_truth(found) if isinstance(found, Truth) else found
        case ThisField():
            return field_of(reading, _record(scope.this), expr.name)
        case ItemField():
            return field_of(reading, _record(scope.item), expr.name)
        case Moment():
            return Range(reading.facts.moment, reading.facts.moment)
        case AnsweredAt():
            return _answered_at(reading.facts, expr, scope)
        case SetCount():
            return arithmetic.members(value(reading, expr.item, scope), frozenset(expr.options))
        case Count():
            return arithmetic.how_many([truth(reading, item, scope) for item in expr.items])
        case RecordCount():
            return counted(rows(reading, expr, scope))
        case RecordValue():
            dated_by = reading.facts.ruleset.lists[expr.list_].dated_by
            return picked(rows(reading, expr, scope), expr.pick, reads_the_date=expr.field_name == dated_by)
        case RecordAggregate():
            return aggregated(rows(reading, expr, scope), expr.aggregate)
        case Sum():
            return arithmetic.total([value(reading, item, scope) for item in expr.items])
        case Times():
            return arithmetic.times(arithmetic.number(expr.factor.value), value(reading, expr.item, scope))
        case Difference():
            start, end = value(reading, expr.start, scope), value(reading, expr.end, scope)
            return arithmetic.difference(expr.distance, start, end)
        case Shift():
            signed = arithmetic.times(Fraction(expr.sign), value(reading, expr.amount, scope))
            return arithmetic.shift(
                value(reading, expr.anchor, scope), signed, expr.unit, reading.facts.calendars
            )
        case PeriodStart():
            return arithmetic.start_of(expr.period, value(reading, expr.of, scope), expr.offset)
        case And() | Or() | Not() | Compare() | InSet() | KnownTest() | LevelIs() | ActionIs():
            return of_truth(truth(reading, expr, scope))
        case _:
            assert_never(expr)


def rows(
    reading: Reading, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope
) -> tuple[Row, ...]:
    """The records that an expression looks at, with whether each meets its filter."""
    numbers = reading.facts.seen[expr.list_]
    room = reading.facts.room[expr.list_]
    return tuple(_row(reading, expr, scope, number) for number in ((*numbers, LACKING) if room else numbers))


def _row(
    reading: Reading, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope, number: int
) -> Row:
    """One record, worked out once if nothing that is tried can change it."""
    if (expr.list_, number) in reading.touched or not _reads_the_record_alone(reading, expr):
        return _row_anew(reading, expr, scope, number)
    key = id(expr), number
    if key not in reading.rows:
        reading.rows[key] = _row_anew(reading, expr, scope, number)
    return reading.rows[key]


def _reads_the_record_alone(reading: Reading, expr: RecordCount | RecordValue | RecordAggregate) -> bool:
    if id(expr) not in reading.alone:
        read = parts(expr.where) if expr.where is not None else ()
        reading.alone[id(expr)] = expr, all(isinstance(one, _OF_THE_RECORD) for one in read)
    return reading.alone[id(expr)][1]


_OF_THE_RECORD = (
    And
    | Or
    | Not
    | Compare
    | InSet
    | Count
    | SetCount
    | Sum
    | Times
    | Difference
    | Shift
    | PeriodStart
    | Const
    | Moment
    | ItemField
)


def _row_anew(
    reading: Reading, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope, number: int
) -> Row:
    record = (expr.list_, number)
    holds = Truth.TRUE if expr.where is None else truth(reading, expr.where, Scope(scope.this, record))
    if number == LACKING:
        holds = all_of((holds, Truth.UNKNOWN))
    times = reading.facts.room[expr.list_] if number == LACKING else 1
    if isinstance(expr, RecordCount) or not holds.is_possible:
        return Row(number, holds, ABSENT, ABSENT, times)
    dated_by = reading.facts.ruleset.lists[expr.list_].dated_by
    dated = ABSENT if dated_by is None else field_of(reading, record, dated_by)
    return Row(number, holds, dated, field_of(reading, record, expr.field_name), times)

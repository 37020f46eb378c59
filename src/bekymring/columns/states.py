"""Whether an action is overdue or was done late, as forms: `evaluate.states` written once for all rows.

Takes what rules claim of an action, and when it was done; gives the truth of a state of its duty.
Afterwards true: the truth is certain only where no other state is left, as it is for the evaluator. What recurs is refused with its deadline.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import assert_never

from attrs import evolve, frozen

from bekymring.calendar_dk import FIRST_INSTANT, LAST_INSTANT
from bekymring.columns import dates
from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    all_of,
    any_of,
    case,
    certain,
    compared,
    earliest,
    first,
    given,
    negated,
    possible,
    unknown,
)
from bekymring.columns.deadlines import claims_of, due_by, instant_of, moved_by
from bekymring.columns.form import Edge, Form, Kind, Order
from bekymring.columns.outcomes import Outcomes, done_condition
from bekymring.columns.refusal import STATE_OF_RECURRING, Refused
from bekymring.columns.said import Claimed, Statement, Waiting
from bekymring.columns.values import Nothing, Spread, Value, absent, compare, in_days, spread
from bekymring.evaluate.bounds import as_day
from bekymring.evaluate.deadlines import due_of_deadline
from bekymring.evaluate.expressions import NOWHERE
from bekymring.model import ruleset as rs

_STATELESS = frozenset({rs.DeadlineKind.AS_SOON_AS_POSSIBLE, rs.DeadlineKind.AT_ONCE})


@frozen
class Due:
    """Between which days or instants one term of a deadline falls due, and whether it is set at all."""

    low: Form
    high: Form
    kind: Kind
    is_set: Form
    known: Form = TRUE
    """Whether it falls due at one instant."""


@frozen
class Bounded:
    """A claim with its deadline: its terms, what they are counted from, and whether the length of any is open."""

    fires: Form
    dues: tuple[Due, ...] | None
    """None where the claim has no deadline."""
    starts: tuple[Value, ...] = ()
    open_: Form = FALSE


@frozen
class Made:
    """Whether an action is done, and when, up to the moment."""

    done: Form
    at: Value


def state_of(outcomes: Outcomes, expr: rs.ActionIs) -> Form:
    """Whether the duty of an action is overdue, or was done late."""
    claims = bounded_claims(outcomes, expr.action, rs.Modality.MUST_BY_DEFAULT)
    if not claims:
        return FALSE
    made = _made(outcomes, expr.action)
    done = all_of((made.done, *(_late_enough(made.at, one) for one in claims)))
    if expr.state is rs.ActionState.OVERDUE:
        only, may = _overdue(outcomes, claims, done)
    else:
        only, may = _late(made.at, claims, done)
    duty = any_of(certain(one.fires) for one in claims)
    return case(((all_of((duty, only)), TRUE), (may, NOT_KNOWN)), FALSE)


# --- Claims and their deadlines ---------------------------------------------------------------------------


def bounded_claims(outcomes: Outcomes, name: str, least: rs.Modality) -> tuple[Bounded, ...]:
    """What is claimed of an action with a modality or a stronger one."""
    claims = (one for one in outcomes.action(name).claims if one.modality.rank >= least.rank)
    return tuple(_bounded(outcomes, one) for one in claims)


def _bounded(outcomes: Outcomes, one: Claimed) -> Bounded:
    match one.source:
        case Statement(
            conclusion=rs.Require(frequency=None, interval=None, deadline=rs.Deadline() as deadline)
        ):
            span = outcomes.ruleset.rules[one.source.rule].origin.span
            made = outcomes.guarded(span, lambda: _of_deadline(outcomes, one.fires, deadline))
            return made or Bounded(one.fires, None)
        case Statement(conclusion=rs.Require(frequency=None, interval=None) | rs.Forbid()):
            return Bounded(one.fires, None)
        case Statement(conclusion=conclusion):
            raise Refused(STATE_OF_RECURRING, conclusion.span)
        case Waiting() as waiting:
            return _no_later(outcomes, one.fires, waiting)
        case _:
            assert_never(one.source)


def _of_deadline(outcomes: Outcomes, fires: Form, deadline: rs.Deadline) -> Bounded:
    terms = deadline.terms
    counted = [one for one in terms if one.amount is not None or deadline.kind is rs.DeadlineKind.SAME_DAY]
    starts = tuple(outcomes.expressions.value(one.anchor) for one in counted)
    if deadline.kind in _STATELESS:
        return Bounded(fires, (), starts)
    dues = tuple(_of_term(outcomes, one, deadline.kind) for one in terms)
    open_ = any_of(negated(one.known) for one in dues)
    return Bounded(fires, dues, starts, open_)


def _of_term(outcomes: Outcomes, term: rs.DeadlineTerm, kind: rs.DeadlineKind) -> Due:
    expressions = outcomes.expressions
    read = (term.anchor,) if term.amount is None else (term.anchor, term.amount)
    if all(expressions.is_constant(one) for one in read):
        due = due_of_deadline(expressions.reading, rs.Deadline(kind, (term,)), NOWHERE)
        is_set = (
            given(due.is_set.is_certain) if due.is_set.is_certain or not due.is_set.is_possible else NOT_KNOWN
        )
        return Due(given(due.low), given(due.high), Kind.INSTANT, is_set, given(due.known is not None))
    anchor = expressions.value(term.anchor)
    if isinstance(anchor, Nothing):
        return Due(given(FIRST_INSTANT), given(LAST_INSTANT), Kind.INSTANT, FALSE, FALSE)
    assert isinstance(anchor, Spread), "a deadline is counted from a day or an instant"
    moved, known = anchor, dates.is_point(anchor)
    if term.amount is not None and term.unit is not None:
        amount = dates.amount_of(expressions.value(term.amount), 1, term.unit)
        moved, known = moved_by(expressions, anchor, amount, term), all_of((known, dates.is_point(amount)))
    elif kind is rs.DeadlineKind.SAME_DAY:
        moved = in_days(anchor)
    return Due(moved.low, moved.high, moved.kind, moved.present, known)


def _no_later(outcomes: Outcomes, fires: Form, waiting: Waiting) -> Bounded:
    """What must come first: due when that which waits for it is."""
    said = outcomes.action(waiting.action)
    held = bounded_claims(outcomes, waiting.action, waiting.modality)
    if all(one.dues is None for one in held):
        return Bounded(fires, None)
    due = due_by(claims_of(outcomes, said, waiting.modality), said.modalities[waiting.modality][0])
    open_ = any_of(all_of((possible(one.fires), one.open_)) for one in held)
    if due is None:
        is_set = case(((open_, NOT_KNOWN),), FALSE)
        none = Due(given(FIRST_INSTANT), given(LAST_INSTANT), Kind.INSTANT, is_set)
        return Bounded(fires, (none,), (), open_)
    sure = instant_of(due.by)
    known = sure if due.perhaps is None else earliest((sure, instant_of(due.perhaps)))
    low = case(((open_, given(FIRST_INSTANT)),), first((known, given(FIRST_INSTANT))))
    may = any_of((open_, negated(unknown(known))))
    is_set = case(((negated(unknown(sure)), TRUE), (may, NOT_KNOWN)), FALSE)
    high = first((sure, given(LAST_INSTANT)))
    return Bounded(fires, (Due(low, high, Kind.INSTANT, is_set),), (), open_)


# --- Done -------------------------------------------------------------------------------------------------


def _made(outcomes: Outcomes, name: str) -> Made:
    condition = done_condition(outcomes.ruleset, name)
    declared = outcomes.ruleset.actions[name].done if condition is not None else None
    if condition is None or declared is None:
        return Made(FALSE, Nothing())
    done = outcomes.expressions.truth(condition)
    at = outcomes.expressions.value(declared.at)
    if isinstance(at, Nothing):
        return Made(FALSE, at)
    assert isinstance(at, Spread), "something is done on a day or at an instant"
    return Made(done, _until(at, outcomes.expressions.reading.facts.moment))


def _until(at: Spread, moment: datetime) -> Spread:
    edge = moment if at.kind is Kind.INSTANT else as_day(moment)
    last = min(at.ceiling, edge)
    floor = min(at.floor, last)
    if at.exact is not None:
        return spread(at.kind, at.exact, (floor, last), at.present)
    high = case(((compared(Order.LESS, given(edge), at.high), given(edge)),), at.high)
    return evolve(at, high=high, floor=floor, ceiling=last)


def _late_enough(at: Value, one: Bounded) -> Form:
    """Whether it was done after the start of a deadline that it should meet."""
    if one.dues is None:
        return TRUE
    begun = _begun(at, one.starts)
    open_ = any_of((begun, NOT_KNOWN))
    return case(((negated(possible(one.fires)), TRUE), (certain(one.fires), begun)), open_)


def _begun(at: Value, starts: Sequence[Value]) -> Form:
    gone = all_of(absent(one) for one in starts)
    after = (
        case(((absent(one), FALSE),), any_of((compare(rs.Op.GE, at, one), negated(one.present))))
        for one in starts
        if isinstance(one, Spread)
    )
    return any_of((gone, *after))


# --- States -----------------------------------------------------------------------------------------------


def _dues(claims: Sequence[Bounded]) -> Iterator[tuple[Bounded, Due]]:
    return ((one, due) for one in claims for due in one.dues or ())


def _may_be_set(claims: Sequence[Bounded]) -> Form:
    return any_of(all_of((possible(one.fires), possible(due.is_set))) for one, due in _dues(claims))


def _surely_set(one: Bounded) -> Form:
    return any_of(certain(due.is_set) for due in one.dues or ())


def _is_set(claims: Sequence[Bounded]) -> Form:
    """Whether the earliest deadline of the claims that hold is certainly set."""
    binds = any_of(all_of((certain(one.fires), _surely_set(one))) for one in claims)
    every = all_of(any_of((negated(possible(one.fires)), _surely_set(one))) for one in claims)
    return any_of((binds, every))


Before = Callable[[Form, Kind], Form]
"""Whether a day or instant, of a kind, lies before something."""


def _before_the_moment(moment: datetime) -> Before:
    # WHY: a day has ended before the moment exactly where it lies before the moment's own day.
    edges = {Kind.INSTANT: given(moment), Kind.DAY: given(as_day(moment))}
    return lambda due, kind: compared(Order.LESS, due, edges[kind])


def _before(instant: Form) -> Before:
    return lambda due, kind: compared(Order.LESS, instant_of(due, kind), instant)


def _low_is_before(claims: Sequence[Bounded], before: Before) -> Form:
    return any_of(
        all_of((possible(one.fires), possible(due.is_set), before(due.low, due.kind)))
        for one, due in _dues(claims)
    )


def _high_is_before(claims: Sequence[Bounded], before: Before) -> Form:
    """Whether the latest instant that the earliest deadline can have lies before one."""
    sure = [all_of((certain(one.fires), _surely_set(one))) for one in claims]
    passed = [_high_of_one(one, before) for one in claims]
    binding = any_of(all_of(pair) for pair in zip(sure, passed, strict=True))
    able = [
        all_of((possible(one.fires), any_of(possible(due.is_set) for due in one.dues or ())))
        for one in claims
    ]
    all_passed = all_of(any_of((negated(may), one)) for may, one in zip(able, passed, strict=True))
    return case(((any_of(sure), binding),), all_passed)


def _high_of_one(one: Bounded, before: Before) -> Form:
    """The same of one claim: by the terms that are set, else by all that may be."""
    passed = [before(due.high, due.kind) for due in one.dues or ()]
    binding = any_of(
        all_of((certain(due.is_set), gone)) for due, gone in zip(one.dues or (), passed, strict=True)
    )
    every = all_of(
        any_of((negated(possible(due.is_set)), gone))
        for due, gone in zip(one.dues or (), passed, strict=True)
    )
    return case(((_surely_set(one), binding),), every)


def _overdue(outcomes: Outcomes, claims: Sequence[Bounded], done: Form) -> tuple[Form, Form]:
    """Whether it is overdue and nothing else, and whether it may be."""
    moment = _before_the_moment(outcomes.expressions.reading.facts.moment)
    late = _low_is_before(claims, moment)
    may = all_of((negated(certain(done)), late))
    only = all_of((negated(possible(done)), late, _is_set(claims), _high_is_before(claims, moment)))
    return only, may


def _late(at: Value, claims: Sequence[Bounded], done: Form) -> tuple[Form, Form]:
    """Whether it was done late and nothing else, and whether it may have been."""
    if isinstance(at, Nothing):
        return FALSE, FALSE
    assert isinstance(at, Spread), "something is done on a day or at an instant"
    started = at.low if at.kind is Kind.INSTANT else dates.day_edge(Edge.FIRST, at.low)
    ended = instant_of(at.high, at.kind)
    may = all_of((possible(done), _may_be_set(claims), _low_is_before(claims, _before(ended))))
    surely = all_of((_is_set(claims), _high_is_before(claims, _before(started))))
    return all_of((certain(done), may, surely)), may

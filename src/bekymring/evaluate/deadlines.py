"""When something is due: one deadline of one rule, and the join over rules.

Takes a reading and a deadline or interval; gives the instants between which it falls due, as far as starts are known.
Afterwards true: whatever the open starts turn out to be, the deadline lies within `low` and `high`, or is not set where `is_set`
leaves that open. The last moment that is in time is itself in time. Docs: language reference, *Deadlines*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction

from attrs import evolve

from bekymring.calendar_dk import FIRST_INSTANT, LAST_INSTANT, WorkingCalendar
from bekymring.decision import DeadlineOutcome, OpenDuration
from bekymring.evaluate.arithmetic import number
from bekymring.evaluate.bounds import ABSENT, Bound, Ordered, Range, as_day, presence
from bekymring.evaluate.expressions import Reading, RecordOf, Scope, value
from bekymring.evaluate.facts import field_path
from bekymring.evaluate.moving import first_instant, last_instant, shifted
from bekymring.evaluate.walk import parts
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    AnsweredAt,
    Deadline,
    DeadlineKind,
    DeadlineTerm,
    Expr,
    Interval,
    Named,
    RecordAggregate,
    RecordValue,
    Ref,
    ThisField,
    Unit,
)
from bekymring.values import Truth, all_of, any_of


@frozen
class Due:
    """When one deadline (or next time) falls due."""

    low: datetime
    high: datetime
    is_set: Truth
    known: datetime | None = None
    """The instant, where its start is known; of several starting points, the earliest known one."""
    durations: tuple[OpenDuration, ...] = ()
    starts: tuple[Bound, ...] = ()
    """What it is counted from, if it is counted."""
    readings: tuple[date, date] | None = None
    kind: DeadlineKind = DeadlineKind.BY


def due_of_deadline(reading: Reading, deadline: Deadline, scope: Scope) -> Due:
    """When a deadline falls due: at the earliest of its terms."""
    terms = [_due_of_term(reading, term, scope, deadline.kind) for term in deadline.terms]
    if deadline.kind in {DeadlineKind.AS_SOON_AS_POSSIBLE, DeadlineKind.AT_ONCE}:
        starts = tuple(start for term in terms for start in term.starts) or _record_start(reading, scope)
        return Due(FIRST_INSTANT, LAST_INSTANT, Truth.FALSE, starts=starts, kind=deadline.kind)
    return evolve(earliest(terms), kind=deadline.kind)


def _record_start(reading: Reading, scope: Scope) -> tuple[Bound, ...]:
    if scope.this is None:
        return ()
    dated_by = reading.facts.ruleset.lists[scope.this[0]].dated_by
    return () if dated_by is None else (value(reading, ThisField(dated_by), scope),)


def earliest(terms: Sequence[Due]) -> Due:
    """The earliest of several: an open one can only be earlier than the known ones."""
    possible = [one for one in terms if one.is_set.is_possible]
    certain = [one for one in terms if one.is_set is Truth.TRUE]
    known = [one for one in terms if one.known is not None]
    first = min(known, key=_known_first, default=None)
    return Due(
        low=min((one.low for one in possible), default=FIRST_INSTANT),
        high=min(
            (one.high for one in certain), default=max((one.high for one in possible), default=LAST_INSTANT)
        ),
        is_set=any_of(one.is_set for one in terms),
        known=first.known if first else None,
        durations=tuple(dict.fromkeys(open_ for one in terms for open_ in one.durations)),
        starts=tuple(start for one in terms for start in one.starts),
        readings=first.readings if first else None,
    )


def _known_first(due: Due) -> datetime:
    return due.known or LAST_INSTANT


def _due_of_term(reading: Reading, term: DeadlineTerm, scope: Scope, kind: DeadlineKind) -> Due:
    anchor = value(reading, term.anchor, scope)
    counted = term.amount is not None or kind is DeadlineKind.SAME_DAY
    if term.amount is None or term.unit is None:
        unit, amount = (Unit.DAYS if kind is DeadlineKind.SAME_DAY else None), Range(Fraction(0), Fraction(0))
    else:
        unit, amount = term.unit, _as_range(value(reading, term.amount, scope))
    due = due_after(anchor, amount, (unit, term.first_day_counts), reading.facts.calendars)
    known_amount = number(amount.low) if term.amount is not None and amount.is_point else None
    opened = OpenDuration(known_amount, term.unit, name_of(term.anchor, scope.this))
    return evolve(
        due, durations=() if due.known is not None else (opened,), starts=(anchor,) if counted else ()
    )


def _as_range(amount: Bound) -> Range:
    assert isinstance(amount, Range), "an amount is a number"
    return amount


def due_after(
    anchor: Bound, amount: Range, counting: tuple[Unit | None, bool], calendars: Sequence[WorkingCalendar]
) -> Due:
    """What falls due an amount after an anchor; without a unit, at the anchor itself."""
    if not isinstance(anchor, Range):
        return Due(FIRST_INSTANT, LAST_INSTANT, Truth.FALSE)
    unit, first_day_counts = counting
    # Only working days are counted differently by different calendars.
    used = calendars if unit is Unit.WORKING_DAYS else calendars[:1]
    lows = [_end(anchor.low, int(number(amount.low)), (unit, first_day_counts), one) for one in used]
    point = anchor.is_point and amount.is_point
    ends = (anchor.high, int(number(amount.high)))
    highs = lows if point else [_end(*ends, (unit, first_day_counts), one) for one in used]
    two = len(used) > 1
    return Due(
        low=min(lows),
        high=min(highs),  # of two readings the earlier one is kept to
        is_set=all_of((presence(anchor), presence(amount))),
        known=min(lows) if point else None,
        readings=(as_day(lows[0]), as_day(lows[1])) if two and point else None,
    )


def _end(
    anchor: Ordered, amount: int, counting: tuple[Unit | None, bool], calendar: WorkingCalendar
) -> datetime:
    unit, first_day_counts = counting
    if unit is None:
        return last_instant(anchor)
    if unit is Unit.WORKING_DAYS and first_day_counts:
        # Counting the first day counts the working days after the day before it.
        return last_instant(shifted(shifted(anchor, -1, Unit.DAYS, calendar), max(amount, 1), unit, calendar))
    moved = shifted(anchor, amount, unit, calendar)
    if unit is Unit.HOURS or not first_day_counts:
        return last_instant(moved)
    return last_instant(shifted(moved, -1, Unit.DAYS, calendar) if amount else moved)


def due_of_interval(
    reading: Reading, interval: Interval, scope: Scope, last: Bound, *, anchor: str = ""
) -> Due:
    """When it is due again: so long after the last time, or the first start where it was never done."""
    amount = _as_range(value(reading, interval.amount, scope))
    due = due_after(last, amount, (interval.unit, False), reading.facts.calendars)
    known_amount = number(amount.low) if amount.is_point else None
    opened = OpenDuration(known_amount, interval.unit, anchor)
    return due if due.known is not None else evolve(due, durations=(opened,))


def first_start(reading: Reading, interval: Interval, scope: Scope) -> Bound:
    """What an interval is first counted from."""
    return ABSENT if interval.start is None else value(reading, interval.start, scope)


def name_of(anchor: Expr, record: RecordOf | None) -> str:
    """The path or name of what a deadline is counted from."""
    for part in parts(anchor):
        match part:
            case Ref() | Named():
                return part.name
            case AnsweredAt(list_=str()) if record is not None:
                return field_path(*record, part.assessment)
            case AnsweredAt():
                return part.assessment
            case ThisField():
                return field_path(*record, part.name) if record is not None else part.name
            case RecordValue() | RecordAggregate():
                return f"{part.list_}.{part.field_name}"
            case _:
                continue
    return ""


def outcome_of(best: Sequence[Due], every: Sequence[Due]) -> DeadlineOutcome | None:
    """The join: `best` are the deadlines of the rules as certain as the obligation, `every` those of all possible ones."""
    if not every:
        return None
    first = min((one for one in best if one.known is not None), key=_known_first, default=None)
    perhaps = min((one for one in every if one.known is not None), key=_known_first, default=None)
    sure = first.known if first else None
    earlier = perhaps is not None and (sure is None or _known_first(perhaps) < sure)
    shown = first or perhaps
    return DeadlineOutcome(
        no_later_than=sure,
        perhaps=perhaps.known if perhaps is not None and earlier else None,
        durations=tuple(dict.fromkeys(open_ for one in every for open_ in one.durations)),
        as_soon_as_possible=any(one.kind is DeadlineKind.AS_SOON_AS_POSSIBLE for one in best),
        at_once=any(one.kind is DeadlineKind.AT_ONCE for one in best),
        open_since=_open_since(best),
        two_readings=shown.readings if shown else None,
    )


def _open_since(dues: Iterable[Due]) -> datetime | None:
    waiting = {DeadlineKind.AS_SOON_AS_POSSIBLE, DeadlineKind.AT_ONCE}
    known = (start for one in dues if one.kind in waiting for start in one.starts)
    return min(
        (first_instant(one.low) for one in known if isinstance(one, Range) and one.is_point), default=None
    )

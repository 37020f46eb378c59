"""When what must happen so many times in every calendar period is due.

Takes a reading, a duty with a frequency and when it was last done; gives when it is due first, and again.
Afterwards true: it falls due when a period ends in which it was not done often enough, and never for a period that had
begun before what it is first counted from. Docs: language reference, *Deadlines*.
"""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

from attrs import frozen

from bekymring.calendar_dk import FIRST_INSTANT, LAST_INSTANT
from bekymring.decision import OpenDuration
from bekymring.evaluate.arithmetic import start_of
from bekymring.evaluate.bounds import Bound, Ordered, Range, as_day, certainly, compare, exactly, presence
from bekymring.evaluate.deadlines import Due, name_of
from bekymring.evaluate.expressions import Reading, Scope, value
from bekymring.evaluate.expressions import done as happened_at
from bekymring.evaluate.moving import last_instant, shifted
from bekymring.model.ruleset import (
    And,
    CalendarPeriod,
    Compare,
    Const,
    Done,
    Expr,
    Frequency,
    ItemField,
    Op,
    Pick,
    RecordCount,
    RecordValue,
    Unit,
)
from bekymring.values import Truth, Value


@frozen
class Recurring:
    """What must happen so many times in every period, what it is first counted from, and what tells that it was done."""

    frequency: Frequency
    start: Expr | None
    done: Done | None


def due_first(reading: Reading, recurring: Recurring, scope: Scope) -> Due | None:
    """When it is due if it was never done: at the end of the first whole period; never where no start is said."""
    if recurring.start is None:
        return None
    start = value(reading, recurring.start, scope)
    if not isinstance(start, Range):
        return Due(FIRST_INSTANT, LAST_INSTANT, Truth.FALSE)
    low, high = (_first_whole(reading, recurring, one) for one in (start.low, start.high))
    opened = OpenDuration(None, None, name_of(recurring.start, scope.this))
    return Due(
        low,
        high,
        presence(start),
        known=low if start.is_point else None,
        durations=() if start.is_point else (opened,),
    )


def due_again(reading: Reading, recurring: Recurring, scope: Scope, last: Bound) -> Due:
    """When it is due after the last time: when that period ends, or the next where it was done often enough."""
    if not isinstance(last, Range):
        return Due(FIRST_INSTANT, LAST_INSTANT, Truth.FALSE)
    enough = _often_enough(reading, recurring, scope, last)
    low = _end(reading, recurring, last.low, 1 if enough is Truth.TRUE else 0)
    high = _end(reading, recurring, last.high, 1 if enough.is_possible else 0)
    first = due_first(reading, recurring, scope)
    if first is not None and first.is_set.is_possible:
        low = max(low, first.low) if first.is_set is Truth.TRUE else low
        high = max(high, first.high)
    return Due(low, high, presence(last), known=low if low == high and last.is_point else None)


def _often_enough(reading: Reading, recurring: Recurring, scope: Scope, last: Range) -> Truth:
    """Whether it was done often enough in the period of the last time; one date tells of one time only."""
    frequency = recurring.frequency
    if frequency.times == 1:
        return Truth.TRUE
    counted = _times_in(reading, frequency.period, recurring.done, last)
    if counted is None:
        return Truth.UNKNOWN
    times = exactly(Fraction(frequency.times))
    return compare(Op.GE, value(reading, counted, scope), times)


def times_so_far(
    reading: Reading, action: str, record: int | None, frequency: Frequency
) -> RecordCount | None:
    """How often an action was done in the period of the last time, where a list tells that."""
    declared = reading.facts.ruleset.actions.get(action)
    last = certainly(happened_at(reading, action, record)[1])
    if declared is None or frequency.times == 1 or not isinstance(last, Range):
        return None
    return _times_in(reading, frequency.period, declared.done, last)


def _times_in(reading: Reading, period: CalendarPeriod, done: Done | None, last: Range) -> RecordCount | None:
    """How many records of the list that tells when it was done lie in the period of a day; None where no list tells."""
    if done is None or not last.is_point:
        return None
    match done.at:
        case RecordValue(pick=Pick.LATEST, list_=list_, field_name=dated, where=own) if (
            reading.facts.ruleset.lists[list_].dated_by == dated
        ):
            begins, ends = _period_of(period, last.low)
            day = ItemField(dated)
            within = (Compare(Op.GE, day, Const(begins)), Compare(Op.LT, day, Const(ends)))
            return RecordCount(list_, And(within if own is None else (own, *within)))
        case _:
            return None


def _period_of(period: CalendarPeriod, day: Ordered) -> tuple[Value, Value]:
    """The first day of the period that holds a day, and of the next."""
    begins, ends = (start_of(period, exactly(as_day(day)), offset) for offset in (0, 1))
    assert isinstance(begins, Range), "a day lies in a period"
    assert isinstance(ends, Range), "a day lies in a period"
    return begins.low, ends.low


def _first_whole(reading: Reading, recurring: Recurring, start: Ordered) -> datetime:
    begins = start_of(recurring.frequency.period, exactly(as_day(start)), 0)
    assert isinstance(begins, Range), "a day lies in a period"
    return _end(reading, recurring, start, 0 if begins.low == as_day(start) else 1)


def _end(reading: Reading, recurring: Recurring, day: Ordered, offset: int) -> datetime:
    following = start_of(recurring.frequency.period, exactly(as_day(day)), offset + 1)
    assert isinstance(following, Range), "a day lies in a period"
    return last_instant(shifted(following.low, -1, Unit.DAYS, reading.facts.calendars[0]))

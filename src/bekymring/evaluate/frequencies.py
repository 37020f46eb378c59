"""When what must happen so many times in every period is due, and how far it is in the period that runs.

Takes a reading, a duty with a frequency and when it was last done; gives when it is due first, and again, and how often it was done.
Afterwards true: it falls due when a period ends in which it was not done often enough, and never for a period that had
begun before what it is first counted from, nor for one that has not ended. Docs: language reference, *Deadlines*.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from fractions import Fraction

from bekymring.calendar_dk import FIRST_INSTANT, LAST_INSTANT
from bekymring.decision import OpenDuration, PeriodOutcome
from bekymring.evaluate.arithmetic import number
from bekymring.evaluate.bounds import Bound, Range, as_day, certainly, compare, exactly, presence
from bekymring.evaluate.deadlines import Due, name_of
from bekymring.evaluate.expressions import Reading, Scope, value
from bekymring.evaluate.expressions import done as happened_at
from bekymring.evaluate.moving import first_instant, last_instant, shifted
from bekymring.evaluate.periods import Periods
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    And,
    Compare,
    Const,
    CountedPeriod,
    Done,
    Expr,
    Frequency,
    ItemField,
    Op,
    Pick,
    RecordCount,
    RecordValue,
    Require,
    Unit,
)
from bekymring.values import Truth, all_of

_CUT_AT_MOST = timedelta(days=3)
"""By how much a month that ends early can shorten a period, as counted from its own first day."""


@frozen
class Recurring:
    """What must happen so many times in every period, what it is first counted from, and what tells that it was done."""

    action: str
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
    kind = recurring.frequency.period
    low, high = (Periods(kind, as_day(one)).end_of_first_whole(one) for one in (start.low, start.high))
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
    first = due_first(reading, recurring, scope)
    counted = isinstance(recurring.frequency.period, CountedPeriod)
    if counted and (first is None or not first.is_set.is_possible):
        return Due(FIRST_INSTANT, LAST_INSTANT, Truth.FALSE)
    periods = _periods(reading, recurring, scope)
    low, high = (
        _somewhere(reading, recurring, last)
        if periods is None
        else _after(periods, last, _often_enough(reading, recurring, scope, last))
    )
    is_set = presence(last)
    if first is not None and first.is_set.is_possible:
        low = max(low, first.low) if counted or first.is_set is Truth.TRUE else low
        high = max(high, first.high)
        is_set = all_of((is_set, first.is_set)) if counted else is_set
    is_known = low == high and last.is_point and (not counted or is_set is Truth.TRUE)
    opened = first.durations if counted and first is not None else ()
    if not is_known and not opened:
        opened = (OpenDuration(None, None, recurring.action),)
    return Due(low, high, is_set, known=low if is_known else None, durations=opened)


def _periods(reading: Reading, recurring: Recurring, scope: Scope) -> Periods | None:
    """The periods of a duty; None where it is not known from when they are counted."""
    kind = recurring.frequency.period
    if not isinstance(kind, CountedPeriod):
        return Periods(kind)
    start = None if recurring.start is None else certainly(value(reading, recurring.start, scope))
    return Periods(kind, as_day(start.low)) if isinstance(start, Range) and start.is_point else None


def _after(periods: Periods, last: Range, enough: Truth) -> tuple[datetime, datetime]:
    low = periods.end(last.low, 1 if enough is Truth.TRUE else 0)
    return low, periods.end(last.high, 1 if enough.is_possible else 0)


def _somewhere(reading: Reading, recurring: Recurring, last: Range) -> tuple[datetime, datetime]:
    """Counted from a day that is not known: the period may end the same day, or the next may run two whole ones long."""
    period = recurring.frequency.period
    assert isinstance(period, CountedPeriod), "the calendar is known"
    latest = last_instant(shifted(last.high, 2 * period.amount, period.unit, reading.facts.calendars[0]))
    high = latest + _CUT_AT_MOST if latest < LAST_INSTANT - _CUT_AT_MOST else LAST_INSTANT
    return last_instant(as_day(last.low)), high


def _often_enough(reading: Reading, recurring: Recurring, scope: Scope, last: Range) -> Truth:
    """Whether it was done often enough in the period of the last time; one date tells of one time only."""
    frequency = recurring.frequency
    if frequency.times == 1:
        return Truth.TRUE
    counted = _times_in_period_of(_periods(reading, recurring, scope), reading, recurring.done, last)
    if counted is None:
        return Truth.UNKNOWN
    times = exactly(Fraction(frequency.times))
    return compare(Op.GE, value(reading, counted, scope), times)


def times_so_far(reading: Reading, record: int | None, require: Require, scope: Scope) -> RecordCount | None:
    """How often an action was done in the period of the last time, where a list tells that."""
    recurring = recurring_of(reading, require)
    last = certainly(happened_at(reading, require.action, record)[1])
    if recurring is None or recurring.frequency.times == 1 or not isinstance(last, Range):
        return None
    return _times_in_period_of(_periods(reading, recurring, scope), reading, recurring.done, last)


def recurring_of(reading: Reading, require: Require) -> Recurring | None:
    """The frequency of a duty, with what tells that it was done; None where it has none."""
    if require.frequency is None:
        return None
    declared = reading.facts.ruleset.actions.get(require.action)
    return Recurring(
        require.action, require.frequency, require.frequency_start, declared.done if declared else None
    )


def _times_in_period_of(
    periods: Periods | None, reading: Reading, done: Done | None, last: Range
) -> RecordCount | None:
    if periods is None or not last.is_point:
        return None
    return _times_in(reading, done, periods, periods.first_day(last.low))


def _times_in(reading: Reading, done: Done | None, periods: Periods, begins: date) -> RecordCount | None:
    """How many records of the list that tells when it was done lie in a period; None where no list tells."""
    if done is None:
        return None
    match done.at:
        case RecordValue(pick=Pick.LATEST, list_=list_, field_name=dated, where=own) if (
            reading.facts.ruleset.lists[list_].dated_by == dated
        ):
            day = ItemField(dated)
            ends = periods.first_day(begins, 1)
            within = (Compare(Op.GE, day, Const(begins)), Compare(Op.LT, day, Const(ends)))
            return RecordCount(list_, And(within if own is None else (own, *within)))
        case _:
            return None


# --- The period that runs -----------------------------------------------------------------------------------


def period_outcome(
    reading: Reading, recurring: Recurring, scope: Scope, happened: tuple[Truth, Bound]
) -> PeriodOutcome:
    """The period that runs at the moment of assessment (or the first whole one after it), and how often it was done in it."""
    periods = _periods(reading, recurring, scope)
    if periods is None:
        return PeriodOutcome(recurring.frequency)
    begins = _running(reading, recurring, scope, periods)
    ends = as_day(shifted(periods.first_day(begins, 1), -1, Unit.DAYS, reading.facts.calendars[0]))
    counted = _times_in(reading, recurring.done, periods, begins)
    least, most = _times(reading, scope, happened, (begins, counted))
    return PeriodOutcome(recurring.frequency, begins, ends, least, most)


def _running(reading: Reading, recurring: Recurring, scope: Scope, periods: Periods) -> date:
    begins = periods.first_day(reading.facts.moment)
    start = None if recurring.start is None else value(reading, recurring.start, scope)
    if not isinstance(start, Range) or not start.is_point:
        return begins
    whole = periods.first_day(start.low, 0 if periods.first_day(start.low) == as_day(start.low) else 1)
    return max(begins, whole)


def _times(
    reading: Reading, scope: Scope, happened: tuple[Truth, Bound], period: tuple[date, RecordCount | None]
) -> tuple[int, int | None]:
    """How often it was done in a period, at least and at most; one date tells of one time only."""
    done, at = happened
    begins, counted = period
    if done is Truth.FALSE or not isinstance(at, Range) or last_instant(at.high) < first_instant(begins):
        return 0, 0
    surely = done is Truth.TRUE
    if counted is None:
        return int(surely and first_instant(at.low) >= first_instant(begins)), None
    found = value(reading, counted, scope)
    assert isinstance(found, Range), "a count is a number"
    return int(number(found.low)) if surely else 0, int(number(found.high))

"""Which of two duties that come again asks for more, by the calendar itself: no solver.

Takes two intervals, or two duties with frequencies; gives whether one certainly asks for as much as the other, and a day that shows
that it asks for less.
Afterwards true: *as much* holds for every day from 1990 to 2099 that they can be counted from, and whatever was done before. What is
counted in whole periods from a day of the case is compared only where the periods are the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from functools import cache

from attrs import frozen

from bekymring.calendar_dk import add_months
from bekymring.model.ruleset import (
    CalendarPeriod,
    Const,
    DeadlineKind,
    DeadlineTerm,
    Interval,
    Require,
)
from bekymring.prove.dates import FIRST_START, LAST_START, Counting, Dates, Later

_MONTHS_IN = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.YEAR: 12,
    CalendarPeriod.SCHOOL_YEAR: 12,
}
_FIRST_MONTH = {CalendarPeriod.SCHOOL_YEAR: 8}
_DAY = timedelta(days=1)
_PRESENT = date(2024, 1, 1)


# --- intervals --------------------------------------------------------------------------------------------


def is_no_longer(own: Interval, other: Interval, dates: Dates) -> bool:
    """Whether one interval is certainly never longer than another."""
    if own == other:
        return True
    starts = other.start is None or (own.start is not None and dates.starts_no_later(own.start, other.start))
    lengths = _lengths(own, other, dates)
    return starts and lengths is not None and _longer(*lengths, dates) is None


def longer(own: Interval, other: Interval, dates: Dates) -> Later | None:
    """A day from which one interval ends later than another."""
    lengths = _lengths(own, other, dates)
    return None if lengths is None else _longer(*lengths, dates)


def _lengths(
    own: Interval, other: Interval, dates: Dates
) -> tuple[Sequence[Counting], Sequence[Counting]] | None:
    ours, theirs = (
        dates.countings(DeadlineTerm(Const(Fraction(0)), one.amount, one.unit), DeadlineKind.BY)
        for one in (own, other)
    )
    return None if ours is None or theirs is None else (ours, theirs)


def _longer(ours: Sequence[Counting], theirs: Sequence[Counting], dates: Dates) -> Later | None:
    found = (dates.later(one, other, from_instants=True) for one in ours for other in theirs)
    return next((one for one in found if one is not None), None)


# --- so many times in every period ------------------------------------------------------------------------


@frozen
class Rarer:
    """How one duty comes again later than another: after it was done `times` times on a day; 0 if it is counted from that day."""

    day: date
    times: int


def is_as_often(own: Require, other: Require) -> bool:
    """Whether a duty certainly falls due again no later than another, whatever was done."""
    one, claim = own.frequency, other.frequency
    if one is None or claim is None or own.frequency_start != other.frequency_start:
        return False
    ours, theirs = one.period, claim.period
    if ours == theirs:
        return one.times >= claim.times
    if not isinstance(ours, CalendarPeriod) or not isinstance(theirs, CalendarPeriod):
        return False
    # What is often enough for a shorter period may be too seldom for a longer, unless that asks for one time.
    return (
        claim.times == 1 and _first_rarer(ours, theirs) is None and _first_later_start(ours, theirs) is None
    )


def rarer(own: Require, other: Require) -> Rarer | None:
    """A day that shows that a duty falls due again later than another."""
    one, claim = own.frequency, other.frequency
    if one is None or claim is None or own.frequency_start != other.frequency_start:
        return None
    ours, theirs = one.period, claim.period
    if ours == theirs:
        return Rarer(_PRESENT, one.times) if one.times < claim.times else None
    if not isinstance(ours, CalendarPeriod) or not isinstance(theirs, CalendarPeriod):
        return None
    start = None if own.frequency_start is None else _first_later_start(ours, theirs)
    if start is not None:
        return Rarer(start, 0)
    day = _first_rarer(ours, theirs) if one.times == 1 == claim.times else None
    return None if day is None else Rarer(day, 1)


def _first_rarer(one: CalendarPeriod, claim: CalendarPeriod) -> date | None:
    """A day such that the period after its own ends later by one period than by another."""
    return _first_beyond(_ends(one, 2), _ends(claim, 2))


def _first_later_start(one: CalendarPeriod, claim: CalendarPeriod) -> date | None:
    """A day from which the first whole period ends later by one period than by another."""
    return _first_beyond(_first_ends(one), _first_ends(claim))


def _first_beyond(ours: Sequence[date], theirs: Sequence[date]) -> date | None:
    """The first day of the present, or else of all, on which one is later than the other."""
    shown = [day for day, one, other in zip(_days(), ours, theirs, strict=True) if one > other]
    return next((one for one in shown if one >= _PRESENT), next(iter(shown), None))


@cache
def _days() -> tuple[date, ...]:
    return tuple(FIRST_START + n * _DAY for n in range((LAST_START - FIRST_START).days + 1))


@cache
def _ends(period: CalendarPeriod, ahead: int) -> tuple[date, ...]:
    """For every day the last day of a period: 1 is that of the day, 2 the next."""
    return tuple(_begins(period, one, ahead) - _DAY for one in _days())


@cache
def _first_ends(period: CalendarPeriod) -> tuple[date, ...]:
    """For every day the last day of the first whole period from it."""
    return tuple(_begins(period, one, 1 if _begins(period, one, 0) == one else 2) - _DAY for one in _days())


def _begins(period: CalendarPeriod, day: date, ahead: int) -> date:
    """The first day of the period of a day, or of one so many ahead."""
    size, first = _MONTHS_IN[period], _FIRST_MONTH.get(period, 1)
    months = 12 * day.year + day.month - first
    return add_months(
        date(FIRST_START.year, first, 1), (months // size + ahead) * size - 12 * FIRST_START.year
    )

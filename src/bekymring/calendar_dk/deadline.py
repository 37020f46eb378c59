"""Deadlines: how long, counted from what, until which last moment.

Takes a start, an amount and a unit; gives the last instant at which it is still in time.
Afterwards true: `done <= deadline(...)` is "in time" for every unit, and a later start never gives an earlier deadline.
"""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, assert_never

from bekymring.calendar_dk.clock import danish_date, end_of_day
from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.limits import FIRST_INSTANT, LAST_INSTANT, checked_instant
from bekymring.calendar_dk.spans import add_days, add_months, add_years
from bekymring.calendar_dk.working_days import WorkingCalendar, add_working_days
from bekymring.frozen import frozen

_SATURDAY: Final = 5
_DAYS_OF_WEEK: Final = 7
_ONE_HOUR: Final = timedelta(hours=1)
_MOST_HOURS: Final = (LAST_INSTANT - FIRST_INSTANT) // _ONE_HOUR

_SATURDAY_COUNTS: Final = WorkingCalendar("lørdag er hverdag")
_SATURDAY_DOES_NOT: Final = WorkingCalendar(
    "lørdag er ikke hverdag", excluded_weekdays=frozenset({_SATURDAY})
)


class Unit(StrEnum):
    """What time is counted in, in rules and in the calendar (docs/language.md, section on deadlines)."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    WORKING_DAYS = "working_days"
    MONTHS = "months"
    YEARS = "years"


@frozen
class WorkingDayReadings:
    """The two last days of a deadline in hverdage while no calendar says whether Saturday is one."""

    saturday_counts: date
    saturday_does_not: date

    @property
    def earlier(self) -> date:
        """The day to keep to, since the authority's own duty is then met under both readings."""
        return min(self.saturday_counts, self.saturday_does_not)


def working_day_readings(
    start: date | datetime, amount: int, *, first_day_counts: bool = False
) -> WorkingDayReadings:
    """Gives the last day of a deadline in hverdage under both readings (docs/calendar.md, section Hverdage)."""
    day = _day_of(start)
    counts, does_not = (
        add_working_days(day, amount, calendar=calendar, first_day_counts=first_day_counts)
        for calendar in (_SATURDAY_COUNTS, _SATURDAY_DOES_NOT)
    )
    return WorkingDayReadings(saturday_counts=counts, saturday_does_not=does_not)


def last_day(
    start: date | datetime,
    amount: int,
    unit: Unit,
    *,
    first_day_counts: bool = False,
    calendar: WorkingCalendar | None = None,
) -> date:
    """Gives the last day of a deadline in any unit but hours (docs/calendar.md, section Deadlines).

    Unlike `deadline` it answers for every day from 1900 to 2199.
    """
    if amount < first_day_counts:
        raise CalendarError(CalendarReason.AMOUNT_TOO_SMALL)
    day = _day_of(start)
    # INVARIANT: counting the first day moves every end one day back, except among hverdage.
    back = -1 if first_day_counts else 0
    match unit:
        case Unit.HOURS:
            raise CalendarError(CalendarReason.DAYS_FROM_HOURS)
        case Unit.DAYS:
            return add_days(day, amount + back)
        case Unit.WEEKS:
            return add_days(day, amount * _DAYS_OF_WEEK + back)
        case Unit.WORKING_DAYS:
            return _last_working_day(day, amount, first_day_counts=first_day_counts, calendar=calendar)
        case Unit.MONTHS:
            return add_days(add_months(day, amount), back)
        case Unit.YEARS:
            return add_days(add_years(day, amount), back)
        case _:
            assert_never(unit)


def deadline(
    start: date | datetime,
    amount: int,
    unit: Unit,
    *,
    first_day_counts: bool = False,
    calendar: WorkingCalendar | None = None,
) -> datetime:
    """Gives the last instant, in UTC, at which something is still in time (docs/calendar.md, section Deadlines).

    Hours elapse from the start itself; every other unit ends when its last day ends in Denmark.
    """
    if unit is Unit.HOURS:
        return _after_hours(start, amount)
    day = last_day(start, amount, unit, first_day_counts=first_day_counts, calendar=calendar)
    return end_of_day(day)


def _last_working_day(
    day: date, amount: int, *, first_day_counts: bool, calendar: WorkingCalendar | None
) -> date:
    if calendar is None:
        return working_day_readings(day, amount, first_day_counts=first_day_counts).earlier
    return add_working_days(day, amount, calendar=calendar, first_day_counts=first_day_counts)


def _after_hours(start: date | datetime, amount: int) -> datetime:
    if not isinstance(start, datetime):
        raise CalendarError(CalendarReason.HOURS_FROM_A_DAY)
    if amount < 0:
        raise CalendarError(CalendarReason.AMOUNT_TOO_SMALL)
    if amount > _MOST_HOURS:
        # WHY: before the sum, which overflows.
        raise CalendarError(CalendarReason.OUTSIDE_CLOCK_TABLE)
    return checked_instant(checked_instant(start) + amount * _ONE_HOUR)


def _day_of(start: date | datetime) -> date:
    return danish_date(start) if isinstance(start, datetime) else start

"""Days, months and years between dates, and added to one.

Takes dates; gives dates or whole numbers.
Afterwards true: a later day never gives an earlier sum, nor a smaller count.
Adding rounds to the end of a month; counting asks whether the whole span has gone by (docs/calendar.md).
"""

import calendar
from datetime import date, datetime, timedelta
from typing import Final

from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.limits import (
    FIRST_DAY,
    LAST_DAY,
    checked_day,
    checked_instant,
    checked_year,
)

_MONTHS: Final = 12
_DAYS_OF_WEEK: Final = 7


def add_days(day: date, amount: int) -> date:
    """Gives the day that lies a number of days after another, or before it when negative."""
    ordinal = checked_day(day).toordinal() + amount
    # WHY: compared as whole numbers, since a date would overflow before it could be refused.
    if not FIRST_DAY.toordinal() <= ordinal <= LAST_DAY.toordinal():
        raise CalendarError(CalendarReason.OUTSIDE_DAYS)
    return date.fromordinal(ordinal)


def add_months(day: date, amount: int) -> date:
    """Gives the same day of a later month, or that month's last day (docs/calendar.md, section Months and years).

    Add once from the day a deadline starts: one month and one month more is not two months.
    """
    year, month = divmod(_month_number(checked_day(day)) + amount, _MONTHS)
    last = calendar.monthrange(checked_year(year), month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_years(day: date, amount: int) -> date:
    """Gives the same date of a later year; 29 February becomes 28 February where there is none."""
    return add_months(day, _MONTHS * amount)


def _month_number(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def whole_months_between(first: date, second: date) -> int:
    """Counts the months that have gone by in full (docs/calendar.md, section Ages and whole months).

    Rounds down, so it is negative as soon as `second` lies before `first`.
    """
    months = _month_number(checked_day(second)) - _month_number(checked_day(first))
    return months - (second.day < first.day)


def whole_years_between(first: date, second: date) -> int:
    """Counts the years that have gone by in full; rounds down as `whole_months_between` does."""
    return whole_months_between(first, second) // _MONTHS


def age_on(birth: date, day: date) -> int:
    """Gives the age in whole years on a day; who is born on 29 February turns on 1 March in common years.

    The age before birth is negative (docs/calendar.md, section Ages and whole months).
    """
    return whole_years_between(birth, day)


def whole_weeks_between(first: date, second: date) -> int:
    """Counts the weeks that have gone by in full; rounds down as `whole_months_between` does."""
    return days_between(first, second) // _DAYS_OF_WEEK


def days_between(first: date, second: date) -> int:
    """Counts the days from one date to another; negative when the second comes first."""
    return (checked_day(second) - checked_day(first)).days


def seconds_between(first: datetime, second: datetime) -> int:
    """Counts the whole seconds that pass from one instant to another, rounded down."""
    return (checked_instant(second) - checked_instant(first)) // timedelta(seconds=1)

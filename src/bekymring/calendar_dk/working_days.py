"""Hverdage: what is one, and counting them.

Takes a declared calendar and a day; gives whether it is a hverdag, or the n-th hverdag after it.
Afterwards true: the day landed on is a hverdag, and the work grows in step with the number counted.
"""

from datetime import date, timedelta
from typing import Final

from attrs import field

from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.holidays import is_public_holiday
from bekymring.calendar_dk.limits import LAST_DAY, checked_day
from bekymring.frozen import frozen

_SUNDAY: Final = 6
_WEEKDAYS: Final = frozenset(range(7))
_LEAP_YEAR: Final = 2000
_ONE_DAY: Final = timedelta(days=1)


@frozen
class WorkingCalendar:
    """The days a rule set declares not to be hverdage, besides Sundays and public holidays.

    Weekdays run from 0 (Monday) to 6 (Sunday); days are pairs of month and day (docs/calendar.md, section Hverdage).
    """

    name: str
    excluded_weekdays: frozenset[int] = field(default=frozenset(), kw_only=True)
    excluded_days: frozenset[tuple[int, int]] = field(default=frozenset(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.excluded_weekdays <= _WEEKDAYS:
            raise CalendarError(CalendarReason.NO_SUCH_DAY_IN_CALENDAR)
        if self.excluded_weekdays | {_SUNDAY} == _WEEKDAYS:
            raise CalendarError(CalendarReason.NO_WORKING_DAYS)
        for month, day in self.excluded_days:
            try:
                date(_LEAP_YEAR, month, day)
            except ValueError:
                raise CalendarError(CalendarReason.NO_SUCH_DAY_IN_CALENDAR) from None


def is_working_day(day: date, calendar: WorkingCalendar) -> bool:
    """Says whether a day is a hverdag in a calendar (docs/calendar.md, section Hverdage)."""
    checked_day(day)
    weekday = day.weekday()
    return not (
        weekday == _SUNDAY
        or weekday in calendar.excluded_weekdays
        or (day.month, day.day) in calendar.excluded_days
        or is_public_holiday(day)
    )


def add_working_days(
    start: date, amount: int, *, calendar: WorkingCalendar, first_day_counts: bool = False
) -> date:
    """Gives the hverdag number `amount` after a day, or from and including it.

    Counting 0 gives the day itself, whatever day it is (docs/calendar.md, section Hverdage).
    """
    if amount < first_day_counts:
        raise CalendarError(CalendarReason.AMOUNT_TOO_SMALL)
    day = checked_day(start)
    left = amount - (first_day_counts and is_working_day(day, calendar))
    while left:
        if day == LAST_DAY:
            raise CalendarError(CalendarReason.OUTSIDE_DAYS)
        day += _ONE_DAY
        left -= is_working_day(day, calendar)
    return day

"""The days and instants that the calendar answers for, and the guards at its door.

Takes what a caller gives; gives the same day, or the same instant in UTC.
Afterwards true: the value lies within the written limits, and a date is not an instant.
"""

from datetime import UTC, date, datetime
from typing import Final

from bekymring.calendar_dk.errors import CalendarError, CalendarReason

FIRST_DAY: Final = date(1900, 1, 1)
LAST_DAY: Final = date(2199, 12, 31)

# The Danish years 1980 to 2099: 1 January 1980 at 0.00 up to, not including, 1 January 2100 at 0.00.
FIRST_INSTANT: Final = datetime(1979, 12, 31, 23, 0, tzinfo=UTC)
LAST_INSTANT: Final = datetime(2099, 12, 31, 22, 59, 59, 999_999, tzinfo=UTC)

FIRST_CLOCK_YEAR: Final = 1980
LAST_CLOCK_YEAR: Final = 2099


def checked_day(day: date) -> date:
    """Gives the day back, or refuses what is an instant or outside 1900 to 2199."""
    if isinstance(day, datetime):
        # WHY: every datetime is a date to Python, but its own date need not be the date in Denmark.
        raise CalendarError(CalendarReason.DAY_WITH_HOUR)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise CalendarError(CalendarReason.OUTSIDE_DAYS)
    return day


def checked_year(year: int) -> int:
    """Gives the year back, or refuses one outside 1900 to 2199."""
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise CalendarError(CalendarReason.OUTSIDE_DAYS)
    return year


def checked_instant(instant: datetime) -> datetime:
    """Gives the instant in UTC, or refuses one without offset or outside the clock table."""
    if instant.utcoffset() is None:
        raise CalendarError(CalendarReason.INSTANT_WITHOUT_OFFSET)
    if not FIRST_CLOCK_YEAR - 1 <= instant.year <= LAST_CLOCK_YEAR + 1:
        # WHY: before the conversion, which overflows in the years 1 and 9999.
        raise CalendarError(CalendarReason.OUTSIDE_CLOCK_TABLE)
    utc = instant.astimezone(UTC)
    if not FIRST_INSTANT <= utc <= LAST_INSTANT:
        raise CalendarError(CalendarReason.OUTSIDE_CLOCK_TABLE)
    return utc

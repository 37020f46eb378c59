"""Danish civil time 1980 to 2099, from a table of our own.

Takes instants or civil times; gives the other.
Afterwards true: `from_danish(to_danish(i)) == i` for every instant, also in the hour that occurs twice.
Both changes happen at 1.00 UTC: in spring the clock goes from 2 to 3, in autumn from 3 to 2.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.limits import (
    FIRST_CLOCK_YEAR,
    LAST_CLOCK_YEAR,
    checked_day,
    checked_instant,
)

_STANDARD: Final = timedelta(hours=1)
_SUMMER: Final = timedelta(hours=2)
_CHANGE: Final = time(1, 0, tzinfo=UTC)
_SMALLEST_STEP: Final = timedelta(microseconds=1)

# The first year of summer time began on the first Sunday of April, every later one on the last of March.
_FIRST_START: Final = date(1980, 4, 6)
# From this year on summer time ends on the last Sunday of October, before it on the last of September.
_OCTOBER_FROM: Final = 1996


def _sunday_up_to(last: date) -> date:
    return last - timedelta(days=last.isoweekday() % 7)


def clock_changes(year: int) -> tuple[datetime, datetime]:
    """Gives the two instants, in UTC, at which summer time begins and ends in a year of the table."""
    start = _FIRST_START if year == _FIRST_START.year else _sunday_up_to(date(year, 3, 31))
    end = _sunday_up_to(date(year, 10, 31) if year >= _OCTOBER_FROM else date(year, 9, 30))
    return datetime.combine(start, _CHANGE), datetime.combine(end, _CHANGE)


def _offset(utc: datetime) -> timedelta:
    start, end = clock_changes((utc + _STANDARD).year)
    return _SUMMER if start <= utc < end else _STANDARD


def to_danish(instant: datetime) -> datetime:
    """Gives the civil time in Denmark, without offset (docs/calendar.md, section Clock changes).

    The second pass through the hour that occurs twice carries `fold=1`.
    """
    utc = checked_instant(instant)
    offset = _offset(utc)
    civil = (utc + offset).replace(tzinfo=None)
    is_second_pass = offset == _STANDARD and _offset(utc - _STANDARD) == _SUMMER
    return civil.replace(fold=1) if is_second_pass else civil


def from_danish(civil: datetime) -> datetime:
    """Gives the instant of a civil time in Denmark (docs/calendar.md, section Clock changes).

    Of the hour that occurs twice the earlier pass is meant, unless `fold=1` asks for the later.
    """
    if civil.tzinfo is not None:
        raise CalendarError(CalendarReason.CIVIL_TIME_WITH_OFFSET)
    if not FIRST_CLOCK_YEAR <= civil.year <= LAST_CLOCK_YEAR:
        raise CalendarError(CalendarReason.OUTSIDE_CLOCK_TABLE)
    passes = _passes(civil)
    if not passes:
        raise CalendarError(CalendarReason.SKIPPED_HOUR)
    return passes[-1] if civil.fold else passes[0]


def _passes(civil: datetime) -> tuple[datetime, ...]:
    utc = civil.replace(tzinfo=UTC, fold=0)
    return tuple(utc - offset for offset in (_SUMMER, _STANDARD) if _offset(utc - offset) == offset)


def is_repeated(civil: datetime) -> bool:
    """Says whether a civil time lies in the autumn hour that occurs twice."""
    return len(_passes(civil)) > 1


def danish_date(instant: datetime) -> date:
    """Gives the date in Denmark at an instant."""
    return to_danish(instant).date()


def start_of_day(day: date) -> datetime:
    """Gives the first instant of a day in Denmark, in UTC."""
    return from_danish(datetime.combine(checked_day(day), time()))


def end_of_day(day: date) -> datetime:
    """Gives the last instant of a day in Denmark, in UTC (docs/calendar.md, section Where a day ends).

    It is one microsecond before the next day starts, so that `instant <= end_of_day(day)`
    says exactly the same as `danish_date(instant) <= day`.
    """
    # INVARIANT: no change of clocks falls near midnight, so 23.59.59 exists once on every day.
    last_second = from_danish(datetime.combine(checked_day(day), time(23, 59, 59)))
    return last_second + timedelta(seconds=1) - _SMALLEST_STEP

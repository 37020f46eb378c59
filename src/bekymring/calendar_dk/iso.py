"""Dates and instants as case files write them.

Takes text; gives a date, or an instant in UTC.
Afterwards true: only one strict written form was read, with the digits 0 to 9 (docs/calendar.md).
"""

import re
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Final

from bekymring.calendar_dk.clock import from_danish
from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.limits import FIRST_DAY, LAST_DAY, checked_instant

# WHY: own forms. `fromisoformat` also reads 20260306 and 2026-W10-5, and `\d` also reads other scripts' digits.
_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_INSTANT: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
    r"(?:(Z)|([+-])([01][0-9]|2[0-3]):([0-5][0-9]))?"
)


def parse_iso_date(text: str) -> date | None:
    """Reads `YYYY-MM-DD`; None when it is not so written, is no day, or lies outside 1900 to 2199."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        day = date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None


def parse_iso_instant(text: str) -> datetime:
    """Reads `YYYY-MM-DDTHH:MM[:SS]` with `Z`, an offset, or in Danish civil time.

    Raises CalendarError with the reason when there is no such instant;
    the autumn hour that occurs twice is read as its earlier pass (docs/calendar.md, section Clock changes).
    """
    match = _INSTANT.fullmatch(text)
    if match is None:
        raise CalendarError(CalendarReason.NOT_AN_INSTANT)
    written = _civil(match)
    if match[7]:
        return checked_instant(written.replace(tzinfo=UTC))
    if match[8]:
        return checked_instant(_from_offset(written, match))
    return from_danish(written)


def _civil(match: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(match[group] or 0) for group in range(1, 7))
    try:
        return datetime.combine(date(year, month, day), time(hour, minute, second))
    except ValueError:
        # WHY: the cause is cut off, since its text would quote the value.
        raise CalendarError(CalendarReason.NOT_AN_INSTANT) from None


def _from_offset(written: datetime, match: re.Match[str]) -> datetime:
    size = timedelta(hours=int(match[9]), minutes=int(match[10]))
    offset = size if match[8] == "+" else -size
    return written.replace(tzinfo=timezone(offset))

"""Dates, instants and durations in words, Danish and English.

Takes a value and a language, `da` or `en`; gives text for people.
Afterwards true: nothing is rounded up, so a text never promises more time than there is.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final

from bekymring.calendar_dk.clock import is_repeated, to_danish
from bekymring.calendar_dk.errors import CalendarError, CalendarReason
from bekymring.calendar_dk.limits import checked_day
from bekymring.frozen import frozen


@frozen
class _Words:
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    clock: str
    in_summer: str
    in_winter: str
    lengths: tuple[tuple[int, str, str], ...]
    """Seconds in a part of a duration, its name for one, its name for several."""
    joined: str
    nothing: str
    under_a_minute: str


_DANISH: Final = _Words(
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    months=(
        *("januar", "februar", "marts", "april", "maj", "juni"),
        *("juli", "august", "september", "oktober", "november", "december"),
    ),
    date="{day}. {month} {year}",
    clock="kl. {hour}.{minute:02}",
    in_summer=" (sommertid)",
    in_winter=" (vintertid)",
    lengths=((86_400, "døgn", "døgn"), (3_600, "time", "timer"), (60, "minut", "minutter")),
    joined="{before} og {last}",
    nothing="0 minutter",
    under_a_minute="under 1 minut",
)
_ENGLISH: Final = _Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    date="{day} {month} {year}",
    clock="at {hour:02}:{minute:02}",
    in_summer=" (summer time)",
    in_winter=" (winter time)",
    lengths=((86_400, "day", "days"), (3_600, "hour", "hours"), (60, "minute", "minutes")),
    joined="{before} and {last}",
    nothing="0 minutes",
    under_a_minute="less than 1 minute",
)


def _words(lang: str) -> _Words:
    return _ENGLISH if lang == "en" else _DANISH


def weekday_name(day: date, lang: str = "da") -> str:
    """Gives the name of a day of the week."""
    return _words(lang).weekdays[checked_day(day).weekday()]


def format_date(day: date, lang: str = "da") -> str:
    """Writes a date as the law does: `6. marts 2026`, `6 March 2026`."""
    words = _words(lang)
    month = words.months[checked_day(day).month - 1]
    return words.date.format(day=day.day, month=month, year=day.year)


def format_instant(instant: datetime, lang: str = "da") -> str:
    """Writes an instant in Danish civil time: `lørdag 7. marts 2026 kl. 15.40`, `Saturday 7 March 2026 at 15:40`.

    Seconds are left out; in the hour that occurs twice the text says which pass is meant.
    """
    words = _words(lang)
    civil = to_danish(instant)
    clock = words.clock.format(hour=civil.hour, minute=civil.minute)
    which = words.in_winter if civil.fold else words.in_summer
    day = civil.date()
    text = f"{weekday_name(day, lang)} {format_date(day, lang)} {clock}"
    return text + which if is_repeated(civil) else text


def format_duration(seconds: int, lang: str = "da") -> str:
    """Writes a length of time to the minute, rounded down: `6 timer og 25 minutter`."""
    if seconds < 0:
        raise CalendarError(CalendarReason.AMOUNT_TOO_SMALL)
    words = _words(lang)
    parts = tuple(_parts(seconds, words.lengths))
    if not parts:
        return words.under_a_minute if seconds else words.nothing
    *before, last = parts
    return words.joined.format(before=", ".join(before), last=last) if before else last


def _parts(seconds: int, lengths: tuple[tuple[int, str, str], ...]) -> Iterator[str]:
    left = seconds
    for length, one, several in lengths:
        amount, left = divmod(left, length)
        if amount:
            yield f"{amount} {one if amount == 1 else several}"

"""Danish public holidays, counted from Easter.

Takes a year or a day; gives the holidays with their Danish names.
Afterwards true: the custom days 1 May, 5 June, 24 and 31 December are not among them.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from bekymring.calendar_dk.limits import checked_year

_FIXED: Final[Mapping[tuple[int, int], str]] = MappingProxyType(
    {(1, 1): "nytårsdag", (12, 25): "juledag", (12, 26): "2. juledag"}
)
_FROM_EASTER: Final[Mapping[int, str]] = MappingProxyType(
    {
        -3: "skærtorsdag",
        -2: "langfredag",
        0: "påskedag",
        1: "2. påskedag",
        39: "kristi himmelfartsdag",
        49: "pinsedag",
        50: "2. pinsedag",
    }
)
_PRAYER_DAY: Final = 26
_PRAYER_DAY_UNTIL: Final = 2023


def easter_sunday(year: int) -> date:
    """Gives Easter Sunday of a year from 1900 to 2199.

    The Sunday after the church's full moon, which is reckoned by the 19-year cycle of the moon.
    """
    century, year_of_century = divmod(checked_year(year), 100)
    leap_centuries, century_rest = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap_centuries - moon_shift + 15) % 30
    leap_years, year_rest = divmod(year_of_century, 4)
    to_sunday = (32 + 2 * century_rest + 2 * leap_years - epact - year_rest) % 7
    late = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _from_easter(year: int) -> Mapping[int, str]:
    if year > _PRAYER_DAY_UNTIL:
        return _FROM_EASTER
    return {**_FROM_EASTER, _PRAYER_DAY: "store bededag"}


def public_holidays(year: int) -> Mapping[date, str]:
    """Gives the public holidays of a year in date order, with Danish names (docs/calendar.md, section Hverdage).

    Ordinary Sundays are not listed; store bededag is listed through 2023.
    """
    easter = easter_sunday(year)
    moving = {easter + timedelta(days=n): name for n, name in _from_easter(year).items()}
    fixed = {date(year, month, day): name for (month, day), name in _FIXED.items()}
    return MappingProxyType(dict(sorted((moving | fixed).items())))


def is_public_holiday(day: date) -> bool:
    """Says whether a day is one of the public holidays, without listing the year."""
    after_easter = (day - easter_sunday(day.year)).days
    return (
        (day.month, day.day) in _FIXED
        or after_easter in _FROM_EASTER
        or (after_easter == _PRAYER_DAY and day.year <= _PRAYER_DAY_UNTIL)
    )

"""Moments, deadlines and the time that is left, as people say them on the day of the assessment."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from bekymring.calendar_dk import (
    danish_date,
    days_between,
    end_of_day,
    format_date,
    format_duration,
    format_instant,
    weekday_name,
)
from bekymring.evaluate.moving import period_start
from bekymring.model.ruleset import CalendarPeriod, CountedPeriod, Unit
from bekymring.report.say import Both

_TODAY = Both("i dag", "today")
_ON_TODAY = Both("i dag, {day}", "today, {day}")
_LEFT = Both("der er {time} tilbage", "{time} left")
_LEFT_TODAY = Both("resten af dagen i dag", "the rest of today")
_OVER = Both("overskredet med {time}", "overdue by {time}")
_OPEN_SINCE_TODAY = Both("åben siden i dag", "open since today")
_OPEN_FOR = Both("åben i {time}", "open for {time}")
_DAYS = Both("{n} dage", "{n} days")
_ONE_DAY = Both("1 dag", "1 day")

_UNITS = {
    Unit.HOURS: (Both("time", "hour"), Both("timer", "hours")),
    Unit.DAYS: (Both("dag", "day"), Both("dage", "days")),
    Unit.WEEKS: (Both("uge", "week"), Both("uger", "weeks")),
    Unit.WORKING_DAYS: (Both("hverdag", "working day"), Both("hverdage", "working days")),
    Unit.MONTHS: (Both("måned", "month"), Both("måneder", "months")),
    Unit.YEARS: (Both("år", "year"), Both("år", "years")),
}

_PERIODS = {
    CalendarPeriod.MONTH: Both("kalendermåned", "calendar month"),
    CalendarPeriod.QUARTER: Both("kvartal", "quarter"),
    CalendarPeriod.YEAR: Both("kalenderår", "calendar year"),
    CalendarPeriod.SCHOOL_YEAR: Both("skoleår", "school year"),
}

_QUARTER = Both("{n}. kvartal {year}", "quarter {n} of {year}")
_SCHOOL_YEAR = Both("skoleåret {begins}/{ends}", "the school year {begins}/{ends}")
_EVERY = Both("hvert {period}", "every {period}")
_EVERY_MONTH = Both("hver {period}", "every {period}")
_EVERY_COUNTED = Both("hver periode på {length}", "every period of {length}")

_DAYS_IN_WORDS = 2
"""From so many days on the hours no longer matter to a reader."""


def number(value: Fraction, lang: str) -> str:
    """A number with decimal comma (Danish) or point; what does not end is shown as a fraction."""
    if value.denominator == 1:
        return str(value.numerator)
    places = next((n for n in range(1, 13) if (value * 10**n).denominator == 1), None)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    digits = f"{abs(int(value * 10**places)):0{places + 1}d}"
    mark = "." if lang == "en" else ","
    return f"{'-' if value < 0 else ''}{digits[:-places]}{mark}{digits[-places:]}"


def amount(value: Fraction, unit: Unit, lang: str) -> str:
    """`24 timer`, `1 måned`."""
    one, several = _UNITS[unit]
    return f"{number(value, lang)} {(one if value == 1 else several).say(lang)}"


def period(one: CalendarPeriod, lang: str) -> str:
    """The name of a period of the calendar."""
    return _PERIODS[one].say(lang)


def every(one: CalendarPeriod | CountedPeriod, lang: str) -> str:
    """`hvert kalenderår`, `hver periode på 12 måneder`."""
    match one:
        case CountedPeriod(amount=size, unit=unit):
            return _EVERY_COUNTED.say(lang, length=amount(Fraction(size), unit, lang))
        case _:
            word = _EVERY_MONTH if one is CalendarPeriod.MONTH else _EVERY
            return word.say(lang, period=period(one, lang))


def period_of(one: CalendarPeriod, on: date, lang: str) -> str:
    """The period that holds a day: `1. kvartal 2026`, `marts 2026`, `2026`, `skoleåret 2025/26`."""
    match one:
        case CalendarPeriod.MONTH:
            return format_date(on, lang).partition(" ")[2]
        case CalendarPeriod.QUARTER:
            return _QUARTER.say(lang, n=(on.month + 2) // 3, year=on.year)
        case CalendarPeriod.YEAR:
            return str(on.year)
        case CalendarPeriod.SCHOOL_YEAR:
            begins = period_start(one, on, 0).year
            return _SCHOOL_YEAR.say(lang, begins=begins, ends=f"{(begins + 1) % 100:02d}")
        case _:
            assert_never(one)


def is_end_of_day(instant: datetime) -> bool:
    """Whether an instant is the last of its Danish day, so that only the day is meant."""
    return instant == end_of_day(danish_date(instant))


def day(one: date, lang: str) -> str:
    """`fredag 13. marts 2026`."""
    return f"{weekday_name(one, lang)} {format_date(one, lang)}"


def clock(instant: datetime, lang: str) -> str:
    """`kl. 15.40`, with the pass in the hour that occurs twice."""
    return format_instant(instant, lang).removeprefix(f"{day(danish_date(instant), lang)} ")


def moment(instant: datetime, lang: str) -> str:
    """A day, or a day and a time of day."""
    return day(danish_date(instant), lang) if is_end_of_day(instant) else format_instant(instant, lang)


def day_in_brief(one: date, lang: str) -> str:
    """`22.11.2026`; in English the month is written, since figures alone read two ways."""
    return format_date(one, lang) if lang == "en" else f"{one.day}.{one.month}.{one.year}"


def stamp(value: date, lang: str) -> str:
    """`9. marts 2026 kl. 10.00`, without the day of the week."""
    if not isinstance(value, datetime):
        return format_date(value, lang)
    said = format_date(danish_date(value), lang)
    return said if is_end_of_day(value) else f"{said} {clock(value, lang)}"


def due(instant: datetime, now: datetime, lang: str) -> str:
    """When something is due, seen from the moment of assessment: `i dag kl. 15.40`, `fredag 13. marts 2026`."""
    if danish_date(instant) != danish_date(now):
        return moment(instant, lang)
    if is_end_of_day(instant):
        return _ON_TODAY.say(lang, day=day(danish_date(instant), lang))
    return f"{_TODAY.say(lang)} {clock(instant, lang)}"


def remaining(instant: datetime, now: datetime, lang: str) -> str:
    """`der er 6 timer og 25 minutter tilbage`, or by how much it is passed."""
    days = days_between(danish_date(now), danish_date(instant))
    if instant >= now:
        if is_end_of_day(instant) and days == 0:
            return _LEFT_TODAY.say(lang)
        return _LEFT.say(lang, time=_length(instant, now, days, lang))
    return _OVER.say(lang, time=_length(now, instant, -days, lang))


def _length(later: datetime, earlier: datetime, days: int, lang: str) -> str:
    by_days = is_end_of_day(later) or is_end_of_day(earlier)
    if by_days and days:
        return count_days(days, lang)
    seconds = int((later - earlier).total_seconds())
    whole = seconds // 86_400
    return count_days(whole, lang) if whole >= _DAYS_IN_WORDS else format_duration(seconds, lang)


def count_days(days: int, lang: str) -> str:
    """`1 dag`, `3 dage`."""
    return _ONE_DAY.say(lang) if days == 1 else _DAYS.say(lang, n=days)


def open_for(since: datetime, now: datetime, lang: str) -> str:
    """`åben i 1 dag`: how long something without an instant has been open."""
    days = days_between(danish_date(since), danish_date(now))
    return _OPEN_FOR.say(lang, time=count_days(days, lang)) if days > 0 else _OPEN_SINCE_TODAY.say(lang)

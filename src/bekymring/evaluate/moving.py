"""Days and instants moved and measured, for every value a case can hold.

Takes days and instants within the limits of the calendar; gives days, instants or numbers.
Afterwards true: nothing is refused; what would leave the limits stays at the limit.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import assert_never

from bekymring.calendar_dk import (
    FIRST_DAY,
    FIRST_INSTANT,
    LAST_DAY,
    LAST_INSTANT,
    CalendarError,
    WorkingCalendar,
    add_days,
    add_months,
    add_working_days,
    add_years,
    age_on,
    days_between,
    end_of_day,
    is_working_day,
    start_of_day,
    whole_months_between,
    whole_weeks_between,
    whole_years_between,
)
from bekymring.evaluate.bounds import Ordered, as_day
from bekymring.model.ruleset import Calendar, CalendarPeriod, Distance, Ruleset, Unit

_FIRST_MONTH_OF_SCHOOL_YEAR = 8
_MONTHS_IN = {
    CalendarPeriod.MONTH: 1,
    CalendarPeriod.QUARTER: 3,
    CalendarPeriod.YEAR: 12,
    CalendarPeriod.SCHOOL_YEAR: 12,
}
_SATURDAY = 5
READINGS = (
    WorkingCalendar("saturday counts"),
    WorkingCalendar("saturday does not", excluded_weekdays=frozenset({_SATURDAY})),
)
"""Without a declared calendar a working day can be read in two ways."""


def working_calendars(ruleset: Ruleset) -> tuple[WorkingCalendar, ...]:
    """The calendar in force: that of the highest layer that declares one; without one, both readings."""
    height = {layer.name: place for place, layer in enumerate(ruleset.layers)}

    def place(one: Calendar) -> tuple[int, str]:
        return -height.get(one.origin.layer, -1), one.name

    declared = sorted(ruleset.calendars.values(), key=place)
    if not declared:
        return READINGS
    top = declared[0]
    return (
        WorkingCalendar(
            top.name, excluded_weekdays=frozenset(top.weekdays), excluded_days=frozenset(top.days)
        ),
    )


def first_instant(value: Ordered) -> datetime:
    """The first instant that a day or an instant can mean."""
    return _instant(value, start_of_day)


def last_instant(value: Ordered) -> datetime:
    """The last instant that a day or an instant can mean."""
    return _instant(value, end_of_day)


def _instant(value: Ordered, of_day: Callable[[date], datetime]) -> datetime:
    if isinstance(value, datetime):
        return value
    day = as_day(value)
    try:
        return of_day(day)
    except CalendarError:
        return FIRST_INSTANT if day.year < FIRST_INSTANT.year + 1 else LAST_INSTANT


def shifted(value: Ordered, amount: int, unit: Unit, calendar: WorkingCalendar) -> Ordered:
    """A day or instant moved by a number of units, back when negative; hours give an instant, all else a day."""
    if unit is Unit.HOURS:
        return _after_hours(first_instant(value), amount)
    day = as_day(value)
    try:
        return _moved(day, amount, unit, calendar)
    except CalendarError:
        return FIRST_DAY if amount < 0 else LAST_DAY


def _after_hours(start: datetime, amount: int) -> datetime:
    room = (LAST_INSTANT - start) if amount > 0 else (start - FIRST_INSTANT)
    step = timedelta(hours=1)
    if abs(amount) > room // step:
        return LAST_INSTANT if amount > 0 else FIRST_INSTANT
    return start + amount * step


def _moved(day: date, amount: int, unit: Unit, calendar: WorkingCalendar) -> date:
    match unit:
        case Unit.DAYS | Unit.HOURS:
            return add_days(day, amount)
        case Unit.WEEKS:
            return add_days(day, 7 * amount)
        case Unit.MONTHS:
            return add_months(day, amount)
        case Unit.YEARS:
            return add_years(day, amount)
        case Unit.WORKING_DAYS if amount >= 0:
            return add_working_days(day, amount, calendar=calendar)
        case Unit.WORKING_DAYS:
            return _working_days_back(day, -amount, calendar)
        case _:
            assert_never(unit)


def _working_days_back(day: date, amount: int, calendar: WorkingCalendar) -> date:
    while amount and day > FIRST_DAY:
        day = add_days(day, -1)
        amount -= is_working_day(day, calendar)
    return day


def distance(kind: Distance, start: Ordered, end: Ordered) -> int:
    """How far it is from one day to another."""
    measure = {
        Distance.DAYS: days_between,
        Distance.WEEKS: whole_weeks_between,
        Distance.MONTHS: whole_months_between,
        Distance.YEARS: whole_years_between,
        Distance.AGE: age_on,
    }[kind]
    return measure(as_day(start), as_day(end))


def period_start(period: CalendarPeriod, value: Ordered, offset: int) -> date:
    """The first day of the calendar period that holds a day, moved by a number of periods."""
    day = as_day(value)
    length = _MONTHS_IN[period]
    shift = _FIRST_MONTH_OF_SCHOOL_YEAR - 1 if period is CalendarPeriod.SCHOOL_YEAR else 0
    months = (day.year * 12 + day.month - 1 - shift) // length * length + shift + offset * length
    year, month = divmod(months, 12)
    if year < FIRST_DAY.year:
        return FIRST_DAY
    return date(year, month + 1, 1) if year <= LAST_DAY.year else LAST_DAY

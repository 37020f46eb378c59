"""Civil dates of the reference model, worked out from the calendar itself; shares nothing with the package."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta

from bekymring.model.ruleset import CalendarPeriod, Unit

ONE_DAY = timedelta(days=1)
Dated = date | datetime


def is_instant(value):
    return isinstance(value, datetime)


def summer_time(instant):
    """Whether an instant from 1996 on lies in Danish summer time: last Sundays of March and October, 1.00 UTC."""

    def change(month):
        last = date(instant.year, month, 31)
        return datetime.combine(last - timedelta(days=(last.weekday() + 1) % 7), time(1), UTC)

    return change(3) <= instant < change(10)


def danish_day(value: Dated) -> date:
    if not is_instant(value):
        return value
    return (value + timedelta(hours=2 if summer_time(value) else 1)).date()


def end_of_day(day: date) -> datetime:
    """The last microsecond of a Danish day; no clock change lies near midnight."""
    midnight = datetime.combine(day + ONE_DAY, time(), UTC) - timedelta(hours=1)
    if summer_time(midnight - timedelta(hours=1)):
        midnight -= timedelta(hours=1)
    return midnight - timedelta(microseconds=1)


def add_months(day: date, amount: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved(day: date, amount: int, unit: Unit) -> date:
    match unit:
        case Unit.DAYS:
            return day + timedelta(days=amount)
        case Unit.WEEKS:
            return day + timedelta(days=7 * amount)
        case Unit.MONTHS:
            return add_months(day, amount)
        case Unit.YEARS:
            return add_months(day, 12 * amount)
    raise AssertionError(unit)


def whole_months(start: date, end: date) -> int:
    """The most months that can be gone by in full: the day of the month decides."""
    return (end.year - start.year) * 12 + end.month - start.month - (1 if end.day < start.day else 0)


def period_start(period: CalendarPeriod, day: date, offset: int) -> date:
    months = {CalendarPeriod.MONTH: 1, CalendarPeriod.QUARTER: 3, CalendarPeriod.YEAR: 12}
    if period is CalendarPeriod.SCHOOL_YEAR:
        first = date(day.year if day.month >= 8 else day.year - 1, 8, 1)
        return add_months(first, 12 * offset)
    length = months[period]
    return add_months(date(day.year, (day.month - 1) // length * length + 1, 1), length * offset)


def counted_start(first: date, amount: int, unit: Unit, day: date, offset: int) -> date:
    """The first day of the whole period, counted from `first`, that holds a day; found by walking there."""
    number = 0
    while moved(first, number * amount, unit) > day:
        number -= 1
    while moved(first, (number + 1) * amount, unit) <= day:
        number += 1
    return moved(first, (number + offset) * amount, unit)


def easter(year: int) -> date:
    """Easter Sunday, by the tables of golden number and dominical letter as Knuth words them."""
    golden = year % 19 + 1
    century = year // 100 + 1
    leap = 3 * century // 4 - 12
    moon = (8 * century + 5) // 25 - 5
    sunday = 5 * year // 4 - leap - 10
    epact = (11 * golden + 20 + moon - leap) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    full = 44 - epact
    if full < 21:
        full += 30
    day = full + 7 - (sunday + full) % 7
    return date(year, 3, 1) + timedelta(days=day - 1)


def is_holiday(day: date) -> bool:
    after = (day - easter(day.year)).days
    moving = {-3, -2, 0, 1, 39, 49, 50} | ({26} if day.year <= 2023 else set())
    return after in moving or (day.month, day.day) in {(1, 1), (12, 25), (12, 26)}


def working_days_after(day: date, amount: int, *, weekdays, days, first_counts) -> date:
    """The day on which so many working days have gone by; Sundays and holidays never are one."""

    def works(one):
        return not (
            one.weekday() == 6 or one.weekday() in weekdays or (one.month, one.day) in days or is_holiday(one)
        )

    left = amount - (1 if first_counts and works(day) else 0)
    while left > 0:
        day += ONE_DAY
        if works(day):
            left -= 1
    return day

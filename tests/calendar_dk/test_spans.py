"""Months, years and ages: tables, and every birth date of four years at every birthday."""

import calendar
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import (
    CalendarError,
    CalendarReason,
    add_days,
    add_months,
    add_years,
    age_on,
    days_between,
    seconds_between,
    whole_months_between,
    whole_weeks_between,
    whole_years_between,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
MIDDLE_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 30), 1, date(2026, 2, 28)),
        (date(2026, 1, 29), 1, date(2026, 2, 28)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 1, 29), 1, date(2028, 2, 29)),
        (date(2100, 1, 31), 1, date(2100, 2, 28)),
        (date(2000, 1, 31), 1, date(2000, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 4, 30), 1, date(2026, 5, 30)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
        (date(2026, 3, 31), 0, date(2026, 3, 31)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2096, 2, 29), 48, date(2100, 2, 28)),
        (date(2199, 11, 30), 1, date(2199, 12, 30)),
        (date(1900, 2, 28), -1, date(1900, 1, 28)),
    ],
)
def test_months_are_added_once_and_stop_at_the_end_of_the_month(day, months, expected):
    assert add_months(day, months) == expected


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2024, 2, 29), 1, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 29)),
        (date(2096, 2, 29), 4, date(2100, 2, 28)),
        (date(2025, 2, 28), 3, date(2028, 2, 28)),
        (date(2026, 3, 6), 4, date(2030, 3, 6)),
        (date(2026, 3, 6), -1, date(2025, 3, 6)),
    ],
)
def test_years_are_added_once_and_29_february_becomes_28(day, years, expected):
    assert add_years(day, years) == expected


def test_one_month_and_one_month_more_is_not_two_months():
    start = date(2037, 8, 31)
    assert add_months(add_months(start, 1), 1) == date(2037, 10, 30)
    assert add_months(start, 2) == date(2037, 10, 31)


@given(MIDDLE_DAYS, st.integers(-1100, 1100))
def test_a_sum_of_months_is_the_latest_day_of_its_month_that_is_no_later_than_the_day_asked_for(day, months):
    found = add_months(day, months)
    assert (found.year - day.year) * 12 + found.month - day.month == months
    last = calendar.monthrange(found.year, found.month)[1]
    assert found.day == day.day or (found.day == last < day.day)


@pytest.mark.parametrize(
    ("add", "day", "amount"),
    [
        (add_months, date(2199, 12, 1), 1),
        (add_months, date(1900, 1, 31), -1),
        (add_months, date(2026, 1, 1), 10**30),
        (add_years, date(2026, 1, 1), 174),
        (add_years, date(2026, 1, 1), -(10**30)),
        (add_days, date(2199, 12, 31), 1),
        (add_days, date(1900, 1, 1), -1),
        (add_days, date(2026, 1, 1), 10**30),
    ],
)
def test_a_sum_outside_the_calendar_is_refused(add, day, amount):
    with pytest.raises(CalendarError) as refused:
        add(day, amount)
    assert refused.value.reason is CalendarReason.OUTSIDE_DAYS


@given(MIDDLE_DAYS, st.integers(-30_000, 30_000))
def test_days_added_are_days_between(day, amount):
    assert days_between(day, add_days(day, amount)) == amount


def birthday(birth, age):
    """The day on which an age is reached, said in another way than the code says it."""
    year = birth.year + age
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if (birth.month, birth.day) == (2, 29) and not is_leap:
        return date(year, 3, 1)
    return date(year, birth.month, birth.day)


def test_every_birth_of_2004_to_2007_has_the_right_age_around_every_birthday():
    wrong = []
    cases = 0
    birth = date(2004, 1, 1)
    while birth <= date(2007, 12, 31):
        for age in range(1, 19):
            for step in (-1, 0, 1):
                cases += 1
                day = birthday(birth, age) + timedelta(days=step)
                expected = age - 1 if step < 0 else age
                if age_on(birth, day) != expected:
                    wrong.append((birth, day))
        birth += timedelta(days=1)
    assert wrong == []
    assert cases == 1461 * 18 * 3


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2028, 2, 28), 19),
        (date(2008, 2, 29), date(2028, 2, 29), 20),
        (date(2096, 2, 29), date(2100, 2, 28), 3),
        (date(2096, 2, 29), date(2100, 3, 1), 4),
        (date(2008, 3, 6), date(2026, 3, 5), 17),
        (date(2008, 3, 6), date(2026, 3, 6), 18),
        (date(2008, 12, 31), date(2026, 12, 30), 17),
        (date(2008, 12, 31), date(2026, 12, 31), 18),
        (date(2026, 3, 6), date(2026, 3, 6), 0),
        (date(2026, 3, 6), date(2026, 3, 5), -1),
        (date(2026, 3, 6), date(2025, 3, 6), -1),
        (date(2026, 3, 6), date(2025, 3, 5), -2),
        (date(1900, 1, 1), date(2199, 12, 31), 299),
    ],
)
def test_an_age_by_table(birth, day, age):
    assert age_on(birth, day) == age


@pytest.mark.parametrize(
    ("first", "second", "months"),
    [
        (date(2026, 1, 31), date(2026, 2, 28), 0),
        (date(2026, 1, 31), date(2026, 3, 1), 1),
        (date(2026, 1, 31), date(2026, 3, 30), 1),
        (date(2026, 1, 31), date(2026, 3, 31), 2),
        (date(2026, 3, 6), date(2026, 6, 5), 2),
        (date(2026, 3, 6), date(2026, 6, 6), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 11),
        (date(2024, 2, 29), date(2025, 3, 1), 12),
        (date(2026, 3, 6), date(2026, 3, 6), 0),
        (date(2026, 3, 6), date(2026, 3, 5), -1),
        (date(2026, 3, 6), date(2026, 2, 6), -1),
    ],
)
def test_whole_months_by_table(first, second, months):
    assert whole_months_between(first, second) == months


@given(MIDDLE_DAYS, st.integers(-300, 300))
def test_a_whole_month_is_reached_on_its_day_or_on_the_first_day_after_a_month_without_it(first, months):
    """The one way in which counting and adding differ: adding stops at the end of the month."""
    added = add_months(first, months)
    reached = added if added.day == first.day else added + timedelta(days=1)
    assert whole_months_between(first, reached) == months
    assert whole_months_between(first, reached - timedelta(days=1)) == months - 1


@pytest.mark.parametrize(
    ("days", "weeks"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (-1, -1), (-7, -1), (-8, -2)]
)
def test_whole_weeks_by_table(days, weeks):
    first = date(2026, 3, 6)
    assert whole_weeks_between(first, first + timedelta(days=days)) == weeks


@given(DAYS, DAYS)
def test_whole_years_are_the_whole_months_in_twelves(first, second):
    assert whole_years_between(first, second) == whole_months_between(first, second) // 12


@given(DAYS, DAYS, DAYS)
def test_a_later_day_never_gives_a_smaller_count(first, second, third):
    earlier, later = sorted((second, third))
    assert whole_months_between(first, earlier) <= whole_months_between(first, later)
    assert age_on(first, earlier) <= age_on(first, later)


def test_seconds_are_elapsed_ones_and_rounded_down():
    before = datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert seconds_between(before, before + timedelta(hours=6, microseconds=999_999)) == 21_600
    assert seconds_between(before, before - timedelta(microseconds=1)) == -1

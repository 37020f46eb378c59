"""Hverdage against a plain walk day by day, and the tables that docs/calendar.md states."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import (
    CalendarError,
    CalendarReason,
    WorkingCalendar,
    add_working_days,
    is_working_day,
    public_holidays,
    working_day_readings,
)

BARE = WorkingCalendar("kun søn- og helligdage")
OFFICE = WorkingCalendar(
    "kontoret",
    excluded_weekdays=frozenset({5}),
    excluded_days=frozenset({(5, 1), (6, 5), (12, 24), (12, 31)}),
)
DAYS = st.dates(date(1900, 1, 1), date(2190, 12, 31))
CALENDARS = st.builds(
    WorkingCalendar,
    st.just("opdigtet"),
    excluded_weekdays=st.frozensets(st.integers(0, 6), max_size=5),
    excluded_days=st.frozensets(
        st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: (d.month, d.day))
    ),
)


def walked(start, amount, calendar, *, first_day_counts):
    """All hverdage from a day on, listed by the definition in words; then the one asked for."""
    later = (start + timedelta(days=n) for n in range(0 if first_day_counts else 1, 500))
    found = [
        day
        for day in later
        if day.strftime("%w") != "0"
        and day not in public_holidays(day.year)
        and day.weekday() not in calendar.excluded_weekdays
        and (day.month, day.day) not in calendar.excluded_days
    ]
    return found[amount - 1]


@given(DAYS, st.integers(1, 40), CALENDARS, st.booleans())
def test_counting_hverdage_gives_what_a_walk_over_every_day_gives(start, amount, calendar, first_day_counts):
    found = add_working_days(start, amount, calendar=calendar, first_day_counts=first_day_counts)
    assert found == walked(start, amount, calendar, first_day_counts=first_day_counts)
    assert is_working_day(found, calendar)


@pytest.mark.parametrize(
    ("day", "bare", "office"),
    [
        (date(2026, 3, 6), True, True),
        (date(2026, 3, 7), True, False),
        (date(2026, 3, 8), False, False),
        (date(2026, 4, 3), False, False),
        (date(2026, 5, 1), True, False),
        (date(2026, 6, 5), True, False),
        (date(2026, 12, 24), True, False),
        (date(2026, 12, 25), False, False),
        (date(2026, 12, 31), True, False),
        (date(2023, 5, 5), False, False),
        (date(2024, 4, 26), True, True),
    ],
)
def test_a_day_is_a_hverdag_unless_sunday_holiday_or_declared_otherwise(day, bare, office):
    assert (is_working_day(day, BARE), is_working_day(day, OFFICE)) == (bare, office)


@pytest.mark.parametrize(
    ("start", "amount", "first_day_counts", "bare", "office"),
    [
        (date(2026, 3, 6), 6, False, date(2026, 3, 13), date(2026, 3, 16)),
        (date(2026, 3, 6), 6, True, date(2026, 3, 12), date(2026, 3, 13)),
        (date(2026, 3, 8), 1, True, date(2026, 3, 9), date(2026, 3, 9)),
        (date(2026, 3, 7), 1, True, date(2026, 3, 7), date(2026, 3, 9)),
        (date(2026, 4, 1), 1, False, date(2026, 4, 4), date(2026, 4, 7)),
        (date(2026, 12, 23), 2, False, date(2026, 12, 28), date(2026, 12, 29)),
        (date(2026, 3, 8), 0, False, date(2026, 3, 8), date(2026, 3, 8)),
    ],
)
def test_the_nth_hverdag_by_table(start, amount, first_day_counts, bare, office):
    found = [
        add_working_days(start, amount, calendar=calendar, first_day_counts=first_day_counts)
        for calendar in (BARE, OFFICE)
    ]
    assert found == [bare, office]


@given(DAYS, st.integers(1, 40), st.booleans())
def test_the_two_readings_are_saturday_in_and_saturday_out_and_the_earlier_is_kept_to(
    start, amount, first_day_counts
):
    readings = working_day_readings(start, amount, first_day_counts=first_day_counts)
    without_saturday = WorkingCalendar("opdigtet", excluded_weekdays=frozenset({5}))
    assert readings.saturday_counts == walked(start, amount, BARE, first_day_counts=first_day_counts)
    assert readings.saturday_does_not == walked(
        start, amount, without_saturday, first_day_counts=first_day_counts
    )
    assert readings.earlier == readings.saturday_counts <= readings.saturday_does_not


def test_the_six_hverdage_of_a_friday_notification_end_on_friday_or_on_monday():
    readings = working_day_readings(date(2026, 3, 6), 6)
    assert (readings.saturday_counts, readings.saturday_does_not) == (date(2026, 3, 13), date(2026, 3, 16))
    assert readings.earlier == date(2026, 3, 13)


@pytest.mark.parametrize(
    ("excluded_weekdays", "excluded_days", "reason"),
    [
        ({7}, set(), CalendarReason.NO_SUCH_DAY_IN_CALENDAR),
        ({-1}, set(), CalendarReason.NO_SUCH_DAY_IN_CALENDAR),
        (set(), {(2, 30)}, CalendarReason.NO_SUCH_DAY_IN_CALENDAR),
        (set(), {(13, 1)}, CalendarReason.NO_SUCH_DAY_IN_CALENDAR),
        ({0, 1, 2, 3, 4, 5}, set(), CalendarReason.NO_WORKING_DAYS),
        ({0, 1, 2, 3, 4, 5, 6}, set(), CalendarReason.NO_WORKING_DAYS),
    ],
)
def test_a_calendar_of_impossible_days_or_without_hverdage_is_refused(
    excluded_weekdays, excluded_days, reason
):
    with pytest.raises(CalendarError) as refused:
        WorkingCalendar(
            "umulig", excluded_weekdays=frozenset(excluded_weekdays), excluded_days=frozenset(excluded_days)
        )
    assert refused.value.reason is reason


def test_a_calendar_may_name_29_february_and_sunday():
    calendar = WorkingCalendar("skud", excluded_weekdays=frozenset({6}), excluded_days=frozenset({(2, 29)}))
    assert not is_working_day(date(2028, 2, 29), calendar)


def every_day_of_a_year():
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(366))
    return frozenset((day.month, day.day) for day in days)


@pytest.mark.parametrize(
    ("start", "amount", "calendar", "first_day_counts", "reason"),
    [
        (date(2026, 3, 6), -1, BARE, False, CalendarReason.AMOUNT_TOO_SMALL),
        (date(2026, 3, 6), 0, BARE, True, CalendarReason.AMOUNT_TOO_SMALL),
        (date(2199, 12, 31), 1, BARE, False, CalendarReason.OUTSIDE_DAYS),
        (date(2190, 1, 1), 10**30, BARE, False, CalendarReason.OUTSIDE_DAYS),
        (
            date(2199, 1, 1),
            1,
            WorkingCalendar("alt", excluded_days=every_day_of_a_year()),
            False,
            CalendarReason.OUTSIDE_DAYS,
        ),
    ],
)
def test_a_count_without_answer_is_refused(start, amount, calendar, first_day_counts, reason):
    with pytest.raises(CalendarError) as refused:
        add_working_days(start, amount, calendar=calendar, first_day_counts=first_day_counts)
    assert refused.value.reason is reason


def test_the_last_day_of_the_calendar_can_be_reached():
    assert add_working_days(date(2199, 12, 30), 1, calendar=BARE) == date(2199, 12, 31)

"""Deadlines: tables, the laws, and every start of 1990 to 2099 for every unit."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import (
    CalendarError,
    CalendarReason,
    Unit,
    WorkingCalendar,
    danish_date,
    deadline,
    end_of_day,
    from_danish,
    last_day,
    start_of_day,
    to_danish,
)

OFFICE = WorkingCalendar("kontoret", excluded_weekdays=frozenset({5}), excluded_days=frozenset({(12, 24)}))
FRIDAY = from_danish(datetime(2026, 3, 6, 15, 40))
CALENDAR_UNITS = tuple(unit for unit in Unit if unit is not Unit.HOURS)
STARTS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "after", "from_and_including"),
    [
        (date(2026, 3, 6), 7, Unit.DAYS, date(2026, 3, 13), date(2026, 3, 12)),
        (date(2026, 3, 6), 1, Unit.DAYS, date(2026, 3, 7), date(2026, 3, 6)),
        (date(2026, 3, 6), 6, Unit.WEEKS, date(2026, 4, 17), date(2026, 4, 16)),
        (date(2026, 3, 6), 4, Unit.MONTHS, date(2026, 7, 6), date(2026, 7, 5)),
        (date(2026, 3, 1), 1, Unit.MONTHS, date(2026, 4, 1), date(2026, 3, 31)),
        (date(2026, 1, 31), 1, Unit.MONTHS, date(2026, 2, 28), date(2026, 2, 27)),
        (date(2028, 1, 31), 1, Unit.MONTHS, date(2028, 2, 29), date(2028, 2, 28)),
        (date(2026, 10, 31), 4, Unit.MONTHS, date(2027, 2, 28), date(2027, 2, 27)),
        (date(2024, 2, 29), 1, Unit.YEARS, date(2025, 2, 28), date(2025, 2, 27)),
        (date(2024, 2, 29), 4, Unit.YEARS, date(2028, 2, 29), date(2028, 2, 28)),
        (date(2026, 3, 6), 6, Unit.WORKING_DAYS, date(2026, 3, 16), date(2026, 3, 13)),
        (date(2026, 3, 8), 1, Unit.WORKING_DAYS, date(2026, 3, 9), date(2026, 3, 9)),
    ],
)
def test_the_last_day_by_table_counted_after_and_from_and_including(
    start, amount, unit, after, from_and_including
):
    assert last_day(start, amount, unit, calendar=OFFICE) == after
    assert last_day(start, amount, unit, calendar=OFFICE, first_day_counts=True) == from_and_including
    assert deadline(start, amount, unit, calendar=OFFICE) == end_of_day(after)


@pytest.mark.parametrize("unit", CALENDAR_UNITS)
def test_nothing_added_ends_the_same_day(unit):
    assert last_day(date(2026, 3, 6), 0, unit) == date(2026, 3, 6)


def test_a_deadline_in_days_ends_with_the_last_civil_day_also_when_the_clock_changes():
    end = deadline(date(2026, 3, 27), 2, Unit.DAYS)
    assert to_danish(end) == datetime(2026, 3, 29, 23, 59, 59, 999_999)
    assert end == datetime(2026, 3, 29, 21, 59, 59, 999_999, tzinfo=UTC)


@pytest.mark.parametrize(
    ("start", "amount", "end"),
    [
        (datetime(2026, 3, 6, 15, 40), 24, datetime(2026, 3, 7, 15, 40)),
        (datetime(2026, 3, 28, 15, 40), 24, datetime(2026, 3, 29, 16, 40)),
        (datetime(2026, 10, 24, 15, 40), 24, datetime(2026, 10, 25, 14, 40)),
        (datetime(2026, 10, 24, 2, 30), 24, datetime(2026, 10, 25, 2, 30)),
        (datetime(2026, 3, 6, 15, 40), 0, datetime(2026, 3, 6, 15, 40)),
    ],
)
def test_hours_elapse_whatever_the_clock_does(start, amount, end):
    for first_day_counts in (False, True):
        found = deadline(from_danish(start), amount, Unit.HOURS, first_day_counts=first_day_counts)
        assert to_danish(found) == end


def test_hours_from_an_instant_in_a_zone_with_clock_changes_elapse_too():
    start = datetime(2026, 3, 28, 15, 40, tzinfo=zoneinfo.ZoneInfo("Europe/Copenhagen"))
    assert deadline(start, 24, Unit.HOURS) - start.astimezone(UTC) == timedelta(hours=24)


@pytest.mark.parametrize("unit", CALENDAR_UNITS)
def test_an_instant_counts_from_its_danish_date(unit):
    late_evening_in_utc = datetime(2026, 3, 5, 23, 30, tzinfo=UTC)
    assert deadline(late_evening_in_utc, 3, unit) == deadline(date(2026, 3, 6), 3, unit)


def test_without_a_calendar_hverdage_end_on_the_earlier_of_two_readings():
    assert deadline(FRIDAY, 6, Unit.WORKING_DAYS) == end_of_day(date(2026, 3, 13))
    assert deadline(FRIDAY, 6, Unit.WORKING_DAYS, calendar=OFFICE) == end_of_day(date(2026, 3, 16))


@pytest.mark.parametrize(
    ("start", "amount", "unit", "first_day_counts", "reason"),
    [
        (date(2026, 3, 6), 24, Unit.HOURS, False, CalendarReason.HOURS_FROM_A_DAY),
        (FRIDAY, -1, Unit.HOURS, False, CalendarReason.AMOUNT_TOO_SMALL),
        (FRIDAY, -1, Unit.DAYS, False, CalendarReason.AMOUNT_TOO_SMALL),
        (FRIDAY, 0, Unit.MONTHS, True, CalendarReason.AMOUNT_TOO_SMALL),
        (FRIDAY, 10**30, Unit.HOURS, False, CalendarReason.OUTSIDE_CLOCK_TABLE),
        (FRIDAY, 24 * 366 * 75, Unit.HOURS, False, CalendarReason.OUTSIDE_CLOCK_TABLE),
        (FRIDAY.replace(tzinfo=None), 24, Unit.HOURS, False, CalendarReason.INSTANT_WITHOUT_OFFSET),
        (FRIDAY.replace(tzinfo=None), 1, Unit.DAYS, False, CalendarReason.INSTANT_WITHOUT_OFFSET),
        (date(2099, 12, 31), 1, Unit.DAYS, False, CalendarReason.OUTSIDE_CLOCK_TABLE),
        (date(2199, 12, 31), 1, Unit.DAYS, False, CalendarReason.OUTSIDE_DAYS),
        (FRIDAY, 10**30, Unit.WEEKS, False, CalendarReason.OUTSIDE_DAYS),
        (FRIDAY, 10**30, Unit.WORKING_DAYS, False, CalendarReason.OUTSIDE_DAYS),
        (FRIDAY, 10**30, Unit.YEARS, False, CalendarReason.OUTSIDE_DAYS),
    ],
)
def test_a_deadline_without_answer_is_refused_with_its_reason(start, amount, unit, first_day_counts, reason):
    with pytest.raises(CalendarError) as refused:
        deadline(start, amount, unit, first_day_counts=first_day_counts)
    assert refused.value.reason is reason


def test_hours_have_no_last_day():
    with pytest.raises(CalendarError) as refused:
        last_day(FRIDAY, 24, Unit.HOURS)
    assert refused.value.reason is CalendarReason.DAYS_FROM_HOURS


def test_the_last_day_is_known_also_outside_the_clock_table():
    assert last_day(date(2150, 1, 31), 1, Unit.MONTHS) == date(2150, 2, 28)


@given(STARTS, st.integers(1, 60), st.sampled_from(CALENDAR_UNITS), st.sampled_from((None, OFFICE)))
def test_counting_the_first_day_never_gives_a_later_deadline_and_one_more_never_an_earlier(
    start, amount, unit, calendar
):
    after = last_day(start, amount, unit, calendar=calendar)
    including = last_day(start, amount, unit, calendar=calendar, first_day_counts=True)
    more = last_day(start, amount + 1, unit, calendar=calendar)
    assert including <= after <= more


@given(STARTS, st.integers(1, 60), st.sampled_from((Unit.DAYS, Unit.WEEKS, Unit.MONTHS)))
def test_outside_hverdage_counting_the_first_day_is_exactly_one_day_less(start, amount, unit):
    after = last_day(start, amount, unit)
    assert after - last_day(start, amount, unit, first_day_counts=True) == timedelta(days=1)


EVERY_START = [
    date(1990, 1, 1) + timedelta(days=n) for n in range((date(2100, 1, 1) - date(1990, 1, 1)).days)
]
AMOUNTS = (
    *((Unit.DAYS, amount, None) for amount in (1, 7)),
    *((Unit.WEEKS, amount, None) for amount in (1, 6)),
    *((Unit.WORKING_DAYS, amount, calendar) for amount in (1, 6) for calendar in (None, OFFICE)),
    *((Unit.MONTHS, amount, None) for amount in (1, 3, 4, 13)),
    *((Unit.YEARS, amount, None) for amount in (1, 4)),
)


@pytest.mark.parametrize("first_day_counts", [False, True])
@pytest.mark.parametrize(("unit", "amount", "calendar"), AMOUNTS)
def test_a_later_start_never_gives_an_earlier_last_day(unit, amount, calendar, first_day_counts):
    ends = [
        last_day(day, amount, unit, calendar=calendar, first_day_counts=first_day_counts)
        for day in EVERY_START
    ]
    assert [(earlier, later) for earlier, later in pairwise(ends) if later < earlier] == []


@pytest.mark.parametrize("unit", CALENDAR_UNITS)
def test_a_later_start_never_gives_an_earlier_deadline(unit):
    """The same through `deadline`, from noon of every day whose deadline lies within the clock table."""
    starts = [start_of_day(day) + timedelta(hours=12) for day in EVERY_START if day < date(2098, 12, 1)]
    ends = [deadline(start, 1, unit) for start in starts]
    assert [(earlier, later) for earlier, later in pairwise(ends) if later < earlier] == []
    assert all(start < end for start, end in zip(starts, ends, strict=True))


def test_a_later_start_gives_a_later_deadline_in_hours():
    starts = [start_of_day(day) + timedelta(hours=hour) for day in EVERY_START[:-2] for hour in (0, 2)]
    ends = [deadline(start, 24, Unit.HOURS) for start in starts]
    assert all(earlier < later for earlier, later in pairwise(ends))
    assert {end - start for start, end in zip(starts, ends, strict=True)} == {timedelta(hours=24)}


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC)), st.integers(0, 60))
def test_what_is_done_on_the_last_civil_day_is_in_time_and_what_is_done_the_day_after_is_not(done, amount):
    start = date(1990, 1, 1) if done.year < 1991 else danish_date(done) - timedelta(days=amount)
    end = deadline(start, amount, Unit.DAYS)
    assert (done <= end) == (danish_date(done) <= start + timedelta(days=amount))

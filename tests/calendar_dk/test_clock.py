"""The own table of clock changes against the time zone database, every change and sampled hours."""

import zoneinfo
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import (
    FIRST_INSTANT,
    LAST_INSTANT,
    CalendarError,
    CalendarReason,
    danish_date,
    end_of_day,
    from_danish,
    is_repeated,
    start_of_day,
    to_danish,
)
from bekymring.calendar_dk.clock import clock_changes

COPENHAGEN = zoneinfo.ZoneInfo("Europe/Copenhagen")
CLOCK_YEARS = range(1980, 2100)
ONE_HOUR = timedelta(hours=1)
TABLE = {
    # year: (start, end) of summer time; the years where the rule differs, and one on each side
    1980: (date(1980, 4, 6), date(1980, 9, 28)),
    1981: (date(1981, 3, 29), date(1981, 9, 27)),
    1995: (date(1995, 3, 26), date(1995, 9, 24)),
    1996: (date(1996, 3, 31), date(1996, 10, 27)),
    2026: (date(2026, 3, 29), date(2026, 10, 25)),
    2099: (date(2099, 3, 29), date(2099, 10, 25)),
}
INSTANTS = st.datetimes(
    FIRST_INSTANT.replace(tzinfo=None), LAST_INSTANT.replace(tzinfo=None), timezones=st.just(UTC)
)


def by_database(instant: datetime) -> datetime:
    return instant.astimezone(COPENHAGEN)


@pytest.mark.parametrize(("year", "days"), TABLE.items())
def test_summer_time_begins_and_ends_on_the_written_days(year, days):
    assert tuple(change.date() for change in clock_changes(year)) == days


def test_every_change_and_no_other_is_that_of_the_time_zone_database():
    hour = FIRST_INSTANT
    changes = []
    offset = by_database(hour).utcoffset()
    while (hour := hour + timedelta(hours=1)) <= LAST_INSTANT:
        # WHY: the database is asked at 1.00 UTC, where all changes of these years lie, and at 13.00.
        if hour.hour in {1, 13}:
            now = by_database(hour).utcoffset()
            if now != offset:
                changes.append(hour)
                offset = now
    assert changes == [change for year in CLOCK_YEARS for change in clock_changes(year)]


def test_civil_time_is_that_of_the_database_around_every_change():
    steps = [timedelta(minutes=15 * n) for n in range(-12, 13)]
    moments = [change + step for year in CLOCK_YEARS for change in clock_changes(year) for step in steps]
    found = [(to_danish(moment), to_danish(moment).fold) for moment in moments]
    expected = [(by_database(moment).replace(tzinfo=None), by_database(moment).fold) for moment in moments]
    assert found == expected


@given(INSTANTS)
def test_civil_time_is_that_of_the_database_at_any_instant(instant):
    assert to_danish(instant) == by_database(instant).replace(tzinfo=None)


@given(INSTANTS)
def test_an_instant_survives_the_way_to_civil_time_and_back(instant):
    assert from_danish(to_danish(instant)) == instant


@given(INSTANTS, st.dates(date(1980, 1, 1), date(2099, 12, 31)))
def test_in_time_at_the_end_of_a_day_means_that_the_danish_date_is_no_later(instant, day):
    assert (instant <= end_of_day(day)) == (danish_date(instant) <= day)


def test_days_join_without_gap_or_overlap_and_are_23_24_or_25_hours_long():
    days = [date(1980, 1, 1) + timedelta(days=n) for n in range(43_830)]
    assert days[-1] == date(2099, 12, 31)
    starts = [start_of_day(day) for day in days]
    ends = [end_of_day(day) + timedelta(microseconds=1) for day in days]
    assert ends[:-1] == starts[1:]
    lengths = [(end - start) // ONE_HOUR for start, end in zip(starts, ends, strict=True)]
    assert {length: lengths.count(length) for length in (23, 25)} == {23: 120, 25: 120}
    assert set(lengths) == {23, 24, 25}


@pytest.mark.parametrize("year", CLOCK_YEARS)
def test_the_spring_hour_does_not_exist_and_the_autumn_hour_exists_twice(year):
    spring, autumn = (change.date() for change in clock_changes(year))
    for minute in (0, 30, 59):
        with pytest.raises(CalendarError) as refused:
            from_danish(datetime(spring.year, spring.month, spring.day, 2, minute))
        assert refused.value.reason is CalendarReason.SKIPPED_HOUR
        twice = datetime(autumn.year, autumn.month, autumn.day, 2, minute)
        assert is_repeated(twice)
        assert from_danish(twice.replace(fold=1)) - from_danish(twice) == ONE_HOUR


@pytest.mark.parametrize(
    ("civil", "instant"),
    [
        (datetime(2026, 3, 29, 1, 59), datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        (datetime(2026, 3, 29, 3, 0), datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 1, 59), datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 0), datetime(2026, 10, 25, 0, 0, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 30, fold=1), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 3, 0), datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        (datetime(2026, 7, 1, 12, 0, fold=1), datetime(2026, 7, 1, 10, 0, tzinfo=UTC)),
        (datetime(1980, 1, 1, 0, 0), FIRST_INSTANT),
        (datetime(2099, 12, 31, 23, 59, 59, 999_999), LAST_INSTANT),
    ],
)
def test_a_civil_time_has_the_written_instant(civil, instant):
    assert from_danish(civil) == instant


def test_the_first_and_the_last_instant_of_the_table_are_answered():
    assert danish_date(FIRST_INSTANT) == date(1980, 1, 1)
    assert danish_date(LAST_INSTANT) == date(2099, 12, 31)


def test_an_instant_given_in_another_zone_is_converted_first():
    in_new_york = datetime(2026, 3, 6, 22, 0, tzinfo=zoneinfo.ZoneInfo("America/New_York"))
    assert danish_date(in_new_york) == date(2026, 3, 7)


def refused_instants():
    reason = CalendarReason.OUTSIDE_CLOCK_TABLE
    return [
        (datetime(2026, 3, 6, 12, 0), CalendarReason.INSTANT_WITHOUT_OFFSET),
        (datetime.min.replace(tzinfo=UTC), reason),
        (datetime.max.replace(tzinfo=COPENHAGEN), reason),
        (FIRST_INSTANT - timedelta(microseconds=1), reason),
        (LAST_INSTANT + timedelta(microseconds=1), reason),
        (datetime(1979, 12, 31, 12, 0, tzinfo=UTC), reason),
        (datetime(2100, 1, 1, 12, 0, tzinfo=UTC), reason),
    ]


@pytest.mark.parametrize(("instant", "reason"), refused_instants())
def test_an_instant_without_answer_is_refused_with_its_reason(instant, reason):
    with pytest.raises(CalendarError) as refused:
        to_danish(instant)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("civil", "reason"),
    [
        (datetime(2026, 3, 6, 12, 0, tzinfo=UTC), CalendarReason.CIVIL_TIME_WITH_OFFSET),
        (datetime(1979, 12, 31, 23, 59), CalendarReason.OUTSIDE_CLOCK_TABLE),
        (datetime(2100, 1, 1, 0, 0), CalendarReason.OUTSIDE_CLOCK_TABLE),
        (datetime.min, CalendarReason.OUTSIDE_CLOCK_TABLE),
        (datetime.max, CalendarReason.OUTSIDE_CLOCK_TABLE),
    ],
)
def test_a_civil_time_without_answer_is_refused_with_its_reason(civil, reason):
    with pytest.raises(CalendarError) as refused:
        from_danish(civil)
    assert refused.value.reason is reason


@pytest.mark.parametrize("day", [date(1979, 12, 31), date(2100, 1, 1), date(2199, 12, 31)])
@pytest.mark.parametrize("edge", [start_of_day, end_of_day])
def test_a_day_outside_the_clock_table_has_no_edges(day, edge):
    with pytest.raises(CalendarError) as refused:
        edge(day)
    assert refused.value.reason is CalendarReason.OUTSIDE_CLOCK_TABLE

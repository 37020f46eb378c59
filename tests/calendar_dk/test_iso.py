"""Dates and instants as case files write them: one strict form, everything else refused."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.calendar_dk import (
    FIRST_INSTANT,
    LAST_INSTANT,
    CalendarError,
    CalendarReason,
    parse_iso_date,
    parse_iso_instant,
)

NOT_DATES = [
    *("", " ", "2026", "2026-03", "20260306", "2026-W10-5", "2026-065", "6.3.2026", "06-03-2026"),
    *("2026-3-6", "2026-03-6", "02026-03-06", "2026-03-06 ", " 2026-03-06", "2026-03-06\n", "2026/03/06"),
    *("2026-00-10", "2026-13-01", "2026-02-29", "2100-02-29", "2026-04-31", "2026-01-00", "2026-01-32"),
    *(
        "-2026-03-06",
        "+2026-03-06",
        "2026\u201103\u201106",
        "\uff12\uff10\uff12\uff16-03-06",
        "٢٠٢٦-03-06",
        "2026-03-0\uff16",
    ),
    *("1899-12-31", "2200-01-01", "0000-01-01", "9999-12-31", "2026_03_06", "1_26-03-06"),
]
NOT_INSTANTS = [
    *NOT_DATES,
    *(
        "2026-03-06",
        "2026-03-06 15:40",
        "2026-03-06t15:40",
        "2026-03-06T15",
        "2026-03-06T1540",
        "2026-03-06T15:4",
    ),
    *("2026-03-06T15:40z", "2026-03-06T15:40 Z", "2026-03-06T15:40+01", "2026-03-06T15:40+0100"),
    *("2026-03-06T15:40+24:00", "2026-03-06T15:40+01:60", "2026-03-06T15:40+1:00", "2026-03-06T15:40ZZ"),
    *(
        "2026-03-06T24:00",
        "2026-03-06T15:60",
        "2026-03-06T23:59:60",
        "2026-03-06T15:40:00.5",
        "2026-02-30T10:00",
    ),
    *("2026-03-06T15:40:0", "2026-03-06T15:40\n", "2026-03-06T1\uff15:40", "2026-03-06T15:40\u221201:00"),
    *("2026-03-06T15:40Z+01:00", "2026-13-01T10:00Z", "0000-01-01T10:00"),
]


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_back_from_its_iso_form(day):
    assert parse_iso_date(day.isoformat()) == day


@pytest.mark.parametrize("text", [*NOT_DATES, "2026-03-06T00:00"])
def test_what_is_not_a_date_in_the_one_form_is_none(text):
    assert parse_iso_date(text) is None


@pytest.mark.parametrize("text", NOT_INSTANTS)
def test_what_is_not_an_instant_in_the_one_form_is_refused(text):
    with pytest.raises(CalendarError) as refused:
        parse_iso_instant(text)
    assert refused.value.reason is CalendarReason.NOT_AN_INSTANT


@given(st.text(max_size=30) | st.text("0123456789-+:TZ", max_size=26))
def test_no_text_makes_reading_fail_in_another_way(text):
    day = parse_iso_date(text)
    assert day is None or day.isoformat() == text
    try:
        answer = parse_iso_instant(text).tzinfo
    except CalendarError as refused:
        answer = refused.reason
    assert answer in {UTC, *CalendarReason}


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-06T14:40Z", datetime(2026, 3, 6, 14, 40, tzinfo=UTC)),
        ("2026-03-06T15:40+01:00", datetime(2026, 3, 6, 14, 40, tzinfo=UTC)),
        ("2026-03-06T15:40", datetime(2026, 3, 6, 14, 40, tzinfo=UTC)),
        ("2026-03-06T15:40:59", datetime(2026, 3, 6, 14, 40, 59, tzinfo=UTC)),
        ("2026-07-06T15:40", datetime(2026, 7, 6, 13, 40, tzinfo=UTC)),
        ("2026-03-06T09:10-05:30", datetime(2026, 3, 6, 14, 40, tzinfo=UTC)),
        ("2026-03-06T14:40-00:00", datetime(2026, 3, 6, 14, 40, tzinfo=UTC)),
        ("2026-10-25T02:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-10-25T02:30+01:00", datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
        ("2026-03-29T02:30+01:00", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        ("1980-01-01T00:00", FIRST_INSTANT),
        ("2099-12-31T23:59:59", LAST_INSTANT.replace(microsecond=0)),
    ],
)
def test_an_instant_is_read_with_z_with_an_offset_or_in_danish_time(text, instant):
    read = parse_iso_instant(text)
    assert read == instant
    assert read.tzinfo is UTC


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-03-29T02:30", CalendarReason.SKIPPED_HOUR),
        ("1979-12-31T23:59", CalendarReason.OUTSIDE_CLOCK_TABLE),
        ("2100-01-01T00:00", CalendarReason.OUTSIDE_CLOCK_TABLE),
        ("2100-01-01T00:30+01:00", CalendarReason.OUTSIDE_CLOCK_TABLE),
        ("0001-01-01T00:00+23:59", CalendarReason.OUTSIDE_CLOCK_TABLE),
        ("9999-12-31T23:59-23:59", CalendarReason.OUTSIDE_CLOCK_TABLE),
        ("9999-12-31T23:59Z", CalendarReason.OUTSIDE_CLOCK_TABLE),
    ],
)
def test_an_instant_that_is_well_written_but_has_no_answer_says_why(text, reason):
    with pytest.raises(CalendarError) as refused:
        parse_iso_instant(text)
    assert refused.value.reason is reason

"""Dates, instants and durations in words."""

from datetime import UTC, date, datetime, timedelta

import pytest

from bekymring.calendar_dk import (
    CalendarError,
    CalendarReason,
    format_date,
    format_duration,
    format_instant,
    from_danish,
    weekday_name,
)

MONDAY = date(2026, 3, 2)
WEEKDAYS = {
    "da": ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_weekday_and_month_has_its_name(lang):
    assert [weekday_name(MONDAY + timedelta(days=n), lang) for n in range(7)] == WEEKDAYS[lang]
    dot = "." if lang == "da" else ""
    expected = [f"6{dot} {name} 2026" for name in MONTHS[lang].split()]
    assert [format_date(date(2026, month, 6), lang) for month in range(1, 13)] == expected


@pytest.mark.parametrize(
    ("civil", "danish", "english"),
    [
        (datetime(2026, 3, 7, 15, 40), "lørdag 7. marts 2026 kl. 15.40", "Saturday 7 March 2026 at 15:40"),
        (datetime(2026, 3, 6, 9, 5, 59), "fredag 6. marts 2026 kl. 9.05", "Friday 6 March 2026 at 09:05"),
        (datetime(2026, 3, 6, 0, 0), "fredag 6. marts 2026 kl. 0.00", "Friday 6 March 2026 at 00:00"),
        (
            datetime(2026, 10, 25, 2, 30),
            "søndag 25. oktober 2026 kl. 2.30 (sommertid)",
            "Sunday 25 October 2026 at 02:30 (summer time)",
        ),
        (
            datetime(2026, 10, 25, 2, 30, fold=1),
            "søndag 25. oktober 2026 kl. 2.30 (vintertid)",
            "Sunday 25 October 2026 at 02:30 (winter time)",
        ),
        (datetime(2026, 10, 25, 3, 0), "søndag 25. oktober 2026 kl. 3.00", "Sunday 25 October 2026 at 03:00"),
    ],
)
def test_an_instant_in_words(civil, danish, english):
    instant = from_danish(civil)
    assert (format_instant(instant), format_instant(instant, "en")) == (danish, english)


def test_an_instant_is_written_in_danish_time_of_the_season():
    assert format_instant(datetime(2026, 7, 6, 22, 30, tzinfo=UTC)) == "tirsdag 7. juli 2026 kl. 0.30"


@pytest.mark.parametrize(
    ("seconds", "danish", "english"),
    [
        (0, "0 minutter", "0 minutes"),
        (1, "under 1 minut", "less than 1 minute"),
        (59, "under 1 minut", "less than 1 minute"),
        (60, "1 minut", "1 minute"),
        (119, "1 minut", "1 minute"),
        (120, "2 minutter", "2 minutes"),
        (3_600, "1 time", "1 hour"),
        (3_660, "1 time og 1 minut", "1 hour and 1 minute"),
        (23_100, "6 timer og 25 minutter", "6 hours and 25 minutes"),
        (23_159, "6 timer og 25 minutter", "6 hours and 25 minutes"),
        (86_399, "23 timer og 59 minutter", "23 hours and 59 minutes"),
        (86_400, "1 døgn", "1 day"),
        (172_860, "2 døgn og 1 minut", "2 days and 1 minute"),
        (183_900, "2 døgn, 3 timer og 5 minutter", "2 days, 3 hours and 5 minutes"),
    ],
)
def test_a_duration_in_words(seconds, danish, english):
    assert (format_duration(seconds), format_duration(seconds, "en")) == (danish, english)


def test_a_negative_duration_is_refused_rather_than_turned_round():
    with pytest.raises(CalendarError) as refused:
        format_duration(-1)
    assert refused.value.reason is CalendarReason.AMOUNT_TOO_SMALL

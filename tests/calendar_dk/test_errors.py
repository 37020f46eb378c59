"""Every refusal says in both languages what to write, survives copying and quotes no value."""

import copy
import pickle
import re
from datetime import date, datetime

import pytest

from bekymring.calendar_dk import (
    CalendarError,
    CalendarReason,
    WorkingCalendar,
    add_days,
    days_between,
    parse_iso_instant,
    start_of_day,
    working_day_readings,
)

FORBIDDEN = re.compile(r"ugyldig|syntaks|token|\btype|invalid|error", re.IGNORECASE)


@pytest.mark.parametrize("reason", CalendarReason)
def test_every_reason_has_two_sentences_in_both_languages_in_plain_words(reason):
    error = CalendarError(reason)
    for text in (error.danish, error.english):
        assert text.count(". ") >= 1
        assert text.endswith(".")
        assert not FORBIDDEN.search(text)
    assert str(error) == f"{error.danish} / {error.english}"


@pytest.mark.parametrize("reason", CalendarReason)
@pytest.mark.parametrize("travel", [lambda e: pickle.loads(pickle.dumps(e)), copy.copy, copy.deepcopy])  # noqa: S301
def test_a_refusal_survives_pickling_and_copying(reason, travel):
    arrived = travel(CalendarError(reason))
    assert type(arrived) is CalendarError
    assert arrived.reason is reason
    assert str(arrived) == str(CalendarError(reason))


def test_a_calendar_survives_pickling():
    calendar = WorkingCalendar(
        "kommunens", excluded_weekdays=frozenset({5}), excluded_days=frozenset({(12, 24)})
    )
    assert pickle.loads(pickle.dumps(calendar)) == calendar  # noqa: S301
    readings = working_day_readings(date(2026, 3, 6), 6)
    assert pickle.loads(pickle.dumps(readings)) == readings  # noqa: S301


@pytest.mark.parametrize("text", ["2026-02-30T12:34", "2026-03-29T02:34", "1912-06-05T12:34", "nej 12:34"])
def test_a_refusal_tells_nothing_of_what_was_written_not_even_as_a_cause(text):
    with pytest.raises(CalendarError) as refused:
        parse_iso_instant(text)
    assert "34" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize(
    ("call", "reason"),
    [
        (lambda: add_days(date(1899, 12, 31), 1), CalendarReason.OUTSIDE_DAYS),
        (lambda: add_days(date(2200, 1, 1), 1), CalendarReason.OUTSIDE_DAYS),
        (lambda: days_between(date(2026, 1, 1), datetime(2026, 3, 1)), CalendarReason.DAY_WITH_HOUR),
        (lambda: start_of_day(datetime(2026, 3, 1)), CalendarReason.DAY_WITH_HOUR),
    ],
)
def test_what_is_no_day_of_the_calendar_is_refused(call, reason):
    with pytest.raises(CalendarError) as refused:
        call()
    assert refused.value.reason is reason

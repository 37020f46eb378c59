"""Public holidays against an independent list, every year and both directions."""

from datetime import date, timedelta

import holidays
import pytest

from bekymring.calendar_dk import CalendarError, CalendarReason, easter_sunday, public_holidays
from bekymring.calendar_dk.holidays import is_public_holiday

YEARS = range(1970, 2100)
EASTER = {
    # earliest and latest dates, and the years where the reckoning of the moon makes its exceptions
    1913: date(1913, 3, 23),
    1943: date(1943, 4, 25),
    1954: date(1954, 4, 18),
    1981: date(1981, 4, 19),
    2008: date(2008, 3, 23),
    2026: date(2026, 4, 5),
    2038: date(2038, 4, 25),
    2049: date(2049, 4, 18),
    2076: date(2076, 4, 19),
    2160: date(2160, 3, 23),
}
IN_2023 = [
    (date(2023, 1, 1), "nytårsdag"),
    (date(2023, 4, 6), "skærtorsdag"),
    (date(2023, 4, 7), "langfredag"),
    (date(2023, 4, 9), "påskedag"),
    (date(2023, 4, 10), "2. påskedag"),
    (date(2023, 5, 5), "store bededag"),
    (date(2023, 5, 18), "kristi himmelfartsdag"),
    (date(2023, 5, 28), "pinsedag"),
    (date(2023, 5, 29), "2. pinsedag"),
    (date(2023, 12, 25), "juledag"),
    (date(2023, 12, 26), "2. juledag"),
]


@pytest.mark.parametrize(("year", "day"), EASTER.items())
def test_easter_falls_on_the_known_day(year, day):
    assert easter_sunday(year) == day


def test_easter_is_a_sunday_from_22_march_to_25_april_in_every_year():
    found = [easter_sunday(year) for year in range(1900, 2200)]
    assert {day.isoweekday() for day in found} == {7}
    assert all((3, 22) <= (day.month, day.day) <= (4, 25) for day in found)


def independent(year):
    names = holidays.Denmark(years=year, language="da")
    return {day: name.lower().replace("anden", "2.") for day, name in names.items()}


@pytest.mark.parametrize("year", YEARS)
def test_the_holidays_of_a_year_are_those_of_the_independent_list_with_their_names(year):
    assert dict(public_holidays(year)) == independent(year)


def test_a_year_with_store_bededag_in_date_order():
    assert list(public_holidays(2023).items()) == IN_2023


def test_from_2024_store_bededag_is_an_ordinary_friday():
    assert date(2024, 4, 26) not in public_holidays(2024)
    assert "store bededag" in public_holidays(1900).values()


@pytest.mark.parametrize(
    ("month", "day", "names"),
    [
        (5, 1, {"kristi himmelfartsdag", "store bededag"}),
        (6, 5, {"2. pinsedag", "pinsedag"}),
        (12, 24, set()),
        (12, 31, set()),
    ],
)
def test_a_customary_day_off_is_a_public_holiday_only_in_years_when_one_falls_on_it(month, day, names):
    listed = [public_holidays(year).get(date(year, month, day)) for year in YEARS]
    assert set(listed) - {None} == names
    assert listed.count(None) > len(YEARS) // 2


def test_the_quick_answer_for_one_day_is_that_of_the_list_on_every_day():
    day = date(1900, 1, 1)
    listed = {day for year in range(1900, 2200) for day in public_holidays(year)}
    quick = set()
    while day <= date(2199, 12, 31):
        if is_public_holiday(day):
            quick.add(day)
        day += timedelta(days=1)
    assert quick == listed


@pytest.mark.parametrize("year", [-1, 0, 1899, 2200, 10**30])
def test_a_year_outside_the_calendar_is_refused(year):
    with pytest.raises(CalendarError) as refused:
        public_holidays(year)
    assert refused.value.reason is CalendarReason.OUTSIDE_DAYS


def test_the_list_cannot_be_changed():
    with pytest.raises(TypeError):
        public_holidays(2026)[date(2026, 3, 6)] = "fri"

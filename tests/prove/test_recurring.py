"""Duties that come again, two and two: what is said of them against when each falls due by the evaluator's own periods."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from bekymring.calendar_dk import Unit
from bekymring.evaluate.periods import Periods
from bekymring.model.ruleset import (
    CalendarPeriod,
    Const,
    CountedPeriod,
    Frequency,
    Interval,
    Modality,
    Ref,
    Require,
)
from bekymring.prove.dates import Dates
from bekymring.prove.recurring import is_as_often, is_no_longer, longer, rarer
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset

FREQUENCIES = [Frequency(times, period) for times in (1, 2, 3) for period in CalendarPeriod]
START = date(2024, 1, 1)


def duty(frequency, start=None):
    return Require("tilsyn", Modality.MUST, frequency=frequency, frequency_start=start)


def due(frequency, done, start):
    """When it falls due, as the language reference has it."""
    periods = Periods(frequency.period)
    first = periods.end_of_first_whole(start)
    if not done:
        return first
    last = max(done)
    held = sum(periods.first_day(one) == periods.first_day(last) for one in done)
    return max(first, periods.end(last, 1 if held >= frequency.times else 0))


def histories(number):
    random = Random(7)  # noqa: S311 - test data, nothing secret
    for _ in range(number):
        begun = START + timedelta(days=random.randrange(800))
        every = [begun + timedelta(days=random.randrange(500)) for _ in range(random.randrange(5))]
        yield begun, [one for one in every if one >= begun]


@pytest.mark.parametrize("own", FREQUENCIES)
def test_what_is_as_often_never_falls_due_later(own: Frequency) -> None:
    start = Ref("anbragt_dag")
    tried = list(histories(150))
    for other in FREQUENCIES:
        later = [one for one in tried if due(own, one[1], one[0]) > due(other, one[1], one[0])]
        if is_as_often(duty(own, start), duty(other, start)):
            assert later == []
            assert rarer(duty(own, start), duty(other, start)) is None


def test_a_day_that_shows_that_it_is_rarer_does() -> None:
    shown = 0
    for own, other in product(FREQUENCIES, FREQUENCIES):
        found = rarer(duty(own), duty(other))
        if found is not None:
            long_before = found.day - timedelta(days=1200)
            done = [found.day] * found.times
            assert due(own, done, long_before) > due(other, done, long_before)
            shown += 1
        counted = rarer(duty(own, Ref("dag")), duty(other, Ref("dag")))
        if counted is not None and not counted.times:
            assert due(own, [], counted.day) > due(other, [], counted.day)
            shown += 1
    assert shown > 20


YEARLY, HALF_YEARLY = (
    Frequency(1, CountedPeriod(12, Unit.MONTHS)),
    Frequency(1, CountedPeriod(6, Unit.MONTHS)),
)


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (YEARLY, YEARLY, True),
        (Frequency(2, CountedPeriod(12, Unit.MONTHS)), YEARLY, True),
        (YEARLY, Frequency(2, CountedPeriod(12, Unit.MONTHS)), False),
        (HALF_YEARLY, YEARLY, False),
        (HALF_YEARLY, Frequency(1, CalendarPeriod.YEAR), False),
        (Frequency(1, CalendarPeriod.MONTH), YEARLY, False),
    ],
)
def test_whole_periods_from_a_day_are_compared_only_with_the_same(own, other, said) -> None:
    start = Ref("dag")
    assert is_as_often(duty(own, start), duty(other, start)) is said


def test_other_starts_are_never_as_often() -> None:
    monthly = Frequency(1, CalendarPeriod.MONTH)
    assert not is_as_often(duty(monthly, Ref("a")), duty(monthly, Ref("b")))
    assert rarer(duty(YEARLY, Ref("a")), duty(monthly, Ref("b"))) is None


def interval(amount, unit, start="dag"):
    return Interval(Const(Fraction(amount)), unit, None if start is None else Ref(start))


@pytest.mark.parametrize(
    ("own", "other", "no_longer", "day"),
    [
        (interval(3, Unit.MONTHS), interval(6, Unit.MONTHS), True, None),
        (interval(6, Unit.MONTHS), interval(3, Unit.MONTHS), False, date(2024, 1, 1)),
        (interval(25, Unit.WEEKS), interval(6, Unit.MONTHS), True, None),
        (interval(26, Unit.WEEKS), interval(6, Unit.MONTHS), False, date(2024, 8, 31)),
        (interval(12, Unit.MONTHS), interval(1, Unit.YEARS), True, None),
        (interval(3, Unit.MONTHS), interval(6, Unit.MONTHS, None), True, None),
        (interval(3, Unit.MONTHS, None), interval(6, Unit.MONTHS), False, None),
        (interval(3, Unit.MONTHS, "anden"), interval(6, Unit.MONTHS), False, None),
    ],
)
def test_intervals_are_compared_over_real_days(own, other, no_longer, day) -> None:
    dates = Dates(make_ruleset(seeded(1)))
    assert is_no_longer(own, other, dates) is no_longer
    found = longer(own, other, dates)
    assert (None if found is None else found.start) == day

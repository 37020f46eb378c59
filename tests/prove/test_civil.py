"""The calendar of the solver against the calendar of the evaluator, on edges and random days."""

from datetime import date, timedelta

import pytest
import z3

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.evaluate.moving import WorkingCalendar, distance, period_start, shifted
from bekymring.model.ruleset import CalendarPeriod, Distance, Unit
from bekymring.prove.civil import Civil, Day
from bekymring.prove.logic import Logic
from bekymring.testing.draws import seeded

NONE = WorkingCalendar("ingen")
EDGES = (
    date(1900, 1, 1), date(1900, 2, 28), date(1900, 3, 1), date(2000, 2, 29), date(2023, 12, 31), date(2024, 1, 31),
    date(2024, 2, 29), date(2025, 2, 28), date(2100, 2, 28), date(2100, 3, 1), date(2199, 12, 31),
)  # fmt: skip
DRAW = seeded(7)
RANDOM = tuple(FIRST_DAY + timedelta(days=DRAW.integer(0, (LAST_DAY - FIRST_DAY).days)) for _ in range(15))
DAYS = (*EDGES, *RANDOM)


class Told:
    """A calendar with one solver."""

    def __init__(self, *, by_months):
        self.ctx = z3.Context()
        self.solver = z3.SimpleSolver(ctx=self.ctx)
        self.number = 0
        self.civil = Civil(Logic(z3, self.ctx), self.fresh, self.claim, by_months)

    def fresh(self, stem):
        self.number += 1
        return z3.Int(f"{stem}{self.number}", ctx=self.ctx)

    def claim(self, truth):
        if truth is not True:
            self.solver.add(truth)

    def at(self, day):
        """A variable that is this day and no other."""
        found = self.civil.variable(FIRST_DAY, LAST_DAY)
        self.claim(self.civil.same(found, Day.of(day)))
        return found

    def must_be(self, truth):
        """Whether a truth holds and cannot fail."""
        assert self.solver.check() == z3.sat
        if isinstance(truth, bool):
            return truth
        return self.solver.check(z3.Not(truth)) == z3.unsat


@pytest.mark.parametrize("by_months", [True, False])
@pytest.mark.parametrize("day", DAYS)
def test_moving_is_that_of_the_evaluator(day, by_months) -> None:
    for amount in (-13, -1, 0, 1, 12, 30, 2400):
        for unit, move in ((Unit.DAYS, "days_later"), (Unit.MONTHS, "months_later")):
            told = Told(by_months=by_months)
            moved = getattr(told.civil, move)(told.at(day), amount)
            expected = shifted(day, amount, unit, NONE)
            assert told.must_be(told.civil.same(moved, Day.of(expected))), (day, amount, unit)


@pytest.mark.parametrize("day", DAYS)
def test_the_start_of_a_period_is_that_of_the_evaluator(day) -> None:
    for period in CalendarPeriod:
        for offset in (-1, 0, 1):
            told = Told(by_months=True)
            found = told.civil.period_start(period, told.at(day), offset)
            assert told.must_be(told.civil.same(found, Day.of(period_start(period, day, offset)))), (
                day,
                period,
            )


@pytest.mark.parametrize("by_months", [True, False])
@pytest.mark.parametrize("day", EDGES)
def test_measuring_is_that_of_the_evaluator(day, by_months) -> None:
    for other in DAYS:
        told = Told(by_months=by_months)
        one, two = told.at(day), told.at(other)
        civil = told.civil
        assert told.must_be(civil.days_between(one, two) == distance(Distance.DAYS, day, other))
        assert told.must_be(civil.months_between(one, two) == distance(Distance.MONTHS, day, other))
        assert told.must_be(civil.years_between(one, two) == distance(Distance.YEARS, day, other))
        assert told.must_be(civil.weeks_between(one, two) == distance(Distance.WEEKS, day, other))
        before = civil.at_most(one, two)
        assert told.must_be(before if day <= other else civil.logic.no(before))


def test_no_day_is_invented() -> None:
    told = Told(by_months=True)
    day = told.civil.variable(FIRST_DAY, LAST_DAY)
    year, month, of_month = day.parts
    for wrong in ((2023, 1, 29), (2100, 1, 29), (1900, 1, 29), (2024, 1, 30), (2024, 3, 31), (2024, 0, 32)):
        at = z3.And(year == wrong[0], month == wrong[1], of_month == wrong[2])
        assert told.solver.check(at) == z3.unsat, wrong
    assert told.solver.check(z3.And(year == 2000, month == 1, of_month == 29)) == z3.sat


def test_adding_months_never_overtakes() -> None:
    told = Told(by_months=True)
    one, two = (told.civil.variable(FIRST_DAY, LAST_DAY) for _ in range(2))
    moved = [told.civil.months_later(each, 3) for each in (one, two)]
    later = told.civil.logic.no(told.civil.at_most(*moved))
    assert told.solver.check(told.civil.at_most(one, two), later) == z3.unsat

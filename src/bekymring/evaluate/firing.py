"""What becomes of a rule: whether its period, conditions and exceptions hold.

Takes a reading and a rule (for one record); gives the firing. Docs: language reference, *Rules*.
Afterwards true: a rule that fires here fires in every completion; an open exception leaves it standing until further notice.
"""

from __future__ import annotations

from datetime import date

from bekymring.decision import Firing
from bekymring.evaluate.bounds import Range, as_day
from bekymring.evaluate.expressions import Fired, Reading, Scope, truth, value
from bekymring.evaluate.facts import LACKING
from bekymring.model.ruleset import ALWAYS, OnlyWhen, Period, Rule
from bekymring.values import Truth, all_of, any_of


def fire(reading: Reading, rule: Rule, scope: Scope) -> Fired:
    """Reads one rule for one record (or once)."""
    period = in_period(reading, rule, scope)
    there = Truth.UNKNOWN if scope.this is not None and scope.this[1] == LACKING else Truth.TRUE
    when = there if rule.when is None else all_of((there, truth(reading, rule.when, scope)))
    exceptions = (*rule.unless, *(one.unless for one in rule.exceptions))
    unless = any_of(truth(reading, one, scope) for one in exceptions)
    limits = {
        place: truth(reading, one.condition, scope)
        for place, one in enumerate(rule.conclusions)
        if isinstance(one, OnlyWhen)
    }
    return Fired(firing_of(period, when, unless), all_of((period, when)), unless, limits)


def firing_of(period: Truth, when: Truth, unless: Truth) -> Firing:
    """What becomes of a rule whose period, conditions and exceptions stand so."""
    met = all_of((period, when))
    if period is Truth.FALSE:
        return Firing.OUTSIDE_PERIOD
    if met is Truth.FALSE:
        return Firing.NOT_MET
    if unless is Truth.TRUE:
        return Firing.EXCEPTED
    if met is Truth.UNKNOWN:
        return Firing.POSSIBLE
    return Firing.FIRED if unless is Truth.FALSE else Firing.FIRED_UNLESS


def in_period(reading: Reading, rule: Rule, scope: Scope) -> Truth:
    """Whether a rule is in force, at the moment or on the day that it is measured on; a day that is not there is in no period."""
    if rule.period == ALWAYS:
        return Truth.TRUE
    if rule.measured_on is None:
        return Truth.of(rule.period.holds_on(as_day(reading.facts.moment)))
    day = value(reading, rule.measured_on, scope)
    if not isinstance(day, Range):
        return Truth.FALSE
    inside = _inside(rule.period, as_day(day.low), as_day(day.high))
    return all_of((inside, Truth.UNKNOWN)) if day.maybe_absent else inside


def _inside(period: Period, low: date, high: date) -> Truth:
    if period.holds_on(low) and period.holds_on(high):
        return Truth.TRUE
    before = period.start is not None and high < period.start
    after = period.end is not None and low > period.end
    return Truth.FALSE if before or after else Truth.UNKNOWN

"""A case as it stands at a moment: what is measured for a period is told for the period of the moment, or is not known.

Takes a rule set, a case and the moment; gives the case in which every answer for another period says so.
Afterwards true: an old figure counts as unknown, neither as high nor as low; what was told, and for when, is kept beside it.
Docs: language reference, *Measured for a period*; decision 0004.
"""

from __future__ import annotations

from datetime import date, datetime

from attrs import evolve

from bekymring.case import Answer, Case, FactState
from bekymring.evaluate.bounds import as_day
from bekymring.evaluate.moving import period_start
from bekymring.model.ruleset import CalendarPeriod, Ruleset

_UNTOLD = frozenset({FactState.ASKED, FactState.NOT_ASKED})


def case_at(ruleset: Ruleset, case: Case, moment: datetime) -> Case:
    """The case at a moment; a case that tells nothing of other periods is itself."""
    day = as_day(moment)
    changed: dict[str, Answer] = {}
    for name, answer in case.facts.items():
        if answer.through is not None:
            declared = ruleset.inputs.get(name)
            period = None if declared is None else declared.measured_for
            if period is not None and (found := _answer_on(answer, period, day)) is not answer:
                changed[name] = found
    return evolve(case, facts={**case.facts, **changed}) if changed else case


def is_for(through: date, period: CalendarPeriod, day: date) -> bool:
    """Whether a figure up to and including a day is one for the period of another day; what lies ahead is not known yet."""
    return period_start(period, day, 0) <= through <= day


def _answer_on(answer: Answer, period: CalendarPeriod, day: date) -> Answer:
    told = answer.told or answer.state
    if answer.through is None or told in _UNTOLD:
        return answer
    if is_for(answer.through, period, day):
        return answer if answer.told is None else evolve(answer, state=told, told=None)
    is_said = answer.state is FactState.OTHER_PERIOD
    return answer if is_said else evolve(answer, state=FactState.OTHER_PERIOD, told=told)

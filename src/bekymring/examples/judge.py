"""The one door from examples to the evaluator."""

from __future__ import annotations

from datetime import date, datetime

from bekymring.calendar_dk import end_of_day
from bekymring.case.answers import Case
from bekymring.decision import Decision
from bekymring.evaluate import DEFAULT_CAP, decide
from bekymring.model.ruleset import Ruleset


def judge(ruleset: Ruleset, case: Case, moment: date | datetime, *, cap: int = DEFAULT_CAP) -> Decision:
    """The decision about a case at an instant, or on a whole day (its end)."""
    if isinstance(moment, datetime):
        return decide(ruleset, case, moment, whole_day=False, cap=cap)
    return decide(ruleset, case, end_of_day(moment), whole_day=True, cap=cap)

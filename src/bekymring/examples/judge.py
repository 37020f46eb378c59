"""The one door from examples to the evaluator."""

from __future__ import annotations

from datetime import date, datetime

from bekymring.calendar_dk import end_of_day
from bekymring.case.answers import Case
from bekymring.decision import Decision
from bekymring.evaluate import DEFAULT_CAP
from bekymring.evaluate.compiled import Program, decide_with


def judge(program: Program, case: Case, moment: date | datetime, *, cap: int = DEFAULT_CAP) -> Decision:
    """The decision about a case at an instant, or on a whole day (its end)."""
    if isinstance(moment, datetime):
        return decide_with(program, case, moment, whole_day=False, cap=cap)
    return decide_with(program, case, end_of_day(moment), whole_day=True, cap=cap)

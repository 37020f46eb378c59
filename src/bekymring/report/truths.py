"""Whether a condition holds for a case: read from what the decision says of its rules.

A decision says of every rule whether its conditions, its exceptions and what speaks against it hold. A condition
that is one of these is answered; of any other one it is not told, and the answer is None.
"""

from __future__ import annotations

from bekymring.decision import Decision
from bekymring.model.ruleset import Expr
from bekymring.values import Truth


def condition_truth(decision: Decision, expr: Expr, record: int | None = None) -> Truth | None:
    """The truth of a condition for the case of a decision; None where the decision does not tell it."""
    for outcome in decision.rules:
        if outcome.record != record:
            continue
        rule = decision.ruleset.rules[outcome.rule]
        if rule.when == expr:
            return outcome.when
        for against, truth in zip(rule.against, outcome.against, strict=False):
            if against == expr:
                return truth
    return None

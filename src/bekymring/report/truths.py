"""Whether a condition holds for the case of a decision.

A decision says of every rule whether its conditions hold; of a part of a condition it does not. The part is then
read the way the evaluator reads it, with the outcomes that the decision holds.
"""

from __future__ import annotations

from attrs import field

from bekymring.decision import Decision, Obligation
from bekymring.evaluate.expressions import Reading, Scope, truth, value
from bekymring.evaluate.facts import LACKING, Facts, facts_of
from bekymring.evaluate.plan import plan_of
from bekymring.evaluate.working import work_out
from bekymring.frozen import frozen
from bekymring.model.ruleset import Expr, Or, Rule
from bekymring.model.types import YesNo
from bekymring.report.reads import definitions_in_order
from bekymring.values import Truth


class _Duties(dict[tuple[str, int | None], Obligation | None]):
    """The duties of actions, worked out when a condition first asks for one.

    WHY: a decision does not say what a duty would be without a prohibition, and that is what »overdue« speaks of.
    """

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self.facts = facts

    def __missing__(self, key: tuple[str, int | None]) -> Obligation | None:
        if not self:
            plan = plan_of(self.facts)
            self.update(work_out(Reading(self.facts), plan, plan.order).duties)
        return self.get(key)


def _reading(decision: Decision) -> Reading:
    levels = {(one.level, one.record): one for one in decision.levels.values()}
    levels |= {(one.level, one.record): one for held in decision.levels_each.values() for one in held}
    actions = {(one.action, one.record): one for group in decision.actions.values() for one in group.each}
    facts = facts_of(decision.ruleset, decision.case, decision.moment)
    reading = Reading(facts, levels=levels, actions=actions, duties=_Duties(facts))
    for name in definitions_in_order(decision.ruleset):
        meant = decision.ruleset.definitions[name]
        read = truth if isinstance(meant.type_, YesNo) else value
        reading.named[name] = read(reading, meant.expr, Scope())
    return reading


@frozen
class Truths:
    """The truth of conditions for one decision."""

    decision: Decision = field(repr=False)
    reading: Reading = field(init=False, repr=False)

    @reading.default
    def _read(self) -> Reading:
        return _reading(self.decision)

    def standing(self, expr: Expr, rule: Rule, record: int | None) -> tuple[Expr, ...]:
        """What of a condition carries it: of alternatives those that hold, or else those that may hold.

        WHY: an alternative that is not established must not be printed as if the case held it.
        """
        if not isinstance(expr, Or):
            return (expr,)
        truths = [(item, self.of(item, rule, record)) for item in expr.items]
        wanted = max(truth.value for _, truth in truths)
        found = (self.standing(item, rule, record) for item, truth in truths if truth.value == wanted)
        return tuple(part for parts in found for part in parts)

    def of(self, expr: Expr, rule: Rule | None = None, record: int | None = None) -> Truth:
        """The truth of a condition, in a rule read for a record; without a number, for one that the case may lack."""
        list_name = rule.per_record if rule is not None else None
        number = LACKING if record is None else record
        this = (list_name, number) if list_name is not None else None
        return truth(self.reading, expr, Scope(this=this))

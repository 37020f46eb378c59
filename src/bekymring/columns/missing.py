"""Which answers an undecided level or obligation turns on, as forms: `evaluate.openness` written once for all rows.

Takes outcomes that are worked out; gives for each input whether it is asked for.
Afterwards true: only what is itself undecided is followed, from the outcomes down to the facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import define, field

from bekymring.columns.building import FALSE, TRUE, all_of, any_of, negated, possible, unknown
from bekymring.columns.form import Form, Given, Kind
from bekymring.columns.outcomes import Outcomes
from bekymring.columns.values import is_open
from bekymring.evaluate.walk import children, tails
from bekymring.model import ruleset as rs

Node = tuple[str, str]


@define(eq=False)
class _Asking:
    outcomes: Outcomes
    asks: dict[Node, list[Form]] = field(factory=dict)

    def ask(self, node: Node, reach: Form) -> None:
        if reach != FALSE:
            self.asks.setdefault(node, []).append(reach)

    def reach(self, node: Node) -> Form:
        """Whether something undecided turns on a node."""
        return any_of(self.asks.get(node, ()))

    def named(self, node: Node) -> Form:
        """The same as a column, since all that is below it reads it."""
        reach = self.reach(node)
        return (
            reach
            if isinstance(reach, Given)
            else self.outcomes.sheet.add(f"{node[1]}.asks.{node[0]}", reach, Kind.TRUTH)
        )

    def walk(self, expr: rs.Expr, reach: Form) -> None:
        """Follows an expression as far as it is undecided."""
        expressions = self.outcomes.expressions
        own = all_of((reach, is_open(expressions.value(expr))))
        if own == FALSE:
            return
        match expr:
            case rs.Ref():
                self.ask(("input", expr.name), own)
            case rs.Named():
                self.ask(("named", expr.name), own)
            case rs.LevelIs():
                self.ask(("level", expr.level), own)
            case rs.ActionIs(state=rs.ActionState.DONE):
                self.done(expr.action, own)
            case rs.ActionIs():
                self.ask(("action", expr.action), own)
                if expr.state in {rs.ActionState.OVERDUE, rs.ActionState.DONE_LATE}:
                    self.dated(expr.action, own)
            case _:
                for one in children(expr):
                    self.walk(one, own)

    def done(self, name: str, reach: Form) -> None:
        """Follows when an action was done, and whether that counts."""
        done = self.outcomes.ruleset.actions[name].done
        for one in (done.at, done.when) if done is not None else ():
            if one is not None:
                self.walk(one, reach)

    def dated(self, name: str, reach: Form) -> None:
        """Follows what an action's deadlines are counted from and by."""
        for one in self.outcomes.actions[name].statements:
            for expr in tails(one.conclusion):
                self.walk(expr, all_of((reach, possible(one.fires))))
        self.done(name, reach)

    def level(self, name: str) -> None:
        steps = self.outcomes.levels[name]
        reach = self.named(("level", name))
        for key, rank in steps.rules:
            self.ask(("rule", key), all_of((reach, unknown(steps.at_least[rank]))))

    def action(self, name: str) -> None:
        reach = self.named(("action", name))
        for one in self.outcomes.actions[name].statements:
            self.ask(("rule", one.rule), reach)
            if isinstance(one.conclusion, rs.Order) and one.conclusion.first == name:
                for waiting in self.outcomes.waiting(one.conclusion):
                    self.ask(("action", waiting), reach)
            if isinstance(one.conclusion, rs.OnlyWhen):
                self.walk(one.conclusion.condition, all_of((reach, possible(one.fires))))

    def rule(self, key: str) -> None:
        rule, fired = self.outcomes.ruleset.rules[key], self.outcomes.rules[key]
        if self.reach(("rule", key)) == FALSE:
            return
        opened = self.outcomes.sheet.add(
            f"{key}.asks", all_of((self.reach(("rule", key)), unknown(fired.fires))), Kind.TRUTH
        )
        if rule.measured_on is not None and fired.period not in {TRUE, FALSE}:
            self.walk(rule.measured_on, all_of((opened, unknown(fired.period))))
        for one in (rule.when, *rule.unless, *(added.unless for added in rule.exceptions)):
            if one is not None:
                self.walk(one, opened)

    def definition(self, name: str) -> None:
        self.walk(self.outcomes.ruleset.definitions[name].expr, self.named(("named", name)))

    def input(self, name: str) -> None:
        one = self.outcomes.ruleset.inputs[name]
        if one.relevant_when is not None and one.setting is None:
            told = self.outcomes.expressions.told[name]
            unanswered = negated(told.answered)
            self.walk(one.relevant_when, all_of((self.named(("input", name)), unanswered)))


def asked_for(outcomes: Outcomes, undecided: Mapping[Node, Form]) -> Iterable[tuple[str, Form]]:
    """By input that is asked for, whether an undecided outcome turns on it; `undecided` are the outcomes looked at."""
    asking = _Asking(outcomes)
    for node, form in undecided.items():
        asking.ask(node, form)
    # INVARIANT: what was worked out later may turn on what was worked out before, never the other way.
    for kind, name in reversed(outcomes.expressions.order):
        {
            "level": asking.level,
            "action": asking.action,
            "rule": asking.rule,
            "named": asking.definition,
            "input": asking.input,
        }[kind](name)
    inputs = outcomes.ruleset.inputs
    never = {rs.InputKind.OWN_LEVEL}
    for kind, name in asking.asks:
        if kind == "input" and inputs[name].collected and inputs[name].kind not in never:
            yield name, asking.reach((kind, name))

"""A protected fact that reaches more than attention and its declared channels, by any path."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import children, conditions, of_action, of_conclusion, subjects
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    AnsweredAt,
    Expr,
    ItemField,
    LevelIs,
    Named,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Ruleset,
    ThisField,
)

CODE = Code(
    "BEK315",
    "protected-fact-matters",
    Severity.ERROR,
    Words(
        "Reglen »{name}« lader »{fact}« få betydning for »{outcome}«, men »{fact}« må ikke begrunde bekymring.",
        "Tag oplysningen ud af betingelsen. Siger loven, at den skal have betydning, så skriv det ved oplysningen med hjemmel: må dog have betydning for {outcome}",
    ),
    Words(
        "The rule »{name}« lets »{fact}« matter for »{outcome}«, but »{fact}« may not give rise to concern.",
        "Take it out of the condition. If the law says that it must matter, say so at the fact, with the statute: may however matter for {outcome}",
    ),
)


_DONE = (ActionState.DONE, ActionState.DONE_LATE)


@frozen
class _Reach:
    """Which protected facts stand behind an expression, given those that stand behind each outcome."""

    rules: Ruleset
    outcomes: dict[str, frozenset[str]]

    def of(self, list_: str | None, *roots: Expr | None) -> frozenset[str]:
        """The protected facts and fields behind expressions read for a record of a list, or for none."""
        found: frozenset[str] = frozenset()
        for root in roots:
            if root is not None:
                found |= self._at(list_, root) | self.of(self._inner(list_, root), *children(root))
        return found

    def _inner(self, list_: str | None, expr: Expr) -> str | None:
        return expr.list_ if isinstance(expr, RecordCount | RecordValue | RecordAggregate) else list_

    def _at(self, list_: str | None, expr: Expr) -> frozenset[str]:
        match expr:
            case Ref(name) | AnsweredAt(name):
                return self._input(name)
            case Named(name):
                return self.of(None, self.rules.definitions[name].expr)
            case ThisField(name) | ItemField(name):
                return self._field(list_, name)
            case RecordValue() | RecordAggregate():
                return self._field(expr.list_, expr.field_name)
            case LevelIs(level):
                return self.outcomes.get(level, frozenset())
            case ActionIs():
                action = self.rules.actions.get(expr.action)
                done = () if action is None else of_action(action)
                behind = frozenset() if expr.state in _DONE else self.outcomes.get(expr.action, frozenset())
                return behind | self.of(None if action is None else action.per_record, *done)
            case _:
                return frozenset()

    def _input(self, name: str) -> frozenset[str]:
        one = self.rules.inputs.get(name)
        if one is None:
            return frozenset()
        return (frozenset({name}) if one.protected else frozenset()) | self.of(None, one.relevant_when)

    def _field(self, list_: str | None, name: str) -> frozenset[str]:
        one = None if list_ is None else self.rules.lists[list_].fields.get(name)
        if one is None:
            return frozenset()
        return (frozenset({name}) if one.protected else frozenset()) | self.of(list_, one.relevant_when)


def _behind_outcomes(rules: Ruleset) -> _Reach:
    reach = _Reach(rules, {})
    grew = True
    while grew:  # ends: sets of declared names only grow
        grew = False
        for rule in rules.rules.values():
            shared = reach.of(rule.per_record, *conditions(rule))
            for conclusion in rule.conclusions:
                facts = shared | reach.of(rule.per_record, *of_conclusion(conclusion))
                for outcome in subjects(conclusion, rules):
                    before = reach.outcomes.get(outcome, frozenset())
                    reach.outcomes[outcome] = before | facts
                    grew = grew or not facts <= before
    return reach


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and target groups through which a protected fact matters for what it may not."""
    rules = context.ruleset
    reach = _behind_outcomes(rules)
    for rule in context.rules:
        shared = reach.of(rule.per_record, *conditions(rule))
        for conclusion in rule.conclusions:
            facts = shared | reach.of(rule.per_record, *of_conclusion(conclusion))
            for fact, outcome in _breaches(rules, facts, subjects(conclusion, rules)):
                args = {"name": rule.name, "fact": fact, "outcome": outcome}
                yield Diagnostic(CODE, conclusion.span, args)
    for measure in context.own(rules.measures.values()):
        facts = reach.of(None, measure.target_group)
        for fact, outcome in _breaches(rules, facts, (measure.name,)):
            args = {"name": measure.name, "fact": fact, "outcome": outcome}
            yield Diagnostic(CODE, measure.origin.span, args)


def _breaches(rules: Ruleset, facts: frozenset[str], outcomes: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for fact in sorted(facts):
        channels = rules.inputs[fact].channels if fact in rules.inputs else ()
        yield from ((fact, outcome) for outcome in outcomes if outcome not in channels)


CHECK = Check(CODE, run)

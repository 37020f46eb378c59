"""A protected fact that reaches more than attention and its declared channels, by any path."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import conditions, of_action, of_conclusion, resting_last, subjects
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.frozen import frozen
from bekymring.model.dependencies import children
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    AnsweredAt,
    Conclusion,
    Expr,
    ItemField,
    LevelIs,
    Named,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Rule,
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
_OF_RECORDS = (RecordCount, RecordValue, RecordAggregate)


@frozen
class _Reach:
    """Which protected facts stand behind every input, definition and outcome, as far as is known."""

    rules: Ruleset
    behind: dict[str, frozenset[str]] = field(factory=dict)
    outcomes: dict[str, frozenset[str]] = field(factory=dict)

    def of(self, list_: str | None, *roots: Expr | None) -> frozenset[str]:
        """The protected facts and fields behind expressions read for a record of a list, or for none."""
        found: frozenset[str] = frozenset()
        for root in roots:
            if root is not None:
                inner = root.list_ if isinstance(root, _OF_RECORDS) else list_
                found |= self._at(list_, root) | self.of(inner, *children(root))
        return found

    def of_conclusion(self, rule: Rule, conclusion: Conclusion) -> frozenset[str]:
        """The protected facts behind one conclusion of a rule."""
        return self.of(rule.per_record, *conditions(rule), *of_conclusion(conclusion))

    def _at(self, list_: str | None, expr: Expr) -> frozenset[str]:
        match expr:
            case AnsweredAt(name, str() as held):
                return self._field(held, name)
            case Ref(name) | Named(name) | AnsweredAt(name):
                return self.behind.get(name, frozenset())
            case ThisField(name) | ItemField(name):
                return self._field(list_, name)
            case RecordValue() | RecordAggregate():
                return self._field(expr.list_, expr.field_name)
            case LevelIs(level):
                return self.outcomes.get(level, frozenset())
            case ActionIs():
                done = expr.state in _DONE
                behind = frozenset[str]() if done else self.outcomes.get(expr.action, frozenset())
                return behind | self._done(expr.action)
            case _:
                return frozenset()

    def _done(self, name: str) -> frozenset[str]:
        action = self.rules.actions.get(name)
        return frozenset() if action is None else self.of(action.per_record, *of_action(action))

    def _field(self, list_: str | None, name: str) -> frozenset[str]:
        one = None if list_ is None else self.rules.lists[list_].fields.get(name)
        if one is None:
            return frozenset()
        return (frozenset({name}) if one.protected else frozenset()) | self.of(list_, one.relevant_when)

    def grow(self, order: tuple[str, ...], rules: tuple[Rule, ...]) -> bool:
        """Goes once over everything; whether anything new was found."""
        before = (dict(self.behind), dict(self.outcomes))
        for name in order:
            one = self.rules.inputs.get(name)
            if one is None:
                self.behind[name] = self.of(None, self.rules.definitions[name].expr)
            else:
                itself = frozenset({name}) if one.protected else frozenset[str]()
                self.behind[name] = itself | self.of(None, one.relevant_when)
        for rule in rules:
            for conclusion in rule.conclusions:
                facts = self.of_conclusion(rule, conclusion)
                for outcome in subjects(conclusion, self.rules):
                    self.outcomes[outcome] = self.outcomes.get(outcome, frozenset()) | facts
        return before != (self.behind, self.outcomes)


def _reach(rules: Ruleset) -> _Reach:
    keys = [key for stratum in rules.strata for key in stratum]
    ordered = tuple(rules.rules[key] for key in keys) or tuple(rules.rules.values())
    order = resting_last(rules)
    reach = _Reach(rules)
    while reach.grow(order, ordered):  # ends: sets of declared names only grow
        pass
    return reach


def _any_protected(rules: Ruleset) -> bool:
    fields = (one for list_ in rules.lists.values() for one in list_.fields.values())
    return any(one.protected for one in rules.inputs.values()) or any(one.protected for one in fields)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules and target groups through which a protected fact matters for what it may not."""
    rules = context.ruleset
    if not _any_protected(rules):
        return
    reach = _reach(rules)
    for rule in context.rules:
        for conclusion in rule.conclusions:
            facts = reach.of_conclusion(rule, conclusion)
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

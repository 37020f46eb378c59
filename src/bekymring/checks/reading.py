"""What the expressions of a rule set read: inputs, definitions, fields, outcomes.

Takes: expressions and the parts that hold them.
Gives: everything below them, in written order.
Afterwards true: no expression that a decision can turn on is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from bekymring.model.dependencies import children
from bekymring.model.dependencies import walk as inside
from bekymring.model.ruleset import (
    Action,
    AdviseAgainst,
    AnsweredAt,
    Attend,
    Competence,
    Conclusion,
    Deadline,
    DecideWhether,
    Expr,
    Forbid,
    ItemField,
    Measure,
    Named,
    OneFirst,
    OnlyWhen,
    Order,
    Ordering,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordField,
    RecordList,
    RecordValue,
    Ref,
    Require,
    Rule,
    Ruleset,
    Step,
    ThisField,
)


def walk(*roots: Expr | None) -> Iterator[Expr]:
    """Every expression at or below the given ones; what a name stands for is not followed."""
    for root in roots:
        if root is not None:
            yield from inside(root)


def names_read(*roots: Expr | None) -> frozenset[str]:
    """The inputs, definitions and indicators that stand in expressions, not what stands behind a definition."""
    return frozenset(
        expr.assessment if isinstance(expr, AnsweredAt) else expr.name
        for expr in walk(*roots)
        if isinstance(expr, Ref | Named | AnsweredAt)
    )


def fields_read(list_: str | None, *roots: Expr | None) -> Iterator[tuple[str, str]]:
    """The lists and fields that expressions read; `list_` is the list whose record a rule or a filter is tried on."""
    for root in roots:
        match root:
            case None:
                continue
            case ThisField(name) | ItemField(name) if list_ is not None:
                yield list_, name
            case RecordCount():
                yield from fields_read(root.list_, root.where)
            case RecordValue() | RecordAggregate():
                yield root.list_, root.field_name
                yield from fields_read(root.list_, root.where)
            case _:
                yield from fields_read(list_, *children(root))


def _of_deadline(deadline: Deadline | None) -> tuple[Expr | None, ...]:
    terms = () if deadline is None else deadline.terms
    return tuple(expr for term in terms for expr in (term.anchor, term.amount))


def of_conclusion(conclusion: Conclusion) -> tuple[Expr | None, ...]:
    """The expressions in the tails of a conclusion."""
    match conclusion:
        case Require():
            interval = conclusion.interval
            tail = () if interval is None else (interval.amount, interval.start)
            return (*_of_deadline(conclusion.deadline), *tail, conclusion.frequency_start)
        case DecideWhether():
            return _of_deadline(conclusion.deadline)
        case OnlyWhen():
            return (conclusion.condition,)
        case Forbid() | AdviseAgainst() | Order() | OneFirst() | PointTo() | Competence() | Attend():
            return ()
        case _:
            assert_never(conclusion)


def conditions(rule: Rule) -> tuple[Expr | None, ...]:
    """The expressions that decide whether a rule holds, and what speaks against it."""
    added = tuple(one.unless for one in rule.exceptions)
    return (rule.when, *rule.unless, *added, *rule.against, rule.measured_on)


def of_rule(rule: Rule) -> tuple[Expr | None, ...]:
    """Every expression of a rule."""
    return (*conditions(rule), *(expr for one in rule.conclusions for expr in of_conclusion(one)))


def of_action(action: Action) -> tuple[Expr | None, ...]:
    """The expressions that say when an action was done."""
    return () if action.done is None else (action.done.at, action.done.when)


def subjects(conclusion: Conclusion, rules: Ruleset) -> tuple[str, ...]:
    """The outcomes that a conclusion moves: actions, assessments, levels, measures; attention moves none."""
    match conclusion:
        case Require(action) | AdviseAgainst(action) | OnlyWhen(action):
            return (action,)
        case Forbid():
            return (
                (conclusion.action,)
                if conclusion.instead is None
                else (conclusion.action, conclusion.instead)
            )
        case DecideWhether(subject) | Competence(subject):
            return (subject,)
        case Order() | OneFirst():
            return (*conclusion.names, *held_back(conclusion, rules))
        case PointTo(level):
            return (level,)
        case Attend():
            return ()
        case _:
            assert_never(conclusion)


def held_back(order: Ordering, rules: Ruleset) -> tuple[str, ...]:
    """The actions that an order makes wait."""
    if not order.involving:
        return order.then
    parties = set(order.involving)
    return tuple(
        name for name, one in rules.actions.items() if name not in order.names and parties & set(one.involves)
    )


def resting_last(rules: Ruleset) -> tuple[str, ...]:
    """The inputs and definitions, each after all that its meaning or relevance rests on."""
    below = {name: names_read(one.relevant_when) for name, one in rules.inputs.items()}
    below |= {name: names_read(one.expr) for name, one in rules.definitions.items()}
    order: dict[str, None] = {}
    for start in below:
        path = {start: None}
        while path:
            last = next(reversed(path))
            left = next(
                (name for name in below.get(last, ()) if name not in order and name not in path), None
            )
            if left is None:
                del path[last]
                order[last] = None
            else:
                path[left] = None
    return tuple(order)


def everything(rules: Ruleset) -> Iterator[tuple[str | None, Expr]]:
    """Every expression that a decision turns on, with the list whose record it is read for.

    Preconditions between facts and demands on the rules are not among them: no decision turns on those.
    """
    found: list[tuple[str | None, Iterable[Expr | None]]] = [
        *((rule.per_record, of_rule(rule)) for rule in rules.rules.values()),
        *((None, (one.expr,)) for one in rules.definitions.values()),
        *((None, (one.when,)) for one in rules.indicators.values()),
        *((one.per_record, of_action(one)) for one in rules.actions.values()),
        *((None, (one.target_group,)) for one in rules.measures.values()),
        *((None, (one.relevant_when,)) for one in rules.inputs.values()),
        *((one.name, (each.relevant_when,)) for one in rules.lists.values() for each in one.fields.values()),
    ]
    for list_, roots in found:
        yield from ((list_, root) for root in roots if root is not None)


def assessments_each(rules: Ruleset) -> Iterator[tuple[RecordList, RecordField]]:
    """The professional assessments that are made for each record, with the list; own assessments of levels are none."""
    for list_ in rules.lists.values():
        made = (one for one in list_.fields.values() if one.is_assessment)
        yield from ((list_, one) for one in made if not rules.is_own_level(list_.name, one.name))


def in_demands(rules: Ruleset) -> frozenset[str]:
    """The names that the demands on the rules speak of."""
    named = {name for one in rules.demands for name in (*one.subjects, *one.outcomes)}
    roots = [
        expr
        for one in rules.demands
        for expr in (one.when, *(waiver.when for waiver in one.waivers))
        if expr is not None
    ]
    for one in rules.demands:
        for claim in one.claims:
            if isinstance(claim, Conclusion):
                named |= set(subjects(claim, rules))
            else:
                roots.append(claim)
    return frozenset(named) | names_read(*roots)


def in_use(rules: Ruleset) -> frozenset[str]:
    """The inputs, definitions and indicators that something reads, weighs, demands or waits for."""
    read = names_read(*(expr for _, expr in everything(rules)))
    weighed = {text for one in rules.inputs.values() for text, is_name in one.weighs if is_name}
    weighed |= {text for _, one in assessments_each(rules) for text, is_name in one.weighs if is_name}
    marked: tuple[Step | Action | Measure, ...] = (
        *(one for scale in rules.scales.values() for one in scale.steps),
        *rules.actions.values(),
        *rules.measures.values(),
    )
    awaited = frozenset(name for one in marked for name in one.only_after)
    moved = {
        name
        for rule in rules.rules.values()
        for conclusion in rule.conclusions
        for name in subjects(conclusion, rules)
    }
    return read | frozenset(weighed) | awaited | frozenset(moved) | in_demands(rules)

"""Which open answers an undecided condition or outcome turns on.

Takes a reading that is worked out; gives paths. Only what is itself undecided is followed: the true side of an `og` is left alone.
Afterwards true: were all these answered, everything that turns on them would be decided.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from attrs import field

from bekymring.decision import Certainty
from bekymring.evaluate.bounds import is_open
from bekymring.evaluate.expressions import (
    NOWHERE,
    Reading,
    Scope,
    actions_read,
    field_of,
    input_of,
    level_lacks,
    levels_read,
    rows,
    value,
)
from bekymring.evaluate.facts import LACKING, field_answer, field_path, is_unanswered, lacking_path
from bekymring.evaluate.firing import in_period
from bekymring.evaluate.frequencies import times_so_far
from bekymring.evaluate.obligations import Statement, statements, unseen_duties
from bekymring.evaluate.outcomes import UNASSESSED, ranks
from bekymring.evaluate.plan import Kind, Node, Plan, rule_scope, unseen_waiting
from bekymring.evaluate.walk import children, tails
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    AnsweredAt,
    Conclusion,
    Expr,
    ItemField,
    LevelIs,
    Named,
    OnlyWhen,
    Order,
    PointTo,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Require,
    ThisField,
)
from bekymring.values import Truth

Paths = frozenset[str]
NONE: Paths = frozenset()


@frozen
class Openness:
    """What turns on which open answers: `decides` whether and what, `dates` when and whether it is done."""

    reading: Reading
    plan: Plan
    decides: dict[Node, Paths] = field(factory=dict)
    dates: dict[Node, Paths] = field(factory=dict)


def openness_of(reading: Reading, plan: Plan) -> Openness:
    """The open answers of every node."""
    found = Openness(reading, plan)
    for node in plan.order:
        found.decides[node] = decides_of(found, node)
        if node.kind is Kind.ACTION:
            found.dates[node] = dates_of(found, node)
    return found


def decides_of(known: Openness, node: Node) -> Paths:
    """The open answers that decide a node; those of what it needs are known."""
    return frozenset(_of_node(known, node))


def dates_of(known: Openness, node: Node) -> Paths:
    """The open answers that decide when an action is due or done."""
    return frozenset(_of_dates(known, node))


def _of_node(known: Openness, node: Node) -> Iterator[str]:
    reading, ruleset = known.reading, known.reading.facts.ruleset
    match node.kind:
        case Kind.INPUT:
            yield from _of_input(known, node.name)
        case Kind.NAMED:
            found = reading.named[node.name]
            if found is Truth.UNKNOWN or (not isinstance(found, Truth) and is_open(found)):
                yield from of_expr(known, ruleset.definitions[node.name].expr, NOWHERE)
        case Kind.RULE:
            yield from _of_rule(known, node)
        case Kind.LEVEL:
            yield from _of_level(known, node)
        case Kind.ACTION:
            yield from _of_action(known, node)
        case _:
            assert_never(node.kind)


def _of_input(known: Openness, name: str) -> Iterator[str]:
    if is_open(input_of(known.reading, name)):
        yield name
        relevant = known.reading.facts.ruleset.inputs[name].relevant_when
        if relevant is not None and is_unanswered(known.reading.facts, name):
            yield from of_expr(known, relevant, NOWHERE)


def _of_rule(known: Openness, node: Node) -> Iterator[str]:
    if known.reading.rules[node.name, node.record].certainty in {None, Certainty.HOLDS}:
        return
    rule = known.reading.facts.ruleset.rules[node.name]
    scope = rule_scope(rule, node.record)
    if rule.measured_on is not None and in_period(known.reading, rule, scope) is Truth.UNKNOWN:
        yield from of_expr(known, rule.measured_on, scope)
    for one in (rule.when, *rule.unless, *(added.unless for added in rule.exceptions)):
        if one is not None:
            yield from of_expr(known, one, scope)
    if node.record == LACKING and rule.per_record is not None:
        yield lacking_path(rule.per_record)


def _of_level(known: Openness, node: Node) -> Iterator[str]:
    ruleset = known.reading.facts.ruleset
    scale = ruleset.scales[ruleset.levels[node.name].scale]
    least = min(ranks(known.reading.levels[node.name, node.record], scale.names), default=UNASSESSED)
    for one in statements(known.reading, known.plan.said.get(node, ())):
        if isinstance(one.conclusion, PointTo) and scale.rank(one.conclusion.step) > least:
            yield from _of_statement(known, one)


def _of_statement(known: Openness, one: Statement) -> Paths:
    return known.decides[Node(Kind.RULE, one.said.rule, one.said.record)]


def _of_action(known: Openness, node: Node) -> Iterator[str]:
    for one in statements(known.reading, known.plan.said.get(node, ())):
        yield from _of_statement(known, one)
        if isinstance(one.conclusion, OnlyWhen):
            yield from of_expr(known, one.conclusion.condition, rule_scope(one.rule, one.said.record))
    for waiting in known.plan.needs[node]:
        if waiting.kind is Kind.ACTION:
            yield from known.decides.get(waiting, NONE)
    yield from _of_unseen(known, node)


def _of_unseen(known: Openness, node: Node) -> Iterator[str]:
    """The lists that may lack a record for which something is required that waits for an action."""
    facts = known.reading.facts
    for one in statements(known.reading, known.plan.said.get(node, ())):
        if isinstance(one.conclusion, Order) and one.conclusion.first == node.name:
            order, record = one.conclusion, one.said.record
            for name in unseen_waiting(order, node.record, record=record, rule=one.rule, facts=facts):
                if unseen_duties(known.reading, name):
                    yield lacking_path(facts.subjects[name].per_record or "")


def _of_dates(known: Openness, node: Node) -> Iterator[str]:
    for one in statements(known.reading, known.plan.said.get(node, ())):
        scope = rule_scope(one.rule, one.said.record)
        for expr in tails(one.conclusion):
            yield from of_expr(known, expr, scope)
        yield from _of_times(known, node, one.conclusion, scope)
    yield from _of_unseen(known, node)
    yield from _of_done(known, node.name, node.record)


def _of_times(known: Openness, node: Node, conclusion: Conclusion, scope: Scope) -> Iterator[str]:
    """What is open in how often it was done in the period of the last time."""
    if isinstance(conclusion, Require) and conclusion.frequency is not None:
        counted = times_so_far(known.reading, node.record, conclusion, scope)
        if counted is not None:
            yield from of_expr(known, counted, scope)


def _of_done(known: Openness, action: str, record: int | None) -> Iterator[str]:
    declared = known.reading.facts.ruleset.actions.get(action)
    if declared is None or declared.done is None:
        return
    scope = Scope(this=(declared.per_record, record) if declared.per_record and record is not None else None)
    for expr in (declared.done.at, declared.done.when):
        if expr is not None:
            yield from of_expr(known, expr, scope)


def of_expr(known: Openness, expr: Expr, scope: Scope) -> Iterator[str]:
    """The paths that an expression turns on while it is undecided; none once it is decided."""
    reading = known.reading
    if not is_open(value(reading, expr, scope)):
        return
    match expr:
        case Ref():
            yield from known.decides[Node(Kind.INPUT, expr.name)]
        case Named():
            yield from known.decides[Node(Kind.NAMED, expr.name)]
        case AnsweredAt():
            record = scope.this if expr.list_ is not None else None
            yield expr.assessment if record is None else field_path(*record, expr.assessment)
        case ThisField() | ItemField():
            record = scope.this if isinstance(expr, ThisField) else scope.item
            yield from () if record is None else _of_field(known, record, expr.name)
        case RecordCount() | RecordValue() | RecordAggregate():
            yield from _of_records(known, expr, scope)
        case LevelIs():
            for number in levels_read(reading.facts, expr, scope):
                yield from known.decides.get(Node(Kind.LEVEL, expr.level, number), NONE)
            if level_lacks(reading.facts, expr):
                yield lacking_path(reading.facts.ruleset.levels[expr.level].per_record or "")
        case ActionIs():
            yield from _of_action_is(known, expr, scope)
        case _:
            for one in children(expr):
                yield from of_expr(known, one, scope)


def _of_field(known: Openness, record: tuple[str, int], name: str) -> Iterator[str]:
    if not is_open(field_of(known.reading, record, name)):
        return
    yield field_path(*record, name)
    relevant = known.reading.facts.ruleset.lists[record[0]].fields[name].relevant_when
    if relevant is not None and field_answer(known.reading.facts, *record, name).is_open:
        yield from of_expr(known, relevant, Scope(this=record, item=record))


def _of_records(
    known: Openness, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope
) -> Iterator[str]:
    dated_by = known.reading.facts.ruleset.lists[expr.list_].dated_by
    for row in rows(known.reading, expr, scope):
        if not row.holds.is_possible:
            continue
        record = (expr.list_, row.number)
        if row.number == LACKING:
            yield lacking_path(expr.list_)
        elif expr.where is not None:
            yield from of_expr(known, expr.where, Scope(scope.this, record))
        if not isinstance(expr, RecordCount) and row.number != LACKING:
            yield from _of_field(known, record, expr.field_name)
            if dated_by is not None and isinstance(expr, RecordValue):
                yield from _of_field(known, record, dated_by)


def _of_action_is(known: Openness, expr: ActionIs, scope: Scope) -> Iterator[str]:
    for number in actions_read(known.reading.facts, expr, scope):
        node = Node(Kind.ACTION, expr.action, number)
        if expr.state is ActionState.DONE:
            yield from _of_done(known, expr.action, number)
        else:
            yield from known.decides.get(node, NONE)
            dated = expr.state in {ActionState.OVERDUE, ActionState.DONE_LATE}
            yield from known.dates.get(node, NONE) if dated else NONE

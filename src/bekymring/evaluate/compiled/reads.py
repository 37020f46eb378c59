"""What an expression reads while it is worked out: nodes of the plan, and fields of records by path.

Takes an expression, the record it is read for, and the records that are seen; gives nodes and paths.
Afterwards true: while these stay the same, so does the expression. Definitions, outcomes and inputs are nodes of their own and
are not looked into; what a field's relevance reads belongs to the field.
"""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.evaluate.expressions import RecordOf, Scope, actions_read, levels_read
from bekymring.evaluate.facts import LACKING, Facts, field_path
from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.walk import children
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    ActionIs,
    ActionState,
    Expr,
    ItemField,
    LevelIs,
    Named,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    ThisField,
)


@frozen
class Reads:
    """Nodes and paths, each once."""

    nodes: tuple[Node, ...]
    paths: tuple[str, ...]

    def and_also(self, other: Reads) -> Reads:
        """What either reads."""
        return Reads((*self.nodes, *other.nodes), (*self.paths, *other.paths))


NOTHING = Reads((), ())


def reads_of(exprs: Iterable[tuple[Expr, Scope]], facts: Facts) -> Reads:
    """What some expressions read."""
    nodes: dict[Node, None] = {}
    paths: dict[str, None] = {}
    waiting = list(exprs)
    while waiting:
        expr, scope = waiting.pop()
        match expr:
            case Ref():
                nodes[Node(Kind.INPUT, expr.name)] = None
            case Named():
                nodes[Node(Kind.NAMED, expr.name)] = None
            case ThisField() | ItemField():
                record = scope.this if isinstance(expr, ThisField) else scope.item
                waiting += _field(record, expr.name, paths, facts)
            case RecordCount() | RecordValue() | RecordAggregate():
                waiting += _records(expr, scope, paths, facts)
            case LevelIs():
                numbers = levels_read(facts, expr, scope)
                nodes.update((Node(Kind.LEVEL, expr.level, number), None) for number in numbers)
            case ActionIs(state=ActionState.DONE):
                for number in actions_read(facts, expr, scope):
                    waiting += done_exprs(expr.action, number, facts)
            case ActionIs():
                numbers = actions_read(facts, expr, scope)
                nodes.update((Node(Kind.ACTION, expr.action, number), None) for number in numbers)
            case _:
                waiting += [(one, scope) for one in children(expr)]
    return Reads(tuple(nodes), tuple(paths))


def done_exprs(action: str, number: int | None, facts: Facts) -> list[tuple[Expr, Scope]]:
    """The expressions that say whether an action is done, with the record they are read for."""
    declared = facts.ruleset.actions.get(action)
    if declared is None or declared.done is None:
        return []
    this = (declared.per_record, number) if declared.per_record and number is not None else None
    held = (declared.done.at, declared.done.when)
    return [(one, Scope(this=this)) for one in held if one is not None]


def _field(
    record: RecordOf | None, name: str, paths: dict[str, None], facts: Facts
) -> list[tuple[Expr, Scope]]:
    if record is None:
        return []
    if record[1] != LACKING:
        path = field_path(*record, name)
        if path in paths:
            return []
        paths[path] = None
    relevant = facts.ruleset.lists[record[0]].fields[name].relevant_when
    return [] if relevant is None else [(relevant, Scope(this=record, item=record))]


def _records(
    expr: RecordCount | RecordValue | RecordAggregate, scope: Scope, paths: dict[str, None], facts: Facts
) -> list[tuple[Expr, Scope]]:
    waiting: list[tuple[Expr, Scope]] = []
    dated_by = facts.ruleset.lists[expr.list_].dated_by
    fields = () if isinstance(expr, RecordCount) else (expr.field_name, *((dated_by,) if dated_by else ()))
    for number in (*facts.seen[expr.list_], LACKING):
        record = (expr.list_, number)
        if expr.where is not None:
            waiting.append((expr.where, Scope(scope.this, record)))
        for name in fields:
            waiting += _field(record, name, paths, facts)
    return waiting

"""Which answers an expression reads, through definitions and indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bekymring.model.ruleset import (
    Expr,
    Named,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    Ruleset,
    ThisField,
)
from bekymring.report.paths import place_of


def paths_read(expr: Expr | None, paths: Iterable[str], ruleset: Ruleset) -> tuple[str, ...]:
    """Those of the paths, such as `fravær` or `underretning[2].modtagelse`, that an expression reads."""
    inputs: set[str] = set()
    fields: set[str] = set()
    lists: set[str] = set()
    for node in _nodes(expr, ruleset):
        match node:
            case Ref(name):
                inputs.add(name)
            case ThisField(name):
                fields.add(name)
            case RecordCount(list_=name) | RecordValue(list_=name) | RecordAggregate(list_=name):
                lists.add(name)
            case _:
                pass
    return tuple(one for one in paths if _is_read(one, inputs, fields, lists))


def _is_read(path: str, inputs: set[str], fields: set[str], lists: set[str]) -> bool:
    at = place_of(path)
    return path in inputs if at.number is None else at.name in lists or at.field in fields


def _nodes(expr: Expr | None, ruleset: Ruleset) -> Iterator[object]:
    waiting: list[object] = [expr]
    named: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Named) and node.name not in named and node.name in ruleset.definitions:
            named.add(node.name)
            waiting.append(ruleset.definitions[node.name].expr)
        yield node
        waiting.extend(_inside(node))


def _inside(node: object) -> tuple[object, ...]:
    """The parts of an expression; of anything else none."""
    if isinstance(node, tuple):
        return node
    declared = getattr(type(node), "__attrs_attrs__", ())
    return tuple(getattr(node, one.name) for one in declared if one.name != "span")


def definitions_in_order(ruleset: Ruleset) -> tuple[str, ...]:
    """The names of definitions and derived indicators, every one after those that it reads."""
    placed: dict[str, None] = {}
    waiting = sorted(ruleset.definitions)
    while waiting:
        ready = [name for name in waiting if _named_in(ruleset.definitions[name].expr) <= placed.keys()]
        if not ready:  # a rule set has no circles; one that has any is told what can be told
            break
        placed.update(dict.fromkeys(ready))
        waiting = [name for name in waiting if name not in placed]
    return tuple(placed)


def _named_in(expr: Expr) -> set[str]:
    waiting: list[object] = [expr]
    found: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, Named):
            found.add(node.name)
        waiting.extend(_inside(node))
    return found

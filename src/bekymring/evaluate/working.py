"""Working out the nodes of a plan, in its order.

Takes a reading and nodes; fills the reading.
Afterwards true: each node was worked out after everything it needs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bekymring.evaluate.bounds import Bound
from bekymring.evaluate.expressions import NOWHERE, Reading, input_of, truth, value
from bekymring.evaluate.firing import fire
from bekymring.evaluate.levels import level_outcome
from bekymring.evaluate.obligations import action_outcome
from bekymring.evaluate.plan import Kind, Node, Plan, rule_scope
from bekymring.model.types import YesNo
from bekymring.values import Truth


def work_out(reading: Reading, plan: Plan, nodes: Iterable[Node]) -> Reading:
    """Works out the nodes one after another, anew where they were worked out before."""
    ruleset = reading.facts.ruleset
    for node in nodes:
        match node.kind:
            case Kind.INPUT:
                reading.inputs.pop(node.name, None)
                input_of(reading, node.name)
            case Kind.NAMED:
                reading.named[node.name] = _named(reading, node.name)
            case Kind.RULE:
                rule = ruleset.rules[node.name]
                reading.rules[node.name, node.record] = fire(reading, rule, rule_scope(rule, node.record))
            case Kind.LEVEL:
                reading.levels[node.name, node.record] = level_outcome(reading, node, plan.said.get(node, ()))
            case Kind.ACTION:
                key = node.name, node.record
                reading.actions[key], reading.duties[key] = action_outcome(
                    reading, node, plan.said.get(node, ())
                )
            case _:
                assert_never(node.kind)
    return reading


def _named(reading: Reading, name: str) -> Truth | Bound:
    definition = reading.facts.ruleset.definitions[name]
    if isinstance(definition.type_, YesNo):
        return truth(reading, definition.expr, NOWHERE)
    return value(reading, definition.expr, NOWHERE)

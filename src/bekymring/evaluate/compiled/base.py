"""Working out the nodes of a plan once, before anything is tried.

Takes an empty reading and its shape; fills the reading.
Afterwards true: it holds what the reference evaluator's `work_out` puts there. An action that no rule speaks of, that has no date
on which it was done, and from which nothing departs, is the same for every case, and is worked out once a shape.
"""

from __future__ import annotations

from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.obligations import action_outcome
from bekymring.evaluate.plan import Kind, Said
from bekymring.evaluate.working import work_out


def work_out_base(reading: Reading, shape: Shape) -> Reading:
    """Works out every node in the order of the plan."""
    plan = shape.plan
    can_be_silent = not reading.facts.case.departures
    for node in plan.order:
        if node.kind is Kind.ACTION and can_be_silent and node in shape.undated:
            said = plan.said.get(node, ())
            act = shape.silent.get(node) if _is_silent(reading, said) else None
            if act is None:
                act = action_outcome(reading, node, said)
                if _is_silent(reading, said):
                    shape.silent[node] = act
            reading.actions[node.name, node.record], reading.duties[node.name, node.record] = act
        else:
            work_out(reading, plan, (node,))
    return reading


def _is_silent(reading: Reading, said: tuple[Said, ...]) -> bool:
    return all(reading.rules[one.rule, one.record].certainty is None for one in said)

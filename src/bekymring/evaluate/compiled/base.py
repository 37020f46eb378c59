"""Working out the nodes of a plan once, before anything is tried, and what turns on which open answers.

Takes an empty reading and its shape, and rules of which it is settled what became of them; fills the reading.
Afterwards true: it holds what the reference evaluator's `work_out` puts there, and the openness is that of `openness_of`. An action that no rule speaks of, that has no date
on which it was done, and from which nothing departs, is the same for every case, and is worked out once a shape.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from bekymring.decision import Certainty
from bekymring.evaluate.compiled.kept import Kept
from bekymring.evaluate.compiled.shape import Shape
from bekymring.evaluate.compiled.sweep import Act, ActsOf, heard_in, may_be_kept, nothing_kept
from bekymring.evaluate.expressions import Fired, Reading
from bekymring.evaluate.obligations import action_outcome
from bekymring.evaluate.openness import NONE, Openness, dates_of, decides_of
from bekymring.evaluate.plan import Kind, Node, Said
from bekymring.evaluate.working import work_out

Settled = Mapping[tuple[str, int | None], Fired]
NOTHING_SETTLED: Final[Settled] = MappingProxyType({})


def work_out_base(
    reading: Reading,
    shape: Shape,
    settled: Settled = NOTHING_SETTLED,
    kept: Kept | None = None,
    *,
    acts_of: ActsOf = nothing_kept,
) -> Reading:
    """Works out every node in the order of the plan, but those that are kept; `acts_of` says where an action may be found by what it hears."""
    plan = shape.plan
    can_be_silent = not reading.facts.case.departures
    for node in plan.order:
        if kept is not None and kept.has(node):
            kept.put(reading, node)
        elif node.kind is Kind.RULE and (node.name, node.record) in settled:
            reading.rules[node.name, node.record] = settled[node.name, node.record]
        elif node.kind is Kind.ACTION and can_be_silent and node in shape.undated:
            said = plan.said.get(node, ())
            act = shape.silent.get(node) if _is_silent(reading, said) else None
            if act is None:
                act = action_outcome(reading, node, said)
                if _is_silent(reading, said):
                    shape.silent[node] = act
            reading.actions[node.name, node.record], reading.duties[node.name, node.record] = act
        elif node.kind is Kind.ACTION:
            held = reading.actions, reading.duties
            held[0][node.name, node.record], held[1][node.name, node.record] = _act(
                reading, shape, node, acts_of
            )
        else:
            work_out(reading, plan, (node,))
    return reading


def _act(reading: Reading, shape: Shape, node: Node, acts_of: ActsOf) -> Act:
    """An action worked out, or what it was when it heard the same."""
    said, acts = shape.plan.said.get(node, ()), acts_of(node)
    if acts is None:
        return action_outcome(reading, node, said)
    key = heard_in(reading, shape, node)
    found = acts.get(key)
    if found is None:
        found = action_outcome(reading, node, said)
        if may_be_kept(key):
            acts[key] = found
    return found


def _is_silent(reading: Reading, said: tuple[Said, ...]) -> bool:
    return all(reading.rules[one.rule, one.record].certainty is None for one in said)


def openness_base(reading: Reading, shape: Shape, kept: Kept | None = None) -> Openness:
    """The open answers of every node."""
    plan = shape.plan
    found = Openness(reading, plan)
    before = None if kept is None else kept.blank.openness
    for node in plan.order:
        if before is not None and kept is not None and kept.has(node):
            found.decides[node] = before.decides[node]
            if node.kind is Kind.ACTION:
                found.dates[node] = before.dates[node]
            continue
        match node.kind:
            case Kind.RULE if reading.rules[node.name, node.record].certainty in _CERTAIN:
                found.decides[node] = NONE
            case Kind.ACTION if node in shape.lonely and _is_silent(reading, plan.said.get(node, ())):
                found.decides[node] = found.dates[node] = NONE
            case Kind.ACTION:
                found.decides[node], found.dates[node] = decides_of(found, node), dates_of(found, node)
            case _:
                found.decides[node] = decides_of(found, node)
    return found


_CERTAIN = (None, Certainty.HOLDS)

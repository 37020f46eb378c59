"""What depends on a rule set and on which records are seen, and on nothing else of a case.

Takes a prepared rule set and the facts of one case of the shape; keeps none of the facts.
Afterwards true: a shape serves every case with the same records seen and the same lists that may lack records.
"""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from bekymring.decision import ActionOutcome, Obligation
from bekymring.evaluate.compiled.conditions import Leaf
from bekymring.evaluate.compiled.prepared import Prepared
from bekymring.evaluate.compiled.reads import Reads, done_exprs, reads_of
from bekymring.evaluate.expressions import NOWHERE, Scope
from bekymring.evaluate.facts import LACKING, Facts
from bekymring.evaluate.plan import Kind, Node, Plan, actions_spoken_of, plan_of, rule_scope
from bekymring.evaluate.walk import tails
from bekymring.frozen import define
from bekymring.model.ruleset import ThisField

_MOST_SLICES = 1024


@define(eq=False)
class Shape:
    """The plan, and what is read where."""

    prepared: Prepared
    plan: Plan
    bits: dict[Node, int] = field(repr=False)
    """The place of each node in the order, as a bit."""
    leaves: dict[tuple[int, int | None], Reads] = field(factory=dict, repr=False)
    nodes: dict[tuple[str, Node], Reads] = field(factory=dict, repr=False)
    heard: dict[Node, tuple[tuple[Node, ...], tuple[Node, ...]]] = field(factory=dict, repr=False)
    reads_nothing: dict[Node, bool] = field(factory=dict, repr=False)
    """Of actions met so far, whether they read nothing of a case but what rules say, and what waits for them."""
    slices: dict[Node, int] = field(factory=dict, repr=False)
    undated: frozenset[Node] = field(default=frozenset(), repr=False)
    """The actions of which nothing says when they were done."""
    lonely: frozenset[Node] = field(default=frozenset(), repr=False)
    """Those of them that take over no duties of others."""
    silent: dict[Node, tuple[ActionOutcome, Obligation | None]] = field(factory=dict, repr=False)
    """What those are of which no rule speaks."""
    used: dict[int, tuple[dict[str, dict[int, None]], set[str]]] = field(factory=dict, repr=False)

    def leaf_reads(self, leaf: Leaf, scope: Scope, facts: Facts) -> Reads:
        """What a leaf reads, for the record that its rule is read for."""
        key = leaf.number, None if scope.this is None else scope.this[1]
        found = self.leaves.get(key)
        if found is None:
            found = self.leaves[key] = reads_of([(leaf.expr, scope)], facts)
        return found

    def named_reads(self, name: str, facts: Facts) -> Reads:
        """What a definition reads."""
        key = "named", Node(Kind.NAMED, name)
        if key not in self.nodes:
            self.nodes[key] = reads_of([(facts.ruleset.definitions[name].expr, NOWHERE)], facts)
        return self.nodes[key]

    def period_reads(self, node: Node, facts: Facts) -> Reads:
        """What the day reads that a rule's period is measured on."""
        key = "period", node
        if key not in self.nodes:
            rule = facts.ruleset.rules[node.name]
            held = [] if rule.measured_on is None else [(rule.measured_on, rule_scope(rule, node.record))]
            self.nodes[key] = reads_of(held, facts)
        return self.nodes[key]

    def against_reads(self, node: Node, facts: Facts) -> Reads:
        """What the conditions read that speak against a rule."""
        key = "against", node
        if key not in self.nodes:
            rule = facts.ruleset.rules[node.name]
            scope = rule_scope(rule, node.record)
            self.nodes[key] = reads_of([(one, scope) for one in rule.against], facts)
        return self.nodes[key]

    def action_reads(self, node: Node, facts: Facts) -> Reads:
        """What an action reads beside the rules that speak of it: what counts its deadlines, its doing."""
        key = "action", node
        if key not in self.nodes:
            self.nodes[key] = self._action_reads(node, facts)
        return self.nodes[key]

    def _action_reads(self, node: Node, facts: Facts) -> Reads:
        exprs = done_exprs(node.name, node.record, facts)
        for one in self.plan.said.get(node, ()):
            rule = facts.ruleset.rules[one.rule]
            conclusion, scope = rule.conclusions[one.place], rule_scope(rule, one.record)
            exprs += [(expr, scope) for expr in tails(conclusion)]
            dated_by = facts.ruleset.lists[rule.per_record].dated_by if rule.per_record else None
            if dated_by is not None:
                exprs.append((ThisField(dated_by), scope))
        for unseen in self.unseen(node):
            rule = facts.ruleset.rules[unseen.name]
            for conclusion in rule.conclusions:
                exprs += [(expr, rule_scope(rule, unseen.record)) for expr in tails(conclusion)]
                for name in actions_spoken_of(conclusion, facts.ruleset):
                    exprs += done_exprs(name, LACKING, facts)
        return reads_of(exprs, facts)

    def hears(self, node: Node) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
        """The rules that an action hears (of a step that comes first, those too that ask for what waits where the case lacks its record), and the actions that wait for it."""
        if node not in self.heard:
            needs = self.plan.needs[node]
            said = (Node(Kind.RULE, one.rule, one.record) for one in self.plan.said.get(node, ()))
            rules = dict.fromkeys((*said, *(one for one in needs if one.kind is Kind.RULE)))
            self.heard[node] = tuple(rules), tuple(one for one in needs if one.kind is Kind.ACTION)
        return self.heard[node]

    def unseen(self, node: Node) -> tuple[Node, ...]:
        """Of the rules that an action hears, those that speak of what waits only."""
        said = {(one.rule, one.record) for one in self.plan.said.get(node, ())}
        return tuple(one for one in self.hears(node)[0] if (one.name, one.record) not in said)

    def slice_of(self, outcomes: Iterable[Node]) -> int:
        """Some outcomes and everything they depend on, as bits."""
        found = 0
        for node in outcomes:
            if node not in self.slices:
                self.slices[node] = self._slice_of(node)
            found |= self.slices[node]
        return found

    def _slice_of(self, outcome: Node) -> int:
        found, left = 0, [outcome]
        while left:
            node = left.pop()
            bit = self.bits.get(node, 0)
            if bit and not found & bit:
                found |= bit
                left.extend(self.plan.needs[node])
        return found

    def nodes_in(self, slice_: int) -> tuple[Node, ...]:
        """The nodes of a slice, in the order of the plan."""
        return tuple(node for node, bit in self.bits.items() if slice_ & bit)

    def uses(self, slice_: int) -> tuple[dict[str, dict[int, None]], set[str]]:
        """How the conditions of a slice use inputs and fields."""
        found = self.used.get(slice_)
        if found is None:
            kinds = {(node.kind, node.name) for node in self.nodes_in(slice_)}
            found = self.prepared.usages.together(kinds)
            if len(self.used) < _MOST_SLICES:
                self.used[slice_] = found
        return found


def shape_of(prepared: Prepared, facts: Facts) -> Shape:
    """The shape of a case."""
    plan = plan_of(facts)
    actions = facts.ruleset.actions
    undated = [
        node
        for node in plan.order
        if node.kind is Kind.ACTION and (node.name not in actions or actions[node.name].done is None)
    ]
    return Shape(
        prepared,
        plan,
        {node: 1 << place for place, node in enumerate(plan.order)},
        undated=frozenset(undated),
        lonely=frozenset(
            node for node in undated if not any(one.kind is Kind.ACTION for one in plan.needs[node])
        ),
    )

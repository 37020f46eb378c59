"""What strong Kleene truth says of a case by itself, before any way is tried in which its open answers can turn out.

Takes a rule set, a case and a moment; gives an outline. Afterwards true: it is never narrower than the decision, and the same where nothing
is open: what surely fires here fires in the decision, and what is impossible here is impossible there. Docs: language reference, *Truth*.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from bekymring.case import Case
from bekymring.decision import Certainty
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import LACKING, facts_of
from bekymring.evaluate.obligations import Key
from bekymring.evaluate.openness import Openness, openness_of
from bekymring.evaluate.plan import Kind, Node, plan_of
from bekymring.evaluate.working import work_out
from bekymring.model.ruleset import Ruleset

Ends = tuple[str, str]
"""The best and the worst step still possible; `NOT_ASSESSED` lies below every step."""


class Outline(NamedTuple):
    """What is sure and what is possible, in few words."""

    levels: Mapping[str, Ends]
    levels_each: Mapping[str, tuple[Ends, ...]]
    """Of levels kept per record, the ends for each record."""
    fires: tuple[Key, ...]
    """Rules (with record) that fire, whatever the open answers turn out to be."""
    possible: tuple[Key, ...]
    """Rules that fire in some way in which they can turn out."""
    missing: tuple[str, ...]
    """The paths of the open answers that these turn on, sorted."""


def outline_of(ruleset: Ruleset, case: Case, moment: datetime) -> Outline:
    """The outline of a case at a moment."""
    facts = facts_of(ruleset, case, moment)
    plan = plan_of(facts)
    return outline_in(openness_of(work_out(Reading(facts), plan, plan.order), plan))


def outline_in(openness: Openness) -> Outline:
    """The outline of a case that is worked out."""
    reading, plan = openness.reading, openness.plan
    ruleset = reading.facts.ruleset
    nodes = sorted((node for node in plan.order if node.kind is Kind.RULE), key=_lacking_last)
    certainties = {node: reading.rules[node.name, node.record].certainty for node in nodes}
    possible = [node for node in nodes if certainties[node] in {Certainty.HOLDS_UNLESS, Certainty.DEPENDS}]
    each: dict[str, list[Ends]] = {
        name: [] for name, level in sorted(ruleset.levels.items()) if level.per_record is not None
    }
    levels: dict[str, Ends] = {}
    for node in sorted(node for node in plan.order if node.kind is Kind.LEVEL):
        outcome = reading.levels[node.name, node.record]
        ends = outcome.least, outcome.worst
        if node.record is None:
            levels[node.name] = ends
        else:
            each[node.name].append(ends)
    return Outline(
        levels,
        {name: tuple(ends) for name, ends in each.items()},
        tuple(_key(node) for node in nodes if certainties[node] is Certainty.HOLDS),
        tuple(_key(node) for node in possible),
        tuple(sorted({path for node in possible for path in openness.decides[node]})),
    )


def _lacking_last(node: Node) -> tuple[str, bool, int]:
    return node.name, node.record == LACKING, node.record or 0


def _key(node: Node) -> Key:
    return node.name, None if node.record == LACKING else node.record

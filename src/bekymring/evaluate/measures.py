"""Measures on the steps still possible of a ladder, points of attention, and what must hold between facts.

Takes a reading and refined outcomes; gives the parts of a decision that nothing reads.
Afterwards true: lower steps stand as supplements, never as something to be tried first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.decision import NOT_ASSESSED, AttentionOutcome, LevelOutcome, MeasureOutcome
from bekymring.evaluate.expressions import NOWHERE, Fired, Reading, truth
from bekymring.evaluate.facts import LACKING
from bekymring.evaluate.obligations import CERTAINTIES, Key, Statement, highest_role
from bekymring.evaluate.plan import Kind, Node, Said, rule_records
from bekymring.model.ruleset import Attend, Competence, Conclusion, Measure, Ruleset
from bekymring.values import Truth

Rules = Mapping[Node, Fired]


def said_of(reading: Reading, rules: Rules, kind: type[Conclusion]) -> Iterator[Statement]:
    """Every conclusion of a kind that is drawn, or may be."""
    for key, rule in reading.facts.ruleset.rules.items():
        for place, conclusion in enumerate(rule.conclusions):
            if isinstance(conclusion, kind):
                for record in rule_records(rule, reading.facts):
                    certainty = rules[Node(Kind.RULE, key, record)].certainty
                    if certainty is not None:
                        yield Statement(Said(key, record, place), rule, conclusion, certainty)


def attention(reading: Reading, rules: Rules) -> tuple[AttentionOutcome, ...]:
    """The points of attention, each once."""
    found: dict[str, list[Statement]] = {}
    for one in said_of(reading, rules, Attend):
        if isinstance(one.conclusion, Attend):
            found.setdefault(one.conclusion.point, []).append(one)
    return tuple(_attention(point, held) for point, held in sorted(found.items()))


def _attention(point: str, held: list[Statement]) -> AttentionOutcome:
    held.sort(key=lambda one: (CERTAINTIES.index(one.certainty), one.key[0], one.key[1] or LACKING))
    keys: dict[Key, None] = {one.key: None for one in held}
    return AttentionOutcome(point, held[0].certainty, tuple(keys))


def broken_integrity(reading: Reading) -> tuple[tuple[int, Truth], ...]:
    """What must hold between facts and does not, or may not."""
    claims = enumerate(reading.facts.ruleset.integrity)
    judged = ((place, truth(reading, one.claim, NOWHERE)) for place, one in claims)
    return tuple((place, holds) for place, holds in judged if holds is not Truth.TRUE)


def measures(
    reading: Reading, rules: Rules, levels: Mapping[Node, LevelOutcome]
) -> tuple[MeasureOutcome, ...]:
    """The measures on a possible step or below them all, by ladder, rank and name."""
    ruleset = reading.facts.ruleset
    roles = list(said_of(reading, rules, Competence))
    found = []
    for measure in ruleset.measures.values():
        supplement = _supplement(measure, ruleset, levels)
        if supplement is not None:
            own = [
                one
                for one in roles
                if isinstance(one.conclusion, Competence) and one.conclusion.subject == measure.name
            ]
            role, perhaps = highest_role(reading, measure.decided_by, own)
            group = measure.target_group
            fits = Truth.TRUE if group is None else truth(reading, group, NOWHERE)
            found.append(
                MeasureOutcome(measure.name, measure.scale, measure.step, fits, supplement, role, perhaps)
            )
    return tuple(
        sorted(found, key=lambda one: (one.scale, ruleset.scales[one.scale].rank(one.step), one.measure))
    )


def _supplement(measure: Measure, ruleset: Ruleset, levels: Mapping[Node, LevelOutcome]) -> bool | None:
    """Whether a measure stands below every possible step; None where it stands on none and below none."""
    judged = (
        _on_common_ladder(measure, ruleset.levels[node.name].scale, outcome, ruleset)
        for node, outcome in levels.items()
    )
    # INVARIANT: ranks are compared on one ladder at a time; a step of one says nothing of a step of another.
    placed = [one for one in judged if one is not None]
    if not placed or any(rank in possible for rank, possible in placed):
        return False
    stood = [(rank, possible) for rank, possible in placed if possible]
    return True if stood and all(rank < min(possible) for rank, possible in stood) else None


def _on_common_ladder(
    measure: Measure, scale: str, outcome: LevelOutcome, ruleset: Ruleset
) -> tuple[int, set[int]] | None:
    """The rank of a measure and of the possible steps on the ladder that both stand on or are tied to."""
    steps = [step for step in outcome.possible if step != NOT_ASSESSED]
    own, other = ruleset.scales[measure.scale], ruleset.scales[scale]
    if own.name == other.name:
        return own.rank(measure.step), {own.rank(step) for step in steps}
    if other.tied_to == own.name:
        tied = {one.name: one.corresponds_to for one in other.steps}
        return own.rank(measure.step), {own.rank(at) for step in steps if (at := tied[step]) is not None}
    if own.tied_to == other.name:
        at = own.steps[own.rank(measure.step)].corresponds_to
        return None if at is None else (other.rank(at), {other.rank(step) for step in steps})
    return None

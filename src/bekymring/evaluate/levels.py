"""What the rules point to on a level, and the professional's own assessment beside it.

Takes a reading whose rules have been read; gives the steps still possible.
Afterwards true: the level only rises with what is certain, and can rise with what is possible; silence is *not assessed*.
"""

from __future__ import annotations

from bekymring.case import NOT_ASKED, Answer, FactState
from bekymring.decision import NOT_ASSESSED, Certainty, LevelOutcome, OwnAssessment
from bekymring.evaluate.expressions import Reading, truth
from bekymring.evaluate.facts import LACKING, field_answer
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.evaluate.plan import Node, Said, rule_scope
from bekymring.frozen import frozen
from bekymring.model.ruleset import Level, PointTo, Scale


@frozen
class _Pointing:
    said: Said
    rank: int
    holds: bool

    @property
    def key(self) -> tuple[str, int | None]:
        return self.said.rule, shown(self.said.record)


def shown(record: int | None) -> int | None:
    """The number of a record as a decision shows it; a record that may be lacking has none."""
    return None if record == LACKING else record


def level_outcome(reading: Reading, node: Node, said: tuple[Said, ...]) -> LevelOutcome:
    """The level as the rules, its `ellers` and the professional's own assessment leave it."""
    level = reading.facts.ruleset.levels[node.name]
    scale = reading.facts.ruleset.scales[level.scale]
    pointing = _pointing(reading, scale, said)
    otherwise = UNASSESSED if level.otherwise is None else scale.rank(level.otherwise)
    answer = _own_answer(reading, level, node.record)
    step, doubted = _own_step(answer)
    own = UNASSESSED if step is None else scale.rank(step)
    certain = max(
        [one.rank for one in pointing if one.holds] + ([] if doubted else [own]), default=UNASSESSED
    )
    base = max(certain, otherwise)
    risen = {one.rank for one in pointing} | {own}
    possible = sorted({base} | {rank for rank in risen if rank > base})
    return LevelOutcome(
        level=level.name,
        record=node.record,
        possible=tuple(NOT_ASSESSED if rank == UNASSESSED else scale.steps[rank].name for rank in possible),
        exact=True,
        own_assessment=_own(answer, better=UNASSESSED < own < certain),
        for_=tuple(dict.fromkeys(one.key for one in pointing)),
        against=_against(reading, pointing),
        by_otherwise=otherwise > certain,
    )


def _pointing(reading: Reading, scale: Scale, said: tuple[Said, ...]) -> tuple[_Pointing, ...]:
    found = []
    for one in said:
        certainty = reading.rules[one.rule, one.record].certainty
        conclusion = reading.facts.ruleset.rules[one.rule].conclusions[one.place]
        if certainty is not None and isinstance(conclusion, PointTo):
            found.append(_Pointing(one, scale.rank(conclusion.step), certainty is Certainty.HOLDS))
    return tuple(
        sorted(found, key=lambda one: (-one.rank, not one.holds, one.said.rule, one.said.record or 0))
    )


def _against(reading: Reading, pointing: tuple[_Pointing, ...]) -> tuple[tuple[str, int | None, int], ...]:
    found: dict[tuple[str, int | None, int], None] = {}
    for one in pointing:
        rule = reading.facts.ruleset.rules[one.said.rule]
        for place, expr in enumerate(rule.against):
            if truth(reading, expr, rule_scope(rule, one.said.record)).is_possible:
                found[(*one.key, place)] = None
    return tuple(found)


def _own_answer(reading: Reading, level: Level, record: int | None) -> Answer:
    """The own assessment of a level; of one record, what stands in that record under the name of the level."""
    if record is None:
        return reading.facts.case.answer(level.name)
    if level.own_in is None:
        return NOT_ASKED
    return field_answer(reading.facts, level.own_in, record, level.name)


def _own_step(answer: Answer) -> tuple[str | None, bool]:
    if answer.state not in {FactState.KNOWN, FactState.DOUBTED} or not isinstance(answer.value, str):
        return None, False
    return answer.value, answer.state is FactState.DOUBTED


def _own(answer: Answer, *, better: bool) -> OwnAssessment | None:
    step, doubted = _own_step(answer)
    return None if step is None else OwnAssessment(step, answer.by, doubted, better)

"""Decisions of which every part but the case is told by the rules that fire.

Takes a rule set at a moment, and a first decision of a complete case; gives the parts of further ones from the rules that fire.
Afterwards true: every part is what the reference evaluator gives. It is so only where nothing but conditions reads a case: no exception, no
order, nothing that was done, no deadline counted from an answer, nothing to be assessed. What is said of an action is worked out by the
reference evaluator's own function, once for each set of rules that speak of it; nothing of a case is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from attrs import evolve, field

from bekymring.case import Case
from bekymring.decision import (
    ActionGroup,
    ActionOutcome,
    AttentionOutcome,
    Certainty,
    CitationOutcome,
    Decision,
    Firing,
    RuleOutcome,
)
from bekymring.evaluate.compiled.found import FIRED, NOT_MET, Quick
from bekymring.evaluate.expressions import Reading
from bekymring.evaluate.facts import Facts, facts_of
from bekymring.evaluate.obligations import Key, action_outcome
from bekymring.evaluate.plan import Kind, Node, Said, actions_spoken_of
from bekymring.evaluate.reference import cited, conflicts_of, groups_of, statutes_first
from bekymring.evaluate.walk import parts, tails
from bekymring.frozen import frozen
from bekymring.model.ruleset import Attend, Const, DecideWhether, Moment, Ordering, Rule, Ruleset
from bekymring.values import Truth

_MOST_KEPT: Final = 512
"""So many sets of rules are kept for one action at the most."""
_SAME: Final = (
    "ruleset", "moment", "whole_day", "levels_each", "orders", "assessments", "missing", "measures",
    "broken_integrity", "fingerprint", "refinement_cap",
)  # fmt: skip
_STEADY: Final = (Const, Moment)


@frozen(eq=False)
class _Act:
    """An action, and what it was for the sets of rules met so far."""

    node: Node
    rules: int
    said: tuple[tuple[int, Said], ...]
    """Each statement about it, with the bit of its rule."""
    kept: dict[int, tuple[ActionGroup | None, tuple[ActionOutcome, ...]]] = field(factory=dict)


@frozen(eq=False)
class Steady:
    """The parts of a decision by the rules that fire."""

    quick: Quick
    facts: Facts = field(repr=False)
    """Of no case."""
    same: Mapping[str, object] = field(repr=False)
    """The parts that are the same in every one."""
    rules: tuple[tuple[int, RuleOutcome, RuleOutcome], ...] = field(repr=False)
    """The bit of each rule, and what it is where it fires and where it does not."""
    acts: tuple[_Act, ...] = field(repr=False)
    attention: tuple[tuple[str, int, tuple[tuple[int, Key], ...]], ...] = field(repr=False)
    citations: tuple[tuple[int, CitationOutcome], ...] = field(repr=False)

    def parts(self, fired: int) -> dict[str, object]:
        """The parts where these rules fire; the case is none of them."""
        acts = [(act.node.name, *self._act(act, fired & act.rules)) for act in self.acts]
        return {
            **self.same,
            "conflicts": conflicts_of(one for _, _, each in acts for one in each),
            "actions": {name: group for name, group, _ in acts if group is not None},
            "levels": {one.level: one.outcome(fired, fired) for one in self.quick.ladders},
            "attention": tuple(self._attended(fired)),
            "rules": tuple([fires if fired & bit else rests for bit, fires, rests in self.rules]),
            "citations": tuple([one for bits, one in self.citations if fired & bits]),
        }

    def _act(self, act: _Act, fired: int) -> tuple[ActionGroup | None, tuple[ActionOutcome, ...]]:
        found = act.kept.get(fired)
        if found is None:
            reading = Reading(self.facts)
            for bit, one in act.said:
                reading.rules[one.rule, None] = FIRED if fired & bit else NOT_MET
            outcome, _ = action_outcome(reading, act.node, tuple(one for _, one in act.said))
            group = groups_of(self.facts.subjects, {act.node: outcome}).get(act.node.name)
            found = group, (outcome,) if outcome.conflict is not None else ()
            if len(act.kept) < _MOST_KEPT:
                act.kept[fired] = found
        return found

    def _attended(self, fired: int) -> Iterator[AttentionOutcome]:
        for point, bits, keys in self.attention:
            if fired & bits:
                yield AttentionOutcome(point, Certainty.HOLDS, tuple(key for bit, key in keys if fired & bit))


def _is_steady(quick: Quick) -> bool:
    """Whether nothing but conditions reads a case."""
    ruleset = quick.ruleset
    if ruleset.integrity or ruleset.measures or len(quick.plain) < len(ruleset.rules):
        return False
    return all(one.done is None for one in ruleset.actions.values()) and all(
        _says_steadily(rule) for rule in ruleset.rules.values()
    )


def _says_steadily(rule: Rule) -> bool:
    counted = (part for one in rule.conclusions for expr in tails(one) for part in parts(expr))
    assessed = (isinstance(one, DecideWhether) and one.is_assessment for one in rule.conclusions)
    return (
        not rule.against
        and not any(isinstance(one, Ordering) for one in rule.conclusions)
        and not any(assessed)
        and all(isinstance(part, _STEADY) for part in counted)
    )


def steady_of(quick: Quick, first: Decision, moment: datetime) -> Steady | None:
    """The parts of every further decision at the moment of the first one, which is of a complete case; None where more reads a case."""
    if not _is_steady(quick):
        return None
    ruleset, bits = quick.ruleset, dict(quick.plain)
    facts = facts_of(ruleset, Case({}, {}), moment)
    return Steady(
        quick,
        facts,
        {name: getattr(first, name) for name in _SAME},
        tuple((bits[one.rule], *_either(one)) for one in first.rules),
        tuple(_acts(facts, bits)),
        tuple(_attention(ruleset, bits)),
        tuple(_citations(ruleset, bits)),
    )


def _either(one: RuleOutcome) -> tuple[RuleOutcome, RuleOutcome]:
    return evolve(one, firing=Firing.FIRED, when=Truth.TRUE), evolve(
        one, firing=Firing.NOT_MET, when=Truth.FALSE
    )


def _acts(facts: Facts, bits: Mapping[str, int]) -> Iterator[_Act]:
    said: dict[str, list[tuple[int, Said]]] = {name: [] for name in sorted(facts.subjects)}
    for key, rule in sorted(facts.ruleset.rules.items()):
        for place, conclusion in enumerate(rule.conclusions):
            for name in actions_spoken_of(conclusion, facts.ruleset):
                said[name].append((bits[key], Said(key, None, place)))
    for name, held in said.items():
        rules = 0
        for bit, _ in held:
            rules |= bit
        yield _Act(Node(Kind.ACTION, name), rules, tuple(held))


def _attention(
    ruleset: Ruleset, bits: Mapping[str, int]
) -> Iterator[tuple[str, int, tuple[tuple[int, Key], ...]]]:
    found: dict[str, dict[str, int]] = {}
    for key, rule in sorted(ruleset.rules.items()):
        for one in rule.conclusions:
            if isinstance(one, Attend):
                found.setdefault(one.point, {})[key] = bits[key]
    for point, held in sorted(found.items()):
        yield point, sum(held.values()), tuple((bit, (key, None)) for key, bit in held.items())


def _citations(ruleset: Ruleset, bits: Mapping[str, int]) -> Sequence[tuple[int, CitationOutcome]]:
    found: dict[CitationOutcome, int] = {}
    for key, rule in ruleset.rules.items():
        for one in cited(rule.citations, rule.origin):
            found[one] = found.get(one, 0) | bits[key]
    return [(held, one) for one, held in sorted(found.items(), key=lambda item: statutes_first(item[0]))]

"""READ THIS FIRST: the definition of what a rule set means for a case at a moment.

Takes a rule set, a case and a moment; gives a decision. No clock, no files, no state: the same three give the same decision.
Afterwards true: there is a decision for every valid case, and it lists everything by name, then record.

The way: read the facts; plan what needs what; work everything out once under strong Kleene truth; work out what is still undecided for
every way in which its open answers can turn out; put together orders, missing answers, reasons. Docs: language reference, *Meaning*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime

from attrs import evolve

from bekymring.case import Case
from bekymring.decision import (
    ActionGroup,
    ActionOutcome,
    Certainty,
    CitationOutcome,
    Decision,
    Fingerprint,
    Firing,
    LevelOutcome,
    Obligation,
    OrderOutcome,
    RuleOutcome,
)
from bekymring.evaluate.expressions import Fired, Reading, truth
from bekymring.evaluate.facts import LACKING, assessment_path, facts_of, is_answered
from bekymring.evaluate.measures import attention, broken_integrity, measures, said_of
from bekymring.evaluate.missing import Matter, assessments, matters, missing_facts
from bekymring.evaluate.obligations import CERTAINTIES, because_of_order, decide_claims, obligation_of
from bekymring.evaluate.openness import Openness, openness_of
from bekymring.evaluate.orders import (
    answered_at,
    assessment_made,
    blocked_by,
    order_outcomes,
    standing_orders,
)
from bekymring.evaluate.plan import Node, first_records, plan_of, rule_scope
from bekymring.evaluate.refine import Refined, refine
from bekymring.evaluate.states import Claim, Progress
from bekymring.evaluate.working import work_out
from bekymring.model.ruleset import Action, Citation, DecideWhether, Order, Origin, Ruleset

DEFAULT_CAP = 1024
"""So many completions of an undecided outcome are tried at the most, if the caller does not say."""


def decide(  # noqa: PLR0913 - two names for the fingerprint beside the four that mean something
    ruleset: Ruleset,
    case: Case,
    moment: datetime,
    *,
    whole_day: bool,
    cap: int = DEFAULT_CAP,
    meaning_hash: str = "",
    program: str = "",
) -> Decision:
    """What a rule set says about a case at a moment, an aware instant in UTC (of a whole day, its end)."""
    facts = facts_of(ruleset, case, moment)
    plan = plan_of(facts)
    reading = work_out(Reading(facts), plan, plan.order)
    openness = openness_of(reading, plan)
    refined = refine(openness, cap=cap)
    head = ruleset.head
    return conclude(
        openness,
        refined,
        lambda orders: matters(openness, refined, orders),
        whole_day=whole_day,
        cap=cap,
        fingerprint=Fingerprint(ruleset.name, head.version, head.text_hash, meaning_hash, program),
    )


def conclude(
    openness: Openness,
    refined: Refined,
    weigh: Callable[[tuple[OrderOutcome, ...]], Mapping[str, Matter]],
    *,
    whole_day: bool,
    cap: int,
    fingerprint: Fingerprint,
) -> Decision:
    """Puts a decision together from refined outcomes; `weigh` says which answers still matter."""
    reading, facts = openness.reading, openness.reading.facts
    standing = standing_orders(reading, refined.rules)
    orders = order_outcomes(reading, refined.actions, standing)
    blocked = blocked_by(reading, refined.actions, standing)
    actions = {
        node: evolve(one, blocked_by=blocked[node]) if node in blocked else one
        for node, one in refined.actions.items()
    }
    found = weigh(orders)
    return Decision(
        ruleset=facts.ruleset,
        case=facts.case,
        moment=facts.moment,
        whole_day=whole_day,
        conflicts=conflicts_of(actions.values()),
        actions=groups_of(facts.subjects, actions),
        levels={node.name: one for node, one in sorted(refined.levels.items()) if node.record is None},
        levels_each=_each(facts.ruleset, refined.levels),
        orders=orders,
        assessments=assessments(reading, found, _required(reading, refined), refined.levels),
        missing=missing_facts(reading, found, orders),
        attention=attention(reading, refined.rules),
        measures=measures(reading, refined.rules, refined.levels),
        broken_integrity=broken_integrity(reading),
        rules=tuple(_rule_outcomes(openness, refined.rules)),
        citations=_citations(facts.ruleset, refined.rules),
        fingerprint=fingerprint,
        refinement_cap=cap,
    )


def conflicts_of(actions: Iterable[ActionOutcome]) -> tuple[tuple[str, int | None], ...]:
    """The actions that must and must not happen, certain ones first."""
    found = [one for one in actions if one.conflict is not None]
    found.sort(key=lambda one: (one.conflict is not Certainty.HOLDS, one.action, one.record or 0))
    return tuple((one.action, one.record) for one in found)


def groups_of(
    subjects: Mapping[str, Action], actions: Mapping[Node, ActionOutcome]
) -> dict[str, ActionGroup]:
    """By name, the actions of which something is said."""
    found: dict[str, list[ActionOutcome]] = {}
    for node, one in sorted(actions.items()):
        said = (one.obligations, one.ban, one.advised_against, one.decide_whether, one.perhaps_decided_by)
        if any(said) or one.decided_by != subjects[node.name].decided_by:
            found.setdefault(node.name, []).append(one)
    return {name: ActionGroup(tuple(each)) for name, each in found.items()}


def _each(ruleset: Ruleset, levels: Mapping[Node, LevelOutcome]) -> dict[str, tuple[LevelOutcome, ...]]:
    """The levels that are kept per record."""
    kept = sorted(name for name, level in ruleset.levels.items() if level.per_record is not None)
    return {name: tuple(one for node, one in sorted(levels.items()) if node.name == name) for name in kept}


def _required(reading: Reading, refined: Refined) -> dict[str, Obligation]:
    """By path, the duties to make an assessment: a rule says so, or something required must wait for it."""
    facts = reading.facts
    claims: dict[tuple[str, int | None], list[Claim]] = {}
    for one in said_of(reading, refined.rules, DecideWhether):
        if isinstance(one.conclusion, DecideWhether) and one.conclusion.is_assessment:
            name = one.conclusion.subject
            number = one.said.record if facts.ruleset.assessed_each(name) is not None else None
            if number != LACKING:
                claims.setdefault((name, number), []).extend(decide_claims(reading, [one]))
    for one in said_of(reading, refined.rules, Order):
        if isinstance(one.conclusion, Order) and one.conclusion.is_assessment:
            for first in first_records(one.conclusion, one.said.record, one.rule, facts):
                because = because_of_order(reading, one, one.conclusion, first=first)
                claims.setdefault((one.conclusion.first, first), []).extend(because)
    return {
        assessment_path(facts.ruleset, *about): _duty(reading, *about, claims=held)
        for about, held in claims.items()
        if held
    }


def _duty(reading: Reading, assessment: str, number: int | None, *, claims: list[Claim]) -> Obligation:
    made = Progress(assessment_made(reading, assessment, number), answered_at(reading, assessment, number))
    claims.sort(
        key=lambda one: (CERTAINTIES.index(one.certainty), -one.modality.rank, one.key[0], one.key[1] or 0)
    )
    strongest = claims[0].modality
    joined = [one for one in claims if one.modality.rank >= strongest.rank]
    return obligation_of(strongest, joined, made, (None, None, reading))


# --- Reasons ----------------------------------------------------------------------------------------------


def _rule_outcomes(openness: Openness, rules: Mapping[Node, Fired]) -> Iterator[RuleOutcome]:
    for node, fired in sorted(rules.items(), key=_lacking_last):
        if node.record != LACKING or fired.certainty is not None:
            yield _rule_outcome(openness, node, fired)


def _lacking_last(item: tuple[Node, Fired]) -> tuple[str, bool, int]:
    node = item[0]
    return node.name, node.record == LACKING, node.record or 0


def _rule_outcome(openness: Openness, node: Node, fired: Fired) -> RuleOutcome:
    reading = openness.reading
    rule = reading.facts.ruleset.rules[node.name]
    decided = fired.certainty in {None, Certainty.HOLDS}
    return RuleOutcome(
        rule=node.name,
        record=None if node.record == LACKING else node.record,
        firing=fired.firing,
        when=fired.when,
        unless=fired.unless,
        against=tuple(truth(reading, one, rule_scope(rule, node.record)) for one in rule.against),
        facts=tuple(sorted(path for path in openness.plan.paths[node] if is_answered(reading.facts, path))),
        open_facts=() if decided else tuple(sorted(openness.decides[node])),
    )


def _citations(ruleset: Ruleset, rules: Mapping[Node, Fired]) -> tuple[CitationOutcome, ...]:
    """The citations of rules that fire or may fire, and of exceptions that may be established, each once."""
    found: set[CitationOutcome] = set()
    for node, fired in rules.items():
        rule = ruleset.rules[node.name]
        if fired.certainty is not None:
            found.update(cited(rule.citations, rule.origin))
        if fired.firing in {Firing.FIRED_UNLESS, Firing.POSSIBLE, Firing.EXCEPTED}:
            found.update(one for added in rule.exceptions for one in cited(added.citations, added.origin))
    return tuple(sorted(found, key=statutes_first))


def cited(citations: Iterable[Citation], origin: Origin) -> Iterator[CitationOutcome]:
    """Citations as a decision shows them."""
    for one in citations:
        yield CitationOutcome(one.statute, one.source, one.paragraph, one.read, origin.layer)


def statutes_first(one: CitationOutcome) -> tuple[bool, str, str, str, str]:
    """Order by statutes, source, paragraph, day and layer."""
    return not one.statute, one.source, one.paragraph or "", str(one.read or ""), one.layer

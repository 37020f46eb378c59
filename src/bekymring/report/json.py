"""A decision becomes its record: JSON-ready data that holds all that is needed to evaluate again.

Takes a decision; gives a mapping of names, texts, whole numbers, yes/no and lists, and its one canonical form.
Afterwards true: no binary number, no hypothetical completion, no place in memory; the same decision is the same bytes.
With the facts left out, the case stands as a keyed hash whose key the caller holds.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeVar

from bekymring.calendar_dk import danish_date
from bekymring.case import case_to_dict
from bekymring.case.write import Json, value_to_json
from bekymring.report.clean import escaped

if TYPE_CHECKING:
    from bekymring.case import Case
    from bekymring.decision import (
        ActionOutcome,
        AssessmentOutcome,
        Ban,
        Blocked,
        CitationOutcome,
        DeadlineOutcome,
        Decision,
        LevelOutcome,
        MeasureOutcome,
        MissingFact,
        Obligation,
        OrderOutcome,
        RuleOutcome,
    )
    from bekymring.model.ruleset import Citation, Frequency, Layer, Rule, Ruleset

__all__ = [
    "FORMAT",
    "SHORTEST_KEY",
    "Json",
    "canonical",
    "case_hash",
    "decision_to_dict",
    "made_from",
    "outcomes_to_dict",
    "rule_texts",
]

FORMAT: Final = 1
"""The shape of a record; it rises when a reader of the older shape would misread a newer one."""
SHORTEST_KEY: Final = 16
"""Bytes: a key that can be guessed makes the hash of a few yes/no facts worth no more than a plain one."""

Part = TypeVar("Part")
Object = dict[str, Json]
RuleRefs = Iterable[tuple[str, int | None]]


def decision_to_dict(decision: Decision, *, include_case: bool = True, key: bytes | None = None) -> Object:
    """The record of a decision; without the case it holds a hash of it if there is a `key` of at least 16 bytes."""
    rules = decision.ruleset.rules
    return {
        **made_from(decision),
        **_case(decision.case, include_case=include_case, key=key),
        **outcomes_to_dict(decision),
        "rules": [{**_rule(one), **_says_who(rules[one.rule])} for one in decision.rules],
    }


def made_from(decision: Decision) -> Object:
    """The part of a record that is the same for every case that a rule set is put to at a moment."""
    return {
        "format": FORMAT,
        "program": decision.fingerprint.program,
        "ruleset": _ruleset(decision),
        "moment": value_to_json(decision.moment.replace(microsecond=0)),
        "whole_day": decision.whole_day,
        "refinement_cap": decision.refinement_cap,
    }


def rule_texts(ruleset: Ruleset) -> dict[str, Object]:
    """What a record says of every rule, whatever became of it: its reason, its layer, its place and its citations."""
    return {key: _says_who(rule) for key, rule in ruleset.rules.items()}


def outcomes_to_dict(decision: Decision) -> Object:
    """The part of a record that says what follows for the case; of a rule what became of it, without its texts."""
    return {
        "conflicts": [{"action": action, "record": record} for action, record in decision.conflicts],
        "actions": {
            name: [_action(one) for one in group.each] for name, group in sorted(decision.actions.items())
        },
        "levels": {name: _level(one) for name, one in sorted(decision.levels.items())},
        "levels_each": {
            name: [_level(one) for one in each] for name, each in sorted(decision.levels_each.items())
        },
        "orders": [_order(one) for one in decision.orders],
        "assessments": [_assessment(one) for one in decision.assessments],
        "missing": [_missing(one) for one in decision.missing],
        "attention": [
            {"point": one.point, "certainty": one.certainty.value, "rules": _refs(one.rules)}
            for one in decision.attention
        ],
        "measures": [_measure(one) for one in decision.measures],
        "broken_integrity": [
            {"claim": decision.ruleset.integrity[index].label, "truth": _word(truth)}
            for index, truth in decision.broken_integrity
        ],
        "rules": [_rule(one) for one in decision.rules],
        "citations": [_citation_outcome(one) for one in decision.citations],
    }


def canonical(data: Mapping[str, object]) -> bytes:
    """The one writing of JSON-ready data: sorted names, no blanks, UTF-8; TypeError for a binary number."""
    _refuse_binary_numbers(data)
    text = escaped(
        json.dumps(data, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    )
    return text.encode("utf-8")


def case_hash(case: Case, key: bytes) -> str:
    """The keyed hash of a case (HMAC-SHA256 over its canonical form); ValueError for a key under 16 bytes."""
    if len(key) < SHORTEST_KEY:
        raise ValueError(f"the key must have at least {SHORTEST_KEY} bytes")
    import hmac  # WHY: it opens the library for ciphers, and few ask for a keyed hash

    return hmac.new(key, canonical(case_to_dict(case)), "sha256").hexdigest()


def _refuse_binary_numbers(data: object) -> None:
    waiting = [data]
    while waiting:
        match waiting.pop():
            case float():
                raise TypeError("a record holds no binary numbers")
            case Mapping() as members:
                waiting.extend(members.values())
            case list() | tuple() as items:
                waiting.extend(items)
            case _:
                pass


def _case(case: Case, *, include_case: bool, key: bytes | None) -> Object:
    hashed = None if key is None else case_hash(case, key)
    return {"case": case_to_dict(case) if include_case else None, "case_hash": hashed}


# --- what it was made from ----------------------------------------------------------------------------------


def _ruleset(decision: Decision) -> Object:
    made, head = decision.fingerprint, decision.ruleset.head
    is_overdue = head.revise_by is not None and danish_date(decision.moment) > head.revise_by
    return {
        "name": made.ruleset,
        "version": made.version,
        "text_hash": made.text_hash,
        "meaning_hash": made.meaning_hash,
        "title": head.title,
        "responsible": head.responsible,
        "approved": _or_none(head.approved),
        "approved_by": head.approved_by,
        "revise_by": _or_none(head.revise_by),
        "revision_overdue": is_overdue,
        "not_covered": list[Json](head.not_covered),
        "layers": [_layer(one) for one in decision.ruleset.layers],
    }


def _layer(layer: Layer) -> Json:
    return {"name": layer.name, "version": layer.version, "title": layer.title, "text_hash": layer.text_hash}


def _rule(outcome: RuleOutcome) -> Object:
    return {
        "rule": outcome.rule,
        "record": outcome.record,
        "firing": outcome.firing.value,
        "when": _word(outcome.when),
        "unless": _word(outcome.unless),
        "against": [_word(one) for one in outcome.against],
        "facts": list[Json](outcome.facts),
        "open_facts": list[Json](outcome.open_facts),
    }


def _says_who(rule: Rule) -> Object:
    return {
        "reason": rule.reason,
        "considerations": list[Json](rule.considerations),
        "layer": rule.origin.layer,
        "place": {"file": rule.origin.span.file_name, "line": rule.origin.span.line},
        "citations": [_citation(one) for one in rule.citations],
    }


def _citation(citation: Citation) -> Json:
    return {
        "statute": citation.statute,
        "source": citation.source,
        "paragraph": citation.paragraph,
        "read": _or_none(citation.read),
    }


def _citation_outcome(citation: CitationOutcome) -> Json:
    return {
        "statute": citation.statute,
        "source": citation.source,
        "paragraph": citation.paragraph,
        "read": _or_none(citation.read),
        "layer": citation.layer,
    }


# --- outcomes -----------------------------------------------------------------------------------------------


def _action(outcome: ActionOutcome) -> Json:
    return {
        "record": outcome.record,
        "obligations": [_obligation(one) for one in outcome.obligations],
        "ban": _maybe(outcome.ban, _ban),
        "advised_against": _maybe(outcome.advised_against, _ban),
        "decide_whether": _maybe(outcome.decide_whether, _obligation),
        "blocked_by": [_blocked(one) for one in outcome.blocked_by],
        "decided_by": outcome.decided_by,
        "perhaps_decided_by": outcome.perhaps_decided_by,
        "done_at": _or_none(outcome.done_at),
        "done": _word(outcome.done),
        "exact": outcome.exact,
        "conflict": None if outcome.conflict is None else outcome.conflict.value,
    }


def _obligation(obligation: Obligation) -> Json:
    return {
        "modality": obligation.modality.value,
        "certainty": obligation.certainty.value,
        "deadline": _maybe(obligation.deadline, _deadline),
        "frequencies": [_frequency(one) for one in obligation.frequencies],
        "periods": [
            {
                **_frequency(one.frequency),
                "begins": _or_none(one.begins),
                "ends": _or_none(one.ends),
                "done_at_least": one.least,
                "done_at_most": one.most,
            }
            for one in obligation.periods
        ],
        "bearers": list[Json](obligation.bearers),
        "personally": obligation.personally,
        "departed_by": list[Json](obligation.departed_by),
        "rules": _refs(obligation.rules),
        "states": [one.value for one in obligation.states],
    }


def _frequency(one: Frequency) -> dict[str, Json]:
    period = one.period
    if isinstance(period, str):
        return {"times": one.times, "period": period.value, "amount": None, "unit": None}
    return {"times": one.times, "period": None, "amount": period.amount, "unit": period.unit.value}


def _deadline(deadline: DeadlineOutcome) -> Json:
    readings = deadline.two_readings
    return {
        "no_later_than": _or_none(deadline.no_later_than),
        "perhaps": _or_none(deadline.perhaps),
        "durations": [
            {
                "amount": _or_none(one.amount),
                "unit": None if one.unit is None else one.unit.value,
                "anchor": one.anchor,
            }
            for one in deadline.durations
        ],
        "as_soon_as_possible": deadline.as_soon_as_possible,
        "at_once": deadline.at_once,
        "open_since": _or_none(deadline.open_since),
        "two_readings": None if readings is None else [value_to_json(one) for one in readings],
    }


def _ban(ban: Ban) -> Json:
    return {
        "certainty": ban.certainty.value,
        "rules": _refs(ban.rules),
        "instead": list[Json](ban.instead),
        "until_established": ban.until_established,
    }


def _blocked(blocked: Blocked) -> Json:
    return {
        "first": blocked.first,
        "is_assessment": blocked.is_assessment,
        "records": list[Json](blocked.records),
        "certainty": blocked.certainty.value,
        "rules": _refs(blocked.rules),
        "alternatives": list[Json](blocked.alternatives),
    }


def _level(outcome: LevelOutcome) -> Json:
    own = outcome.own_assessment
    return {
        "level": outcome.level,
        "record": outcome.record,
        "possible": list[Json](outcome.possible),
        "exact": outcome.exact,
        "by_otherwise": outcome.by_otherwise,
        "own_assessment": None
        if own is None
        else {
            "step": own.step,
            "by": own.by,
            "doubted": own.doubted,
            "better_than_rules": own.better_than_rules,
        },
        "for": _refs(outcome.for_),
        "against": [
            {"rule": rule, "record": record, "number": number} for rule, record, number in outcome.against
        ],
    }


def _order(outcome: OrderOutcome) -> Json:
    return {
        "first": outcome.first,
        "is_assessment": outcome.is_assessment,
        "then": list[Json](outcome.then),
        "involving": list[Json](outcome.involving),
        "blocks": list[Json](outcome.blocks),
        "certainty": outcome.certainty.value,
        "done": _word(outcome.done),
        "rules": _refs(outcome.rules),
        "alternatives": list[Json](outcome.alternatives),
    }


def _assessment(outcome: AssessmentOutcome) -> Json:
    return {
        "name": outcome.name,
        "reason_missing": outcome.reason_missing,
        "required": _maybe(outcome.required, _obligation),
        "settles": list[Json](outcome.settles),
    }


def _missing(fact: MissingFact) -> Json:
    return {
        "fact": fact.fact,
        "question": fact.question,
        "asked": fact.asked,
        "doubted": fact.doubted,
        "ask_of": list[Json](fact.ask_of),
        "may_ask_now": fact.may_ask_now,
        "not_now_because": list[Json](fact.not_now_because),
        "settles": list[Json](fact.settles),
        "weight": fact.weight,
        "asked_for": None if fact.asked_for is None else [value_to_json(one) for one in fact.asked_for],
        "given_through": _or_none(fact.given_through),
        "not_now_before_one_of": [list[Json](names) for names in fact.not_now_before_one_of],
    }


def _measure(outcome: MeasureOutcome) -> Json:
    return {
        "measure": outcome.measure,
        "scale": outcome.scale,
        "step": outcome.step,
        "fits": _word(outcome.fits),
        "supplement": outcome.supplement,
        "decided_by": outcome.decided_by,
        "perhaps_decided_by": outcome.perhaps_decided_by,
    }


def _refs(rules: RuleRefs) -> Json:
    return [{"rule": rule, "record": record} for rule, record in rules]


def _word(truth: Enum) -> str:
    return truth.name.lower()


def _or_none(value: Fraction | date | datetime | None) -> Json:
    # WHY: a deadline that ends with its day ends a microsecond before the next; the record says its last second.
    if isinstance(value, datetime):
        return value_to_json(value.replace(microsecond=0))
    return None if value is None else value_to_json(value)


def _maybe(part: Part | None, write: Callable[[Part], Json]) -> Json:
    return None if part is None else write(part)

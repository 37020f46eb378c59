"""Every expectation of an example held against a decision; an unmet one is a finding on its line.

Takes an expectation and the decision about the example's case.
Gives nothing where it is met; else the finding: what was expected, what the rules say instead, and which rules.
Afterwards true: a name that fits nothing is a finding too, never an expectation that quietly passes.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bekymring.decision import NOT_ASSESSED, Certainty, Decision, Firing, LevelOutcome
from bekymring.diagnostics import Checked, Diagnostic, Label
from bekymring.examples import mistakes
from bekymring.examples.expect_actions import action_verdict
from bekymring.examples.given import record_meant
from bekymring.examples.left_open import lines_to_write
from bekymring.examples.mistakes import finding, pointing
from bekymring.examples.verdict import Verdict, counts, keys, rules_behind, unknown
from bekymring.examples.words import (
    Said,
    decided_by,
    expected,
    firings_found,
    level_found,
    measure_found,
    names_found,
)
from bekymring.model.ruleset import InputKind, Ruleset
from bekymring.syntax import document as doc
from bekymring.values import Truth

_MOST_RULES = 5
_FITS = {"yes": Truth.TRUE, "perhaps": Truth.UNKNOWN, "no": Truth.FALSE}
_FIRES = {
    Firing.FIRED: "yes",
    Firing.FIRED_UNLESS: "perhaps",
    Firing.POSSIBLE: "perhaps",
    Firing.NOT_MET: "no",
    Firing.EXCEPTED: "no",
    Firing.OUTSIDE_PERIOD: "no",
}


def unmet(expectation: doc.Expectation, decision: Decision) -> tuple[Diagnostic, ...]:
    """The findings about one expectation. Docs: language reference, *Examples*."""
    checked = _verdict(expectation, decision)
    if checked.value is None or checked.value.is_met:
        return checked.diagnostics
    verdict, ruleset = checked.value, decision.ruleset
    wanted = expected(expectation, ruleset)
    rules = [key for key in verdict.rules or () if key in ruleset.rules][:_MOST_RULES]
    named = _rules_named(rules) if verdict.rules is not None else Said("", "")
    open_ = _left_open(lines_to_write(expectation, decision))
    found = finding(
        mistakes.NOT_MET,
        expectation.span,
        expected_da=wanted.da,
        expected_en=wanted.en,
        found_da=verdict.found.da,
        found_en=verdict.found.en,
        rules_da=named.da,
        rules_en=named.en,
        open_da=open_.da,
        open_en=open_.en,
    )
    return (pointing(found, *(_label(key, ruleset) for key in rules)),)


def _left_open(lines: tuple[Said, ...]) -> Said:
    if not lines:
        return Said("", "")
    return Said(
        f"Eksemplet siger ikke alt, det afhænger af. Giv svaret i eksemplet, fx: {'; '.join(one.da for one in lines)}. ",
        f"The example does not say all that it depends on. Give the answer in it, such as: {'; '.join(one.en for one in lines)}. ",
    )


def _rules_named(rules: list[str]) -> Said:
    return names_found(
        Said(" Se: ", " See: "),
        rules,
        Said(" Ingen regel siger noget om det.", " No rule says anything about it."),
    )


def _label(key: str, ruleset: Ruleset) -> Label:
    return Label(ruleset.rules[key].origin.span, f"reglen »{key}«", f"the rule »{key}«")


def _verdict(expectation: doc.Expectation, decision: Decision) -> Checked[Verdict]:
    match expectation:
        case doc.ExpectAction():
            return action_verdict(expectation, decision)
        case doc.ExpectLevel():
            return _level(expectation, decision)
        case doc.ExpectMissing():
            return _missing(expectation, decision)
        case doc.ExpectAttention():
            return _attention(expectation, decision)
        case doc.ExpectConflict():
            return _conflict(expectation, decision)
        case doc.ExpectMeasure():
            return _measure(expectation, decision)
        case doc.ExpectDecidedBy():
            return _decided_by(expectation, decision)
        case doc.ExpectIntegrity():
            return _integrity(expectation, decision)
        case doc.ExpectRule():
            return _rule(expectation, decision)
        case _:
            assert_never(expectation)


# --- levels -------------------------------------------------------------------------------------------------


def _level(one: doc.ExpectLevel, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.level.text, decision.ruleset
    level = ruleset.levels.get(name)
    if level is None:
        return unknown(one.level, Said("et niveau", "a level"), ruleset.levels)
    steps = ruleset.scales[level.scale].names
    wanted = Said(f"et trin af »{level.scale}«", f"a step of »{level.scale}«")
    strangers = [step for step in one.possible if step.text not in steps]
    if strangers:
        return unknown(strangers[0], wanted, steps)
    number = record_meant(one.level, one.number, level.per_record, counts(decision.case), list_=one.list_)
    if number.diagnostics:
        return Checked(None, number.diagnostics)
    outcomes = _level_outcomes(name, number.value, decision)
    is_met = any(set(held.possible) == _wanted_steps(one) for held in outcomes)
    rules = keys(*(held.for_ for held in outcomes)) or rules_behind(decision, name)
    if not outcomes:
        is_met = _wanted_steps(one) == {NOT_ASSESSED}
    return Checked(Verdict(is_met, level_found(outcomes, name, ruleset), rules))


def _level_outcomes(name: str, number: int | None, decision: Decision) -> tuple[LevelOutcome, ...]:
    if name in decision.levels_each:
        return tuple(held for held in decision.levels_each[name] if held.record == number)
    return (decision.levels[name],) if name in decision.levels else ()


def _wanted_steps(one: doc.ExpectLevel) -> set[str]:
    steps = {step.text for step in one.possible}
    return steps | {NOT_ASSESSED} if one.not_assessed_possible or not steps else steps


# --- what is missing ----------------------------------------------------------------------------------------


def missing_paths(decision: Decision) -> tuple[str, ...]:
    """The paths of all answers that still matter, professional assessments among them, sorted."""
    facts = {one.fact for one in decision.missing}
    inputs = decision.ruleset.inputs.values()
    own_levels = {one.name for one in inputs if one.kind is InputKind.OWN_LEVEL}
    own_levels |= {
        one.name for one in decision.assessments if _is_own_level_of_a_record(one.name, decision.ruleset)
    }
    # WHY: the professional's own assessment of a level is an act; nothing waits for it unless its reason is missing.
    made = {
        one.name
        for one in decision.assessments
        if one.reason_missing or (one.settles and one.name not in own_levels)
    }
    return tuple(sorted(facts | made))


def _is_own_level_of_a_record(path: str, ruleset: Ruleset) -> bool:
    list_, _, field = path.partition("].")
    return ruleset.is_own_level(list_.partition("[")[0], field)


def _missing(one: doc.ExpectMissing, decision: Decision) -> Checked[Verdict]:
    ruleset, paths = decision.ruleset, missing_paths(decision)
    known = set(_names_that_can_miss(ruleset))
    strangers = [name for name in one.facts if name.text not in known]
    if strangers:
        wanted = Said(
            "en oplysning, en vurdering, en hændelse eller et felt",
            "a fact, an assessment, a record list or a field",
        )
        return unknown(strangers[0], wanted, known)
    wanted_names = {name.text for name in one.facts}
    is_met = all(any(name in _names_of(path) for path in paths) for name in wanted_names)
    if one.exactly:
        is_met = is_met and all(_names_of(path) & wanted_names for path in paths)
    nothing = Said("der mangler intet", "missing is nothing")
    return Checked(Verdict(is_met, names_found(Said("der mangler ", "missing are "), paths, nothing)))


def _names_of(path: str) -> set[str]:
    """The names by which an example may speak of a path: its list, its field, or the fact."""
    head, _, field = path.partition(".")
    return {head.partition("[")[0], field} - {""}


def _names_that_can_miss(ruleset: Ruleset) -> Iterable[str]:
    yield from ruleset.inputs
    for one in ruleset.lists.values():
        yield from (one.name, *one.fields)


# --- the rest -----------------------------------------------------------------------------------------------


def _attention(one: doc.ExpectAttention, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.point.text, decision.ruleset
    if name not in ruleset.attention:
        return unknown(one.point, Said("et opmærksomhedspunkt", "an attention point"), ruleset.attention)
    certain = [held for held in decision.attention if held.certainty is not Certainty.DEPENDS]
    lead, nothing = (
        Said("vær opmærksom på ", "be aware of "),
        Said("intet opmærksomhedspunkt", "no attention point"),
    )
    found = names_found(lead, [held.point for held in certain], nothing)
    return Checked(Verdict(any(held.point == name for held in certain), found, rules_behind(decision, name)))


def _conflict(one: doc.ExpectConflict, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.action.text, decision.ruleset
    if name not in ruleset.actions:
        return unknown(one.action, Said("en handling", "an action"), ruleset.actions)
    actions = tuple(dict.fromkeys(action for action, _ in decision.conflicts))
    found = names_found(
        Said("modstrid om ", "conflict about "), actions, Said("ingen modstrid", "no conflict")
    )
    return Checked(Verdict(name in actions, found, rules_behind(decision, name)))


def _measure(one: doc.ExpectMeasure, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.measure.text, decision.ruleset
    if name not in ruleset.measures:
        return unknown(one.measure, Said("en indsats", "a measure"), ruleset.measures)
    fits = next((held.fits for held in decision.measures if held.measure == name), None)
    is_met = _FITS[one.fits] is (Truth.FALSE if fits is None else fits)
    return Checked(Verdict(is_met, measure_found(name, fits)))


def _decided_by(one: doc.ExpectDecidedBy, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.subject.text, decision.ruleset
    if name not in ruleset.actions and name not in ruleset.measures:
        wanted = Said("en handling eller en indsats", "an action or a measure")
        return unknown(one.subject, wanted, [*ruleset.actions, *ruleset.measures])
    if one.role.text not in ruleset.roles:
        return unknown(one.role, Said("en rolle", "a role"), ruleset.roles)
    role = _who_decides(name, decision)
    return Checked(
        Verdict(role == one.role.text, decided_by(name, role), rules_behind(decision, name) or None)
    )


def _who_decides(name: str, decision: Decision) -> str | None:
    if name in decision.actions:
        return decision.actions[name].decided_by
    measured = next((held.decided_by for held in decision.measures if held.measure == name), None)
    if measured is not None or name in decision.ruleset.measures:
        return measured
    return decision.ruleset.actions[name].decided_by


def _integrity(one: doc.ExpectIntegrity, decision: Decision) -> Checked[Verdict]:
    labels = [held.label for held in decision.ruleset.integrity]
    if one.label not in labels:
        at = doc.Name(one.label, span=one.span)
        return unknown(at, Said("en forudsætning", "an integrity statement"), labels)
    broken = [labels[index] for index, truth in decision.broken_integrity if truth is Truth.FALSE]
    nothing = Said("ingen forudsætning er brudt", "no integrity is broken")
    quoted = [f"»{label}«" for label in broken]
    found = names_found(Said("brudt er ", "broken are "), quoted, nothing)
    return Checked(Verdict(one.label in broken, found))


def _rule(one: doc.ExpectRule, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.rule.text, decision.ruleset
    meant = tuple(key for key, rule in ruleset.rules.items() if name in {key, rule.name, rule.table})
    if not meant:
        known = [*(rule.name for rule in ruleset.rules.values()), *ruleset.tables]
        return unknown(one.rule, Said("en regel eller en tabel", "a rule or a table"), known)
    firings = [held.firing for held in decision.rules if held.rule in meant]
    return Checked(Verdict(_fires(firings) == one.fires, firings_found(name, firings), meant))


def _fires(firings: Iterable[Firing]) -> str:
    """Whether a rule fires for some record, perhaps for some, or for none."""
    seen = {_FIRES[one] for one in firings}
    return next((one for one in ("yes", "perhaps") if one in seen), "no")

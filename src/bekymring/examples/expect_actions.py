"""Expectations of an action, or of a duty to decide: `x skal ske`, `x er overskredet`, `x har intet krav`.

A strength is meant exactly: `x bør ske` is not met where the rules say that it must. With a deadline it is also met by
what is said of that strength beside a stronger one, for each keeps its own. `gælder` is meant where nothing stands
behind it; `må endnu ikke ske` alone also takes a ban that holds until further notice, for that is what it says.
"""

from __future__ import annotations

from collections.abc import Mapping

from bekymring.calendar_dk import danish_date, from_danish
from bekymring.decision import ActionOutcome, Ban, Certainty, Decision, Obligation, OrderOutcome, State
from bekymring.diagnostics import Checked
from bekymring.evaluate.facts import assessment_path
from bekymring.examples import mistakes
from bekymring.examples.given import record_meant
from bekymring.examples.verdict import Verdict, counts, keys, refused, rules_behind, unknown
from bekymring.examples.words import (
    Said,
    action_found,
    certainty,
    deadline,
    same,
    state_words,
    states,
)
from bekymring.model.ruleset import Modality
from bekymring.syntax import document as doc
from bekymring.syntax.document import ExpectedCertainty, ExpectedState
from bekymring.values import Truth

_ACTION = Said("en handling", "an action")
_ACTION_OR_ASSESSMENT = Said(
    "en handling eller en faglig vurdering", "an action or a professional assessment"
)
_WITHOUT_DEADLINE = {
    ExpectedState.SHOULD_NOT,
    ExpectedState.MAY_ONLY_WHEN,
    ExpectedState.MUST_NOT,
    ExpectedState.BLOCKED,
    ExpectedState.NOT_BLOCKED,
    ExpectedState.NOT_CONCLUDED,
}
_MODALITIES = {ExpectedState(one.value): one for one in Modality}
_PROGRESS = {ExpectedState(one.value): one for one in State}


def action_verdict(one: doc.ExpectAction, decision: Decision) -> Checked[Verdict]:
    """Holds an expectation of an action against the decision."""
    name, ruleset = one.action.text, decision.ruleset
    if one.state is ExpectedState.DECIDE_WHETHER and name not in ruleset.actions:
        return _assessment_verdict(one, decision)
    action = ruleset.actions.get(name)
    if action is None:
        return unknown(one.action, _ACTION, ruleset.actions)
    refusal = _refusal(one)
    if refusal is not None:
        return refusal
    number = record_meant(one.action, one.number, action.per_record, counts(decision.case), list_=one.list_)
    if number.diagnostics and not (one.state is ExpectedState.NOT_CONCLUDED and one.number is None):
        return Checked(None, number.diagnostics)
    outcomes = tuple(
        held
        for held in (decision.actions[name].each if name in decision.actions else ())
        if number.value is None or held.record == number.value
    )
    return Checked(_verdict(one, outcomes, decision))


def _refusal(one: doc.ExpectAction) -> Checked[Verdict] | None:
    words = state_words(one.state)
    said = {"state_da": words.da, "state_en": words.en}
    if one.state is ExpectedState.NOT_CONCLUDED and one.certainty is not ExpectedCertainty.HOLDS:
        return refused(mistakes.CERTAINTY_NOT_HERE, one.span, **said)
    if one.by is not None and one.state in _WITHOUT_DEADLINE:
        return refused(mistakes.DEADLINE_NOT_HERE, one.by.span, **said)
    return None


def _verdict(one: doc.ExpectAction, outcomes: tuple[ActionOutcome, ...], decision: Decision) -> Verdict:
    name = one.action.text
    is_met = _is_met(one, outcomes, decision)
    rules = keys(*(_rules_of(held) for held in outcomes)) or rules_behind(decision, name)
    return Verdict(is_met, action_found(outcomes, name, decision.ruleset), rules)


def _is_met(one: doc.ExpectAction, outcomes: tuple[ActionOutcome, ...], decision: Decision) -> bool:
    state = one.state
    if state is ExpectedState.NOT_CONCLUDED:
        return not any(_says_something(held) for held in outcomes)
    if state is ExpectedState.BLOCKED:
        how = _blocked(one, outcomes, decision)
        return how is not None and how.value == one.certainty.value
    if state is ExpectedState.NOT_BLOCKED:
        return _blocked(one, outcomes, decision) is None
    # INVARIANT: every other state is of one outcome; with none, nothing is said of the action.
    return any(_outcome_meets(one, held) for held in outcomes)


def _says_something(held: ActionOutcome) -> bool:
    return bool(held.obligations or held.ban or held.advised_against or held.decide_whether)


def _outcome_meets(one: doc.ExpectAction, held: ActionOutcome) -> bool:
    match one.state:
        case ExpectedState.MUST_NOT:
            return _ban_is(held.ban, one.certainty)
        case ExpectedState.MAY_ONLY_WHEN:
            return _not_yet(held.ban, one.certainty)
        case ExpectedState.SHOULD_NOT:
            return _ban_is(held.advised_against, one.certainty)
        case ExpectedState.DECIDE_WHETHER:
            return _holds_as(held.decide_whether, one)
        case state if state in _MODALITIES:
            return _strength_is(held, _MODALITIES[state], one)
        case _:
            return _progress_is(held, _PROGRESS[one.state], one)


def _ban_is(ban: Ban | None, expected: ExpectedCertainty) -> bool:
    return ban is not None and ban.certainty.value == expected.value


def _not_yet(ban: Ban | None, expected: ExpectedCertainty) -> bool:
    if ban is None or not ban.until_established:
        return False
    alike = (
        {Certainty.HOLDS, Certainty.HOLDS_UNLESS}
        if expected is ExpectedCertainty.HOLDS
        else {Certainty(expected.value)}
    )
    return ban.certainty in alike


def _holds_as(held: Obligation | None, one: doc.ExpectAction) -> bool:
    return held is not None and held.certainty.value == one.certainty.value and _is_due(held, one)


_ORDER: Mapping[Certainty, int] = {one: place for place, one in enumerate(Certainty)}


def _strength_is(held: ActionOutcome, wanted: Modality, one: doc.ExpectAction) -> bool:
    """Whether the wanted strength is there, as certain as expected, and none stronger is, or its deadline is named."""
    if one.by is not None:
        return any(o.modality is wanted and _holds_as(o, one) for o in held.obligations)
    expected = _ORDER[Certainty(one.certainty.value)]
    strong = [o for o in held.obligations if _ORDER[o.certainty] <= expected]
    top = max(strong, key=lambda o: o.modality.rank, default=None)
    return top is not None and top.modality is wanted and _holds_as(top, one)


def _progress_is(held: ActionOutcome, wanted: State, one: doc.ExpectAction) -> bool:
    """Whether an obligation is in a state: the strongest that holds, or any for what may befall a weaker one."""
    if wanted in {State.DEPARTED_FROM, State.SET_ASIDE}:
        spoken_of = [o for o in (*held.obligations, held.decide_whether) if o is not None]
    else:
        strongest = held.strongest or held.decide_whether
        spoken_of = [strongest] if strongest else []
    return any(_in_state(o, wanted, one.certainty) and _is_due(o, one) for o in spoken_of)


def _in_state(held: Obligation, wanted: State, expected: ExpectedCertainty) -> bool:
    if wanted not in held.states:
        return False
    if expected is ExpectedCertainty.DEPENDS:
        return len(held.states) > 1 or held.certainty is Certainty.DEPENDS
    return len(held.states) == 1 and held.certainty.value == expected.value


def _is_due(held: Obligation, one: doc.ExpectAction) -> bool:
    """Whether the deadline is the one written: a day by its day, a time of day to the minute."""
    if one.by is None:
        return True
    due = held.deadline.no_later_than if held.deadline else None
    if due is None:
        return False
    if isinstance(one.by, doc.DateLiteral):
        return danish_date(due) == one.by.value
    return due.replace(second=0, microsecond=0) == from_danish(one.by.value)


def _blocked(
    one: doc.ExpectAction, outcomes: tuple[ActionOutcome, ...], decision: Decision
) -> Certainty | None:
    """How certain it is that an action must wait; one that no rule asks for waits where an order says so."""
    found = [blocked.certainty for held in outcomes for blocked in held.blocked_by]
    if not outcomes:
        orders = (order for order in decision.orders if one.action.text in order.blocks)
        found += [_held_back(order) for order in orders if order.done is not Truth.TRUE]
    return min(found, key=_by_certainty, default=None)


def _held_back(order: OrderOutcome) -> Certainty:
    """While it is not known that what comes first is done, it holds back until that is established."""
    if order.done is Truth.FALSE:
        return order.certainty
    return max(order.certainty, Certainty.HOLDS_UNLESS, key=_by_certainty)


def _by_certainty(certainty: Certainty) -> int:
    return _ORDER[certainty]


def _rules_of(held: ActionOutcome) -> tuple[tuple[str, int | None], ...]:
    parts = (*held.obligations, held.ban, held.advised_against, held.decide_whether, *held.blocked_by)
    return tuple(rule for part in parts if part is not None for rule in part.rules)


# --- a duty to make an assessment ---------------------------------------------------------------------------


def _assessment_verdict(one: doc.ExpectAction, decision: Decision) -> Checked[Verdict]:
    name, ruleset = one.action.text, decision.ruleset
    assessments = ruleset.assessments()
    if name not in assessments:
        return unknown(one.action, _ACTION_OR_ASSESSMENT, [*ruleset.actions, *assessments])
    each = ruleset.assessed_each(name)
    number = record_meant(one.action, one.number, each, counts(decision.case), list_=one.list_)
    if number.diagnostics:
        return Checked(None, number.diagnostics)
    path = assessment_path(ruleset, name, number.value)
    held = next((a.required for a in decision.assessments if a.name == path), None)
    rules = keys(held.rules) if held else rules_behind(decision, name)
    return Checked(Verdict(_holds_as(held, one), _assessment_found(path, held), rules))


def _assessment_found(name: str, held: Obligation | None) -> Said:
    if held is None:
        return same(f"{name} ") + Said("er foretaget eller ikke krævet", "is made or not required")
    tail = certainty(held.certainty) + deadline(held.deadline) + states(held.states)
    return state_words(ExpectedState.DECIDE_WHETHER) + same(f" {name}") + tail

"""A case that a prover found, put to the ordinary evaluator before anybody sees it.

Takes a rule set and a witness; gives the decisions, and what can be read off them.
Afterwards true: what is shown of a case is what the evaluator says of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from attrs import evolve

from bekymring.calendar_dk import end_of_day
from bekymring.case import Case
from bekymring.decision import NOT_ASSESSED, ActionOutcome, Certainty, Decision, Obligation, State
from bekymring.evaluate import DEFAULT_CAP, decide
from bekymring.evaluate.expressions import NOWHERE, Reading, truth
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.plan import plan_of
from bekymring.evaluate.working import work_out
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    AdviseAgainst,
    Attend,
    Competence,
    Conclusion,
    DecideWhether,
    Expr,
    Forbid,
    Input,
    Modality,
    OneFirst,
    OnlyWhen,
    Order,
    PointTo,
    Require,
    Ruleset,
    Setting,
)
from bekymring.prove.dates import Dates
from bekymring.prove.prover import Witness
from bekymring.prove.says import has_tails, says_as_much
from bekymring.values import Truth, Value

UNASSESSED = -1
_NOTHING = -1


@frozen
class Replayed:
    """One case with what the evaluator says of it."""

    ruleset: Ruleset
    case: Case
    decision: Decision
    reading: Reading

    # --- conditions ---------------------------------------------------------------------------------------

    def holds(self, expr: Expr) -> bool:
        """Whether a condition certainly holds."""
        return truth(self.reading, expr, NOWHERE) is Truth.TRUE

    def fails(self, expr: Expr) -> bool:
        """Whether a condition certainly does not hold."""
        return truth(self.reading, expr, NOWHERE) is Truth.FALSE

    def fired(self) -> Iterator[tuple[str, int | None]]:
        """The rules that hold, with their records."""
        for (key, record), fired in self.reading.rules.items():
            if fired.certainty is Certainty.HOLDS:
                yield key, record

    # --- outcomes -----------------------------------------------------------------------------------------

    def ranks(self, name: str) -> frozenset[int]:
        """The ranks that a level can have, the worst over records if it is kept per record."""
        level = self.ruleset.levels[name]
        steps = self.ruleset.scales[level.scale].names
        found = self.decision.levels_each[name] if level.per_record else (self.decision.levels[name],)
        each = [
            {UNASSESSED if one == NOT_ASSESSED else steps.index(one) for one in held.possible}
            for held in found
        ]
        least = max((min(one) for one in each), default=UNASSESSED)
        return frozenset(rank for one in each for rank in one if rank >= least) or frozenset({UNASSESSED})

    def rank(self, name: str) -> int | None:
        """The rank of a level; None while it is open."""
        found = self.ranks(name)
        return next(iter(found)) if len(found) == 1 else None

    def outcomes(self, name: str) -> Mapping[int | None, ActionOutcome]:
        """What is said of an action, by record."""
        group = self.decision.actions.get(name)
        return {} if group is None else {one.record: one for one in group.each}

    def said(self, claim: Expr | Conclusion) -> bool | None:
        """Whether the decision says as much as a claim; None where that is open."""
        match claim:
            case PointTo(level=level, step=step):
                wanted = self.ruleset.scales[self.ruleset.levels[level].scale].rank(step)
                return _settled({rank >= wanted for rank in self.ranks(level)})
            case Require() if not has_tails(claim):
                return self.is_required(claim.action, claim.modality)
            case Forbid(action=action) | OnlyWhen(action=action):
                return any(is_banned(one) for one in self.outcomes(action).values())
            case (
                Require() | AdviseAgainst() | DecideWhether() | Order() | OneFirst() | Competence() | Attend()
            ):
                dates = Dates(self.ruleset)
                return any(
                    says_as_much(one, claim, dates)
                    for key, _ in self.fired()
                    for one in self.ruleset.rules[key].conclusions
                )
            case _:
                found = truth(self.reading, claim, NOWHERE)
                return None if found is Truth.UNKNOWN else found is Truth.TRUE

    def is_required(self, action: str, modality: Modality) -> bool:
        """Whether an action certainly has a modality, or a stronger one."""
        return any(strength(one) >= modality.rank for one in self.outcomes(action).values())

    def is_said(self, name: str) -> bool | None:
        """Whether a level is assessed, or an action recommended, required or to be decided on."""
        if name in self.ruleset.levels:
            return _settled({rank != UNASSESSED for rank in self.ranks(name)})
        return any(
            strength(one) >= Modality.SHOULD.rank or is_to_be_decided(one)
            for one in self.outcomes(name).values()
        )


def _settled(found: set[bool]) -> bool | None:
    return next(iter(found)) if len(found) == 1 else None


def strength(one: ActionOutcome) -> int:
    """The rank of the strongest certain modality; less than that of *may* where there is none."""
    held = [duty.modality.rank for duty in one.obligations if duty.certainty is Certainty.HOLDS]
    return max(held, default=_NOTHING)


def is_banned(one: ActionOutcome) -> bool:
    """Whether an action is certainly not allowed."""
    return one.ban is not None and one.ban.certainty is Certainty.HOLDS


def is_to_be_decided(one: ActionOutcome) -> bool:
    """Whether it is certain that something must be decided."""
    return one.decide_whether is not None and one.decide_whether.certainty is Certainty.HOLDS


def is_done(one: ActionOutcome) -> bool:
    """Whether it is certain that an action counts as done."""
    return bool(one.states) and set(one.states) <= {State.DONE, State.DONE_LATE}


# --- putting a case to the evaluator ----------------------------------------------------------------------


def replay(ruleset: Ruleset, witness: Witness) -> tuple[Replayed, ...]:
    """Each case of a witness with what the evaluator says of it."""
    settled = with_settings(ruleset, witness.settings)
    return tuple(judged(settled, one, witness) for one in witness.cases)


def judged(ruleset: Ruleset, case: Case, witness: Witness) -> Replayed:
    """One case at the moment of a witness."""
    whole_day = not isinstance(witness.moment, datetime)
    moment = witness.moment if isinstance(witness.moment, datetime) else end_of_day(witness.moment)
    facts = facts_of(ruleset, case, moment)
    plan = plan_of(facts)
    reading = work_out(Reading(facts), plan, plan.order)
    decision = decide(ruleset, case, moment, whole_day=whole_day, cap=DEFAULT_CAP)
    return Replayed(ruleset, case, decision, reading)


def judge_again(ruleset: Ruleset, one: Replayed) -> Replayed:
    """The same case at the same moment by another rule set."""
    moment = one.decision.moment
    facts = facts_of(ruleset, one.case, moment)
    plan = plan_of(facts)
    reading = work_out(Reading(facts), plan, plan.order)
    decision = decide(ruleset, one.case, moment, whole_day=one.decision.whole_day, cap=DEFAULT_CAP)
    return Replayed(ruleset, one.case, decision, reading)


def with_settings(ruleset: Ruleset, settings: Mapping[str, Value]) -> Ruleset:
    """The rule set with values for parameters that no layer has set."""
    if not settings:
        return ruleset
    inputs = {name: _set(one, settings) for name, one in ruleset.inputs.items()}
    return evolve(ruleset, inputs=inputs)


def _set(one: Input, settings: Mapping[str, Value]) -> Input:
    if one.name not in settings:
        return one
    return evolve(one, setting=Setting(settings[one.name], "", (), one.origin))


# --- comparing two decisions ------------------------------------------------------------------------------


def differing(first: Replayed, second: Replayed, names: tuple[str, ...]) -> str | None:
    """The first outcome by name that is not the same in two decisions."""
    return next((name for name in names if _looks(first, name) != _looks(second, name)), None)


def _looks(one: Replayed, name: str) -> Any:
    if name in one.ruleset.levels:
        return one.ranks(name)
    fits = [each.fits for each in one.decision.measures if each.measure == name]
    said = {record: _said_of(held) for record, held in one.outcomes(name).items()}
    return fits, {record: held for record, held in said.items() if held is not None}


def _is_covered(duty: Obligation, others: tuple[Obligation, ...]) -> bool:
    """Whether a stronger duty that holds says all that this one does: then it asks for nothing more."""
    plain = duty.deadline is None and not duty.frequencies and not duty.personally
    may = duty.modality is Modality.MAY
    return plain and any(
        other.modality.rank > duty.modality.rank
        and (may or other.departed_by == duty.departed_by)
        and other.certainty is Certainty.HOLDS
        and set(duty.bearers) <= set(other.bearers)
        for other in others
    )


def _said_of(one: ActionOutcome) -> Any:
    duties = tuple(
        (
            duty.modality,
            duty.certainty,
            duty.deadline,
            duty.frequencies,
            duty.bearers,
            duty.personally,
            duty.departed_by,
        )
        for duty in one.obligations
        if not _is_covered(duty, one.obligations)
    )
    decide = one.decide_whether
    return (
        duties,
        None if one.ban is None else one.ban.certainty,
        None if one.advised_against is None else one.advised_against.certainty,
        None if decide is None else (decide.certainty, decide.deadline),
        one.decided_by,
    )


def milder(
    first: Replayed,
    second: Replayed,
    names: tuple[str, ...],
    *,
    bans: bool = False,
    least: Modality = Modality.SHOULD,
) -> str | None:
    """The first outcome by name in which the second decision asks for less than the first.

    With `bans`, a ban that is gone is less too; what is weaker than `least` does not count.
    """
    return next((name for name in names if _is_milder(first, second, name, bans=bans, least=least)), None)


def _is_milder(first: Replayed, second: Replayed, name: str, *, bans: bool, least: Modality) -> bool:
    if name in first.ruleset.levels:
        one, other = first.rank(name), second.rank(name)
        return one is not None and other is not None and other < one
    second_outcomes = second.outcomes(name)
    return any(
        _asks_less(had, second_outcomes.get(record), bans=bans, least=least)
        for record, had in first.outcomes(name).items()
    )


def _asks_less(had: ActionOutcome, has: ActionOutcome | None, *, bans: bool, least: Modality) -> bool:
    one, other = strength(had), _NOTHING if has is None else strength(has)
    banned_now = has is not None and is_banned(has)
    lowered = other < one and one >= least.rank
    if one == Modality.SHOULD.rank and banned_now:
        lowered = False
    decide = is_to_be_decided(had) and (has is None or not is_to_be_decided(has))
    ban = bans and is_banned(had) and not banned_now
    return lowered or decide or ban or _later(had, has)


def _later(had: ActionOutcome, has: ActionOutcome | None) -> bool:
    """Whether a duty that is still there falls due later, or no longer falls due."""
    if had.deadline is None or had.deadline.no_later_than is None or has is None:
        return False
    due = None if has.deadline is None else has.deadline.no_later_than
    return due is None or due > had.deadline.no_later_than

"""An outcome under doubt, tightened by what it is in every completion tried.

Takes an outcome and the same outcome in each completion; gives the outcome that holds exactly what one of them allows.
Afterwards true: it is never wider than before; what every completion says is certain. Without completions nothing changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from attrs import evolve

from bekymring.decision import (
    NOT_ASSESSED,
    ActionOutcome,
    Ban,
    Certainty,
    DeadlineOutcome,
    Firing,
    LevelOutcome,
    Obligation,
)
from bekymring.evaluate.expressions import Fired
from bekymring.model.ruleset import Modality, Scale


def tightened_level(before: LevelOutcome, completions: Sequence[LevelOutcome], scale: Scale) -> LevelOutcome:
    """The steps that some completion allows."""
    if not completions:
        return before
    able = {step for one in completions for step in one.possible}
    possible = tuple(step for step in before.possible if step in able)
    points = {key for one in completions for key in one.for_}
    speaks = {key for one in completions for key in one.against}
    own = before.own_assessment
    by_otherwise = all(one.by_otherwise for one in completions if one.least == possible[0])
    if own is not None and possible[0] != NOT_ASSESSED and not by_otherwise:
        own = evolve(own, better_than_rules=scale.rank(own.step) < scale.rank(possible[0]))
    return evolve(
        before,
        possible=possible,
        own_assessment=own,
        for_=tuple(key for key in before.for_ if key in points),
        against=tuple(key for key in before.against if key in speaks),
        by_otherwise=by_otherwise,
    )


def tightened_rule(before: Fired, completions: Sequence[Fired]) -> Fired:
    """The rule's truths, where all completions agree."""
    if not completions:
        return before
    firings = {one.firing for one in completions}
    firing = firings.pop() if len(firings) == 1 else before.firing
    if firings and not any(one.certainty for one in completions):
        firing = Firing.NOT_MET
    when = {one.when for one in completions}
    unless = {one.unless for one in completions}
    return evolve(
        before,
        firing=firing,
        when=when.pop() if len(when) == 1 else before.when,
        unless=unless.pop() if len(unless) == 1 else before.unless,
    )


def tightened_action(before: ActionOutcome, completions: Sequence[ActionOutcome]) -> ActionOutcome:
    """The obligations and prohibitions that some completion allows, and those that all require."""
    if not completions:
        return before
    obligations = tuple(
        found
        for one in before.obligations
        if (found := _obligation(one, [_of(other, one.modality) for other in completions])) is not None
    )
    whether = before.decide_whether
    return evolve(
        before,
        obligations=obligations,
        ban=_ban(before.ban, [one.ban for one in completions]),
        advised_against=_ban(before.advised_against, [one.advised_against for one in completions]),
        decide_whether=None
        if whether is None
        else _obligation(whether, [one.decide_whether for one in completions]),
        conflict=_conflict(before.conflict, [one.conflict for one in completions]),
        decided_by=_role(before, completions),
        perhaps_decided_by=_higher_role(before, completions),
    )


def _of(outcome: ActionOutcome, modality: Modality) -> Obligation | None:
    return next((one for one in outcome.obligations if one.modality is modality), None)


def _certainty(before: Certainty, completions: Sequence[Certainty | None]) -> Certainty | None:
    """None where no completion has it."""
    if all(one is None for one in completions):
        return None
    order = list(Certainty)
    if None in completions:
        return before
    return min(before, max((one for one in completions if one is not None), key=order.index), key=order.index)


def _obligation(before: Obligation, completions: Sequence[Obligation | None]) -> Obligation | None:
    certainty = _certainty(before.certainty, [one.certainty if one else None for one in completions])
    if certainty is None:
        return None
    present = [one for one in completions if one is not None]
    return evolve(
        before,
        certainty=certainty,
        deadline=_deadline(before, certainty, [one.deadline for one in present]),
        frequencies=_kept(before.frequencies, [one.frequencies for one in present]),
        bearers=_kept(before.bearers, [one.bearers for one in present]),
        departed_by=_kept(before.departed_by, [one.departed_by for one in present]),
        rules=_kept(before.rules, [one.rules for one in present]),
        states=_kept(before.states, [one.states for one in present]),
    )


_Part = TypeVar("_Part")


def _kept(before: tuple[_Part, ...], completions: Sequence[tuple[_Part, ...]]) -> tuple[_Part, ...]:
    able = {part for one in completions for part in one}
    return tuple(part for part in before if part in able)


def _deadline(
    before: Obligation, certainty: Certainty, completions: Sequence[DeadlineOutcome | None]
) -> DeadlineOutcome | None:
    """A duty that all completions have is due no later than the latest of theirs."""
    deadline = before.deadline
    if deadline is None or certainty is not Certainty.HOLDS:
        return deadline
    held = [one for one in completions if one is not None]
    sure = [one.no_later_than for one in held if one.no_later_than is not None]
    latest = max(sure) if len(sure) == len(completions) else None
    if before.certainty is Certainty.HOLDS:
        latest = min((one for one in (latest, deadline.no_later_than) if one is not None), default=None)
    known = [at for one in held for at in (one.no_later_than, one.perhaps) if at is not None]
    first = min(known, default=None)
    earlier = first is not None and (latest is None or first < latest)
    return evolve(
        deadline,
        no_later_than=latest,
        perhaps=first if earlier else None,
        durations=_kept(deadline.durations, [one.durations for one in held]),
    )


def _ban(before: Ban | None, completions: Sequence[Ban | None]) -> Ban | None:
    certainty = (
        None
        if before is None
        else _certainty(before.certainty, [one.certainty if one else None for one in completions])
    )
    if before is None or certainty is None:
        return None
    present = [one for one in completions if one is not None]
    return evolve(
        before,
        certainty=certainty,
        rules=_kept(before.rules, [one.rules for one in present]),
        instead=_kept(before.instead, [one.instead for one in present]),
        until_established=all(one.until_established for one in present),
    )


def _conflict(before: Certainty | None, completions: Sequence[Certainty | None]) -> Certainty | None:
    if before is None or all(one is None for one in completions):
        return None
    return Certainty.HOLDS if set(completions) == {Certainty.HOLDS} else before


def _role(before: ActionOutcome, completions: Sequence[ActionOutcome]) -> str | None:
    """Where all completions agree on who decides, that role decides."""
    roles = {one.decided_by for one in completions if one.perhaps_decided_by is None}
    agreed = len(roles) == 1 and all(one.perhaps_decided_by is None for one in completions)
    return roles.pop() if agreed else before.decided_by


def _higher_role(before: ActionOutcome, completions: Sequence[ActionOutcome]) -> str | None:
    role = _role(before, completions)
    able = {one for other in completions for one in (other.decided_by, other.perhaps_decided_by)}
    return (
        before.perhaps_decided_by
        if before.perhaps_decided_by in able and role != before.perhaps_decided_by
        else None
    )

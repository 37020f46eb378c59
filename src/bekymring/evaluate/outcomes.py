"""What a condition can read of an outcome, and how outcomes under doubt join.

Takes levels as sets of ranks (`UNASSESSED` lies below every step) and action outcomes; gives truth or joined sets.
Afterwards true: what is true here holds in every completion. Docs: language reference, *Outcomes*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from bekymring.decision import NOT_ASSESSED, ActionOutcome, Certainty, LevelOutcome, Obligation, State
from bekymring.evaluate.bounds import Range, compare
from bekymring.model.ruleset import ActionState, Modality, Op
from bekymring.values import Truth

UNASSESSED: Final = -1
"""The rank of *not assessed*."""

STRENGTH: Final = {
    ActionState.MUST: Modality.MUST,
    ActionState.MUST_BY_DEFAULT: Modality.MUST_BY_DEFAULT,
    ActionState.SHOULD: Modality.SHOULD,
    ActionState.MAY: Modality.MAY,
}


def ranks(outcome: LevelOutcome, steps: Sequence[str]) -> frozenset[int]:
    """The ranks of the steps still possible."""
    return frozenset(UNASSESSED if one == NOT_ASSESSED else steps.index(one) for one in outcome.possible)


def joined(possible: Sequence[frozenset[int]]) -> frozenset[int]:
    """What the worst of several levels can be; of none, not assessed."""
    if not possible:
        return frozenset({UNASSESSED})
    least = max(min(one) for one in possible)
    return frozenset(rank for one in possible for rank in one if rank >= least)


def level_stands(op: Op, asked: int, possible: frozenset[int]) -> Truth:
    """Whether a level stands so; *not assessed* is no step, so it is neither worse nor better than one."""
    return _all_the_same(
        Truth.FALSE if rank == UNASSESSED else _by_rank(op, rank, asked) for rank in possible
    )


def _by_rank(op: Op, rank: int, asked: int) -> Truth:
    return compare(op, Range(Fraction(rank), Fraction(rank)), Range(Fraction(asked), Fraction(asked)))


def _all_the_same(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return found.pop() if len(found) == 1 else Truth.UNKNOWN


def action_stands(state: ActionState, outcome: ActionOutcome, duty: Obligation | None) -> Truth:
    """Whether an action stands so; *overdue* and *done late* speak of its duty, and are true only where nothing else is left.

    A prohibition that sets a default aside does not undo that it is overdue: what follows from that stays.
    """
    if state is ActionState.MUST_NOT:
        return _held([outcome.ban.certainty] if outcome.ban else [])
    if state in STRENGTH:
        least = STRENGTH[state].rank
        return _held([one.certainty for one in outcome.obligations if one.modality.rank >= least])
    if state is ActionState.DONE:
        return outcome.done
    return _only(duty, State.OVERDUE if state is ActionState.OVERDUE else State.DONE_LATE)


def _held(certainties: list[Certainty]) -> Truth:
    return Truth.TRUE if Certainty.HOLDS in certainties else Truth.of(None if certainties else False)


def _only(duty: Obligation | None, state: State) -> Truth:
    if duty is None or state not in duty.states:
        return Truth.FALSE
    return Truth.TRUE if duty.certainty is Certainty.HOLDS and duty.states == (state,) else Truth.UNKNOWN

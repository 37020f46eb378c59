"""How far an obligation is met: which states are still possible.

Takes what rules claim of an action, and whether and when it is done; gives states and the deadline to show.
Afterwards true: whatever is open, the state lies among the ones given. Done once is done; what recurs is never done.
Docs: language reference, *Done*.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from attrs import evolve

from bekymring.calendar_dk import LAST_INSTANT
from bekymring.decision import Certainty, DeadlineOutcome, PeriodOutcome, State
from bekymring.evaluate.bounds import Absent, Bound, Range, compare, presence
from bekymring.evaluate.deadlines import Due, earliest, outcome_of
from bekymring.evaluate.moving import first_instant, last_instant
from bekymring.frozen import frozen
from bekymring.model.ruleset import Modality, Op, Require
from bekymring.values import Truth, all_of, any_of


@frozen
class Claim:
    """What one rule says of an action: a modality with its tails."""

    key: tuple[str, int | None]
    certainty: Certainty
    modality: Modality
    require: Require | None = None
    """None where an order or a prohibition makes the claim."""
    deadline: Due | None = None
    first: Due | None = None
    """Of what recurs: due first, if it was never done."""
    again: Due | None = None
    """Of what recurs: due again after the last time."""
    period: PeriodOutcome | None = None
    """Of what must happen so many times in every period: the one that runs."""

    @property
    def holds(self) -> bool:
        """Whether it is certain."""
        return self.certainty is Certainty.HOLDS

    @property
    def recurs(self) -> bool:
        """Whether doing it once does not end it."""
        return self.require is not None and (
            self.require.interval is not None or self.require.frequency is not None
        )


@frozen
class Progress:
    """Whether an action is done, and when."""

    done: Truth
    at: Bound
    departed: bool = False


def counts(progress: Progress, claims: Sequence[Claim]) -> Truth:
    """Whether it is done and not before the start of a deadline that it should meet."""
    starts = [(claim, claim.deadline.starts) for claim in claims if claim.deadline is not None]
    late_enough = (
        any_of((_begun(progress.at, bounds), Truth.FALSE if claim.holds else Truth.UNKNOWN))
        for claim, bounds in starts
    )
    return all_of((progress.done, *late_enough)) if progress.done.is_possible else Truth.FALSE


def _begun(at: Bound, starts: Sequence[Bound]) -> Truth:
    present = [one for one in starts if not isinstance(one, Absent)]
    if not present:
        return Truth.TRUE
    return any_of(any_of((compare(Op.GE, at, one), presence(one).negated())) for one in present)


def recurring(claims: Sequence[Claim]) -> Truth:
    """Whether the obligation recurs; where no claim is certain, at least one of them is meant."""
    recur = [claim.recurs for claim in claims]
    if any(claim.holds and claim.recurs for claim in claims) or (recur and all(recur)):
        return Truth.TRUE
    return Truth.UNKNOWN if any(recur) else Truth.FALSE


def states_of(progress: Progress, claims: Sequence[Claim], moment: datetime) -> frozenset[State]:
    """The states still possible, departures and prohibitions apart."""
    recurs, done = recurring(claims), counts(progress, claims)
    found: set[State] = set()
    if recurs is not Truth.TRUE:
        found |= _ended(progress.at, claims) if done.is_possible else set()
        found |= _pending([(one, _first(one)) for one in claims], moment) if done is not Truth.TRUE else set()
    if recurs.is_possible:
        found |= (
            _pending([(one, one.again) for one in claims], moment) if progress.done.is_possible else set()
        )
        undone = progress.done is not Truth.TRUE
        found |= _pending([(one, _first(one)) for one in claims], moment) if undone else set()
    return frozenset(found)


def _first(claim: Claim) -> Due | None:
    dues = [one for one in (claim.deadline, claim.first) if one is not None]
    return earliest(dues) if len(dues) > 1 else next(iter(dues), None)


def _ended(at: Bound, claims: Sequence[Claim]) -> set[State]:
    due = _joined([(one, one.deadline) for one in claims])
    if due is None or not isinstance(at, Range):
        return {State.DONE}
    if last_instant(at.high) <= due.low:
        return {State.DONE}
    surely_late = first_instant(at.low) > due.high and due.is_set is Truth.TRUE
    return {State.DONE_LATE} if surely_late else {State.DONE, State.DONE_LATE}


def _pending(dues: Sequence[tuple[Claim, Due | None]], moment: datetime) -> set[State]:
    due = _joined(dues)
    if due is None:
        return {State.OPEN}
    found = set() if due.is_set is Truth.TRUE else {State.OPEN}
    if moment > due.low:
        found.add(State.OVERDUE)
    if moment <= due.high:
        found.add(State.NOT_YET_DUE)
    return found


def _joined(dues: Sequence[tuple[Claim, Due | None]]) -> Due | None:
    """Between which instants the earliest deadline of the claims that hold lies; None where none can be set."""
    possible = [due for _, due in dues if due is not None and due.is_set.is_possible]
    if not possible:
        return None
    certain = [
        due.high for claim, due in dues if due is not None and claim.holds and due.is_set is Truth.TRUE
    ]
    all_set = all(due is not None and due.is_set is Truth.TRUE for _, due in dues)
    high = min(certain) if certain else max(due.high for due in possible)
    is_set = Truth.TRUE if certain or all_set else Truth.UNKNOWN
    return Due(min(due.low for due in possible), high, is_set)


def closed(
    states: frozenset[State], claims: Sequence[Claim], progress: Progress, ban: Certainty | None
) -> tuple[State, ...]:
    """The same with a recorded departure, and with a prohibition that sets a default aside."""
    musts = [claim for claim in claims if claim.modality is Modality.MUST]
    bound = Truth.of(True if any(one.holds for one in musts) else None if musts else False)
    weakest = min((claim.modality.rank for claim in claims), default=0)
    found = states
    if progress.departed:
        found = _replaced(found, State.DEPARTED_FROM, bound.negated())
    if ban is not None and weakest == Modality.MUST_BY_DEFAULT.rank:
        banned = Truth.TRUE if ban is Certainty.HOLDS else Truth.UNKNOWN
        found = _replaced(found, State.SET_ASIDE, all_of((banned, bound.negated())))
    return tuple(state for state in State if state in found)


def _replaced(states: frozenset[State], closing: State, closes: Truth) -> frozenset[State]:
    kept = states & {State.DONE, State.DONE_LATE, State.DEPARTED_FROM}
    if closes is Truth.FALSE or states == kept:
        return states
    return (kept if closes is Truth.TRUE else states) | {closing}


def deadline_of(progress: Progress, claims: Sequence[Claim]) -> DeadlineOutcome | None:
    """The deadline to show: `no_later_than` by the claims that are as certain as the obligation."""
    best = min((_certainty(claim) for claim in claims), default=0)
    sure = [due for claim in claims if _certainty(claim) == best for due in _shown(progress, claim)[:1]]
    return outcome_of(sure, [due for claim in claims for due in _shown(progress, claim)])


_RANK = {certainty: rank for rank, certainty in enumerate(Certainty)}


def _certainty(claim: Claim) -> int:
    return _RANK[claim.certainty]


def _shown(progress: Progress, claim: Claim) -> tuple[Due, ...]:
    """First what binds at the latest, then everything that may."""
    first = _first(claim)
    if not claim.recurs or progress.done is Truth.FALSE:
        return () if first is None else (first,)
    if progress.done is Truth.TRUE:
        return () if claim.again is None else (claim.again,)
    return tuple(_either(first, claim.again))


def _either(first: Due | None, again: Due | None) -> Iterator[Due]:
    both = [one for one in (first, again) if one is not None]
    known = [one.known for one in both if one.known is not None]
    if both:
        latest = max(known) if len(known) == len(both) else None
        yield evolve(max(both, key=_known), known=latest)
        yield from both


def _known(due: Due) -> datetime:
    return due.known or LAST_INSTANT

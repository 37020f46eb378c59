"""Whether one conclusion of a rule says at least what another does.

Takes two conclusions and the dates of the rule set; gives yes or no. Deadlines are compared over every day that they can be
counted from; of different starts one must be ordered before the other by what must hold between facts.
"""

from __future__ import annotations

from bekymring.model.ruleset import (
    AdviseAgainst,
    Attend,
    Competence,
    Conclusion,
    DecideWhether,
    Forbid,
    OneFirst,
    Order,
    Ordering,
    PointTo,
    Require,
)
from bekymring.prove.dates import Dates
from bekymring.prove.recurring import is_as_often, is_no_longer


def has_tails(claim: Require) -> bool:
    """Whether a modality comes with a deadline, an interval, a frequency, or a bearer of its own."""
    tails = (claim.deadline, claim.interval, claim.frequency, claim.bearer, claim.departed_by)
    return any(one is not None for one in tails) or claim.personally


_ANY_ORDER = "før"


def says_as_much(one: Conclusion, claim: Conclusion, dates: Dates) -> bool:
    """Whether one conclusion says at least what another does."""
    if isinstance(one, Require) and isinstance(claim, Require):
        if one.action != claim.action or one.modality.rank < claim.modality.rank:
            return False
        asked_for = [
            (one.bearer, claim.bearer),
            (one.departed_by, claim.departed_by),
        ]
        same = all(other is None or other == own for own, other in asked_for)
        same = same and (one.personally or not claim.personally) and _recurs(one, claim, dates)
        return same and dates.no_later(one.deadline, claim.deadline)
    if isinstance(one, DecideWhether) and isinstance(claim, DecideWhether):
        return one.subject == claim.subject and dates.no_later(one.deadline, claim.deadline)
    if isinstance(one, PointTo) and isinstance(claim, PointTo):
        return one == claim
    if isinstance(one, Order) and isinstance(claim, Order):
        wide = set(claim.then) <= set(one.then) and set(claim.involving) <= set(one.involving)
        return one.first == claim.first and wide
    if isinstance(one, Ordering) and isinstance(claim, OneFirst):
        wide = set(claim.then) <= set(one.then) and set(claim.involving) <= set(one.involving)
        return set(one.names) <= set(claim.names) and wide
    if isinstance(one, Forbid) and isinstance(claim, Forbid):
        return one.action == claim.action and claim.instead in {None, one.instead}
    if isinstance(one, AdviseAgainst) and isinstance(claim, AdviseAgainst):
        return one.action == claim.action and claim.instead in {None, one.instead}
    return one == claim


def _recurs(one: Require, claim: Require, dates: Dates) -> bool:
    often = claim.frequency is None or is_as_often(one, claim)
    apart = claim.interval is None or (
        one.interval is not None and is_no_longer(one.interval, claim.interval, dates)
    )
    return often and apart


def subject_of(one: Conclusion) -> str:
    """What a conclusion is about: only conclusions about the same thing can say as much as each other."""
    match one:
        case PointTo(level=name) | DecideWhether(subject=name) | Competence(subject=name):
            return name
        case Attend(point=name):
            return name
        case Order() | OneFirst():
            # WHY: one that must come first says as much as »one of several«, whichever of them it is.
            return _ANY_ORDER
        case _:
            return one.action

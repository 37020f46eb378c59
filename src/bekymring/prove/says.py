"""Whether one conclusion of a rule says at least what another does.

Takes two conclusions; gives yes or no. A deadline is compared where it is the same but for a shorter amount.
"""

from __future__ import annotations

from attrs import evolve

from bekymring.model.ruleset import (
    Attend,
    Competence,
    Conclusion,
    Deadline,
    DecideWhether,
    Forbid,
    Order,
    PointTo,
    Require,
)


def has_tails(claim: Require) -> bool:
    """Whether a modality comes with a deadline, an interval, a frequency, or a bearer of its own."""
    tails = (claim.deadline, claim.interval, claim.frequency, claim.bearer, claim.departed_by)
    return any(one is not None for one in tails) or claim.personally


def says_as_much(one: Conclusion, claim: Conclusion) -> bool:
    """Whether one conclusion says at least what another does."""
    if isinstance(one, Require) and isinstance(claim, Require):
        if one.action != claim.action or one.modality.rank < claim.modality.rank:
            return False
        asked_for = [
            (one.interval, claim.interval),
            (one.frequency, claim.frequency),
            (one.bearer, claim.bearer),
            (one.departed_by, claim.departed_by),
        ]
        same = all(other is None or other == own for own, other in asked_for)
        return same and (one.personally or not claim.personally) and _no_later(one.deadline, claim.deadline)
    if isinstance(one, DecideWhether) and isinstance(claim, DecideWhether):
        return one.subject == claim.subject and _no_later(one.deadline, claim.deadline)
    if isinstance(one, PointTo) and isinstance(claim, PointTo):
        return one == claim
    if isinstance(one, Order) and isinstance(claim, Order):
        wide = set(claim.then) <= set(one.then) and set(claim.involving) <= set(one.involving)
        return one.first == claim.first and wide
    if isinstance(one, Forbid) and isinstance(claim, Forbid):
        return one.action == claim.action and claim.instead in {None, one.instead}
    return one == claim


def _no_later(own: Deadline | None, other: Deadline | None) -> bool:
    if other is None or own == other:
        return True
    if own is None or own.kind is not other.kind or len(other.terms) != 1:
        return False
    (limit,) = other.terms
    for one in own.terms:
        same = evolve(one, amount=limit.amount) == limit
        shorter = getattr(one.amount, "value", None), getattr(limit.amount, "value", None)
        if same and None not in shorter and shorter[0] <= shorter[1]:  # type: ignore[operator]  # amounts are numbers
            return True
    return False


def subject_of(one: Conclusion) -> str:
    """What a conclusion is about: only conclusions about the same thing can say as much as each other."""
    match one:
        case PointTo(level=name) | DecideWhether(subject=name) | Competence(subject=name):
            return name
        case Order(first=name) | Attend(point=name):
            return name
        case _:
            return one.action

"""What rules say of one action, as forms: statements, the claims that they make, and what is said in all.

Takes conclusions; gives the actions that they speak of and the modality that they give one.
Afterwards true: a pair of forms says whether something is certain (not known: it may be), and whether it stands until further notice.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from bekymring.columns.building import FALSE, all_of, any_of, certain, unknown
from bekymring.columns.form import Form
from bekymring.model import ruleset as rs

Pair = tuple[Form, Form]
"""Whether it holds, and whether only an exception is open."""
NEVER: Pair = (FALSE, FALSE)


@frozen
class Statement:
    """A conclusion of a rule about an action."""

    rule: str
    place: int
    conclusion: rs.Conclusion
    fires: Form
    until: Form


@frozen
class Waiting:
    """An obligation that waits for something else to come first, which is then required no later."""

    action: str
    modality: rs.Modality


@frozen
class Claimed:
    """A modality that an action gets: from a conclusion about it, or because what is required waits for it."""

    modality: rs.Modality
    fires: Form
    until: Form
    source: Statement | Waiting


@frozen
class Said:
    """What is said of one action: for each thing its truth, and whether it holds until further notice."""

    statements: tuple[Statement, ...]
    claims: tuple[Claimed, ...]
    modalities: dict[rs.Modality, Pair]
    ban: Pair
    against: Pair
    whether: Pair


def spoken_of(conclusion: rs.Conclusion) -> tuple[str, ...]:
    """The actions that a conclusion speaks of."""
    match conclusion:
        case rs.Require() | rs.AdviseAgainst() | rs.OnlyWhen():
            return (conclusion.action,)
        case rs.Forbid(action=action, instead=instead):
            return (action,) if instead is None else (action, instead)
        case rs.Competence(subject=subject):
            # Nothing is claimed, but what it turns on is asked for with the rest of the action.
            return (subject,)
        case (
            rs.DecideWhether(subject=subject, is_assessment=False)
            | rs.Order(first=subject, is_assessment=False)
        ):
            return (subject,)
        case _:
            # One of several that may come first is not spoken of: none of them is required by that.
            return ()


def claimed(conclusion: rs.Conclusion, name: str) -> tuple[rs.Modality, ...]:
    """The modality that a conclusion gives an action by itself."""
    match conclusion:
        case rs.Require(action=action, modality=modality) if action == name:
            return (modality,)
        case rs.Forbid(instead=instead) if instead == name:
            return (rs.Modality.MAY,)
        case _:
            return ()


def only(one: Statement, kind: type[rs.Conclusion]) -> Pair:
    """What a statement says, if its conclusion is of a kind."""
    return (one.fires, one.until) if isinstance(one.conclusion, kind) else NEVER


def joined(found: Iterator[Pair]) -> Pair:
    """What several say together."""
    held = list(found)
    return any_of(fires for fires, _ in held), any_of(until for _, until in held)


def both(one: Pair, other: Pair) -> Pair:
    """What holds as far as two things hold: no more certain than the less certain of them."""
    fires = all_of((one[0], other[0]))
    stand = all_of(any_of((certain(pair[0]), pair[1])) for pair in (one, other))
    return fires, all_of((stand, unknown(fires)))

"""What a demand on the rules looks for: a case, or two, that break it.

Takes the outcomes of a rule set and a demand; gives what to look for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from attrs import evolve

from bekymring.model.ruleset import (
    Attend,
    Competence,
    Conclusion,
    DecideWhether,
    Demand,
    DemandKind,
    Expr,
    Forbid,
    Modality,
    OneFirst,
    OnlyWhen,
    Order,
    PointTo,
    Require,
)
from bekymring.prove.answers import NOWHERE
from bekymring.prove.ask_pairs import influence, path_of, worse_and_milder
from bekymring.prove.copies import another
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.says import has_tails, says_as_much
from bekymring.prove.space import Path
from bekymring.prove.standing import Standing
from bekymring.prove.terms import NotEncodableError


def broken(first: Outcomes, demand: Demand) -> Asked:
    """What breaks a demand."""
    if demand.kind in {DemandKind.NO_INFLUENCE, DemandKind.NEVER_BETTERS}:
        return _compared(first, demand)
    return Asked((_broken(first, demand),), (first,))


def _broken(first: Outcomes, demand: Demand) -> Truth:
    logic = first.space.logic
    waived = logic.any(first.truth(one.when, NOWHERE) for one in demand.waivers)
    when = True if demand.when is None else first.truth(demand.when, NOWHERE)
    claims = [_claim(first, one) for one in demand.claims]
    claims += [_is_said(first, name) for name in demand.outcomes]
    match demand.kind:
        case DemandKind.ALWAYS:
            is_broken = logic.no(logic.all(claims))
        case DemandKind.NEVER_BOTH:
            is_broken = _two(first, claims)
        case DemandKind.AT_LEAST_ONE:
            is_broken = logic.no(logic.any(claims))
        case DemandKind.EXACTLY_ONE:
            is_broken = logic.any([logic.no(logic.any(claims)), _two(first, claims)])
        case _:
            raise AssertionError("two cases are compared")
    return logic.all([when, logic.no(waived), is_broken])


def only_otherwise(first: Outcomes, demand: Demand) -> Asked:
    """A demand holds, and would be broken if no level had a step for when nothing points to it."""
    logic, levels = first.space.logic, first.space.ruleset.levels
    plain = another(first, {}, unassessed=(name for name, one in levels.items() if one.otherwise is not None))
    return Asked((logic.all([_broken(plain, demand), logic.no(_broken(first, demand))]),), (first, plain))


def _two(first: Outcomes, claims: list[Truth]) -> Truth:
    logic = first.space.logic
    return logic.any(
        logic.all([one, other]) for place, one in enumerate(claims) for other in claims[place + 1 :]
    )


def _is_said(first: Outcomes, name: str) -> Truth:
    """Whether a level is assessed, or an action recommended, required, or to be decided on."""
    if name in first.space.ruleset.levels:
        return first.joined_level(name, 0)
    return any_standing(first, name, lambda outcomes, one: outcomes.space.logic.any([one.should, one.decide]))


def any_standing(first: Outcomes, name: str, of: Callable[[Outcomes, Standing], Truth]) -> Truth:
    """Whether something is so of an action, for any record if it is kept for each."""
    logic = first.space.logic
    return logic.any(
        logic.all([seen, of(first, first.standing(name, place))]) for place, seen in first.any_record(name)
    )


def conflict(first: Outcomes, one: Standing) -> Truth:
    """Whether it must and must not happen."""
    return first.space.logic.all([one.must, one.ban])


def _claim(first: Outcomes, claim: Expr | Conclusion) -> Truth:
    match claim:
        case PointTo(level=level, step=step):
            scale = first.space.ruleset.scales[first.space.ruleset.levels[level].scale]
            return first.joined_level(level, scale.rank(step))
        case Require():
            return _required(first, claim)
        case Forbid(action=action) | OnlyWhen(action=action):
            return any_standing(first, action, lambda _, one: one.ban)
        case DecideWhether() | Order() | OneFirst() | Competence() | Attend():
            return _stated(first, claim)
        case _ if isinstance(claim, Conclusion):
            return any_standing(first, claim.action, lambda _, one: one.against)
        case _:
            return first.truth(claim, NOWHERE)


def _required(first: Outcomes, claim: Require) -> Truth:
    if has_tails(claim):
        return _stated(first, claim)
    strength = {
        Modality.MUST: "must",
        Modality.MUST_BY_DEFAULT: "by_default",
        Modality.SHOULD: "should",
        Modality.MAY: "may",
    }[claim.modality]
    return any_standing(first, claim.action, lambda _, one: getattr(one, strength))


def _stated(first: Outcomes, claim: Conclusion) -> Truth:
    """Whether some rule that holds says as much."""
    found = []
    for key, rule in first.space.ruleset.rules.items():
        if any(says_as_much(one, claim, first.space.dates) for one in rule.conclusions):
            found += [first.fires(key, place) for place in first.places(rule)]
    return first.space.logic.any(found)


def _compared(first: Outcomes, demand: Demand) -> Asked:
    ruleset, logic = first.space.ruleset, first.space.logic
    waived = [one.when for one in demand.waivers]
    if demand.kind is DemandKind.NO_INFLUENCE:
        names = tuple(ruleset.levels) if demand.any_level else demand.outcomes
        paths = [path for name in demand.subjects for path in _subject_paths(first, name, demand)]
        found = influence(first, paths, names)
    else:
        (subject,) = demand.subjects
        found = worse_and_milder(first, path_of(first, subject), demand.outcomes, None)
    outside = logic.no(logic.any(copy.truth(one, NOWHERE) for one in waived for copy in found.copies))
    if demand.when is not None:
        outside = logic.all([outside, *(copy.truth(demand.when, NOWHERE) for copy in found.copies)])
    return evolve(
        found,
        holds=tuple(logic.all([outside, one]) for one in found.holds),
        perhaps=tuple(logic.all([outside, one]) for one in found.perhaps),
    )


def _subject_paths(first: Outcomes, name: str, demand: Demand) -> Iterator[Path]:
    ruleset = first.space.ruleset
    if name in ruleset.lists:
        for place in range(first.space.records(name)):
            yield ("record", name, place)
            yield from (("field", name, place, one) for one in ruleset.lists[name].fields)
    elif name in ruleset.inputs:
        yield path_of(first, name)
    else:
        raise NotEncodableError(
            f"»{name}« følger af andre svar og kan ikke ændres alene",
            f'"{name}" follows from other answers and cannot be changed alone',
            demand.origin.span,
        )

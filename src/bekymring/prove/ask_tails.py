"""Deadlines, intervals and bearers that one decision has and another has not, whatever day they are counted from.

Takes two copies of the outcomes and an action; gives the truth that the first asks for a tail that nothing in the second matches.
Afterwards true: where it never holds, every tail of the first is matched in the second by a rule that says as much for every start.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.model.ruleset import DeadlineKind, DecideWhether, Require
from bekymring.prove.ask_again import later_again
from bekymring.prove.civil import Day
from bekymring.prove.dates import Later
from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.prover import Reason
from bekymring.prove.says import has_tails, says_as_much
from bekymring.prove.space import TICKS
from bekymring.prove.standing import Saying
from bekymring.prove.terms import SURELY, At

DATES = Reason(
    "to frister, mellemrum eller ansvar kan ikke sammenlignes for alle dage: de regnes fra hver sin begyndelse, eller deres længde er ikke kendt",
    "two deadlines, intervals or bearers cannot be compared for all days: they have different starts, or their length is not known",
)


def unmatched(below: Outcomes, above: Outcomes, name: str, *, on_a_day: bool) -> Iterator[Truth]:
    """A rule with a deadline or another tail holds below and not above, and no rule above says as much for every start.

    With `on_a_day`, those that say as much but for some start count as saying less on a day that shows it.
    """
    logic, rules = below.space.logic, below.space.ruleset.rules
    for said in below.said_of(name):
        if not _has_tail(said):
            continue
        rule = rules[said.rule]
        for place in below.places(rule):
            dropped = [below.fires(said.rule, place), logic.no(above.fires(said.rule, place))]
            if dropped[0] is False:
                continue
            matched = list(_matched(above, said, place, on_a_day=on_a_day))
            yield logic.all([*dropped, *(logic.no(one) for one in matched)])


def _has_tail(said: Saying) -> bool:
    one = said.conclusion
    return (isinstance(one, Require) and has_tails(one)) or (
        isinstance(one, DecideWhether) and one.deadline is not None
    )


def _matched(above: Outcomes, said: Saying, place: int | None, *, on_a_day: bool) -> Iterator[Truth]:
    space, logic = above.space, above.space.logic
    ruleset = space.ruleset
    rule = ruleset.rules[said.rule]
    for other in above.said_of(_subject(said)):
        if other.rule == said.rule:
            continue
        beside = ruleset.rules[other.rule]
        same = beside.per_record is not None and beside.per_record == rule.per_record
        for number in (place,) if same else above.places(beside):
            fires = above.fires(other.rule, number)
            if says_as_much(other.conclusion, said.conclusion, space.dates):
                yield fires
            elif on_a_day and isinstance(other.conclusion, Require):
                shown = [_on_the_day(above, other, said, number), later_again(above, other, said, number)]
                yield logic.all([fires, logic.no(logic.any(shown))])


def _subject(said: Saying) -> str:
    one = said.conclusion
    assert isinstance(one, Require | DecideWhether), "only these have tails"
    return one.action if isinstance(one, Require) else one.subject


def _on_the_day(above: Outcomes, own: Saying, below: Saying, place: int | None) -> Truth:
    """Whether both deadlines are counted from a day on which the own one falls later; no where there is none."""
    space = above.space
    later = _later(above, own, below)
    if later is None:
        return False
    assert isinstance(own.conclusion, Require), "a duty has a deadline"
    assert own.conclusion.deadline is not None, "it is compared"
    term = own.conclusion.deadline.terms[0]
    rule = space.ruleset.rules[own.rule]
    anchor = above.value(term.anchor, above.scope(rule.per_record, place))
    assert isinstance(anchor, At), "a deadline is counted from a day"
    tick = None if anchor.tick is None else (TICKS - 1 if later.at_end else 0)
    day = At(SURELY, Day.of(later.start), tick)
    met = [space.comparing.at_most(day, anchor), space.comparing.at_most(anchor, day)]
    return space.logic.all([anchor.there, *met])


def _later(above: Outcomes, own: Saying, below: Saying) -> Later | None:
    """A start from which the own deadline is later, where both are counted from one start."""
    one, other = getattr(own.conclusion, "deadline", None), getattr(below.conclusion, "deadline", None)
    if one is None or other is None or len(one.terms) != 1 or len(other.terms) != 1:
        return None
    dates = above.space.dates
    ours, theirs = one.terms[0], other.terms[0]
    if ours.anchor != theirs.anchor or {one.kind, other.kind} - {DeadlineKind.BY, DeadlineKind.SAME_DAY}:
        return None
    own_lengths, limits = dates.countings(ours, one.kind), dates.countings(theirs, other.kind)
    if own_lengths is None or limits is None:
        return None
    found = (dates.later(a, b, from_instants=True) for a in own_lengths for b in limits)
    return next((each for each in found if each is not None), None)

"""What is said of one action (of one record): modalities with their tails, prohibitions, competence.

Takes a reading whose rules have been read, and what rules say of the action; gives its outcome.
Afterwards true: for each modality that some possible rule concludes stands the join over possible rules of that modality or
stronger; a certain prohibition has taken may and should away. Docs: language reference, *Actions*, *Contradiction*.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from bekymring.calendar_dk import FIRST_INSTANT, LAST_INSTANT
from bekymring.decision import (
    ActionOutcome,
    Ban,
    Certainty,
    DeadlineOutcome,
    Obligation,
    PeriodOutcome,
)
from bekymring.evaluate.bounds import Range, certainly
from bekymring.evaluate.deadlines import (
    Due,
    due_of_deadline,
    due_of_interval,
    earliest,
    first_start,
    name_of,
)
from bekymring.evaluate.expressions import Reading, done
from bekymring.evaluate.facts import LACKING
from bekymring.evaluate.frequencies import due_again, due_first, period_outcome, recurring_of
from bekymring.evaluate.moving import last_instant
from bekymring.evaluate.plan import (
    Kind,
    Node,
    Said,
    rule_scope,
    unseen_said,
    unseen_waiting,
    waiting_for,
)
from bekymring.evaluate.states import Claim, Progress, closed, counts, deadline_of, states_of
from bekymring.frozen import frozen
from bekymring.model.ruleset import (
    Action,
    AdviseAgainst,
    Competence,
    Conclusion,
    CountedPeriod,
    DeadlineKind,
    DecideWhether,
    Forbid,
    Frequency,
    Modality,
    OnlyWhen,
    Order,
    Require,
    Rule,
)
from bekymring.values import Truth

CERTAINTIES = tuple(Certainty)
"""From the most to the least certain."""

Key = tuple[str, int | None]


@frozen
class Statement:
    """A conclusion of a rule that fires, or may."""

    said: Said
    rule: Rule
    conclusion: Conclusion
    certainty: Certainty

    @property
    def key(self) -> Key:
        """The rule and its record, as a decision shows them."""
        return self.said.rule, None if self.said.record == LACKING else self.said.record


def statements(reading: Reading, said: Iterable[Said]) -> Iterator[Statement]:
    """What is said by rules that fire or may fire."""
    for one in said:
        rule = reading.facts.ruleset.rules[one.rule]
        certainty = reading.rules[one.rule, one.record].certainty
        if certainty is not None:
            yield Statement(one, rule, rule.conclusions[one.place], certainty)


def weaker(*certainties: Certainty) -> Certainty:
    """The least certain of several."""
    return max(certainties, key=CERTAINTIES.index)


def best(certainties: Iterable[Certainty]) -> Certainty:
    """The most certain of several."""
    return min(certainties, key=CERTAINTIES.index)


def action_outcome(
    reading: Reading, node: Node, said: tuple[Said, ...]
) -> tuple[ActionOutcome, Obligation | None]:
    """All that is said of an action, what must come first apart; and its duty as it is before a prohibition sets it aside."""
    stated = tuple(statements(reading, said))
    action = reading.facts.subjects[node.name]
    progress = progress_of(reading, node)
    ban = _ban(reading, node.name, stated)
    claims = _claims(reading, node, stated, progress)
    obligations = tuple(_obligations(claims, progress, (action, ban, reading)))
    role, perhaps = highest_role(reading, action.decided_by, stated)
    counted = _counted(progress, claims, obligations)
    outcome = ActionOutcome(
        action=node.name,
        record=node.record,
        obligations=obligations,
        ban=ban,
        advised_against=_advised_against(stated),
        decide_whether=decide_whether(reading, stated, progress, action),
        blocked_by=(),
        decided_by=role,
        perhaps_decided_by=perhaps,
        done_at=last_instant(progress.at.low)
        if counted is Truth.TRUE and isinstance(progress.at, Range) and progress.at.is_point
        else None,
        done=counted,
        exact=True,
        conflict=_conflict(obligations, ban),
    )
    duties = [claim for claim in claims if claim.modality.rank >= Modality.MUST_BY_DEFAULT.rank]
    weakest = max((claim.modality for claim in duties), key=_strongest_first, default=None)
    if weakest is None:
        return outcome, None
    return outcome, obligation_of(weakest, duties, progress, (action, None, reading))


def _counted(progress: Progress, claims: Sequence[Claim], obligations: Sequence[Obligation]) -> Truth:
    """Whether it is done for the strongest obligation: for each that may turn out to be the strongest, and for none if none need be."""
    found: set[Truth] = set()
    for obligation in obligations:
        found.add(counts(progress, [one for one in claims if one.modality.rank >= obligation.modality.rank]))
        if obligation.certainty is Certainty.HOLDS:
            break
    else:
        found.add(progress.done)
    return found.pop() if len(found) == 1 else Truth.UNKNOWN


def progress_of(reading: Reading, node: Node) -> Progress:
    """Whether the action is done or departed from."""
    departed = any(
        (one.action, one.record) == (node.name, node.record) for one in reading.facts.case.departures
    )
    return Progress(*done(reading, node.name, node.record), departed)


# --- Claims -----------------------------------------------------------------------------------------------


def _claims(
    reading: Reading, node: Node, stated: Sequence[Statement], progress: Progress
) -> tuple[Claim, ...]:
    found: list[Claim] = []
    for one in stated:
        match one.conclusion:
            case Require(action=node.name):
                found.append(_claim(reading, one, one.conclusion, progress))
            case Forbid(instead=node.name):
                found.append(Claim(one.key, one.certainty, Modality.MAY))
            case Order(first=node.name):
                found.extend(because_of_order(reading, one, one.conclusion, first=node.record))
            case _:
                continue
    return tuple(sorted(found, key=_claim_order))


def _claim_order(claim: Claim) -> tuple[int, str, int, int]:
    return CERTAINTIES.index(claim.certainty), claim.key[0], claim.key[1] or 0, -claim.modality.rank


def _claim(reading: Reading, one: Statement, require: Require, progress: Progress) -> Claim:
    scope = rule_scope(one.rule, one.said.record)
    claim = Claim(one.key, one.certainty, require.modality, require)
    if require.deadline is not None:
        claim = evolve(claim, deadline=due_of_deadline(reading, require.deadline, scope))
    last, recurring = certainly(progress.at), recurring_of(reading, require)
    if recurring is not None:
        claim = evolve(
            claim,
            first=due_first(reading, recurring, scope),
            again=due_again(reading, recurring, scope, last),
            period=period_outcome(reading, recurring, scope, (progress.done, progress.at)),
        )
    if require.interval is None:
        return claim
    start = first_start(reading, require.interval, scope)
    anchor = "" if require.interval.start is None else name_of(require.interval.start, scope.this)
    first = due_of_interval(reading, require.interval, scope, start, anchor=anchor)
    again = due_of_interval(reading, require.interval, scope, last, anchor=require.action)
    return evolve(claim, first=_sooner(claim.first, first), again=_sooner(claim.again, again))


def _sooner(one: Due | None, other: Due) -> Due:
    return other if one is None else earliest((one, other))


def because_of_order(reading: Reading, one: Statement, order: Order, *, first: int | None) -> Iterator[Claim]:
    """What must come first, for the record `first`, is required as what waits for it is, and no later."""
    facts, record = reading.facts, one.said.record
    seen = waiting_for(order, first, record=record, rule=one.rule, facts=facts)
    waiting = (reading.actions.get((node.name, node.record)) for node in seen)
    duties = [duty for outcome in waiting if outcome is not None for duty in outcome.obligations]
    for name in unseen_waiting(order, first, record=record, rule=one.rule, facts=facts):
        duties.extend(unseen_duties(reading, name))
    for duty in duties:
        if duty.modality.rank >= Modality.MUST_BY_DEFAULT.rank:
            certainty = weaker(one.certainty, duty.certainty)
            yield Claim(one.key, certainty, duty.modality, deadline=_no_later(duty.deadline))
            if duty.deadline is not None and duty.deadline.perhaps is not None:
                # A day that only may be the one binds nobody for certain.
                earlier = Due(duty.deadline.perhaps, LAST_INSTANT, Truth.UNKNOWN, known=duty.deadline.perhaps)
                yield Claim(one.key, Certainty.DEPENDS, duty.modality, deadline=earlier)


def unseen_duties(reading: Reading, action: str) -> tuple[Obligation, ...]:
    """What may be asked of an action that is kept for each record, for a record that the case may lack."""
    node, facts = Node(Kind.ACTION, action, LACKING), reading.facts
    stated = tuple(
        evolve(one, certainty=Certainty.DEPENDS) for one in statements(reading, unseen_said(action, facts))
    )
    progress = progress_of(reading, node)
    claims = _claims(reading, node, stated, progress)
    return tuple(_obligations(claims, progress, (facts.subjects[action], None, reading)))


def _no_later(deadline: DeadlineOutcome | None) -> Due | None:
    if deadline is None:
        return None
    known = deadline.no_later_than
    soon = deadline.as_soon_as_possible or deadline.at_once
    kind = DeadlineKind.AT_ONCE if deadline.at_once else DeadlineKind.AS_SOON_AS_POSSIBLE
    may_be = deadline.perhaps is not None or bool(deadline.durations)
    is_set = Truth.of(True if known else None if may_be else False)
    return Due(
        low=FIRST_INSTANT if deadline.durations else deadline.perhaps or known or FIRST_INSTANT,
        high=known or LAST_INSTANT,
        is_set=is_set,
        known=known,
        durations=deadline.durations,
        kind=kind if soon and known is None else DeadlineKind.BY,
    )


# --- Outcomes ---------------------------------------------------------------------------------------------


def _obligations(
    claims: Sequence[Claim], progress: Progress, about: tuple[Action | None, Ban | None, Reading]
) -> Iterator[Obligation]:
    ban = about[1]
    for modality in sorted({claim.modality for claim in claims}, key=_strongest_first):
        weak = modality.rank <= Modality.SHOULD.rank
        if weak and ban is not None and ban.certainty is Certainty.HOLDS:
            continue
        joined = [claim for claim in claims if claim.modality.rank >= modality.rank]
        obligation = obligation_of(modality, joined, progress, about)
        yield evolve(obligation, certainty=Certainty.DEPENDS) if weak and ban is not None else obligation


def _strongest_first(modality: Modality) -> int:
    return -modality.rank


def obligation_of(
    modality: Modality,
    claims: Sequence[Claim],
    progress: Progress,
    about: tuple[Action | None, Ban | None, Reading],
) -> Obligation:
    """The join of claims of a modality or stronger."""
    action, ban, reading = about
    required = [claim.require for claim in claims if claim.require is not None]
    bearers = {one.bearer for one in required if one.bearer is not None}
    own = {action.bearer} if action is not None and action.bearer is not None else set()
    states = states_of(progress, claims, reading.facts.moment)
    return Obligation(
        modality=modality,
        certainty=best(claim.certainty for claim in claims),
        deadline=deadline_of(progress, claims),
        frequencies=tuple(sorted({one.frequency for one in required if one.frequency}, key=_how_often)),
        bearers=tuple(sorted(bearers or own)),
        personally=any(one.personally for one in required) or bool(action and action.personally),
        departed_by=tuple(sorted({one.departed_by for one in required if one.departed_by is not None})),
        rules=tuple(dict.fromkeys(claim.key for claim in claims)),
        states=closed(states, claims, progress, ban.certainty if ban else None),
        periods=tuple(sorted({one.period for one in claims if one.period is not None}, key=_which_period)),
    )


def _how_often(one: Frequency) -> tuple[str, int, int]:
    if isinstance(one.period, CountedPeriod):
        return one.period.unit, one.period.amount, one.times
    return one.period, 0, one.times


def _which_period(one: PeriodOutcome) -> tuple[tuple[str, int, int], date, int, int]:
    return _how_often(one.frequency), one.ends or date.max, one.least, -1 if one.most is None else one.most


def decide_whether(
    reading: Reading, stated: Iterable[Statement], progress: Progress, action: Action | None
) -> Obligation | None:
    """The duty to decide whether; it is done when the action is done, or a departure for it is recorded."""
    claims = decide_claims(reading, stated)
    if not claims:
        return None
    if progress.departed:
        # When it was decided is not recorded, only that it was.
        claims, progress = (
            tuple(evolve(claim, deadline=None) for claim in claims),
            Progress(Truth.TRUE, progress.at),
        )
    return obligation_of(Modality.MUST, claims, progress, (action, None, reading))


def decide_claims(reading: Reading, stated: Iterable[Statement]) -> tuple[Claim, ...]:
    """The claims that something be decided, most certain first."""
    claims = []
    for one in stated:
        if isinstance(one.conclusion, DecideWhether):
            deadline = one.conclusion.deadline
            scope = rule_scope(one.rule, one.said.record)
            due = None if deadline is None else due_of_deadline(reading, deadline, scope)
            claims.append(Claim(one.key, one.certainty, Modality.MUST, deadline=due))
    return tuple(sorted(claims, key=_claim_order))


def _ban(reading: Reading, action: str, stated: Iterable[Statement]) -> Ban | None:
    found: list[tuple[Certainty, Key, str | None, bool]] = []
    for one in stated:
        match one.conclusion:
            case Forbid() if one.conclusion.action == action:
                found.append((one.certainty, one.key, one.conclusion.instead, False))
            case OnlyWhen():
                limit = reading.rules[one.said.rule, one.said.record].limits[one.said.place]
                open_ = weaker(one.certainty, Certainty.HOLDS_UNLESS)
                if limit is not Truth.TRUE:
                    found.append((open_ if limit is Truth.UNKNOWN else one.certainty, one.key, None, True))
            case _:
                continue
    if not found:
        return None
    found.sort(key=lambda one: (CERTAINTIES.index(one[0]), one[1][0], one[1][1] or 0))
    return Ban(
        certainty=found[0][0],
        rules=tuple(dict.fromkeys(key for _, key, _, _ in found)),
        instead=tuple(sorted({instead for _, _, instead, _ in found if instead is not None})),
        until_established=all(until for _, _, _, until in found),
    )


def _advised_against(stated: Iterable[Statement]) -> Ban | None:
    found = [one for one in stated if isinstance(one.conclusion, AdviseAgainst)]
    if not found:
        return None
    found.sort(key=lambda one: (CERTAINTIES.index(one.certainty), one.key[0], one.key[1] or 0))
    routes = {one.conclusion.instead for one in found if isinstance(one.conclusion, AdviseAgainst)}
    return Ban(
        found[0].certainty,
        tuple(dict.fromkeys(one.key for one in found)),
        instead=tuple(sorted(route for route in routes if route is not None)),
    )


def _conflict(obligations: Sequence[Obligation], ban: Ban | None) -> Certainty | None:
    must = [one for one in obligations if one.modality is Modality.MUST]
    if not must or ban is None:
        return None
    both = weaker(must[0].certainty, ban.certainty)
    return Certainty.HOLDS if both is Certainty.HOLDS else Certainty.DEPENDS


def highest_role(
    reading: Reading, declared: str | None, stated: Iterable[Statement]
) -> tuple[str | None, str | None]:
    """The highest role that certainly must decide, and a higher one that perhaps must."""
    said = [(one.conclusion.role, one.certainty) for one in stated if isinstance(one.conclusion, Competence)]
    own = [] if declared is None else [declared]

    def rank(role: str) -> tuple[int, str]:
        found = reading.facts.ruleset.roles[role].rank
        return -1 if found is None else found, role

    certain = max((*own, *(role for role, how in said if how is Certainty.HOLDS)), key=rank, default=None)
    possible = max((*own, *(role for role, _ in said)), key=rank, default=None)
    return certain, possible if possible != certain else None

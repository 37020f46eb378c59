"""When something is due, as forms: the part of `evaluate.deadlines` that a table can say, written once for all rows.

Takes what rules say of an action; gives for each modality the day or instant that it is due by, and the earlier one that may be.
Afterwards true: a day stands for its end in Denmark, which is what the evaluator says of every deadline but those in hours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve, frozen

from bekymring.calendar_dk import danish_date
from bekymring.columns import dates
from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    all_of,
    any_of,
    case,
    certain,
    compared,
    earliest,
    given,
    nothing,
    possible,
    unknown,
)
from bekymring.columns.expressions import Expressions
from bekymring.columns.form import (
    Case,
    Column,
    DayEdge,
    Earliest,
    Edge,
    First,
    Form,
    Given,
    HoursAfter,
    Kind,
    OfKind,
    Order,
)
from bekymring.columns.outcomes import Outcomes
from bekymring.columns.refusal import AMOUNT, FREQUENCY, INTERVAL, Refused
from bekymring.columns.said import Claimed, Said, Statement
from bekymring.columns.values import Nothing, Spread, in_days, spread
from bekymring.evaluate.deadlines import due_of_deadline
from bekymring.evaluate.expressions import NOWHERE
from bekymring.model import ruleset as rs


@frozen
class Claim:
    """What one rule says of an action, and when that is due; without a start that is known, nothing."""

    fires: Form
    until: Form
    due: Form | None


@frozen
class By:
    """When it is due, and earlier if rules apply that are still open."""

    by: Form
    perhaps: Form | None


def claims_of(outcomes: Outcomes, said: Said, least: rs.Modality) -> tuple[Claim, ...]:
    """What rules claim of an action with a modality or a stronger one."""
    held = (one for one in said.claims if one.modality.rank >= least.rank)
    return tuple(claim for one in held for claim in _claims(outcomes, one))


def _claims(outcomes: Outcomes, one: Claimed) -> Iterator[Claim]:
    """A claim and when it is due: what must come first no later than what waits for it."""
    if isinstance(one.source, Statement):
        yield Claim(one.fires, one.until, _due(outcomes, one.source))
        return
    said = outcomes.action(one.source.action)
    claims = claims_of(outcomes, said, one.source.modality)
    due = due_by(claims, said.modalities[one.source.modality][0])
    yield Claim(one.fires, one.until, None if due is None else due.by)
    if due is not None and due.perhaps is not None:
        # A day that only may be the one binds nobody for certain.
        may = all_of((possible(one.fires), NOT_KNOWN))
        yield Claim(may, FALSE, earlier(due.by, due.perhaps, kind_of(due.by)))


def decisions_of(outcomes: Outcomes, said: Said) -> tuple[Claim, ...]:
    """What rules claim of deciding whether."""
    stated = [one for one in said.statements if isinstance(one.conclusion, rs.DecideWhether)]
    return tuple(Claim(one.fires, one.until, _due(outcomes, one)) for one in stated)


def _due(outcomes: Outcomes, one: Statement) -> Form | None:
    span = outcomes.ruleset.rules[one.rule].origin.span
    return outcomes.guarded(span, lambda: _of_conclusion(outcomes, one.conclusion))


def _of_conclusion(outcomes: Outcomes, conclusion: rs.Conclusion) -> Form | None:
    if not isinstance(conclusion, rs.Require | rs.DecideWhether):
        return None
    if isinstance(conclusion, rs.Require) and conclusion.frequency is not None:
        raise Refused(FREQUENCY, conclusion.span)
    if isinstance(conclusion, rs.Require) and conclusion.interval is not None:
        raise Refused(INTERVAL, conclusion.span)
    if conclusion.deadline is None:
        return None
    if conclusion.deadline.kind in {rs.DeadlineKind.AS_SOON_AS_POSSIBLE, rs.DeadlineKind.AT_ONCE}:
        return None
    kind = conclusion.deadline.kind
    terms = [_term(outcomes.expressions, one, kind) for one in conclusion.deadline.terms]
    return earliest(_of_one_kind(terms)) if terms else None


def _term(expressions: Expressions, term: rs.DeadlineTerm, kind: rs.DeadlineKind) -> Form:
    read = (term.anchor,) if term.amount is None else (term.anchor, term.amount)
    if all(expressions.is_constant(one) for one in read):
        return _constant(expressions, term, kind)
    anchor = expressions.value(term.anchor)
    if isinstance(anchor, Nothing):
        return nothing(Kind.DAY)
    assert isinstance(anchor, Spread), "a deadline is counted from a day or an instant"
    if term.amount is None or term.unit is None:
        return _known(in_days(anchor) if kind is rs.DeadlineKind.SAME_DAY else anchor)
    amount = dates.amount_of(expressions.value(term.amount), 1, term.unit)
    moved = moved_by(expressions, anchor, amount, term)
    if moved.exact is not None:
        return moved.exact
    points = all_of((dates.is_point(anchor), dates.is_point(amount)))
    return case(((points, moved.low),), nothing(moved.kind))


def moved_by(expressions: Expressions, anchor: Spread, amount: Spread, term: rs.DeadlineTerm) -> Spread:
    """Where a term falls due, whether its anchor and amount are known or not."""
    assert term.unit is not None, "what is counted is counted in a unit"
    calendar = expressions.reading.facts.calendars[0]
    moved = dates.shift(anchor, amount, term.unit, calendar)
    if term.first_day_counts and term.unit is not rs.Unit.HOURS and amount.ceiling != 0:
        if amount.floor != amount.ceiling and int(amount.floor) <= 0 <= int(amount.ceiling):  # type: ignore[arg-type]
            raise Refused(AMOUNT)
        moved = dates.shift(moved, _A_DAY_BACK, rs.Unit.DAYS, calendar)
    assert isinstance(moved, Spread), "what is there is moved to somewhere"
    return moved


_A_DAY_BACK = spread(Kind.WHOLE, given(-1), (-1, -1), TRUE)


def _known(value: Spread) -> Form:
    if value.exact is not None:
        return value.exact
    return case(((dates.is_point(value), value.low),), nothing(value.kind))


def _constant(expressions: Expressions, term: rs.DeadlineTerm, kind: rs.DeadlineKind) -> Form:
    """What is due at the same time in every row is worked out by the evaluator."""
    due = due_of_deadline(expressions.reading, rs.Deadline(kind, (term,)), NOWHERE)
    anchor = expressions.value(term.anchor)
    counted = kind is rs.DeadlineKind.SAME_DAY or (term.unit is not None and term.unit is not rs.Unit.HOURS)
    in_whole_days = counted or (isinstance(anchor, Spread) and anchor.kind is Kind.DAY and term.unit is None)
    if due.known is None:
        return nothing(Kind.DAY if in_whole_days else Kind.INSTANT)
    return given(danish_date(due.known)) if in_whole_days else given(due.known)


def _of_one_kind(dues: Sequence[Form]) -> Sequence[Form]:
    """Days, or where one of them is an instant, the last instants of the days."""
    known = [one for one in dues if not _is_nothing(one)]
    if len({kind_of(one) for one in known}) > 1:
        return [instant_of(one) for one in known]
    return known or dues[:1]


def instant_of(due: Form, kind: Kind | None = None) -> Form:
    """The last instant that a day or instant can mean."""
    return due if (kind or kind_of(due)) is Kind.INSTANT else dates.day_edge(Edge.LAST, due)


def kind_of(due: Form) -> Kind:
    """Whether it is due by a day or an instant."""
    match due:
        case Column(kind=kind) | Given(kind=kind) | OfKind(kind=kind):
            return kind
        case Earliest(items=items) | First(items=items):
            return kind_of(items[0])
        case Case(branches=branches):
            return kind_of(branches[0][1])
        case HoursAfter() | DayEdge():
            return Kind.INSTANT
        case _:
            return Kind.DAY


def _in_one_kind(claims: Sequence[Claim]) -> Sequence[Claim]:
    kinds = {kind_of(one.due) for one in claims if one.due is not None and not _is_nothing(one.due)}
    if len(kinds) <= 1:
        return claims
    return [one if one.due is None else evolve(one, due=instant_of(one.due)) for one in claims]


def _is_nothing(due: Form) -> bool:
    return isinstance(due, Given) and due.value is None


def due_by(claims: Sequence[Claim], concluded: Form) -> By | None:
    """The join over claims: by the claims that are as certain as the obligation, and by every possible one."""
    if all(one.due is None for one in claims):
        return None
    claims = _in_one_kind(claims)
    kind = kind_of(_of_one_kind([one.due for one in claims if one.due is not None])[0])
    every = _least([(possible(one.fires), one.due) for one in claims], kind)
    if len(claims) == 1:
        return By(
            every if every_is(concluded, claims[0]) else case(((possible(concluded), every),), nothing(kind)),
            None,
        )
    sure = _least([(certain(one.fires), one.due) for one in claims], kind)
    firm = _least([(one.until, one.due) for one in claims], kind)
    best = (
        (certain(any_of(one.fires for one in claims)), sure),
        (any_of(one.until for one in claims), firm),
    )
    by = case(((possible(concluded), case(best, every)),), nothing(kind))
    return By(by, case(((possible(concluded), every),), nothing(kind)))


def every_is(concluded: Form, claim: Claim) -> bool:
    """Whether what is concluded is what the one claim says."""
    return concluded == claim.fires


def earlier(by: Form, perhaps: Form, kind: Kind) -> Form:
    """The possible deadline, where it is earlier than the one that binds."""
    return case(((any_of((unknown(by), compared(Order.LESS, perhaps, by))), perhaps),), nothing(kind))


def _least(dues: Sequence[tuple[Form, Form | None]], kind: Kind) -> Form:
    known = [(condition, due) for condition, due in dues if due is not None]
    constant = [
        (due.value, condition) for condition, due in known if isinstance(due, Given) and due.value is not None
    ]
    if len(constant) == len([due for _, due in known if not (isinstance(due, Given) and due.value is None)]):
        ordered = sorted({value for value, _ in constant})
        return case(
            ((any_of(held for value, held in constant if value == one), given(one)) for one in ordered),  # type: ignore[arg-type]
            nothing(kind),
        )
    return earliest(case(((condition, due),), nothing(kind)) for condition, due in known)

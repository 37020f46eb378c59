"""What a rule concludes: a row a kind says which tails it takes and of what it may speak.

Takes conclusions as written; gives those of the kernel (one `så` may give two: a duty to decide, and an order).
Afterwards true: every tail is kept or reported, every subject is of the right kind, a per-record outcome is concluded
in a rule over its own list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import assert_never

from bekymring.frozen import frozen
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.arithmetic import whole_amount
from bekymring.model.draft import Scope, Stop
from bekymring.model.expressions import condition, date_value, each, value
from bekymring.model.moments import movable
from bekymring.model.naming import level_named
from bekymring.model.outcomes import action_named, assessment_named, of_record
from bekymring.model.resolve import Kind
from bekymring.model.typed import Typed
from bekymring.model.vocabulary import step_of
from bekymring.source import Span
from bekymring.syntax import document as doc

_K = doc.ConclusionKind


@frozen
class Row:
    """One kind of conclusion: how it is said, and the tails that it takes."""

    da: str
    en: str
    tails: frozenset[str] = frozenset()
    modality: rs.Modality | None = None


_DUTY = frozenset({"deadline", "interval", "frequency", "bearer", "record"})
_DEPARTABLE = _DUTY | {"departed_by"}

ROWS: Mapping[doc.ConclusionKind, Row] = {
    _K.MUST: Row("skal … ske", "must … happen", _DUTY | {"before"}, rs.Modality.MUST),
    _K.MUST_BY_DEFAULT: Row(
        "skal … som udgangspunkt ske", "must … as a rule happen", _DEPARTABLE, rs.Modality.MUST_BY_DEFAULT
    ),
    _K.SHOULD: Row("bør … ske", "should … happen", _DEPARTABLE, rs.Modality.SHOULD),
    _K.MAY: Row("kan … ske", "may … happen", _DUTY, rs.Modality.MAY),
    _K.SHOULD_NOT: Row("bør … ikke ske", "should … not happen", frozenset({"instead", "record"})),
    _K.MUST_NOT: Row("må … ikke ske", "must … not happen", frozenset({"instead", "record"})),
    _K.MAY_ONLY_WHEN: Row("må … kun ske når", "may … only happen when", frozenset({"condition", "record"})),
    _K.DECIDE_WHETHER: Row(
        "skal der tages stilling til", "must be decided whether", frozenset({"deadline", "before", "record"})
    ),
    _K.BEFORE: Row("skal … ske før", "must … happen before", frozenset({"before", "record"})),
    _K.POINTS_TO: Row("peger det på", "it points to", frozenset({"step"})),
    _K.DECIDED_BY: Row("besluttes … af", "is decided … by", frozenset({"role"})),
    _K.ATTENTION: Row("vær opmærksom på", "be aware of"),
}

_TAILS: Mapping[str, tuple[str, str]] = {
    "record": ("»af denne …«", "»of this …«"),
    "deadline": ("En frist", "A deadline"),
    "interval": ("Et mellemrum", "An interval"),
    "frequency": ("Et antal gange", "A number of times"),
    "before": ("»før …«", "»before …«"),
    "condition": ("»når …«", "»when …«"),
    "step": ("Et trin", "A step"),
    "role": ("»af <rolle>«", "»by <role>«"),
    "instead": ("»i stedet …«", "»instead …«"),
    "departed_by": ("»kan fraviges af …«", "»may be departed from by …«"),
    "bearer": ("»påhviler …«", "»falls to …«"),
}
_READ: Mapping[doc.ConclusionKind, frozenset[str]] = {
    _K.MUST: _DEPARTABLE,
    _K.MAY: _DEPARTABLE,
    _K.DECIDE_WHETHER: _DEPARTABLE,
    _K.BEFORE: frozenset({"bearer"}),
}
"""The tails that can be read there all the same; every other one is a finding when the text is read."""

_HINTS: Mapping[str, tuple[str, str]] = {
    "departed_by": (
        "En pligt, der kan fraviges, hedder »skal … som udgangspunkt ske«.",
        "A duty that may be departed from is written »must … as a rule happen«.",
    ),
}
_OWN_SENTENCE = (
    "Skriv det i sin egen sætning: så skal … ske …",
    "Write it in a sentence of its own: then must … happen …",
)


def conclusions(scope: Scope, written: tuple[doc.Conclusion, ...]) -> tuple[rs.Conclusion, ...]:
    """Every conclusion of a rule; those that have a finding are left out."""
    found: list[rs.Conclusion] = []
    for one in written:
        try:
            found += conclusion(scope, one)
        except Stop:
            continue
    return tuple(found)


def conclusion(scope: Scope, written: doc.Conclusion) -> tuple[rs.Conclusion, ...]:
    """What one `så` concludes."""
    _tails(scope, written)
    match written.kind:
        case _K.MUST | _K.MUST_BY_DEFAULT | _K.SHOULD | _K.MAY:
            return (_require(scope, written), *_order(scope, written))
        case _K.DECIDE_WHETHER:
            return (_decide(scope, written), *_order(scope, written))
        case _K.BEFORE:
            return _order(scope, written)
        case _K.SHOULD_NOT:
            return _advised_against(scope, written)
        case _K.MUST_NOT | _K.MAY_ONLY_WHEN:
            return (_against(scope, written),)
        case _K.POINTS_TO:
            return (_point(scope, written),)
        case _K.DECIDED_BY:
            return (_competence(scope, written),)
        case _K.ATTENTION:
            point = scope.declared(written.subject, frozenset({Kind.ATTENTION}))
            return (rs.Attend(point.name, span=written.span),)
        case _:
            assert_never(written.kind)


def _tails(scope: Scope, written: doc.Conclusion) -> None:
    row = ROWS[written.kind]
    for tail, (da, en) in _TAILS.items():
        if getattr(written, tail) is None or tail in row.tails:
            continue
        if tail not in _READ.get(written.kind, frozenset()):
            scope.draft.broken = True
            continue
        hint = _HINTS.get(tail, _OWN_SENTENCE)
        more = {
            "tail_da": da,
            "tail_en": en,
            "kind_da": row.da,
            "kind_en": row.en,
            "hint_da": hint[0],
            "hint_en": hint[1],
        }
        scope.report(mistakes.TAIL_NOT_HERE, written.span, more=more)


def _action(scope: Scope, written: doc.Conclusion) -> rs.Action:
    action = action_named(scope, written.subject)
    of_record(scope, action.name, action.per_record, written.record, at=written.subject)
    return action


# --- duties -------------------------------------------------------------------------------------------------


def _require(scope: Scope, written: doc.Conclusion) -> rs.Conclusion:
    action, deadline_, interval_, start = each(
        (
            partial(_action, scope, written),
            partial(_maybe_deadline, scope, written.deadline),
            partial(_maybe_interval, scope, written.interval),
            partial(_maybe_start, scope, written.frequency),
        )
    )
    assert isinstance(action, rs.Action)
    modality = ROWS[written.kind].modality
    assert modality is not None
    frequency = written.frequency
    departs = "departed_by" in ROWS[written.kind].tails
    return rs.Require(
        action.name,
        modality,
        deadline_ if isinstance(deadline_, rs.Deadline) else None,
        interval_ if isinstance(interval_, rs.Interval) else None,
        None if frequency is None else rs.Frequency(frequency.times, _period(frequency.period)),
        start.expr if isinstance(start, Typed) else None,
        scope.name_of(written.bearer, Kind.ROLE),
        written.personally,
        scope.name_of(written.departed_by, Kind.ROLE) if departs else None,
        span=written.span,
    )


def _maybe_deadline(
    scope: Scope, written: doc.Deadline | None
) -> rs.Action | rs.Deadline | rs.Interval | Typed | None:
    return None if written is None else deadline(scope, written)


def _maybe_interval(
    scope: Scope, written: doc.Interval | None
) -> rs.Action | rs.Deadline | rs.Interval | Typed | None:
    return None if written is None else interval(scope, written)


def _maybe_start(
    scope: Scope, written: doc.Frequency | None
) -> rs.Action | rs.Deadline | rs.Interval | Typed | None:
    return None if written is None or written.start is None else date_value(scope, written.start)


def _period(written: doc.CalendarPeriod | doc.CountedPeriod) -> rs.CalendarPeriod | rs.CountedPeriod:
    match written:
        case doc.CountedPeriod(amount=amount, unit=unit):
            return rs.CountedPeriod(amount, unit)
        case _:
            return written


def deadline(scope: Scope, written: doc.Deadline) -> rs.Deadline:
    """A deadline: each of its starting points is a day or an instant."""
    if any(one.unit is doc.Unit.WORKING_DAYS for one in written.terms) and not _has_calendar(scope):
        scope.report(mistakes.NO_CALENDAR, written.span)
    return rs.Deadline(written.kind, each(partial(_term, scope, one) for one in written.terms))


def _has_calendar(scope: Scope) -> bool:
    return any(scope.draft.names.find(name, scope.layer) is not None for name in scope.draft.calendars)


def _term(scope: Scope, written: doc.DeadlineTerm) -> rs.DeadlineTerm:
    anchor = date_value(scope, written.anchor)
    if written.unit is None or written.amount is None:
        return rs.DeadlineTerm(anchor.expr)
    start = movable(scope, anchor, written.unit, at=written.span)
    amount = whole_amount(scope, value(scope, written.amount))
    return rs.DeadlineTerm(start.expr, amount.expr, written.unit, written.first_day_counts)


def interval(scope: Scope, written: doc.Interval) -> rs.Interval:
    """What recurs, counted from the last time and first from `regnet fra`."""
    amount = whole_amount(scope, value(scope, written.amount))
    if written.start is None:
        scope.report(mistakes.NO_START, written.span)
        return rs.Interval(amount.expr, written.unit, None)
    start: Typed = movable(scope, date_value(scope, written.start), written.unit, at=written.span)
    return rs.Interval(amount.expr, written.unit, start.expr)


def _decide(scope: Scope, written: doc.Conclusion) -> rs.Conclusion:
    found = scope.declared(written.subject, frozenset({Kind.ACTION, Kind.ASSESSMENT}))
    until = None if written.deadline is None else deadline(scope, written.deadline)
    if found.kind is Kind.ACTION:
        return rs.DecideWhether(
            _action(scope, written).name, is_assessment=False, deadline=until, span=written.span
        )
    assessment_named(scope, written.subject, written.record)
    return rs.DecideWhether(found.name, is_assessment=True, deadline=until, span=written.span)


# --- order --------------------------------------------------------------------------------------------------


def _order(scope: Scope, written: doc.Conclusion) -> tuple[rs.Conclusion, ...]:
    if written.before is None:
        return ()
    every = (doc.Subject(written.subject, written.record, span=written.subject.span), *written.alternatives)
    firsts, then = tuple(_first(scope, one) for one in every), _then(scope, written.before)
    if len(firsts) > 1:
        return (_one_first(scope, written, firsts, then),)
    involving = _parties(scope, written.before)
    if not then and not involving:
        return ()
    (first,) = firsts
    return (
        rs.Order(
            first.name,
            first.is_assessment,
            then=tuple(one.name for one in then),
            involving=involving,
            span=written.span,
        ),
    )


@frozen
class _First:
    """What comes first, and the list for each of whose records it is kept."""

    name: str
    is_assessment: bool
    per_record: str | None
    span: Span


def _first(scope: Scope, one: doc.Subject) -> _First:
    found = scope.declared(one.name, frozenset({Kind.ACTION, Kind.ASSESSMENT}))
    if found.kind is Kind.ACTION:
        action = action_named(scope, one.name)
        if one.record is not None:
            of_record(scope, action.name, action.per_record, one.record, at=one.name)
        # INVARIANT: an order speaks of all records for which the action is required, so it may stand in any rule.
        return _First(action.name, is_assessment=False, per_record=action.per_record, span=one.span)
    made = assessment_named(scope, one.name, one.record, of_all=True)
    return _First(made.name, is_assessment=True, per_record=made.list_, span=one.span)


def _then(scope: Scope, before: doc.Subject | doc.Involving) -> tuple[rs.Action, ...]:
    """The action that waits; it may be named with its record, which is the one that the rule is read for."""
    if isinstance(before, doc.Involving):
        return ()
    action = action_named(scope, before.name)
    if before.record is not None:
        of_record(scope, action.name, action.per_record, before.record, at=before.name)
    return (action,)


def _parties(scope: Scope, before: doc.Subject | doc.Involving) -> tuple[str, ...]:
    return scope.names_of(before.parties, Kind.PARTY) if isinstance(before, doc.Involving) else ()


def _one_first(
    scope: Scope, written: doc.Conclusion, firsts: tuple[_First, ...], then: tuple[rs.Action, ...]
) -> rs.Conclusion:
    """One of several comes first; of those kept for each record it is the record that the rule is read for."""
    assert written.before is not None, "an order comes before something"
    involving = _parties(scope, written.before)
    if not then and not involving:
        raise Stop
    names = tuple(one.name for one in firsts)
    for number, one in enumerate(firsts):
        if one.name in (*names[:number], *(each.name for each in then)):
            raise scope.stop(mistakes.NAMED_TWICE_AS_FIRST, one.span, name=one.name)
        waits = tuple(each for each in then if each.per_record == one.per_record)
        if one.per_record is not None and (one.per_record != scope.per_record or not waits):
            args = {"name": one.name, "list": one.per_record}
            raise scope.stop(mistakes.ALTERNATIVE_OF_EACH, one.span, more=args)
    found = sorted((rs.First(one.name, one.is_assessment) for one in firsts), key=lambda one: one.name)
    return rs.OneFirst(tuple(found), tuple(one.name for one in then), involving, span=written.span)


# --- against ------------------------------------------------------------------------------------------------


def _against(scope: Scope, written: doc.Conclusion) -> rs.Conclusion:
    action = _action(scope, written)
    if written.kind is _K.MAY_ONLY_WHEN and written.condition is not None:
        return rs.OnlyWhen(action.name, condition(scope, written.condition), span=written.span)
    return rs.Forbid(action.name, _route(scope, written), span=written.span)


def _advised_against(scope: Scope, written: doc.Conclusion) -> tuple[rs.Conclusion, ...]:
    """Advice against; the route that remains may be taken, and that is a conclusion like any other."""
    action, route = _action(scope, written), _route(scope, written)
    advice = rs.AdviseAgainst(action.name, route, span=written.span)
    return (advice,) if route is None else (advice, rs.Require(route, rs.Modality.MAY, span=written.span))


def _route(scope: Scope, written: doc.Conclusion) -> str | None:
    if written.instead is None:
        return None
    route = action_named(scope, written.instead)
    of_record(scope, route.name, route.per_record, None, at=written.instead)
    return route.name


# --- levels and competence ----------------------------------------------------------------------------------


def _point(scope: Scope, written: doc.Conclusion) -> rs.Conclusion:
    level = level_named(scope, written.subject)
    of_record(scope, level.name, level.per_record, None, at=written.subject)
    if written.step is None:
        raise Stop
    step = step_of(scope, scope.draft.scales[level.scale], written.step)
    if step is None:
        raise Stop
    return rs.PointTo(level.name, step, span=written.span)


def _competence(scope: Scope, written: doc.Conclusion) -> rs.Conclusion:
    subject = scope.declared(written.subject, frozenset({Kind.ACTION, Kind.MEASURE}))
    if written.role is None:
        raise Stop
    role = scope.declared(written.role, frozenset({Kind.ROLE}))
    return rs.Competence(subject.name, role.name, span=written.span)

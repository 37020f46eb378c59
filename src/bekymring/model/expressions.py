"""What is written as an expression to what it means in the kernel.

Takes expressions of the document and the place they are read from; gives kernel expressions.
Afterwards true: names are resolved, both sides of everything fit, sugar is gone, nesting is no deeper than it was written.

A condition with several parts goes on after a mistake in one of them, so that all are found at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TypeVar, assert_never

from attrs import evolve

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.arithmetic import add, constant, share, times
from bekymring.model.comparisons import compare, contains, counted, holds, one_of
from bekymring.model.draft import Scope, Stop
from bekymring.model.moments import child_age, dated, day, difference, instant, moment, shift, window
from bekymring.model.naming import has_options, named, own_level, step_or_alternative
from bekymring.model.outcomes import action_is
from bekymring.model.recordwise import field_over, field_value, number_of_records, this_field
from bekymring.model.typed import YES_NO, LevelValue, Meant, Typed, describe_answers, whole_number
from bekymring.model.types import Day, Instant, SetOf, YesNo
from bekymring.source import Span
from bekymring.syntax import document as doc

MAX_NESTING = 64
"""How deep an expression may be nested."""

T = TypeVar("T")


# --- conditions ---------------------------------------------------------------------------------------------


def condition(scope: Scope, expr: doc.Expr) -> rs.Expr:
    """An expression that must be a condition."""
    meant = value(scope, expr)
    match meant:
        case Typed(type_=YesNo()):
            return _as_condition(scope, meant)
        case _:
            raise _no_condition(scope, meant)


def _as_condition(scope: Scope, typed: Typed) -> rs.Expr:
    match typed.expr:
        case rs.Ref(name=name) if name in scope.draft.indicators:
            return holds(typed)
        case _ if typed.is_condition:
            return typed.expr
        case _:
            raise _no_condition(scope, typed)


def _no_condition(scope: Scope, meant: Meant) -> Stop:
    match meant:
        case LevelValue(level=level):
            name, known, (da, en) = level.name, False, ("et niveau", "a level")
        case Typed(type_=type_, name=name):
            known = bool(name) and type_ == YES_NO
            da, en = describe_answers(type_)
        case _:
            assert_never(meant)
    written = (f"{name} er ja", f"{name} is yes") if known else (f"{name or '…'} er …", f"{name or '…'} is …")
    args = {
        "name": name or "…",
        "found_da": da,
        "found_en": en,
        "written_da": written[0],
        "written_en": written[1],
    }
    suggestion = scope.wording(meant.at, *written) if known else ""
    return scope.stop(mistakes.NOT_A_CONDITION, meant.at, suggestion=suggestion, more=args)


def conditions(scope: Scope, exprs: Iterable[doc.Expr]) -> tuple[rs.Expr, ...]:
    """Several conditions; a mistake in one does not hide those in the others."""
    return each(partial(condition, scope, one) for one in exprs)


def each(parts: Iterable[Callable[[], T]]) -> tuple[T, ...]:
    """Every part read; stops after the last one if any of them had a finding."""
    read: list[T] = []
    failed = False
    for part in parts:
        try:
            read.append(part())
        except Stop:
            failed = True
    if failed:
        raise Stop
    return tuple(read)


def _joined(scope: Scope, items: tuple[doc.Expr, ...], join: type[rs.And | rs.Or], *, at: Span) -> Typed:
    read = conditions(scope, items)
    flat = tuple(part for one in read for part in (one.items if isinstance(one, join) else (one,)))
    return _truth(flat[0] if len(flat) == 1 else join(flat, span=at), at)


def _truth(expr: rs.Expr, at: Span) -> Typed:
    return Typed(expr, YES_NO, at)


# --- values -------------------------------------------------------------------------------------------------


def value(scope: Scope, expr: doc.Expr, hint: Meant | None = None) -> Meant:  # noqa: C901, PLR0912, PLR0914 - a row a construct
    """Any expression; `hint` is what it is compared with, so that a step or an alternative can be named."""
    if scope.depth > MAX_NESTING:
        raise scope.stop(mistakes.TOO_DEEP, expr.span, limit=MAX_NESTING)
    scope = evolve(scope, depth=scope.depth + 1)
    at = expr.span
    match expr:
        case doc.YesNo(value=yes):
            return Typed(rs.Const(yes, span=at), YES_NO, at)
        case doc.Number() | doc.NameRef():
            return _word(scope, expr, hint)
        case doc.DateLiteral():
            return day(scope, expr)
        case doc.InstantLiteral():
            return instant(scope, expr)
        case doc.MomentLiteral():
            return moment(at)
        case doc.OwnAssessment(level=level):
            return own_level(scope, level, at=at)
        case doc.And(items=items) | doc.AllOf(items=items):
            return _joined(scope, items, rs.And, at=at)
        case doc.Or(items=items):
            return _joined(scope, items, rs.Or, at=at)
        case doc.Not(item=item):
            return _truth(_negated(condition(scope, item), at), at)
        case doc.NoneOf(items=items):
            return _truth(_negated(_joined(scope, items, rs.Or, at=at).expr, at), at)
        case doc.Compare() | doc.Between() | doc.OneOf() | doc.Contains() | doc.ShareOf():
            return _truth(_relation(scope, expr), at)
        case doc.Known():
            return _truth(_known(scope, expr), at)
        case doc.ChildAge(years=years, reached=reached, on=on):
            day_ = None if on is None else value(scope, on)
            return _truth(child_age(scope, years, day_, reached=reached, at=at), at)
        case doc.KOf() | doc.CountOf() | doc.CountOfKind() | doc.Add() | doc.Multiply():
            return _number(scope, expr)
        case doc.Difference(unit=unit, start=start, end=end):
            one, other = _two(scope, start, end)
            return difference(scope, unit, _answered(scope, one), _answered(scope, other), at=at)
        case doc.Shift(amount=amount, unit=unit, later=later, anchor=anchor):
            one, other = _two(scope, amount, anchor)
            return shift(scope, one, unit, other, sign=1 if later else -1, at=at)
        case doc.InWindow(left=left, window=window_):
            return _truth(window(scope, value(scope, left), window_, closed=True), at)
        case doc.ActionIs():
            return _truth(action_is(scope, expr), at)
        case doc.ThereAre() | doc.AllRecords() | doc.NumberOfRecords() | doc.FieldOf() | doc.FieldOver():
            return _of_records(scope, expr)
        case _:
            assert_never(expr)


def _two(scope: Scope, one: doc.Expr, other: doc.Expr) -> tuple[Meant, ...]:
    return each((partial(value, scope, one), partial(value, scope, other)))


def _negated(expr: rs.Expr, at: Span) -> rs.Expr:
    return expr.item if isinstance(expr, rs.Not) else rs.Not(expr, span=at)


def _word(scope: Scope, expr: doc.Number | doc.NameRef, hint: Meant | None) -> Meant:
    match expr:
        case doc.Number(value=number) if has_options(hint):
            step = doc.Name(str(number), span=expr.span)
            return step_or_alternative(scope, step, hint)
        case doc.Number(value=number, percent=percent):
            return constant(number, percent=percent, at=expr.span)
        case doc.NameRef(name=name):
            return named(scope, name, hint)
        case _:
            assert_never(expr)


def _answered(scope: Scope, meant: Meant) -> Meant:
    """An assessment that is no date, where a date belongs: the moment on which it was answered."""
    match meant:
        case Typed(expr=rs.Ref(name=name)) if scope.draft.inputs[name].kind is rs.InputKind.ASSESSMENT:
            return (
                meant if _is_date(meant) else Typed(rs.AnsweredAt(name, span=meant.at), Instant(), meant.at)
            )
        case Typed(expr=rs.ThisField(name=name)) if not _is_date(meant) and _is_assessed(scope, name):
            return Typed(rs.AnsweredAt(name, scope.per_record, span=meant.at), Instant(), meant.at)
        case _:
            return meant


def _is_assessed(scope: Scope, field: str) -> bool:
    return scope.per_record is not None and scope.draft.lists[scope.per_record].fields[field].is_assessment


def _is_date(meant: Typed) -> bool:
    return isinstance(meant.type_, Day | Instant)


def date_value(scope: Scope, expr: doc.Expr) -> Typed:
    """An expression that must be a day or an instant; an assessment that is neither gives when it was answered."""
    return dated(scope, _answered(scope, value(scope, expr)))


# --- relations ----------------------------------------------------------------------------------------------


def _relation(  # noqa: PLR0914 - a row a construct
    scope: Scope, expr: doc.Compare | doc.Between | doc.OneOf | doc.Contains | doc.ShareOf
) -> rs.Expr:
    at = expr.span
    match expr:
        case doc.Compare(left=left, comparison=comparison, right=right):
            one = value(scope, left)
            return compare(scope, comparison, one, value(scope, right, one), at=at)
        case doc.Between(left=left, low=low, high=high):
            one = value(scope, left)
            least, most = _two(scope, low, high)
            sides = _BETWEEN_DATES if isinstance(one, Typed) and _is_date(one) else _BETWEEN
            both = zip(sides, (least, most), strict=True)
            return rs.And(tuple(compare(scope, side, one, end, at=at) for side, end in both), span=at)
        case doc.OneOf(left=left, options=options):
            one = value(scope, left)
            many = each(partial(value, scope, option, one) for option in options)
            return one_of(scope, one, tuple(option for option in many if isinstance(option, Typed)), at=at)
        case doc.Contains(left=left):
            return _contains(scope, expr, value(scope, left))
        case doc.ShareOf(part=part, comparison=comparison, percent=percent, whole=whole):
            one, other = _two(scope, part, whole)
            return share(scope, _SHARES[comparison], percent.value, part=one, whole=other, at=at)
        case _:
            assert_never(expr)


_BETWEEN = (doc.Comparison.AT_LEAST, doc.Comparison.AT_MOST)
_BETWEEN_DATES = (doc.Comparison.ON_OR_AFTER, doc.Comparison.ON_OR_BEFORE)
_SHARES = {
    doc.Comparison.AT_LEAST: rs.Op.GE,
    doc.Comparison.AT_MOST: rs.Op.LE,
    doc.Comparison.OVER: rs.Op.GT,
    doc.Comparison.UNDER: rs.Op.LT,
}


def _contains(scope: Scope, expr: doc.Contains, left: Meant) -> rs.Expr:
    if isinstance(left, Typed) and isinstance(left.type_, SetOf):
        each(partial(step_or_alternative, scope, one, left) for one in expr.options)
    names = tuple(dict.fromkeys(one.text for one in expr.options))
    least, most = (len(names), None) if expr.count is None else _least_and_most(expr.quantity, expr.count)
    return contains(scope, left, names, least=least, most=most, at=expr.span)


def _least_and_most(quantity: doc.Quantity | None, count: int) -> tuple[int | None, int | None]:
    match quantity:
        case doc.Quantity.AT_MOST:
            return None, count
        case doc.Quantity.EXACTLY:
            return count, count
        case _:
            return count, None


def _known(scope: Scope, expr: doc.Known) -> rs.Expr:
    item = value(scope, expr.item)
    if not scope.knows:
        raise scope.stop(mistakes.KNOWN_NOT_HERE, expr.span)
    match item:
        case Typed(expr=(rs.Ref() | rs.ThisField()) as read):
            return rs.KnownTest(read, expr.known, span=expr.span)
        case _:
            raise scope.stop(mistakes.KNOWN_NOT_HERE, expr.span)


# --- numbers ------------------------------------------------------------------------------------------------


def _number(scope: Scope, expr: doc.KOf | doc.CountOf | doc.CountOfKind | doc.Add | doc.Multiply) -> Typed:
    at = expr.span
    match expr:
        case doc.KOf(quantity=quantity, count=count, items=items):
            read = conditions(scope, items)
            least, most = _least_and_most(quantity, count)
            return _truth(
                counted(scope, rs.Count(read, span=at), least=least, most=most, ceiling=len(read)), at
            )
        case doc.CountOf(items=items):
            read = conditions(scope, items)
            return Typed(rs.Count(read, span=at), whole_number(0, len(read)), at)
        case doc.CountOfKind(kind=kind):
            return _count_of_kind(scope, kind, at=at)
        case doc.Add(terms=terms):
            values = each(partial(value, scope, term) for _, term in terms)
            return add(scope, tuple(zip((sign for sign, _ in terms), values, strict=True)), at=at)
        case doc.Multiply(left=left, right=right):
            one, other = _two(scope, left, right)
            return times(scope, one, other, at=at)
        case _:
            assert_never(expr)


def _count_of_kind(scope: Scope, kind: doc.IndicatorKind, *, at: Span) -> Typed:
    """The indicators of a kind that this layer declares or builds on, counted."""
    draft = scope.draft
    seen = [draft.names.find(name, scope.layer) for name in sorted(draft.names.by_name)]
    nodes = [
        one
        for one in seen
        if one is not None and isinstance(one.node, doc.Indicator) and one.node.kind is kind
    ]
    if not nodes:
        raise scope.stop(mistakes.NOTHING_TO_COUNT, at)
    items = each(
        partial(condition, scope, doc.NameRef(doc.Name(one.name, span=at), span=at)) for one in nodes
    )
    return Typed(rs.Count(items, span=at), whole_number(0, len(items)), at)


# --- records ------------------------------------------------------------------------------------------------


def _of_records(
    scope: Scope, expr: doc.ThereAre | doc.AllRecords | doc.NumberOfRecords | doc.FieldOf | doc.FieldOver
) -> Typed:
    at = expr.span
    match expr:
        case doc.FieldOf(field_name=field_name, record=doc.RecordRef(pick=doc.Pick.THIS, records=records)):
            return this_field(scope, field_name, records, at=at)
        case doc.FieldOf(field_name=field_name, record=doc.RecordRef(pick=pick, records=records)):
            where = _filter(scope, records)
            return field_value(scope, pick, field_name, records, where=where, at=at)
        case doc.FieldOver(aggregate=aggregate, field_name=field_name, records=records):
            where = _filter(scope, records)
            return field_over(scope, aggregate, field_name, records, where=where, at=at)
        case doc.NumberOfRecords(records=records):
            return number_of_records(scope, records, _filter(scope, records), at=at)
        case doc.ThereAre(quantity=quantity, count=count, records=records):
            found = number_of_records(scope, records, _filter(scope, records), at=at)
            least, most = _least_and_most(quantity, count)
            ceiling = scope.record_list(records.list_).maximum
            return _truth(counted(scope, found.expr, least=least, most=most, ceiling=ceiling), at)
        case doc.AllRecords(records=records, condition=claim):
            broken = doc.Not(claim, span=claim.span)
            found = number_of_records(scope, records, _filter(scope, records, broken), at=at)
            return _truth(counted(scope, found.expr, least=None, most=0, ceiling=0), at)
        case _:
            assert_never(expr)


def _filter(scope: Scope, records: doc.Records, *more: doc.Expr) -> rs.Expr | None:
    """The condition that a record must meet: the filter as written, the window, and what else is asked."""
    list_ = scope.record_list(records.list_)
    if scope.item_list is not None:
        raise scope.stop(
            mistakes.IN_A_FILTER, records.span, found_da="Andre poster", found_en="Other records"
        )
    inside = scope.inside(list_.name)
    written = [one for one in (records.where, *more) if one is not None]
    parts = conditions(inside, written)
    if records.window is not None:
        if list_.dated_by is None:
            raise scope.stop(mistakes.UNDATED_LIST, records.span, list=list_.name)
        dated_by = list_.fields[list_.dated_by]
        held = Typed(
            rs.ItemField(dated_by.name, span=records.span), dated_by.type_, records.span, dated_by.name
        )
        parts += (window(scope, held, records.window, closed=False),)
    flat = tuple(part for one in parts for part in (one.items if isinstance(one, rs.And) else (one,)))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else rs.And(flat, span=records.span)

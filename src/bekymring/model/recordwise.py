"""Records: one field of one record, a field over many, how many there are.

Takes names, and filters that are already read; gives values.
Afterwards true: a field belongs to its list, and `denne` stands only where a rule is read for each record of that list.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.arithmetic import number
from bekymring.model.draft import Scope
from bekymring.model.naming import unknown_field
from bekymring.model.typed import Typed, whole_number
from bekymring.model.types import Day, Instant, Number, Type
from bekymring.source import Span
from bekymring.syntax import document as doc


def _field(scope: Scope, name: doc.Name, list_: rs.RecordList) -> rs.RecordField:
    if name.text not in scope.fields(list_.name):
        raise unknown_field(scope, name, list_.name)
    return list_.fields[name.text]


def this_field(scope: Scope, field_name: doc.Name, records: doc.Records, *, at: Span) -> Typed:
    """A field of the record that the rule is read for."""
    list_ = scope.record_list(records.list_)
    if scope.item_list is not None:
        raise scope.stop(mistakes.IN_A_FILTER, at, found_da="»denne«", found_en="»this«")
    if list_.name != scope.per_record or records.where is not None or records.window is not None:
        raise scope.stop(mistakes.THIS_OUTSIDE, at, list=list_.name)
    field = _field(scope, field_name, list_)
    return Typed(rs.ThisField(field.name, span=at), field.type_, at, field.name)


def field_value(
    scope: Scope,
    pick: doc.Pick,
    field_name: doc.Name,
    records: doc.Records,
    *,
    where: rs.Expr | None,
    at: Span,
) -> Typed:
    """A field of the latest or earliest record that meets a filter."""
    list_ = scope.record_list(records.list_)
    if list_.dated_by is None:
        raise scope.stop(mistakes.UNDATED_LIST, at, list=list_.name)
    field = _field(scope, field_name, list_)
    return Typed(rs.RecordValue(list_.name, pick, field.name, where, span=at), field.type_, at, field.name)


def field_over(
    scope: Scope,
    aggregate: doc.Aggregate,
    field_name: doc.Name,
    records: doc.Records,
    *,
    where: rs.Expr | None,
    at: Span,
) -> Typed:
    """The largest, smallest or sum of a field over the records that meet a filter."""
    list_ = scope.record_list(records.list_)
    field = _field(scope, field_name, list_)
    typed = Typed(
        rs.RecordAggregate(list_.name, aggregate, field.name, where, span=at), field.type_, at, field.name
    )
    match aggregate:
        case doc.Aggregate.SUM:
            _, type_ = number(scope, typed)
            return Typed(typed.expr, _summed(type_, list_.maximum), at)
        case doc.Aggregate.LARGEST | doc.Aggregate.SMALLEST:
            if not _has_order(field.type_):
                number(scope, typed)
            return Typed(typed.expr, field.type_, at)
        case _:
            assert_never(aggregate)


def _has_order(type_: Type) -> bool:
    return isinstance(type_, Number | Day | Instant)


def _summed(type_: Number, maximum: int) -> Number:
    low, high = min(Fraction(0), type_.low * maximum), max(Fraction(0), type_.high * maximum)
    return Number(low, high, type_.integer, type_.unit, type_.percent)


def number_of_records(scope: Scope, records: doc.Records, where: rs.Expr | None, *, at: Span) -> Typed:
    """How many records meet a filter."""
    list_ = scope.record_list(records.list_)
    return Typed(rs.RecordCount(list_.name, where, span=at), whole_number(0, list_.maximum), at)

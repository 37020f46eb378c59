"""What the value of a kernel expression can be.

Takes an expression of a rule set and the lists that its fields belong to; gives its answers, bounds included.
Raises `TypeError` on what is no expression of a rule set; of a rule set that `lower` made it never does.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from bekymring.frozen import frozen
from bekymring.model import ruleset as rs
from bekymring.model.typed import DAY, INSTANT, MAX_SPAN_DAYS, YES_NO, whole_number
from bekymring.model.types import Alternative, Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue, Value

_PER_DAYS = {
    rs.Distance.DAYS: 1,
    rs.Distance.WEEKS: 7,
    rs.Distance.MONTHS: 28,
    rs.Distance.YEARS: 365,
    rs.Distance.AGE: 365,
}


@frozen
class Setting:
    """What an expression can refer to, and the lists whose records it is read for."""

    inputs: Mapping[str, rs.Input]
    lists: Mapping[str, rs.RecordList]
    definitions: Mapping[str, rs.Definition]
    per_record: str | None = None
    item_list: str | None = None


def setting_of(
    ruleset: rs.Ruleset, *, per_record: str | None = None, item_list: str | None = None
) -> Setting:
    """The setting of an expression in a rule set."""
    return Setting(ruleset.inputs, ruleset.lists, ruleset.definitions, per_record, item_list)


def type_of(expr: rs.Expr, setting: Setting) -> Type:  # noqa: C901, PLR0912 - a row a construct
    """What the value of an expression can be; whatever it is made of is checked with it."""
    match expr:
        case rs.Const(value=value):
            return type_of_value(value)
        case rs.Ref(name=name):
            return setting.inputs[name].type_
        case rs.Named(name=name):
            return setting.definitions[name].type_
        case rs.ThisField(name=name):
            return _field(setting, setting.per_record, name).type_
        case rs.ItemField(name=name):
            return _field(setting, setting.item_list, name).type_
        case rs.Moment() | rs.AnsweredAt():
            return INSTANT
        case rs.LevelIs() | rs.ActionIs():
            return YES_NO
        case rs.And() | rs.Or() | rs.Not() | rs.Compare() | rs.InSet() | rs.KnownTest():
            return _truth(expr, setting)
        case rs.SetCount() | rs.Count() | rs.Sum() | rs.Times() | rs.Difference():
            return _number(expr, setting)
        case rs.RecordCount() | rs.RecordValue() | rs.RecordAggregate():
            return _records(expr, setting)
        case rs.Shift(anchor=anchor, amount=amount):
            _must(type_of(amount, setting), Number)
            return _must(type_of(anchor, setting), Day, Instant)
        case rs.PeriodStart(of=of):
            _must(type_of(of, setting), Day, Instant)
            return DAY
        case _:
            assert_never(expr)


def type_of_value(value: Value) -> Type:
    """What a written value is; a step or an alternative is a choice of itself."""
    match value:
        case bool():
            return YES_NO
        case Fraction():
            return Number(value, value, integer=value.denominator == 1)
        case datetime():
            return INSTANT
        case date():
            return DAY
        case str():
            return Choice((Alternative(value, value),))
        case SetValue(possible=possible):
            return SetOf(tuple(Alternative(one, one) for one in sorted(possible)))


def _must(type_: Type, *kinds: type) -> Type:
    if not isinstance(type_, kinds):
        raise TypeError(f"{type(type_).__name__} where {', '.join(one.__name__ for one in kinds)} belongs")
    return type_


def _field(setting: Setting, list_: str | None, name: str) -> rs.RecordField:
    if list_ is None:
        raise TypeError(f"the field {name} belongs to no record here")
    return setting.lists[list_].fields[name]


# --- conditions ---------------------------------------------------------------------------------------------


def _truth(expr: rs.And | rs.Or | rs.Not | rs.Compare | rs.InSet | rs.KnownTest, setting: Setting) -> Type:
    match expr:
        case rs.And(items=items) | rs.Or(items=items):
            for one in items:
                _must(type_of(one, setting), YesNo)
        case rs.Not(item=item):
            _must(type_of(item, setting), YesNo)
        case rs.Compare(left=left, right=right):
            _alike(type_of(left, setting), type_of(right, setting))
        case rs.InSet(item=item, options=options):
            for option in options:
                _alike(type_of(item, setting), type_of_value(option))
        case rs.KnownTest(item=item):
            type_of(item, setting)
        case _:
            assert_never(expr)
    return YES_NO


def _alike(one: Type, other: Type) -> None:
    match one, other:
        case (YesNo(), YesNo()) | (Number(), Number()) | ((Day() | Instant()), (Day() | Instant())):
            return
        case ((Choice() | OnScale()), (Choice() | OnScale())):
            return
        case _:
            raise TypeError(f"{type(one).__name__} compared with {type(other).__name__}")


# --- numbers ------------------------------------------------------------------------------------------------


def _number(expr: rs.SetCount | rs.Count | rs.Sum | rs.Times | rs.Difference, setting: Setting) -> Number:
    match expr:
        case rs.SetCount(item=item, options=options):
            _must(type_of(item, setting), SetOf)
            return whole_number(0, len(options))
        case rs.Count(items=items):
            for one in items:
                _must(type_of(one, setting), YesNo)
            return whole_number(0, len(items))
        case rs.Sum(items=items):
            return _sum([_a_number(one, setting) for one in items])
        case rs.Times(factor=rs.Const(value=Fraction() as factor), item=item):
            type_ = _a_number(item, setting)
            low, high = sorted((factor * type_.low, factor * type_.high))
            return evolve(type_, low=low, high=high, integer=type_.integer and factor.denominator == 1)
        case rs.Difference(distance=distance, start=start, end=end):
            _must(type_of(start, setting), Day, Instant)
            _must(type_of(end, setting), Day, Instant)
            most = MAX_SPAN_DAYS // _PER_DAYS[distance]
            return whole_number(-most, most)
        case _:
            raise TypeError("a factor that is not a number")


def _a_number(expr: rs.Expr, setting: Setting) -> Number:
    type_ = type_of(expr, setting)
    if not isinstance(type_, Number):
        raise TypeError(f"{type(type_).__name__} where a number belongs")
    return type_


def _sum(terms: list[Number]) -> Number:
    low, high = sum((one.low for one in terms), Fraction(0)), sum((one.high for one in terms), Fraction(0))
    return evolve(terms[0], low=low, high=high, integer=all(one.integer for one in terms))


# --- records ------------------------------------------------------------------------------------------------


def _records(expr: rs.RecordCount | rs.RecordValue | rs.RecordAggregate, setting: Setting) -> Type:
    list_ = setting.lists[expr.list_]
    if expr.where is not None:
        if setting.item_list is not None:
            raise TypeError("a filter inside a filter")
        _must(type_of(expr.where, evolve(setting, item_list=expr.list_)), YesNo)
    match expr:
        case rs.RecordCount():
            return whole_number(0, list_.maximum)
        case rs.RecordValue(field_name=name):
            return list_.fields[name].type_
        case rs.RecordAggregate(field_name=name, aggregate=rs.Aggregate.SUM):
            type_ = list_.fields[name].type_
            if not isinstance(type_, Number):
                raise TypeError("a sum of what is no number")
            low = min(Fraction(0), type_.low * list_.maximum)
            return evolve(type_, low=low, high=max(Fraction(0), type_.high * list_.maximum))
        case rs.RecordAggregate(field_name=name):
            return _must(list_.fields[name].type_, Number, Day, Instant)
        case _:
            assert_never(expr)

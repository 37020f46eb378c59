"""Columns as expressions of Polars.

Takes forms; gives `polars.Expr`. One function a form; nothing is decided here.
"""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import reduce
from typing import assert_never

import polars as pl

from bekymring.columns import form as f
from bekymring.columns.form import Edge, Form, Kind, Order, Piece
from bekymring.columns.values import MILLION

COPENHAGEN = "Europe/Copenhagen"
INSTANTS = pl.Datetime("us", "UTC")
TYPES: Mapping[Kind, pl.DataType] = {
    Kind.TRUTH: pl.Boolean(),
    Kind.WHOLE: pl.Int64(),
    Kind.DAY: pl.Date(),
    Kind.INSTANT: INSTANTS,
    Kind.TEXT: pl.String(),
    Kind.TEXTS: pl.List(pl.String()),
}
_DECIMALS = pl.Decimal(38, 6)
_WIDE = pl.Decimal(38, 20)


def expression(form: Form) -> pl.Expr:  # noqa: C901, PLR0912 - one line a variant of a closed union
    """The expression that a form is."""
    match form:
        case f.Column(name=name):
            return pl.col(name)
        case f.Given():
            return _given(form)
        case f.All(items=items):
            return reduce(operator.and_, map(expression, items))
        case f.Any(items=items):
            return reduce(operator.or_, map(expression, items))
        case f.Not(item=item):
            return ~expression(item)
        case f.Compared():
            return _compared(form)
        case f.Among(item=item, numbers=numbers):
            return expression(item).is_in(numbers)
        case f.Unknown(item=item):
            return expression(item).is_null()
        case f.Case():
            return _case(form)
        case f.First(items=items):
            return _first(items)
        case f.Earliest(items=items):
            return pl.min_horizontal(*map(expression, items))
        case f.Add(items=items):
            return reduce(operator.add, map(expression, items))
        case f.Scaled(item=item, factor=factor):
            return expression(item).cast(pl.Int64) * pl.lit(factor, dtype=pl.Int64)
        case f.Divided(item=item, by=by):
            return expression(item) // by
        case f.Word(text=text, names=names):
            return pl.lit(text, dtype=pl.Enum(names))
        case f.Listed(items=items):
            return _listed(items)
        case f.Coded() | f.Millionths() | f.OfKind() | f.Holds() | f.Within():
            return _of_the_table(form)
        case (
            f.PartOf()
            | f.DaysAfter()
            | f.MonthsAfter()
            | f.MonthStart()
            | f.DaysFrom()
            | f.DanishDay()
            | f.HoursAfter()
            | f.DayEdge()
        ):
            return _of_days(form)
        case _:
            assert_never(form)


def _given(form: f.Given) -> pl.Expr:
    value = form.value
    if isinstance(value, datetime):
        return pl.lit(value.astimezone(UTC), dtype=INSTANTS)
    if isinstance(value, int) and not isinstance(value, bool):
        return pl.lit(value)
    return pl.lit(value, dtype=TYPES[form.kind])


def _compared(form: f.Compared) -> pl.Expr:
    left, right = expression(form.left), expression(form.right)
    match form.order:
        case Order.SAME:
            return left == right
        case Order.LESS:
            return left < right
        case Order.AT_MOST:
            return left <= right
        case _:
            assert_never(form.order)


def _case(form: f.Case) -> pl.Expr:
    made = expression(form.otherwise)
    for condition, value in reversed(form.branches):
        made = pl.when(expression(condition)).then(expression(value)).otherwise(made)
    return made


def _first(items: Sequence[Form]) -> pl.Expr:
    match items:
        case (item, f.Given(value=bool() | int() as value)):
            return expression(item).fill_null(value)
        case _:
            return pl.coalesce(*map(expression, items))


def _listed(items: Sequence[tuple[Form, str]]) -> pl.Expr:
    """The texts as a list; columns that are true in no row cost next to nothing."""
    if not items:
        return pl.lit([], dtype=TYPES[Kind.TEXTS])
    texts = [text for _, text in items]
    conditions = [
        expression(condition).fill_null(value=False).alias(str(place))
        for place, (condition, _) in enumerate(items)
    ]
    return pl.struct(conditions).map_batches(
        lambda held: _gathered(held, texts), return_dtype=TYPES[Kind.TEXTS], is_elementwise=True
    )


BITS = 63
"""So many columns fit into one whole number."""


def _gathered(held: pl.Series, texts: Sequence[str]) -> pl.Series:
    frame = held.struct.unnest()
    true = [name for name in frame.columns if frame[name].any()]
    if not true:
        return pl.Series([[]], dtype=TYPES[Kind.TEXTS]).new_from_index(0, len(held))
    none = pl.lit(None, dtype=pl.String)
    each = (pl.when(pl.col(name)).then(pl.lit(texts[int(name)])).otherwise(none) for name in true)
    listed = pl.concat_list(*each).list.drop_nulls().alias("found")
    if len(true) > BITS:
        return frame.select(listed)["found"]
    # WHY: few combinations occur, so lists are made once for each of them.
    bits = (pl.col(name).cast(pl.UInt64) * (1 << place) for place, name in enumerate(true))
    keyed = frame.select(pl.sum_horizontal(*bits).alias("bits"), *true)
    kinds = keyed.unique("bits", keep="any").select("bits", listed)
    return keyed.select("bits").join(kinds, on="bits", how="left", maintain_order="left")["found"]


def _of_the_table(form: f.Coded | f.Millionths | f.OfKind | f.Holds | f.Within) -> pl.Expr:
    item = expression(form.item)
    match form:
        case f.Coded(names=names):
            return item.cast(pl.Enum(names), strict=False).to_physical().cast(pl.Int16)
        case f.Millionths():
            fine = item.cast(_DECIMALS, strict=False)
            return pl.when(fine == item).then((fine * MILLION).cast(pl.Int64, strict=False))
        case f.OfKind():
            return item
        case f.Holds(text=text):
            return item.list.contains(text)
        case f.Within(names=names):
            return item.list.eval(pl.element().is_in(list(names)).fill_null(value=False)).list.all()
        case _:
            assert_never(form)


def _of_days(
    form: f.PartOf
    | f.DaysAfter
    | f.MonthsAfter
    | f.MonthStart
    | f.DaysFrom
    | f.DanishDay
    | f.HoursAfter
    | f.DayEdge,
) -> pl.Expr:
    match form:
        case f.PartOf(piece=piece, item=item):
            day = expression(item).dt
            return {Piece.YEAR: day.year, Piece.MONTH: day.month, Piece.DAY: day.day}[piece]().cast(pl.Int64)
        case f.DaysAfter(item=item, days=days):
            return expression(item) + pl.duration(days=_amount(days))
        case f.MonthsAfter(item=item, months=months):
            return expression(item).dt.offset_by(_months(months))
        case f.MonthStart(item=item):
            number = expression(item)
            return pl.date(number // 12, number % 12 + 1, 1)
        case f.DaysFrom(start=start, end=end):
            return (expression(end) - expression(start)).dt.total_days()
        case f.DanishDay(item=item):
            return expression(item).dt.convert_time_zone(COPENHAGEN).dt.date()
        case f.HoursAfter(item=item, hours=hours):
            return expression(item) + pl.duration(hours=_amount(hours))
        case f.DayEdge(edge=edge, item=item):
            return _day_edge(expression(item), edge)
        case _:
            assert_never(form)


def _amount(form: Form) -> int | pl.Expr:
    constant = isinstance(form, f.Given) and isinstance(form.value, int)
    return form.value if constant else expression(form)  # type: ignore[union-attr, return-value]  # a whole number


def _months(form: Form) -> str | pl.Expr:
    amount = _amount(form)
    return f"{amount}mo" if isinstance(amount, int) else pl.concat_str(amount.cast(pl.String), pl.lit("mo"))


def _day_edge(day: pl.Expr, edge: Edge) -> pl.Expr:
    first = day if edge is Edge.FIRST else day + pl.duration(days=1)
    instant = first.cast(pl.Datetime("us")).dt.replace_time_zone(COPENHAGEN).dt.convert_time_zone("UTC")
    return instant if edge is Edge.FIRST else instant - pl.duration(microseconds=1)

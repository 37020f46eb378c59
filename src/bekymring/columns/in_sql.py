"""Columns as SQL: a syntax tree of sqlglot, printed in the dialect of a database.

Takes a program and the name of a table; gives one query. One function a form; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from functools import reduce
from typing import assert_never

from sqlglot import exp, parse_one
from sqlglot.errors import SqlglotError

from bekymring.columns import form as f
from bekymring.columns.form import Edge, Form, Kind, Order
from bekymring.columns.program import Program
from bekymring.columns.refusal import ColumnsError

COPENHAGEN = "Europe/Copenhagen"
LONGEST_NAME = 63
"""PostgreSQL cuts a longer name off, in bytes."""


class Dialect(StrEnum):
    """The databases whose SQL is written."""

    DUCKDB = "duckdb"
    POSTGRES = "postgres"
    SPARK = "spark"


_TYPES: Mapping[Kind, str] = {
    Kind.TRUTH: "BOOLEAN",
    Kind.WHOLE: "BIGINT",
    Kind.DAY: "DATE",
    Kind.INSTANT: "TIMESTAMPTZ",
    Kind.TEXT: "TEXT",
    Kind.TEXTS: "ARRAY<TEXT>",
}
_ZONED: Mapping[Dialect, tuple[str, str]] = {
    Dialect.DUCKDB: ("typeof", "TIMESTAMP WITH TIME ZONE"),
    Dialect.POSTGRES: ("pg_typeof", "timestamp with time zone"),
    Dialect.SPARK: ("typeof", "timestamp"),
}


def query(program: Program, table: str, *, dialect: Dialect, keep: Sequence[str] = ()) -> str:
    """One query that gives the columns kept and everything that the rule set says of each row."""
    _short_enough(program, dialect)
    clashing = sorted(set(keep) & {name for stage in program.stages for name in stage})
    if clashing:
        listed = ", ".join(clashing)
        raise ColumnsError(
            f"Kolonnerne kan ikke tages med, da reglerne bruger de samme navne: {listed}.",
            f"The columns cannot be kept, since the rules use the same names: {listed}.",
        )
    printer = _Printer(dialect)
    source: exp.Expr = _table(table, dialect)
    steps = []
    for number, stage in enumerate(program.stages):
        carried = [_column(name) for name in keep] if number == 0 else [exp.Star()]
        made = [exp.alias_(printer.form(form), name, quoted=True, copy=False) for name, form in stage.items()]
        step = exp.select(*carried, *made, copy=False).from_(source, copy=False)
        if dialect is Dialect.POSTGRES:
            # WHY: a fence; without it the planner puts the text of every column in all its places.
            step = step.offset(0, copy=False)
        steps.append((f"trin_{number + 1}", step))
        source = exp.to_table(f"trin_{number + 1}")
    last = exp.select(*(_column(name) for name in (*keep, *program.outputs)), copy=False).from_(
        source, copy=False
    )
    for name, step in steps:
        last = last.with_(name, as_=step, copy=False)
    return last.sql(dialect=dialect.value, pretty=True)


def _table(name: str, dialect: Dialect) -> exp.Table:
    """The table, whose name may be quoted and have the names of places before it."""
    try:
        found = parse_one(name, into=exp.Table, dialect=dialect.value)
    except SqlglotError:
        found = None
    if not isinstance(found, exp.Table) or not all(isinstance(one, exp.Identifier) for one in found.parts):
        raise ColumnsError(f"»{name}« kan ikke være navnet på en tabel.", f'"{name}" cannot name a table.')
    return found


def _short_enough(program: Program, dialect: Dialect) -> None:
    names = (name for stage in program.stages for name in stage)
    long = [name for name in names if len(name.encode()) > LONGEST_NAME]
    if long and dialect is Dialect.POSTGRES:
        raise ColumnsError(
            f"PostgreSQL kan ikke have navne på mere end 63 tegn: {long[0]}.",
            f"PostgreSQL takes no name longer than 63 bytes: {long[0]}.",
        )


def _column(name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True))


def _number(value: int) -> exp.Expr:
    return exp.Literal.number(value) if value >= 0 else exp.Neg(this=exp.Literal.number(-value))


def _paren(item: exp.Expr) -> exp.Expr:
    return exp.Paren(this=item)


def _text(value: str) -> exp.Expr:
    return exp.Literal.string(value)


def _cast(value: exp.Expr, kind: str) -> exp.Expr:
    # WHY: by hand, since sqlglot would copy and parse what it is given.
    return exp.Cast(this=value, to=exp.DataType.build(kind))


class _Printer:
    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect

    def form(self, form: Form) -> exp.Expr:  # noqa: C901, PLR0912 - one line a variant of a closed union
        match form:
            case f.Column(name=name):
                return _column(name)
            case f.Given():
                return self.given(form)
            case f.All(items=items):
                return exp.and_(*(self.form(one) for one in items), copy=False)
            case f.Any(items=items):
                return exp.or_(*(self.form(one) for one in items), copy=False)
            case f.Not(item=f.Unknown(item=item)):
                return exp.Is(this=self.inner(item), expression=exp.Not(this=exp.Null()))
            case f.Not(item=item):
                return exp.not_(self.form(item), copy=False)
            case f.Compared():
                return self.compared(form)
            case f.Among(item=item, numbers=numbers):
                return exp.In(
                    this=_paren(self.form(item)) if not isinstance(item, f.Column) else self.form(item),
                    expressions=[_number(one) for one in numbers],
                )
            case f.Unknown(item=item):
                return exp.Is(this=self.inner(item), expression=exp.Null())
            case f.Case():
                return self.case(form)
            case f.First(items=items):
                made = [self.form(one) for one in items]
                return exp.Coalesce(this=made[0], expressions=made[1:])
            case f.Earliest(items=items):
                made = [self.form(one) for one in items]
                return exp.Least(this=made[0], expressions=made[1:], ignore_nulls=True)
            case f.Add(items=items):
                return _paren(
                    reduce(
                        lambda one, other: exp.Add(this=one, expression=other),
                        (self.inner(one) for one in items),
                    )
                )
            case f.Scaled(item=item, factor=factor):
                whole = _cast(self.form(item), "BIGINT")
                return exp.Mul(this=whole, expression=_number(factor))
            case f.Divided(item=item, by=by):
                return self.divided(self.form(item), by)
            case f.Word(text=text):
                return _text(text)
            case f.Listed(items=items):
                return self.listed(items)
            case f.Coded() | f.Millionths() | f.OfKind() | f.Holds() | f.Within():
                return self.of_the_table(form)
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
                return self.of_days(form)
            case _:
                assert_never(form)

    def inner(self, form: Form) -> exp.Expr:
        made = self.form(form)
        return made if isinstance(form, f.Column | f.Given | f.Case | f.First) else _paren(made)

    def given(self, form: f.Given) -> exp.Expr:
        match form.value:
            case None:
                return _cast(exp.Null(), _TYPES[form.kind])
            case bool():
                return exp.true() if form.value else exp.false()
            case int():
                return _number(form.value)
            case str():
                return _text(form.value)
            case datetime():
                return _cast(_text(form.value.astimezone(UTC).isoformat(sep=" ")), "TIMESTAMPTZ")
            case _:
                return _cast(_text(form.value.isoformat()), "DATE")

    def compared(self, form: f.Compared) -> exp.Expr:
        made = {Order.SAME: exp.EQ, Order.LESS: exp.LT, Order.AT_MOST: exp.LTE}[form.order]
        return made(this=self.inner(form.left), expression=self.inner(form.right))

    def case(self, form: f.Case) -> exp.Expr:
        branches = [exp.If(this=self.form(one), true=self.form(value)) for one, value in form.branches]
        typed = any(not isinstance(value, f.Given) or value.value is not None for _, value in form.branches)
        empty = form.otherwise == f.Given(None, getattr(form.otherwise, "kind", Kind.TRUTH)) and typed
        return exp.Case(ifs=branches, default=None if empty else self.form(form.otherwise))

    def divided(self, item: exp.Expr, by: int) -> exp.Expr:
        """Whole numbers that are not negative, divided and rounded down."""
        number = _number(by)
        match self.dialect:
            case Dialect.POSTGRES:
                return exp.Anonymous(this="DIV", expressions=[_cast(item, "NUMERIC"), number])
            case Dialect.DUCKDB:
                return exp.IntDiv(this=_paren(item), expression=number)
            case Dialect.SPARK:
                return _cast(exp.Floor(this=exp.Div(this=_paren(item), expression=number)), "BIGINT")
            case _:
                assert_never(self.dialect)

    def listed(self, items: Sequence[tuple[Form, str]]) -> exp.Expr:
        each = [
            exp.Case(ifs=[exp.If(this=self.form(condition), true=_text(text))]) for condition, text in items
        ]
        match self.dialect:
            case _ if not each:
                return _cast(exp.Array(expressions=[]), "ARRAY<TEXT>")
            case Dialect.DUCKDB:
                lambda_ = exp.Lambda(
                    this=exp.not_(exp.Is(this=exp.column("t"), expression=exp.Null())),
                    expressions=[exp.to_identifier("t")],
                )
                return exp.Anonymous(this="LIST_FILTER", expressions=[exp.Array(expressions=each), lambda_])
            case Dialect.POSTGRES:
                return exp.Anonymous(
                    this="ARRAY_REMOVE", expressions=[exp.Array(expressions=each), _cast(exp.Null(), "TEXT")]
                )
            case Dialect.SPARK:
                return exp.Anonymous(this="ARRAY_COMPACT", expressions=[exp.Array(expressions=each)])
            case _:
                assert_never(self.dialect)

    # --- The table itself ---------------------------------------------------------------------------------

    def of_the_table(self, form: f.Coded | f.Millionths | f.OfKind | f.Holds | f.Within) -> exp.Expr:
        item = self.form(form.item)
        match form:
            case f.Coded(names=names):
                ifs = [exp.If(this=_text(name), true=_number(place)) for place, name in enumerate(names)]
                return exp.Case(this=item, ifs=ifs)
            case f.Millionths():
                return self.millionths(item)
            case f.OfKind():
                call, name = _ZONED[self.dialect]
                kind = _cast(exp.Anonymous(this=call, expressions=[item.copy()]), "TEXT")
                return exp.Case(ifs=[exp.If(this=exp.EQ(this=kind, expression=_text(name)), true=item)])
            case f.Holds(text=text):
                return self.holds(item, text)
            case f.Within(names=names):
                return self.within(item, names)
            case _:
                assert_never(form)

    def millionths(self, item: exp.Expr) -> exp.Expr:
        # WHY: twelve digits before the comma are what a case may have; what has more becomes no answer.
        fits = exp.Between(this=item.copy(), low=_number(-(10**12) + 1), high=_number(10**12 - 1))
        fine = _cast(item.copy(), "DECIMAL(18, 6)")
        whole = _cast(exp.Mul(this=_cast(item.copy(), "DECIMAL(18, 6)"), expression=_number(10**6)), "BIGINT")
        inner = exp.Case(ifs=[exp.If(this=exp.EQ(this=fine, expression=item.copy()), true=whole)])
        return exp.Case(ifs=[exp.If(this=fits, true=inner)])

    def holds(self, item: exp.Expr, text: str) -> exp.Expr:
        match self.dialect:
            case Dialect.POSTGRES:
                return exp.EQ(this=_text(text), expression=exp.Any(this=_paren(item)))
            case Dialect.DUCKDB:
                return exp.Anonymous(this="LIST_CONTAINS", expressions=[item, _text(text)])
            case Dialect.SPARK:
                return exp.Anonymous(this="ARRAY_CONTAINS", expressions=[item, _text(text)])
            case _:
                assert_never(self.dialect)

    def within(self, item: exp.Expr, names: Sequence[str]) -> exp.Expr:
        known = exp.Array(expressions=[_text(name) for name in names])
        match self.dialect:
            case Dialect.POSTGRES:
                return exp.ArrayContainsAll(this=_cast(known, "ARRAY<TEXT>"), expression=item)
            case Dialect.DUCKDB:
                return exp.Anonymous(this="LIST_HAS_ALL", expressions=[known, item])
            case Dialect.SPARK:
                rest = exp.Anonymous(this="ARRAY_EXCEPT", expressions=[item, known])
                return exp.EQ(this=exp.Anonymous(this="SIZE", expressions=[rest]), expression=_number(0))
            case _:
                assert_never(self.dialect)

    # --- Days ---------------------------------------------------------------------------------------------

    def of_days(
        self,
        form: f.PartOf
        | f.DaysAfter
        | f.MonthsAfter
        | f.MonthStart
        | f.DaysFrom
        | f.DanishDay
        | f.HoursAfter
        | f.DayEdge,
    ) -> exp.Expr:
        match form:
            case f.PartOf(piece=piece, item=item):
                part = exp.Extract(this=exp.Var(this=piece.value.upper()), expression=self.form(item))
                return _cast(part, "BIGINT")
            case f.DaysAfter(item=item, days=days):
                return self.days_after(self.inner(item), days)
            case f.MonthsAfter(item=item, months=months):
                return self.months_after(self.inner(item), months)
            case f.MonthStart(item=item):
                year = _cast(self.divided(self.form(item), 12), "INT")
                month = _cast(exp.Mod(this=_paren(self.form(item)), expression=_number(12)), "INT")
                arguments = [year, exp.Add(this=month, expression=_number(1)), _number(1)]
                return exp.Anonymous(this="MAKE_DATE", expressions=arguments)
            case f.DaysFrom(start=start, end=end):
                return self.days_from(self.inner(start), self.inner(end))
            case f.DanishDay(item=item):
                return self.danish_day(self.inner(item))
            case f.HoursAfter(item=item, hours=hours):
                return exp.Add(this=self.inner(item), expression=self.span(hours, "HOUR"))
            case f.DayEdge(edge=edge, item=item):
                return self.day_edge(self.inner(item), edge)
            case _:
                assert_never(form)

    def interval(self, amount: int, unit: str) -> exp.Expr:
        return exp.Interval(this=_text(str(amount)), unit=exp.Var(this=unit))

    def span(self, amount: Form, unit: str) -> exp.Expr:
        """So many units, as what is added to a day or an instant."""
        if isinstance(amount, f.Given) and isinstance(amount.value, int):
            return self.interval(amount.value, unit)
        if self.dialect is Dialect.DUCKDB:
            return exp.Anonymous(this=f"TO_{unit}S", expressions=[self.whole(amount)])
        return _paren(exp.Mul(this=self.whole(amount), expression=self.interval(1, unit)))

    def whole(self, amount: Form) -> exp.Expr:
        """A number as databases move days by it."""
        return self.form(amount) if isinstance(amount, f.Given) else _cast(self.form(amount), "INT")

    def days_after(self, item: exp.Expr, days: Form) -> exp.Expr:
        if self.dialect is Dialect.SPARK:
            return exp.Anonymous(this="DATE_ADD", expressions=[item, self.whole(days)])
        return exp.Add(this=item, expression=self.whole(days))

    def months_after(self, item: exp.Expr, months: Form) -> exp.Expr:
        if self.dialect is Dialect.SPARK:
            return exp.Anonymous(this="ADD_MONTHS", expressions=[item, self.whole(months)])
        return _cast(exp.Add(this=item, expression=self.span(months, "MONTH")), "DATE")

    def day_edge(self, day: exp.Expr, edge: Edge) -> exp.Expr:
        """The first instant of a day in Denmark, or the last one before the next day."""
        first = day if edge is Edge.FIRST else _paren(self.days_after(day, f.Given(1, Kind.WHOLE)))
        if self.dialect is Dialect.SPARK:
            # WHY: Spark reads a day as the midnight of its session, and shows an instant in that zone.
            utc = exp.Anonymous(
                this="TO_UTC_TIMESTAMP", expressions=[_cast(first, "TIMESTAMP"), _text(COPENHAGEN)]
            )
            zone = exp.Anonymous(this="CURRENT_TIMEZONE", expressions=[])
            instant: exp.Expr = exp.Anonymous(this="FROM_UTC_TIMESTAMP", expressions=[utc, zone])
        else:
            instant = _paren(exp.AtTimeZone(this=_cast(first, "TIMESTAMP"), zone=_text(COPENHAGEN)))
        if edge is Edge.FIRST:
            return instant
        return exp.Sub(this=instant, expression=self.interval(1, "MICROSECOND"))

    def days_from(self, start: exp.Expr, end: exp.Expr) -> exp.Expr:
        if self.dialect is Dialect.SPARK:
            return exp.Anonymous(this="DATEDIFF", expressions=[end, start])
        return exp.Sub(this=end, expression=start)

    def danish_day(self, item: exp.Expr) -> exp.Expr:
        if self.dialect is Dialect.SPARK:
            # WHY: Spark shows an instant in the zone of its session, so it is turned into UTC first.
            zone = exp.Anonymous(this="CURRENT_TIMEZONE", expressions=[])
            utc = exp.Anonymous(this="TO_UTC_TIMESTAMP", expressions=[item, zone])
            return _cast(
                exp.Anonymous(this="FROM_UTC_TIMESTAMP", expressions=[utc, _text(COPENHAGEN)]), "DATE"
            )
        return _cast(exp.AtTimeZone(this=item, zone=_text(COPENHAGEN)), "DATE")

"""How conditions and values are written, with brackets only where they are needed to read the same again.

Takes: an expression of the document.
Gives: its words on one line, or in pieces.
Afterwards true: the words are read again as an equal expression.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum
from typing import Any, assert_never

from bekymring.syntax import document as doc
from bekymring.syntax.format_lines import STEP, WIDTH, Line, Pieces, broken, fits, with_commas
from bekymring.syntax.format_words import Writer, joined, listed, number


class Level(IntEnum):
    """How tightly an expression holds together; in a place that wants more, it needs brackets."""

    CONDITION = 0
    OPERAND = 1
    SUM = 2
    PRODUCT = 3
    FACTOR = 4


_C = doc.Comparison
_SIDES = frozenset({_C.OR_WORSE, _C.OR_BETTER, _C.OR_MORE_INTRUSIVE, _C.OR_LESS_INTRUSIVE})


def expression(w: Writer, expr: doc.Expr, wanted: Level = Level.CONDITION) -> str:
    """An expression on one line."""
    level, write = _WRITERS[type(expr)]
    text = write(w, expr)
    return f"({text})" if level < wanted else text


def factor(w: Writer, expr: doc.Expr) -> str:
    """An expression where only a single value may stand."""
    return expression(w, expr, Level.FACTOR)


def value(w: Writer, expr: doc.Expr) -> str:
    """An expression where a value may stand."""
    return expression(w, expr, Level.SUM)


def clause(
    w: Writer, head: str, expr: doc.Expr, *, indent: int = STEP, deeper: int = STEP
) -> tuple[Line, ...]:
    """A keyword and a condition: on one line, or broken at the outermost `og`, `eller` or list."""
    whole = f"{head} {expression(w, expr)}"
    if fits(indent, whole):
        return (Line(indent, whole),)
    (_, first), *rest = pieces(w, expr, WIDTH - indent - deeper)
    return broken(indent, [(0, f"{head} {first}"), *((deeper + more, text) for more, text in rest)])


def pieces(w: Writer, expr: doc.Expr, room: int) -> Pieces:
    """What an expression may be broken into; one piece if there is no good place to break it."""
    match expr:
        case doc.And(items=items):
            return _chain(w, w.word("AND"), items, room)
        case doc.Or(items=items):
            return _chain(w, w.word("OR"), items, room)
        case doc.Not(item=doc.AllOf() | doc.KOf() | doc.OneOf() | doc.Contains() as item):
            (_, first), *rest = pieces(w, item, room)
            return [(0, f"{w.word('NOT')} {first}"), *rest]
        case doc.AllOf() | doc.NoneOf() | doc.KOf() | doc.OneOf():
            head, parts = _list_of(w, expr)
            return _list_pieces(head, parts)
        case doc.ThereAre(records=doc.Records(where=doc.And() | doc.Or() as inner)):
            return _around(w, expr, inner, room)
        case doc.AllRecords(condition=doc.And() | doc.Or() as inner):
            return _around(w, expr, inner, room)
        case doc.Contains(quantity=doc.Quantity()):
            return _list_pieces(_contains_head(w, expr), w.names(expr.options))
        case _:
            return [(0, expression(w, expr))]


def _chain(w: Writer, word: str, items: tuple[doc.Expr, ...], room: int) -> Pieces:
    made: list[tuple[int, str]] = []
    for index, item in enumerate(items):
        text = expression(w, item, Level.OPERAND)
        before = f"{word} " if index else ""
        if len(before) + len(text) <= room or _WRITERS[type(item)][0] < Level.OPERAND:
            made.append((0, f"{before}{text}"))
            continue
        (_, first), *rest = pieces(w, item, room - STEP)
        made += [(0, f"{before}{first}"), *((more + (STEP if index else 0), part) for more, part in rest)]
    return made


def _around(w: Writer, expr: doc.Expr, inner: doc.And | doc.Or, room: int) -> Pieces:
    """An expression broken inside its last brackets that hold a given condition."""
    whole, inside = expression(w, expr), expression(w, inner)
    at = whole.rindex(f"({inside})") + 1
    *lines, (deeper, last) = pieces(w, inner, room)
    return [(0, whole[:at]), *lines, (deeper, f"{last}{whole[at + len(inside) :]}")]


def _list_pieces(head: str, parts: tuple[str, ...]) -> Pieces:
    return [(0, f"{head} ("), *((0, part) for part in with_commas(parts, end=")"))]


# --- conditions ---------------------------------------------------------------------------------------------


def comparison(w: Writer, compared: doc.Comparison) -> str:
    """The keyword of a comparison between two values."""
    match compared:
        case _C.IS:
            return w.word("IS")
        case _C.IS_NOT:
            return w.word("IS_NOT")
        case _:
            return w.word("COMPARISON", compared.value)


def _compare(w: Writer, e: doc.Compare) -> str:
    left, right = value(w, e.left), value(w, e.right)
    if e.comparison in _SIDES:
        return f"{left} {w.word('IS')} {right} {w.word('SCALE_SIDE', e.comparison.value)}"
    return f"{left} {comparison(w, e.comparison)} {right}"


def _between(w: Writer, e: doc.Between) -> str:
    return f"{value(w, e.left)} {w.word('IS_BETWEEN')} {value(w, e.low)} {w.word('AND')} {value(w, e.high)}"


def _list_of(w: Writer, e: doc.AllOf | doc.NoneOf | doc.KOf | doc.OneOf) -> tuple[str, tuple[str, ...]]:
    match e:
        case doc.OneOf(left=left, options=items):
            head = f"{value(w, left)} {w.word('IS_ONE_OF')}"
        case doc.KOf(quantity=quantity, count=count, items=items):
            head = f"{w.word('QUANTITY', quantity.value)} {count} {w.word('OF')}"
        case doc.AllOf(items=items):
            head = w.word("ALL_OF")
        case doc.NoneOf(items=items):
            head = w.word("NONE_OF")
        case _:
            assert_never(e)
    return head, tuple(expression(w, one) for one in items)


def _of_list(w: Writer, e: doc.AllOf | doc.NoneOf | doc.KOf | doc.OneOf) -> str:
    head, parts = _list_of(w, e)
    return f"{head} ({listed(parts)})"


def _contains_head(w: Writer, e: doc.Contains) -> str:
    quantity = w.word("QUANTITY", e.quantity.value) if e.quantity else ""
    return f"{value(w, e.left)} {w.word('CONTAINS')} {quantity} {e.count} {w.word('OF')}"


def _contains(w: Writer, e: doc.Contains) -> str:
    if e.quantity is None:
        return f"{value(w, e.left)} {w.word('CONTAINS')} {w.name(e.options[0])}"
    return f"{_contains_head(w, e)} ({listed(w.names(e.options))})"


def _and(w: Writer, e: doc.And) -> str:
    return f" {w.word('AND')} ".join(expression(w, one, Level.OPERAND) for one in e.items)


def _or(w: Writer, e: doc.Or) -> str:
    return f" {w.word('OR')} ".join(expression(w, one, Level.OPERAND) for one in e.items)


def _not(w: Writer, e: doc.Not) -> str:
    return f"{w.word('NOT')} {expression(w, e.item, Level.OPERAND)}"


def _known(w: Writer, e: doc.Known) -> str:
    return f"{value(w, e.item)} {w.word('KNOWN', 'yes' if e.known else 'no')}"


def _share_of(w: Writer, e: doc.ShareOf) -> str:
    family = "QUANTITY" if e.comparison in {_C.AT_LEAST, _C.AT_MOST} else "CELL_COMPARISON"
    side = w.word(family, e.comparison.value)
    return (
        f"{value(w, e.part)} {w.word('SHARE')} {side} {number(e.percent)} {w.word('OF')} {value(w, e.whole)}"
    )


def _in_window(w: Writer, e: doc.InWindow) -> str:
    return f"{value(w, e.left)} {window(w, e.window, tested=True)}"


def _action_is(w: Writer, e: doc.ActionIs) -> str:
    record = None if e.record is None else f"{w.word('OF')} {record_ref(w, e.record)}"
    return joined(w.name(e.action), record, w.word("ACTION_STATE", e.state.value))


def _there_are(w: Writer, e: doc.ThereAre) -> str:
    if (e.quantity, e.count) == (doc.Quantity.AT_MOST, 0):
        return f"{w.word('THERE_ARE_NONE')} {records(w, e.records)}"
    return f"{w.word('THERE_ARE')} {w.word('QUANTITY', e.quantity.value)} {e.count} {records(w, e.records)}"


def _all_records(w: Writer, e: doc.AllRecords) -> str:
    return f"{w.word('ALL')} {records(w, e.records)} {w.word('SATISFY')} ({expression(w, e.condition)})"


def _child_age(w: Writer, e: doc.ChildAge) -> str:
    age = w.word("CHILD_AGE", "reached" if e.reached else "under")
    on = None if e.on is None else f"{w.word('ON_DATE')} {value(w, e.on)}"
    return joined(age, str(e.years), w.unit(doc.Unit.YEARS, one=e.years == 1), on)


# --- values -------------------------------------------------------------------------------------------------


def _add(w: Writer, e: doc.Add) -> str:
    (_, first), *rest = e.terms
    parts = [expression(w, first, Level.PRODUCT)]
    parts += [f"{'+' if added else '-'} {expression(w, term, Level.PRODUCT)}" for added, term in rest]
    return " ".join(parts)


def _multiply(w: Writer, e: doc.Multiply) -> str:
    return f"{expression(w, e.left, Level.PRODUCT)} * {factor(w, e.right)}"


def _difference(w: Writer, e: doc.Difference) -> str:
    return f"{w.word('DIFFERENCE', e.unit.value)} {factor(w, e.start)} {w.word('TO')} {factor(w, e.end)}"


def _shift(w: Writer, e: doc.Shift) -> str:
    return f"{amount(w, e.amount, e.unit)} {w.word('SHIFT', 'later' if e.later else 'earlier')} {factor(w, e.anchor)}"


def amount(w: Writer, expr: doc.Expr, unit: doc.Unit, *, terminal: str = "UNIT") -> str:
    """How much of a unit: `3 måneder`, `1 måned`, `frist dage`."""
    return f"{factor(w, expr)} {w.unit(unit, one=is_one(expr), terminal=terminal)}"


def is_one(expr: doc.Expr) -> bool:
    """Whether an amount is the number one."""
    return isinstance(expr, doc.Number) and expr.value == 1


def _count_of(w: Writer, e: doc.CountOf) -> str:
    return f"{w.word('COUNT_OF')} ({listed(expression(w, one) for one in e.items)})"


def _field_of(w: Writer, e: doc.FieldOf) -> str:
    return f"{w.name(e.field_name)} {w.word('OF')} {record_ref(w, e.record)}"


def _field_over(w: Writer, e: doc.FieldOver) -> str:
    kind = w.word("AGGREGATE", e.aggregate.value)
    return f"{kind} {w.name(e.field_name)} {w.word('OF')} {records(w, e.records)}"


# --- records ------------------------------------------------------------------------------------------------


def record_ref(w: Writer, ref: doc.RecordRef) -> str:
    """`denne underretning`, `seneste opfølgning hvor (…)`."""
    if ref.pick is doc.Pick.THIS:
        return w.this(ref.records.list_)
    return f"{w.word('PICK', ref.pick.value)} {records(w, ref.records)}"


def records(w: Writer, of: doc.Records) -> str:
    """`underretninger hvor (…) inden for de seneste 12 måneder`."""
    where = None if of.where is None else f"{w.word('WHERE')} ({expression(w, of.where)})"
    within = None if of.window is None else window(w, of.window)
    return joined(w.name(of.list_), where, within)


def window(w: Writer, of: doc.Window, *, tested: bool = False) -> str:
    """A window of records, or one that a date is tested against."""
    match of:
        case doc.RollingWindow(amount=size, unit=unit):
            return w.within("IS_WITHIN_LAST" if tested else "WITHIN_LAST", size, unit)
        case doc.CalendarWindow(period=period, previous=previous):
            which = "IN_PREVIOUS" if previous else "IN_CURRENT"
            return f"{w.word(f'IS_{which}' if tested else which)} {w.word('PERIOD', period.value)}"


_Write = Callable[[Writer, Any], str]
_WRITERS: Mapping[type, tuple[Level, _Write]] = {
    doc.And: (Level.CONDITION, _and),
    doc.Or: (Level.CONDITION, _or),
    doc.Not: (Level.OPERAND, _not),
    doc.Compare: (Level.OPERAND, _compare),
    doc.Between: (Level.OPERAND, _between),
    doc.OneOf: (Level.OPERAND, _of_list),
    doc.Contains: (Level.OPERAND, _contains),
    doc.KOf: (Level.OPERAND, _of_list),
    doc.AllOf: (Level.OPERAND, _of_list),
    doc.NoneOf: (Level.OPERAND, _of_list),
    doc.Known: (Level.OPERAND, _known),
    doc.ShareOf: (Level.OPERAND, _share_of),
    doc.InWindow: (Level.OPERAND, _in_window),
    doc.ActionIs: (Level.OPERAND, _action_is),
    doc.ThereAre: (Level.OPERAND, _there_are),
    doc.AllRecords: (Level.OPERAND, _all_records),
    doc.ChildAge: (Level.OPERAND, _child_age),
    doc.Add: (Level.SUM, _add),
    doc.Multiply: (Level.PRODUCT, _multiply),
    doc.YesNo: (Level.FACTOR, lambda w, e: w.word("YES" if e.value else "NO")),
    doc.Number: (Level.FACTOR, lambda _, e: number(e)),
    doc.DateLiteral: (Level.FACTOR, lambda w, e: w.day(e.value)),
    doc.InstantLiteral: (Level.FACTOR, lambda w, e: w.moment(e.value)),
    doc.MomentLiteral: (Level.FACTOR, lambda w, _: w.word("MOMENT")),
    doc.NameRef: (Level.FACTOR, lambda w, e: w.name(e.name)),
    doc.Difference: (Level.FACTOR, _difference),
    doc.Shift: (Level.FACTOR, _shift),
    doc.CountOfKind: (Level.FACTOR, lambda w, e: w.word("COUNT_OF_KIND", e.kind.value)),
    doc.CountOf: (Level.FACTOR, _count_of),
    doc.NumberOfRecords: (Level.FACTOR, lambda w, e: f"{w.word('NUMBER_OF')} {records(w, e.records)}"),
    doc.FieldOf: (Level.FACTOR, _field_of),
    doc.FieldOver: (Level.FACTOR, _field_over),
    doc.OwnAssessment: (Level.FACTOR, lambda w, e: f"{w.word('ASSESSED')} {w.name(e.level)}"),
}

"""Rules, tables and exceptions.

Takes the layers' declarations; gives rules by key, tables, and the exceptions added to rules that allow it.
Afterwards true: a table row is a rule, versions of one rule never are in force at the same time, and `er oplyst` stands
only where finding out is the matter.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import assert_never

from attrs import evolve, field

from bekymring.frozen import define
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.conclusions import conclusions
from bekymring.model.draft import Scope, Stop
from bekymring.model.expressions import condition, date_value, each, value
from bekymring.model.mistakes import declared_here
from bekymring.model.resolve import Kind
from bekymring.model.typed import LevelValue, Typed
from bekymring.model.vocabulary import citations, list_name, period
from bekymring.source import Span
from bekymring.syntax import document as doc


@define
class Rulebook:
    """The rules and tables read so far."""

    rules: dict[str, rs.Rule] = field(factory=dict)
    versions: dict[str, list[str]] = field(factory=dict)
    """The keys of every rule name."""
    tables: dict[str, rs.Table] = field(factory=dict)


def _scope_of(scope: Scope, per_record: doc.Name | None, written: Iterable[doc.Conclusion]) -> Scope:
    return evolve(scope, per_record=list_name(scope, per_record), knows=_finds_out(scope, tuple(written)))


def _finds_out(scope: Scope, written: tuple[doc.Conclusion, ...]) -> bool:
    """Whether everything that is concluded is for finding out, or a point of attention."""
    return bool(written) and all(_is_for_finding_out(scope, one) for one in written)


def _is_for_finding_out(scope: Scope, written: doc.Conclusion) -> bool:
    if written.kind is doc.ConclusionKind.ATTENTION:
        return True
    action = scope.draft.actions.get(written.subject.text)
    return action is not None and action.finds_out


# --- rules --------------------------------------------------------------------------------------------------


def rule(scope: Scope, node: doc.Rule, book: Rulebook) -> None:
    """`regel`."""
    inside = _scope_of(scope, node.per_record, node.conclusions)
    if node.per_record is not None and inside.per_record is None:
        return
    try:
        when, measured_on, unless, against = each(
            (
                partial(_maybe, inside, node.when),
                partial(_measured_on, inside, node.measured_on),
                partial(_all, inside, node.unless),
                partial(_all, inside, node.against),
            )
        )
    except Stop:
        conclusions(inside, node.conclusions)
        return
    read = rs.Rule(
        node.name.text,
        conclusions(inside, node.conclusions),
        scope.origin(node.span),
        per_record=inside.per_record,
        period=period(scope, node.validity),
        measured_on=measured_on[0] if measured_on else None,
        when=when[0] if when else None,
        unless=unless,
        against=against,
        reason=node.reason or "",
        considerations=node.considerations,
        citations=citations(scope, node.citations),
        locked=node.locked,
        exceptions_allowed=node.exceptions_allowed,
    )
    _add(scope, read, node.name.span, book)


def _maybe(scope: Scope, written: doc.Expr | None) -> tuple[rs.Expr, ...]:
    return () if written is None else (condition(scope, written),)


def _measured_on(scope: Scope, written: doc.Expr | None) -> tuple[rs.Expr, ...]:
    return () if written is None else (date_value(scope, written).expr,)


def _all(scope: Scope, written: tuple[doc.Expr, ...]) -> tuple[rs.Expr, ...]:
    return each(partial(condition, scope, one) for one in written)


def _add(scope: Scope, read: rs.Rule, at: Span, book: Rulebook) -> None:
    declared = scope.draft.names.by_name[read.name]
    if declared.kind is not Kind.RULE or declared.layer != scope.layer:
        return  # a doublet of another kind or layer: reported with the names
    versions = [book.rules.pop(key) for key in book.versions.get(read.name, ())]
    other = next((one for one in versions if _overlap(one.period, read.period)), None)
    if other is not None:
        labels = (declared_here(other.origin.span, other.name),)
        is_twice = read.period == other.period == rs.ALWAYS
        code = mistakes.DECLARED_TWICE if is_twice else mistakes.VERSIONS_OVERLAP
        scope.report(code, at, labels=labels, name=read.name)
    else:
        versions.append(read)
    # INVARIANT: keys follow the periods, so the order in which versions are written is no matter.
    versions.sort(key=lambda one: one.period.start or date.min)
    first, *later = versions
    keyed = {first.name: first} | {f"{one.name}@{one.period.start}": one for one in later}
    book.rules |= keyed
    book.versions[read.name] = list(keyed)


def _overlap(one: rs.Period, other: rs.Period) -> bool:
    starts_in_time = one.start is None or other.end is None or one.start <= other.end
    ends_late_enough = one.end is None or other.start is None or other.start <= one.end
    return starts_in_time and ends_late_enough


# --- tables -------------------------------------------------------------------------------------------------


def table(scope: Scope, node: doc.Table, book: Rulebook) -> None:
    """`tabel`: every row that concludes something is a rule named after the table and the row."""
    name = node.name.text
    rows: list[rs.TableRow] = []
    for number, row in enumerate(node.rows, 1):
        inside = _scope_of(scope, node.per_record, row.conclusions)
        if node.per_record is not None and inside.per_record is None:
            return
        if len(row.cells) != len(node.columns):
            scope.draft.broken = True
            continue
        try:
            when = _row_condition(inside, node, row)
        except Stop:
            conclusions(inside, row.conclusions)
            continue
        key = f"{name}.{number}" if row.conclusions else None
        if key is not None:
            book.rules[key] = _row_rule(inside, node, row, when, key=key)
        rows.append(rs.TableRow(when or rs.Const(value=True, span=row.span), key, scope.origin(row.span)))
    columns = _columns(scope, node)
    book.tables[name] = rs.Table(name, columns, tuple(rows), scope.origin(node.span))


def _columns(scope: Scope, node: doc.Table) -> tuple[rs.Expr, ...]:
    """What the columns ask (of a level: that it is its best step or worse); what is wrong is said of the first row."""
    inside = evolve(scope, per_record=list_name(scope, node.per_record))
    mark = len(scope.draft.findings)
    found: list[rs.Expr] = []
    for one in node.columns:
        try:
            meant = value(inside, one)
        except Stop:
            continue
        match meant:
            case Typed(expr=expr):
                found.append(expr)
            case LevelValue(level=level, this_record=this_record):
                best = scope.draft.scales[level.scale].names[0]
                found.append(rs.LevelIs(level.name, rs.Op.GE, best, this_record, span=one.span))
            case _:
                assert_never(meant)
    if node.rows:
        del scope.draft.findings[mark:]
    return tuple(found)


def _row_condition(scope: Scope, node: doc.Table, row: doc.TableRow) -> rs.Expr | None:
    cells = [
        (column, cell)
        for column, cell in zip(node.columns, row.cells, strict=True)
        if not isinstance(cell, doc.Whatever)
    ]
    read = each(partial(condition, scope, _cell_condition(column, cell)) for column, cell in cells)
    flat = tuple(part for one in read for part in (one.items if isinstance(one, rs.And) else (one,)))
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else rs.And(flat, span=row.span)


def _cell_condition(column: doc.Expr, cell: doc.CellIs) -> doc.Expr:
    if cell.comparison is doc.Comparison.IS and len(cell.options) > 1:
        return doc.OneOf(column, cell.options, span=cell.span)
    tests = tuple(doc.Compare(column, cell.comparison, one, span=cell.span) for one in cell.options)
    return tests[0] if len(tests) == 1 else doc.Or(tests, span=cell.span)


def _row_rule(scope: Scope, node: doc.Table, row: doc.TableRow, when: rs.Expr | None, *, key: str) -> rs.Rule:
    # What is wrong with reason, period and sources is said once, of the first row.
    mark = len(scope.draft.findings)
    ground = {"period": period(scope, node.validity), "citations": citations(scope, node.citations)}
    if row is not node.rows[0]:
        del scope.draft.findings[mark:]
    return rs.Rule(
        key,
        conclusions(scope, row.conclusions),
        scope.origin(row.span),
        per_record=scope.per_record,
        when=when,
        reason=node.reason or "",
        considerations=node.considerations,
        locked=node.locked,
        exceptions_allowed=node.exceptions_allowed,
        table=node.name.text,
        **ground,  # type: ignore[arg-type]
    )


# --- exceptions ---------------------------------------------------------------------------------------------


def exception(scope: Scope, node: doc.RuleException, book: Rulebook) -> None:
    """`undtagelse`: another rule set's exception to a rule that allows it."""
    found = scope.declared(node.rule, frozenset({Kind.RULE, Kind.TABLE}))
    keys = book.versions.get(found.name) or [
        key for key, one in book.rules.items() if one.table == found.name
    ]
    if not keys:
        return
    first = book.rules[keys[0]]
    allowed = all(book.rules[key].exceptions_allowed and not book.rules[key].locked for key in keys)
    if found.layer != scope.layer and not allowed:
        labels = (declared_here(found.at, found.name),)
        layer = scope.draft.names.layers[found.layer]
        scope.report(mistakes.NOT_EXCEPTABLE, node.rule.span, labels=labels, name=found.name, layer=layer)
        return
    inside = evolve(scope, per_record=first.per_record)
    added = rs.AddedException(
        node.name.text,
        condition(inside, node.unless),
        node.reason or "",
        citations(scope, node.citations),
        scope.origin(node.span),
    )
    for key in keys:
        held = book.rules[key]
        book.rules[key] = evolve(held, exceptions=(*held.exceptions, added))

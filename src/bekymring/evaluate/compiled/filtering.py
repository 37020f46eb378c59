"""Counts, picks and sums over the records of a list in a wide function, as loops over its rows.

Takes expressions over records; gives values. Afterwards true: a pick and a sum are made by the reference evaluator's own functions of the
records that the loop has found; a count is counted in the loop.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from bekymring.evaluate.compiled import ends, nodes
from bekymring.evaluate.compiled.measuring import Measuring
from bekymring.evaluate.compiled.page import Aggregated, Val
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.evaluate.compiled.written import NUMBER, NotCompiledError
from bekymring.evaluate.walk import parts
from bekymring.frozen import define
from bekymring.model.ruleset import (
    ActionIs,
    AnsweredAt,
    Expr,
    LevelIs,
    RecordAggregate,
    RecordCount,
    RecordField,
    RecordValue,
    ThisField,
)
from bekymring.model.types import Type


@define(eq=False)
class Filtering(Measuring):
    """Values over the records of a list."""

    def _records(self, expr: Aggregated) -> Val:
        """A count, a pick or a sum over records: once for the case, unless its filter reads the record of the rule."""
        reads_this = expr.where is not None and any(_reads_this(one) for one in parts(expr.where))
        if reads_this:
            return self._over_records(expr)
        if expr not in self.told:
            with self._at_top():
                self.told[expr] = self._over_records(expr)
        return self.told[expr]

    def _over_records(self, expr: Aggregated) -> Val:
        return self._how_many(expr) if isinstance(expr, RecordCount) else self._of_records(expr)

    def _filtered(self, expr: Aggregated, fields: Mapping[str, Val], is_there: ast.expr) -> Sides:
        if expr.where is None:
            return Sides(is_there, nodes.yes())
        with self._scope(this=self.this, item=fields):
            held = self.truth(expr.where)
        return Sides(nodes.all_hold((is_there, held.sure)), held.possible)

    def _how_many(self, expr: RecordCount) -> Held:
        low, high = self._numbered("q", 2)
        self.body.append(nodes.assign(nodes.constant(0), low, high))
        with self._loop(expr.list_) as (head, fields, inside):
            held = self._filtered(expr, fields, head[2])
            more = nodes.assign(ast.BinOp(nodes.load(high), ast.Add(), head[1]), high)
            surely = nodes.assign(ast.BinOp(nodes.load(low), ast.Add(), nodes.constant(1)), low)
            inside.append(nodes.when(held.possible, more, nodes.when(held.sure, surely)))
        return Held(nodes.load(low), nodes.load(high), NUMBER)

    def _of_records(self, expr: RecordValue | RecordAggregate) -> Val:
        list_ = self.ruleset.lists[expr.list_]
        places = {name: place for place, name in enumerate(list_.fields)}
        asked = list_.fields[expr.field_name]
        self._check_field(asked)
        if list_.dated_by is not None:
            self._check_field(list_.fields[list_.dated_by])
        [tried] = self._numbered("q", 1)
        self.body.append(nodes.assign(nodes.group(()), tried))
        with self._loop(expr.list_) as (head, fields, inside):
            held = self._filtered(expr, fields, head[2])
            truth = self.constants.name(bool)
            one = nodes.group(
                (nodes.call(truth, held.sure), nodes.call(truth, held.possible), head[1], head[3])
            )
            inside.append(nodes.assign(ast.BinOp(nodes.load(tried), ast.Add(), nodes.group((one,))), tried))
        dated = None if list_.dated_by is None else places[list_.dated_by]
        return self._worked_out(expr, asked.type_, nodes.load(tried), (dated, places[expr.field_name]))

    def _worked_out(
        self,
        expr: RecordValue | RecordAggregate,
        type_: Type,
        tried: ast.expr,
        places: tuple[int | None, int],
    ) -> Val:
        at, width = self.constants.name(places), ends.width_of(type_)
        if isinstance(expr, RecordValue):
            pick, kind = self.constants.name(ends.picked_ends), self.constants.name(expr.pick)
            found = nodes.call(pick, tried, kind, at, nodes.constant(width))
        else:
            add_up, kind = self.constants.name(ends.aggregated_ends), self.constants.name(expr.aggregate)
            found = nodes.call(add_up, tried, kind, at)
        names = self._numbered("q", width + 1)
        self.body.append(nodes.unpack(found, names))
        loaded = list(map(nodes.load, names))
        return self._of_type(type_, loaded[:-1], (loaded[-1],))

    def _check_field(self, asked: RecordField) -> None:
        if asked.relevant_when is not None:
            raise NotCompiledError


def _reads_this(expr: Expr) -> bool:
    return isinstance(expr, ThisField | AnsweredAt) or (
        isinstance(expr, LevelIs | ActionIs) and expr.this_record
    )

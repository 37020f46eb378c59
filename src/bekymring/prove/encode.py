"""Expressions of the rules as terms of a solver, for complete cases: every condition is true or false.

Takes a space of cases and an expression; gives a truth or a term.
Afterwards true: on every complete case the term has the value that the evaluator gives the expression.
What cannot be told to the solver is left free, with the reason: a proof then still holds, a case must be tried.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

from attrs import define, field

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    ActionIs,
    And,
    AnsweredAt,
    Compare,
    Const,
    Count,
    Difference,
    Distance,
    Expr,
    InputKind,
    InSet,
    ItemField,
    KnownTest,
    LevelIs,
    Moment,
    Named,
    Not,
    Op,
    Or,
    PeriodStart,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ref,
    SetCount,
    Shift,
    Sum,
    ThisField,
    Times,
    Unit,
)
from bekymring.model.types import YesNo
from bekymring.prove.answers import NOWHERE, Answers, Scope, Slot
from bekymring.prove.chosen import Chosen
from bekymring.prove.civil import Day
from bekymring.prove.logic import Amount, Truth
from bekymring.prove.prover import Reason
from bekymring.prove.terms import (
    SURELY,
    Amounts,
    At,
    Many,
    NotEncodableError,
    OneOf,
    Term,
    Yes,
)


@define(eq=False)
class Expressions(Answers):
    """The expressions of a rule set over one copy of its answers; `base` is the copy that it differs from."""

    base: Expressions | None = None
    touched: frozenset[str] = frozenset()
    """Names of inputs, lists, definitions and outcomes that may differ; with `list.field` for fields."""
    truths: dict[tuple[Expr, Scope], Truth] = field(factory=dict)
    terms: dict[tuple[Expr, Scope], Term] = field(factory=dict)

    # --- answers ------------------------------------------------------------------------------------------

    def input(self, name: str) -> Term:
        """An input: the value that a layer set, or the answer, where it applies."""
        declared = self.space.ruleset.inputs[name]
        if declared.kind is InputKind.PARAMETER and declared.setting is not None:
            return self.constant(declared.setting.value)
        if declared.kind is InputKind.OWN_LEVEL:
            own = self.cell(("own", name))
            assert isinstance(own, OneOf), "a level is on a scale"
            if not isinstance(own.there, bool):
                # A case in which it is not answered leaves the evaluator in doubt.
                self.space.assume(own.there, own.place)
            return OneOf(SURELY, own.place, own.names)
        found = self.cell(("fact", name))
        if declared.relevant_when is None:
            return found
        return self.given(found, self.truth(declared.relevant_when, NOWHERE))

    def field(self, slot: Slot, name: str) -> Term:
        """A field of a record: no day or instant after the moment has happened."""
        list_, place = slot
        declared = self.space.ruleset.lists[list_]
        found = self.cell(("field", list_, place, name))
        if isinstance(found, At):
            self.seen(list_, place)
            if name != declared.dated_by:
                found = At(self.space.logic.all([found.there, self.past(found)]), found.day, found.tick)
        relevant = declared.fields[name].relevant_when
        if relevant is None:
            return found
        return self.given(found, self.truth(relevant, Scope(slot, slot)))

    # --- truth --------------------------------------------------------------------------------------------

    def differs(self, expr: Expr, scope: Scope) -> bool:
        """Whether an expression may have another value in this copy than in the one it differs from."""
        if self.base is None:
            return True
        read = reads.paths_read(expr, self.space.ruleset.definitions)
        names = {one.partition("[]")[0] for one in read}
        found = names | {one.name for one in reads.outcomes_read(expr, self.space.ruleset.definitions)}
        done = {
            one.action
            for one in reads.walk_through(expr, self.space.ruleset.definitions)
            if isinstance(one, ActionIs)
        }
        held = {one[0] for one in (scope.this, scope.item) if one is not None}
        own = any(isinstance(one, ThisField | ItemField | ActionIs | LevelIs) for one in reads.walk(expr))
        return bool((found | done) & self.touched) or (own and bool(held & self.touched))

    def truth(self, expr: Expr, scope: Scope) -> Truth:
        """The truth of a condition."""
        if self.base is not None and not self.differs(expr, scope):
            return self.base.truth(expr, scope)
        key = (expr, scope)
        if key not in self.truths:
            try:
                self.truths[key] = self._truth(expr, scope)
            except NotEncodableError as error:
                self.truths[key] = self._free(expr, error.reason, scope)
        return self.truths[key]

    def _free(self, expr: Expr, reason: Reason, scope: Scope) -> Truth:
        made = self.space.free(reason)
        # What it rests on belongs to the case all the same.
        for part in reads.walk_through(expr, self.space.ruleset.definitions):
            if isinstance(part, Ref):
                self._tie(made, self.cell(("fact", part.name)) if part.name in self._facts() else None)
            if isinstance(part, ThisField) and scope.this is not None:
                self._tie(made, self.cell(("field", *scope.this, part.name)))
        return made

    def _facts(self) -> frozenset[str]:
        answers = {InputKind.FACT, InputKind.ASSESSMENT, InputKind.OBSERVED}
        return frozenset(n for n, one in self.space.ruleset.inputs.items() if one.kind in answers)

    def _tie(self, made: Any, term: Term | None) -> None:
        if term is not None:
            self.space.ties.setdefault(made.get_id(), []).extend(
                one for one in self.space.parts(term) if not isinstance(one, bool)
            )

    def _truth(self, expr: Expr, scope: Scope) -> Truth:
        logic = self.space.logic
        match expr:
            case And():
                return logic.all([self.truth(one, scope) for one in expr.items])
            case Or():
                return logic.any([self.truth(one, scope) for one in expr.items])
            case Not():
                return logic.no(self.truth(expr.item, scope))
            case Compare():
                return self.space.comparing.compare(
                    expr.op, self.value(expr.left, scope), self.value(expr.right, scope)
                )
            case InSet():
                item = self.value(expr.item, scope)
                options = [
                    self.space.comparing.compare(Op.EQ, item, self.constant(one)) for one in expr.options
                ]
                return logic.any(options)
            case Named():
                definition = self.space.ruleset.definitions[expr.name]
                if isinstance(definition.type_, YesNo):
                    return self.space.named(self.truth(definition.expr, NOWHERE))
                return self._is_yes(self.value(definition.expr, NOWHERE))
            case KnownTest():
                reason = Reason(
                    "her spørges, om noget er oplyst", "this asks whether something is known", expr.span
                )
                return self.space.free(reason)
            case LevelIs() | ActionIs():
                return self.outcome(expr, scope)
            case _:
                return self._is_yes(self.value(expr, scope))

    def outcome(self, expr: LevelIs | ActionIs, scope: Scope) -> Truth:
        """What a condition reads of an outcome; see `Outcomes`."""
        raise NotImplementedError

    def _is_yes(self, term: Term) -> Truth:
        assert isinstance(term, Yes), "a condition is a yes or no"
        return self.space.logic.all([term.there, term.value])

    # --- values -------------------------------------------------------------------------------------------

    def value(self, expr: Expr, scope: Scope) -> Term:
        """The value of an expression."""
        if isinstance(
            expr, Const
        ):  # WHY: yes and the number one are equal to Python, so constants are not remembered
            return self.constant(expr.value)
        if self.base is not None and not self.differs(expr, scope):
            return self.base.value(expr, scope)
        key = (expr, scope)
        if key not in self.terms:
            self.terms[key] = self._value(expr, scope)
        return self.terms[key]

    def _value(self, expr: Expr, scope: Scope) -> Term:  # noqa: C901, PLR0912 - one line a variant of a closed union
        logic = self.space.logic
        match expr:
            case Const():
                raise AssertionError("constants are told before")
            case Ref():
                return self.input(expr.name)
            case Named():
                definition = self.space.ruleset.definitions[expr.name]
                if isinstance(definition.type_, YesNo):
                    return Yes(SURELY, self.truth(expr, NOWHERE))
                return self.value(definition.expr, NOWHERE)
            case ThisField():
                assert scope.this is not None, "a field is read of a record"
                return self.field(scope.this, expr.name)
            case ItemField():
                assert scope.item is not None, "a field is read of a record"
                return self.field(scope.item, expr.name)
            case Moment():
                return self.space.moment
            case AnsweredAt():
                return self._answered(expr, scope)
            case SetCount():
                item = self.value(expr.item, scope)
                assert isinstance(item, Many), "members are counted in a set"
                return Amounts(item.there, logic.count(item.holds.get(one, False) for one in expr.options))
            case Count():
                return Amounts(SURELY, logic.count(self.truth(one, scope) for one in expr.items))
            case RecordCount():
                return Amounts(SURELY, logic.count(held for _, held in self.rows(expr, scope)))
            case RecordValue():
                return self._picked(expr, scope)
            case RecordAggregate():
                return self._aggregated(expr, scope)
            case Sum():
                items = [self._amount(one, scope) for one in expr.items]
                return Amounts(
                    logic.all(one.there for one in items), sum(logic.plain(one.value) for one in items)
                )
            case Times():
                item = self._amount(expr.item, scope)
                factor = expr.factor.value
                assert isinstance(factor, Fraction), "a factor is a number"
                if isinstance(item.value, int | Fraction):
                    return Amounts(item.there, factor * item.value)
                return Amounts(item.there, logic.plain(factor) * item.value)
            case Difference():
                return self._difference(expr, scope)
            case Shift():
                return self._shifted(expr, scope)
            case PeriodStart():
                of = self._at(expr.of, scope)
                return At(of.there, self.space.civil.period_start(expr.period, of.day, expr.offset))
            case And() | Or() | Not() | Compare() | InSet() | KnownTest() | LevelIs() | ActionIs():
                return Yes(SURELY, self.truth(expr, scope))
            case _:
                assert_never(expr)

    def _answered(self, expr: AnsweredAt, scope: Scope) -> At:
        if expr.list_ is None:
            found = self.cell(("answered", expr.assessment))
        else:
            assert scope.this is not None, "an assessment made for each record is read for one"
            found = self.cell(("made", *scope.this, expr.assessment))
        assert isinstance(found, At), "an answer is given on a day"
        if not isinstance(found.there, bool):
            # An answer that is not given is open, so a case with it leaves the evaluator in doubt.
            self.space.assume(found.there, found.there)
        return At(self.space.logic.all([found.there, self.past(found)]), found.day)

    def _amount(self, expr: Expr, scope: Scope) -> Amounts:
        found = self.value(expr, scope)
        if not isinstance(found, Amounts):
            raise NotEncodableError("en beregning af denne art", "a calculation of this kind", expr.span)
        return found

    def _at(self, expr: Expr, scope: Scope) -> At:
        found = self.value(expr, scope)
        if not isinstance(found, At):
            raise NotEncodableError("en dato af denne art", "a date of this kind", expr.span)
        return found

    def _difference(self, expr: Difference, scope: Scope) -> Amounts:
        start, end = self._at(expr.start, scope), self._at(expr.end, scope)
        measure = {
            Distance.DAYS: self.space.civil.days_between,
            Distance.WEEKS: self.space.civil.weeks_between,
            Distance.MONTHS: self.space.civil.months_between,
            Distance.YEARS: self.space.civil.years_between,
            Distance.AGE: self.space.civil.years_between,
        }[expr.distance]
        return Amounts(self.space.logic.all([start.there, end.there]), measure(start.day, end.day))

    def _shifted(self, expr: Shift, scope: Scope) -> At:
        anchor, amount = self._at(expr.anchor, scope), self._amount(expr.amount, scope)
        day = self.moved(anchor.day, expr.sign * self.space.logic.plain(amount.value), expr.unit, expr)
        return At(self.space.logic.all([anchor.there, amount.there]), day)

    def moved(self, day: Day, amount: Amount, unit: Unit, expr: Expr) -> Day:
        """A day moved by so many units."""
        match unit:
            case Unit.DAYS:
                return self.space.civil.days_later(day, amount)
            case Unit.WEEKS:
                return self.space.civil.days_later(day, 7 * amount)
            case Unit.MONTHS:
                return self.space.civil.months_later(day, amount)
            case Unit.YEARS:
                return self.space.civil.months_later(day, 12 * amount)
            case Unit.HOURS:
                raise NotEncodableError("her regnes i timer", "this counts in hours", expr.span)
            case Unit.WORKING_DAYS:
                raise NotEncodableError("her regnes i hverdage", "this counts in working days", expr.span)
            case _:
                assert_never(unit)

    # --- records ------------------------------------------------------------------------------------------

    def rows(
        self, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope
    ) -> list[tuple[int, Truth]]:
        """The places of a list, with whether a record is there that counts."""
        found = []
        for place, present in self.records(expr.list_):
            inner = Scope(scope.this, (expr.list_, place))
            holds = True if expr.where is None else self.truth(expr.where, inner)
            found.append((place, self.space.logic.all([present, holds])))
        return found

    def _picked(self, expr: RecordValue, scope: Scope) -> Term:
        """A field of the record that no other is later (or earlier) than."""
        list_, choosing = expr.list_, Chosen(self.space)
        rows = self.rows(expr, scope)
        dated_by = self.space.ruleset.lists[list_].dated_by
        dates = {} if dated_by is None else {n: self.field((list_, n), dated_by) for n, _ in rows}
        chosen = choosing.outermost(expr.pick, rows, dates)
        if expr.field_name != dated_by:
            choosing.without_ties(rows, dates, chosen)
        return choosing.value(chosen, {n: self.field((list_, n), expr.field_name) for n, _ in rows})

    def _aggregated(self, expr: RecordAggregate, scope: Scope) -> Amounts:
        rows = [(held, self.field((expr.list_, n), expr.field_name)) for n, held in self.rows(expr, scope)]
        return Chosen(self.space).aggregated(expr, rows)

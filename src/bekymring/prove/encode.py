"""Expressions of the rules as terms of a solver, for complete cases: every condition is true or false.

Takes a space of cases and an expression; gives a truth or a term.
Afterwards true: on every complete case the term has the value that the evaluator gives the expression.
What cannot be told to the solver is left free, with the reason: a proof then still holds, a case must be tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any, assert_never

from attrs import define, field, frozen

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    ActionIs,
    Aggregate,
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
    Pick,
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
from bekymring.prove.civil import Day
from bekymring.prove.logic import Amount, Truth
from bekymring.prove.prover import Reason
from bekymring.prove.space import Path, Space
from bekymring.prove.terms import (
    SURELY,
    Amounts,
    At,
    Many,
    NotEncodableError,
    OneOf,
    Term,
    Word,
    Yes,
    there,
)
from bekymring.values import SetValue, Value

Slot = tuple[str, int]
"""A record: its list and its place from 0."""


@frozen
class Scope:
    """The record that a rule is read for, and the one that a filter is tried on."""

    this: Slot | None = None
    item: Slot | None = None


NOWHERE = Scope()


@define(eq=False)
class Expressions:
    """The expressions of a rule set over one copy of its answers; `base` is the copy that it differs from."""

    space: Space
    base: Expressions | None = None
    other: Mapping[Path, Term] = field(factory=dict)
    """The answers in which this copy differs."""
    touched: frozenset[str] = frozenset()
    """Names of inputs, lists, definitions and outcomes that may differ; with `list.field` for fields."""
    truths: dict[tuple[Expr, Scope], Truth] = field(factory=dict)
    terms: dict[tuple[Expr, Scope], Term] = field(factory=dict)

    # --- answers ------------------------------------------------------------------------------------------

    def cell(self, path: Path) -> Term:
        """The variable of an answer in this copy."""
        return self.other[path] if path in self.other else self.space.cell(path)

    def flag(self, path: Path) -> Truth:
        """A truth that a case holds: whether a record is there, whether a departure is recorded."""
        found = self.cell(path)
        assert isinstance(found, Yes), "a mark is a truth"
        return found.value

    def records(self, list_: str) -> tuple[tuple[int, Truth], ...]:
        """The places of a list with whether a record is there that is seen."""
        places = range(self.space.records(list_))
        return tuple((place, self.seen(list_, place)) for place in places)

    def seen(self, list_: str, place: int) -> Truth:
        """Whether a record is there. Records dated after the moment are as good as not there, so none is."""
        present = self.flag(("record", list_, place))
        dated_by = self.space.ruleset.lists[list_].dated_by
        if dated_by is not None:
            dated = self.cell(("field", list_, place, dated_by))
            key = ("dated", list_, place)
            if isinstance(dated, At) and key not in self._dated:
                self._dated[key] = True
                past = self.space.logic.all([dated.there, self._past(dated)])
                self.space.claim(past, about=self.space.parts(dated))
        return present

    _dated: dict[Path, bool] = field(factory=dict, init=False)

    def _past(self, at: At) -> Truth:
        return self.compare_at(Op.LE, at, self.space.moment)

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
        return self._given(found, self.truth(declared.relevant_when, NOWHERE))

    def field(self, slot: Slot, name: str) -> Term:
        """A field of a record: no day or instant after the moment has happened."""
        list_, place = slot
        declared = self.space.ruleset.lists[list_]
        found = self.cell(("field", list_, place, name))
        if isinstance(found, At):
            self.seen(list_, place)
            if name != declared.dated_by:
                found = At(self.space.logic.all([found.there, self._past(found)]), found.day, found.tick)
        relevant = declared.fields[name].relevant_when
        if relevant is None:
            return found
        return self._given(found, self.truth(relevant, Scope(slot, slot)))

    def _given(self, term: Term, applies: Truth) -> Term:
        both = self.space.logic.all([applies, there(term)])
        match term:
            case Yes(value=value):
                return Yes(both, value)
            case Amounts(value=value):
                return Amounts(both, value)
            case OneOf(place=place, names=names):
                return OneOf(both, place, names)
            case Many(holds=holds):
                return Many(both, holds)
            case At(day=day, tick=tick):
                return At(both, day, tick)
            case Word():
                return term
            case _:
                assert_never(term)

    def constant(self, value: Value) -> Term:
        """A value written in the rules."""
        match value:
            case bool():
                return Yes(SURELY, value)
            case Fraction() | int():
                return Amounts(SURELY, Fraction(value))
            case str():
                return Word(value)
            case SetValue():
                return Many(SURELY, dict.fromkeys(value.certain, True))
            case _ if hasattr(value, "hour"):
                raise _unencodable(Const(value), "et klokkeslæt i reglerne", "a clock time in the rules")
            case _:
                return At(SURELY, Day.of(value))

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
                return self._compare(expr.op, self.value(expr.left, scope), self.value(expr.right, scope))
            case InSet():
                item = self.value(expr.item, scope)
                options = [self._compare(Op.EQ, item, self.constant(one)) for one in expr.options]
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

    def _compare(self, op: Op, left: Term, right: Term) -> Truth:
        both = [there(left), there(right)]
        if False in both:
            return False
        return self.space.logic.all([*both, self._compare_present(op, left, right)])

    def _compare_present(self, op: Op, left: Term, right: Term) -> Truth:
        logic = self.space.logic
        match left, right:
            case Amounts(), Amounts():
                return self._by_number(op, left.value, right.value)
            case At(), At():
                return self.compare_at(op, left, right)
            case Yes(), Yes():
                return logic.same(left.value, right.value)
            case Many(), Many():
                names = sorted({*left.holds, *right.holds})
                return logic.all(
                    logic.same(left.holds.get(name, False), right.holds.get(name, False)) for name in names
                )
            case OneOf(), OneOf():
                return self._by_number(op, left.place, right.place)
            case OneOf(), Word():
                return self._by_number(op, left.place, left.names.index(right.name))
            case Word(), OneOf():
                return self._by_number(op, right.names.index(left.name), right.place)
            case _:
                raise _unencodable(Moment(), "en sammenligning af denne art", "a comparison of this kind")

    def _by_number(self, op: Op, left: Amount, right: Amount) -> Truth:
        logic = self.space.logic
        match op:
            case Op.EQ:
                return logic.equal(left, right)
            case Op.LT:
                return logic.less(left, right)
            case Op.LE:
                return logic.at_most(left, right)
            case Op.GT:
                return logic.less(right, left)
            case Op.GE:
                return logic.at_most(right, left)
            case _:
                assert_never(op)

    def compare_at(self, op: Op, left: At, right: At) -> Truth:
        """Compares days or instants; a day with an instant by days."""
        match op:
            case Op.EQ:
                return self.space.logic.all([self._at_most(left, right), self._at_most(right, left)])
            case Op.LE:
                return self._at_most(left, right)
            case Op.GE:
                return self._at_most(right, left)
            case Op.LT:
                return self.space.logic.no(self._at_most(right, left))
            case Op.GT:
                return self.space.logic.no(self._at_most(left, right))
            case _:
                assert_never(op)

    def _at_most(self, left: At, right: At) -> Truth:
        civil, logic = self.space.civil, self.space.logic
        if left.tick is None or right.tick is None:
            return civil.at_most(left.day, right.day)
        earlier = logic.no(civil.at_most(right.day, left.day))
        return logic.any(
            [earlier, logic.all([civil.same(left.day, right.day), logic.at_most(left.tick, right.tick)])]
        )

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
                return self._answered(expr)
            case SetCount():
                item = self.value(expr.item, scope)
                assert isinstance(item, Many), "members are counted in a set"
                return Amounts(item.there, logic.count(item.holds.get(one, False) for one in expr.options))
            case Count():
                return Amounts(SURELY, logic.count(self.truth(one, scope) for one in expr.items))
            case RecordCount():
                return Amounts(SURELY, logic.count(held for _, held in self._rows(expr, scope)))
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

    def _answered(self, expr: AnsweredAt) -> At:
        found = self.cell(("answered", expr.assessment))
        assert isinstance(found, At), "an answer is given on a day"
        if not isinstance(found.there, bool):
            # An answer that is not given is open, so a case with it leaves the evaluator in doubt.
            self.space.assume(found.there, found.there)
        return At(self.space.logic.all([found.there, self._past(found)]), found.day)

    def _amount(self, expr: Expr, scope: Scope) -> Amounts:
        found = self.value(expr, scope)
        if not isinstance(found, Amounts):
            raise _unencodable(expr, "en beregning af denne art", "a calculation of this kind")
        return found

    def _at(self, expr: Expr, scope: Scope) -> At:
        found = self.value(expr, scope)
        if not isinstance(found, At):
            raise _unencodable(expr, "en dato af denne art", "a date of this kind")
        return found

    def _difference(self, expr: Difference, scope: Scope) -> Amounts:
        start, end = self._at(expr.start, scope), self._at(expr.end, scope)
        measure = {
            Distance.DAYS: self.space.civil.days_between,
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
                raise _unencodable(expr, "her regnes i timer", "this counts in hours")
            case Unit.WORKING_DAYS:
                raise _unencodable(expr, "her regnes i hverdage", "this counts in working days")
            case _:
                assert_never(unit)

    # --- records ------------------------------------------------------------------------------------------

    def _rows(
        self, expr: RecordCount | RecordValue | RecordAggregate, scope: Scope
    ) -> list[tuple[int, Truth]]:
        found = []
        for place, present in self.records(expr.list_):
            inner = Scope(scope.this, (expr.list_, place))
            holds = True if expr.where is None else self.truth(expr.where, inner)
            found.append((place, self.space.logic.all([present, holds])))
        return found

    def _picked(self, expr: RecordValue, scope: Scope) -> Term:
        """One of the records that no other is later (or earlier) than."""
        logic, list_ = self.space.logic, expr.list_
        rows = self._rows(expr, scope)
        dated_by = self.space.ruleset.lists[list_].dated_by
        dates = {} if dated_by is None else {n: self.field((list_, n), dated_by) for n, _ in rows}
        chosen = {place: self.space.truth("c") for place, _ in rows}
        parts: list[Truth] = [logic.same(logic.any(held for _, held in rows), logic.any(chosen.values()))]
        parts += [logic.no(logic.all([chosen[a], chosen[b]])) for a, b in combinations(chosen, 2)]
        for place, held in rows:
            outermost = [
                logic.any([logic.no(also), self._beyond(expr.pick, dates.get(place), dates.get(other))])
                for other, also in rows
                if other != place
            ]
            parts.append(logic.any([logic.no(chosen[place]), logic.all([held, *outermost])]))
        self.space.claim(logic.all(parts))
        if expr.field_name != dated_by:
            for (one, held), (other, also) in combinations(rows, 2):
                tied = logic.all([held, also, self._same_day(dates.get(one), dates.get(other))])
                self.space.assume_all(logic.no(tied), [chosen[one], chosen[other]])
        return self._chosen(chosen, {n: self.field((list_, n), expr.field_name) for n, _ in rows})

    def _beyond(self, pick: Pick, one: Term | None, other: Term | None) -> Truth:
        if not isinstance(one, At) or not isinstance(other, At):
            return True
        return self.compare_at(Op.GE if pick is Pick.LATEST else Op.LE, one, other)

    def _same_day(self, one: Term | None, other: Term | None) -> Truth:
        if not isinstance(one, At) or not isinstance(other, At):
            return True
        return self.compare_at(Op.EQ, one, other)

    def _chosen(self, chosen: Mapping[int, Truth], terms: Mapping[int, Term]) -> Term:
        logic = self.space.logic
        here = logic.any(logic.all([chosen[n], there(term)]) for n, term in terms.items())
        first = next(iter(terms.values()))
        match first:
            case Yes():
                picked = [(n, one) for n, one in terms.items() if isinstance(one, Yes)]
                return Yes(here, logic.any(logic.all([chosen[n], one.value]) for n, one in picked))
            case Amounts():
                values = {n: one.value for n, one in terms.items() if isinstance(one, Amounts)}
                return Amounts(here, self._one_number(chosen, values))
            case OneOf():
                places = {n: one.place for n, one in terms.items() if isinstance(one, OneOf)}
                return OneOf(here, self._one_number(chosen, places), first.names)
            case Many():
                sets = [(n, one.holds) for n, one in terms.items() if isinstance(one, Many)]
                return Many(
                    here,
                    {
                        name: logic.any(logic.all([chosen[n], holds[name]]) for n, holds in sets)
                        for name in first.holds
                    },
                )
            case At():
                return self._one_day(
                    chosen, {n: one for n, one in terms.items() if isinstance(one, At)}, here
                )
            case Word():
                return first
            case _:
                assert_never(first)

    def _one_number(self, chosen: Mapping[int, Truth], values: Mapping[int, Amount]) -> Amount:
        places = list(values)
        found = values[places[-1]]
        for place in reversed(places[:-1]):
            found = self.space.logic.choose(chosen[place], values[place], found)
        return found

    def _one_day(self, chosen: Mapping[int, Truth], ats: Mapping[int, At], here: Truth) -> At:
        first = next(iter(ats.values()))
        tick = None
        if first.tick is not None:
            tick = self._one_number(chosen, {n: one.tick for n, one in ats.items()})
        if first.day.parts is not None:
            parts = [one.day.parts for one in ats.values() if one.day.parts is not None]
            year, month, day = (
                self._one_number(chosen, dict(zip(ats, (one[n] for one in parts), strict=True)))
                for n in range(3)
            )
            return At(here, Day((year, month, day)), tick)
        number = self._one_number(chosen, {n: one.day.number for n, one in ats.items()})
        return At(here, Day(number=number), tick)

    def _aggregated(self, expr: RecordAggregate, scope: Scope) -> Amounts:
        logic = self.space.logic
        rows = [(held, self.field((expr.list_, n), expr.field_name)) for n, held in self._rows(expr, scope)]
        numbers = [(held, one) for held, one in rows if isinstance(one, Amounts)]
        if len(numbers) < len(rows):
            raise _unencodable(expr, "den største eller mindste dato", "the largest or smallest date")
        if expr.aggregate is Aggregate.SUM:
            total: Amount = 0
            for held, one in numbers:
                total = total + logic.choose(held, one.value, 0)
            return Amounts(logic.all(logic.any([logic.no(held), one.there]) for held, one in numbers), total)
        held_too = [(logic.all([held, one.there]), one.value) for held, one in numbers]
        some = logic.any(held for held, _ in held_too)
        found = self.space.number_like([value for _, value in held_too])
        largest = expr.aggregate is Aggregate.LARGEST
        beyond = [
            logic.any([logic.no(held), logic.at_most(*((value, found) if largest else (found, value)))])
            for held, value in held_too
        ]
        is_one = logic.any(logic.all([held, logic.equal(found, value)]) for held, value in held_too)
        self.space.claim(logic.any([logic.no(some), logic.all([*beyond, is_one])]))
        return Amounts(some, found)


def _unencodable(expr: Expr, da: str, en: str) -> NotEncodableError:
    return NotEncodableError(da, en, expr.span)

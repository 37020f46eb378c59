"""Truth and values of the kernel's expressions, as forms: `evaluate.expressions` written once for all rows.

Takes an expression; gives a form or a value under doubt. What reads nothing of the case is worked out by the evaluator itself.
Afterwards true: in every row it is what the evaluator finds for the case of that row. What a table cannot say is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import lcm
from typing import assert_never

from attrs import define, evolve, field

from bekymring.case import Case
from bekymring.columns import dates, values
from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    added,
    all_of,
    any_of,
    case,
    given,
    negated,
    possible,
)
from bekymring.columns.form import Form, Given, Kind
from bekymring.columns.inputs import Inputs, Told
from bekymring.columns.refusal import ANSWERED_AT, PER_RECORD, RECORDS, TOO_LARGE, Refused
from bekymring.columns.sheet import Sheet
from bekymring.columns.values import (
    LARGEST,
    Flag,
    Held,
    Nothing,
    Spread,
    Value,
    compare,
    in_parts,
    is_yes,
    of_bound,
)
from bekymring.evaluate.expressions import NOWHERE, Reading, value
from bekymring.evaluate.facts import facts_of, input_bound
from bekymring.evaluate.walk import parts
from bekymring.model import ruleset as rs
from bekymring.model.types import YesNo

_PURE = (
    rs.Const | rs.Moment | rs.And | rs.Or | rs.Not | rs.Compare | rs.InSet | rs.SetCount | rs.Count | rs.Sum
    | rs.Times | rs.Difference | rs.Shift | rs.PeriodStart
)  # fmt: skip
"""What reads nothing itself."""


@define(eq=False)
class Expressions:
    """The expressions of one rule set at one moment; `outcome` says how levels and actions are read."""

    reading: Reading
    inputs: Inputs
    sheet: Sheet
    outcome: Callable[[rs.LevelIs | rs.ActionIs], Form]
    kept: dict[int, tuple[rs.Expr, Value]] = field(factory=dict)
    """By expression (its identity, so it is kept), its value."""
    told: dict[str, Told] = field(factory=dict)
    named: dict[str, Value] = field(factory=dict)
    order: dict[tuple[str, str], None] = field(factory=dict)
    """Everything worked out, each after what it needs: (`input`, `named`, `rule`, `level` or `action`) with its name."""

    @property
    def ruleset(self) -> rs.Ruleset:
        """The rule set."""
        return self.reading.facts.ruleset

    # --- What is read -------------------------------------------------------------------------------------

    def is_constant(self, expr: rs.Expr) -> bool:
        """Whether an expression is the same for every case: a parameter is where a layer sets it, otherwise a case tells it."""
        return all(isinstance(part, _PURE) or self._is_set(part) for part in parts(expr))

    def _is_set(self, expr: rs.Expr) -> bool:
        return isinstance(expr, rs.Ref) and self.ruleset.inputs[expr.name].setting is not None

    def input(self, name: str) -> Told:
        """An input as the table tells it."""
        if name not in self.told:
            one = self.ruleset.inputs[name]
            relevant = TRUE if one.relevant_when is None else self.truth(one.relevant_when)
            self.told[name] = self._set(one) if one.setting is not None else self.inputs.told(one, relevant)
            self.order["input", name] = None
        return self.told[name]

    def _set(self, one: rs.Input) -> Told:
        return Told(of_bound(input_bound(self.reading.facts, one.name)), TRUE, NOT_KNOWN, FALSE)

    def definition(self, name: str) -> Value:
        """A definition or derived indicator, worked out once."""
        if name not in self.named:
            one = self.ruleset.definitions[name]
            if isinstance(one.type_, YesNo):
                form = self.sheet.add(f"{name}.holds", self.truth(one.expr), Kind.TRUTH)
                self.named[name] = Flag(form)
            else:
                self.named[name] = self._as_columns(name, self.value(one.expr))
            self.order["named", name] = None
        return self.named[name]

    def _as_columns(self, name: str, found: Value) -> Value:
        if not isinstance(found, Spread):
            return found
        present = self.sheet.add(f"{name}.present", found.present, Kind.TRUTH)
        if found.exact is not None:
            exact = self.sheet.add(f"{name}.value", found.exact, found.kind)
            ends = (found.floor, found.ceiling)
            return values.spread(found.kind, exact, ends, present, parts=found.parts)
        low = self.sheet.add(f"{name}.low", found.low, found.kind)
        return evolve(
            found, low=low, high=self.sheet.add(f"{name}.high", found.high, found.kind), present=present
        )

    # --- Truth --------------------------------------------------------------------------------------------

    def truth(self, expr: rs.Expr) -> Form:
        """The truth of a condition."""
        return is_yes(self.value(expr))

    def _truth(self, expr: rs.Expr) -> Form:
        match expr:
            case rs.And():
                return all_of(self.truth(one) for one in expr.items)
            case rs.Or():
                return any_of(self.truth(one) for one in expr.items)
            case rs.Not():
                return negated(self.truth(expr.item))
            case rs.Compare():
                steps = self.ruleset.scales[expr.scale].names if expr.scale else ()
                return compare(expr.op, self.value(expr.left), self.value(expr.right), steps)
            case rs.InSet():
                constants = [self.value(rs.Const(one)) for one in expr.options]
                return values.among(self.value(expr.item), expr.options, constants)
            case rs.KnownTest(item=rs.Ref(name=name)):
                told = self.input(name)
                known = any_of((told.answered, values.absent(told.value)))
                return known if expr.known else negated(known)
            case rs.LevelIs() | rs.ActionIs():
                return self.outcome(expr)
            case _:
                raise Refused(PER_RECORD, expr.span)

    # --- Values -------------------------------------------------------------------------------------------

    def value(self, expr: rs.Expr) -> Value:
        """The value of an expression."""
        key = id(expr)
        if key not in self.kept:
            self.kept[key] = (expr, self._constant(expr) if self.is_constant(expr) else self._value(expr))
        return self.kept[key][1]

    def _constant(self, expr: rs.Expr) -> Value:
        found = value(self.reading, expr, NOWHERE)
        return of_bound(found)

    def _value(self, expr: rs.Expr) -> Value:
        match expr:
            case rs.Ref():
                return self.input(expr.name).value
            case rs.Named():
                return self.definition(expr.name)
            case rs.SetCount() | rs.Count() | rs.Sum() | rs.Times():
                return self._number(expr)
            case rs.Difference():
                return dates.difference(expr.distance, self.value(expr.start), self.value(expr.end))
            case rs.Shift():
                return self._shift(expr)
            case rs.PeriodStart():
                return dates.period_of(expr.period, self.value(expr.of), expr.offset)
            case (
                rs.And()
                | rs.Or()
                | rs.Not()
                | rs.Compare()
                | rs.InSet()
                | rs.KnownTest()
                | rs.LevelIs()
                | rs.ActionIs()
            ):
                return Flag(self._truth(expr))
            case rs.Const() | rs.Moment():
                raise AssertionError("a constant is worked out by the evaluator")
            case rs.AnsweredAt():
                raise Refused(ANSWERED_AT, expr.span)
            case rs.ThisField() | rs.ItemField():
                raise Refused(PER_RECORD, expr.span)
            case rs.RecordCount() | rs.RecordValue() | rs.RecordAggregate():
                raise Refused(RECORDS, expr.span)
            case _:
                assert_never(expr)

    def _shift(self, expr: rs.Shift) -> Value:
        amount, calendars = self.value(expr.amount), self.reading.facts.calendars
        if isinstance(amount, Nothing):
            return amount
        try:
            moved = dates.amount_of(amount, expr.sign, expr.unit)
            return dates.shift(self.value(expr.anchor), moved, expr.unit, calendars[0])
        except Refused as refused:
            raise Refused(refused.construct, refused.span or expr.span) from None

    def _number(self, expr: rs.SetCount | rs.Count | rs.Sum | rs.Times) -> Value:
        match expr:
            case rs.SetCount():
                return _members(self.value(expr.item), expr.options)
            case rs.Count():
                return _how_many([self.truth(one) for one in expr.items])
            case rs.Sum():
                return _total([self.value(one) for one in expr.items])
            case rs.Times():
                return _times(Fraction(expr.factor.value), self.value(expr.item))  # type: ignore[arg-type]
            case _:
                assert_never(expr)


def reading_of(ruleset: rs.Ruleset, moment: object) -> Reading:
    """The reading of a case that says nothing: what is known in it is known in every row."""
    return Reading(facts_of(ruleset, Case({}, {}), moment))  # type: ignore[arg-type]  # an instant


def _how_many(truths: list[Form], present: Form = TRUE) -> Spread:
    one, none = given(1), given(0)
    low = added(case(((truth_, one),), none) for truth_ in truths)
    high = added(case(((possible(truth_), one),), none) for truth_ in truths)
    return Spread(Kind.WHOLE, low, high, present, 0, len(truths), low if low == high else None)


def _members(item: Value, options: tuple[str, ...]) -> Value:
    if not isinstance(item, Held):
        return Nothing()
    return _how_many([held for name, held in item.members if name in options], item.present)


def _total(items: list[Value]) -> Value:
    spreads = [one for one in items if isinstance(one, Spread)]
    if len(spreads) < len(items):
        return Nothing()
    size = lcm(*(one.parts for one in spreads))
    fine = [in_parts(one, size) for one in spreads]
    floor, ceiling = sum(int(one.floor) for one in fine), sum(int(one.ceiling) for one in fine)  # type: ignore[arg-type, misc]
    if max(abs(floor), abs(ceiling)) > LARGEST:
        raise Refused(TOO_LARGE)
    present = all_of(one.present for one in fine)
    exact = None
    moving = [one for one in fine if not (isinstance(one.exact, Given) and one.exact.value is not None)]
    if len(moving) <= 1 and all(one.exact is not None for one in fine):
        exact = added(one.exact for one in fine if one.exact is not None)
    if exact is not None:
        return values.spread(Kind.WHOLE, exact, (floor, ceiling), present, parts=size)
    low, high = added(one.low for one in fine), added(one.high for one in fine)
    return Spread(Kind.WHOLE, low, high, present, floor, ceiling, None, size)


def _times(factor: Fraction, item: Value) -> Value:
    if not isinstance(item, Spread):
        return Nothing()
    made = values.times(item, factor.numerator)
    return evolve(made, parts=made.parts * factor.denominator)

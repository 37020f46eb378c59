"""Comparisons of terms: numbers, days, instants, names and sets.

Takes two terms; gives a truth, false where either has no value.
Afterwards true: a day is compared with an instant by days, as in evaluation.
"""

from __future__ import annotations

from typing import assert_never

from attrs import frozen

from bekymring.model.ruleset import Op
from bekymring.prove.civil import Civil
from bekymring.prove.logic import Amount, Logic, Truth
from bekymring.prove.terms import Amounts, At, Many, NotEncodableError, OneOf, Term, Word, Yes, there
from bekymring.source import Span


@frozen(eq=False)
class Comparing:
    """The comparisons of one solver context."""

    logic: Logic
    civil: Civil

    def compare(self, op: Op, left: Term, right: Term) -> Truth:
        """A comparison; false where either side has no value."""
        both = [there(left), there(right)]
        if False in both:
            return False
        return self.logic.all([*both, self._present(op, left, right)])

    def _present(self, op: Op, left: Term, right: Term) -> Truth:
        logic = self.logic
        match left, right:
            case Amounts(), Amounts():
                return self.by_number(op, left.value, right.value)
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
                return self.by_number(op, left.place, right.place)
            case OneOf(), Word():
                return self.by_number(op, left.place, left.names.index(right.name))
            case Word(), OneOf():
                return self.by_number(op, right.names.index(left.name), right.place)
            case _:
                raise NotEncodableError(
                    "en sammenligning af denne art", "a comparison of this kind", Span.nowhere()
                )

    def by_number(self, op: Op, left: Amount, right: Amount) -> Truth:
        """Compares two numbers."""
        logic = self.logic
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
                return self.logic.all([self.at_most(left, right), self.at_most(right, left)])
            case Op.LE:
                return self.at_most(left, right)
            case Op.GE:
                return self.at_most(right, left)
            case Op.LT:
                return self.logic.no(self.at_most(right, left))
            case Op.GT:
                return self.logic.no(self.at_most(left, right))
            case _:
                assert_never(op)

    def at_most(self, left: At, right: At) -> Truth:
        """Whether one day or instant is no later than another."""
        civil, logic = self.civil, self.logic
        if left.tick is None or right.tick is None:
            return civil.at_most(left.day, right.day)
        earlier = logic.no(civil.at_most(right.day, left.day))
        return logic.any(
            [earlier, logic.all([civil.same(left.day, right.day), logic.at_most(left.tick, right.tick)])]
        )

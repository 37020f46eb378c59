"""Truths and numbers of a solver, where those already settled stay plain Python.

Takes terms of one solver context, or plain `bool` and `int`; gives the same. What is settled is simplified away.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import frozen

Truth = Any
"""A `bool`, or a truth of the solver."""
Amount = Any
"""An `int` or `Fraction`, or a number of the solver."""


@frozen(eq=False)
class Logic:
    """The connectives of one solver context."""

    z3: Any
    ctx: Any

    def all(self, truths: Iterable[Truth]) -> Truth:
        """All of them."""
        open_ = []
        for one in truths:
            if one is False:
                return False
            if one is not True:
                open_.append(one)
        if not open_:
            return True
        return open_[0] if len(open_) == 1 else self.z3.And(*open_)

    def any(self, truths: Iterable[Truth]) -> Truth:
        """At least one of them."""
        open_ = []
        for one in truths:
            if one is True:
                return True
            if one is not False:
                open_.append(one)
        if not open_:
            return False
        return open_[0] if len(open_) == 1 else self.z3.Or(*open_)

    def ways(self, truth: Truth, most: int) -> tuple[Truth, ...]:
        """Truths of which at least one holds just when the truth does: it comes apart at *or*, into about so many."""
        waiting, found = [truth], list[Truth]()
        while waiting:
            one = waiting.pop(0)
            apart = () if len(waiting) + len(found) >= most else self._apart(one)
            waiting += apart
            found += () if apart else (one,)
        return tuple(found)

    def _apart(self, truth: Truth) -> tuple[Truth, ...]:
        if isinstance(truth, bool):
            return ()
        if self.z3.is_or(truth):
            return tuple(truth.children())
        if not self.z3.is_and(truth):
            return ()
        parts = truth.children()
        at = next((n for n, one in enumerate(parts) if self._apart(one)), None)
        if at is None:
            return ()
        return tuple(self.z3.And(*parts[:at], one, *parts[at + 1 :]) for one in self._apart(parts[at]))

    def no(self, truth: Truth) -> Truth:
        """The opposite."""
        return (not truth) if isinstance(truth, bool) else self.z3.Not(truth)

    def same(self, left: Truth, right: Truth) -> Truth:
        """Whether two truths are the same."""
        if isinstance(left, bool) and isinstance(right, bool):
            return left == right
        if isinstance(left, bool):
            left, right = right, left
        if isinstance(right, bool):
            return left if right else self.no(left)
        return True if left.eq(right) else left == right

    def differ(self, left: Truth, right: Truth) -> Truth:
        """Whether two truths are not the same."""
        return self.no(self.same(left, right))

    def choose(self, truth: Truth, then: Amount, otherwise: Amount) -> Amount:
        """One number or the other."""
        if isinstance(truth, bool):
            return then if truth else otherwise
        return self.z3.If(truth, self.number(then), self.number(otherwise))

    def count(self, truths: Iterable[Truth]) -> Amount:
        """How many hold."""
        total: Amount = 0
        for one in truths:
            total = total + self.choose(one, 1, 0)
        return total

    def number(self, amount: Amount) -> Any:
        """A number as a term of the solver; exact."""
        if isinstance(amount, Fraction):
            if amount.denominator == 1:
                return self.z3.IntVal(amount.numerator, ctx=self.ctx)
            return self.z3.RealVal(f"{amount.numerator}/{amount.denominator}", ctx=self.ctx)
        return self.z3.IntVal(amount, ctx=self.ctx) if isinstance(amount, int) else amount

    def plain(self, amount: Amount) -> Amount:
        """A whole `Fraction` as an `int`, and any other as a term: for arithmetic with terms."""
        if isinstance(amount, Fraction):
            return amount.numerator if amount.denominator == 1 else self.number(amount)
        return amount

    def at_most(self, left: Amount, right: Amount) -> Truth:
        """Whether one number is at most another."""
        return self.plain(left) <= self.plain(right)

    def less(self, left: Amount, right: Amount) -> Truth:
        """Whether one number is less than another."""
        return self.plain(left) < self.plain(right)

    def equal(self, left: Amount, right: Amount) -> Truth:
        """Whether two numbers are the same."""
        left, right = self.plain(left), self.plain(right)
        if isinstance(left, int) and not isinstance(right, int):
            left, right = right, left
        return left == right

"""Conditions and values of a function that is being made, each with two sides: what is sure, and what is possible.

Takes syntax trees; gives syntax trees. Of a condition the sides are whether it is true in every completion and in some; of a number or a
day, the least and the largest it can be. Where nothing can be open both sides are one tree, and what is made of them is one tree too:
so the function for complete cases and the one for Kleene truth come out of the same generator.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable

from attrs import field

from bekymring.evaluate.compiled import nodes
from bekymring.frozen import frozen
from bekymring.model.ruleset import Op
from bekymring.model.types import Type


@frozen(eq=False)
class Sides:
    """A condition."""

    sure: ast.expr
    possible: ast.expr

    @property
    def is_one(self) -> bool:
        """Whether nothing of it can be open."""
        return self.sure is self.possible


@frozen(eq=False)
class Held:
    """A value: `low` and `high` are one tree where it is an alternative, and None where that is open."""

    low: ast.expr
    high: ast.expr
    type_: Type
    present: tuple[ast.expr, ...] = ()
    """What must be so for there to be a value for sure."""
    names: frozenset[str] = field(factory=frozenset)
    """Of an alternative or a step, all that it can be."""
    may_be_none: bool = False
    """Of an alternative, whether it can be open."""

    @property
    def is_one(self) -> bool:
        """Whether nothing of it can be open."""
        return self.low is self.high and not self.present and not self.may_be_none


def one(node: ast.expr) -> Sides:
    """A condition of which nothing can be open."""
    return Sides(node, node)


def negated(item: Sides) -> Sides:
    """Kleene negation."""
    if item.is_one:
        return one(nodes.negated(item.sure))
    return Sides(nodes.negated(item.possible), nodes.negated(item.sure))


def all_hold(items: Iterable[Sides]) -> Sides:
    """Kleene conjunction."""
    held = tuple(items)
    sure = nodes.all_hold(item.sure for item in held)
    if all(item.is_one for item in held):
        return one(sure)
    return Sides(sure, nodes.all_hold(item.possible for item in held))


def some_hold(items: Iterable[Sides]) -> Sides:
    """Kleene disjunction."""
    held = tuple(items)
    sure = nodes.some_hold(item.sure for item in held)
    if all(item.is_one for item in held):
        return one(sure)
    return Sides(sure, nodes.some_hold(item.possible for item in held))


def alike(left: Sides, right: Sides) -> Sides:
    """Whether two conditions stand alike."""
    if left.is_one and right.is_one:
        return one(nodes.compare(left.sure, ast.Is(), right.sure))
    both = all_hold((left, right))
    neither = all_hold((negated(left), negated(right)))
    return some_hold((both, neither))


def ordered(op: Op, left: Held, right: Held) -> Sides:
    """Two numbers or two days compared."""
    if op in {Op.GT, Op.GE}:
        return ordered({Op.GT: Op.LT, Op.GE: Op.LE}[op], right, left)
    if left.is_one and right.is_one:
        return one(nodes.compare(left.low, _OPS[op](), right.low))
    if op is Op.EQ:
        sure = nodes.chain(ast.Eq(), left.low, left.high, right.low, right.high)
        meet = ((left.low, right.high), (right.low, left.high))
        possible = nodes.all_hold(nodes.compare(low, ast.LtE(), high) for low, high in meet)
    else:
        sure = nodes.compare(left.high, _OPS[op](), right.low)
        possible = nodes.compare(left.low, _OPS[op](), right.high)
    return Sides(nodes.all_hold((*left.present, *right.present, sure)), possible)


_OPS: dict[Op, type[ast.cmpop]] = {Op.EQ: ast.Eq, Op.LT: ast.Lt, Op.LE: ast.LtE}


def among(item: Held, options: Iterable[str], constants: nodes.Constants) -> Sides:
    """Whether an alternative is one of some."""
    met = frozenset(options) & item.names
    if met == item.names or not met:
        return one(nodes.yes() if met else nodes.no())
    sure = nodes.compare(item.low, ast.In(), constants.name(met))
    if item.is_one:
        return one(sure)
    return Sides(sure, nodes.compare(item.low, ast.In(), constants.name(met | {None})))

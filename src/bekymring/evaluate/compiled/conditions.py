"""Conditions as trees of few kinds, for working out many completions at once.

Takes an expression in the place of a condition; gives *all*, *any*, *not*, *so many of*, and leaves.
Afterwards true: a leaf is read by the reference evaluator's own functions, and has a number that no other leaf has.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import field

from bekymring.frozen import frozen
from bekymring.model.ruleset import And, Compare, Const, Count, Expr, Not, Op, Or


@frozen(eq=False)
class AllOf:
    """Kleene conjunction."""

    items: tuple[Condition, ...]


@frozen(eq=False)
class AnyOf:
    """Kleene disjunction."""

    items: tuple[Condition, ...]


@frozen(eq=False)
class Negation:
    """Kleene negation."""

    item: Condition


@frozen(eq=False)
class HowMany:
    """How many of some conditions hold, compared with a whole number."""

    op: Op
    number: int
    items: tuple[Condition, ...]


@frozen(eq=False)
class Leaf:
    """Anything else."""

    number: int
    expr: Expr = field(repr=False)


Condition = AllOf | AnyOf | Negation | HowMany | Leaf


def condition_of(expr: Expr, numbers: Iterator[int]) -> Condition:
    """An expression as a condition."""
    match expr:
        case And(items=items):
            return AllOf(tuple(condition_of(one, numbers) for one in items))
        case Or(items=items):
            return AnyOf(tuple(condition_of(one, numbers) for one in items))
        case Not(item=item):
            return Negation(condition_of(item, numbers))
        case Compare(op=op, left=Count(items=items), right=Const(value=asked), scale=None) if _is_whole(
            asked
        ):
            return HowMany(op, int(asked), tuple(condition_of(one, numbers) for one in items))  # type: ignore[arg-type]  # a whole number
        case _:
            return Leaf(next(numbers), expr)


def _is_whole(asked: object) -> bool:
    return getattr(asked, "denominator", 0) == 1 and not isinstance(asked, bool)

"""The parts of expressions, rules and conclusions, for those that look through them.

Takes parts of a rule set; gives the expressions inside, outermost and first written first. Nothing is evaluated.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import fields

from bekymring.model.ruleset import (
    Conclusion,
    Deadline,
    DecideWhether,
    Expr,
    Interval,
    OnlyWhen,
    Require,
    Rule,
)


def parts(expr: Expr) -> Iterator[Expr]:
    """An expression and every expression inside it, outermost first; definitions are not opened."""
    stack = [expr]
    while stack:
        one = stack.pop()
        yield one
        stack.extend(reversed(children(one)))


def children(expr: Expr) -> tuple[Expr, ...]:
    """The expressions directly inside an expression."""
    held = (getattr(expr, part.name) for part in fields(type(expr)))
    each = (one for part in held for one in (part if isinstance(part, tuple) else (part,)))
    return tuple(one for one in each if isinstance(one, Expr))


def conditions(rule: Rule) -> tuple[Expr, ...]:
    """What decides whether a rule fires."""
    own = tuple(one for one in (rule.measured_on, rule.when) if one is not None)
    return (*own, *rule.unless, *(one.unless for one in rule.exceptions))


def limits(rule: Rule) -> tuple[Expr, ...]:
    """The conditions of a rule's *may only when*."""
    return tuple(one.condition for one in rule.conclusions if isinstance(one, OnlyWhen))


def tails(conclusion: Conclusion) -> tuple[Expr, ...]:
    """What the deadline and interval of a conclusion are counted from and by."""
    deadline = conclusion.deadline if isinstance(conclusion, Require | DecideWhether) else None
    interval, start = (
        (conclusion.interval, conclusion.frequency_start) if isinstance(conclusion, Require) else (None, None)
    )
    return (*_of_deadline(deadline), *_of_interval(interval), *(() if start is None else (start,)))


def _of_deadline(deadline: Deadline | None) -> Iterator[Expr]:
    for term in deadline.terms if deadline else ():
        yield from (one for one in (term.anchor, term.amount) if one is not None)


def _of_interval(interval: Interval | None) -> Iterator[Expr]:
    if interval is not None:
        yield from (one for one in (interval.amount, interval.start) if one is not None)

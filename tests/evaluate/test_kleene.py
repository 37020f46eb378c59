"""Strong Kleene truth, exhaustively: every expression of up to three operators over two or three facts, in every partial case.

In a complete case the truth is that of plain logic; in a partial one, what is decided stays so however the rest is answered.
Together the two say that truth is sound and that an answer never widens it.
"""

from fractions import Fraction
from itertools import product

import pytest

from bekymring.evaluate.bounds import NO, YES, YES_OR_NO
from bekymring.evaluate.expressions import NOWHERE, Reading, truth
from bekymring.evaluate.facts import facts_of
from bekymring.model import ruleset as m
from bekymring.values import Truth
from evaluate.build import NOON, case, fact, ruleset

ONE = m.Const(Fraction(1))
BOUNDS = (NO, YES_OR_NO, YES)
TRUTHS = (Truth.FALSE, Truth.UNKNOWN, Truth.TRUE)

# Each operator with what it means; a meaning is the tuple of its truths over all complete cases.
BINARY = {
    "and": (lambda one, other: m.And((one, other)), lambda p, q: p and q),
    "or": (lambda one, other: m.Or((one, other)), lambda p, q: p or q),
    "exactly one": (
        lambda one, other: m.Compare(m.Op.EQ, m.Count((one, other)), ONE),
        lambda p, q: p is not q,
    ),
    "the same": (lambda one, other: m.Compare(m.Op.EQ, one, other), lambda p, q: p is q),
    "at most one": (
        lambda one, other: m.Compare(m.Op.LE, m.Count((one, other)), ONE),
        lambda p, q: not (p and q),
    ),
}


def expressions(names, operators):
    complete = list(product((False, True), repeat=len(names)))
    levels = [[(m.Ref(name), tuple(row[place] for row in complete)) for place, name in enumerate(names)]]
    for size in (1, 2, 3):
        made = [(m.Not(one), tuple(not p for p in means)) for one, means in levels[size - 1]]
        for name in operators:
            build, meaning = BINARY[name]
            for left in range(size):
                made += [
                    (build(one, other), tuple(meaning(p, q) for p, q in zip(means, others, strict=True)))
                    for one, means in levels[left]
                    for other, others in levels[size - 1 - left]
                ]
        levels.append(made)
    return [one for level in levels for one in level]


def check(names, operators):
    facts = facts_of(ruleset(*(fact(name) for name in names)), case(), NOON)
    partial = list(product(range(3), repeat=len(names)))
    readings = [
        Reading(facts, inputs=dict(zip(names, (BOUNDS[at] for at in row), strict=True))) for row in partial
    ]
    complete = [place for place, row in enumerate(partial) if 1 not in row]
    below = [
        (place, partial.index((*row[:at], told, *row[at + 1 :])))
        for place, row in enumerate(partial)
        for at, answer in enumerate(row)
        if answer == 1
        for told in (0, 2)
    ]
    for expr, means in expressions(names, operators):
        found = [truth(reading, expr, NOWHERE) for reading in readings]
        assert [found[place] for place in complete] == [Truth.of(one) for one in means], expr
        wider = [
            (place, more)
            for place, more in below
            if found[place] is not Truth.UNKNOWN and found[more] is not found[place]
        ]
        assert wider == [], expr


def test_two_facts():
    check(("a", "b"), ("and", "or", "exactly one", "the same", "at most one"))


@pytest.mark.slow
def test_three_facts():
    check(("a", "b", "c"), ("and", "or", "exactly one"))

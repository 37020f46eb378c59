"""The cells of an open answer: between its cuts no comparison tells two values apart.

Takes the bound of an open path and the comparisons with constants that it stands in; gives one bound a cell.
Afterwards true: every value of the bound lies in one cell, and within a cell each comparison has one truth. Numbers that are not
whole, and sets, are tried at one value of each cell; all else at the whole cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from itertools import combinations, pairwise
from typing import assert_never

from attrs import field

from bekymring.calendar_dk import FIRST_INSTANT
from bekymring.evaluate.arithmetic import number
from bekymring.evaluate.bounds import ABSENT, Absent, Bound, Members, OneOf, Ordered, Range, exactly, union
from bekymring.evaluate.expressions import NOWHERE, Reading, truth, value
from bekymring.evaluate.uses import Use
from bekymring.evaluate.walk import parts
from bekymring.frozen import frozen
from bekymring.model.ruleset import Compare, Const, InSet, Op, SetCount
from bekymring.model.types import Number, Type
from bekymring.values import SetValue, Truth, Value

_MOST_MENTIONED = 10
"""Of a set, so many alternatives are told apart at the most."""
_TICK = timedelta(microseconds=1)

Signature = tuple[Truth, ...] | None
"""The truths of the comparisons at a value; None where there is no value."""

Tried = tuple[Bound, Value | None]
"""A stretch of values and one of them; None stands for *does not apply*."""


@frozen
class Cells:
    """The cells of one open answer, a value of each, and the comparisons that cut it."""

    pieces: tuple[Bound, ...]
    values: tuple[Value | None, ...]
    uses: tuple[Use, ...] = field(repr=False)
    places: dict[Signature, int] = field(repr=False)

    def place(self, reading: Reading, held: Value | None) -> int:
        """Which cell a value lies in."""
        return self.places[_signature(reading, self.uses, held)]


def cells_of(reading: Reading, bound: Bound, type_: Type, uses: Sequence[Use]) -> Cells | None:
    """Cuts an open answer; None where it cannot be cut."""
    cuts = tuple(one for use in uses for one in _cuts(use, ordered=isinstance(bound, Range)))
    found: dict[Signature, list[Tried]] = {}
    for piece, held in _tried(reading, bound, type_, cuts):
        found.setdefault(_signature(reading, cuts, held), []).append((piece, held))
    if not found or any(Truth.UNKNOWN in signature for signature in found if signature is not None):
        return None
    pieces = tuple(_together([piece for piece, _ in tried], type_) for tried in found.values())
    values = tuple(tried[0][1] for tried in found.values())
    return Cells(pieces, values, cuts, {signature: place for place, signature in enumerate(found)})


def _together(pieces: list[Bound], type_: Type) -> Bound:
    # WHY: a stretch of numbers that are not whole has no last one below a cut, and sets form no stretch: one stands for all.
    one_for_all = isinstance(pieces[0], Members) or (isinstance(type_, Number) and not type_.integer)
    return pieces[0] if one_for_all else union(pieces)


def _cuts(use: Use, *, ordered: bool) -> Iterator[Use]:
    comparison = use.comparison
    match comparison:
        case InSet() if ordered:
            for option in comparison.options:
                yield from _cuts(
                    Use(Compare(Op.EQ, comparison.item, Const(option)), use.leaf), ordered=ordered
                )
        case Compare(op=Op.EQ) if ordered:
            # Equality is no single cut: a value may lie below or above.
            yield Use(Compare(Op.GE, comparison.left, comparison.right), use.leaf)
            yield Use(Compare(Op.LE, comparison.left, comparison.right), use.leaf)
        case _:
            yield use


def _signature(reading: Reading, cuts: Sequence[Use], held: Value | None) -> Signature:
    if held is None:
        return None
    ruleset = reading.facts.ruleset
    # Yes and no are told apart wherever they stand: as conditions they need no comparison.
    itself = (Truth.of(held),) if isinstance(held, bool) else ()
    return itself + tuple(truth(reading, cut.at(Const(held), ruleset), NOWHERE) for cut in cuts)


def _tried(reading: Reading, bound: Bound, type_: Type, cuts: Sequence[Use]) -> Iterator[Tried]:
    match bound:
        case OneOf():
            yield from ((exactly(one), one) for one in sorted(bound.options))
        case Members():
            yield from _subsets(bound, cuts)
        case Range() if isinstance(type_, Number) and not type_.integer:
            yield from _numbers(reading, bound, cuts)
        case Range():
            yield from _stretches(reading, bound, cuts)
        case Absent():
            return
        case _:
            assert_never(bound)
    if bound.maybe_absent:
        yield ABSENT, None


def _subsets(bound: Members, cuts: Sequence[Use]) -> Iterator[Tried]:
    open_ = bound.held.possible - bound.held.certain
    mentioned = sorted(open_ & frozenset().union(*(_mentioned(cut, open_) for cut in cuts)))
    if len(mentioned) > _MOST_MENTIONED:
        return
    for size in range(len(mentioned) + 1):
        for chosen in combinations(mentioned, size):
            certain = bound.held.certain | frozenset(chosen)
            held = SetValue(certain, certain | (open_ - frozenset(mentioned)))
            yield Members(held), held


def _mentioned(cut: Use, open_: frozenset[str]) -> frozenset[str]:
    counted = [one for one in parts(cut.comparison) if isinstance(one, SetCount)]
    return frozenset(counted[0].options) if counted else open_


def _numbers(reading: Reading, bound: Range, cuts: Sequence[Use]) -> Iterator[Tried]:
    """The cuts and one number between each two."""
    low, high = number(bound.low), number(bound.high)
    found = {
        low,
        high,
        *(cut for cut in (_solved(reading, one) for one in cuts) if cut is not None and low <= cut <= high),
    }
    edges = sorted(found)
    between = [(one + other) / 2 for one, other in pairwise(edges)]
    yield from ((Range(one, one), one) for one in sorted([*edges, *between]))


def _solved(reading: Reading, cut: Use) -> Fraction | None:
    """Where the two sides of a comparison are equal; both are linear in the input."""
    gaps = [_gap(reading, cut, Fraction(at)) for at in (0, 1)]
    if None in gaps or gaps[0] == gaps[1]:
        return None
    start, end = (Fraction(one) for one in gaps if one is not None)
    return start / (start - end)


def _gap(reading: Reading, cut: Use, at: Fraction) -> Fraction | None:
    comparison = cut.at(Const(at), reading.facts.ruleset)
    if not isinstance(comparison, Compare):
        return None
    left, right = (value(reading, one, NOWHERE) for one in (comparison.left, comparison.right))
    if not (isinstance(left, Range) and isinstance(right, Range) and left.is_point and right.is_point):
        return None
    return number(left.low) - number(right.low)


def _stretches(reading: Reading, bound: Range, cuts: Sequence[Use]) -> Iterator[Tried]:
    """The stretches between which some comparison changes; each comparison changes once, so halving finds where."""
    low, high = _tick(bound.low), _tick(bound.high)
    starts = {low}
    for cut in cuts:
        start = _first_change(reading, cut, (low, high), bound.low)
        if start is not None:
            starts.add(start)
    ordered = [*sorted(starts), high + 1]
    for start, end in pairwise(ordered):
        first, last = _untick(start, bound.low), _untick(end - 1, bound.low)
        yield Range(first, last), first


def _first_change(reading: Reading, cut: Use, ticks: tuple[int, int], like: Ordered) -> int | None:
    low, high = ticks
    before = _signature(reading, (cut,), _untick(low, like))
    if before == _signature(reading, (cut,), _untick(high, like)):
        return None
    while high - low > 1:
        middle = (low + high) // 2
        same = _signature(reading, (cut,), _untick(middle, like)) == before
        low, high = (middle, high) if same else (low, middle)
    return high


def _tick(value: Ordered) -> int:
    match value:
        case datetime():
            return (value - FIRST_INSTANT) // _TICK
        case date():
            return value.toordinal()
        case _:
            return int(value)


def _untick(tick: int, like: Ordered) -> Ordered:
    match like:
        case datetime():
            return FIRST_INSTANT + tick * _TICK
        case date():
            return date.fromordinal(tick)
        case _:
            return Fraction(tick)

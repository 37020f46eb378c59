"""What a value can still be: a range of numbers, days or instants, some of the alternatives, a set of which parts are open.

`maybe_absent` says that it may also be something that does not apply or has not happened; `Absent` says that it certainly is.
A comparison with what is absent is false. Docs: language reference, *Truth*.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from attrs import evolve

from bekymring.calendar_dk import danish_date
from bekymring.frozen import frozen
from bekymring.model.ruleset import Op
from bekymring.values import SetValue, Truth, Value

Ordered = Fraction | date | datetime
"""Values with an order of their own; of one bound, all of one kind."""


@frozen
class Absent:
    """Does not apply, or has not happened."""


@frozen
class Range:
    """Every number, day or instant from `low` to `high`, both included."""

    low: Ordered
    high: Ordered
    maybe_absent: bool = False

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible, and it certainly is there."""
        return self.low == self.high and not self.maybe_absent


@frozen
class OneOf:
    """Exactly one of some alternatives, steps or yes and no."""

    options: frozenset[str | bool]
    maybe_absent: bool = False

    @property
    def is_point(self) -> bool:
        """Whether only one value is possible, and it certainly is there."""
        return len(self.options) == 1 and not self.maybe_absent


@frozen
class Members:
    """A set of alternatives, some of which may be open."""

    held: SetValue
    maybe_absent: bool = False

    @property
    def is_point(self) -> bool:
        """Whether nothing of it is open."""
        return self.held.certain == self.held.possible and not self.maybe_absent


Present = Range | OneOf | Members
Bound = Present | Absent

ABSENT = Absent()
YES = OneOf(frozenset({True}))
NO = OneOf(frozenset({False}))
YES_OR_NO = OneOf(frozenset({True, False}))


def exactly(value: Value) -> Bound:
    """The bound of a known value; of a set, its open parts stay open."""
    if isinstance(value, SetValue):
        return Members(value)
    if isinstance(value, bool | str):
        return OneOf(frozenset({value}))
    return Range(value, value)


def of_truth(truth: Truth) -> OneOf:
    """Truth as a yes/no value."""
    return {Truth.TRUE: YES, Truth.FALSE: NO, Truth.UNKNOWN: YES_OR_NO}[truth]


def is_yes(bound: Bound) -> Truth:
    """A yes/no value as a condition; what does not apply is no condition that holds."""
    if isinstance(bound, Absent):
        return Truth.FALSE
    assert isinstance(bound, OneOf), "a condition is yes or no"
    if True not in bound.options:
        return Truth.FALSE
    return Truth.TRUE if bound.is_point else Truth.UNKNOWN


def presence(bound: Bound) -> Truth:
    """Whether there is a value at all."""
    if isinstance(bound, Absent):
        return Truth.FALSE
    return Truth.UNKNOWN if bound.maybe_absent else Truth.TRUE


def is_open(bound: Bound) -> bool:
    """Whether more than one value (or absence) is possible."""
    return not isinstance(bound, Absent) and not bound.is_point


def given(bound: Bound, applies: Truth) -> Bound:
    """The same, where it is moreover open or false whether it applies."""
    if applies is Truth.FALSE or isinstance(bound, Absent):
        return ABSENT
    return bound if applies is Truth.TRUE or bound.maybe_absent else evolve(bound, maybe_absent=True)


def range_of(low: Ordered, high: Ordered, sources: Iterable[Bound]) -> Range:
    """A range worked out from present sources; it may be absent where one of them may."""
    return Range(low, high, any(presence(one) is not Truth.TRUE for one in sources))


def certainly(bound: Bound) -> Bound:
    """The same, where it is taken for granted that there is a value."""
    return bound if isinstance(bound, Absent) else evolve(bound, maybe_absent=False)


def union(bounds: Sequence[Bound]) -> Bound:
    """Everything that one of the bounds allows."""
    present = [one for one in bounds if not isinstance(one, Absent)]
    if not present:
        return ABSENT
    maybe = len(present) < len(bounds) or any(one.maybe_absent for one in present)
    ranges = [one for one in present if isinstance(one, Range)]
    if ranges:
        return Range(min((r.low for r in ranges), key=key), max((r.high for r in ranges), key=key), maybe)
    sets = [one.held for one in present if isinstance(one, Members)]
    if sets:
        certain = frozenset.intersection(*(one.certain for one in sets))
        return Members(SetValue(certain, frozenset().union(*(one.possible for one in sets))), maybe)
    return OneOf(frozenset().union(*(one.options for one in present if isinstance(one, OneOf))), maybe)


def key(value: Ordered) -> Ordered:
    """The value itself, for `min` and `max` over values of one kind."""
    return value


def as_day(value: Ordered) -> date:
    """The day of a day or an instant, in Denmark."""
    if isinstance(value, datetime):
        return danish_date(value)
    assert isinstance(value, date), "only days and instants have a day"
    return value


def compare(op: Op, left: Bound, right: Bound, steps: Sequence[str] = ()) -> Truth:
    """Compares two values under doubt; false where either is absent. With `steps`, by rank among them."""
    if isinstance(left, Absent) or isinstance(right, Absent):
        return Truth.FALSE
    found = _compare_present(op, left, right, steps)
    return Truth.UNKNOWN if found is Truth.TRUE and (left.maybe_absent or right.maybe_absent) else found


def _compare_present(op: Op, left: Present, right: Present, steps: Sequence[str]) -> Truth:
    match left, right:
        case Range(), Range():
            return _compare_ranges(op, left, right)
        case OneOf(), OneOf() if steps and op is not Op.EQ:
            return _compare_ranges(op, _ranks(left, steps), _ranks(right, steps))
        case OneOf(), OneOf():
            return _overlap(
                left.options & right.options, certain=left.options == right.options and len(left.options) == 1
            )
        case Members(), Members():
            return _compare_sets(left.held, right.held)
        case _:
            raise AssertionError("a checked rule set compares values of one kind")


def _overlap(shared: frozenset[str | bool], *, certain: bool) -> Truth:
    return Truth.TRUE if certain else Truth.of(None) if shared else Truth.FALSE


def _ranks(bound: OneOf, steps: Sequence[str]) -> Range:
    ranks = [Fraction(steps.index(str(one))) for one in bound.options]
    return Range(min(ranks), max(ranks))


def _compare_sets(left: SetValue, right: SetValue) -> Truth:
    if not (left.certain <= right.possible and right.certain <= left.possible):
        return Truth.FALSE
    return Truth.of(True if left.certain == left.possible == right.certain == right.possible else None)


def _compare_ranges(op: Op, left: Range, right: Range) -> Truth:
    if isinstance(left.low, datetime) is not isinstance(right.low, datetime) and not isinstance(
        left.low, Fraction
    ):
        left, right = (Range(as_day(one.low), as_day(one.high)) for one in (left, right))
    match op:
        case Op.LT:
            return _settled(_less(left.high, right.low), _less(left.low, right.high))
        case Op.LE:
            return _settled(not _less(right.low, left.high), not _less(right.high, left.low))
        case Op.GT:
            return _compare_ranges(Op.LT, right, left)
        case Op.GE:
            return _compare_ranges(Op.LE, right, left)
        case Op.EQ:
            apart = _less(left.high, right.low) or _less(right.high, left.low)
            return _settled(left.low == left.high == right.low == right.high, not apart)
        case _:
            assert_never(op)


def _less(left: Ordered, right: Ordered) -> bool:
    return left < right  # type: ignore[operator]  # both of one kind, as the rule set is checked


def _settled(certain: bool, possible: bool) -> Truth:  # noqa: FBT001 - two bounds of one truth
    return Truth.TRUE if certain else Truth.UNKNOWN if possible else Truth.FALSE

"""What a value can still be, as forms: the bounds of the evaluator (`evaluate.bounds`), written once for all rows.

Takes forms and constants; gives values under doubt and comparisons of them.
Afterwards true: in every row a comparison has the truth that `evaluate.bounds.compare` gives for the same bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from fractions import Fraction
from math import lcm
from typing import assert_never

from attrs import evolve, frozen

from bekymring.columns.building import (
    FALSE,
    NOT_KNOWN,
    TRUE,
    all_of,
    any_of,
    case,
    compared,
    first,
    given,
    negated,
    nothing,
    scaled,
    settled,
    unknown,
)
from bekymring.columns.form import Among, DanishDay, Form, Given, Kind, Order
from bekymring.columns.refusal import TOO_LARGE, Refused
from bekymring.evaluate.bounds import Absent, Bound, Members, OneOf, Ordered, Range, as_day
from bekymring.model.ruleset import Op

LARGEST = 2**62
MILLION = 10**6


@frozen
class Spread:
    """A number, day or instant: exactly `exact` where that is known, else from `low` to `high`.

    A number is a whole number of parts, of which `parts` make one.
    """

    kind: Kind
    low: Form
    high: Form
    present: Form
    floor: int | date | datetime
    """No value is less, in no row."""
    ceiling: int | date | datetime
    """No value is greater, in no row."""
    exact: Form | None = None
    parts: int = 1


@frozen
class Flag:
    """Yes or no."""

    truth: Form
    present: Form = TRUE


@frozen
class Choice:
    """One of some names, as its place among them."""

    place: Form
    names: tuple[str, ...]
    present: Form = TRUE


@frozen
class Held:
    """A set of alternatives: for each whether it is in the set."""

    members: tuple[tuple[str, Form], ...]
    present: Form = TRUE


@frozen
class Nothing:
    """Does not apply, or has not happened, in no row."""


Value = Spread | Flag | Choice | Held | Nothing


def number(exact: Form, low: Fraction, high: Fraction, *, parts: int, present: Form = TRUE) -> Spread:
    """A number that is exactly so, or unknown between two constants."""
    floor, ceiling = low * parts, high * parts
    return spread(Kind.WHOLE, exact, (int(floor), int(ceiling)), present, parts=parts)


def spread(
    kind: Kind, exact: Form, ends: tuple[Ordered | int, Ordered | int], present: Form, *, parts: int = 1
) -> Spread:
    """A value that is exactly so, or unknown between two constants."""
    low, high = _plain(ends[0]), _plain(ends[1])
    return Spread(
        kind, first((exact, given(low))), first((exact, given(high))), present, low, high, exact, parts
    )


def _plain(end: Ordered | int) -> int | date | datetime:
    return int(end) if isinstance(end, Fraction) else end


def of_bound(bound: Bound) -> Value:
    """A value that is the same in every row."""
    match bound:
        case Absent():
            return Nothing()
        case OneOf(options=options, maybe_absent=maybe):
            return _of_options(options, NOT_KNOWN if maybe else TRUE)
        case Range(low=low, high=high, maybe_absent=maybe):
            return _of_range(low, high, NOT_KNOWN if maybe else TRUE)
        case Members(held=held, maybe_absent=maybe):
            truth = {True: TRUE, False: NOT_KNOWN}
            members = tuple((one, truth[one in held.certain]) for one in sorted(held.possible))
            return Held(members, NOT_KNOWN if maybe else TRUE)


def _of_options(options: frozenset[str | bool], present: Form) -> Value:
    names = tuple(sorted(one for one in options if isinstance(one, str)))
    if names:
        return Choice(given(0) if len(names) == 1 else nothing(Kind.WHOLE), names, present)
    return Flag(given(next(iter(options))) if len(options) == 1 else NOT_KNOWN, present)  # type: ignore[arg-type]


def _of_range(low: Ordered, high: Ordered, present: Form) -> Spread:
    kind = (
        Kind.WHOLE if isinstance(low, Fraction) else Kind.INSTANT if isinstance(low, datetime) else Kind.DAY
    )
    parts = (
        lcm(low.denominator, high.denominator)
        if isinstance(low, Fraction) and isinstance(high, Fraction)
        else 1
    )
    ends = [one * parts if isinstance(one, Fraction) else one for one in (low, high)]
    exact: Form = given(_plain(ends[0])) if low == high else nothing(kind)
    return spread(kind, exact, (ends[0], ends[1]), present, parts=parts)


# --- Being there, being open ------------------------------------------------------------------------------


def where_known(exact: Form) -> Form:
    """Presence of a day or instant: certain where it is known, else open."""
    return case(((negated(unknown(exact)), TRUE),), NOT_KNOWN)


def is_yes(value: Value) -> Form:
    """A yes/no value as a condition; what does not apply is no condition that holds."""
    if isinstance(value, Nothing):
        return FALSE
    assert isinstance(value, Flag), "a condition is yes or no"
    return all_of((value.present, value.truth))


def absent(value: Value) -> Form:
    """Whether a value certainly is not there; itself always known."""
    return TRUE if isinstance(value, Nothing) else first((negated(value.present), FALSE))


def is_open(value: Value) -> Form:
    """Whether more than one value (or absence) is possible; itself always known."""
    if isinstance(value, Nothing):
        return FALSE
    return all_of((negated(absent(value)), any_of((_is_many(value), unknown(value.present)))))


def _is_many(value: Spread | Flag | Choice | Held) -> Form:
    match value:
        case Spread(floor=floor, ceiling=ceiling) if floor == ceiling:
            return FALSE
        case Spread(exact=None):
            return compared(Order.LESS, value.low, value.high)
        case Spread(exact=exact):
            return unknown(exact or NOT_KNOWN)
        case Flag(truth=truth):
            return unknown(truth)
        case Choice(place=place):
            return unknown(place)
        case Held(members=members):
            return any_of(unknown(member) for _, member in members)
        case _:
            assert_never(value)


# --- Comparing --------------------------------------------------------------------------------------------


def compare(op: Op, left: Value, right: Value, steps: Sequence[str] = ()) -> Form:
    """Compares two values under doubt; false where either is absent. With `steps`, by rank among them."""
    match left, right:
        case (Nothing(), _) | (_, Nothing()):
            return FALSE
        case Spread(), Spread():
            return _compare_spreads(op, left, right)
        case Choice(), Choice() if steps and op is not Op.EQ:
            return _compare_spreads(op, _ranked(left, steps), _ranked(right, steps))
        case Choice(), Choice():
            return all_of((left.present, right.present, _same_name(left, right)))
        case Flag(), Flag():
            return all_of((left.present, right.present, _same_truth(left.truth, right.truth)))
        case _:
            raise AssertionError("a checked rule set compares values of one kind")


def _same_truth(left: Form, right: Form) -> Form:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Given) and one.value is not None:
            return other if one.value else negated(other)
    return any_of((all_of((left, right)), all_of((negated(left), negated(right)))))


def _same_name(left: Choice, right: Choice) -> Form:
    if left.names == right.names:
        return TRUE if len(left.names) == 1 else compared(Order.SAME, left.place, right.place)
    shared = [name for name in left.names if name in right.names]
    return any_of(all_of((_is_name(left, name), _is_name(right, name))) for name in shared)


def _is_name(value: Choice, name: str) -> Form:
    if len(value.names) == 1:
        return TRUE
    return compared(Order.SAME, value.place, given(value.names.index(name)))


def _ranked(value: Choice, steps: Sequence[str]) -> Spread:
    ranks = [steps.index(name) for name in value.names]
    if len(ranks) == 1:
        exact: Form = given(ranks[0])
    elif ranks == list(range(len(steps))):
        exact = value.place
    else:
        places = ((_is_name(value, name), given(rank)) for name, rank in zip(value.names, ranks, strict=True))
        exact = case(places, nothing(Kind.WHOLE))
    return spread(Kind.WHOLE, exact, (min(ranks), max(ranks)), value.present)


def _compare_spreads(op: Op, left: Spread, right: Spread) -> Form:
    if op in {Op.GT, Op.GE}:
        return _compare_spreads(Op.LT if op is Op.GT else Op.LE, right, left)
    if left.kind is not right.kind:
        left, right = in_days(left), in_days(right)
    left, right = _alike(left, right)
    at_unknown = _with_unknown(op, left, right)
    there = [one.present for one in (left, right)]
    if at_unknown is None:
        return all_of((*there, _compare_ends(op, left, right)))
    exact = compared(_ORDERS[op], *_exacts(left, right))
    # WHY: a comparison that is open where its value is needs no second look at whether the value is there.
    open_there = [] if at_unknown == NOT_KNOWN else [at_unknown]
    if not open_there:
        there = [
            one.present for one in (left, right) if one.exact is None or one.present != where_known(one.exact)
        ]
    return all_of((*there, first((exact, *open_there))))


_ORDERS = {Op.LT: Order.LESS, Op.LE: Order.AT_MOST, Op.EQ: Order.SAME}


def _exacts(left: Spread, right: Spread) -> tuple[Form, Form]:
    assert left.exact is not None
    assert right.exact is not None
    return left.exact, right.exact


def _with_unknown(op: Op, left: Spread, right: Spread) -> Form | None:
    """What a comparison with a constant is while the value is unknown; None where it is none with a constant."""
    for one, other in ((left, right), (right, left)):
        if one.exact is not None and isinstance(other.exact, Given) and other.exact.value is not None:
            held = evolve(one, low=given(one.floor), high=given(one.ceiling))
            return _compare_ends(op, *((held, other) if one is left else (other, held)))
    return None


def _compare_ends(op: Op, left: Spread, right: Spread) -> Form:
    less, at_most = Order.LESS, Order.AT_MOST
    match op:
        case Op.LT:
            return settled(compared(less, left.high, right.low), compared(less, left.low, right.high))
        case Op.LE:
            return settled(compared(at_most, left.high, right.low), compared(at_most, left.low, right.high))
        case _:
            ends = ((left.low, left.high), (left.low, right.low), (left.low, right.high))
            apart = any_of((compared(less, left.high, right.low), compared(less, right.high, left.low)))
            return settled(all_of(_equal(*pair) for pair in ends), negated(apart))


def _equal(left: Form, right: Form) -> Form:
    return TRUE if left == right else compared(Order.SAME, left, right)


def in_days(value: Spread) -> Spread:
    """The Danish days of a value; a day is its own."""
    if value.kind is Kind.DAY:
        return value
    floor, ceiling = as_day(value.floor), as_day(value.ceiling)  # type: ignore[arg-type]  # never a number
    if value.exact is not None:
        # WHY: presence stays that of the instant.
        return spread(Kind.DAY, _danish_day(value.exact), (floor, ceiling), _moved(value))
    low, high = _danish_day(value.low), _danish_day(value.high)
    return Spread(Kind.DAY, low, high, value.present, floor, ceiling)


def _moved(value: Spread) -> Form:
    assert value.exact is not None
    return (
        where_known(_danish_day(value.exact)) if value.present == where_known(value.exact) else value.present
    )


def _danish_day(instant: Form) -> Form:
    if isinstance(instant, Given):
        return given(as_day(instant.value)) if isinstance(instant.value, datetime) else nothing(Kind.DAY)
    return DanishDay(instant)


def _alike(left: Spread, right: Spread) -> tuple[Spread, Spread]:
    if left.parts == right.parts:
        return left, right
    parts = lcm(left.parts, right.parts)
    return in_parts(left, parts), in_parts(right, parts)


def in_parts(value: Spread, parts: int) -> Spread:
    """The same number in smaller parts."""
    factor = parts // value.parts
    return value if factor == 1 else evolve(times(value, factor), parts=parts)


def times(value: Spread, factor: int) -> Spread:
    """A number times a constant, in the same parts."""
    turned = evolve(value, low=value.high, high=value.low) if factor < 0 else value
    ends = sorted((int(value.floor) * factor, int(value.ceiling) * factor))  # type: ignore[arg-type]
    if max(abs(ends[0]), abs(ends[1])) > LARGEST:
        raise Refused(TOO_LARGE)
    return evolve(
        value,
        low=scaled(turned.low, factor),
        high=scaled(turned.high, factor),
        floor=ends[0],
        ceiling=ends[1],
        exact=None if value.exact is None else scaled(value.exact, factor),
    )


def among(value: Value, options: Iterable[object], constant: Sequence[Value]) -> Form:
    """Whether a value is one of some constants."""
    if isinstance(value, Nothing):
        return FALSE
    if not isinstance(value, Choice):
        return any_of(compare(Op.EQ, value, one) for one in constant)
    wanted = set(options)
    inside = tuple(place for place, name in enumerate(value.names) if name in wanted)
    if len(inside) in {0, len(value.names)}:
        return all_of((value.present, given(bool(inside))))
    here = value.place
    if isinstance(here, Given):
        found: Form = NOT_KNOWN if here.value is None else given(here.value in inside)
    else:
        found = Among(here, inside) if len(inside) > 1 else compared(Order.SAME, here, given(inside[0]))
    return all_of((value.present, found))

"""Forms made: the functions by which every other module makes them, leaving out what is already settled.

Takes forms and constants; gives forms.
Afterwards true: a form that is the same in every row is a constant, and what is made means what it says to every printer.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from bekymring.columns.form import (
    Add,
    All,
    Any,
    Case,
    Compared,
    Earliest,
    First,
    Form,
    Given,
    Kind,
    Not,
    Order,
    Scaled,
    Unknown,
)

TRUE = Given(True, Kind.TRUTH)  # noqa: FBT003 - the value itself
FALSE = Given(False, Kind.TRUTH)  # noqa: FBT003 - the value itself
NOT_KNOWN = Given(None, Kind.TRUTH)


def nothing(kind: Kind) -> Given:
    """Not known, of a kind."""
    return Given(None, kind)


def given(value: bool | int | date | datetime) -> Given:  # noqa: FBT001 - the value itself
    """A constant."""
    match value:
        case bool():
            return Given(value, Kind.TRUTH)
        case int():
            return Given(value, Kind.WHOLE)
        case datetime():
            return Given(value, Kind.INSTANT)
        case _:
            return Given(value, Kind.DAY)


def all_of(items: Iterable[Form]) -> Form:
    """Kleene conjunction; of nothing it is true."""
    return _joined(All, items, neutral=TRUE, final=FALSE)


def any_of(items: Iterable[Form]) -> Form:
    """Kleene disjunction; of nothing it is false."""
    return _joined(Any, items, neutral=FALSE, final=TRUE)


def _joined(kind: type[All | Any], items: Iterable[Form], *, neutral: Given, final: Given) -> Form:
    flat = (part for one in items for part in (one.items if isinstance(one, kind) else (one,)))
    kept = dict.fromkeys(one for one in flat if one != neutral)
    if final in kept:
        return final
    if len(kept) <= 1:
        return next(iter(kept), neutral)
    return kind(tuple(kept))


def negated(item: Form) -> Form:
    """Kleene negation."""
    match item:
        case Given(value=value):
            return item if value is None else given(not value)
        case Not(item=inner):
            return inner
        case _:
            return Not(item)


def compared(order: Order, left: Form, right: Form) -> Form:
    """A comparison; of two constants its truth."""
    if _is_nothing(left) or _is_nothing(right):
        return NOT_KNOWN
    if isinstance(left, Given) and isinstance(right, Given):
        match order:
            case Order.SAME:
                return given(left.value == right.value)
            case Order.LESS:
                return given(left.value < right.value)  # type: ignore[operator]  # both of one kind
            case Order.AT_MOST:
                return given(left.value <= right.value)  # type: ignore[operator]  # both of one kind
    return Compared(order, left, right)


def unknown(item: Form) -> Form:
    """Whether something is not known."""
    match item:
        case Given(value=value):
            return given(value is None)
        case Unknown():
            return FALSE
        case First(items=(*_, Given(value=last))) if last is not None:
            return FALSE
        case Not(item=inner):
            return unknown(inner)
        case _:
            return Unknown(item)


def first(items: Iterable[Form]) -> Form:
    """The first value that is known."""
    kept: list[Form] = []
    for one in items:
        if kept and _is_nothing(kept[-1]):
            kept.pop()
        if not (_is_nothing(one) and kept):
            kept.append(one)
        if unknown(one) == FALSE:
            break
    return kept[0] if len(kept) == 1 else First(tuple(kept))


def _is_nothing(item: Form) -> bool:
    return isinstance(item, Given) and item.value is None


def certain(item: Form) -> Form:
    """Whether something is certainly true; itself always known."""
    return first((item, FALSE))


def possible(item: Form) -> Form:
    """Whether something may be true; itself always known."""
    return first((item, TRUE))


def case(branches: Iterable[tuple[Form, Form]], otherwise: Form) -> Form:
    """The value behind the first condition that is true."""
    kept: list[tuple[Form, Form]] = []
    for condition, value in branches:
        if condition in {FALSE, NOT_KNOWN, *(one for one, _ in kept)}:
            continue
        if condition == TRUE:
            otherwise = value
            break
        kept.append((condition, value))
    while kept and kept[-1][1] == otherwise:
        kept.pop()
    return Case(tuple(kept), otherwise) if kept else otherwise


def settled(sure: Form, able: Form) -> Form:
    """The truth of which is known when it is certain and when it is possible."""
    if sure == able:
        return sure
    return case(((sure, TRUE), (able, NOT_KNOWN)), FALSE)


def added(items: Iterable[Form]) -> Form:
    """A sum; the constants of it put together."""
    kept, constant = [], 0
    for one in items:
        if isinstance(one, Given) and isinstance(one.value, int):
            constant += one.value
        else:
            kept.append(one)
    parts = (*kept, given(constant)) if constant or not kept else tuple(kept)
    return parts[0] if len(parts) == 1 else Add(parts)


def scaled(item: Form, factor: int) -> Form:
    """A whole number times a constant."""
    if isinstance(item, Given) and isinstance(item.value, int):
        return given(item.value * factor)
    return item if factor == 1 else Scaled(item, factor)


def earliest(items: Iterable[Form]) -> Form:
    """The least of the values that are known."""
    kept = tuple(dict.fromkeys(items))
    known = tuple(one for one in kept if not _is_nothing(one)) or kept[:1]
    return known[0] if len(known) == 1 else Earliest(known)

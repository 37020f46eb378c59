"""Expressions over the columns of a table: the narrow form between the kernel and whoever works the columns out.

Takes nothing but other forms; gives a closed union, built by the functions below, which leave out what is already settled.
Afterwards true: NULL is *not known*, `All`, `Any` and `Not` are Kleene's, and every form means the same to every printer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from enum import StrEnum

from attrs import fields, frozen


class Kind(StrEnum):
    """What the values of a form are."""

    TRUTH = "truth"
    WHOLE = "whole"
    NUMBER = "number"
    """Of a column of the table: a number that may have decimals."""
    DAY = "day"
    INSTANT = "instant"
    TEXT = "text"
    TEXTS = "texts"


@frozen(hash=True, cache_hash=True)
class Column:
    """A column by name: of the table, or of an earlier stage."""

    name: str
    kind: Kind


@frozen(hash=True, cache_hash=True)
class Given:
    """A value that is the same in every row; None is not known."""

    value: bool | int | date | datetime | str | None
    kind: Kind


@frozen(hash=True, cache_hash=True)
class All:
    """Kleene conjunction."""

    items: tuple[Form, ...]


@frozen(hash=True, cache_hash=True)
class Any:
    """Kleene disjunction."""

    items: tuple[Form, ...]


@frozen(hash=True, cache_hash=True)
class Not:
    """Kleene negation."""

    item: Form


class Order(StrEnum):
    """How two values of one kind are compared."""

    SAME = "same"
    LESS = "less"
    AT_MOST = "at_most"


@frozen(hash=True, cache_hash=True)
class Compared:
    """A comparison; not known where a side is not."""

    order: Order
    left: Form
    right: Form


@frozen(hash=True, cache_hash=True)
class Among:
    """Whether a whole number is one of some; not known where it is not."""

    item: Form
    numbers: tuple[int, ...]


@frozen(hash=True, cache_hash=True)
class Unknown:
    """Whether something is not known; itself always known."""

    item: Form


@frozen(hash=True, cache_hash=True)
class Case:
    """The value behind the first condition that is true, else the last one."""

    branches: tuple[tuple[Form, Form], ...]
    otherwise: Form


@frozen(hash=True, cache_hash=True)
class First:
    """The first value that is known."""

    items: tuple[Form, ...]


@frozen(hash=True, cache_hash=True)
class Earliest:
    """The least of the values that are known."""

    items: tuple[Form, ...]


@frozen(hash=True, cache_hash=True)
class Add:
    """A sum of whole numbers."""

    items: tuple[Form, ...]


@frozen(hash=True, cache_hash=True)
class Scaled:
    """A whole number times a constant."""

    item: Form
    factor: int


@frozen(hash=True, cache_hash=True)
class Divided:
    """How many times a constant goes up in a whole number that is not negative."""

    item: Form
    by: int


class Piece(StrEnum):
    """A part of a day."""

    YEAR = "year"
    MONTH = "month"
    DAY = "day"


@frozen(hash=True, cache_hash=True)
class PartOf:
    """Year, month or day of the month of a day."""

    piece: Piece
    item: Form


@frozen(hash=True, cache_hash=True)
class DaysAfter:
    """A day so many days later, or earlier when negative."""

    item: Form
    days: int


@frozen(hash=True, cache_hash=True)
class MonthsAfter:
    """The same day of another month, or that month's last day."""

    item: Form
    months: int


@frozen(hash=True, cache_hash=True)
class MonthStart:
    """The first day of a month; months are counted from year 0."""

    item: Form


@frozen(hash=True, cache_hash=True)
class DaysFrom:
    """How many days from one day to another."""

    start: Form
    end: Form


@frozen(hash=True, cache_hash=True)
class DanishDay:
    """The day in Denmark at an instant."""

    item: Form


@frozen(hash=True, cache_hash=True)
class HoursAfter:
    """An instant so many hours later, or earlier when negative."""

    item: Form
    hours: int


@frozen(hash=True, cache_hash=True)
class Coded:
    """A text as its number among some names, from 0; not known where it is none of them."""

    item: Form
    names: tuple[str, ...]


@frozen(hash=True, cache_hash=True)
class Millionths:
    """A number of the table in millionths; not known where it has more than six decimals."""

    item: Form


@frozen(hash=True, cache_hash=True)
class OfKind:
    """A column of the table where it has the kind that it must have; not known otherwise."""

    item: Form
    kind: Kind


@frozen(hash=True, cache_hash=True)
class Holds:
    """Whether a list of texts holds a text."""

    item: Form
    text: str


@frozen(hash=True, cache_hash=True)
class Within:
    """Whether a list of texts holds nothing but some names."""

    item: Form
    names: tuple[str, ...]


@frozen(hash=True, cache_hash=True)
class Word:
    """One of some texts, the same in every row."""

    text: str
    names: tuple[str, ...]


@frozen(hash=True, cache_hash=True)
class Listed:
    """The texts whose conditions are true, in their order."""

    items: tuple[tuple[Form, str], ...]


Form = (
    Column
    | Given
    | All
    | Any
    | Not
    | Compared
    | Among
    | Unknown
    | Case
    | First
    | Earliest
    | Add
    | Scaled
    | Divided
    | PartOf
    | DaysAfter
    | MonthsAfter
    | MonthStart
    | DaysFrom
    | DanishDay
    | HoursAfter
    | Coded
    | Millionths
    | OfKind
    | Holds
    | Within
    | Word
    | Listed
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


def columns_of(form: Form) -> Iterator[Column]:
    """The columns that a form reads."""
    stack: list[object] = [form]
    while stack:
        one = stack.pop()
        if isinstance(one, Column):
            yield one
        elif isinstance(one, tuple):
            stack.extend(one)
        elif isinstance(one, Form):
            stack.extend(getattr(one, part.name) for part in fields(type(one)))

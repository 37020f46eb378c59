"""Expressions over the columns of a table: the narrow form between the kernel and whoever works the columns out.

Takes nothing but other forms; gives a closed union; `building` makes them.
Afterwards true: NULL is *not known*, `All`, `Any` and `Not` are Kleene's, and every form means the same to every printer.
"""

from __future__ import annotations

from collections.abc import Iterator
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


class Edge(StrEnum):
    """An end of a day."""

    FIRST = "first"
    LAST = "last"


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
    days: Form


@frozen(hash=True, cache_hash=True)
class MonthsAfter:
    """The same day of another month, or that month's last day."""

    item: Form
    months: Form


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
    hours: Form


@frozen(hash=True, cache_hash=True)
class DayEdge:
    """The first or the last instant of a day in Denmark."""

    edge: Edge
    item: Form


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
    | DayEdge
    | Coded
    | Millionths
    | OfKind
    | Holds
    | Within
    | Word
    | Listed
)


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

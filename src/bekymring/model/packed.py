"""Frozen objects as columns of numbers, and back: what a stored rule set is made of.

Takes: a value that is built of the classes, words and plain values of a closed list.
Gives: data for JSON, and the value again.
Afterwards true: equal parts are one part; parts of one kind stand together, after everything that they hold. So reading
makes no step of its own for a part, and a rule set of a thousand rules is there in the time that its JSON takes to read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs
from attrs import field

from bekymring.frozen import define, frozen, made_of, names_of
from bekymring.source import Span

PLAIN, SERIES, TABLE, SET, SPAN = "plain", "series", "table", "set", "Span"
_READERS: Mapping[str, Callable[[Any], object]] = {
    "number": Fraction,
    "day": date.fromisoformat,
    "instant": datetime.fromisoformat,
}


@frozen(eq=False)
class Kinds:
    """The classes and the closed words that may occur, and the names that are written for them."""

    class_of: Callable[[str], type | None]
    name_of: Callable[[type], str | None]
    words: Mapping[str, type[Enum]]


def fields_of(kind: type) -> tuple[str, ...]:
    """The fields of a class in the order in which they are written."""
    return tuple(one.name for one in attrs.fields(kind))


# --- packing ------------------------------------------------------------------------------------------------


@frozen
class _Part:
    """One value: its kind, what it holds by the numbers of other values, and what it says itself."""

    kind: str
    holds: tuple[int, ...] = ()
    says: tuple[str | int | bool | None, ...] = ()


@define(eq=False)
class _Packing:
    kinds: Kinds
    known: dict[tuple[_Part, tuple[type, ...]], int] = field(factory=dict)
    parts: list[_Part] = field(factory=list)
    levels: list[int] = field(factory=list)
    """By number: how many steps lie below a value. What it holds lies on lower levels."""

    def number(self, value: Any) -> int:
        """The number of a value; an equal one has the same."""
        kind, inner, says = _apart(value, self.kinds)
        part = _Part(kind, tuple(self.number(one) for one in inner), says)
        # WHY: 1 and True are equal, and are not the same.
        key = (part, tuple(type(one) for one in says))
        if key not in self.known:
            self.known[key] = len(self.parts)
            self.parts.append(part)
            self.levels.append(1 + max((self.levels[one] for one in part.holds), default=0))
        return self.known[key]


def pack(value: object, kinds: Kinds) -> dict[str, Any]:
    """A value as data for JSON; raises TypeError on what is on no list."""
    packing = _Packing(kinds)
    packing.number(value)
    parts, levels = packing.parts, packing.levels
    order = sorted(range(len(parts)), key=lambda one: (levels[one], *_block(parts[one])))
    places = {number: place for place, number in enumerate(order)}
    blocks: dict[tuple[int, str, int], list[_Part]] = {}
    for number in order:
        part = parts[number]
        moved = attrs.evolve(part, holds=tuple(places[one] for one in part.holds))
        blocks.setdefault((levels[number], *_block(part)), []).append(moved)
    classes = {kind: kinds.class_of(kind) for kind in sorted({kind for _, kind, _ in blocks})}
    return {
        "fields": {name: fields_of(one) for name, one in classes.items() if one is not None},
        "blocks": [
            [kind, *zip(*((*one.holds, *one.says) for one in rows), strict=True)]
            for (_, kind, _), rows in blocks.items()
        ],
    }


def _block(part: _Part) -> tuple[str, int]:
    """What stands together: parts of one kind that hold as many others."""
    return part.kind, len(part.holds)


def _apart(value: Any, kinds: Kinds) -> tuple[str, Iterable[Any], tuple[Any, ...]]:
    """The kind of a value, the values in it, and what it says itself."""
    match value:
        case Enum():
            return type(value).__name__, (), (value.value,)
        case None | bool() | str() | int():
            return PLAIN, (), (value,)
        case Fraction():
            return "number", (), (str(value),)
        case datetime():
            return "instant", (), (value.isoformat(),)
        case date():
            return "day", (), (value.isoformat(),)
        case frozenset():
            return SET, (tuple(sorted(value)),), ()
        case tuple():
            return SERIES, value, ()
        case Span():
            return SPAN, (value.file,), attrs.astuple(value)[1:]
        case Mapping():
            return TABLE, (tuple(value), tuple(value.values())), ()
        case _ if (name := kinds.name_of(type(value))) is not None:
            return name, [getattr(value, one) for one in fields_of(type(value))], ()
        case _:
            raise TypeError(f"{type(value).__name__} is no part of a rule set")


# --- unpacking ----------------------------------------------------------------------------------------------


def unpack(data: Mapping[str, Any], kinds: Kinds) -> Any:
    """What was packed. Raises ValueError, TypeError or LookupError on what was not."""
    held: list[Any] = []
    for kind, *columns in data["blocks"]:
        written = data["fields"].get(kind)
        found = None if written is None else kinds.class_of(kind)
        if found is not None:
            held += _objects(found, tuple(written), columns, held)
        else:
            held += _values(kind, columns, held, kinds)
    return held[-1]


def _found(columns: Iterable[Sequence[int]], held: Sequence[Any]) -> Iterator[Iterator[Any]]:
    return (map(held.__getitem__, column) for column in columns)


def _values(kind: str, columns: Sequence[Any], held: Sequence[Any], kinds: Kinds) -> Iterable[Any]:
    """The values of a block that is of no class."""
    if kind in kinds.words:
        return map(kinds.words[kind], columns[0])
    if kind in _READERS:
        return map(_READERS[kind], columns[0])
    match kind:
        case "plain":
            return map(_plain, columns[0])
        case "Span":
            return made_of(Span, (*_found(columns[:1], held), *columns[1:]), count=len(columns[0]))
        case "series":
            # WHY: a series of nothing has no column, and there is one of it.
            return list(zip(*_found(columns, held), strict=True)) if columns else [()]
        case "set":
            return map(frozenset, *_found(columns, held))
        case "table":
            return [dict(zip(*pair, strict=True)) for pair in zip(*_found(columns, held), strict=True)]
        case _:
            raise ValueError("no kind of value")


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int):
        return value
    raise ValueError("no plain value")


def _objects(
    kind: type, written: tuple[str, ...], columns: Sequence[Sequence[int]], held: Sequence[Any]
) -> list[Any]:
    """The objects of a block, of their fields as they were written."""
    # WHY: objects without a field have no column, and there is one of them.
    count = len(columns[0]) if columns else 1
    if written == names_of(kind) and len(columns) == len(written) and {*map(len, columns)} <= {count}:
        return made_of(kind, tuple(_found(columns, held)), count=count)
    # WHY: another version of the program wrote it; a field that it did not know takes its default.
    rows: Iterable[tuple[Any, ...]] = zip(*_found(columns, held), strict=True) if columns else [()]
    return [kind(**dict(zip(written, parts, strict=True))) for parts in rows]

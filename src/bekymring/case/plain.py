"""A case as it was handed over, made plain.

Takes any Python object (or what `text.py` read); gives a tree of shielded nodes, with what is wrong with its build.
Afterwards true: at most `MAX_DEPTH` layers, exact built-in scalars only, every name once and in normal form C,
no foreign object's code runs any more, and the `repr` of a node shows no value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Final, cast

from attrs import field

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.case import mistakes
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.frozen import define, frozen

MAX_SIZE: Final = 1_048_576
"""Of a document its bytes (1 MiB); of an object its nodes and the characters of its names and texts."""
MAX_DEPTH: Final = 8
MAX_FACTS: Final = 2_000
MAX_TEXT: Final = 4_000

_NAME: Final = re.compile(r"[^\W\d]\w{0,63}")
_MANY_DIGITS: Final = re.compile(r"\d{4}")
_HALF_SIGN: Final = re.compile("[\ud800-\udfff]")


class UnreadNumber(StrEnum):
    """A number that is written in a form that no number of a case has."""

    FORM = "form"
    """Too many digits or decimals, or an exponent."""
    NOT_FINITE = "not_finite"


Scalar = bool | int | str | Decimal | date | datetime | UnreadNumber | None


@frozen
class Leaf:
    """A text, a number, a day, yes, no or null."""

    value: Scalar = field(repr=False)


@frozen
class Series:
    """An array; its items count from 1 in paths."""

    items: tuple[Node, ...] = field(repr=False)


@frozen
class Members:
    """An object: names with what stands under them, in the order of the case; `paths` says where."""

    items: Mapping[str, Node] = field(repr=False)
    paths: Mapping[str, str] = field(repr=False)


Node = Leaf | Series | Members


@frozen
class Pairs:
    """An object of a JSON text, in which a name may stand twice."""

    items: tuple[tuple[object, object], ...] = field(repr=False)


@frozen
class Handed:
    """What a caller handed over, shielded: a traceback that passes it shows no value."""

    data: object = field(repr=False)


def plain(handed: Handed, *, declared: Collection[str] = frozenset()) -> Checked[Node]:
    """Makes what a caller handed over plain; the value is None where it cannot be read at all.

    `declared` are the names that paths may always show.
    """
    build = _Build(declared)
    try:
        node = build.node(handed.data, "$", 1)
    except Exception:  # noqa: BLE001 - an object of the caller's may raise anything, and its traceback holds the case
        return Checked(None, (Diagnostic(mistakes.STRANGE_OBJECT, "$"),))
    if build.left < 0:
        return Checked(None, (Diagnostic(mistakes.TOO_LARGE, "$", {"limit": str(MAX_SIZE)}),))
    if isinstance(node, Members) and len(node.items) > MAX_FACTS:
        return Checked(None, (Diagnostic(mistakes.TOO_MANY_FACTS, "$", {"limit": str(MAX_FACTS)}),))
    return Checked(node, tuple(build.found))


def looks_declared(name: str) -> bool:
    """Whether a name is of the kind that rule sets declare, and so may be shown."""
    return _NAME.fullmatch(name) is not None and _MANY_DIGITS.search(name) is None


@define
class _Build:
    """The state of one reading: what was found, and how much more may be read."""

    declared: Collection[str]
    found: list[Diagnostic] = field(factory=list)
    left: int = MAX_SIZE

    def note(self, code: Code, at: str, **args: object) -> None:
        self.found.append(Diagnostic(code, at, {key: str(value) for key, value in args.items()}))

    def node(self, data: object, at: str, depth: int) -> Node:
        self.left -= 1
        if self.left < 0:
            return Leaf(None)
        if isinstance(data, Pairs | Mapping | list | tuple) and depth > MAX_DEPTH:
            self.note(mistakes.TOO_DEEP, at, limit=MAX_DEPTH)
            return Leaf(None)
        match data:
            case Pairs():
                return self.members(data.items, at, depth)
            case Mapping():
                return self.members(tuple(data.items()), at, depth)
            case list() | tuple():
                items = enumerate(tuple(data), 1)
                return Series(tuple(self.node(one, f"{at}[{number}]", depth + 1) for number, one in items))
            case _:
                return self.leaf(data, at)

    def members(self, pairs: tuple[tuple[object, object], ...], at: str, depth: int) -> Members:
        rows = tuple(self.named(pairs, at))
        return Members(
            {name: self.node(value, path, depth + 1) for name, path, value in rows},
            {name: path for name, path, _ in rows},
        )

    def named(self, pairs: tuple[tuple[object, object], ...], at: str) -> Iterator[tuple[str, str, object]]:
        seen: set[str] = set()
        for number, (key, value) in enumerate(pairs, 1):
            if not isinstance(key, str):
                self.note(mistakes.NAME_NOT_TEXT, f"{at}.?{number}")
                continue
            written = str.__str__(key)
            self.left -= len(written)
            if self.left < 0:
                return
            name = unicodedata.normalize("NFC", written)
            path = self.path(name, at, number)
            if name in seen:
                self.note(mistakes.DUPLICATE_NAME, path)
                continue
            seen.add(name)
            yield name, path, value

    def path(self, name: str, at: str, number: int) -> str:
        """The path of a name; one that no rule set would declare is shown by its number alone.

        WHY: an undeclared name may be a value that landed in the wrong place, such as an identity number.
        """
        return f"{at}.{name}" if name in self.declared or looks_declared(name) else f"{at}.?{number}"

    def leaf(self, data: object, at: str) -> Leaf:
        if isinstance(data, UnreadNumber):
            return Leaf(data)
        if isinstance(data, str):
            return Leaf(self.text(str.__str__(data), at))
        if isinstance(data, float):
            return Leaf(_exact(float.__repr__(data)))
        if type(data) is datetime:
            return Leaf(_in_utc(data))
        if data is None or type(data) in {bool, int, Decimal, date}:
            return Leaf(cast("Scalar", data))
        self.note(mistakes.STRANGE_OBJECT, at)
        return Leaf(None)

    def text(self, written: str, at: str) -> str | None:
        self.left -= len(written)
        if len(written) > MAX_TEXT:
            self.note(mistakes.TEXT_TOO_LONG, at, limit=MAX_TEXT)
            return None
        if _HALF_SIGN.search(written):
            self.note(mistakes.BROKEN_TEXT, at)
            return None
        return written


def _in_utc(instant: datetime) -> datetime:
    """The instant with its offset reckoned in, so that no time zone of the caller's is asked later."""
    offset = instant.utcoffset()
    if offset is None:
        return instant.replace(tzinfo=None)
    # WHY: the years 1 and 9999 would overflow, and no case may hold them anyway.
    is_near = FIRST_DAY.year <= instant.year <= LAST_DAY.year
    return (instant.replace(tzinfo=None) - (offset if is_near else timedelta())).replace(tzinfo=UTC)


def _exact(written: str) -> Decimal | UnreadNumber:
    """The decimal that the shortest writing of a binary number says.

    WHY: a caller whose JSON reader knew only binary numbers was given 12.5 or 0.1, and `repr` gives that text back
    (or one that says the same with an exponent). What was computed has more decimals than a case may have.
    """
    if written.lstrip("-") in {"nan", "inf"}:
        return UnreadNumber.NOT_FINITE
    return Decimal(written)

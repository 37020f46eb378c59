"""How answers stand in the cells of a table: a Danish and an English dialect, neither of them ever guessed.

Takes the words of a cell and the type of its question; gives the answer as a case file has it, or what is wrong.
Afterwards true: nothing was converted that is not written in the form of the dialect. Docs: many cases, *CSV*.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, assert_never

from attrs import frozen

from bekymring.case import mistakes
from bekymring.case import row_mistakes as codes
from bekymring.case.scalars import listed
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo

EMPTY_SET: Final = "-"
BETWEEN: Final = "|"
DOUBTED_MEMBER: Final = "?"
_DANISH_DAY: Final = re.compile(r"(\d\d)-(\d\d)-(\d{4})", re.ASCII)
_ISO_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DANISH_INSTANT: Final = re.compile(r"(\d\d-\d\d-\d{4}) (\d\d:\d\d(?::\d\d)?)", re.ASCII)
_ISO_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?", re.ASCII)


class State(StrEnum):
    """What a companion column says of an answer."""

    DOUBT = "doubt"
    NOT_KNOWN = "not_known"
    NOT_RELEVANT = "not_relevant"
    NOT_HAPPENED = "not_happened"


@frozen
class Dialect:
    """One way of writing a table."""

    name: str
    delimiter: str
    point: str
    yes: str
    no: str
    states: Mapping[str, State]
    """By the word in the companion column."""
    state: str
    """How the name of a companion column ends: `fravær.tilstand`."""
    parts: Mapping[str, str]
    """How the names of the columns of an assessment end, with the part of the case file that they are."""
    danish_days: bool
    day: str
    instant: str
    number: str
    """Examples."""

    def word(self, state: State) -> str:
        """The word for a state."""
        return next(word for word, one in self.states.items() if one is state)


DANISH: Final = Dialect(
    name="da",
    delimiter=";",
    point=",",
    yes="ja",
    no="nej",
    states={
        "tvivl": State.DOUBT,
        "ikke_oplyst": State.NOT_KNOWN,
        "ikke_relevant": State.NOT_RELEVANT,
        "ikke_sket": State.NOT_HAPPENED,
    },
    state="tilstand",
    parts={"af": "af", "dato": "dato", "fordi": "fordi"},
    danish_days=True,
    day="06-03-2026",
    instant="06-03-2026 15:40",
    number="12,5",
)
ENGLISH: Final = Dialect(
    name="en",
    delimiter=",",
    point=".",
    yes="yes",
    no="no",
    states={
        "doubt": State.DOUBT,
        "not_known": State.NOT_KNOWN,
        "not_relevant": State.NOT_RELEVANT,
        "not_happened": State.NOT_HAPPENED,
    },
    state="state",
    parts={"by": "af", "date": "dato", "because": "fordi"},
    danish_days=False,
    day="2026-03-06",
    instant="2026-03-06T15:40",
    number="12.5",
)
DIALECTS: Final[Mapping[str, Dialect]] = {one.name: one for one in (DANISH, ENGLISH)}


def read_cell(text: str, type_: Type, at: str, dialect: Dialect) -> Checked[object]:
    """An answer in the form of a case file; bounds and names are looked at by whoever reads the case."""
    match type_:
        case YesNo():
            return _yes_no(text, at, dialect)
        case Number():
            return _number(text, type_, at, dialect)
        case Day():
            return _day(text, at, dialect)
        case Instant():
            return _instant(text, at, dialect)
        case Choice() | OnScale():
            return Checked(text)
        case SetOf():
            return _set(text, type_, at)
        case _:
            assert_never(type_)


def _wrong(code: Code, at: str, **args: str) -> Checked[object]:
    return Checked(None, (Diagnostic(code, at, args),))


def _yes_no(text: str, at: str, dialect: Dialect) -> Checked[object]:
    if text not in {dialect.yes, dialect.no}:
        return _wrong(codes.CELL_YES_NO, at, yes=dialect.yes, no=dialect.no)
    return Checked(text == dialect.yes)


def _number(text: str, type_: Number, at: str, dialect: Dialect) -> Checked[object]:
    whole, point, decimals = text.partition(dialect.point)
    is_whole = re.fullmatch(r"-?(0|[1-9]\d{0,17})", whole, re.ASCII) is not None
    if not is_whole or (point and re.fullmatch(r"\d{1,18}", decimals, re.ASCII) is None):
        return _wrong(codes.CELL_NUMBER, at, example="12" if type_.integer else dialect.number)
    return Checked(f"{whole}.{decimals}" if point else int(whole))


def _iso_day(text: str, dialect: Dialect) -> str:
    danish = _DANISH_DAY.fullmatch(text) if dialect.danish_days else None
    return f"{danish[3]}-{danish[2]}-{danish[1]}" if danish else text


def _day(text: str, at: str, dialect: Dialect) -> Checked[object]:
    iso = _iso_day(text, dialect)
    if _ISO_DAY.fullmatch(iso) is None or not _is_day(iso):
        return _wrong(codes.CELL_DAY, at, example=dialect.day)
    return Checked(iso)


def _is_day(iso: str) -> bool:
    try:
        date.fromisoformat(iso)
    except ValueError:
        return False
    return True


def _instant(text: str, at: str, dialect: Dialect) -> Checked[object]:
    danish = _DANISH_INSTANT.fullmatch(text) if dialect.danish_days else None
    iso = f"{_iso_day(danish[1], dialect)}T{danish[2]}" if danish else text
    if _ISO_INSTANT.fullmatch(iso) is None or not _is_day(iso[:10]):
        return _wrong(codes.CELL_INSTANT, at, example=dialect.instant)
    return Checked(iso)


def _set(text: str, type_: SetOf, at: str) -> Checked[object]:
    """`vold|overgreb?`: these, the marked ones in doubt; `-`: none."""
    if text == EMPTY_SET:
        return Checked(list[object]())
    members = text.split(BETWEEN)
    names = [one.removesuffix(DOUBTED_MEMBER) for one in members]
    if len(set(names)) < len(names):
        return _wrong(mistakes.SET_TWICE, at)
    if not set(names) <= set(type_.names):
        return _wrong(mistakes.SET_STRANGER, at, names=listed(type_.names))
    if names == members:
        return Checked(list[object](names))
    return Checked({
        name: None if name != member else True for name, member in zip(names, members, strict=True)
    })  # fmt: skip

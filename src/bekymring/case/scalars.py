"""One plain value, read as its declared type says.

Takes a node, a type and its path; gives the exact value with what is wrong with it.
Afterwards true: nothing was converted. Yes/no is `true` or `false`, a whole number is digits alone, a decimal is a
number or its text, a day or an instant is its one written form (or Python's own exact object).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final, assert_never

from bekymring.calendar_dk import (
    FIRST_DAY,
    LAST_DAY,
    CalendarError,
    CalendarReason,
    parse_iso_date,
    parse_iso_instant,
)
from bekymring.calendar_dk.limits import checked_instant
from bekymring.case import mistakes
from bekymring.case.plain import Leaf, Members, Node, Series, UnreadNumber
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue, Value

if TYPE_CHECKING:
    from bekymring.model.ruleset import Ruleset

MAX_DIGITS: Final = 12
MAX_DECIMALS: Final = 6

# WHY: own form. `Decimal` also reads other scripts' digits, blanks, underscores, exponents and "nan123".
_DECIMAL_TEXT: Final = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?")

_OF_INSTANTS: Final = {
    CalendarReason.SKIPPED_HOUR: mistakes.INSTANT_SKIPPED,
    CalendarReason.OUTSIDE_CLOCK_TABLE: mistakes.INSTANT_OUTSIDE,
    CalendarReason.INSTANT_WITHOUT_OFFSET: mistakes.INSTANT_LACKS_OFFSET,
}


def wrong(code: Code, at: str, **args: str) -> Checked[Value]:
    """No value, and why."""
    return Checked(None, (Diagnostic(code, at, args),))


def read_value(node: Node, type_: Type, at: str, ruleset: Ruleset) -> Checked[Value]:
    """Reads one value of a declared type."""
    match type_:
        case YesNo():
            return read_yes_no(node, at)
        case Number():
            return _number(node, type_, at)
        case Day():
            return read_day(node, at)
        case Instant():
            return read_instant(node, at)
        case Choice():
            return _one_of(node, type_.names, at)
        case OnScale():
            return _one_of(node, ruleset.scales[type_.scale].names, at)
        case SetOf():
            return _set(node, type_.names, at)
        case _:
            assert_never(type_)


def read_yes_no(node: Node, at: str) -> Checked[Value]:
    """Reads `true` or `false`."""
    if isinstance(node, Leaf) and isinstance(node.value, bool):
        return Checked(node.value)
    return wrong(mistakes.YES_NO_EXPECTED, at)


def _number(node: Node, type_: Number, at: str) -> Checked[Value]:
    expected = mistakes.INTEGER_EXPECTED if type_.integer else mistakes.NUMBER_EXPECTED
    read = _exact(node, expected, at) if isinstance(node, Leaf) else wrong(expected, at)
    if not isinstance(read.value, Fraction):
        return read
    if type_.integer and not (isinstance(node, Leaf) and type(node.value) is int):
        return wrong(mistakes.INTEGER_EXPECTED, at)
    if not type_.low <= read.value <= type_.high:
        return wrong(mistakes.OUT_OF_BOUNDS, at, low=decimal_text(type_.low), high=decimal_text(type_.high))
    return read


def _exact(leaf: Leaf, expected: Code, at: str) -> Checked[Value]:
    match leaf.value:
        case bool() | date() | None:
            return wrong(expected, at)
        case UnreadNumber.NOT_FINITE:
            return wrong(mistakes.NOT_FINITE, at)
        case UnreadNumber.FORM:
            return wrong(mistakes.NUMBER_FORM, at)
        case int() as whole:
            return (
                Checked(Fraction(whole)) if abs(whole) < 10**MAX_DIGITS else wrong(mistakes.NUMBER_FORM, at)
            )
        case Decimal() as decimal:
            return _of_decimal(decimal, at)
        case str() as text:
            written = _DECIMAL_TEXT.fullmatch(text)
            return _of_digits(written, at) if written else wrong(expected, at)
        case _:
            assert_never(leaf.value)


def _of_decimal(decimal: Decimal, at: str) -> Checked[Value]:
    if not decimal.is_finite():
        return wrong(mistakes.NOT_FINITE, at)
    # WHY: digit by digit, since arithmetic of decimals obeys a context that the host may have changed.
    sign, digits, exponent = decimal.as_tuple()
    if not (isinstance(exponent, int) and -MAX_DECIMALS <= exponent <= 0):
        return wrong(mistakes.NUMBER_FORM, at)
    if len(digits) + exponent > MAX_DIGITS:
        return wrong(mistakes.NUMBER_FORM, at)
    scaled = int("".join(map(str, digits)))
    return Checked(Fraction(-scaled if sign else scaled, 10**-exponent))


def _of_digits(written: re.Match[str], at: str) -> Checked[Value]:
    whole, decimals = written[2], written[3] or ""
    if len(whole) > MAX_DIGITS or len(decimals) > MAX_DECIMALS:
        return wrong(mistakes.NUMBER_FORM, at)
    scaled = int(whole + decimals)
    return Checked(Fraction(-scaled if written[1] else scaled, 10 ** len(decimals)))


def decimal_text(number: Fraction) -> str:
    """The number with a point before its decimals; ValueError where no decimals of a case say it exactly."""
    scaled = number * 10**MAX_DECIMALS
    if scaled.denominator != 1:
        raise ValueError("the number has more decimals than a case can hold")
    whole, rest = divmod(abs(scaled.numerator), 10**MAX_DECIMALS)
    decimals = f"{rest:0{MAX_DECIMALS}d}".rstrip("0")
    return f"{'-' if number < 0 else ''}{whole}{'.' + decimals if decimals else ''}"


def read_day(node: Node, at: str) -> Checked[Value]:
    """Reads `YYYY-MM-DD`, or a Python day."""
    match node:
        case Leaf(value=datetime()):
            return wrong(mistakes.DAY_WITH_HOUR, at)
        case Leaf(value=date() as day):
            return Checked(day) if FIRST_DAY <= day <= LAST_DAY else wrong(mistakes.DAY_EXPECTED, at)
        case Leaf(value=str() as text):
            day_read = parse_iso_date(text)
            if day_read is not None:
                return Checked(day_read)
            has_hour = read_instant(node, at).value is not None
            return wrong(mistakes.DAY_WITH_HOUR if has_hour else mistakes.DAY_EXPECTED, at)
        case _:
            return wrong(mistakes.DAY_EXPECTED, at)


def read_instant(node: Node, at: str) -> Checked[Value]:
    """Reads a date and an hour with an offset or in Danish time, or an aware Python instant of whole seconds."""
    try:
        match node:
            case Leaf(value=datetime() as instant) if instant.microsecond == 0:
                return Checked(checked_instant(instant))
            case Leaf(value=str() as text):
                return Checked(parse_iso_instant(text))
            case _:
                pass
    except CalendarError as error:
        if error.reason in _OF_INSTANTS:
            return wrong(_OF_INSTANTS[error.reason], at)
    return wrong(mistakes.INSTANT_LACKS_HOUR if _is_day(node) else mistakes.INSTANT_EXPECTED, at)


def _is_day(node: Node) -> bool:
    match node:
        case Leaf(value=str() as text):
            return parse_iso_date(text) is not None
        case Leaf(value=value):
            return type(value) is date
        case _:
            return False


def read_day_or_instant(node: Node, at: str) -> Checked[Value]:
    """Reads a day, or else an instant."""
    for read in (read_day(node, at), read_instant(node, at)):
        if read.value is not None:
            return read
    return wrong(mistakes.DAY_OR_INSTANT_EXPECTED, at)


def listed(names: Sequence[str]) -> str:
    """Names that the rule set declares, as a message shows them: the first twenty."""
    most = 20
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")


def _one_of(node: Node, names: tuple[str, ...], at: str) -> Checked[Value]:
    if isinstance(node, Leaf) and isinstance(node.value, str):
        name = unicodedata.normalize("NFC", node.value)
        if name in names:
            return Checked(name)
    return wrong(mistakes.ALTERNATIVE_EXPECTED, at, names=listed(names))


def _set(node: Node, names: tuple[str, ...], at: str) -> Checked[Value]:
    match node:
        case Series():
            return _members_of(node, names, at)
        case Members() if node.items:
            return _answers_of(node, names)
        case _:
            return wrong(mistakes.SET_EXPECTED, at, first=names[0])


def _members_of(node: Series, names: tuple[str, ...], at: str) -> Checked[Value]:
    """`["vold"]`: exactly these; every other alternative is not in the set."""
    found: list[Diagnostic] = []
    held: set[str] = set()
    for number, item in enumerate(node.items, 1):
        member = _one_of(item, names, at).value
        if not isinstance(member, str):
            found.append(Diagnostic(mistakes.SET_STRANGER, f"{at}[{number}]", {"names": listed(names)}))
        elif member in held:
            found.append(Diagnostic(mistakes.SET_TWICE, f"{at}[{number}]"))
        else:
            held.add(member)
    return Checked(None if found else SetValue.known(held), tuple(found))


def _answers_of(node: Members, names: tuple[str, ...]) -> Checked[Value]:
    """`{"vold": true, "overgreb": null}`: null is open; what is false or not named is not in the set, as in a list."""
    found: list[Diagnostic] = []
    for name, answer in node.items.items():
        if name not in names:
            found.append(Diagnostic(mistakes.SET_STRANGER, node.paths[name], {"names": listed(names)}))
        elif not (isinstance(answer, Leaf) and (answer.value is None or isinstance(answer.value, bool))):
            found.append(Diagnostic(mistakes.SET_ANSWER, node.paths[name]))
    if found:
        return Checked(None, tuple(found))
    said = {name: answer.value for name, answer in node.items.items() if isinstance(answer, Leaf)}
    certain = frozenset(name for name, answer in said.items() if answer is True)
    possible = frozenset(name for name, answer in said.items() if answer is not False)
    return Checked(SetValue(certain, possible))

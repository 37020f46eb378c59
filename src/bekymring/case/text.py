"""A case as JSON text becomes a `Case`.

Takes text or bytes, and a rule set; gives the case, or every mistake of it at once.
Afterwards true: the text was one JSON object in UTF-8 within the limits, every number was read from its digits, and
no message of the JSON reader (which would quote the text) reached anybody.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from bekymring.case import mistakes
from bekymring.case.plain import MAX_DEPTH, MAX_SIZE, Handed, Pairs, UnreadNumber
from bekymring.case.read import read_handed
from bekymring.case.scalars import MAX_DIGITS
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.source import Source

if TYPE_CHECKING:
    from bekymring.case.answers import Case
    from bekymring.model.ruleset import Ruleset

# WHY: every branch takes a text to its end, closed or not, so that the search stays linear.
_BRACKETS: Final = re.compile(r'"(?:[^"\\]++|\\.?)*+"?|[\[{]|[\]}]', re.DOTALL)
_SPACE: Final = re.compile(r"[ \t\n\r]*")


def read_case_text(text: str | bytes, ruleset: Ruleset, *, name: str = "") -> Checked[Case]:
    """Reads a case from JSON text; `name` is what findings call the document."""
    read = read_json(text, name)
    # WHY: a traceback from below holds no text of the case.
    del text
    if read.diagnostics:
        return Checked(None, read.diagnostics)
    return read_handed(Handed(read.value), ruleset)


def read_json(text: str | bytes, name: str = "") -> Checked[object]:
    """Reads JSON text within the limits; an object of it is `Pairs`, in which a name may still stand twice."""
    if len(text) > MAX_SIZE:
        return Checked(None, (Diagnostic(mistakes.TOO_LARGE, "$", {"limit": str(MAX_SIZE)}),))
    if isinstance(text, bytes):
        try:
            decoded = text.decode("utf-8")
        except UnicodeDecodeError as error:
            at = Diagnostic(mistakes.NOT_UTF8, "$", {"offset": str(error.start)})
            return Checked(None, (at,))
    else:
        decoded = text
    source = Source(name, decoded)
    if decoded.startswith("\ufeff"):
        return _stop(source, 0, mistakes.BYTE_ORDER_MARK)
    deep = _too_deep(decoded)
    if deep is not None:
        return _stop(source, deep, mistakes.TOO_DEEP, limit=str(MAX_DEPTH))
    return _decode(source)


def _stop(source: Source, offset: int, code: Code, **args: str) -> Checked[object]:
    end = min(offset + 1, len(source.text))
    return Checked(None, (Diagnostic(code, source.span(min(offset, end), end), args),))


def _too_deep(text: str) -> int | None:
    """Where brackets lie too deep; asked before reading, since the JSON reader would run out of stack."""
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                return bracket.start()
        elif bracket[0] in "]}":
            depth -= 1
    return None


def _decode(source: Source) -> Checked[object]:
    text = source.text
    decoder = json.JSONDecoder(
        object_pairs_hook=lambda pairs: Pairs(tuple(pairs)),
        parse_float=_number,
        parse_int=_integer,
        parse_constant=lambda _: UnreadNumber.NOT_FINITE,
    )
    start = _after_space(text, 0)
    if start == len(text):
        return _stop(source, start, mistakes.EMPTY)
    try:
        data, end = decoder.raw_decode(text, start)
    except json.JSONDecodeError as error:
        return _misread(source, error.pos)
    rest = _after_space(text, end)
    if rest < len(text):
        is_comment = text[rest] in "/#"
        return _stop(source, rest, mistakes.COMMENT if is_comment else mistakes.SECOND_DOCUMENT)
    return Checked(data)


def _after_space(text: str, offset: int) -> int:
    space = _SPACE.match(text, offset)
    return space.end() if space else offset


def _misread(source: Source, offset: int) -> Checked[object]:
    """Names the slip that the signs around the place show; the place of the JSON reader differs with its version."""
    text = source.text
    here = text[offset : offset + 1]
    after = text[_after_space(text, offset + 1) :][:1]
    before = text[:offset].rstrip(" \t\n\r")
    if here == "," and after and after in "]}":
        return _stop(source, offset, mistakes.TRAILING_COMMA)
    if here and here in "]}" and before.endswith(","):
        return _stop(source, len(before) - 1, mistakes.TRAILING_COMMA)
    if here and here in "/#":
        return _stop(source, offset, mistakes.COMMENT)
    return _stop(source, offset, mistakes.NOT_JSON)


def _integer(digits: str) -> int | UnreadNumber:
    # WHY: before `int`, which raises for thousands of digits and is slow for fewer.
    return int(digits) if len(digits.lstrip("-")) <= MAX_DIGITS else UnreadNumber.FORM


def _number(written: str) -> Decimal | UnreadNumber:
    # WHY: `Decimal(text)` is exact whatever the host did to the decimal context, but an exponent may be enormous.
    has_exponent = "e" in written or "E" in written
    most = 2 * MAX_DIGITS
    return UnreadNumber.FORM if has_exponent or len(written) > most else Decimal(written)

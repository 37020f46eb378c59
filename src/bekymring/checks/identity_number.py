"""Something shaped like an identity number, anywhere in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from bekymring.checks.check import Check, Context
from bekymring.checks.nodes import nodes, texts
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.syntax.document import Number

CODE = Code(
    "BEK347",
    "identity-number",
    Severity.ERROR,
    Words(
        "Her står noget, der ligner et personnummer.",
        "Fjern det, og skriv et opdigtet barn i stedet. Har nummeret været gemt eller delt, så følg jeres procedure for brud på persondatasikkerheden.",
    ),
    Words(
        "Here stands something that looks like an identity number.",
        "Remove it and write an invented child instead. If the number was stored or shared, follow your procedure for personal data breaches.",
    ),
)


_SHAPE = re.compile(r"(?<![\d.,])(\d{2})(\d{2})(\d{2})[ \t]?[-–]?[ \t]?\d{4}(?![\d]|[.,]\d)")
_LEAST = 101_000_000
"""The least number that begins with a day and a month, once the nought before it is written."""
_LEAP_YEAR = 2000
"""Holds every day that a date without a century can name."""


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds six digits that can be a date, followed by four more, in names, texts, numbers and comments.

    The finding never shows what stands there.
    """
    for document in context.documents:
        for text, at in texts(document):
            if _is_shaped(text):
                yield Diagnostic(CODE, at)
        for node in nodes(document):
            if isinstance(node, Number) and _is_shaped_number(node.value):
                yield Diagnostic(CODE, node.span)


def _is_shaped_number(value: Fraction) -> bool:
    # WHY: nearly every number is too small to hold a day and a month, and that is seen at once.
    return value >= _LEAST and value.denominator == 1 and _is_shaped(f"{int(value):010}")


def _is_shaped(text: str) -> bool:
    return any(_can_be_day(int(day), int(month)) for day, month, _ in _SHAPE.findall(text))


def _can_be_day(day: int, month: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


CHECK = Check(CODE, run)

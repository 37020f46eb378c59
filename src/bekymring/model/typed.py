"""An expression of the kernel with what its value can be, while it is being put together."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bekymring.frozen import frozen
from bekymring.model import ruleset as rs
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.source import Span

YES_NO = YesNo()
DAY = Day()
INSTANT = Instant()

MAX_SPAN_DAYS = 110_000
"""More days than lie between any two days of the calendar."""


@frozen
class Typed:
    """An expression and what its value can be; `name` is what a message calls it."""

    expr: rs.Expr
    type_: Type
    at: Span
    name: str = ""

    @property
    def is_condition(self) -> bool:
        """Whether it can be true or false by itself, rather than being a yes/no answer."""
        return self.type_ == YES_NO and not isinstance(self.expr, _ANSWERS)

    @property
    def constant(self) -> Fraction | None:
        """The number, where it is one written in the rules."""
        match self.expr:
            case rs.Const(value=Fraction() as value):
                return value
            case _:
                return None


_ANSWERS = (rs.Const, rs.Ref, rs.ThisField, rs.ItemField, rs.RecordValue)


@frozen
class LevelValue:
    """A level named as a value: it can only be compared with a step."""

    level: rs.Level
    this_record: bool
    at: Span


Meant = Typed | LevelValue


def describe(meant: Meant) -> tuple[str, str]:
    """What a message calls a value, in Danish and in English."""
    match meant:
        case LevelValue(level=level):
            return f"niveauet »{level.name}«", f"the level »{level.name}«"
        case Typed(name=name) if name:
            da, en = describe_answers(meant.type_)
            return f"»{name}« ({da})", f"»{name}« ({en})"
        case Typed(is_condition=True):
            return "en betingelse", "a condition"
        case Typed(type_=type_):
            return describe_answers(type_)
        case _:
            assert_never(meant)


def describe_answers(type_: Type) -> tuple[str, str]:
    """What a message calls the answers of a declared kind."""
    match type_:
        case YesNo():
            return "ja/nej", "yes/no"
        case Number(percent=True):
            return "procent", "a percentage"
        case Number():
            return "et tal", "a number"
        case Day():
            return "en dato", "a date"
        case Instant():
            return "et tidspunkt", "an instant"
        case Choice():
            return "et af flere svar", "one of several answers"
        case SetOf():
            return "flere svar på én gang", "several answers at once"
        case OnScale(scale=scale):
            return f"et trin på skalaen »{scale}«", f"a step of the scale »{scale}«"
        case _:
            assert_never(type_)


def whole_number(low: int, high: int) -> Number:
    """A whole number within bounds, without a unit."""
    return Number(Fraction(low), Fraction(high), integer=True)


def decimal(value: Fraction) -> str:
    """A number as the rules write it, with a decimal comma."""
    if value.denominator == 1:
        return str(value.numerator)
    text = f"{float(value):.6f}".rstrip("0").rstrip(".")
    return text.replace(".", ",")

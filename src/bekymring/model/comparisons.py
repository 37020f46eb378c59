"""Two values compared: what may be said of what, and the one form that the kernel has for it.

Takes values with what they can be; gives conditions.
Afterwards true: both sides are of one kind, a fixed value is one that can occur, and order on a scale is by rank.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope, Stop
from bekymring.model.typed import LevelValue, Meant, Typed, decimal, describe, describe_answers
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.source import Span
from bekymring.syntax.document import Comparison, Direction
from bekymring.values import Value

_C = Comparison

WORDS: dict[Comparison, tuple[str, str]] = {
    _C.IS: ("er", "is"),
    _C.IS_NOT: ("er ikke", "is not"),
    _C.AT_LEAST: ("er mindst", "is at least"),
    _C.AT_MOST: ("er højst", "is at most"),
    _C.OVER: ("er over", "is over"),
    _C.UNDER: ("er under", "is under"),
    _C.OR_WORSE: ("eller værre", "or worse"),
    _C.OR_BETTER: ("eller bedre", "or better"),
    _C.OR_MORE_INTRUSIVE: ("eller mere indgribende", "or more intrusive"),
    _C.OR_LESS_INTRUSIVE: ("eller mindre indgribende", "or less intrusive"),
    _C.WORSE: ("er værre end", "is worse than"),
    _C.BETTER: ("er bedre end", "is better than"),
    _C.MORE_INTRUSIVE: ("er mere indgribende end", "is more intrusive than"),
    _C.LESS_INTRUSIVE: ("er mindre indgribende end", "is less intrusive than"),
    _C.SAME: ("er den samme som", "is the same as"),
    _C.NOT_SAME: ("er ikke den samme som", "is not the same as"),
    _C.BEFORE: ("er før", "is before"),
    _C.AFTER: ("er efter", "is after"),
    _C.ON_OR_BEFORE: ("er senest", "is no later than"),
    _C.ON_OR_AFTER: ("er tidligst", "is no earlier than"),
}

_EQUAL = dict.fromkeys((_C.IS, _C.IS_NOT, _C.SAME, _C.NOT_SAME), rs.Op.EQ)
_NEGATED = frozenset({_C.IS_NOT, _C.NOT_SAME})
_NUMBERS = {**_EQUAL, _C.AT_LEAST: rs.Op.GE, _C.AT_MOST: rs.Op.LE, _C.OVER: rs.Op.GT, _C.UNDER: rs.Op.LT}
_DATES = {
    **_EQUAL,
    _C.BEFORE: rs.Op.LT,
    _C.AFTER: rs.Op.GT,
    _C.ON_OR_BEFORE: rs.Op.LE,
    _C.ON_OR_AFTER: rs.Op.GE,
}
_WORSE = {
    **_EQUAL,
    _C.OR_WORSE: rs.Op.GE,
    _C.OR_BETTER: rs.Op.LE,
    _C.WORSE: rs.Op.GT,
    _C.BETTER: rs.Op.LT,
}
_SCALES: dict[Direction, dict[Comparison, rs.Op]] = {
    Direction.BEST_TO_WORST: _WORSE,
    Direction.WORST_TO_BEST: _WORSE,
    Direction.LEAST_TO_MOST_INTRUSIVE: {
        **_EQUAL,
        _C.OR_MORE_INTRUSIVE: rs.Op.GE,
        _C.OR_LESS_INTRUSIVE: rs.Op.LE,
        _C.MORE_INTRUSIVE: rs.Op.GT,
        _C.LESS_INTRUSIVE: rs.Op.LT,
    },
    Direction.WEAKEST_TO_STRONGEST: _NUMBERS,
    Direction.IN_ORDER: _EQUAL,
}


def compare(scope: Scope, comparison: Comparison, left: Meant, right: Meant, *, at: Span) -> rs.Expr:
    """The condition that two values stand in a relation."""
    found = _compared(scope, comparison, left, right, at=at)
    return rs.Not(found, span=at) if comparison in _NEGATED else found


def _compared(scope: Scope, comparison: Comparison, left: Meant, right: Meant, *, at: Span) -> rs.Expr:
    if isinstance(left, LevelValue):
        return _level(scope, comparison, left, right, at=at)
    op = _allowed(scope, comparison, left, right, at=at)
    if isinstance(right, LevelValue):
        raise _mismatch(scope, left, right, at=at)
    match left.type_, right.type_:
        case YesNo(), YesNo():
            return _yes_no(left, right, at=at)
        case Number() as one, Number() as other:
            _same_measure(scope, one, other, at=at)
            _within(scope, left, right)
            _within(scope, right, left)
            return rs.Compare(op, left.expr, right.expr, span=at)
        case ((Day() | Instant()), (Day() | Instant())):
            return rs.Compare(op, left.expr, right.expr, span=at)
        case Choice() as one, Choice() as other if one.names == other.names:
            return rs.Compare(op, left.expr, right.expr, span=at)
        case OnScale(scale=scale), OnScale(scale=other_scale) if scale == other_scale:
            return rs.Compare(op, left.expr, right.expr, scale, span=at)
        case _:
            raise _mismatch(scope, left, right, at=at)


def _allowed(scope: Scope, comparison: Comparison, left: Typed, right: Meant, *, at: Span) -> rs.Op:
    ops = _ops(scope, left.type_)
    if isinstance(left.type_, SetOf):
        name = left.name or "…"
        da, en = (f"{name} {word} {left.type_.names[0]}" for word in ("indeholder", "contains"))
        raise scope.stop(
            mistakes.SET_NEEDS_CONTAINS,
            at,
            suggestion=scope.wording(at, da, en),
            name=name,
            written_da=da,
            written_en=en,
        )
    if comparison not in ops:
        raise _wrong_word(scope, comparison, (left, right), tuple(ops), at=at)
    return ops[comparison]


def _ops(scope: Scope, type_: Type) -> dict[Comparison, rs.Op]:
    match type_:
        case Number():
            return _NUMBERS
        case Day() | Instant():
            return _DATES
        case OnScale(scale=scale):
            return _SCALES[scope.draft.scales[scale].direction]
        case YesNo() | Choice() | SetOf():
            return _EQUAL
        case _:
            assert_never(type_)


def _wrong_word(
    scope: Scope,
    comparison: Comparison,
    sides: tuple[Meant, Meant],
    allowed: tuple[Comparison, ...],
    *,
    at: Span,
) -> Stop:
    left, _ = sides
    da, en = describe(left)
    return scope.stop(
        mistakes.WRONG_COMPARISON,
        at,
        suggestion=scope.wording(
            at, *(_with_side(scope, comparison, sides, allowed, lang=lang) for lang in (0, 1))
        ),
        word_da=WORDS[comparison][0],
        word_en=WORDS[comparison][1],
        left_da=da,
        left_en=en,
        allowed_da=", ".join(f"»{WORDS[one][0]}«" for one in allowed),
        allowed_en=", ".join(f"»{WORDS[one][1]}«" for one in allowed),
    )


_SIDES: dict[Comparison, tuple[Comparison, ...]] = {
    _C.AT_LEAST: (_C.OR_WORSE, _C.OR_MORE_INTRUSIVE),
    _C.AT_MOST: (_C.OR_BETTER, _C.OR_LESS_INTRUSIVE),
}
_THAN: dict[Comparison, tuple[Comparison, ...]] = {
    _C.OVER: (_C.WORSE, _C.MORE_INTRUSIVE),
    _C.UNDER: (_C.BETTER, _C.LESS_INTRUSIVE),
    _C.WORSE: (_C.MORE_INTRUSIVE, _C.OVER),
    _C.BETTER: (_C.LESS_INTRUSIVE, _C.UNDER),
    _C.MORE_INTRUSIVE: (_C.WORSE, _C.OVER),
    _C.LESS_INTRUSIVE: (_C.BETTER, _C.UNDER),
}


def _with_side(
    scope: Scope,
    comparison: Comparison,
    sides: tuple[Meant, Meant],
    allowed: tuple[Comparison, ...],
    *,
    lang: int,
) -> str:
    """`trivsel er gul eller værre` for `trivsel er mindst gul`, `trivsel er værre end gul` for `trivsel er over gul`."""
    one, other = (_written(scope, side, lang=lang) for side in sides)
    side = next((word for word in _SIDES.get(comparison, ()) if word in allowed), None)
    than = next((word for word in _THAN.get(comparison, ()) if word in allowed), None)
    if one and other and side is not None:
        return f"{one} {WORDS[_C.IS][lang]} {other} {WORDS[side][lang]}"
    if one and other and than is not None:
        return f"{one} {WORDS[than][lang]} {other}"
    return ""


def _written(scope: Scope, meant: Meant, *, lang: int) -> str:
    match meant:
        case LevelValue(level=rs.Level(name=name)):
            return name
        case Typed(expr=rs.Ref(name=name)) if name in scope.draft.levels:
            return f"{('vurderet', 'assessed')[lang]} {name}"
        case Typed(expr=rs.Const(value=str() as step)):
            return step
        case Typed(name=name):
            return name
        case _:
            assert_never(meant)


def _mismatch(scope: Scope, left: Meant, right: Meant, *, at: Span) -> Stop:
    left_da, left_en = describe(left)
    right_da, right_en = describe(right)
    match left:
        case LevelValue():
            wanted = ("et trin", "a step")
        case Typed(type_=type_):
            wanted = describe_answers(type_)
        case _:
            assert_never(left)
    args = {"left_da": left_da, "left_en": left_en, "right_da": right_da, "right_en": right_en}
    return scope.stop(mistakes.CANNOT_BE_COMPARED, at, wanted_da=wanted[0], wanted_en=wanted[1], more=args)


def _yes_no(left: Typed, right: Typed, *, at: Span) -> rs.Expr:
    match right.expr:
        case rs.Const(value=bool() as value) if left.is_condition:
            return left.expr if value else rs.Not(left.expr, span=at)
        case _:
            return rs.Compare(rs.Op.EQ, left.expr, right.expr, span=at)


def holds(typed: Typed) -> rs.Expr:
    """A yes/no answer as a condition: that the answer is yes."""
    if typed.is_condition:
        return typed.expr
    return rs.Compare(rs.Op.EQ, typed.expr, rs.Const(value=True, span=typed.at), span=typed.at)


# --- numbers ------------------------------------------------------------------------------------------------


def _same_measure(scope: Scope, one: Number, other: Number, *, at: Span) -> None:
    if one.percent != other.percent:
        raise scope.stop(mistakes.PERCENT_MISMATCH, at)
    if one.unit and other.unit and one.unit != other.unit:
        raise scope.stop(mistakes.UNIT_MISMATCH, at, left=one.unit, right=other.unit)


def _within(scope: Scope, asked: Typed, constant: Typed) -> None:
    value = constant.constant
    type_ = asked.type_
    if value is None or asked.constant is not None or not isinstance(type_, Number):
        return
    if not type_.low <= value <= type_.high:
        bounds = {"value": decimal(value), "low": decimal(type_.low), "high": decimal(type_.high)}
        raise scope.stop(mistakes.OUTSIDE_BOUNDS, constant.at, more=bounds)


# --- scales -------------------------------------------------------------------------------------------------


def _level(scope: Scope, comparison: Comparison, left: LevelValue, right: Meant, *, at: Span) -> rs.Expr:
    scale = scope.draft.scales[left.level.scale]
    ops = _SCALES[scale.direction]
    if comparison not in ops:
        raise _wrong_word(scope, comparison, (left, right), tuple(ops), at=at)
    match right:
        case Typed(expr=rs.Const(value=str() as step), type_=OnScale(scale=other)) if other == scale.name:
            return level_is(left, scale, ops[comparison], step, at=at)
        case _:
            raise scope.stop(
                mistakes.LEVEL_NEEDS_STEP, at, name=left.level.name, options=", ".join(scale.names)
            )


def level_is(left: LevelValue, scale: rs.Scale, op: rs.Op, step: str, *, at: Span) -> rs.Expr:
    """A level compared with a step, in one of the three forms of the kernel; the worst step exactly is at least it."""
    rank, worst = scale.rank(step), len(scale.steps) - 1
    match op:
        case rs.Op.EQ if rank == worst:
            op = rs.Op.GE
        case rs.Op.GT:
            if rank == worst:
                return rs.Const(value=False, span=at)
            op, step = rs.Op.GE, scale.names[rank + 1]
        case rs.Op.LT:
            if rank == 0:
                return rs.Const(value=False, span=at)
            op, step = rs.Op.LE, scale.names[rank - 1]
        case _:
            pass
    return rs.LevelIs(left.level.name, op, step, left.this_record, span=at)


def one_of(scope: Scope, left: Meant, options: tuple[Typed, ...], *, at: Span) -> rs.Expr:
    """That a value is one of several; of fixed values one test, else a test for each."""
    tests = tuple(compare(scope, Comparison.IS, left, one, at=at) for one in options)
    match left:
        case Typed(expr=item, type_=Choice() | OnScale() | Number() | Day()):
            constants = [one.expr for one in options if isinstance(one.expr, rs.Const)]
            if len(constants) == len(options):
                return rs.InSet(item, tuple(dict.fromkeys(one.value for one in constants)), span=at)
        case LevelValue():
            upward = _upward(scope, left, tests, at=at)
            if upward is not None:
                return upward
        case _:
            pass
    return tests[0] if len(tests) == 1 else rs.Or(tests, span=at)


def _upward(scope: Scope, left: LevelValue, tests: tuple[rs.Expr, ...], *, at: Span) -> rs.Expr | None:
    """Steps without a gap up to the worst are one step or worse, and so they may be read by what is hard."""
    scale = scope.draft.scales[left.level.scale]
    ranks = {scale.rank(one.step) for one in tests if isinstance(one, rs.LevelIs)}
    lowest = min(ranks)
    if ranks != set(range(lowest, len(scale.steps))):
        return None
    return level_is(left, scale, rs.Op.GE, scale.names[lowest], at=at)


def contains(
    scope: Scope, left: Meant, options: tuple[str, ...], *, least: int | None, most: int | None, at: Span
) -> rs.Expr:
    """That a set holds at least so many (and at most so many) of some alternatives."""
    if not isinstance(left, Typed) or not isinstance(left.type_, SetOf):
        raise scope.stop(mistakes.CONTAINS_NEEDS_SET, at)
    count = rs.SetCount(left.expr, options, span=at)
    return counted(scope, count, least=least, most=most, ceiling=len(options))


def counted(scope: Scope, count: rs.Expr, *, least: int | None, most: int | None, ceiling: int) -> rs.Expr:
    """That a count lies between two numbers, either of which may be open."""
    at = count.span
    asked = max(one for one in (least, most, 0) if one is not None)
    if asked > ceiling:
        raise scope.stop(mistakes.BAD_COUNT, at, most=ceiling, count=asked)
    if least is None:
        return rs.Compare(rs.Op.LE, count, rs.Const(Fraction(most or 0), span=at), span=at)
    op = rs.Op.EQ if least == most else rs.Op.GE
    return rs.Compare(op, count, rs.Const(Fraction(least), span=at), span=at)


def as_value(scope: Scope, asked: Typed, given: Meant) -> Value:
    """A fixed value given as the answer to a question: it must be one that the question can have."""
    if isinstance(asked.type_, Instant) and isinstance(given, Typed) and isinstance(given.type_, Day):
        raise _mismatch(scope, asked, given, at=given.at)
    _compared(scope, Comparison.IS, asked, given, at=given.at)
    match given:
        case Typed(expr=rs.Const(value=value)):
            _whole(scope, asked, given)
            return value
        case _:
            raise _mismatch(scope, asked, given, at=given.at)


def _whole(scope: Scope, asked: Typed, given: Typed) -> None:
    number = given.constant
    if (
        number is not None
        and isinstance(asked.type_, Number)
        and asked.type_.integer
        and number.denominator != 1
    ):
        raise scope.stop(mistakes.NOT_WHOLE, given.at, value=decimal(number))

"""The Python syntax tree of a compiled rule set: few kinds of nodes, numbered names, what the rules say only as constants.

Takes nodes; gives a function of them. Afterwards true: no text was read as Python, and every node is of a kind in `CLOSED`.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from types import CodeType, FunctionType
from typing import Any, Final

from attrs import field

from bekymring.frozen import define

CLOSED: Final = frozenset({
    ast.Module, ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Assign, ast.AugAssign, ast.If, ast.For,
    ast.Name, ast.Load, ast.Store, ast.Constant, ast.Tuple, ast.Subscript, ast.Call,
    ast.BoolOp, ast.And, ast.Or, ast.UnaryOp, ast.Not, ast.BinOp, ast.BitOr, ast.BitAnd, ast.Mult, ast.Add,
    ast.Compare, ast.Eq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.Is, ast.IsNot, ast.NotIn, ast.NotEq,
})  # fmt: skip
"""The kinds of nodes that may occur."""


@define
class Constants:
    """Values that no constant of a syntax tree can hold, and functions; each under a numbered name."""

    held: dict[str, object] = field(factory=dict)

    def name(self, value: object) -> ast.expr:
        """A name for a value."""
        key = f"k{len(self.held)}"
        self.held[key] = value
        return load(key)

    def number(self, number: Fraction) -> ast.expr:
        """An exact number."""
        return constant(int(number)) if number.denominator == 1 else self.name(number)


def load(name: str) -> ast.expr:
    """A numbered name, read."""
    return ast.Name(name, ast.Load())


def assign(value: ast.expr, *names: str) -> ast.stmt:
    """Numbered names, all set to one value."""
    return ast.Assign([ast.Name(name, ast.Store()) for name in names], value)


def unpack(value: ast.expr, names: Iterable[str]) -> ast.stmt:
    """Numbered names, set to the items of a value."""
    return ast.Assign([ast.Tuple([ast.Name(name, ast.Store()) for name in names], ast.Store())], value)


def when(condition: ast.expr, *then: ast.stmt, otherwise: Iterable[ast.stmt] = ()) -> ast.stmt:
    """What is done under a condition."""
    return ast.If(condition, list(then), list(otherwise))


def raised(name: str, bits: int) -> ast.stmt:
    """A numbered name that holds bits, with some more."""
    return ast.AugAssign(ast.Name(name, ast.Store()), ast.BitOr(), constant(bits))


def joined(name: str, bits: ast.expr) -> ast.stmt:
    """A numbered name that holds bits, with some more that are worked out."""
    return ast.AugAssign(ast.Name(name, ast.Store()), ast.BitOr(), bits)


def each(items: ast.expr, names: Iterable[str], body: list[ast.stmt]) -> ast.stmt:
    """What is done for each item, whose parts have numbered names."""
    target = ast.Tuple([ast.Name(name, ast.Store()) for name in names], ast.Store())
    return ast.For(target, items, body, [])


def shared(left: ast.expr, bits: int) -> ast.expr:
    """Whether a number has one of some bits."""
    return compare(ast.BinOp(left, ast.BitAnd(), constant(bits)), ast.NotEq(), constant(0))


def group(items: Iterable[ast.expr]) -> ast.expr:
    """Several values as one."""
    return ast.Tuple(list(items), ast.Load())


def constant(value: str | int | None) -> ast.expr:
    """A constant."""
    return ast.Constant(value)


def yes() -> ast.expr:
    """The constant for yes."""
    return ast.Constant(value=True)


def no() -> ast.expr:
    """The constant for no."""
    return ast.Constant(value=False)


def item(of: ast.expr, key: ast.expr) -> ast.expr:
    """What stands under a key."""
    return ast.Subscript(of, key, ast.Load())


def call(function: ast.expr, *given: ast.expr) -> ast.expr:
    """What a function gives."""
    return ast.Call(function, list(given), [])


def compare(left: ast.expr, op: ast.cmpop, right: ast.expr) -> ast.expr:
    """A comparison."""
    return ast.Compare(left, [op], [right])


def chain(op: ast.cmpop, *items: ast.expr) -> ast.expr:
    """Whether a comparison holds all along; an item that stands beside itself is written once."""
    first, *rest = (one for place, one in enumerate(items) if place < 1 or one is not items[place - 1])
    return ast.Compare(first, [op] * len(rest), rest)


def all_hold(items: Iterable[ast.expr]) -> ast.expr:
    """Whether all conditions hold; of none, yes."""
    return _joined(ast.And(), tuple(items), empty=True)


def some_hold(items: Iterable[ast.expr]) -> ast.expr:
    """Whether some condition holds; of none, no."""
    return _joined(ast.Or(), tuple(items), empty=False)


def _joined(op: ast.boolop, items: tuple[ast.expr, ...], *, empty: bool) -> ast.expr:
    if len(items) < 2:  # noqa: PLR2004 - one condition needs no joining
        return items[0] if items else (yes() if empty else no())
    return ast.BoolOp(op, list(items))


def negated(one: ast.expr) -> ast.expr:
    """The negation."""
    return ast.UnaryOp(ast.Not(), one)


def leave(value: ast.expr) -> ast.stmt:
    """The end of the function."""
    return ast.Return(value)


def module_of(body: list[ast.stmt], given: Iterable[str]) -> ast.Module:
    """A module that holds one function."""
    arguments = ast.arguments([], [ast.arg(name) for name in given], None, [], [], None, [])
    made = ast.FunctionDef(name="f0", args=arguments, body=body, decorator_list=[])
    made.type_params = []  # type: ignore[attr-defined]  # from Python 3.12 on
    return ast.Module([made], [])


def function_of(module: ast.Module, held: Mapping[str, object]) -> Callable[..., Any]:
    """The function of a module."""
    strange = {type(one) for one in ast.walk(module)} - CLOSED
    assert not strange, "the compiler uses the kinds of nodes on its list"
    code = compile(ast.fix_missing_locations(module), "<rules>", "exec", dont_inherit=True)
    [body] = [one for one in code.co_consts if isinstance(one, CodeType)]
    return FunctionType(body, {"__builtins__": {}, **held})

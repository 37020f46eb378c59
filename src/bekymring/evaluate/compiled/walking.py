"""A function walked as the syntax tree that it is, node by node, so that the first cases need not wait for it to be compiled.

Takes a module of one function, its constants, and what it is given; gives what the function gives.
Afterwards true: every node is of a kind that `nodes.CLOSED` lists; nothing else is known here.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

Names = dict[str, Any]


def walked(module: ast.Module, held: Mapping[str, object], given: Iterable[object]) -> Any:
    """What the function of a module gives."""
    [function] = module.body
    assert isinstance(function, ast.FunctionDef), "a module holds one function"
    names = dict(held)
    names.update(zip((one.arg for one in function.args.args), given, strict=True))
    return _done(function.body, names)


_GOES_ON: Final = object()


def _done(body: list[ast.stmt], names: Names) -> Any:
    for one in body:
        match one:
            case ast.If():
                found = _done(one.body if _value(one.test, names) else one.orelse, names)
                if found is not _GOES_ON:
                    return found
            case ast.For():
                for item in _value(one.iter, names):
                    _set([one.target], item, names)
                    found = _done(one.body, names)
                    if found is not _GOES_ON:
                        return found
            case ast.Assign():
                _set(one.targets, _value(one.value, names), names)
            case ast.AugAssign(target=ast.Name(id=name)):
                names[name] |= _value(one.value, names)
            case ast.Return():
                return None if one.value is None else _value(one.value, names)
            case _:
                raise AssertionError("the compiler uses the kinds of nodes on its list")
    return _GOES_ON


def _set(targets: list[ast.expr], value: Any, names: Names) -> None:
    for one in targets:
        if isinstance(one, ast.Name):
            names[one.id] = value
        elif isinstance(one, ast.Tuple):
            for target, part in zip(one.elts, value, strict=True):
                _set([target], part, names)


def _value(node: ast.expr, names: Names) -> Any:
    return _KINDS[type(node)](node, names)


def _name(node: ast.Name, names: Names) -> Any:
    return names[node.id]


def _constant(node: ast.Constant, _: Names) -> Any:
    return node.value


def _joined(node: ast.BoolOp, names: Names) -> Any:
    stops = type(node.op) is ast.Or
    for one in node.values:
        if bool(_value(one, names)) is stops:
            return stops
    return not stops


def _negated(node: ast.UnaryOp, names: Names) -> bool:
    return not _value(node.operand, names)


def _compared(node: ast.Compare, names: Names) -> bool:
    left = _value(node.left, names)
    for op, right_node in zip(node.ops, node.comparators, strict=True):
        right = _value(right_node, names)
        if not _COMPARED[type(op)](left, right):
            return False
        left = right
    return True


def _combined(node: ast.BinOp, names: Names) -> Any:
    return _COMBINED[type(node.op)](_value(node.left, names), _value(node.right, names))


def _called(node: ast.Call, names: Names) -> Any:
    return _value(node.func, names)(*(_value(one, names) for one in node.args))


def _item(node: ast.Subscript, names: Names) -> Any:
    return _value(node.value, names)[_value(node.slice, names)]


def _group(node: ast.Tuple, names: Names) -> tuple[Any, ...]:
    return tuple(_value(one, names) for one in node.elts)


_KINDS: Final[Mapping[type[ast.expr], Callable[[Any, Names], Any]]] = {
    ast.Name: _name, ast.Constant: _constant, ast.BoolOp: _joined, ast.UnaryOp: _negated, ast.Compare: _compared,
    ast.BinOp: _combined, ast.Call: _called, ast.Subscript: _item, ast.Tuple: _group,
}  # fmt: skip
_COMPARED: Final[Mapping[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge, ast.Is: operator.is_, ast.IsNot: operator.is_not,
    ast.In: lambda one, among: one in among, ast.NotIn: lambda one, among: one not in among,
}  # fmt: skip
_COMBINED: Final[Mapping[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.BitOr: operator.or_, ast.BitAnd: operator.and_, ast.Mult: operator.mul,
    ast.Add: operator.add,
}  # fmt: skip

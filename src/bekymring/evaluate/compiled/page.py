"""Where the expressions of a wide function are written: statements at the top and inside loops over records, and what a value is there.

Takes syntax trees; keeps them under numbered names. Afterwards true: what reads no record stands before every loop that is being written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final, assert_never

from attrs import evolve, field

from bekymring.evaluate.compiled import ends, nodes
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.sides import Held, Sides
from bekymring.frozen import define, frozen
from bekymring.model.ruleset import (
    Expr,
    RecordAggregate,
    RecordCount,
    RecordValue,
    Ruleset,
)
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo

Aggregated = RecordCount | RecordValue | RecordAggregate
ROW_HEAD: Final = 4
"""Before its fields a row has its bit, how many it stands for, whether it surely is there, and its bounds."""


@frozen(eq=False)
class Options:
    """An alternative: the set of those possible, and what must be so for there to be one for sure."""

    held: ast.expr
    names: frozenset[object]
    there: tuple[ast.expr, ...] = ()


@frozen(eq=False)
class Several:
    """A set of alternatives: those that are in it, and those that can be."""

    certain: ast.expr
    possible: ast.expr
    there: tuple[ast.expr, ...] = ()


Val = Held | Options | Several | Sides


@frozen(eq=False)
class Asked:
    """An input that the function has read: its ends by name, its bit."""

    type_: Type
    names: tuple[str, ...]
    bit: int


@define(eq=False)
class Page:
    """Where the expressions of one wide function are written."""

    ruleset: Ruleset
    constants: Constants
    asked: Mapping[str, Asked]
    rows: Mapping[str, str]
    """By list, the name under which its rows stand."""
    once: Mapping[str, int]
    """By rule that is read once, its bit."""
    each: Mapping[str, int]
    """By rule that is read for each record, its number."""
    top: list[ast.stmt] = field(factory=list)
    """The statements so far that are done once."""
    body: list[ast.stmt] = field(init=False)
    """Where statements are put: at the top, or inside a loop."""
    written: set[str] = field(factory=set)
    named: dict[str, Val] = field(factory=dict)
    judged: set[str] = field(factory=set)
    """Inputs of which it is written already whether they apply."""
    told: dict[Aggregated, Val] = field(factory=dict)
    this: Mapping[str, Val] | None = None
    item: Mapping[str, Val] | None = None
    count: int = 0

    @body.default
    def _body(self) -> list[ast.stmt]:
        return self.top

    def truth(self, expr: Expr) -> Sides:
        """A condition."""
        raise NotImplementedError

    def value(self, expr: Expr) -> Val:
        """A value."""
        raise NotImplementedError

    def _of_type(self, type_: Type, names: list[ast.expr], there: tuple[ast.expr, ...]) -> Val:
        match type_:
            case YesNo():
                return Options(names[0], frozenset({True, False}), there)
            case Choice():
                return Options(names[0], frozenset(type_.names), there)
            case OnScale():
                return Options(names[0], frozenset(self.ruleset.scales[type_.scale].names), there)
            case SetOf():
                return Several(names[0], names[1], there)
            case Number() | Day() | Instant():
                return Held(names[0], names[1], type_, there)
            case _:
                assert_never(type_)

    def _stored(self, held: Val) -> Val:
        """The same under names, so that it is worked out once."""
        match held:
            case Sides():
                sure = self._kept(held.sure)
                return Sides(sure, sure if held.is_one else self._kept(held.possible))
            case Options():
                return evolve(held, held=self._kept(held.held), there=tuple(map(self._kept, held.there)))
            case Several():
                return evolve(
                    held, certain=self._kept(held.certain), possible=self._kept(held.possible),
                    there=tuple(map(self._kept, held.there)),
                )  # fmt: skip
            case Held():
                low = self._kept(held.low)
                high = low if held.low is held.high else self._kept(held.high)
                return evolve(held, low=low, high=high, present=tuple(map(self._kept, held.present)))
            case _:
                assert_never(held)

    def _kept(self, node: ast.expr) -> ast.expr:
        [name] = self._numbered("q", 1)
        self.body.append(nodes.assign(node, name))
        return nodes.load(name)

    def _numbered(self, letter: str, number: int) -> tuple[str, ...]:
        self.count += number
        return tuple(f"{letter}{self.count - place}" for place in range(number, 0, -1))

    @contextmanager
    def _loop(self, list_: str) -> Iterator[tuple[list[ast.expr], Mapping[str, Val], list[ast.stmt]]]:
        """Statements done for each record of a list: what stands before its fields, its fields, and where to put them."""
        held = self.ruleset.lists[list_].fields.values()
        widths = [ends.width_of(one.type_) for one in held]
        names = self._numbered("e", ROW_HEAD + sum(widths) + len(widths))
        loaded = list(map(nodes.load, names))
        fields, place = dict[str, Val](), ROW_HEAD
        for asked, width in zip(held, widths, strict=True):
            if asked.relevant_when is None:
                own = loaded[place : place + width]
                fields[asked.name] = self._of_type(asked.type_, own, (loaded[place + width],))
            place += width + 1
        outside, inside = self.body, list[ast.stmt]()
        self.body = inside
        try:
            yield loaded, fields, inside
        finally:
            self.body = outside
        outside.append(nodes.each(nodes.load(self.rows[list_]), names, inside))

    @contextmanager
    def _scope(
        self, *, this: Mapping[str, Val] | None, item: Mapping[str, Val] | None = None
    ) -> Iterator[None]:
        before = self.this, self.item
        self.this, self.item = this, item
        try:
            yield
        finally:
            self.this, self.item = before

    @contextmanager
    def _at_top(self) -> Iterator[None]:
        """Where nothing reads a record, and every loop that is being written comes after."""
        before, self.body = self.body, self.top
        try:
            with self._scope(this=None):
                yield
        finally:
            self.body = before

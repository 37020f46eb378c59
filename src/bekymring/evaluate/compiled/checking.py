"""The facts of a case read from a dict and checked, as statements of the function that is being made.

Takes the facts that a rule set asks for; gives statements and what they have read. Afterwards true: no value is converted, every one is of
the declared type; whatever is not of that kind (a doubt, a mistake, a name that nobody asked for) ends the function with None.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from datetime import date
from typing import Final, assert_never

from attrs import field

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.evaluate.bounds import is_open
from bekymring.evaluate.compiled import nodes
from bekymring.evaluate.compiled.nodes import Constants
from bekymring.evaluate.compiled.sides import Held, one
from bekymring.evaluate.compiled.written import Fact, NotCompiledError
from bekymring.evaluate.facts import anything
from bekymring.frozen import define
from bekymring.model.ruleset import Input, Ruleset
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo

NOT_THERE: Final = object()
"""Stands for a fact that the case does not name."""


class Days(dict[object, date | None]):
    """Days by how they are written, each read once; it holds days of the calendar, and nothing of whose they are."""

    def __missing__(self, written: object) -> date | None:
        day = read_day(written)
        if len(self) < _MOST_DAYS:
            self[written] = day
        return day


@define(eq=False)
class Reader:
    """What is read by one function."""

    ruleset: Ruleset
    constants: Constants
    may_be_open: bool
    """Whether a fact may be null or left out."""
    body: list[ast.stmt] = field(factory=list)
    facts: dict[str, Fact] = field(factory=dict)
    bits: dict[str, int] = field(factory=dict)
    """Of each fact its bit in what is not answered."""
    values: list[str] = field(factory=list)
    """The numbered names of the answers, in their order."""
    ends: list[str] = field(factory=list)
    """Those of the least and the largest that they can be."""
    days: ast.expr = field(init=False)

    @days.default
    def _days(self) -> ast.expr:
        return self.constants.name(Days())

    def read(self, asked: Iterable[Input]) -> None:
        """Reads the facts."""
        held = tuple(asked)
        if self.may_be_open:
            # WHY: joined with a mark for each fact it has so many names, unless there is one that nobody asked for.
            marks = self.constants.name({fact.name: NOT_THERE for fact in held})
            self.body.append(nodes.assign(ast.BinOp(marks, ast.BitOr(), nodes.load("c")), "c"))
            self.body.append(nodes.assign(nodes.constant(0), "u"))
        length = nodes.call(self.constants.name(len), nodes.load("c"))
        self.body.append(_left_if(nodes.compare(length, ast.NotEq(), nodes.constant(len(held)))))
        for fact in held:
            self._fact(fact)

    def open_bits(self) -> dict[str, int]:
        """The bits of the facts that can be open and then be more than one thing."""
        inputs = self.ruleset.inputs
        return {
            name: bit
            for name, bit in self.bits.items()
            if not self.facts[name].held.is_one and is_open(anything(inputs[name].type_, self.ruleset))
        }

    def _fact(self, asked: Input) -> None:
        number = len(self.values)
        value, low, high = (f"{letter}{number}" for letter in "vlh")
        bit = self.bits[asked.name] = 1 << number
        self.values.append(value)
        # WHY: whether an open fact applies is a question of its own; there the case is left to the reference evaluator's functions.
        can_be_open = self.may_be_open and asked.relevant_when is None
        ends = () if not can_be_open else (low,) if self._names(asked.type_) else (low, high)
        self.ends += ends
        self.body.append(nodes.assign(nodes.item(nodes.load("c"), nodes.constant(asked.name)), value, *ends))
        opened = [*self._opened(asked.type_, ends), nodes.raised("u", bit)] if can_be_open else [_LEFT]
        self.body.append(self._checked(asked.type_, (value, *ends), opened))
        self.facts[asked.name] = self._held(asked.type_, (value, *ends), bit)

    def _held(self, type_: Type, names: tuple[str, ...], bit: int) -> Fact:
        first, last = (nodes.load(names[place]) for place in (min(1, len(names) - 1), -1))
        able = frozenset(self._names(type_))
        if len(names) == 1:
            return Fact(Held(first, first, type_, names=able), one(nodes.yes()))
        known = nodes.negated(nodes.shared(nodes.load("u"), bit))
        present = (known,) if isinstance(type_, Day) else ()
        high = first if able else last
        return Fact(Held(first, high, type_, present, able, may_be_none=bool(able)), one(known))

    def _names(self, type_: Type) -> tuple[str, ...]:
        match type_:
            case Choice():
                return type_.names
            case OnScale():
                return self.ruleset.scales[type_.scale].names
            case _:
                return ()

    # --- checks -----------------------------------------------------------------------------------------

    def _checked(self, type_: Type, names: tuple[str, ...], opened: list[ast.stmt]) -> ast.stmt:
        """First whether it is a value as it should be; then whether it is open; then what else it may be."""
        held = nodes.load(names[0])
        then, otherwise = list[ast.stmt](), [_LEFT]
        if isinstance(type_, Day):
            then, otherwise = (
                self._day(nodes.item(self.days, held), names),
                self._day(self._read(held), names),
            )
        if self.may_be_open:
            marks = (nodes.constant(None), self.constants.name(NOT_THERE))
            is_open = nodes.some_hold(nodes.compare(held, ast.Is(), mark) for mark in marks)
            otherwise = [nodes.when(is_open, *opened, otherwise=otherwise)]
        is_right = self._is_right(type_, held)
        if then:
            return nodes.when(is_right, *then, otherwise=otherwise)
        return nodes.when(nodes.negated(is_right), *otherwise)

    def _is_right(self, type_: Type, held: ast.expr) -> ast.expr:
        match type_:
            case YesNo():
                return nodes.some_hold(
                    nodes.compare(held, ast.Is(), truth) for truth in (nodes.yes(), nodes.no())
                )
            case Number(low=low, high=high):
                least, largest = self.constants.number(low), self.constants.number(high)
                return nodes.all_hold((self._is_a(held, int), nodes.chain(ast.LtE(), least, held, largest)))
            case Choice() | OnScale():
                known = self.constants.name(frozenset(self._names(type_)))
                return nodes.all_hold((self._is_a(held, str), nodes.compare(held, ast.In(), known)))
            case Day():
                return self._is_a(held, str)
            case Instant() | SetOf():
                raise NotCompiledError
            case _:
                assert_never(type_)

    def _is_a(self, held: ast.expr, kind: type) -> ast.expr:
        return nodes.compare(nodes.call(self.constants.name(type), held), ast.Is(), self.constants.name(kind))

    def _read(self, held: ast.expr) -> ast.expr:
        return nodes.call(self.constants.name(read_day), held)

    def _day(self, found: ast.expr, names: tuple[str, ...]) -> list[ast.stmt]:
        is_none = nodes.compare(nodes.load(names[0]), ast.Is(), nodes.constant(None))
        return [nodes.assign(found, *names), _left_if(is_none)]

    def _opened(self, type_: Type, ends: tuple[str, ...]) -> list[ast.stmt]:
        """An open fact can be anything of its type."""
        match type_:
            case YesNo():
                held: tuple[ast.expr, ...] = (nodes.no(), nodes.yes())
            case Number(low=low, high=high):
                held = (self.constants.number(low), self.constants.number(high))
            case Day():
                held = (self.constants.name(FIRST_DAY), self.constants.name(LAST_DAY))
            case _:
                held = (nodes.constant(None),)
        return [nodes.assign(end, name) for end, name in zip(held, ends, strict=True)]


_LEFT: Final = nodes.leave(nodes.constant(None))


def _left_if(wrong: ast.expr) -> ast.stmt:
    return nodes.when(wrong, _LEFT)


_ISO_LENGTH: Final = 10
_MOST_DAYS: Final = 40_000
"""More than a hundred years."""


def read_day(written: object) -> date | None:
    """A day within the limits, written `YYYY-MM-DD` or a Python day; None for anything else."""
    if type(written) is str:
        if len(written) != _ISO_LENGTH or written[4] != "-" or written[7] != "-" or not written.isascii():
            return None
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return None
    elif type(written) is date:
        day = written
    else:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None

"""Which open facts an undecided rule turns on, as statements of the function that decides it.

Takes the conditions of a rule; gives statements that raise the bits of facts. Afterwards true: with the bits of what is not open taken away,
they are the answers that `openness_of` finds: only what is itself undecided is followed. What is not followed here (arithmetic, levels)
raises `NotFollowedError`; then the reference evaluator's functions are asked.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from typing import Final

from attrs import field

from bekymring.evaluate.bounds import Bound, compare, exactly
from bekymring.evaluate.compiled import nodes
from bekymring.evaluate.compiled.written import Writer
from bekymring.evaluate.facts import anything
from bekymring.evaluate.walk import parts
from bekymring.frozen import define
from bekymring.model.ruleset import And, Compare, Const, Count, Expr, InSet, Moment, Named, Not, Or, Ref
from bekymring.values import Truth

_MOST: Final = 20_000
"""So many parts of conditions are followed at the most: a definition is followed wherever it is used."""


class NotFollowedError(Exception):
    """A condition holds what is not followed here."""


@define(eq=False)
class Turning:
    """Statements about the facts of one function."""

    writer: Writer
    bits: Mapping[str, int]
    """By fact that can be open, its bit."""
    left: int = _MOST
    able: dict[str, Bound] = field(factory=dict)
    """Of facts met so far, what they can be."""

    def of_rule(self, conditions: Iterable[Expr]) -> list[ast.stmt]:
        """What an undecided rule turns on."""
        held = tuple(conditions)
        return self._follow(held[0]) if len(held) == 1 else self._each(held)

    def _each(self, items: Iterable[Expr]) -> list[ast.stmt]:
        """What conditions turn on, of which some are undecided."""
        always, found = 0, list[ast.stmt]()
        for one in items:
            bits = self._bits(one)
            if bits is None:
                found += self._guarded(one)
            else:
                always |= bits
        return [*_raised(always), *found]

    def _guarded(self, expr: Expr) -> list[ast.stmt]:
        """What a condition turns on if it is undecided."""
        held = self.writer.truth(expr)
        inside = [] if held.is_one else self._follow(expr)
        undecided = nodes.all_hold((held.possible, nodes.negated(held.sure)))
        return [nodes.when(undecided, *inside)] if inside else []

    def _follow(self, expr: Expr) -> list[ast.stmt]:
        """What an undecided condition turns on."""
        self.left -= 1
        if self.left < 0:
            raise NotFollowedError
        match expr:
            case And(items=items) | Or(items=items) | Compare(left=Count(items=items), right=Const()):
                return self._each(items)
            case Not(item=item):
                return self._follow(item)
            case Named(name=name):
                return self._follow(self.writer.ruleset.definitions[name].expr)
            case (
                Ref()
                | InSet(item=Ref())
                | Compare(left=Ref() | Const() | Moment(), right=Ref() | Const() | Moment())
            ):
                names = {one.name for one in parts(expr) if isinstance(one, Ref)}
                return _raised(sum(self.bits.get(name, 0) for name in names))
            case _:
                raise NotFollowedError

    def _bits(self, expr: Expr) -> int | None:
        """The bits of a condition that is open wherever its fact is, or never; None of any other."""
        ruleset = self.writer.ruleset
        match expr:
            case Const():
                return 0
            case Not(item=item):
                return self._bits(item)
            case Ref(name=name) if name in self.writer.facts:
                return self.bits.get(name, 0)
            case Compare(op=op, left=Ref(name=name), right=Const(value=value)) if name in self.writer.facts:
                steps = ruleset.scales[expr.scale].names if expr.scale else ()
                held = compare(op, self._anything(name), exactly(value), steps)
                return self.bits.get(name, 0) if held is Truth.UNKNOWN else 0
            case InSet(item=Ref(name=name)) if (
                name in self.writer.facts and self.writer.facts[name].held.names
            ):
                held_sides = self.writer.truth(expr)
                return 0 if held_sides.is_one else self.bits.get(name, 0)
            case _:
                return None

    def _anything(self, name: str) -> Bound:
        if name not in self.able:
            self.able[name] = anything(self.writer.ruleset.inputs[name].type_, self.writer.ruleset)
        return self.able[name]


def _raised(bits: int) -> list[ast.stmt]:
    return [nodes.raised("w", bits)] if bits else []

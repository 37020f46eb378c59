"""The answers of one copy of a case, as terms.

Takes a space of cases and the answers in which a copy differs; gives the terms of answers, records and constants.
Afterwards true: a record is seen only with a day that is not after the moment, as in evaluation.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import assert_never

from attrs import define, field, frozen

from bekymring.model.ruleset import Op
from bekymring.prove.civil import Day
from bekymring.prove.logic import Truth
from bekymring.prove.space import Path, Space
from bekymring.prove.terms import (
    SURELY,
    Amounts,
    At,
    Many,
    NotEncodableError,
    OneOf,
    Term,
    Word,
    Yes,
    there,
)
from bekymring.source import Span
from bekymring.values import SetValue, Value

Slot = tuple[str, int]
"""A record: its list and its place from 0."""


@frozen
class Scope:
    """The record that a rule is read for, and the one that a filter is tried on."""

    this: Slot | None = None
    item: Slot | None = None


NOWHERE = Scope()


@define(eq=False)
class Answers:
    """The answers of one copy; those of `other` are its own, the rest shared."""

    space: Space
    other: Mapping[Path, Term] = field(factory=dict, kw_only=True)
    """The answers in which this copy differs."""

    def cell(self, path: Path) -> Term:
        """The variable of an answer in this copy."""
        return self.other[path] if path in self.other else self.space.cell(path)

    def flag(self, path: Path) -> Truth:
        """A truth that a case holds: whether a record is there, whether a departure is recorded."""
        found = self.cell(path)
        assert isinstance(found, Yes), "a mark is a truth"
        return found.value

    def records(self, list_: str) -> tuple[tuple[int, Truth], ...]:
        """The places of a list with whether a record is there that is seen."""
        places = range(self.space.records(list_))
        return tuple((place, self.seen(list_, place)) for place in places)

    def seen(self, list_: str, place: int) -> Truth:
        """Whether a record is there. Records dated after the moment are as good as not there, so none is."""
        present = self.flag(("record", list_, place))
        dated_by = self.space.ruleset.lists[list_].dated_by
        if dated_by is not None:
            dated = self.cell(("field", list_, place, dated_by))
            key = ("dated", list_, place)
            if isinstance(dated, At) and key not in self._dated:
                self._dated[key] = True
                past = self.space.logic.all([dated.there, self.past(dated)])
                self.space.claim(past, about=self.space.parts(dated))
        return present

    _dated: dict[Path, bool] = field(factory=dict, init=False)

    def past(self, at: At) -> Truth:
        """Whether a day or instant is not after the moment."""
        return self.space.comparing.compare_at(Op.LE, at, self.space.moment)

    def given(self, term: Term, applies: Truth) -> Term:
        """A term that has a value only where it applies."""
        both = self.space.logic.all([applies, there(term)])
        match term:
            case Yes(value=value):
                return Yes(both, value)
            case Amounts(value=value):
                return Amounts(both, value)
            case OneOf(place=place, names=names):
                return OneOf(both, place, names)
            case Many(holds=holds):
                return Many(both, holds)
            case At(day=day, tick=tick):
                return At(both, day, tick)
            case Word():
                return term
            case _:
                assert_never(term)

    def constant(self, value: Value) -> Term:
        """A value written in the rules."""
        match value:
            case bool():
                return Yes(SURELY, value)
            case Fraction() | int():
                return Amounts(SURELY, Fraction(value))
            case str():
                return Word(value)
            case SetValue():
                return Many(SURELY, dict.fromkeys(value.certain, True))
            case _ if hasattr(value, "hour"):
                raise NotEncodableError(
                    "et klokkeslæt i reglerne", "a clock time in the rules", Span.nowhere()
                )
            case _:
                return At(SURELY, Day.of(value))

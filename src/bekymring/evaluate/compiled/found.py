"""The functions of a rule set, and what their answers mean.

Takes what a function found (bits of the rules that surely and possibly fire, of the open facts that undecided ones turn on, of the facts that
are not answered, and the answers); gives the case, levels, and an outline.
Afterwards true: what is worked out here from the rules is what the reference evaluator works out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from fractions import Fraction
from types import MappingProxyType
from typing import Any, Final, cast

from attrs import field

from bekymring.case import Answer, Case, FactState
from bekymring.decision import NOT_ASSESSED, Firing, LevelOutcome
from bekymring.evaluate.compiled.checking import NOT_THERE
from bekymring.evaluate.compiled.made import Functions
from bekymring.evaluate.expressions import Fired
from bekymring.evaluate.obligations import Key
from bekymring.evaluate.outcomes import UNASSESSED
from bekymring.evaluate.outline import Ends, Outline
from bekymring.frozen import define, frozen
from bekymring.model.ruleset import Ruleset
from bekymring.model.types import Number, Type
from bekymring.values import Truth, Value

Answers = tuple[object, ...]
Found = tuple[int, int, int, int, Answers]
"""Rules that surely fire, those that possibly do, the open facts that these turn on, the facts not answered, and the answers."""
_MOST_TOLD: Final = 16_384
Run = Callable[[Any, date], Found | None]


@define(eq=False)
class Quick:
    """The functions of a rule set, and what their answers mean."""

    ruleset: Ruleset = field(repr=False)
    names: tuple[str, ...]
    """The facts, in the order of the answers and of their bits."""
    rules: tuple[str, ...]
    """The rules, by bit."""
    against: int
    """The bits of the rules that something may speak against."""
    ladders: tuple[Ladder, ...]
    """The levels, by name."""
    plain: tuple[tuple[str, int], ...]
    """The rules (and their bits) that have conditions and nothing else that decides whether they fire."""
    complete: Functions = field(repr=False)
    open_: Functions = field(repr=False)
    """For cases in which facts may be open."""
    keys: dict[int, Key] = field(init=False, repr=False)
    paths: dict[int, str] = field(init=False, repr=False)
    _rules: dict[int, tuple[Key, ...]] = field(init=False, factory=dict, repr=False)
    """The rules by their bits, as they were met."""
    _facts: dict[int, tuple[str, ...]] = field(init=False, factory=dict, repr=False)
    """The same of facts."""

    @keys.default
    def _keys(self) -> dict[int, Key]:
        return {1 << place: (key, None) for place, key in enumerate(self.rules)}

    @paths.default
    def _paths(self) -> dict[int, str]:
        return {1 << place: name for place, name in enumerate(self.names)}

    @staticmethod
    def given(day: date, instant: datetime) -> object:  # noqa: ARG004 - as wide functions are given it
        """What the functions are given of a moment."""
        return day

    def run(self, case: object, on: date) -> Found | None:
        """What is found in a case; None for one that is not of this kind."""
        found = self.complete.whole.run(case, on) or self.open_.whole.run(case, on)
        return cast("Found | None", found)

    def case(self, answers: Answers) -> Case:
        """The case as the reference evaluator's own functions read it."""
        held = zip(self.names, answers, strict=True)
        inputs = self.ruleset.inputs
        return Case(
            {name: answer_of(inputs[name].type_, one) for name, one in held if one is not NOT_THERE}, {}
        )

    def settled(self, found: Found) -> dict[tuple[str, int | None], Fired]:
        """What became of the plain rules."""
        sure, possible = found[:2]
        return {
            (key, None): FIRED if sure & bit else POSSIBLE if possible & bit else NOT_MET
            for key, bit in self.plain
        }

    def levels(self, found: Found) -> dict[str, LevelOutcome] | None:
        """The levels that the rules point to; None where one is open, or something may speak against a rule."""
        sure, possible = found[:2]
        if possible & self.against:
            return None
        levels = {}
        for one in self.ladders:
            outcome = one.outcome(sure, possible)
            if outcome is None:
                return None
            levels[one.level] = outcome
        return levels

    def outline(self, found: Found) -> Outline | None:
        """The outline; None where it is not followed what undecided rules turn on."""
        sure, possible, turns_on, unanswered, _ = found
        undecided = possible ^ sure
        if undecided and not self.open_.is_followed():
            return None
        open_ = turns_on & unanswered
        return Outline(
            {one.level: one.ends(sure, possible) for one in self.ladders},
            _NO_RECORDS,
            self._rules.get(sure) or _told(self._rules, self.keys, sure),
            self._rules.get(undecided) or _told(self._rules, self.keys, undecided),
            self._facts.get(open_) or _told(self._facts, self.paths, open_),
        )


def _told(told: dict[int, tuple[Any, ...]], named: dict[int, Any], bits: int) -> tuple[Any, ...]:
    """Names by bits, told once: the same bits are the same names in every case."""
    found = _members(named, bits)
    if len(told) < _MOST_TOLD:
        told[bits] = found
    return found


def _members(named: dict[int, Any], bits: int) -> tuple[Any, ...]:
    found = []
    while bits:
        bit = bits & -bits
        found.append(named[bit])
        bits ^= bit
    return tuple(found)


_NO_RECORDS: Final[Mapping[str, tuple[Ends, ...]]] = MappingProxyType({})
FIRED: Final = Fired(Firing.FIRED, Truth.TRUE, Truth.FALSE, MappingProxyType({}))
POSSIBLE: Final = Fired(Firing.POSSIBLE, Truth.UNKNOWN, Truth.FALSE, MappingProxyType({}))
NOT_MET: Final = Fired(Firing.NOT_MET, Truth.FALSE, Truth.FALSE, MappingProxyType({}))


@frozen(eq=False)
class Ladder:
    """A level: the rules that point to its steps, the worst first."""

    level: str
    otherwise: int
    """The rank of its step where no rule points; `UNASSESSED` where it has none."""
    steps: tuple[str, ...]
    rungs: tuple[tuple[int, int, tuple[tuple[int, Key], ...]], ...]
    """A rank, the bits of the rules that point there, and each of them with its key, by key."""

    named: tuple[str, ...] = field(init=False, repr=False)
    """The steps by rank; `NOT_ASSESSED` at `UNASSESSED`, which is the last place."""

    @named.default
    def _named(self) -> tuple[str, ...]:
        return (*self.steps, NOT_ASSESSED)

    def _base(self, sure: int) -> int:
        """The worst step that a rule surely points to."""
        return next((rank for rank, bits, _ in self.rungs if sure & bits), UNASSESSED)

    def ends(self, sure: int, possible: int) -> tuple[str, str]:
        """The best and the worst step still possible."""
        least = worst = self.otherwise
        for rank, bits, _ in self.rungs:
            if rank <= least or not possible & bits:
                continue
            if rank > worst:  # noqa: PLR1730 - `max` would cost as much as all the rest
                worst = rank
            if sure & bits:
                least = rank
                break
        return self.named[least], self.named[worst]

    def outcome(self, sure: int, possible: int) -> LevelOutcome | None:
        """What the rules point to; None where it is open."""
        certain = self._base(sure)
        rank = max(certain, self.otherwise)
        if any(above > rank and possible & bits for above, bits, _ in self.rungs):
            return None
        return LevelOutcome(
            level=self.level,
            record=None,
            possible=(self.named[rank],),
            exact=True,
            own_assessment=None,
            for_=tuple(dict.fromkeys(self._pointing(sure, possible))),
            against=(),
            by_otherwise=self.otherwise > certain,
        )

    def _pointing(self, sure: int, possible: int) -> Iterator[Key]:
        for _, bits, keys in self.rungs:
            if possible & bits:
                yield from (key for bit, key in keys if sure & bit)
                yield from (key for bit, key in keys if possible & ~sure & bit)


def answer_of(type_: Type, value: object) -> Answer:
    """A plain value as an answer; none is an answer that is asked for."""
    if value is None:
        return _ASKED
    exact = Fraction(value) if isinstance(type_, Number) else value  # type: ignore[call-overload]  # the function has looked
    return Answer(FactState.KNOWN, cast("Value", exact))


_ASKED: Final = Answer(FactState.ASKED)

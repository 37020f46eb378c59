"""All cases that a rule set can describe, as variables of one solver context of its own.

Takes a rule set; gives a variable for every answer that is asked for, made when it is first asked for.
Afterwards true: every complete case, with records up to the number that the rules can tell apart, is a value of the variables.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any, assert_never

from attrs import define, field, frozen

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    Difference,
    Distance,
    Expr,
    PeriodStart,
    Ruleset,
    Shift,
    Unit,
)
from bekymring.model.types import Choice, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.model.types import Day as DayType
from bekymring.prove.bounds import everything, slots_of
from bekymring.prove.civil import Civil, Day
from bekymring.prove.compare import Comparing
from bekymring.prove.dates import Dates
from bekymring.prove.logic import Logic, Truth
from bekymring.prove.prover import Reason
from bekymring.prove.terms import SURELY, Amounts, At, Many, OneOf, Term, Yes

FIRST_MOMENT = date(1980, 1, 2)
LAST_MOMENT = date(2099, 12, 29)
TICKS = 23 * 60
"""Instants are told apart by minutes; a day that loses an hour has so many of them."""

Path = tuple[str | int, ...]
"""What an answer is about: ("fact", name), ("record", list, place), ("field", list, place, name), ("own", level), ("own", level, place) …"""


@frozen
class Slots:
    """How many records of a list are looked at, and why more could matter (None: they cannot)."""

    number: int
    reason: Reason | None


@frozen
class Part:
    """A part of all cases: its variables, what holds of them, and the answers that they stand for."""

    variables: frozenset[int]
    told: tuple[Any, ...]
    paths: frozenset[Path]


@define(eq=False)
class Space:
    """The variables of one rule set in one context."""

    z3: Any
    ruleset: Ruleset
    grows: str | None = None
    """A list of which one more record is looked at than its thresholds mention: one is added to it."""
    ctx: Any = field(init=False)
    logic: Logic = field(init=False)
    civil: Civil = field(init=False)
    comparing: Comparing = field(init=False)
    dates: Dates = field(init=False)
    cells: dict[Path, Term] = field(factory=dict)
    paths: dict[int, Path] = field(factory=dict)
    """By the number of a variable, what it is about."""
    meanings: dict[int, tuple[Any, ...]] = field(factory=dict)
    """By the number of a variable that stands for a longer truth, that it does."""
    helpers: dict[int, list[Any]] = field(factory=dict)
    """By the number of a variable, the claims that tie it to others."""
    ties: dict[int, list[Any]] = field(factory=dict)
    """By the number of a variable, terms that belong to a case in which it matters."""
    loose: dict[int, Reason] = field(factory=dict)
    """By the number of a variable that is freer than the rules, why."""
    plain: dict[int, Any] = field(factory=dict)
    """Truths to assume for as long as they leave a case: without them the evaluator would be in doubt."""
    slots: dict[str, Slots] = field(factory=dict)
    chosen: dict[tuple[object, ...], dict[int, Truth]] = field(factory=dict)
    """By the records that count and their dates, which of them is the latest or earliest."""
    counter: int = 0
    moment: At = field(init=False)
    kept: list[Any] = field(factory=list)

    def __attrs_post_init__(self) -> None:
        self.ctx = self.z3.Context()
        self.logic = Logic(self.z3, self.ctx)
        self.civil = Civil(self.logic, self._of_calendar, self.claim, _by_months(self.ruleset))
        self.dates = Dates(self.ruleset)
        self.comparing = Comparing(self.logic, self.civil)
        period = self.ruleset.head.period
        low = max(FIRST_MOMENT, period.start or FIRST_MOMENT)
        high = min(LAST_MOMENT, period.end or LAST_MOMENT)
        day = self.civil.variable(low, high)
        tick: Any = TICKS - 1
        if _has_instants(self.ruleset):
            tick = self.whole("t")
            self.claim(self.logic.all([tick >= 0, tick < TICKS]))
        self.moment = At(SURELY, day, tick)
        self._about(("moment",), self.moment)

    # --- making variables ---------------------------------------------------------------------------------

    def _made(self, variable: Any) -> Any:
        self.kept.append(variable)
        self._own.add(variable.get_id())
        return variable

    _own: set[int] = field(factory=set, init=False)
    """The numbers of all variables."""

    def whole(self, stem: str) -> Any:
        """A new whole number."""
        self.counter += 1
        return self._made(self.z3.Int(f"{stem}{self.counter}", ctx=self.ctx))

    def _of_calendar(self, stem: str) -> Any:
        made = self.whole(stem)
        self.dated.add(made.get_id())
        return made

    dated: set[int] = field(factory=set, init=False)
    """The numbers of the variables that days are made of."""

    def truth(self, stem: str) -> Any:
        """A new truth."""
        self.counter += 1
        return self._made(self.z3.Bool(f"{stem}{self.counter}", ctx=self.ctx))

    def free(self, reason: Reason) -> Any:
        """A truth that may be either, because something cannot be told to the solver."""
        made = self.truth("o")
        self.loose[made.get_id()] = reason
        return made

    def claim(self, truth: Truth, about: Iterable[Any] | None = None) -> None:
        """States what always holds; it is told wherever one of the variables matters that it is about.

        Left out, those are the helping variables in it (which stand for no answer), or else all.
        """
        if truth is True:
            return
        if truth is False:
            truth = self.z3.BoolVal(val=False, ctx=self.ctx)
        every = self.variables_in(truth)
        tied = (
            {one.get_id() for one in about or ()} or {one for one in every if one not in self.paths} or every
        )
        self._claimed += 1
        for number in tied:
            self.helpers.setdefault(number, []).append(truth)

    def claim_of_all(self, truth: Truth) -> None:
        """States what always holds of every variable in it."""
        self._claimed += 1
        for number in self.variables_in(truth):
            self.helpers.setdefault(number, []).append(truth)

    def assume(self, truth: Truth, variable: Any) -> None:
        """States what is taken for granted first wherever a variable matters."""
        if truth is not True:
            self.plain[variable.get_id()] = truth

    def assume_all(self, truth: Truth, variables: Iterable[Any]) -> None:
        """The same for several variables; what a variable had before is kept."""
        for one in variables:
            before = self.plain.get(one.get_id(), True)
            self.assume(self.logic.all([before, truth]), one)

    def number_like(self, amounts: Iterable[Any]) -> Any:
        """A new number of the kind of some others."""
        real = any(not isinstance(one, int) and one.is_real() for one in amounts)
        return self._real() if real else self.whole("x")

    def parts(self, term: Term) -> tuple[Any, ...]:
        """The solver's terms that a term is made of."""
        return tuple(one for one in _leaves(term) if not isinstance(one, int | Fraction))

    def named(self, truth: Truth) -> Truth:
        """A short name for a truth that is used often."""
        if isinstance(truth, bool) or self.z3.is_const(truth):
            return truth
        number = truth.get_id()
        if number not in self._names:
            made = self.truth("f")
            self.kept.append(truth)
            self._names[number] = made
            self.meanings[made.get_id()] = (made == truth,)
        return self._names[number]

    _names: dict[int, Any] = field(factory=dict, init=False)

    # --- what the variables are about ---------------------------------------------------------------------

    def cell(self, path: Path) -> Term:
        """The variable of an answer."""
        if path not in self.cells:
            self.cells[path] = self.new_cell(path)
        return self.cells[path]

    def new_cell(self, path: Path) -> Term:
        """Another variable for the same answer."""
        made = self._cell(path)
        self._about(path, made)
        return made

    def _about(self, path: Path, term: Term) -> None:
        for one in _leaves(term):
            if not isinstance(one, bool | int | Fraction):
                for number in self.variables_in(one):
                    self.paths.setdefault(number, path)

    def _cell(self, path: Path) -> Term:
        match path:
            case ("fact", str() as name):
                return self._of_type(self.ruleset.inputs[name].type_)
            case ("field", str() as list_, int(), str() as name):
                return self._of_type(self.ruleset.lists[list_].fields[name].type_)
            case ("answered", _) | ("made", _, _, _):
                return At(self.truth("b"), self.civil.variable(FIRST_DAY, LAST_DAY))
            case ("own", str() as level) | ("own", str() as level, int()):
                names = self.ruleset.scales[self.ruleset.levels[level].scale].names
                return OneOf(self.truth("b"), self._bounded(0, len(names) - 1), names)
            case _:  # records that are there, departures that are recorded, indicators tried at both truths
                return Yes(SURELY, self.truth("b"))

    def _of_type(self, type_: Type) -> Term:
        match type_:
            case YesNo():
                return Yes(SURELY, self.truth("b"))
            case Number(integer=True):
                return Amounts(SURELY, self._bounded(int(type_.low), int(type_.high)))
            case Number():
                made = self._real()
                low, high = self.logic.number(type_.low), self.logic.number(type_.high)
                self.claim(self.logic.all([made >= low, made <= high]))
                return Amounts(SURELY, made)
            case DayType():
                return At(self.truth("b"), self.civil.variable(FIRST_DAY, LAST_DAY))
            case Instant():
                tick = self._bounded(0, TICKS - 1)
                return At(self.truth("b"), self.civil.variable(FIRST_MOMENT, LAST_MOMENT), tick)
            case Choice():
                return OneOf(SURELY, self._bounded(0, len(type_.names) - 1), type_.names)
            case OnScale():
                names = self.ruleset.scales[type_.scale].names
                return OneOf(SURELY, self._bounded(0, len(names) - 1), names)
            case SetOf():
                return Many(SURELY, {name: self.truth("b") for name in type_.names})
            case _:
                assert_never(type_)

    def _real(self) -> Any:
        self.counter += 1
        return self._made(self.z3.Real(f"r{self.counter}", ctx=self.ctx))

    def _bounded(self, low: int, high: int) -> Any:
        made = self.whole("i")
        self.claim(self.logic.all([made >= low, made <= high]))
        return made

    def records(self, list_: str) -> int:
        """How many records of a list are looked at."""
        if list_ not in self.slots:
            self.slots[list_] = Slots(*slots_of(self.ruleset, list_, beside=int(list_ == self.grows)))
            present = [self.cell(("record", list_, n)) for n in range(self.slots[list_].number)]
            for one, other in pairwise(present):
                assert isinstance(one, Yes), "a record is there or not"
                assert isinstance(other, Yes), "a record is there or not"
                self.claim(self.logic.any([one.value, self.logic.no(other.value)]))
        return self.slots[list_].number

    # --- what a question rests on -------------------------------------------------------------------------

    def variables_in(self, term: Any) -> frozenset[int]:
        """The numbers of the variables that stand in a term."""
        if isinstance(term, bool):
            return frozenset()
        if term.get_id() not in self._variables:
            self.kept.append(term)
            self._variables[term.get_id()] = self._found_in(term)
        return self._variables[term.get_id()]

    _variables: dict[int, frozenset[int]] = field(factory=dict, init=False)

    def _found_in(self, term: Any) -> frozenset[int]:
        found: set[int] = set()
        seen: set[int] = set()
        waiting = [term]
        while waiting:
            one = waiting.pop()
            number = one.get_id()
            if number in seen:
                continue
            seen.add(number)
            if number in self._own:
                found.add(number)
            elif number in self._variables:
                found |= self._variables[number]
            else:
                waiting.extend(one.children())
        return frozenset(found)

    def part(self, terms: Iterable[Any]) -> Part:
        """The part of all cases that terms rest on, through names and claims."""
        waiting = list(terms)
        key = (self._claimed, tuple(one.get_id() for one in waiting))
        if key not in self._parts:
            self.kept += waiting
            self._parts[key] = self._rested_on(waiting)
        return self._parts[key]

    _parts: dict[tuple[int, tuple[int, ...]], Part] = field(factory=dict, init=False)
    _claimed: int = field(default=0, init=False)
    """How many claims were made: a later one may tie more to a term."""

    def _rested_on(self, waiting: list[Any]) -> Part:
        found: set[int] = set()
        told: dict[int, Any] = {}
        while waiting:
            for number in sorted(self.variables_in(waiting.pop()) - found):
                found.add(number)
                waiting.extend(self.ties.get(number, ()))
                for one in (*self.helpers.get(number, ()), *self.meanings.get(number, ())):
                    if one.get_id() not in told:
                        told[one.get_id()] = one
                        waiting.append(one)
        paths = frozenset(self.paths[number] for number in found if number in self.paths)
        return Part(frozenset(found), tuple(told.values()), paths)


def _leaves(term: Term) -> Iterable[Any]:
    match term:
        case Yes() | Amounts():
            return (term.there, term.value)
        case OneOf():
            return (term.there, term.place)
        case Many():
            return tuple(term.holds.values())
        case At(day=Day(parts=parts, number=number)):
            days = parts if parts is not None else (number,)
            return (term.there, *days, *(() if term.tick is None else (term.tick,)))
        case _:
            return ()


def _by_months(ruleset: Ruleset) -> bool:
    return any(_is_monthly(one) for root in everything(ruleset) for one in reads.walk(root)) or any(
        unit in {Unit.MONTHS, Unit.YEARS} for unit in _deadline_units(ruleset)
    )


def _is_monthly(expr: Expr) -> bool:
    match expr:
        case Difference(distance=distance):
            return distance not in {Distance.DAYS, Distance.WEEKS}
        case Shift(unit=unit):
            return unit in {Unit.MONTHS, Unit.YEARS}
        case PeriodStart():
            return True
        case _:
            return False


def _deadline_units(ruleset: Ruleset) -> Iterable[Unit | None]:
    for rule in ruleset.rules.values():
        for one in rule.conclusions:
            deadline = getattr(one, "deadline", None)
            yield from (term.unit for term in (deadline.terms if deadline else ()))


def _has_instants(ruleset: Ruleset) -> bool:
    facts = any(isinstance(one.type_, Instant) for one in ruleset.inputs.values())
    fields = (part for one in ruleset.lists.values() for part in one.fields.values())
    return facts or any(isinstance(one.type_, Instant) for one in fields)

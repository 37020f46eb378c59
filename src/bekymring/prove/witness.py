"""From a model of the solver to a case: the same on every run, and no larger than it must be.

Takes a solver that has found a case; gives the case, with every answer that can be put back to nothing-to-report put back.
Answers are settled one after another by name, each at the first value in a fixed order that still leaves a case: no, nothing,
none, the first alternative. So no single answer of the case can be put back without losing what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any, assert_never

from attrs import define, field, frozen

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY, start_of_day
from bekymring.case import Answer, Case, Departure, FactState, RecordAnswers
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    Compare,
    Const,
    Expr,
    InputKind,
    InSet,
    ItemField,
    RecordField,
    ThisField,
    Worse,
)
from bekymring.model.types import Choice, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.model.types import Day as DayType
from bekymring.prove.answers import NOWHERE, Scope
from bekymring.prove.bounds import everything
from bekymring.prove.civil import Day
from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.prover import Reason, Witness
from bekymring.prove.space import FIRST_MOMENT, LAST_MOMENT, TICKS, Path, Space
from bekymring.prove.terms import Amounts, At, Many, OneOf, Term, Yes
from bekymring.values import SetValue, Value

ORDINARY = date(2026, 1, 5)
"""The day on which an invented case is assessed if any day will do."""
REASON = "…"
"""Stands for the reason of an invented assessment."""
_NINE = 9 * 60
_BACK = (0, 1, 7, 14, 30, 31, 60, 90, 92, 120, 123, 180, 183)
_YEARS = range(1, 20)


@frozen
class Settled:
    """One answer with the value that it was given; None where there is none."""

    path: Path
    value: Value | None


@define(eq=False)
class Search:
    """Settles the answers of one question."""

    space: Space
    copies: tuple[Outcomes, ...]
    solver: Any
    model: Any
    wanted: frozenset[Path]
    """The answers that the question rests on."""
    settled: list[dict[Path, Value | None]] = field(factory=list)
    day: date = ORDINARY

    # --- the way through ----------------------------------------------------------------------------------

    def run(self, doubt: Reason | None) -> Witness:
        """The case; the solver is left as it was."""
        self.settled = [{} for _ in self.copies]
        self.solver.push()
        try:
            moment = self._moment()
            for path in sorted((one for one in self.wanted if one[0] != "moment"), key=_order):
                self._settle(path)
            cases = tuple(self._case(number) for number in range(len(self.copies)))
            return Witness(cases, moment, self._settings(), doubt)
        finally:
            self.solver.pop()

    def _settle(self, path: Path) -> None:
        for number, copy in enumerate(self.copies):
            if number and path not in copy.other and path in self.settled[0]:
                self.settled[number][path] = self.settled[0][path]
            elif self._is_there(path, number):
                self.settled[number][path] = self._value(path, copy.cell(path))

    def _is_there(self, path: Path, number: int) -> bool:
        """Whether the record of a field is in the case."""
        if path[0] != "field":
            return True
        return self.settled[number].get(("record", path[1], path[2])) is True

    def _fix(self, truth: Truth) -> bool:
        """Keeps a truth if it leaves a case."""
        if isinstance(truth, bool):
            return truth
        if self.space.z3.is_true(self.model.eval(truth, model_completion=True)):
            self.solver.add(truth)
            return True
        self.solver.push()
        self.solver.add(truth)
        if self.solver.check() == self.space.z3.sat:
            self.model = self.solver.model()
            self.solver.pop()
            self.solver.add(truth)
            return True
        self.solver.pop()
        return False

    # --- one answer ---------------------------------------------------------------------------------------

    def _value(self, path: Path, term: Term) -> Value | None:
        logic = self.space.logic
        match term:
            case Yes():
                first = self._worse(path) is Worse.NO
                if self._fix(logic.same(term.value, first)):
                    return first
                self._fix(logic.same(term.value, not first))
                return not first
            case Amounts():
                return self._number(path, term)
            case OneOf():
                if path[0] == "own" and self._fix(logic.no(term.there)):
                    return None
                places = range(len(term.names))
                ordered = reversed(places) if self._worse(path) is Worse.LOWER else places
                return next(term.names[n] for n in ordered if self._fix(logic.equal(term.place, n)))
            case Many():
                return SetValue.known(
                    name for name, held in term.holds.items() if not self._fix(logic.no(held))
                )
            case At():
                return self._at(path, term)
            case _:
                raise AssertionError("an answer has a value of its type")

    def _worse(self, path: Path) -> Worse | None:
        match path:
            case ("fact", str() as name):
                return self.space.ruleset.inputs[name].worse
            case ("field", str() as list_, int(), str() as name):
                return self.space.ruleset.lists[list_].fields[name].worse
            case _:
                return None

    def _number(self, path: Path, term: Amounts) -> Fraction:
        type_ = self._type(path)
        assert isinstance(type_, Number), "an amount is a number"
        start = min(max(Fraction(0), type_.low), type_.high)
        start = type_.high if self._worse(path) is Worse.LOWER else start
        step = Fraction(1) if type_.integer else Fraction(1, 10)
        limits = [one for one in self._constants(path) if isinstance(one, Fraction)]
        tried = {one + n * step for one in limits for n in (-1, 0, 1)} | {start, type_.low, type_.high}
        able = [
            one
            for one in tried
            if type_.low <= one <= type_.high and (not type_.integer or one.denominator == 1)
        ]
        for one in sorted(able, key=lambda each: (abs(each - start), each)):
            if self._fix(self.space.logic.equal(term.value, one)):
                return one
        return self._nearest(term.value, start, whole=type_.integer)

    def _nearest(self, value: Any, start: Fraction, *, whole: bool) -> Fraction:
        logic = self.space.logic
        if not whole:
            for digits in (1, 10, 100, 1000):
                scaled = self.space.whole("w")
                if self._fix(logic.equal(scaled, logic.number(digits) * value)):
                    break
        while whole:
            held = self._read(value)
            gap = abs(held - start)
            low, high = logic.number(start - gap), logic.number(start + gap)
            if not self._fix(logic.all([value > low, value < high])):
                break
        held = self._read(value)
        self._fix(logic.equal(value, held))
        return held

    def _read(self, value: Any) -> Fraction:
        if isinstance(value, int | Fraction):
            return Fraction(value)
        found = self.model.eval(value, model_completion=True)
        return Fraction(found.as_string())

    def _at(self, path: Path, term: At) -> date | datetime | None:
        dated = path[0] == "field" and self.space.ruleset.lists[str(path[1])].dated_by == path[3]
        if not dated and self._fix(self.space.logic.no(term.there)):
            return None
        self._fix(term.there)
        low, high = (FIRST_DAY, LAST_DAY) if term.tick is None else (FIRST_MOMENT, LAST_MOMENT)
        day = self._day(term.day, (one for one in self._days(path) if low <= one <= high))
        return day if term.tick is None else self._instant(day, term.tick)

    def _day(self, day: Day, tried: Iterable[date]) -> date:
        for one in tried:
            if self._fix(self.space.civil.same(day, Day.of(one))):
                return one
        if day.parts is not None:
            year, month, of_month = (int(self._read(one)) for one in day.parts)
            held = date(year, month + 1, of_month)
        else:
            held = date.fromordinal(int(self._read(day.number)))
        self._fix(self.space.civil.same(day, Day.of(held)))
        return held

    def _days(self, path: Path) -> Iterator[date]:
        """Days to try: the day of the assessment, then further and further back, then ahead; and around constants."""
        for back in _BACK:
            yield self.day - timedelta(days=back)
        for years in _YEARS:
            yield _years_before(self.day, years)
        for ahead in (1, 7, 30):
            yield self.day + timedelta(days=ahead)
        for one in sorted(limit for limit in self._constants(path) if type(limit) is date):
            yield from (one, one - timedelta(days=1), one + timedelta(days=1))

    def _instant(self, day: date, tick: Any) -> datetime:
        logic = self.space.logic
        for one in (_NINE, _NINE - 60, _NINE + 60, 0, TICKS - 1):
            if self._fix(logic.equal(tick, one)):
                return start_of_day(day) + timedelta(minutes=one)
        held = int(self._read(tick))
        self._fix(logic.equal(tick, held))
        return start_of_day(day) + timedelta(minutes=held)

    def _moment(self) -> date | datetime:
        moment = self.space.moment
        period = self.space.ruleset.head.period
        tried = [ORDINARY, *(one for one in (period.start, period.end) if one is not None)]
        for rule in sorted(self.space.ruleset.rules.values(), key=lambda one: one.name):
            tried += [one for one in (rule.period.start, rule.period.end) if one is not None]
        usable = [one for one in tried if FIRST_MOMENT <= one <= LAST_MOMENT]
        self.day = self._day(moment.day, usable)
        return self.day if isinstance(moment.tick, int) else self._instant(self.day, moment.tick)

    def _constants(self, path: Path) -> frozenset[Value]:
        if path[0] == "fact":
            return reads.constants_compared(
                everything(self.space.ruleset), self.space.ruleset.definitions, str(path[1])
            )
        return frozenset(
            value
            for root in everything(self.space.ruleset)
            for one in reads.walk(root)
            for value in _beside(one, str(path[-1]))
        )

    def _type(self, path: Path) -> Type:
        if path[0] == "field":
            return self.space.ruleset.lists[str(path[1])].fields[str(path[3])].type_
        return self.space.ruleset.inputs[str(path[1])].type_

    # --- the case -----------------------------------------------------------------------------------------

    def _case(self, number: int) -> Case:
        held, copy = self.settled[number], self.copies[number]
        facts = dict(sorted(self._facts(held, copy)))
        lists = sorted({str(path[1]) for path in held if path[0] in {"record", "field", "made"}})
        records = {name: self._records(name, held, copy) for name in lists}
        departures = tuple(
            Departure(str(path[1]), None if path[2] == -1 else int(path[2]) + 1, "", REASON)
            for path, value in sorted(held.items(), key=lambda item: _order(item[0]))
            if path[0] == "departed" and value is True
        )
        return Case(facts, records, departures)

    def _facts(self, held: Mapping[Path, Value | None], copy: Outcomes) -> Iterator[tuple[str, Answer]]:
        names = {str(path[1]) for path in held if path[0] in {"fact", "answered"}}
        for name in names:
            declared = self.space.ruleset.inputs[name]
            if declared.kind is InputKind.PARAMETER:
                continue
            relevant = declared.relevant_when
            if relevant is not None and not self._holds(copy.truth(relevant, NOWHERE)):
                yield name, Answer(FactState.NOT_RELEVANT)
                continue
            value = held.get(("fact", name), _anything(declared.type_, self.space))
            yield name, self._answer(name, value, held)
        for path, value in held.items():
            if path[0] == "own" and len(path) == 2 and value is not None:  # noqa: PLR2004 - kind, level
                yield str(path[1]), self._own(str(path[1]), value)

    def _answer(self, name: str, value: Value | None, held: Mapping[Path, Value | None]) -> Answer:
        declared = self.space.ruleset.inputs[name]
        if value is None:
            return Answer(FactState.NOT_HAPPENED)
        if declared.kind is not InputKind.ASSESSMENT:
            return Answer(FactState.KNOWN, value)
        on = held.get(("answered", name), self.day)
        if on is None:
            return Answer(FactState.NOT_ASKED)
        assert isinstance(on, date), "an assessment is answered on a day"
        return Answer(FactState.KNOWN, value, by=declared.made_by or "", on=on, reason=REASON)

    def _records(self, name: str, held: Mapping[Path, Value | None], copy: Outcomes) -> RecordAnswers:
        places = range(self.space.records(name))
        there = [place for place in places if held.get(("record", name, place)) is True]
        return RecordAnswers(tuple(dict(sorted(self._fields(name, place, held, copy))) for place in there))

    def _fields(
        self, name: str, place: int, held: Mapping[Path, Value | None], copy: Outcomes
    ) -> Iterator[tuple[str, Answer]]:
        fields = self.space.ruleset.lists[name].fields
        kinds = {("field", name, place), ("made", name, place)}
        for each in dict.fromkeys(str(path[3]) for path in held if path[:3] in kinds):
            relevant, scope = fields[each].relevant_when, Scope((name, place), (name, place))
            value = held.get(("field", name, place, each))
            if relevant is not None and not self._holds(copy.truth(relevant, scope)):
                yield each, Answer(FactState.NOT_RELEVANT)
            elif fields[each].is_assessment:
                yield each, self._assessed(fields[each], held, (name, place))
            elif value is None:
                yield each, Answer(FactState.NOT_HAPPENED)
            else:
                yield each, Answer(FactState.KNOWN, value)

        for path, value in held.items():
            if path[0] == "own" and path[2:] == (place,) and value is not None:
                level = str(path[1])
                if self.space.ruleset.levels[level].own_in == name:
                    yield level, self._own(level, value)

    def _own(self, level: str, value: Value) -> Answer:
        made_by = self.space.ruleset.levels[level].assessed_by or ""
        return Answer(FactState.KNOWN, value, by=made_by, reason=REASON)

    def _assessed(
        self, asked: RecordField, held: Mapping[Path, Value | None], slot: tuple[str, int]
    ) -> Answer:
        """A professional assessment of one record, answered on a day."""
        on = held.get(("made", *slot, asked.name), self.day)
        if on is None:
            return Answer(FactState.NOT_ASKED)
        assert isinstance(on, date), "an assessment is answered on a day"
        value = held.get(("field", *slot, asked.name), _anything(asked.type_, self.space))
        if value is None:
            return Answer(FactState.NOT_HAPPENED)
        return Answer(FactState.KNOWN, value, by=asked.made_by or "", on=on, reason=REASON)

    def _holds(self, truth: Truth) -> bool:
        if isinstance(truth, bool):
            return truth
        return bool(self.space.z3.is_true(self.model.eval(truth, model_completion=True)))

    def _settings(self) -> dict[str, Value]:
        found = {}
        for path, value in sorted(self.settled[0].items(), key=lambda item: _order(item[0])):
            if path[0] == "fact" and value is not None:
                declared = self.space.ruleset.inputs[str(path[1])]
                if declared.kind is InputKind.PARAMETER:
                    found[declared.name] = value
        return found


def _order(path: Path) -> tuple[tuple[int, str, int, str], ...]:
    """Facts by name, then how many records (the last goes first), then their fields, record by record."""
    kinds = ("fact", "own", "answered", "record", "field", "made", "departed")
    kind = kinds.index(str(path[0]))
    if path[0] == "record":
        return ((kind, str(path[1]), -int(path[2]), ""),)
    place = int(path[2]) if len(path) > 2 else 0  # noqa: PLR2004 - kind, list, place
    return ((kind, str(path[1]), place, str(path[-1])),)


def _years_before(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)


def _beside(expr: Expr, name: str) -> Iterator[Value]:
    """The constants that a field is compared with."""
    match expr:
        case Compare(
            left=ThisField(name=other) | ItemField(name=other),
            right=Const(value=value),
        ):
            if other == name:
                yield value
        case InSet(item=ThisField(name=other) | ItemField(name=other), options=options):
            if other == name:
                yield from options
        case _:
            return


def _anything(type_: Type, space: Space) -> Value | None:
    match type_:
        case YesNo():
            return False
        case Number():
            return type_.low
        case DayType() | Instant():
            return None
        case Choice():
            return type_.names[0]
        case OnScale():
            return space.ruleset.scales[type_.scale].names[0]
        case SetOf():
            return SetValue.known(())
        case _:
            assert_never(type_)

"""Questions about a rule set that boxes of cells answer, without a solver; the rest are left to one.

Takes a rule set and a question; gives whether there is such a case, with the cell that holds it, or None where that is not seen.
Afterwards true: *never* holds for all complete cases; a cell that is given lies in a case, whatever answers are put to the rest.
That there is any case at all that meets what must hold between facts is a question of its own, and taken for granted here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import define, evolve, field, frozen

from bekymring.model.ruleset import Conclusion, Expr, InputKind, Moment, PointTo, Ref, Rule, Ruleset
from bekymring.prove.boxes import EVERYWHERE, Box, Boxes, Effort, OverBudgetError, all_of, any_of, uncovered
from bekymring.prove.boxes_cells import Held
from bekymring.prove.boxes_conditions import Conditions, in_period
from bekymring.prove.dates import Dates
from bekymring.prove.question import Kind, Question
from bekymring.prove.says import says_as_much, subject_of
from bekymring.values import SetValue

STEPS_OF_CONDITION = 10_000
STEPS_OF_QUESTION = 100_000
"""Counted, not timed: an answer is the same on every machine."""


@frozen
class Cell:
    """The answers that matter, None for what has not happened; what is not named may be anything."""

    answers: Mapping[str, Held | SetValue]
    settings: Mapping[str, Held | SetValue]
    """Values of parameters that no layer has set."""
    moment: date | None
    """The day of assessment, where it matters."""


@frozen
class Never:
    """There is no such case."""


Seen = Cell | Never | None
"""None: boxes do not tell."""


@frozen
class _Sought:
    """Cases in all of `holds` and none of `misses`."""

    holds: tuple[Boxes, ...]
    misses: tuple[Boxes, ...] = ()


@define(eq=False)
class InBoxes:
    """One rule set, asked one question after another."""

    ruleset: Ruleset
    more: tuple[Expr, ...] = ()
    """Conditions that are asked of besides those of the rule set."""
    conditions: Conditions = field(init=False)
    _fires: dict[str, _Sought] = field(factory=dict, init=False)
    _effects: dict[str, Boxes] = field(factory=dict, init=False)
    _said: dict[str, list[tuple[str, Conclusion]]] | None = field(default=None, init=False)
    _broken: list[tuple[frozenset[str], Boxes]] | None = field(default=None, init=False)
    _dates: Dates = field(init=False)
    _empty: bool | None = field(default=None, init=False)
    _masks: list[int] = field(factory=list, init=False)

    def __attrs_post_init__(self) -> None:
        self._dates = Dates(self.ruleset)
        self.conditions = Conditions(self.ruleset, STEPS_OF_CONDITION, self.more)

    def answer(self, question: Question) -> Seen:
        """Answers one question."""
        try:
            if self._without_cases():
                return Never() if question.kind is Kind.ANY_CASE else None
            sought = self._sought(question)
            return None if sought is None else self._seen(sought)
        except OverBudgetError:
            return None

    def case_for(self, holds: Iterable[Expr], misses: Iterable[Expr] = ()) -> Seen:
        """Whether there is a case of which some conditions hold, and none of others."""
        try:
            if self._without_cases():
                return None
            every = tuple(self.conditions.boxes(one) for one in holds)
            none = tuple(self.conditions.boxes(one) for one in misses)
            return self._seen((_Sought(every, none),))
        except OverBudgetError:
            return None

    def _without_cases(self) -> bool:
        """Whether what must hold between facts is seen never to hold: then nothing else is worth an answer."""
        if self._empty is None:
            self._empty = False
            covers = tuple(box for _, boxes in self._claims() for box in boxes)
            self._empty = uncovered(EVERYWHERE, covers, self._full(), Effort(STEPS_OF_QUESTION)) is None
        return self._empty

    # --- what is sought -----------------------------------------------------------------------------------

    def _sought(self, question: Question) -> tuple[_Sought, ...] | None:
        about, rules = question.about, self.ruleset
        match question.kind:
            case Kind.ANY_CASE:
                claims = tuple(box for _, boxes in self._claims() for box in boxes)
                return (_Sought((EVERYWHERE,), (claims,)),)
            case Kind.TABLE_GAP:
                table = rules.tables[about[0]]
                answered = tuple(self.conditions.there(one) for one in table.columns)
                return (_Sought(answered, tuple(self.conditions.boxes(one.when) for one in table.rows)),)
            case Kind.TABLE_OVERLAP | Kind.ROW_HOLDS:
                rows = rules.tables[about[0]].rows
                return (_Sought(tuple(self.conditions.boxes(rows[int(one)].when) for one in about[1:])),)
            case Kind.INDICATOR_HOLDS:
                return (_Sought((self.conditions.boxes(rules.definitions[about[0]].expr),)),)
            case Kind.RULE_FIRES:
                return (self._rule(about[0]),)
            case Kind.EXCEPTION_HOLDS:
                rule = rules.rules[about[0]]
                exception = _exceptions(rule)[int(about[1])]
                excepted = self.conditions.boxes(exception, rule.per_record)
                return (_Sought((*self._met(rule), excepted)),)
            case Kind.RULE_ADDS:
                return tuple(self._adding(about[0]))
            case Kind.STEP_REACHED:
                return self._reaching(about[0], about[1])
            case _:
                return None

    def _met(self, rule: Rule) -> tuple[Boxes, ...]:
        """The period and the conditions of a rule, and that there is a record to read it for."""
        parts = [*in_period(rule), *(() if rule.when is None else (rule.when,))]
        found = tuple(self.conditions.boxes(one, rule.per_record) for one in parts)
        return (
            found if rule.per_record is None else (*found, self.conditions.unknown("list", rule.per_record))
        )

    def _rule(self, key: str) -> _Sought:
        """A rule takes effect."""
        if key not in self._fires:
            rule = self.ruleset.rules[key]
            excepted = tuple(self.conditions.boxes(one, rule.per_record) for one in _exceptions(rule))
            self._fires[key] = _Sought(self._met(rule), excepted)
        return self._fires[key]

    def _effect(self, key: str, beside: Rule) -> Boxes:
        """Where another rule takes effect, for the same record where both are read for each."""
        rule = self.ruleset.rules[key]
        if rule.per_record not in {None, beside.per_record}:
            return self.conditions.unknown("rule", key)
        if key not in self._effects:
            effort = Effort(STEPS_OF_CONDITION)
            sought = self._rule(key)
            free = [self.conditions.boxes(one, rule.per_record, want=False) for one in _exceptions(rule)]
            self._effects[key] = all_of([*sought.holds, *free], effort)
        return self._effects[key]

    def _adding(self, key: str) -> Iterator[_Sought]:
        """A rule takes effect, and none does that says as much."""
        rule, fires = self.ruleset.rules[key], self._rule(key)
        for said in rule.conclusions:
            if isinstance(said, PointTo) and self._is_least(said):
                continue
            others = [
                self._effect(other, rule)
                for other, each in self._speaking_of(said)
                if other != key and self._says(each, said)
            ]
            yield evolve(fires, misses=(*fires.misses, *others))

    def _reaching(self, level: str, step: str) -> tuple[_Sought, ...] | None:
        """Rules point to a step, and none to a worse; None where a level is kept for each record."""
        declared = self.ruleset.levels[level]
        scale = self.ruleset.scales[declared.scale]
        rank, least = scale.rank(step), scale.rank(declared.otherwise) if declared.otherwise else -1
        if declared.per_record is not None:
            return None
        pointing = [
            (key, scale.rank(one.step))
            for key, one in self._speaking_of(PointTo(level, step))
            if isinstance(one, PointTo)
        ]
        found = []
        for key in [one for one, of in pointing if of == rank and rank > least]:
            fires, rule = self._rule(key), self.ruleset.rules[key]
            worse = [self._effect(other, rule) for other, of in pointing if of > rank]
            found.append(evolve(fires, misses=(*fires.misses, *worse)))
        if rank == least:
            return None
        return tuple(found)

    def _is_least(self, said: PointTo) -> bool:
        """Whether a level is at least so bad without any rule."""
        level = self.ruleset.levels[said.level]
        scale = self.ruleset.scales[level.scale]
        return level.otherwise is not None and scale.rank(level.otherwise) >= scale.rank(said.step)

    def _speaking_of(self, said: Conclusion) -> Iterable[tuple[str, Conclusion]]:
        """The conclusions about the same thing, with their rules."""
        if self._said is None:
            self._said = {}
            for key, rule in self.ruleset.rules.items():
                for one in rule.conclusions:
                    self._said.setdefault(subject_of(one), []).append((key, one))
        return self._said.get(subject_of(said), ())

    def _says(self, one: Conclusion, said: Conclusion) -> bool:
        if isinstance(one, PointTo) and isinstance(said, PointTo):
            if one.level != said.level:
                return False
            scale = self.ruleset.scales[self.ruleset.levels[said.level].scale]
            return scale.rank(one.step) >= scale.rank(said.step)
        return says_as_much(one, said, self._dates)

    # --- what is seen -------------------------------------------------------------------------------------

    def _seen(self, sought: tuple[_Sought, ...]) -> Seen:
        undecided = False
        for one in sought:
            found = self._one(one)
            if isinstance(found, Cell):
                return found
            undecided = undecided or found is None
        return None if undecided else Never()

    def _one(self, sought: _Sought) -> Seen:
        effort = Effort(STEPS_OF_QUESTION)
        regions = all_of(sought.holds, effort)
        covers = any_of(sought.misses, effort)
        covers = (*covers, *self._broken_claims((*regions, *covers)))
        full = self._full()
        if uncovered(regions, covers, full, effort) is None:
            return Never()
        exact = tuple(one for one in regions if len(self._exact(one)) == len(one))
        wider = tuple(self._exact(one) for one in covers)
        left = uncovered(exact, wider, full, effort)
        return None if left is None else self._cell(left)

    def _full(self) -> list[int]:
        """All cells of each dimension; more are found as conditions are read."""
        self._masks += [one.full for one in self.conditions.dimensions[len(self._masks) :]]
        return self._masks

    def _exact(self, box: Box) -> Box:
        return {number: mask for number, mask in box.items() if self.conditions.dimensions[number].exact}

    def _broken_claims(self, boxes: Boxes) -> Boxes:
        """Where what must hold between facts does not, of the facts that some boxes speak of or are tied to."""
        near, waiting, found = self._paths(boxes), self._claims(), list[Box]()
        while True:
            tied = [one for one in waiting if one[0] & near]
            if not tied:
                return tuple(found)
            waiting = [one for one in waiting if one not in tied]
            for paths, boxes_of_one in tied:
                near |= paths
                found += boxes_of_one

    def _claims(self) -> list[tuple[frozenset[str], Boxes]]:
        """For each claim the answers that it rests on, and where it does not hold."""
        if self._broken is None:
            broken = [self.conditions.boxes(one.claim, want=False) for one in self.ruleset.integrity]
            self._broken = [(self._paths(one), one) for one in broken]
        return self._broken

    def _paths(self, boxes: Boxes) -> frozenset[str]:
        numbers = {number for box in boxes for number in box}
        return frozenset().union(*(self.conditions.dimensions[number].paths for number in numbers))

    def _cell(self, box: Box) -> Cell:
        """The first value of each dimension of a box."""
        found: dict[str, Held | SetValue] = {}
        moment: date | None = None
        for number, mask in sorted(box.items()):
            one = self.conditions.dimensions[number]
            held = one.cells[(mask & -mask).bit_length() - 1]
            match one.expr:
                case Ref(name=name) if one.member:
                    before = found.get(name, SetValue(frozenset(), frozenset()))
                    assert isinstance(before, SetValue), "alternatives are in a set"
                    added = {one.member} if held is True else set()
                    found[name] = SetValue.known(before.certain | added)
                case Ref(name=name):
                    found[name] = held
                case Moment():
                    assert isinstance(held, date), "the moment is a day"
                    moment = held
                case _:
                    raise AssertionError("only answers are exact")
        free = InputKind.PARAMETER
        settings = {n: held for n, held in found.items() if self.ruleset.inputs[n].kind is free}
        return Cell({n: held for n, held in found.items() if n not in settings}, settings, moment)


def _exceptions(rule: Rule) -> tuple[Expr, ...]:
    return (*rule.unless, *(one.unless for one in rule.exceptions))

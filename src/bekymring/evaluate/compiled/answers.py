"""Answers in whichever form, and lists of records, read for a wide function.

Takes what stands in a case under one name; gives the answer with its ends, or None where anything is wrong with it.
Afterwards true: what was read is what the full reading gives; the full reading finds what is wrong. Nothing is kept of a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from attrs import field

from bekymring.case import Answer, Case, FactState, RecordAnswers
from bekymring.case.answers import NO_ANSWER_ABOUT_RECORDS
from bekymring.case.forms import Question, read_answer
from bekymring.case.plain import Handed, plain
from bekymring.case.records import read_records
from bekymring.evaluate.bounds import ABSENT, Bound, exactly
from bekymring.evaluate.compiled.checking import NOT_THERE
from bekymring.evaluate.compiled.ends import Ends, ends_of, width_of
from bekymring.evaluate.facts import LACKING, anything, facts_of, field_bound
from bekymring.frozen import define, frozen
from bekymring.model.ruleset import Input, Ruleset

MOST_INPUTS: Final = 200
_MOST_IN_ANSWER: Final = 2_048
_MOST_IN_LIST: Final = 32_768
"""Nodes and characters that stand under one name. WHY: with so many inputs a whole case stays below the limit of the full reading."""
_MOST_MOMENTS: Final = 8


def _left_of(data: object, room: int) -> int:
    """What is left of some room once plain data stands in it; below zero for data of another kind."""
    room -= 1
    if type(data) is str:
        return room - len(data)
    if type(data) is list or type(data) is tuple:
        for one in data:
            room = _left_of(one, room) if room >= 0 else room
        return room
    if type(data) is dict:
        for name, one in data.items():
            room = _left_of(one, _left_of(name, room)) if room >= 0 else room
        return room
    return room if data is None or type(data) in _SIMPLE else -1


_SIMPLE: Final = frozenset({bool, int, float, Decimal, date, datetime})


@define(eq=False)
class Form:
    """Reads one answer: gives it, its ends, and the bits that say that it is open, and that perhaps there is none."""

    ruleset: Ruleset
    asked: Input
    bit: int
    question: Question = field(init=False)
    width: int = field(init=False)
    open_: tuple[Ends, bool] = field(init=False)
    """The ends where nothing is known, and whether there surely is a value."""

    @question.default
    def _question(self) -> Question:
        return Question.of(self.asked)

    @width.default
    def _width(self) -> int:
        return width_of(self.asked.type_)

    @open_.default
    def _open(self) -> tuple[Ends, bool]:
        return ends_of(anything(self.asked.type_, self.ruleset), self.width)

    def __call__(self, written: object) -> tuple[object, ...] | None:
        """Reads what stands in a case."""
        if _left_of(written, _MOST_IN_ANSWER) < 0:
            return None
        node = plain(Handed(written))
        if node.value is None or node.diagnostics:
            return None
        read = read_answer(node.value, self.question, "$", self.ruleset)
        if read.value is None or read.diagnostics or _depends_on_the_moment(read.value):
            return None
        ends, there = ends_of(self._bound(read.value), self.width)
        return (read.value, *ends, self.bit if read.value.is_open else 0, 0 if there else self.bit)

    def _bound(self, answer: Answer) -> Bound:
        if answer.is_open:
            return anything(self.asked.type_, self.ruleset)
        return ABSENT if answer.value is None else exactly(answer.value)


def _depends_on_the_moment(answer: Answer) -> bool:
    """Whether it is an answer for a period, of which the moment says whether it is the one asked about."""
    return answer.through is not None


def own_level(read: tuple[object, ...] | None) -> bool:
    """Whether an own assessment of a level says something."""
    return read is not None and isinstance(read[0], Answer) and read[0].state in _SAYS


_SAYS: Final = frozenset({FactState.KNOWN, FactState.DOUBTED})


@frozen(eq=False)
class Listed:
    """Reads one list."""

    ruleset: Ruleset
    name: str

    def __call__(self, written: object) -> RecordAnswers | None:
        """Reads what stands in a case; of what does not stand there, no answer about records."""
        if written is NOT_THERE:
            return NO_ANSWER_ABOUT_RECORDS
        if _left_of(written, _MOST_IN_LIST) < 0:
            return None
        node = plain(Handed(written))
        if node.value is None or node.diagnostics:
            return None
        read = read_records(node.value, self.ruleset.lists[self.name], "$", self.ruleset)
        return None if read.diagnostics else read.value


Row = tuple[object, ...]
"""Its bit, how many it stands for, whether it surely is there, its fields, then of each field the ends and whether it surely is there."""
Rows = tuple[Row, ...]


@define(eq=False)
class Lists:
    """The records of every list, as they are seen at a moment."""

    ruleset: Ruleset
    names: tuple[str, ...]
    untold: dict[datetime, tuple[Rows, ...]] = field(factory=dict)
    """By moment, what there is of lists of which nothing is told."""

    def __call__(self, held: tuple[RecordAnswers, ...], moment: datetime) -> tuple[Rows, ...]:
        """The rows of every list."""
        untold = self.untold.get(moment)
        if untold is None:
            untold = self._at({}, self.names, moment)
            if len(self.untold) >= _MOST_MOMENTS:
                self.untold.clear()
            self.untold[moment] = untold
        told = {name: one for name, one in zip(self.names, held, strict=True) if one.items or one.complete}
        if not told:
            return untold
        rows = dict(zip(told, self._at(told, tuple(told), moment), strict=True))
        return tuple(rows.get(name, other) for name, other in zip(self.names, untold, strict=True))

    def _at(
        self, held: Mapping[str, RecordAnswers], names: tuple[str, ...], moment: datetime
    ) -> tuple[Rows, ...]:
        facts = facts_of(self.ruleset, Case({}, held), moment)
        found = []
        for name in names:
            fields = self.ruleset.lists[name].fields
            widths = [width_of(one.type_) for one in fields.values()]
            room = facts.room[name]
            rows = []
            for number in (*facts.seen[name], LACKING) if room else facts.seen[name]:
                bounds = tuple(field_bound(facts, name, number, one) for one in fields)
                ends = (ends_of(bound, width) for bound, width in zip(bounds, widths, strict=True))
                times = room if number == LACKING else 1
                flat = (part for held_ends, there in ends for part in (*held_ends, there))
                rows.append((1 << number, times, number != LACKING, bounds, *flat))
            found.append(tuple(rows))
        return tuple(found)

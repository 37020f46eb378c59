"""What a case says at a moment: each input and field as a bound, and the records that are seen.

Takes a rule set, a case and the moment; gives bounds, not yet judged by `relevant når` (that is a condition: see `Reading`).
Afterwards true: what the case leaves open has every value of its type; a record dated after the moment is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final, assert_never

from bekymring.calendar_dk import FIRST_DAY, FIRST_INSTANT, LAST_DAY, LAST_INSTANT, WorkingCalendar
from bekymring.case import NOT_ASKED, Answer, Case, FactState
from bekymring.evaluate.bounds import (
    ABSENT,
    YES_OR_NO,
    Bound,
    Members,
    OneOf,
    Range,
    as_day,
    compare,
    exactly,
)
from bekymring.evaluate.current import case_at
from bekymring.evaluate.moving import working_calendars
from bekymring.frozen import frozen
from bekymring.model.ruleset import Action, Measure, Op, RecordList, Ruleset
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.values import SetValue, Truth

LACKING: Final = 0
"""The number of a record that an incomplete list may lack: every field of it is open."""


@frozen
class Facts:
    """One case at one moment, as a rule set reads it."""

    ruleset: Ruleset
    case: Case
    moment: datetime
    calendars: tuple[WorkingCalendar, ...]
    seen: Mapping[str, tuple[int, ...]]
    """By list, the numbers of the records that are not dated after the moment."""
    room: Mapping[str, int]
    """By list, how many records it may lack."""
    subjects: Mapping[str, Action]
    """Everything that a modality can be said of: actions, and measures as actions."""


def facts_of(ruleset: Ruleset, case: Case, moment: datetime) -> Facts:
    """Reads a case at a moment (language reference, *Records*, *Measured for a period*)."""
    case = case_at(ruleset, case, moment)
    seen = {name: _seen(one, case, moment) for name, one in ruleset.lists.items()}
    room = {name: _room(one, case) for name, one in ruleset.lists.items()}
    return Facts(ruleset, case, moment, working_calendars(ruleset), seen, room, _subjects(ruleset))


def _subjects(ruleset: Ruleset) -> dict[str, Action]:
    return {**{one.name: _as_action(one) for one in ruleset.measures.values()}, **ruleset.actions}


def _as_action(measure: Measure) -> Action:
    return Action(
        measure.name, measure.title, None, measure.origin, bearer=measure.bearer,
        involves=measure.involves, decided_by=measure.decided_by,
    )  # fmt: skip


def _seen(list_: RecordList, case: Case, moment: datetime) -> tuple[int, ...]:
    numbers = range(1, len(case.list(list_.name).items) + 1)
    if list_.dated_by is None:
        return tuple(numbers)
    dates = (
        (number, case.list(list_.name).items[number - 1].get(list_.dated_by, NOT_ASKED)) for number in numbers
    )
    return tuple(number for number, answer in dates if not _lies_ahead(answer, moment))


def _lies_ahead(answer: Answer, moment: datetime) -> bool:
    if answer.state is FactState.NOT_HAPPENED:
        return True
    known = answer.state is FactState.KNOWN and answer.value is not None
    return known and _is_after(exactly(answer.value), moment)  # type: ignore[arg-type]  # known answers hold a value


def _is_after(bound: Bound, moment: datetime) -> bool:
    return compare(Op.GT, bound, Range(moment, moment)) is Truth.TRUE


def _room(list_: RecordList, case: Case) -> int:
    held = case.list(list_.name)
    return 0 if held.complete else max(0, list_.maximum - len(held.items))


def anything(type_: Type, ruleset: Ruleset) -> Bound:
    """Every value of a type; a day or instant may also not have happened."""
    match type_:
        case YesNo():
            return YES_OR_NO
        case Number():
            return Range(type_.low, type_.high)
        case Day():
            return Range(FIRST_DAY, LAST_DAY, maybe_absent=True)
        case Instant():
            return Range(FIRST_INSTANT, LAST_INSTANT, maybe_absent=True)
        case Choice():
            return OneOf(frozenset(type_.names))
        case SetOf():
            return Members(SetValue(frozenset(), frozenset(type_.names)))
        case OnScale():
            return OneOf(frozenset(ruleset.scales[type_.scale].names))
        case _:
            assert_never(type_)


def is_unanswered(facts: Facts, name: str) -> bool:
    """Whether an input counts as unknown: not asked, not known, doubted; a parameter that a layer sets is answered."""
    declared = facts.ruleset.inputs[name]
    if declared.setting is not None:
        return False
    return facts.case.answer(name).is_open


def input_bound(facts: Facts, name: str) -> Bound:
    """What an input can be."""
    declared = facts.ruleset.inputs[name]
    if declared.setting is not None:
        return exactly(declared.setting.value)
    return _of_answer(facts.case.answer(name), declared.type_, facts)


def _of_answer(answer: Answer, type_: Type, facts: Facts) -> Bound:
    match answer.state:
        case FactState.KNOWN:
            assert answer.value is not None, "a known answer holds its value"
            return exactly(answer.value)
        case FactState.NOT_RELEVANT | FactState.NOT_HAPPENED:
            return ABSENT
        case FactState.ASKED | FactState.NOT_ASKED | FactState.DOUBTED | FactState.OTHER_PERIOD:
            return anything(type_, facts.ruleset)
        case _:
            assert_never(answer.state)


def field_answer(facts: Facts, list_: str, number: int, field: str) -> Answer:
    """What the case says of a field; of a record that may be lacking, nothing."""
    if number == LACKING:
        return NOT_ASKED
    return facts.case.list(list_).items[number - 1].get(field, NOT_ASKED)


def field_bound(facts: Facts, list_: str, number: int, field: str) -> Bound:
    """What a field of a seen record can be: no day or instant after the moment, and the dating one has happened."""
    declared = facts.ruleset.lists[list_]
    bound = _of_answer(field_answer(facts, list_, number, field), declared.fields[field].type_, facts)
    if not isinstance(bound, Range) or not isinstance(declared.fields[field].type_, Day | Instant):
        return bound
    if _is_after(bound, facts.moment):
        return ABSENT
    latest = facts.moment if isinstance(bound.low, datetime) else as_day(facts.moment)
    high = bound.high if bound.low == bound.high else latest
    return Range(bound.low, high, bound.maybe_absent and field != declared.dated_by)


def field_path(list_: str, number: int, field: str) -> str:
    """The path of a field: `underretning[2].modtagelse`; of records that may be lacking, `underretning[]`."""
    return lacking_path(list_) if number == LACKING else f"{list_}[{number}].{field}"


def assessment_path(ruleset: Ruleset, name: str, number: int | None) -> str:
    """The path of a professional assessment: its name, or of one made for each record, that of the field."""
    list_ = ruleset.assessed_each(name)
    return name if list_ is None or number is None else field_path(list_, number, name)


def lacking_path(list_: str) -> str:
    """The path of records that a list may lack."""
    return f"{list_}[]"


def split_path(path: str) -> tuple[str, int, str]:
    """List, number and field of a path such as `underretning[2].modtagelse`."""
    list_, _, rest = path.partition("[")
    number, _, name = rest.partition("].")
    return list_, int(number), name


def is_answered(facts: Facts, path: str) -> bool:
    """Whether the case (or a layer, of a parameter) answers what a path names."""
    if path.endswith("[]"):
        return False
    if "[" in path:
        return not field_answer(facts, *split_path(path)).is_open
    return not is_unanswered(facts, path)

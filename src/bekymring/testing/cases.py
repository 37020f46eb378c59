"""Generated cases of a rule set, moments, and what an open case can become.

Takes a source of choices, a rule set and (for completions) a case; gives cases.
Afterwards true: every value is of its declared type and within bounds; a fact has a value only where it applies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from typing import Final

from attrs import evolve, fields, frozen, has

from bekymring.case.answers import Answer, Case, Departure, FactState, RecordAnswers
from bekymring.evaluate.current import case_at
from bekymring.model.ruleset import (
    Action,
    And,
    AnsweredAt,
    Compare,
    Const,
    DecideWhether,
    Expr,
    First,
    Input,
    InputKind,
    ItemField,
    Not,
    Or,
    Order,
    RecordField,
    RecordList,
    Ref,
    Ruleset,
    Setting,
)
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.testing.draws import Draw, chance, pick, some
from bekymring.testing.vocabulary import BASE_DAY, DAYS, HOURS, ORIGIN, instant_on
from bekymring.values import SetValue, Truth, Value, all_of, any_of

NOT_RELEVANT: Final = Answer(FactState.NOT_RELEVANT)
NOT_HAPPENED: Final = Answer(FactState.NOT_HAPPENED)
MOMENTS: Final = (
    datetime(2026, 6, 15, 12, tzinfo=UTC),
    datetime(2026, 6, 15, 21, 59, tzinfo=UTC),
    datetime(2026, 6, 15, 22, tzinfo=UTC),
    datetime(2026, 3, 29, 1, tzinfo=UTC),
    datetime(2026, 7, 30, 8, tzinfo=UTC),
    datetime(2025, 2, 28, 23, 30, tzinfo=UTC),
)


@frozen
class When:
    """A moment of assessment: an instant, or with `whole_day` a day by one of its instants (12.00 UTC)."""

    instant: datetime
    whole_day: bool

    @property
    def day(self) -> date:
        """The day meant, for a whole day."""
        return self.instant.date()


def make_moment(draw: Draw) -> When:
    """Gives a moment of assessment."""
    if chance(draw, 35):
        return When(instant_on(pick(draw, DAYS), 12), whole_day=True)
    return When(pick(draw, MOMENTS), whole_day=False)


@frozen
class CaseOptions:
    """How much of a case is open, and what else may occur."""

    unknown: int = 35
    """Of a hundred answers, so many are open."""
    incomplete: int = 40
    """Of a hundred lists, so many are incomplete."""
    doubt: bool = True
    departures: bool = True
    own: int = 40
    """Of a hundred levels, so many have the professional's own assessment."""


# --- Values -----------------------------------------------------------------------------------------------


def make_value(draw: Draw, type_: Type, scales: Ruleset) -> Value:
    """Gives a value of a type."""
    match type_:
        case YesNo():
            return chance(draw, 50)
        case Number():
            return _number(draw, type_)
        case Day():
            return pick(draw, DAYS)
        case Instant():
            return instant_on(pick(draw, DAYS), pick(draw, HOURS))
        case Choice():
            return pick(draw, type_.names)
        case SetOf():
            return SetValue.known(some(draw, type_.names, 0, len(type_.names)))
        case OnScale():
            return pick(draw, scales.scales[type_.scale].names)


def _number(draw: Draw, type_: Number) -> Fraction:
    span = int(type_.high - type_.low)
    limit = type_.low + draw.integer(0, 4) * span // 4
    step = Fraction(1) if type_.integer else pick(draw, (Fraction(1, 10), Fraction(1)))
    near = limit + pick(draw, (0, -1, 1)) * step
    return min(max(near, type_.low), type_.high)


def _open_answer(draw: Draw, type_: Type, ruleset: Ruleset, options: CaseOptions) -> Answer:
    form = draw.integer(0, 3)
    if form == 0:
        return Answer(FactState.NOT_ASKED)
    if form == 1 and options.doubt:
        return Answer(FactState.DOUBTED, make_value(draw, type_, ruleset))
    if form == 2 and isinstance(type_, SetOf):  # noqa: PLR2004 - one of the forms
        possible = frozenset(some(draw, type_.names, 1, len(type_.names)))
        certain = frozenset(some(draw, sorted(possible), 0, len(possible) - 1))
        return Answer(FactState.KNOWN, SetValue(certain, possible))
    return Answer(FactState.ASKED)


def _closed_answer(draw: Draw, type_: Type, ruleset: Ruleset) -> Answer:
    if isinstance(type_, Day | Instant) and chance(draw, 20):
        return NOT_HAPPENED
    return Answer(FactState.KNOWN, make_value(draw, type_, ruleset))


def _assessed(draw: Draw, one: Input | RecordField, ruleset: Ruleset, options: CaseOptions) -> Answer:
    on: date | datetime = pick(draw, DAYS)
    if chance(draw, 50):
        on = instant_on(pick(draw, DAYS), pick(draw, HOURS))
    value = make_value(draw, one.type_, ruleset)
    if options.doubt and chance(draw, 20):
        return Answer(FactState.DOUBTED, value, by="rådgiver", on=on)
    return Answer(FactState.KNOWN, value, by="rådgiver", on=on, reason="opdigtet grund")


# --- Whether a fact applies -------------------------------------------------------------------------------


def is_open(answer: Answer) -> bool:
    """Whether something of an answer is open: the answer, or some alternatives of a set."""
    partly = isinstance(answer.value, SetValue) and answer.value.certain != answer.value.possible
    return answer.is_open or partly


def applies(when: Expr | None, answer_to: Callable[[str], Answer]) -> Truth:
    """Whether a fact applies; `when` has the simple form that generated facts have."""
    match when:
        case None:
            return Truth.TRUE
        case Not(item=item):
            return applies(item, answer_to).negated()
        case And(items=items):
            return all_of(applies(one, answer_to) for one in items)
        case Or(items=items):
            return any_of(applies(one, answer_to) for one in items)
        case Ref(name=name) | ItemField(name=name):
            return _is(answer_to(name), value=True)
        case Compare(left=Ref(name=name) | ItemField(name=name), right=Const(value=value)):
            return _is(answer_to(name), value=value)
        case _:
            return Truth.UNKNOWN


def _is(answer: Answer, *, value: Value) -> Truth:
    if answer.state in {FactState.NOT_RELEVANT, FactState.NOT_HAPPENED}:
        return Truth.FALSE
    return Truth.UNKNOWN if answer.is_open else Truth.of(answer.value == value)


def names_read(expr: object) -> frozenset[str]:
    """The inputs and fields that an expression names."""
    if isinstance(expr, Ref | ItemField):
        return frozenset({expr.name})
    if isinstance(expr, tuple):
        return frozenset().union(*map(names_read, expr))
    return frozenset().union(*map(names_read, _parts(expr)))


def _parts(part: object) -> tuple[object, ...]:
    """The attributes of an attrs value; of anything else none."""
    kind = type(part)
    return tuple(getattr(part, one.name) for one in fields(kind)) if has(kind) else ()


def in_order_of_relevance(inputs: Mapping[str, Input | RecordField]) -> tuple[str, ...]:
    """The names, each after those that say whether it applies."""
    made: dict[str, None] = {}

    def add(name: str) -> None:
        if name in made or name not in inputs:
            return
        for other in sorted(names_read(inputs[name].relevant_when)):
            add(other)
        made[name] = None

    for name in sorted(inputs):
        add(name)
    return tuple(made)


# --- Cases ------------------------------------------------------------------------------------------------


def _answer(
    draw: Draw, one: Input | RecordField, relevance: Truth, *, ruleset: Ruleset, options: CaseOptions
) -> Answer:
    if relevance is Truth.FALSE:
        return NOT_RELEVANT if chance(draw, 60) else Answer(FactState.NOT_ASKED)
    if relevance is Truth.UNKNOWN or chance(draw, options.unknown):
        return (
            _open_answer(draw, one.type_, ruleset, options)
            if relevance is Truth.TRUE
            else Answer(FactState.ASKED)
        )
    return _closed_answer(draw, one.type_, ruleset)


def _record(draw: Draw, list_: RecordList, ruleset: Ruleset, options: CaseOptions) -> Mapping[str, Answer]:
    made: dict[str, Answer] = {}
    for name in in_order_of_relevance(list_.fields):
        field = list_.fields[name]
        if field.is_assessment:
            is_own = ruleset.is_own_level(list_.name, name)
            is_made = chance(draw, options.own if is_own else 100 - options.unknown)
            made[name] = _assessed(draw, field, ruleset, options) if is_made else Answer(FactState.NOT_ASKED)
            continue
        relevance = applies(field.relevant_when, lambda n: made.get(n, Answer(FactState.NOT_ASKED)))
        made[name] = _answer(draw, field, relevance, ruleset=ruleset, options=options)
    return dict(sorted(made.items()))


def _facts(draw: Draw, ruleset: Ruleset, options: CaseOptions) -> dict[str, Answer]:
    made: dict[str, Answer] = {}
    for name in in_order_of_relevance(ruleset.inputs):
        one = ruleset.inputs[name]
        if one.kind is InputKind.PARAMETER or not one.collected:
            continue
        if one.kind in {InputKind.OWN_LEVEL, InputKind.ASSESSMENT}:
            share = options.own if one.kind is InputKind.OWN_LEVEL else 100 - options.unknown
            if chance(draw, share):
                made[name] = _assessed(draw, one, ruleset, options)
            continue
        relevance = applies(one.relevant_when, lambda n: made.get(n, Answer(FactState.NOT_ASKED)))
        answer = _answer(draw, one, relevance, ruleset=ruleset, options=options)
        is_dated = one.measured_for is not None and answer.state in {FactState.KNOWN, FactState.DOUBTED}
        through = pick(draw, DAYS) if is_dated and chance(draw, 60) else None
        made[name] = answer if through is None else evolve(answer, through=through)
    return {name: answer for name, answer in sorted(made.items()) if answer.state is not FactState.NOT_ASKED}


def _departures(
    draw: Draw, actions: Mapping[str, Action], records: Mapping[str, RecordAnswers]
) -> tuple[Departure, ...]:
    made = []
    for action in actions.values():
        if not chance(draw, 15):
            continue
        held = (
            len(records[action.per_record].items) if action.per_record and action.per_record in records else 0
        )
        if action.per_record is None:
            made.append(Departure(action.name, None, "leder", "opdigtet grund"))
        elif held:
            made.append(Departure(action.name, draw.integer(1, held), "leder", "opdigtet grund"))
    return tuple(made)


def make_case(draw: Draw, ruleset: Ruleset, options: CaseOptions | None = None) -> Case:
    """Gives a case."""
    options = options or CaseOptions()
    records: dict[str, RecordAnswers] = {}
    for list_ in ruleset.lists.values():
        if chance(draw, options.incomplete // 4):
            continue
        number = draw.integer(0, min(list_.maximum, 3))
        items = tuple(_record(draw, list_, ruleset, options) for _ in range(number))
        records[list_.name] = RecordAnswers(items, complete=not chance(draw, options.incomplete))
    departures = _departures(draw, ruleset.actions, records) if options.departures else ()
    return Case(_facts(draw, ruleset, options), records, departures)


# --- Completions ------------------------------------------------------------------------------------------


def acts(ruleset: Ruleset) -> frozenset[str]:
    """The answers that are acts: own levels, and assessments where it matters when they were answered.

    The laws compare cases with the same acts, so completions leave these as they are.
    """
    own = {name for name, one in ruleset.inputs.items() if one.kind is InputKind.OWN_LEVEL}
    own |= {one.name for one in ruleset.levels.values() if one.own_in is not None}
    return (
        frozenset(own)
        | _answered(tuple(ruleset.rules.values()))
        | _answered(tuple(ruleset.definitions.values()))
        | _answered(tuple(ruleset.actions.values()))
    )


def _answered(part: object) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    if isinstance(part, AnsweredAt):
        found = frozenset({part.assessment})
    elif isinstance(part, DecideWhether) and part.is_assessment:
        found = frozenset({part.subject})
    elif isinstance(part, Order) and part.is_assessment:
        found = frozenset({part.first})
    elif isinstance(part, First) and part.is_assessment:
        found = frozenset({part.name})
    if isinstance(part, tuple):
        return found.union(*map(_answered, part))
    return found.union(*map(_answered, _parts(part)))


def _is_assessment(one: Input | RecordField) -> bool:
    return one.is_assessment if isinstance(one, RecordField) else one.kind is InputKind.ASSESSMENT


def asked_by(ruleset: Ruleset, name: str) -> Input | RecordField:
    """The input of a name, or the assessment (also one's own of a level) of that name which is made for each record."""
    level = ruleset.levels.get(name)
    each = level.own_in if level is not None and level.own_in is not None else ruleset.assessed_each(name)
    return ruleset.inputs[name] if each is None else ruleset.lists[each].fields[name]


def _completed(
    draw: Draw, answer: Answer, one: Input | RecordField, *, relevance: Truth, ruleset: Ruleset
) -> Answer:
    if not is_open(answer):
        return answer
    if relevance is Truth.FALSE:
        return NOT_RELEVANT if answer.state is not FactState.KNOWN else answer
    value = answer.value
    if answer.state is FactState.KNOWN and isinstance(value, SetValue):
        added = some(draw, sorted(value.possible - value.certain), 0, len(value.possible))
        return evolve(answer, value=SetValue.known(value.certain | set(added)))
    closed = _closed_answer(draw, one.type_, ruleset)
    if _is_assessment(one):
        value = make_value(draw, one.type_, ruleset)
        return Answer(
            FactState.KNOWN, value, by="rådgiver", on=answer.on or BASE_DAY, reason="opdigtet grund"
        )
    return closed


def complete_fact(draw: Draw, case: Case, ruleset: Ruleset, name: str) -> Case:
    """Gives the case with one open fact answered, where it is certain that the fact applies; else the case itself."""
    one = ruleset.inputs[name]
    relevance = applies(one.relevant_when, case.answer)
    if relevance is Truth.UNKNOWN:
        return case
    answer = _completed(draw, case.answer(name), one, relevance=relevance, ruleset=ruleset)
    return evolve(case, facts=dict(sorted({**case.facts, name: answer}.items())))


def _seen_day(draw: Draw, type_: Type, when: When) -> Answer:
    """A dating value up to the moment: the completions of an open one."""
    latest = when.instant.date() - timedelta(days=0 if when.whole_day else 1)
    day = latest - timedelta(days=pick(draw, (0, 1, 2, 7, 14, 31, 90, 366)))
    return Answer(
        FactState.KNOWN, instant_on(day, pick(draw, HOURS[:3])) if isinstance(type_, Instant) else day
    )


def complete_record(
    draw: Draw, record: Mapping[str, Answer], list_: RecordList, *, ruleset: Ruleset, when: When
) -> Mapping[str, Answer]:
    """Gives the record with every open field answered; an open dating field lies before the moment."""
    made = dict(record)
    has_acts = any(one.is_assessment for one in list_.fields.values())
    kept = acts(ruleset) if has_acts else frozenset[str]()
    for name in in_order_of_relevance(list_.fields):
        field = list_.fields[name]
        if name in kept and field.is_assessment:
            made.setdefault(name, Answer(FactState.NOT_ASKED))
            continue
        relevance = applies(field.relevant_when, lambda n: made.get(n, Answer(FactState.NOT_ASKED)))
        answer = made.get(name, Answer(FactState.NOT_ASKED))
        if name == list_.dated_by and is_open(answer):
            made[name] = _seen_day(draw, field.type_, when)
        else:
            made[name] = _completed(draw, answer, field, relevance=relevance, ruleset=ruleset)
    return dict(sorted(made.items()))


def _completed_list(
    draw: Draw, held: RecordAnswers, list_: RecordList, *, ruleset: Ruleset, when: When
) -> RecordAnswers:
    items = tuple(complete_record(draw, one, list_, ruleset=ruleset, when=when) for one in held.items)
    if held.complete:
        return RecordAnswers(items)
    lacking = draw.integer(0, max(0, list_.maximum - len(items)))
    options = CaseOptions(unknown=0, own=0)
    added = tuple(
        complete_record(draw, _record(draw, list_, ruleset, options), list_, ruleset=ruleset, when=when)
        for _ in range(lacking)
    )
    return RecordAnswers((*items, *added))


def make_completion(draw: Draw, case: Case, ruleset: Ruleset, when: When) -> Case:
    """Gives a case in which everything open is answered but the acts, and every list is complete (up to its maximum)."""
    kept = acts(ruleset)
    made = case_at(ruleset, case, when.instant)
    for name in in_order_of_relevance(ruleset.inputs):
        one = ruleset.inputs[name]
        if name not in kept and one.kind is not InputKind.PARAMETER and one.collected:
            made = complete_fact(draw, made, ruleset, name)
    records = {
        name: _completed_list(draw, made.list(name), list_, ruleset=ruleset, when=when)
        for name, list_ in ruleset.lists.items()
    }
    return evolve(made, records=records)


def set_parameters(draw: Draw, ruleset: Ruleset) -> Ruleset:
    """Gives the rule set with every open parameter fixed."""
    made = {
        name: evolve(one, setting=Setting(make_value(draw, one.type_, ruleset), "opdigtet grund", (), ORIGIN))
        if one.kind is InputKind.PARAMETER and one.setting is None
        else one
        for name, one in ruleset.inputs.items()
    }
    return evolve(ruleset, inputs=made)

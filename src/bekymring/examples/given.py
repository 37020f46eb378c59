"""From what an example gives to the `Case` and the moment that the rules are read for.

Takes a rule set and one of its examples as written.
Gives the case and the moment, with every name and every answer that does not fit, each on its place.
Afterwards true: a `Case` that could have been read from a case file. A list of which the example gives a record is
complete unless it says `er ikke fuldstændige`; `der er ingen …` is complete and empty; a list that the example does
not mention is open, as in a case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TypeVar

from attrs import evolve

from bekymring.calendar_dk import danish_date
from bekymring.case.answers import Answer, Case, Departure, RecordAnswers
from bekymring.diagnostics import Checked, Code, Diagnostic, Label
from bekymring.examples import mistakes
from bekymring.examples.answers import moment_value, read_given, role_of, unknown_name
from bekymring.examples.mistakes import finding, pointing
from bekymring.examples.words import Said
from bekymring.frozen import frozen
from bekymring.model.ruleset import Input, InputKind, RecordList, Ruleset
from bekymring.source import Span
from bekymring.syntax import document as doc

_FACT = Said("en oplysning, en vurdering eller en indikator", "a fact, an assessment or an indicator")
_LIST = Said("en hændelse", "a record list")
_FIELD = Said("et felt i »{list}«", "a field of »{list}«")
_ACTION = Said("en handling", "an action")
_LEVEL = Said("et niveau", "a level")


_Line = TypeVar("_Line", doc.GivenFact, doc.GivenDeparture)


@frozen
class Situation:
    """What an example puts to the rules: a case, and a day or an instant."""

    case: Case
    moment: date | datetime


def situation(ruleset: Ruleset, example: doc.Example) -> Checked[Situation]:
    """Builds the case and the moment of an example. Docs: language reference, *Examples*."""
    facts = _facts([one for one in _of(example, doc.GivenFact) if one.list_ is None], ruleset)
    records = _records(example, ruleset)
    counts = {name: len(one.items) for name, one in (records.value or {}).items()}
    departures = _departures(_of(example, doc.GivenDeparture), ruleset, counts)
    moment = _moment(ruleset, example)
    found = (*facts.diagnostics, *records.diagnostics, *departures.diagnostics, *moment.diagnostics)
    if found or facts.value is None or records.value is None or moment.value is None:
        return Checked(None, found)
    return Checked(Situation(Case(facts.value, records.value, departures.value or ()), moment.value))


def _of(example: doc.Example, kind: type[_Line]) -> tuple[_Line, ...]:
    return tuple(one for one in example.given if isinstance(one, kind))


def _moment(ruleset: Ruleset, example: doc.Example) -> Checked[date | datetime]:
    moment = moment_value(example.moment.value)
    if moment is None:
        return Checked(None, (finding(mistakes.MOMENT_OUTSIDE_CALENDAR, example.moment.span),))
    day = danish_date(moment) if isinstance(moment, datetime) else moment
    if not ruleset.head.period.holds_on(day):
        at = example.moment.span
        return Checked(None, (finding(mistakes.MOMENT_OUTSIDE_PERIOD, at, ruleset=ruleset.name),))
    return Checked(moment)


# --- facts --------------------------------------------------------------------------------------------------


def _facts(lines: Iterable[doc.GivenFact], ruleset: Ruleset) -> Checked[Mapping[str, Answer]]:
    held: dict[str, Answer] = {}
    first: dict[str, Span] = {}
    found: list[Diagnostic] = []
    for line in lines:
        name = line.name.text
        asked = _asked(line, ruleset)
        if isinstance(asked, Diagnostic):
            found.append(asked)
        elif name in first:
            found.append(_twice(name, line.name.span, first[name]))
        else:
            read = read_given(line.given, asked, ruleset, at=line.span)
            found.extend(read.diagnostics)
            first[name] = line.name.span
            if line.through is not None and asked.measured_for is None:
                found.append(finding(mistakes.NOT_MEASURED, line.span, name=name))
            if read.value is not None:
                held[name] = evolve(read.value, through=line.through)
    return Checked(held, tuple(found))


def _twice(name: str, at: Span, earlier: Span) -> Diagnostic:
    label = Label(earlier, "Her er det givet første gang.", "Here it is given first.")
    return pointing(finding(mistakes.GIVEN_TWICE, at, name=name), label)


def _asked(line: doc.GivenFact, ruleset: Ruleset) -> Input | Diagnostic:
    """The input that a line answers, or why there is none."""
    name = line.name.text
    asked = ruleset.inputs.get(name)
    if line.own_assessment:
        if asked is None or asked.kind is not InputKind.OWN_LEVEL:
            return unknown_name(line.name, _LEVEL, ruleset.levels)
        return asked
    if name in ruleset.levels:
        return finding(mistakes.LEVEL_IS_GIVEN, line.name.span, name=name)
    each = ruleset.assessed_each(name)
    if each is not None:
        return finding(
            mistakes.WHICH_RECORD, line.name.span, name=name, list=each, written=f"{name} af {each} 1"
        )
    if asked is None:
        return _no_input(line.name, ruleset)
    if not asked.collected:
        return _refused(mistakes.NOT_COLLECTED, line.name, asked)
    if asked.kind is InputKind.PARAMETER and asked.setting is not None:
        return _refused(mistakes.PARAMETER_FIXED, line.name, asked)
    return asked


def _no_input(name: doc.Name, ruleset: Ruleset) -> Diagnostic:
    derived = (ruleset.definitions, ruleset.indicators, ruleset.actions, ruleset.measures)
    if any(name.text in held for held in derived):
        return finding(mistakes.FOLLOWS_FROM_RULES, name.span, name=name.text)
    known = [key for key, one in ruleset.inputs.items() if one.kind is not InputKind.OWN_LEVEL]
    return unknown_name(name, _FACT, known)


def _refused(code: Code, name: doc.Name, asked: Input) -> Diagnostic:
    label = Label(asked.origin.span, "Her står det.", "Here it says so.")
    return pointing(finding(code, name.span, name=name.text), label)


# --- records ------------------------------------------------------------------------------------------------


@frozen
class _Lines:
    """What an example says of one list."""

    records: tuple[doc.GivenRecord, ...]
    none: tuple[doc.GivenNoRecords, ...]
    incomplete: tuple[doc.GivenIncomplete, ...]
    answers: tuple[doc.GivenFact, ...]
    """Answers about one field of one record."""


def list_named(name: doc.Name, ruleset: Ruleset) -> RecordList | None:
    """The list of a name in the singular or the plural."""
    held = ruleset.lists.get(name.text)
    return held or next((one for one in ruleset.lists.values() if one.plural == name.text), None)


def _records(example: doc.Example, ruleset: Ruleset) -> Checked[Mapping[str, RecordAnswers]]:
    lines = [
        one
        for one in example.given
        if isinstance(one, doc.GivenRecord | doc.GivenNoRecords | doc.GivenIncomplete)
    ]
    answers = [one for one in example.given if isinstance(one, doc.GivenFact)]
    names = sorted(_all_list_names(ruleset))
    named = (*(one.list_ for one in lines), *(one.list_ for one in answers if one.list_ is not None))
    strangers = [unknown_name(one, _LIST, names) for one in named if list_named(one, ruleset) is None]
    held: dict[str, RecordAnswers] = {}
    found: list[Diagnostic] = strangers
    for list_ in ruleset.lists.values():
        own = [one for one in lines if list_named(one.list_, ruleset) is list_]
        about = [one for one in answers if one.list_ is not None and list_named(one.list_, ruleset) is list_]
        if own or about:
            said = _Lines(
                tuple(one for one in own if isinstance(one, doc.GivenRecord)),
                tuple(one for one in own if isinstance(one, doc.GivenNoRecords)),
                tuple(one for one in own if isinstance(one, doc.GivenIncomplete)),
                tuple(about),
            )
            read = _list(said, list_, ruleset)
            found.extend(read.diagnostics)
            held[list_.name] = read.value or RecordAnswers()
    return Checked(held, tuple(found))


def _all_list_names(ruleset: Ruleset) -> Iterator[str]:
    for one in ruleset.lists.values():
        yield from (one.name, one.plural)


def _list(said: _Lines, list_: RecordList, ruleset: Ruleset) -> Checked[RecordAnswers]:
    found: list[Diagnostic] = list(_shape(said, list_))
    items: dict[int, Mapping[str, Answer]] = {}
    numbers = {line.number for line in said.records}
    found += [_no_record(one, list_, len(numbers)) for one in said.answers if one.number not in numbers]
    measured = (one for one in said.answers if one.through is not None)
    found += [finding(mistakes.NOT_MEASURED, one.span, name=one.name.text) for one in measured]
    for line in said.records:
        more = tuple((one.name, one.given) for one in said.answers if one.number == line.number)
        read = _fields((*line.values, *more), list_, ruleset)
        found.extend(read.diagnostics)
        items.setdefault(line.number, read.value or {})
    ordered = tuple(items[number] for number in sorted(items))
    return Checked(RecordAnswers(ordered, complete=not said.incomplete), tuple(found))


def _no_record(line: doc.GivenFact, list_: RecordList, count: int) -> Diagnostic:
    numbers = {"number": str(line.number), "count": str(count)}
    return finding(mistakes.NO_SUCH_RECORD, line.name.span, list=list_.name, **numbers)


def _shape(said: _Lines, list_: RecordList) -> Iterator[Diagnostic]:
    """What is wrong with the lines about one list, apart from their answers."""
    if said.none and (said.records or said.incomplete):
        label = Label(
            (said.records or said.incomplete)[0].span, "Her står det andet.", "Here it says the other."
        )
        yield pointing(finding(mistakes.NONE_AND_SOME, said.none[0].span, list=list_.name), label)
    first: dict[int, Span] = {}
    for line in said.records:
        if line.number in first:
            yield _twice(f"{list_.name} {line.number}", line.span, first[line.number])
        first.setdefault(line.number, line.span)
    numbers = sorted(first)
    if numbers != list(range(1, len(numbers) + 1)):
        said_numbers = ", ".join(str(number) for number in numbers)
        yield finding(mistakes.RECORD_NUMBERS, first[numbers[-1]], list=list_.name, numbers=said_numbers)
    if len(first) > list_.maximum:
        at = said.records[-1].span
        yield finding(mistakes.TOO_MANY_RECORDS, at, list=list_.name, limit=str(list_.maximum))


def _fields(
    given_pairs: Iterable[tuple[doc.Name, doc.Given]], list_: RecordList, ruleset: Ruleset
) -> Checked[Mapping[str, Answer]]:
    held: dict[str, Answer] = {}
    first: dict[str, Span] = {}
    found: list[Diagnostic] = []
    for name, given in given_pairs:
        field = list_.fields.get(name.text)
        if field is None:
            wanted = Said(_FIELD.da.format(list=list_.name), _FIELD.en.format(list=list_.name))
            found.append(unknown_name(name, wanted, list_.fields))
        elif not field.collected:
            found.append(finding(mistakes.NOT_COLLECTED, name.span, name=name.text))
        elif name.text in first:
            found.append(_twice(name.text, name.span, first[name.text]))
        else:
            first[name.text] = name.span
            read = read_given(given, field, ruleset, at=name.span)
            found.extend(read.diagnostics)
            if read.value is not None:
                held[name.text] = read.value
    return Checked(held, tuple(found))


# --- departures ---------------------------------------------------------------------------------------------


def _departures(
    lines: Iterable[doc.GivenDeparture], ruleset: Ruleset, counts: Mapping[str, int]
) -> Checked[tuple[Departure, ...]]:
    held: list[Departure] = []
    found: list[Diagnostic] = []
    for line in lines:
        action = ruleset.actions.get(line.action.text)
        role = role_of(line.by, ruleset)
        found.extend(role.diagnostics)
        if action is None:
            found.append(unknown_name(line.action, _ACTION, ruleset.actions))
            continue
        number = record_meant(line.action, line.number, action.per_record, counts, list_=line.list_)
        found.extend(number.diagnostics)
        held.append(Departure(action.name, number.value, role.value or "", line.reason))
    return Checked(tuple(held), tuple(found))


def record_meant(
    name: doc.Name,
    number: int | None,
    per_record: str | None,
    counts: Mapping[str, int],
    *,
    list_: doc.Name | None,
) -> Checked[int]:
    """The number of the record that an action or a level is spoken of for: the one written, or the only one there is.

    None without a finding: nothing kept per record, or no record there.
    """
    if per_record is None:
        stray = finding(mistakes.NOT_PER_RECORD, name.span, name=name.text)
        return Checked(None, () if number is None else (stray,))
    count = counts.get(per_record, 0)
    args = {"name": name.text, "list": per_record}
    if list_ is not None and list_.text != per_record:
        return Checked(None, (finding(mistakes.OTHER_LIST, list_.span, written=list_.text, **args),))
    if number is None and count > 1:
        written = f"{name.text} af {per_record} 1"
        return Checked(None, (finding(mistakes.WHICH_RECORD, name.span, written=written, **args),))
    if number is not None and not 1 <= number <= count:
        numbers = {"number": str(number), "count": str(count)}
        return Checked(None, (finding(mistakes.NO_SUCH_RECORD, name.span, **args, **numbers),))
    return Checked(number or (1 if count else None))

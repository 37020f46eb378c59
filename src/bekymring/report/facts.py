"""The answers of a case in words: question, value, who said it and when; records by number and date."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction
from typing import assert_never

from bekymring.calendar_dk import format_date
from bekymring.case.answers import Answer, Case, FactState
from bekymring.frozen import frozen
from bekymring.model.ruleset import Input
from bekymring.model.types import Choice, Number, OnScale, SetOf, Type
from bekymring.report.clean import shown
from bekymring.report.names import Names, spoken
from bekymring.report.paths import Place, place_of
from bekymring.report.say import Both, listed, upper_first
from bekymring.report.times import moment, number, period_of, stamp
from bekymring.values import SetValue, Value

YES, NO = Both("ja", "yes"), Both("nej", "no")
_NONE_OF_THEM = Both("ingen af dem", "none of them")
_OPEN_MEMBERS = Both("ikke oplyst: {those}", "not known: {those}")

_STATES = {
    FactState.KNOWN: Both("oplyst", "known"),
    FactState.ASKED: Both("spurgt, ikke oplyst", "asked, not known"),
    FactState.NOT_ASKED: Both("ikke spurgt", "not asked"),
    FactState.DOUBTED: Both("usikkert", "uncertain"),
    FactState.NOT_RELEVANT: Both("ikke relevant her", "does not apply here"),
    FactState.NOT_HAPPENED: Both("endnu ikke sket", "has not happened yet"),
    FactState.OTHER_PERIOD: Both("ikke oplyst for den periode", "not known for that period"),
}
_FOR_PERIOD = Both("{question} ({period})", "{question} ({period})")
_OTHER_PERIOD = Both(
    "ikke oplyst; svaret {value} gælder {period}", "not known; the answer {value} is for {period}"
)
_ANSWER_IS_FOR = Both("svaret i sagen gælder {period}", "the answer in the case is for {period}")

_UNNAMED_SOURCE = Both("kilde ikke noteret", "source not noted")
_SET = Both("fastsat i reglerne", "set in the rules")
_PARTY_NOT_HEARD = Both("parten er ikke hørt", "the party has not been heard")
_PARTY_HEARD = Both("parten er hørt", "the party has been heard")
_RECORD = Both("{list} {number}", "{list} {number}")
_RECORD_DATED = Both("{list} {number} ({field} {when})", "{list} {number} ({field} {when})")
_OF_RECORD = Both("{record}: {question}", "{record}: {question}")
_LACKING = Both(
    "{question} ({list}, der måske mangler i sagen)", "{question} ({list} that the case may lack)"
)


def value_text(value: Value, type_: Type, names: Names) -> str:
    """A value as people say it."""
    lang = names.lang
    match value:
        case bool():
            return (YES if value else NO).say(lang)
        case Fraction():
            return _number(value, type_, lang)
        case datetime():
            return moment(value, lang)
        case date():
            return format_date(value, lang)
        case SetValue():
            return _members(value, type_, names)
        case str():
            return names.alternative(type_, value)
        case _:
            assert_never(value)


def _number(value: Fraction, type_: Type, lang: str) -> str:
    said = number(value, lang)
    if isinstance(type_, Number) and type_.percent:
        return f"{said} %"
    unit = shown(type_.unit) if isinstance(type_, Number) else ""
    return f"{said} {unit}".rstrip()


def _members(value: SetValue, type_: Type, names: Names) -> str:
    certain = [names.alternative(type_, one) for one in _in_order(value.certain, type_)]
    doubtful = [names.alternative(type_, one) for one in _in_order(value.possible - value.certain, type_)]
    parts = [listed(certain, names.lang)] if certain else []
    if doubtful:
        parts.append(_OPEN_MEMBERS.say(names.lang, those=", ".join(doubtful)))
    return "; ".join(parts) or _NONE_OF_THEM.say(names.lang)


def _in_order(members: frozenset[str], type_: Type) -> list[str]:
    written = type_.names if isinstance(type_, SetOf | Choice) else ()
    return [one for one in written if one in members] or sorted(members)


@frozen
class Facts:
    """The answers of one case, in words."""

    case: Case
    names: Names
    day: date
    """The day of assessment."""

    def answer(self, path: str) -> Answer:
        """The answer at a path such as `fravær` or `underretning[2].modtagelse`."""
        at = place_of(path)
        if at.number is None:
            return self.case.answer(at.name)
        items = self.case.list(at.name).items
        if not at.field or not 1 <= at.number <= len(items):
            return Answer(FactState.NOT_ASKED)
        return items[at.number - 1].get(at.field, Answer(FactState.NOT_ASKED))

    def question(self, path: str) -> str:
        """The question at a path, with the record it is about."""
        at, lang, asked = place_of(path), self.names.lang, self.bare_question(path)
        if at.number is None:
            return self.question_for(path, self.day)
        if not at.number:
            return _LACKING.say(lang, question=asked, list=self.plural(at.name))
        held = self.names.ruleset.lists.get(at.name)
        if held is not None and held.dated_by == at.field:
            alone = _RECORD.say(lang, list=spoken(at.name), number=at.number)
            return _OF_RECORD.say(lang, question=asked, record=upper_first(alone))
        return _OF_RECORD.say(lang, question=asked, record=self.record_at(path))

    def question_for(self, path: str, on: date) -> str:
        """The question at the path of a fact; of what is measured for a period, with that of a day."""
        asked, period = self.bare_question(path), self._period(path, on)
        return _FOR_PERIOD.say(self.names.lang, question=asked, period=period) if period else asked

    def _period(self, path: str, on: date) -> str:
        """The period of a day, of what is measured for one; else empty."""
        declared = self.names.ruleset.inputs.get(path)
        kind = declared.measured_for if declared is not None else None
        return "" if kind is None else period_of(kind, on, self.names.lang)

    def of_other_period(self, path: str) -> str:
        """`svaret i sagen gælder 4. kvartal 2025`; empty where the case's answer is for the period of the assessment."""
        answer = self.answer(path)
        if answer.state is not FactState.OTHER_PERIOD or answer.through is None:
            return ""
        return _ANSWER_IS_FOR.say(self.names.lang, period=self._period(path, answer.through))

    def record_at(self, path: str) -> str:
        """The record that a path is about, in words; empty for a path that is about none."""
        at = place_of(path)
        return upper_first(self.record(at.name, at.number)) if at.number else ""

    def is_the_date_of_its_record(self, path: str) -> bool:
        """Whether an answer is the date by which its record is told apart, and so stands where the record is named."""
        at = place_of(path)
        held = self.names.ruleset.lists.get(at.name) if at.number is not None else None
        dated = isinstance(self.answer(path).value, date)
        return held is not None and dated and held.dated_by == at.field

    def bare_question(self, path: str) -> str:
        """The question at a path, without the record."""
        at = place_of(path)
        return self.names.fact(at.name) if at.number is None and not at.field else self._of_list(at)

    def _of_list(self, at: Place) -> str:
        if at.field:
            return self.names.field(at.name, at.field)
        held = self.names.ruleset.lists.get(at.name)
        return (shown(held.title) if held is not None else "") or spoken(at.name)

    def plural(self, list_name: str) -> str:
        """What several records of a list are called."""
        held = self.names.ruleset.lists.get(list_name)
        return spoken(held.plural if held is not None else list_name)

    def record(self, list_name: str, number_: int) -> str:
        """`underretning 2 (modtagelse 9. marts 2026 kl. 10.00)`."""
        held = self.names.ruleset.lists.get(list_name)
        lang = self.names.lang
        dated_by = held.dated_by if held is not None else None
        answer = self.answer(f"{list_name}[{number_}].{dated_by}") if dated_by else None
        if answer is None or not isinstance(answer.value, date):
            return _RECORD.say(lang, list=spoken(list_name), number=number_)
        when = stamp(answer.value, lang)
        return _RECORD_DATED.say(
            lang, list=spoken(list_name), number=number_, field=spoken(dated_by or ""), when=when
        )

    def value(self, path: str) -> str:
        """The answer at a path in words: its value, or its state; a doubted value says so."""
        answer = self.answer(path)
        declared = self.names.input_or_field(path)
        state = _STATES[answer.state].say(self.names.lang)
        if answer.value is None and isinstance(declared, Input) and declared.setting is not None:
            return value_text(declared.setting.value, declared.type_, self.names)
        if answer.value is None or declared is None:
            return state
        said = value_text(answer.value, declared.type_, self.names)
        if answer.state is FactState.OTHER_PERIOD and answer.through is not None:
            period = self._period(path, answer.through)
            return _OTHER_PERIOD.say(self.names.lang, value=said, period=period)
        return f"{said} ({state})" if answer.state is FactState.DOUBTED else said

    def told(self, path: str) -> str:
        """A question with its answer, who said it and when."""
        source = self.source(path)
        said = f"{self.question(path)} {self.value(path)}"
        return f"{said} ({source})" if source else said

    def has_no_source(self, path: str) -> bool:
        """Whether nothing is noted of who said it."""
        return self.source(path) in {"", _UNNAMED_SOURCE.say(self.names.lang)}

    def source(self, path: str) -> str:
        """Who said it, when, in which document, and whether the party has been heard about it."""
        answer = self.answer(path)
        lang = self.names.lang
        if answer.by:
            when = stamp(answer.on, lang) if answer.on is not None else ""
            return ", ".join(part for part in (self.names.role(answer.by), when) if part)
        origin = answer.provenance
        if answer.is_open and answer.value is None:
            declared = self.names.input_or_field(path)
            is_set = isinstance(declared, Input) and declared.setting is not None
            return _SET.say(lang) if is_set else ""
        if origin is None:
            return _UNNAMED_SOURCE.say(lang)
        heard = {None: "", True: _PARTY_HEARD.say(lang), False: _PARTY_NOT_HEARD.say(lang)}[
            origin.party_heard
        ]
        said_by = shown(origin.said_by)
        if said_by in self.names.ruleset.parties:
            said_by = self.names.role(said_by)
        when = format_date(origin.on, lang) if origin.on is not None else ""
        parts = (said_by or _UNNAMED_SOURCE.say(lang), shown(origin.document), when, heard)
        return ", ".join(part for part in parts if part)


def on_scale(type_: Type) -> str | None:
    """The scale of a type, if its values are steps."""
    return type_.scale if isinstance(type_, OnScale) else None

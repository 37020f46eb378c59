"""One answer of an example, read by the question it answers.

Takes what stands after a name in an example, and the input or field of that name.
Gives the `Answer`, or one finding on the answer's place.
Afterwards true: a value is of the declared type and within its bounds.
An assessment given with a value counts as made with a reason, whether or not the example writes one; with
`er måske` it is in doubt, as one whose reason is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import assert_never

from attrs import evolve

from bekymring.calendar_dk import FIRST_DAY, LAST_DAY, CalendarError, from_danish
from bekymring.case.answers import Answer, FactState
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.examples import mistakes
from bekymring.examples.mistakes import finding
from bekymring.examples.words import Said, number_text, wanted_for
from bekymring.model.ruleset import Input, InputKind, RecordField, Ruleset
from bekymring.model.suggest import closest, meant
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.source import Span
from bekymring.syntax import document as doc
from bekymring.values import SetValue, Value

Asked = Input | RecordField
REASON_IN_EXAMPLE = "…"
"""Stands for the reason that an example leaves out."""


def read_given(given: doc.Given, asked: Asked, ruleset: Ruleset, *, at: Span) -> Checked[Answer]:
    """Reads one answer; `at` is its place where the answer has none of its own. Docs: language reference, *Examples*."""
    match given:
        case doc.GivenUnknown():
            return Checked(Answer(FactState.ASKED))
        case doc.GivenNotRelevant():
            if asked.relevant_when is None:
                return _failed(mistakes.NEVER_IRRELEVANT, given.span, asked)
            return Checked(Answer(FactState.NOT_RELEVANT))
        case doc.GivenNotHappened():
            if not isinstance(asked.type_, Day | Instant):
                return _failed(
                    mistakes.CANNOT_HAPPEN, given.span, asked, wanted=wanted_for(asked.type_, ruleset)
                )
            return Checked(Answer(FactState.NOT_HAPPENED))
        case doc.GivenDoubt():
            return _with_value(given.value, asked, ruleset, at=at, state=FactState.DOUBTED)
        case doc.GivenAssessment():
            return _assessment(given, asked, ruleset)
        case _:
            read = _with_value(given, asked, ruleset, at=at, state=FactState.KNOWN)
            if read.value is None or not _is_assessment(asked):
                return read
            return Checked(evolve(read.value, by=_made_by(asked), reason=REASON_IN_EXAMPLE))


def _failed(code: Code, at: Span, asked: Asked, *, wanted: Said | None = None) -> Checked[Answer]:
    args = {"wanted_da": wanted.da, "wanted_en": wanted.en} if wanted else {}
    return Checked(None, (finding(code, at, name=asked.name, **args),))


def _is_assessment(asked: Asked) -> bool:
    if isinstance(asked, RecordField):
        return asked.is_assessment
    return asked.kind in {InputKind.ASSESSMENT, InputKind.OWN_LEVEL}


def _made_by(asked: Asked) -> str:
    return asked.made_by or ""


def _with_value(
    written: doc.Expr | doc.GivenSet, asked: Asked, ruleset: Ruleset, *, at: Span, state: FactState
) -> Checked[Answer]:
    value = read_value(written, asked.type_, ruleset)
    if value is None:
        place = written.span if written.span != Span.nowhere() else at
        return _failed(mistakes.DOES_NOT_FIT, place, asked, wanted=wanted_for(asked.type_, ruleset))
    return Checked(Answer(state, value))


def _assessment(given: doc.GivenAssessment, asked: Asked, ruleset: Ruleset) -> Checked[Answer]:
    if not _is_assessment(asked):
        return _failed(mistakes.NOT_AN_ASSESSMENT, given.span, asked)
    read = _with_value(given.value, asked, ruleset, at=given.span, state=FactState.KNOWN)
    role = role_of(given.by, ruleset)
    on, when = _when(given.on, given.span, asked, ruleset)
    found = (*read.diagnostics, *role.diagnostics, *on, *_may_assess(role.value, given, asked, ruleset))
    if found or read.value is None:
        return Checked(None, found)
    by = role.value or _made_by(asked)
    return Checked(evolve(read.value, by=by, on=when, reason=given.reason or REASON_IN_EXAMPLE))


def _when(
    on: date | datetime | None, at: Span, asked: Asked, ruleset: Ruleset
) -> tuple[tuple[Diagnostic, ...], date | datetime | None]:
    if on is None:
        return (), None
    moment = moment_value(on)
    if moment is None:
        type_ = Instant() if isinstance(on, datetime) else Day()
        return _failed(mistakes.DOES_NOT_FIT, at, asked, wanted=wanted_for(type_, ruleset)).diagnostics, None
    return (), moment


def role_of(by: doc.Name | None, ruleset: Ruleset) -> Checked[str]:
    """The role that an example names; any name where the rule set declares no roles."""
    if by is None or by.text in ruleset.roles or not ruleset.roles:
        return Checked(by.text if by else None)
    return Checked(None, (unknown_name(by, Said("en rolle", "a role"), ruleset.roles),))


def _may_assess(
    by: str | None, given: doc.GivenAssessment, asked: Asked, ruleset: Ruleset
) -> tuple[Diagnostic, ...]:
    made_by = _made_by(asked)
    if not by or not made_by or by == made_by or by not in ruleset.roles or made_by not in ruleset.roles:
        return ()
    own, needed = ruleset.roles[by].rank, ruleset.roles[made_by].rank
    if own is not None and needed is not None and own > needed:
        return ()
    place = given.by.span if given.by else given.span
    return (finding(mistakes.ROLE_MAY_NOT, place, name=asked.name, role=made_by),)


def unknown_name(name: doc.Name, wanted: Said, candidates: Iterable[str]) -> Diagnostic:
    """A finding on a name that nothing has, with the one that was probably meant."""
    near = closest(name.text, candidates)
    return finding(
        mistakes.UNKNOWN_NAME,
        name.span,
        name=name.text,
        wanted_da=wanted.da,
        wanted_en=wanted.en,
        **meant(
            near, otherwise=("Erklær det først, eller slet linjen.", "Declare it first, or delete the line.")
        ),
    )


# --- values -------------------------------------------------------------------------------------------------


def read_value(written: doc.Expr | doc.GivenSet, type_: Type, ruleset: Ruleset) -> Value | None:
    """Reads a value of a declared type; None where it does not fit."""
    match type_:
        case YesNo():
            return written.value if isinstance(written, doc.YesNo) else None
        case Number():
            return _number(written, type_) if isinstance(written, doc.Number) else None
        case Day():
            return moment_value(written.value) if isinstance(written, doc.DateLiteral) else None
        case Instant():
            return moment_value(written.value) if isinstance(written, doc.InstantLiteral) else None
        case Choice():
            return _one_of(written, type_.names)
        case OnScale():
            return _one_of(written, ruleset.scales[type_.scale].names)
        case SetOf():
            return _set(written, type_.names)
        case _:
            assert_never(type_)


def _number(written: doc.Number, type_: Number) -> Value | None:
    if written.percent != type_.percent or not type_.low <= written.value <= type_.high:
        return None
    return None if type_.integer and written.value.denominator != 1 else written.value


def moment_value(written: date | datetime) -> date | datetime | None:
    """A day, or a Danish civil time as an instant; None where the calendar has none such."""
    if isinstance(written, datetime):
        try:
            return from_danish(written)
        except CalendarError:
            return None
    return written if FIRST_DAY <= written <= LAST_DAY else None


def _one_of(written: doc.Expr | doc.GivenSet, names: tuple[str, ...]) -> str | None:
    match written:
        case doc.NameRef(name=doc.Name(text=text)) if text in names:
            return text
        case doc.Number(value=value, percent=False) if number_text(value) in names:
            return number_text(value)
        case _:
            return None


def _set(written: doc.Expr | doc.GivenSet, names: tuple[str, ...]) -> SetValue | None:
    if isinstance(written, doc.GivenSet):
        certain = frozenset(one.text for one in written.certain)
        possible = certain | {one.text for one in written.possible}
        return SetValue(certain, possible) if possible <= set(names) else None
    single = _one_of(written, names)
    return None if single is None else SetValue.known((single,))

"""One answer, in whichever of its written forms.

Takes a node, the question it answers and its path; gives the `Answer` with what is wrong with it.
Afterwards true: a known or doubted answer has a value of the declared type, and an assessment is known only with a
written reason. The forms: a value; null; `{"tvivl": value}`; `{"ikke_relevant": true}`; `{"ikke_sket": true}`;
`{"værdi": any of these, "til_og_med", "fra", "dato", "dokument", "partshørt"}`; `{"vurdering": any of the first five, "af", "dato",
"fordi"}`, which may also stand under `værdi`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Final

from attrs import evolve

from bekymring.case import mistakes
from bekymring.case.answers import Answer, FactState, Provenance
from bekymring.case.plain import Leaf, Members, Node
from bekymring.case.scalars import (
    listed,
    read_day,
    read_day_or_instant,
    read_value,
    read_yes_no,
)
from bekymring.diagnostics import Checked, Code, Diagnostic
from bekymring.frozen import frozen
from bekymring.model.ruleset import Input, InputKind, RecordField, Ruleset
from bekymring.model.types import Day, Instant, SetOf, Type
from bekymring.values import Value

DOUBT: Final = "tvivl"
NOT_RELEVANT: Final = "ikke_relevant"
NOT_HAPPENED: Final = "ikke_sket"
VALUE: Final = "værdi"
ASSESSMENT: Final = "vurdering"
SAID_BY: Final = "fra"
ON: Final = "dato"
DOCUMENT: Final = "dokument"
PARTY_HEARD: Final = "partshørt"
THROUGH: Final = "til_og_med"
BY: Final = "af"
REASON: Final = "fordi"

PROVENANCE_PARTS: Final = (VALUE, SAID_BY, ON, DOCUMENT, PARTY_HEARD)
"""`til_og_med` too, where the question is measured for a period."""
ASSESSMENT_PARTS: Final = (ASSESSMENT, BY, ON, REASON)
FORMS: Final = (DOUBT, NOT_RELEVANT, NOT_HAPPENED, VALUE, ASSESSMENT)
"""The first word of each form; no alternative of a set may be one of them."""


@frozen
class Question:
    """What an answer answers: the declared type, and what else the rule set says about it."""

    type_: Type
    may_be_irrelevant: bool = False
    is_assessment: bool = False
    made_by: str | None = None
    is_measured: bool = False
    """Whether an answer is for one period of the calendar."""

    @classmethod
    def of(cls, asked: Input | RecordField) -> Question:
        """The question of an input or of a field of a record."""
        relevance = asked.relevant_when is not None
        if isinstance(asked, RecordField):
            return cls(asked.type_, relevance, asked.is_assessment, asked.made_by)
        is_assessment = asked.kind in {InputKind.ASSESSMENT, InputKind.OWN_LEVEL}
        return cls(asked.type_, relevance, is_assessment, asked.made_by, asked.measured_for is not None)


def failed(code: Code, at: str, **args: str) -> Checked[Answer]:
    """No answer, and why."""
    return Checked(None, (Diagnostic(code, at, args),))


def read_answer(node: Node, question: Question, at: str, ruleset: Ruleset) -> Checked[Answer]:
    """Reads one answer of a fact, a field, an assessment or a level."""
    if isinstance(node, Members) and _form(node, question) == VALUE:
        return _with_provenance(node, question, ruleset)
    return _without_provenance(node, question, at, ruleset)


def _form(node: Node, question: Question) -> str | None:
    """The first word of the form that an object has; None for a value."""
    if not isinstance(node, Members):
        return None
    # WHY: `dato` and the other parts name no form, and an alternative of the set goes before a form of its name.
    known = question.type_.names if isinstance(question.type_, SetOf) else ()
    return next((form for form in FORMS if form in node.items and form not in known), None)


def _without_provenance(node: Node, question: Question, at: str, ruleset: Ruleset) -> Checked[Answer]:
    form = _form(node, question)
    if form == ASSESSMENT and isinstance(node, Members):
        return _assessment(node, question, at, ruleset)
    read = _core(node, question, at, ruleset)
    if not question.is_assessment or read.value is None:
        return read
    return _with_reason(read.value, "", at)


def _core(node: Node, question: Question, at: str, ruleset: Ruleset) -> Checked[Answer]:
    """Reads null, a value, a doubt, or a mark."""
    if isinstance(node, Leaf) and node.value is None:
        return Checked(Answer(FactState.ASKED))
    form = _form(node, question)
    if isinstance(node, Members) and form is not None:
        return _marked(node, form, question, ruleset)
    if isinstance(node, Members) and not isinstance(question.type_, SetOf):
        return failed(mistakes.UNKNOWN_FORM, at, names=listed(FORMS))
    read = read_value(node, question.type_, at, ruleset)
    return Checked(None if read.value is None else Answer(FactState.KNOWN, read.value), read.diagnostics)


def _marked(node: Members, form: str, question: Question, ruleset: Ruleset) -> Checked[Answer]:
    strange = strangers(node, (form,))
    if strange or form not in {DOUBT, NOT_RELEVANT, NOT_HAPPENED}:
        return Checked(None, strange or (_unknown_part(node, form, (DOUBT, NOT_RELEVANT, NOT_HAPPENED)),))
    inner, at = node.items[form], node.paths[form]
    if form == DOUBT:
        return _doubted(inner, question, at, ruleset)
    if not (isinstance(inner, Leaf) and inner.value is True):
        return failed(mistakes.MARK_NOT_TRUE, at)
    if form == NOT_RELEVANT:
        allowed, code, state = question.may_be_irrelevant, mistakes.NEVER_IRRELEVANT, FactState.NOT_RELEVANT
    else:
        is_dated = isinstance(question.type_, Day | Instant)
        allowed, code, state = is_dated, mistakes.CANNOT_HAPPEN, FactState.NOT_HAPPENED
    return Checked(Answer(state)) if allowed else failed(code, at)


def _doubted(inner: Node, question: Question, at: str, ruleset: Ruleset) -> Checked[Answer]:
    if isinstance(inner, Leaf) and inner.value is None:
        return failed(mistakes.DOUBT_WITHOUT_VALUE, at)
    read = read_value(inner, question.type_, at, ruleset)
    return Checked(None if read.value is None else Answer(FactState.DOUBTED, read.value), read.diagnostics)


def _unknown_part(node: Members, name: str, allowed: tuple[str, ...]) -> Diagnostic:
    return Diagnostic(mistakes.UNKNOWN_PART, node.paths[name], {"names": listed(allowed)})


def strangers(node: Members, allowed: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """The parts that an object of this form does not have."""
    return tuple(_unknown_part(node, name, allowed) for name in node.items if name not in allowed)


# --- who said so --------------------------------------------------------------------------------------------


def _with_provenance(node: Members, question: Question, ruleset: Ruleset) -> Checked[Answer]:
    inner = node.items[VALUE]
    answer = (
        Checked[Answer](None, (_unknown_part(node, VALUE, PROVENANCE_PARTS[1:]),))
        if _form(inner, question) == VALUE
        else _without_provenance(inner, question, node.paths[VALUE], ruleset)
    )
    provenance, through = _provenance(node), _through(node, question)
    strange = strangers(node, (*PROVENANCE_PARTS, THROUGH))
    found = (*strange, *answer.diagnostics, *provenance.diagnostics, *through.diagnostics)
    if found or answer.value is None or provenance.value is None:
        return Checked(None, found)
    said = provenance.value if provenance.value != Provenance() else None
    return Checked(evolve(answer.value, provenance=said, through=through.value))


def _through(node: Members, question: Question) -> Checked[date]:
    """The last day that an answer is for."""
    if THROUGH in node.items and not question.is_measured:
        return Checked(None, (Diagnostic(mistakes.NOT_MEASURED, node.paths[THROUGH]),))
    read = _part(node, THROUGH, read_day)
    return Checked(read.value if isinstance(read.value, date) else None, read.diagnostics)


def _provenance(node: Members) -> Checked[Provenance]:
    said_by, document = text_of(node, SAID_BY), text_of(node, DOCUMENT)
    on = _part(node, ON, read_day)
    heard = _part(node, PARTY_HEARD, read_yes_no)
    found = (*said_by.diagnostics, *document.diagnostics, *on.diagnostics, *heard.diagnostics)
    day = on.value if isinstance(on.value, date) else None
    is_heard = heard.value if isinstance(heard.value, bool) else None
    return Checked(Provenance(said_by.value or "", day, document.value or "", is_heard), found)


def _part(node: Members, part: str, read: Callable[[Node, str], Checked[Value]]) -> Checked[Value]:
    """A part of an object that may be left out or null."""
    inner = node.items.get(part, Leaf(None))
    return Checked(None) if inner == Leaf(None) else read(inner, node.paths[part])


def text_of(node: Members, part: str) -> Checked[str]:
    """A part that is text; left out or null it is the empty text."""
    inner = node.items.get(part, Leaf(None))
    if not isinstance(inner, Leaf) or not (inner.value is None or isinstance(inner.value, str)):
        return Checked(None, (Diagnostic(mistakes.TEXT_EXPECTED, node.paths[part]),))
    return Checked(inner.value or "")


# --- professional assessments -------------------------------------------------------------------------------


def _assessment(node: Members, question: Question, at: str, ruleset: Ruleset) -> Checked[Answer]:
    if not question.is_assessment:
        return failed(mistakes.NOT_AN_ASSESSMENT, node.paths[ASSESSMENT])
    core = _core(node.items[ASSESSMENT], question, node.paths[ASSESSMENT], ruleset)
    by = role_of(node, ruleset)
    on = _part(node, ON, read_day_or_instant)
    reason = text_of(node, REASON)
    found = (
        *strangers(node, ASSESSMENT_PARTS),
        *core.diagnostics,
        *by.diagnostics,
        *on.diagnostics,
        *reason.diagnostics,
        *_may_assess(by.value, question.made_by, node, ruleset),
    )
    if found or core.value is None:
        return Checked(None, found)
    answer = _with_reason(core.value, reason.value or "", at)
    if answer.value is None:
        return answer
    when = on.value if isinstance(on.value, date | datetime) else None
    return Checked(evolve(answer.value, by=by.value or "", on=when, reason=reason.value or ""))


def _with_reason(answer: Answer, reason: str, at: str) -> Checked[Answer]:
    """An assessment without a written reason is doubted; a mark without one says nothing that could be doubted."""
    if reason.strip() or answer.is_open:
        return Checked(answer)
    if answer.state is FactState.KNOWN:
        return Checked(evolve(answer, state=FactState.DOUBTED))
    return failed(mistakes.REASON_MISSING, at)


def role_of(node: Members, ruleset: Ruleset) -> Checked[str]:
    """The role under `af`, by its name in the rule set; any text where the rule set declares no roles."""
    read = text_of(node, BY)
    if not read.value or read.value in ruleset.roles or not ruleset.roles:
        return read
    return Checked(
        None, (Diagnostic(mistakes.UNKNOWN_ROLE, node.paths[BY], {"names": listed(tuple(ruleset.roles))}),)
    )


def _may_assess(
    by: str | None, made_by: str | None, node: Members, ruleset: Ruleset
) -> tuple[Diagnostic, ...]:
    if not by or made_by is None or by == made_by or not ruleset.roles:
        return ()
    own, needed = ruleset.roles[by].rank, ruleset.roles[made_by].rank
    if own is not None and needed is not None and own > needed:
        return ()
    return (Diagnostic(mistakes.ROLE_MAY_NOT, node.paths[BY], {"role": made_by}),)

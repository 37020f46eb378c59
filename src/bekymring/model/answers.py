"""What can be answered: declared kinds of answers, facts, assessments, parameters, observed indicators, records.

Takes the layers' declarations; fills the draft with inputs and lists, first without and then with `relevant når`.
Afterwards true: bounds are in order, alternatives stand once, a date of birth is a date, and *worse* fits its answers.
"""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from attrs import evolve

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope, Stop
from bekymring.model.expressions import condition
from bekymring.model.mistakes import declared_here
from bekymring.model.resolve import Kind
from bekymring.model.typed import decimal
from bekymring.model.types import (
    Alternative,
    Choice,
    Day,
    Instant,
    Number,
    OnScale,
    SetOf,
    Type,
    YesNo,
)
from bekymring.model.vocabulary import citations, spoken
from bekymring.source import Span
from bekymring.syntax import document as doc

DEFAULT_MAXIMUM = 200
"""How many records a list holds where the author does not say."""
LARGEST_MAXIMUM = 10_000
_PERCENT = (Fraction(0), Fraction(100))


def answers(scope: Scope, type_: doc.Type) -> Type:
    """What a question can be answered with."""
    match type_:
        case doc.YesNoType():
            return YesNo()
        case doc.IntegerType(low=low, high=high, unit=unit):
            for one in (low, high):
                if one.value.denominator != 1:
                    scope.report(mistakes.NOT_WHOLE, one.span, value=decimal(one.value))
            return _number(scope, Number(low.value, high.value, integer=True, unit=unit or ""), low.span)
        case doc.DecimalType(low=low, high=high, unit=unit):
            return _number(scope, Number(low.value, high.value, integer=False, unit=unit or ""), low.span)
        case doc.PercentType(low=low, high=high):
            least = low.value if low is not None else _PERCENT[0]
            most = high.value if high is not None else _PERCENT[1]
            return _number(scope, Number(least, most, integer=False, percent=True), type_.span)
        case doc.DateType():
            return Day()
        case doc.InstantType():
            return Instant()
        case doc.ChoiceType(options=options):
            return Choice(_alternatives(scope, options))
        case doc.SetType(options=options):
            return SetOf(_alternatives(scope, options))
        case doc.ScaleTypeRef(scale=scale):
            return _on_scale(scope, scale)
        case _:
            assert_never(type_)


def _number(scope: Scope, type_: Number, at: Span) -> Number:
    if type_.low > type_.high:
        scope.report(mistakes.BOUNDS_REVERSED, at, low=decimal(type_.low), high=decimal(type_.high))
        return evolve(type_, low=type_.high, high=type_.low)
    return type_


def _alternatives(scope: Scope, options: tuple[doc.Labelled, ...]) -> tuple[Alternative, ...]:
    seen: dict[str, Alternative] = {}
    for one in options:
        name = one.name.text
        if name in seen:
            scope.report(mistakes.DUPLICATE_OPTION, one.name.span, name=name)
        seen.setdefault(name, Alternative(name, one.label or spoken(name)))
    return tuple(seen.values())


def _on_scale(scope: Scope, name: doc.Name) -> OnScale:
    wanted = ("en skala eller en anden måde at svare på", "a scale or another way to answer")
    scope.declared(name, frozenset({Kind.SCALE}), wanted)
    if name.text not in scope.draft.scales:
        raise Stop
    return OnScale(name.text)


# --- inputs -------------------------------------------------------------------------------------------------


def fact(scope: Scope, node: doc.Fact) -> None:
    """`oplysning`."""
    found = _input(scope, node, answers(scope, node.type_), rs.InputKind.FACT)
    _keep(scope, evolve(found, measured_for=node.measured_for), node.name)


def assessment(scope: Scope, node: doc.Assessment) -> None:
    """`faglig vurdering`; what it gives weight to is resolved when every name is known."""
    if node.per_record is not None:
        _assessment_each(scope, node, scope.record_list(node.per_record))
        return
    found = _input(scope, node, answers(scope, node.type_), rs.InputKind.ASSESSMENT)
    made_by = scope.name_of(node.made_by, Kind.ROLE)
    _keep(scope, evolve(found, made_by=made_by, weighs=_weighed(scope, node)), node.name)


def _assessment_each(scope: Scope, node: doc.Assessment, list_: rs.RecordList) -> None:
    """`faglig vurdering … for hver h`: a field of each record that only a named role may answer."""
    found = _field(scope, doc.RecordField(node.name, node.question, node.type_, node.traits, span=node.span))
    if node.traits.is_birth_date:
        scope.report(mistakes.NOT_A_DATE, node.name.span, found_da="en vurdering", found_en="an assessment")
    made_by = scope.name_of(node.made_by, Kind.ROLE)
    made = evolve(found, is_assessment=True, made_by=made_by, weighs=_weighed(scope, node))
    _add_field(scope, list_, made, at=node.name.span)


def _add_field(scope: Scope, list_: rs.RecordList, added: rs.RecordField, *, at: Span) -> None:
    """One more field of a list; a name that a field of it bears already is a finding."""
    other = list_.fields.get(added.name)
    if other is not None:
        labels = (declared_here(other.origin.span, other.name),)
        scope.report(mistakes.FIELD_THERE, at, labels=labels, name=added.name, list=list_.name)
        return
    fields = {**scope.draft.lists[list_.name].fields, added.name: added}
    scope.draft.lists[list_.name] = evolve(scope.draft.lists[list_.name], fields=fields)


def _weighed(scope: Scope, node: doc.Assessment) -> tuple[tuple[str, bool], ...]:
    return tuple(
        (one, False) if isinstance(one, str) else (one.text, True)
        for one in node.weighs
        if _weighable(scope, one)
    )


def _weighable(scope: Scope, one: str | doc.Name) -> bool:
    kinds = (Kind.FACT, Kind.ASSESSMENT, Kind.PARAMETER, Kind.INDICATOR, Kind.DEFINITION, Kind.RECORD_LIST)
    return isinstance(one, str) or scope.name_of(one, *kinds) is not None


def parameter(scope: Scope, node: doc.Parameter) -> None:
    """`fastsættes lokalt`."""
    scope.draft.inputs[node.name.text] = rs.Input(
        node.name.text,
        node.question,
        answers(scope, node.type_),
        rs.InputKind.PARAMETER,
        scope.origin(node.span),
        confidential=False,
        citations=citations(scope, node.citations),
    )


def observed(scope: Scope, node: doc.Indicator) -> None:
    """An indicator that is observed directly: a yes/no question in the indicator's own words."""
    traits = _traits(scope, node.name, YesNo(), node.traits)
    scope.draft.inputs[node.name.text] = evolve(
        traits, question=node.label, kind=rs.InputKind.OBSERVED, origin=scope.origin(node.span)
    )


def _input(scope: Scope, node: doc.Fact | doc.Assessment, type_: Type, kind: rs.InputKind) -> rs.Input:
    traits = _traits(scope, node.name, type_, node.traits)
    return evolve(traits, question=node.question, kind=kind, origin=scope.origin(node.span))


def _traits(scope: Scope, name: doc.Name, type_: Type, traits: doc.FactTraits) -> rs.Input:
    _fits(scope, name, type_, traits.worse)
    if traits.is_birth_date and not isinstance(type_, Day):
        scope.report(mistakes.NOT_A_DATE, name.span, found_da="noget andet", found_en="something else")
    outcomes = (Kind.ACTION, Kind.LEVEL, Kind.SCALE, Kind.ATTENTION, Kind.MEASURE)
    return rs.Input(
        name.text,
        "",
        type_,
        rs.InputKind.FACT,
        scope.origin(traits.span),
        answered_by=scope.names_of(traits.answered_by, Kind.PARTY, Kind.ROLE),
        protected=traits.protected,
        channels=scope.names_of(traits.may_matter_for, *outcomes),
        collected=not traits.not_collected,
        confidential=not traits.not_confidential,
        worse=traits.worse,
        is_birth_date=traits.is_birth_date and isinstance(type_, Day),
        citations=citations(scope, traits.citations),
    )


def _keep(scope: Scope, found: rs.Input, name: doc.Name) -> None:
    draft = scope.draft
    draft.inputs[found.name] = found
    if not found.is_birth_date:
        return
    if draft.birth_date is not None:
        other = draft.inputs[draft.birth_date]
        labels = (declared_here(other.origin.span, other.name),)
        scope.report(mistakes.TWO_BIRTH_DATES, name.span, labels=labels, name=found.name, other=other.name)
        return
    draft.birth_date = found.name


_WORSE: dict[type, frozenset[doc.Worse]] = {
    YesNo: frozenset({doc.Worse.YES, doc.Worse.NO}),
    Number: frozenset({doc.Worse.HIGHER, doc.Worse.LOWER}),
    OnScale: frozenset({doc.Worse.HIGHER, doc.Worse.LOWER}),
}


def _fits(scope: Scope, name: doc.Name, type_: Type, worse: doc.Worse | None) -> None:
    if worse is not None and worse not in _WORSE.get(type(type_), frozenset()):
        scope.report(mistakes.WORSE_DOES_NOT_FIT, name.span, name=name.text)


# --- records ------------------------------------------------------------------------------------------------


def record_list(scope: Scope, node: doc.RecordList) -> None:
    """`hændelse`: dated by the field that is named, else by its first field that is a date or an instant."""
    name = node.name.text
    fields: dict[str, rs.RecordField] = {}
    for one in node.fields:
        if one.name.text in fields:
            scope.report(mistakes.DUPLICATE_OPTION, one.name.span, name=one.name.text)
            continue
        try:
            fields[one.name.text] = _field(scope, one)
        except Stop:
            continue
    maximum = DEFAULT_MAXIMUM if node.maximum is None else node.maximum
    if not 1 <= maximum <= LARGEST_MAXIMUM:
        scope.report(mistakes.BAD_MAXIMUM, node.span, limit=LARGEST_MAXIMUM)
        maximum = DEFAULT_MAXIMUM
    scope.draft.list_names[name] = scope.draft.list_names[node.plural.text] = name
    held = rs.RecordList(name, node.plural.text, node.title, fields, None, maximum, scope.origin(node.span))
    scope.draft.lists[name] = evolve(held, dated_by=_dated_by(scope, node, held))


def _dated_by(scope: Scope, node: doc.RecordList, held: rs.RecordList) -> str | None:
    dates = [one.name for one in held.fields.values() if isinstance(one.type_, Day | Instant)]
    if node.dated_by is None:
        return dates[0] if dates else None
    if node.dated_by.text not in held.fields:
        near = scope.draft.near(node.dated_by.text, held.fields)
        more = {"options": ", ".join(held.fields), "hint_da": "", "hint_en": ""}
        name = node.dated_by
        scope.report(
            mistakes.UNKNOWN_FIELD,
            name.span,
            suggestion=near or "",
            more=more,
            name=name.text,
            list=held.name,
        )
        return dates[0] if dates else None
    if node.dated_by.text not in dates:
        scope.report(
            mistakes.NOT_A_DATE, node.dated_by.span, found_da="noget andet", found_en="something else"
        )
        return dates[0] if dates else None
    return node.dated_by.text


def _field(scope: Scope, node: doc.RecordField) -> rs.RecordField:
    type_ = answers(scope, node.type_)
    _fits(scope, node.name, type_, node.traits.worse)
    return rs.RecordField(
        node.name.text,
        node.question,
        type_,
        scope.origin(node.span),
        answered_by=scope.names_of(node.traits.answered_by, Kind.PARTY, Kind.ROLE),
        protected=node.traits.protected,
        collected=not node.traits.not_collected,
        confidential=not node.traits.not_confidential,
        worse=node.traits.worse,
        citations=citations(scope, node.traits.citations),
    )


def record_addition(scope: Scope, node: doc.RecordAddition) -> None:
    """`hændelse h også med`: fields that a layer adds to a list."""
    name = scope.record_list(node.list_).name
    for one in node.fields:
        try:
            added = _field(scope, one)
        except Stop:
            continue
        _add_field(scope, scope.draft.lists[name], added, at=one.name.span)


# --- relevance ----------------------------------------------------------------------------------------------


def relevance(scope: Scope, node: doc.Fact | doc.Assessment | doc.Indicator) -> None:
    """`relevant når` of a fact, an assessment or an observed indicator."""
    name = node.name.text
    if isinstance(node, doc.Assessment) and node.per_record is not None:
        _relevant_fields(scope, scope.record_list(node.per_record), (node,))
    elif node.traits.relevant_when is not None and name in scope.draft.inputs:
        when = condition(scope, node.traits.relevant_when)
        scope.draft.inputs[name] = evolve(scope.draft.inputs[name], relevant_when=when)


def field_relevance(scope: Scope, node: doc.RecordList | doc.RecordAddition) -> None:
    """`relevant når` of the fields of a list; a bare name in it is a field of the same record."""
    name = node.name if isinstance(node, doc.RecordList) else node.list_
    own = scope.draft.list_names.get(name.text)
    if own is not None and own in scope.draft.lists:
        _relevant_fields(scope, scope.draft.lists[own], node.fields)


def _relevant_fields(
    scope: Scope, held: rs.RecordList, written: tuple[doc.RecordField | doc.Assessment, ...]
) -> None:
    fields = dict(held.fields)
    inside = scope.inside(held.name)
    for one in written:
        if one.traits.relevant_when is not None and one.name.text in fields:
            try:
                when = condition(inside, one.traits.relevant_when)
            except Stop:
                continue
            fields[one.name.text] = evolve(fields[one.name.text], relevant_when=when)
    scope.draft.lists[held.name] = evolve(held, fields=fields)

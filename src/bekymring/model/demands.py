"""Demands on the rules, and what a layer fixes.

Takes the layers' declarations; gives demands and settings.
Afterwards true: a demand names outcomes or holds conditions, never both; a parameter is fixed at most once.
"""

from __future__ import annotations

from functools import partial

from attrs import evolve

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.comparisons import as_value
from bekymring.model.conclusions import conclusion
from bekymring.model.draft import Scope
from bekymring.model.expressions import condition, each, value
from bekymring.model.mistakes import declared_here
from bekymring.model.naming import level_named, step_or_alternative
from bekymring.model.resolve import INPUTS, Kind
from bekymring.model.typed import Typed
from bekymring.model.types import Number, OnScale, SetOf, YesNo
from bekymring.model.vocabulary import citations
from bekymring.syntax import document as doc
from bekymring.values import SetValue, Value

_OUTCOMES = frozenset({Kind.ACTION, Kind.LEVEL, Kind.SCALE})
_SUBJECTS = INPUTS | {Kind.INDICATOR, Kind.RECORD_LIST}


def demand(scope: Scope, node: doc.Demand) -> rs.Demand:
    """`krav til reglerne`."""
    scope = evolve(scope, any_record=True)
    outcomes, as_conditions = _outcomes(scope, node)
    when, claims, waivers = each(
        (
            partial(_when, scope, node),
            partial(_claims, scope, (*as_conditions, *node.claims)),
            partial(_waivers, scope, node),
        )
    )
    return rs.Demand(
        node.label,
        node.kind,
        scope.origin(node.span),
        subjects=tuple(_subject(scope, node.kind, one) for one in node.subjects),
        outcomes=outcomes,
        any_level=node.any_level,
        when=when[0] if when else None,  # type: ignore[arg-type]
        claims=claims,  # type: ignore[arg-type]
        waivers=waivers,  # type: ignore[arg-type]
        unproved_because=node.unproved_because,
    )


def _when(scope: Scope, node: doc.Demand) -> tuple[rs.Expr | rs.Conclusion | rs.Waiver, ...]:
    return () if node.when is None else (condition(scope, node.when),)


def _claims(
    scope: Scope, claims: tuple[doc.Expr | doc.Conclusion, ...]
) -> tuple[rs.Expr | rs.Conclusion | rs.Waiver, ...]:
    found: list[rs.Expr | rs.Conclusion | rs.Waiver] = []
    for one in claims:
        if isinstance(one, doc.Conclusion):
            found += conclusion(scope, one)
        else:
            found.append(condition(scope, one))
    return tuple(found)


def _waivers(scope: Scope, node: doc.Demand) -> tuple[rs.Expr | rs.Conclusion | rs.Waiver, ...]:
    return each(partial(_waiver, scope, one) for one in node.waivers)


def _waiver(scope: Scope, written: doc.Waiver) -> rs.Waiver:
    return rs.Waiver(condition(scope, written.when), written.reason)


def _outcomes(scope: Scope, node: doc.Demand) -> tuple[tuple[str, ...], tuple[doc.Expr, ...]]:
    """The outcomes named; where all the names are conditions instead, those."""
    names = scope.draft.names
    kinds = [found.kind if (found := names.find(one.text, scope.layer)) else None for one in node.outcomes]
    if kinds and all(kind in {Kind.DEFINITION, Kind.INDICATOR} for kind in kinds):
        return (), tuple(doc.NameRef(one, span=one.span) for one in node.outcomes)
    return each(partial(_outcome, scope, one) for one in node.outcomes), ()


def _outcome(scope: Scope, name: doc.Name) -> str:
    found = scope.declared(name, _OUTCOMES)
    return found.name if found.kind is Kind.ACTION else level_named(scope, name).name


def _subject(scope: Scope, kind: doc.DemandKind, name: doc.Name) -> str:
    found = scope.declared(name, _SUBJECTS)
    if kind is doc.DemandKind.NEVER_BETTERS:
        held = scope.draft.inputs.get(found.name)
        if held is None or not isinstance(held.type_, Number | OnScale | YesNo):
            labels = (declared_here(found.at, found.name),)
            raise scope.stop(mistakes.NOT_ORDERED, name.span, labels=labels, name=found.name)
    return scope.draft.list_names.get(found.name, found.name)


# --- settings -----------------------------------------------------------------------------------------------


def setting(scope: Scope, node: doc.Setting) -> None:
    """`fastsat x til …`: once, with a reason, within the bounds of the parameter."""
    found = scope.declared(node.parameter, frozenset({Kind.PARAMETER}))
    held = scope.draft.inputs.get(found.name)
    if held is None:
        return
    if held.setting is not None:
        labels = (declared_here(held.setting.origin.span, found.name),)
        scope.report(mistakes.SET_TWICE, node.parameter.span, labels=labels, name=found.name)
        return
    fixed = _fixed(scope, held, node)
    cited = citations(scope, node.citations)
    made = rs.Setting(fixed, node.reason or "", cited, scope.origin(node.span))
    scope.draft.inputs[found.name] = evolve(held, setting=made)


def _fixed(scope: Scope, held: rs.Input, node: doc.Setting) -> Value:
    asked = Typed(rs.Ref(held.name), held.type_, node.span, held.name)
    if isinstance(held.type_, SetOf):
        names = [
            one.name if isinstance(one, doc.NameRef) else doc.Name("?", span=one.span) for one in node.values
        ]
        each(partial(step_or_alternative, scope, one, asked) for one in names)
        return SetValue.known(one.text for one in names)
    first = node.values[0]
    return as_value(scope, asked, value(scope, first, asked))

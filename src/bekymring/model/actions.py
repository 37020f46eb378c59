"""Actions and measures, and what must hold between facts.

Takes the layers' declarations; fills the draft, first without and then with the expressions in them.
Afterwards true: *done* is told by facts, a measure stands on a step of its ladder.
"""

from __future__ import annotations

from attrs import evolve

from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope, Stop
from bekymring.model.expressions import condition, date_value, each
from bekymring.model.outcomes import assessment_named, only_after
from bekymring.model.resolve import Kind
from bekymring.model.vocabulary import citations, list_name, step_of
from bekymring.source import Span
from bekymring.syntax import document as doc


def action(scope: Scope, node: doc.Action) -> None:
    """`handling`, without what says when it was done."""
    traits = node.traits
    name = node.name.text
    per_record = list_name(scope, node.per_record)
    scope.draft.actions[name] = rs.Action(
        name,
        node.infinitive,
        per_record,
        scope.origin(node.span),
        bearer=scope.name_of(traits.bearer, Kind.ROLE),
        personally=traits.personally,
        involves=scope.names_of(traits.involves, Kind.PARTY),
        is_offer=traits.is_offer,
        is_decision=traits.is_decision,
        is_intervention=traits.is_intervention,
        finds_out=traits.finds_out,
        decided_by=scope.name_of(traits.decided_by, Kind.ROLE),
        only_after=only_after(scope, traits.only_after, per_record),
        limits=traits.limits,
        citations=citations(scope, traits.citations),
    )


def done(scope: Scope, node: doc.Action) -> None:
    """`udført den … når …`: a professional assessment named there gives the moment it was answered."""
    written, held = node.traits.done, scope.draft.actions.get(node.name.text)
    if written is None or held is None:
        return
    inside = evolve(scope, per_record=held.per_record)
    parts = [lambda: _done_at(inside, written.at)]
    when = written.when
    if when is not None:
        parts.append(lambda: condition(inside, when))
    at, *rest = each(parts)
    scope.draft.actions[held.name] = evolve(held, done=rs.Done(at, rest[0] if rest else None))


def _done_at(scope: Scope, expr: doc.Expr) -> rs.Expr:
    match expr:
        case doc.NameRef(name=name):
            found = scope.draft.names.find(name.text, scope.layer)
            if found is not None and found.kind is Kind.ASSESSMENT:
                assessment = assessment_named(scope, name)
                return rs.AnsweredAt(assessment.name, assessment.list_, span=expr.span)
        case doc.FieldOf(field_name=name, record=record) if scope.assessed_each(name) is not None:
            assessment = assessment_named(scope, name, record)
            return rs.AnsweredAt(assessment.name, assessment.list_, span=expr.span)
        case _:
            pass
    return date_value(scope, expr).expr


def measure(scope: Scope, node: doc.Measure) -> None:
    """`indsats`."""
    scale = scope.name_of(node.scale, Kind.SCALE)
    if scale is None or scale not in scope.draft.scales:
        return
    step = step_of(scope, scope.draft.scales[scale], node.step)
    if step is None:
        return
    traits = node.traits
    group = None
    if node.target_group is not None:
        try:
            group = condition(scope, node.target_group)
        except Stop:
            group = None
    _measure_tails(scope, traits)
    name = node.name.text
    scope.draft.measures[name] = rs.Measure(
        name,
        node.title,
        scale,
        step,
        group,
        scope.origin(node.span),
        bearer=scope.name_of(traits.bearer, Kind.ROLE),
        involves=scope.names_of(traits.involves, Kind.PARTY),
        is_offer=traits.is_offer,
        is_decision=traits.is_decision,
        is_intervention=traits.is_intervention,
        decided_by=scope.name_of(traits.decided_by, Kind.ROLE),
        only_after=only_after(scope, traits.only_after),
        limits=traits.limits,
        citations=citations(scope, traits.citations),
    )


def _measure_tails(scope: Scope, traits: doc.ActionTraits) -> None:
    """A measure is not done on a day and finds nothing out; that is said of actions."""
    said: list[tuple[str, str, Span]] = []
    if traits.done is not None:
        said.append(("»udført den«", "»done on«", traits.done.span))
    if traits.finds_out:
        said.append(("»er til afklaring«", "»is for finding out«", traits.span))
    for da, en, at in said:
        scope.report(
            mistakes.TAIL_NOT_HERE,
            at,
            tail_da=da,
            tail_en=en,
            kind_da="indsats",
            kind_en="measure",
            hint_da="Erklær en handling, og sig det om den.",
            hint_en="Declare an action and say it of that.",
        )


def integrity(scope: Scope, node: doc.Integrity) -> rs.Integrity:
    """`forudsætning`: when one thing, then another."""
    if node.when is None:
        return rs.Integrity(node.label, condition(scope, node.claim), scope.origin(node.span))
    when = node.when
    given, claim = each([lambda: condition(scope, when), lambda: condition(scope, node.claim)])
    claimed = claim.items if isinstance(claim, rs.Or) else (claim,)
    denied = given.item if isinstance(given, rs.Not) else rs.Not(given, span=when.span)
    denied_items = denied.items if isinstance(denied, rs.Or) else (denied,)
    return rs.Integrity(node.label, rs.Or((*denied_items, *claimed), span=node.span), scope.origin(node.span))

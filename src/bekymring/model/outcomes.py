"""What a condition may ask about an action, and of which record.

Afterwards true: a per-record action is asked about in a rule over the same list only.
"""

from __future__ import annotations

from attrs import evolve

from bekymring.frozen import frozen
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.draft import Scope, Stop
from bekymring.model.resolve import Kind
from bekymring.syntax import document as doc


def action_named(scope: Scope, name: doc.Name) -> rs.Action:
    """The action of a name."""
    scope.declared(name, frozenset({Kind.ACTION}))
    action = scope.draft.actions.get(name.text)
    if action is None:
        raise Stop
    return action


@frozen
class AssessmentNamed:
    """A professional assessment, and the list for each of whose records it is made (None: once for the case)."""

    name: str
    list_: str | None


def assessment_named(
    scope: Scope, name: doc.Name, record: doc.RecordRef | None = None, *, of_all: bool = False
) -> AssessmentNamed:
    """The assessment of a name; one made for each record in a rule over them, or with `of_all` in any rule."""
    scope.declared(name, frozenset({Kind.ASSESSMENT}))
    list_ = scope.assessed_each(name)
    own = list_.name if list_ is not None else None
    if not of_all or record is not None:
        of_record(scope, name.text, own, record, at=name)
    return AssessmentNamed(name.text, own)


def only_after(scope: Scope, names: tuple[doc.Name, ...], per_record: str | None = None) -> tuple[str, ...]:
    """The assessments of which one must come first; one made for each record only of what is kept for each of the same."""
    inside = evolve(scope, per_record=per_record)
    found: list[str] = []
    for name in names:
        try:
            one = assessment_named(inside, name).name
        except Stop:
            continue
        if one in found:
            scope.report(mistakes.NAMED_TWICE_AS_FIRST, name.span, name=one)
        found.append(one)
    return tuple(sorted(set(found)))


def action_is(scope: Scope, expr: doc.ActionIs) -> rs.Expr:
    """That an action is done, overdue, required, barred."""
    action = action_named(scope, expr.action)
    if scope.item_list is not None:
        raise scope.stop(mistakes.IN_A_FILTER, expr.span, found_da="En handling", found_en="An action")
    this_record = of_record(scope, action.name, action.per_record, expr.record, at=expr.action)
    if action.finds_out and expr.state is not doc.ActionState.DONE:
        raise scope.stop(mistakes.NOT_READABLE, expr.span, name=action.name)
    return rs.ActionIs(action.name, expr.state, this_record, span=expr.span)


def of_record(
    scope: Scope, name: str, per_record: str | None, record: doc.RecordRef | None, *, at: doc.Name
) -> bool:
    """Whether an outcome kept per record is spoken of for the record of the rule; a finding where it cannot be."""
    if record is not None:
        list_ = scope.record_list(record.records.list_)
        if per_record is None:
            raise scope.stop(mistakes.NOT_PER_RECORD, record.span, name=name, list=list_.name)
        if record.pick is not doc.Pick.THIS or list_.name != per_record:
            raise scope.stop(mistakes.PER_RECORD_ELSEWHERE, record.span, name=name, list=per_record)
        if list_.name != scope.per_record:
            raise scope.stop(mistakes.THIS_OUTSIDE, record.span, list=list_.name)
        return True
    if per_record is None:
        return False
    if per_record == scope.per_record:
        return True
    if scope.any_record:
        return False
    raise scope.stop(mistakes.PER_RECORD_ELSEWHERE, at.span, name=name, list=per_record)

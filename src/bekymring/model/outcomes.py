"""What a condition may ask about an action, and of which record.

Afterwards true: a per-record action is asked about in a rule over the same list only.
"""

from __future__ import annotations

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

"""Every question that a rule set asks.

Takes: a context.
Gives: the own facts, assessments, parameters and fields, with what they ask.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Context
from bekymring.model.ruleset import Input, InputKind, RecordField

_ASKED = (InputKind.FACT, InputKind.ASSESSMENT, InputKind.PARAMETER)


def questions(context: Context) -> Iterator[Input | RecordField]:
    """The own parts that are asked as a question; an observed indicator is a statement."""
    rules = context.ruleset
    yield from (one for one in context.own(rules.inputs.values()) if one.kind in _ASKED)
    for list_ in rules.lists.values():
        asked = (one for one in list_.fields.values() if not rules.is_own_level(list_.name, one.name))
        yield from context.own(asked)

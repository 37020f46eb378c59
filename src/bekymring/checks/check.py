"""The frame of a check: what it is given, and what it is.

A check is a code with its words and one function that finds. It speaks of the rule set's own parts: what a rule
set builds on is checked where it is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Protocol, TypeVar

from bekymring.diagnostics import Code, Diagnostic
from bekymring.frozen import frozen
from bekymring.model.ruleset import Action, Measure, Origin, Rule, Ruleset
from bekymring.prove.dates import Dates
from bekymring.source import Span
from bekymring.syntax.document import Document


class Placed(Protocol):
    """A part of a rule set that says where it comes from."""

    @property
    def origin(self) -> Origin:
        """Rule set and place."""


P = TypeVar("P", bound=Placed)


@frozen
class Context:
    """A rule set that became meaning, its own files as written, and the day of the check if the caller gives one."""

    ruleset: Ruleset
    documents: tuple[Document, ...] = ()
    today: date | None = None
    """None: what depends on the day is not checked."""

    def is_own(self, part: Placed) -> bool:
        """Whether a part is written in the rule set itself, not in what it builds on."""
        return part.origin.layer == self.ruleset.name

    def own(self, parts: Iterable[P]) -> tuple[P, ...]:
        """The parts that the rule set itself writes."""
        return tuple(part for part in parts if self.is_own(part))

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rule set's own rules."""
        return self.own(self.ruleset.rules.values())

    @cached_property
    def dates(self) -> Dates:
        """The deadlines of the rule set, counted from every day."""
        return Dates(self.ruleset)

    @property
    def is_vocabulary(self) -> bool:
        """Whether the rule set only declares words that others build on: what it does not use, they do."""
        return not self.rules

    def written_as(self, rule: Rule) -> tuple[str, Span]:
        """The name and place by which an author knows a rule: of a row, those of its table."""
        table = None if rule.table is None else self.ruleset.tables.get(rule.table)
        return (rule.name, rule.origin.span) if table is None else (table.name, table.origin.span)

    def action(self, name: str) -> Action | Measure | None:
        """The action or measure of a name."""
        return self.ruleset.actions.get(name) or self.ruleset.measures.get(name)


Run = Callable[[Context], Iterator[Diagnostic]]


@frozen
class Check:
    """One question put to a rule set: its code, and the function that finds."""

    code: Code
    run: Run

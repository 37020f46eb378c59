"""Whether one expectation is met, what the rules say instead, and which rules say it."""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.case.answers import Case
from bekymring.decision import Decision
from bekymring.diagnostics import Checked, Code
from bekymring.examples.answers import unknown_name
from bekymring.examples.mistakes import finding
from bekymring.examples.words import Said
from bekymring.frozen import frozen
from bekymring.model.ruleset import OneFirst
from bekymring.source import Span
from bekymring.syntax import document as doc


@frozen
class Verdict:
    """One expectation held against a decision; `rules` are keys of `Ruleset.rules`."""

    is_met: bool
    found: Said
    rules: tuple[str, ...] | None = None
    """None where no rule is asked; empty where none says anything."""


def keys(*groups: Iterable[tuple[str, int | None]]) -> tuple[str, ...]:
    """The keys of rules named with their records, each once, in order."""
    return tuple(dict.fromkeys(key for group in groups for key, _ in group))


def counts(case: Case) -> dict[str, int]:
    """How many records the case holds of each list."""
    return {name: len(one.items) for name, one in case.records.items()}


def unknown(name: doc.Name, wanted: Said, candidates: Iterable[str]) -> Checked[Verdict]:
    """No verdict, for the name is of nothing that can be expected."""
    return Checked(None, (unknown_name(name, wanted, candidates),))


def refused(code: Code, at: Span, **args: str) -> Checked[Verdict]:
    """No verdict, for the expectation cannot be put like this."""
    return Checked(None, (finding(code, at, **args),))


def rules_behind(decision: Decision, name: str) -> tuple[str, ...]:
    """The rules that conclude something about an action, a level, a measure or a point, for where the decision names none."""
    found = [
        key
        for key, rule in decision.ruleset.rules.items()
        if any(name in _subjects(conclusion) for conclusion in rule.conclusions)
    ]
    return tuple(found)


def _subjects(conclusion: object) -> tuple[str, ...]:
    parts = ("action", "level", "subject", "point", "first")
    several = conclusion.names if isinstance(conclusion, OneFirst) else ()
    return (*several, *(getattr(conclusion, part) for part in parts if hasattr(conclusion, part)))

"""READ THIS FIRST: what can be done with a rule set, as a handful of short functions.

written -> meant -> decided: `read_ruleset` makes a rule set of rule files, `check_reading` asks questions about it,
`Ruleset.evaluate` makes a decision of it and a case, and a `Decision` shows itself to somebody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bekymring.api.decisions import Decision, Ruleset
    from bekymring.api.errors import (
        BekymringError,
        CaseError,
        InternalError,
        MomentError,
        ReplayError,
        RulesetError,
    )
    from bekymring.api.reading import (
        Reading,
        check_reading,
        prove_reading,
        read_all,
        read_ruleset,
        shipped_names,
    )
    from bekymring.diagnostics import Diagnostic

__all__ = [
    "BekymringError",
    "CaseError",
    "Decision",
    "InternalError",
    "MomentError",
    "Reading",
    "ReplayError",
    "Ruleset",
    "RulesetError",
    "check",
    "check_reading",
    "load",
    "prove_reading",
    "read_all",
    "read_ruleset",
    "ready",
    "shipped_names",
]


_ERRORS = "bekymring.api.errors"
_READING = "bekymring.api.reading"
_WHERE = {
    "BekymringError": _ERRORS,
    "CaseError": _ERRORS,
    "Decision": "bekymring.api.decisions",
    "InternalError": _ERRORS,
    "MomentError": _ERRORS,
    "Reading": _READING,
    "ReplayError": _ERRORS,
    "Ruleset": "bekymring.api.decisions",
    "RulesetError": _ERRORS,
    "check_reading": _READING,
    "prove_reading": _READING,
    "read_all": _READING,
    "read_ruleset": _READING,
    "shipped_names": _READING,
}
"""The file of this room that holds a name."""

if not TYPE_CHECKING:  # WHY: a type checker that saw it would take any misspelt name for one that exists

    def __getattr__(name: str) -> object:
        # WHY: a program that checks rules opens no evaluator, and one that only asks for help opens neither.
        if name in _WHERE:
            return getattr(import_module(_WHERE[name]), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def load(target: str | Path, *, search: Iterable[Path] = ()) -> Ruleset:
    """The rule set at a path, or the shipped one of a name, ready to evaluate.

    Raises RulesetError, which carries the findings, where it has errors or cannot be found.
    """
    from bekymring.api.errors import RulesetError
    from bekymring.api.reading import read_ruleset

    reading = read_ruleset(target, search=search)
    if reading is None:
        raise RulesetError((_not_found(target),))
    return ready(reading)


def ready(reading: Reading) -> Ruleset:
    """The rule set of a reading, ready to evaluate. Raises RulesetError, with the findings, where it has errors."""
    from bekymring.api.decisions import Ruleset
    from bekymring.api.errors import RulesetError

    if reading.ruleset is None:
        raise RulesetError(reading.diagnostics)
    if reading.meaning is None:
        return Ruleset(reading.ruleset)
    return Ruleset(reading.ruleset, meaning_hash=reading.meaning)


def check(
    target: str | Path, *, today: date | None = None, search: Iterable[Path] = (), proofs: bool = True
) -> tuple[Diagnostic, ...]:
    """All findings of the rule sets at or below a path, or of the shipped one of a name, in the order of places.

    What depends on the day (such as an overdue revision) is looked at only if `today` is given. The proofs belong to it, as they
    do to `bekymring check`; what only a solver can tell is a note where none is installed. `proofs=False` leaves them out.
    """
    from bekymring.api.errors import RulesetError
    from bekymring.api.files import TooDeepError, find_rulesets, is_there
    from bekymring.api.reading import all_findings, check_reading, prove_reading, read_all
    from bekymring.diagnostics import in_order

    place = Path(target)
    try:
        readings = read_all(find_rulesets(place), search=search) if is_there(place) else ()
    except TooDeepError as error:
        raise RulesetError((_too_deep(error),)) from None
    except OSError:
        raise RulesetError((_not_readable(target),)) from None
    readings = readings or _shipped(target, search)
    if not readings:
        raise RulesetError((_not_found(target),))
    found: list[Diagnostic] = []
    for reading in readings:
        proved = prove_reading(reading).found if proofs else ()
        found += all_findings(check_reading(reading, today=today), proved)
    return in_order(found)


def _shipped(target: str | Path, search: Iterable[Path]) -> tuple[Reading, ...]:
    from bekymring.api.reading import read_ruleset, shipped_names

    reading = read_ruleset(target, search=search) if str(target) in shipped_names() else None
    return () if reading is None else (reading,)


def _too_deep(error: OSError) -> Diagnostic:
    from bekymring.api.files import MAX_DEPTH
    from bekymring.model.mistakes import FOLDERS_TOO_DEEP, finding
    from bekymring.source import Span

    return finding(FOLDERS_TOO_DEEP, Span.nowhere(str(error.filename)), limit=MAX_DEPTH)


def _not_readable(target: str | Path) -> Diagnostic:
    from bekymring.diagnostics import Diagnostic
    from bekymring.source import Span
    from bekymring.syntax.mistakes import FILE_NOT_READABLE

    return Diagnostic(FILE_NOT_READABLE, Span.nowhere(str(target)))


def _not_found(target: str | Path) -> Diagnostic:
    from bekymring.api.reading import shipped_names
    from bekymring.model.mistakes import RULESET_NOT_FOUND, finding
    from bekymring.model.suggest import closest, meant
    from bekymring.source import Span

    near = closest(str(target), shipped_names())
    return finding(RULESET_NOT_FOUND, Span.nowhere(str(target)), more=meant(near, lead=" "), name=str(target))

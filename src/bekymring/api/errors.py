"""What an embedding program may catch. Every error survives pickling, and none shows a value of a case."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import TypeVar

from bekymring.diagnostics import Diagnostic, Severity
from bekymring.source import Span

T = TypeVar("T")

MOST_FRAMES = 50
"""How many places on the way to a fault are kept, the last ones."""


class BekymringError(Exception):
    """The base of every error that bekymring raises on purpose."""


def _place(at: Span | str) -> str:
    if isinstance(at, str):
        return at
    return f"{at.file}:{at.line}:{at.column}".removeprefix(":")


class _FoundError(BekymringError):
    def __init__(self, found: tuple[Diagnostic, ...]) -> None:
        super().__init__(found)
        self._found = found

    def __str__(self) -> str:
        """Every finding on a line of its own: place, code, sentence."""
        return "\n".join(f"{_place(one.at)}: {one.code.number} {one.message()}" for one in self._found)


class RulesetError(_FoundError):
    """A rule set that must not be used: it has errors, or cannot be found."""

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it, in the order of places."""
        return self._found

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """Those of the findings that are errors."""
        return tuple(one for one in self._found if one.severity is Severity.ERROR)


class CaseError(_FoundError):
    """A case that cannot be used: every mistake at once, each with its path and without a value."""

    @property
    def mistakes(self) -> tuple[Diagnostic, ...]:
        """What is wrong with it, in the order of paths."""
        return self._found


class MomentError(BekymringError, ValueError):
    """A moment of assessment that is no date or aware instant, or that lies outside the rule set's period."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(da, en)
        self._da = da
        self._en = en

    def words(self, lang: str = "da") -> str:
        """What is wrong, in a language."""
        return self._en if lang == "en" else self._da

    def __str__(self) -> str:
        return self._da


class InternalError(BekymringError):
    """A mistake in bekymring itself: what failed and where, without the values that it failed over."""

    def __init__(self, kind: str, where: tuple[str, ...] = ()) -> None:
        super().__init__(kind, where)
        self.kind = kind
        self.where = where

    def __str__(self) -> str:
        """The kind of the fault, then every place on the way to it."""
        return "\n".join((f"Intern fejl i bekymring ({self.kind}).", *self.where))


def kind_of(fault: BaseException) -> str:
    """The name of a fault's class; of an `InternalError` that of the fault behind it."""
    return fault.kind if isinstance(fault, InternalError) else type(fault).__name__


def trace(fault: BaseException) -> tuple[str, ...]:
    """Where a fault came from: files, lines and functions, the kinds of faults, and nothing that they say.

    The words of an exception and the variables around it may hold a child's data, so neither is kept.
    """
    if isinstance(fault, InternalError):
        return (*fault.where, fault.kind)
    frames = tuple(traceback.walk_tb(fault.__traceback__))[-MOST_FRAMES:]
    lines = [f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in frames]
    earlier = fault.__cause__ or fault.__context__
    before = () if earlier is None else trace(earlier)
    return (*before, *lines, type(fault).__name__)


def without_values(work: Callable[[], T]) -> T:
    """What a piece of work gives; a fault in it becomes an `InternalError` that holds no value of a case.

    WHY: error trackers keep the variables of every frame, and those of the evaluator hold a child's data.
    """
    try:
        return work()
    except BekymringError:
        raise
    except Exception as fault:  # noqa: BLE001 - whatever it is, it may hold a value
        found = InternalError(type(fault).__name__, trace(fault))
    # WHY: outside the handler, so that the fault with its frames does not hang on as a context.
    raise found


class ReplayError(BekymringError, ValueError):
    """A record that cannot be evaluated again.

    `why` is `unreadable`, `newer` (a later program wrote it), `needs_case`, `unknown_rules` or `other_rules`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

"""What an embedding program may catch. Every error survives pickling, and none shows a value of a case."""

from __future__ import annotations

from bekymring.diagnostics import Diagnostic, Severity
from bekymring.source import Span


class BekymringError(Exception):
    """The base of every error that bekymring raises on purpose."""


def _place(at: Span | str) -> str:
    return at if isinstance(at, str) else f"{at.file}:{at.line}:{at.column}"


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


class ReplayError(BekymringError, ValueError):
    """A record that cannot be evaluated again; `why` is `unreadable`, `needs_case` or `other_rules`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why

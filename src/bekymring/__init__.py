"""Rules for decisions about children: read, checked, evaluated and explained. Start with `load`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bekymring.version import VERSION as __version__  # noqa: N811 - the customary name of a version

if TYPE_CHECKING:
    from bekymring.api import (
        BekymringError,
        CaseError,
        Decision,
        InternalError,
        MomentError,
        ReplayError,
        Ruleset,
        RulesetError,
        check,
        load,
    )
    from bekymring.diagnostics import Diagnostic, Severity

__all__ = [
    "BekymringError",
    "CaseError",
    "Decision",
    "Diagnostic",
    "InternalError",
    "MomentError",
    "ReplayError",
    "Ruleset",
    "RulesetError",
    "Severity",
    "__version__",
    "check",
    "load",
]


if not TYPE_CHECKING:  # WHY: a type checker that saw it would take any misspelt name for one that exists

    def __getattr__(name: str) -> object:
        # WHY: importing the package opens no room; the first name that is used opens those it needs.
        if name in {"Diagnostic", "Severity"}:
            from bekymring import diagnostics

            return getattr(diagnostics, name)
        if name in __all__:
            from bekymring import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)

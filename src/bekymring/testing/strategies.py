"""Hypothesis strategies for rule sets, cases, moments and completions. Docs: language reference, *Laws*.

Takes options; gives strategies that shrink toward few rules, few facts and known answers.
Afterwards true: the same functions make these values and those of a seeded stream (`draws.seeded`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from hypothesis import strategies as st

from bekymring.testing.cases import CaseOptions, When, make_case, make_completion, make_moment, set_parameters
from bekymring.testing.draws import Draw, DrawnBy, seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import EVERYTHING, Feature, Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from bekymring.case.answers import Case
    from bekymring.model.ruleset import Ruleset

__all__ = [
    "EVERYTHING",
    "CaseOptions",
    "Draw",
    "Feature",
    "Options",
    "When",
    "cases",
    "completions",
    "drawing",
    "moments",
    "rulesets",
    "seeded",
    "with_parameters_set",
]

T = TypeVar("T")


def drawing(make: Callable[[Draw], T]) -> st.SearchStrategy[T]:
    """Gives the strategy of a function that takes its choices from a `Draw`."""

    @st.composite
    def made(draw: st.DrawFn) -> T:
        return make(DrawnBy(lambda low, high: draw(st.integers(low, high))))

    return made()


def rulesets(options: Options | None = None) -> st.SearchStrategy[Ruleset]:
    """Gives well-typed rule sets."""
    return drawing(lambda draw: make_ruleset(draw, options))


def cases(
    ruleset: Ruleset, options: CaseOptions | None = None, *, unknown: int | None = None
) -> st.SearchStrategy[Case]:
    """Gives cases of a rule set; `unknown` of a hundred answers are open."""
    wanted = options or CaseOptions()
    if unknown is not None:
        wanted = CaseOptions(unknown, wanted.incomplete, wanted.doubt, wanted.departures, wanted.own)
    return drawing(lambda draw: make_case(draw, ruleset, wanted))


def moments() -> st.SearchStrategy[When]:
    """Gives moments of assessment: instants near midnight and clock changes, and whole days."""
    return drawing(make_moment)


def completions(case: Case, ruleset: Ruleset, *, when: When) -> st.SearchStrategy[Case]:
    """Gives what a case can become when everything open is answered; acts stay as they are."""
    return drawing(lambda draw: make_completion(draw, case, ruleset, when))


def with_parameters_set(ruleset: Ruleset) -> st.SearchStrategy[Ruleset]:
    """Gives the rule set with its open parameters fixed."""
    return drawing(lambda draw: set_parameters(draw, ruleset))

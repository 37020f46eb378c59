"""A demand for completeness that holds only because a level has an `ellers`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from attrs import evolve

from bekymring.checks import demand_broken
from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, judge_again
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import Demand, DemandKind, Expr, PointTo, Ruleset
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK417",
    "complete-only-by-otherwise",
    Severity.NOTE,
    Words(
        "Kravet »{label}« holder for barnet nedenfor kun, fordi et niveau har et »ellers«.",
        "Ingen regel siger noget om barnet. Er det meningen, så lad det stå; ellers skriv den regel, der mangler.",
    ),
    Words(
        'The demand "{label}" holds for the child below only because a level has an "otherwise".',
        "No rule says anything about the child. If that is meant, let it stand; if not, write the rule that is missing.",
    ),
)
_COMPLETE = frozenset({DemandKind.ALWAYS, DemandKind.AT_LEAST_ONE, DemandKind.EXACTLY_ONE})


def asks(context: Context) -> Iterator[Question]:
    """One question an own demand that something is always said, of a level with an `ellers`."""
    for number, demand in enumerate(context.ruleset.demands):
        spoken = _levels(context.ruleset, demand)
        otherwise = any(context.ruleset.levels[name].otherwise is not None for name in spoken)
        if context.is_own(demand) and demand.kind in _COMPLETE and otherwise:
            yield Question(Kind.ONLY_OTHERWISE, (str(number),), at=demand.origin.span)


def _levels(rules: Ruleset, demand: Demand) -> set[str]:
    found = set(demand.outcomes)
    for claim in demand.claims:
        if isinstance(claim, PointTo):
            found.add(claim.level)
        elif isinstance(claim, Expr):
            found |= {one.name for one in reads.outcomes_read(claim, rules.definitions)}
    return found & set(rules.levels)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The label."""
    return {"label": demand_broken.demand_of(context, question).label}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The demand by its label."""
    label = args(context, question)["label"]
    return (
        f"Om kravet »{label}« holder uden »ellers«",
        f'Whether the demand "{label}" holds without "otherwise"',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether the demand is broken once no level has an `ellers`."""
    one = replayed[0]
    levels = {name: evolve(level, otherwise=None) for name, level in one.ruleset.levels.items()}
    plain = judge_again(evolve(one.ruleset, levels=levels), one)
    return None if demand_broken.shows(context, question, (plain,)) is None else {}


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

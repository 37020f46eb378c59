"""A demand on the rules that some case breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, differing, milder
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Demand, DemandKind
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK401",
    "demand-broken",
    Severity.ERROR,
    Words(
        "Kravet »{label}« er modbevist{outcome_da}.",
        'Se barnet nedenfor: ret den regel, der svigter, eller skriv ved kravet, hvornår det ikke gælder: bortset fra når … fordi "…"',
    ),
    Words(
        'The demand "{label}" is refuted{outcome_en}.',
        'Look at the child below: mend the rule that fails, or write at the demand when it does not hold: except when … because "…"',
    ),
)


def demand_of(context: Context, question: Question) -> Demand:
    """The demand that a question is about."""
    return context.ruleset.demands[int(question.about[0])]


def asks(context: Context) -> Iterator[Question]:
    """One question a demand, those of the layers below too: what is added must not break them."""
    if context.is_vocabulary and not any(context.is_own(one) for one in context.ruleset.demands):
        return
    for number, demand in enumerate(context.ruleset.demands):
        yield Question(Kind.DEMAND, (str(number),), at=demand.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The label."""
    return {"label": demand_of(context, question).label, "outcome_da": "", "outcome_en": ""}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The demand by its label."""
    label = demand_of(context, question).label
    return f"Kravet »{label}«", f'The demand "{label}"'


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether the case breaks the demand."""
    demand, first = demand_of(context, question), replayed[0]
    if any(one.holds(waiver.when) for one in replayed for waiver in demand.waivers):
        return None
    if demand.when is not None and not all(one.holds(demand.when) for one in replayed):
        return None
    if demand.kind in {DemandKind.NO_INFLUENCE, DemandKind.NEVER_BETTERS}:
        return _compared(context, demand, replayed)
    said = [first.said(one) for one in demand.claims] + [first.is_said(one) for one in demand.outcomes]
    held, unheld = said.count(True), said.count(False)
    broken = {
        DemandKind.ALWAYS: unheld > 0,
        DemandKind.NEVER_BOTH: held > 1,
        DemandKind.AT_LEAST_ONE: unheld == len(said),
        DemandKind.EXACTLY_ONE: held > 1 or unheld == len(said),
    }[demand.kind]
    return {} if broken else None


def _compared(context: Context, demand: Demand, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    first, second = replayed
    if demand.kind is DemandKind.NEVER_BETTERS:
        found = milder(first, second, demand.outcomes)
    else:
        names = tuple(context.ruleset.levels) if demand.any_level else demand.outcomes
        found = differing(first, second, names)
    if found is None:
        return None
    return {"outcome_da": f" for »{found}«", "outcome_en": f' for "{found}"'}


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

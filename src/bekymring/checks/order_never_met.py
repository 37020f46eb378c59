"""Actions that must each come before the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model.ruleset import Order
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK412",
    "order-never-met",
    Severity.WARNING,
    Words(
        "Rækkefølgen kan ikke holdes: {names}, og så forfra.",
        "Mindst én af reglerne om rækkefølge må vige: tag den ud, eller skriv, hvornår den ikke gælder.",
    ),
    Words(
        "The order cannot be kept: {names}, and round again.",
        "At least one of the rules about order must give way: take it out, or write when it does not hold.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a shortest circle of orders, from each action that stands in one; each circle once."""
    edges = _edges(context)
    asked: set[frozenset[str]] = set()
    for start in sorted(edges):
        circle = _shortest(edges, start)
        if circle is not None and frozenset(circle) not in asked:
            asked.add(frozenset(circle))
            yield Question(Kind.ORDER_CYCLE, circle, at=context.ruleset.actions[circle[0]].origin.span)


def _edges(context: Context) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for rule in context.ruleset.rules.values():
        for one in rule.conclusions:
            if isinstance(one, Order) and not one.is_assessment and one.first in context.ruleset.actions:
                parties = set(one.involving)
                held = {name for name, other in context.ruleset.actions.items() if parties & set(other.involves)}
                found.setdefault(one.first, set()).update((held | set(one.then)) - {one.first})
    return {name: tuple(sorted(held)) for name, held in found.items()}


def _shortest(edges: Mapping[str, tuple[str, ...]], start: str) -> tuple[str, ...] | None:
    waiting: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for path in waiting:
        for following in edges.get(path[-1], ()):
            if following == start:
                return path
            if following not in seen:
                seen.add(following)
                waiting.append((*path, following))
    return None


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The actions in their order."""
    del context
    return {"names": " → ".join(f"»{one}«" for one in question.about)}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The actions."""
    names = args(context, question)["names"]
    return f"Om rækkefølgen {names} kan holdes", f"Whether the order {names} can be kept"


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether all the orders certainly hold."""
    del context
    held = [one for one in replayed[0].decision.orders if one.certainty.value == "holds"]
    names = question.about
    pairs = zip(names, (*names[1:], names[0]), strict=True)
    return {} if all(any(one.first == a and b in one.blocks for one in held) for a, b in pairs) else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

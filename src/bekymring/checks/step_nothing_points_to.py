"""A step of a level that no rule points to."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Direction, PointTo

CODE = Code(
    "BEK342",
    "step-nothing-points-to",
    Severity.NOTE,
    Words(
        "Ingen regel peger på {steps} på »{name}«.",
        'Skriv den regel, der mangler, eller sig det højt i hovedet: dækker ikke "…"',
    ),
    Words(
        "No rule points to {steps} on »{name}«.",
        'Write the rule that is missing, or say so in the head: does not cover "…"',
    ),
)


_WORSENING = (Direction.BEST_TO_WORST, Direction.WORST_TO_BEST)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds the steps above the best of an own level that nothing points to."""
    rules = context.ruleset
    pointed = {
        (one.level, one.step)
        for rule in rules.rules.values()
        for one in rule.conclusions
        if isinstance(one, PointTo)
    }
    for level in context.own(rules.levels.values()):
        scale = rules.scales[level.scale]
        left = [step for step in scale.names[1:] if (level.name, step) not in pointed]
        if left and scale.direction in _WORSENING:
            args = {"name": level.name, "steps": ", ".join(f"»{step}«" for step in left)}
            yield Diagnostic(CODE, level.origin.span, args)


CHECK = Check(CODE, run)

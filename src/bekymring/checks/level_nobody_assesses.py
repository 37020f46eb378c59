"""A level that rules point to and that no person is to assess."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Direction, PointTo

CODE = Code(
    "BEK357",
    "level-nobody-assesses",
    Severity.WARNING,
    Words(
        "Reglerne peger på »{name}«, men der står ikke, hvem der vurderer den.",
        "Regler peger, et menneske afgør. Skriv: vurderes af <rolle>",
    ),
    Words(
        "Rules point to »{name}«, but nothing says who assesses it.",
        "Rules point, a person decides. Write: assessed by <role>",
    ),
)


_WORSENING = (Direction.BEST_TO_WORST, Direction.WORST_TO_BEST)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own levels of wellbeing or concern that are pointed to and assessed by nobody."""
    rules = context.ruleset
    pointed = {
        one.level for rule in rules.rules.values() for one in rule.conclusions if isinstance(one, PointTo)
    }
    for level in context.own(rules.levels.values()):
        # WHY: a person assesses the child, not each record by itself.
        graded = level.per_record is None and rules.scales[level.scale].direction in _WORSENING
        if graded and level.name in pointed and level.assessed_by is None:
            yield Diagnostic(CODE, level.origin.span, {"name": level.name})


CHECK = Check(CODE, run)

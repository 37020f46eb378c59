"""Every name that a rule set declares.

Takes: a rule set.
Gives: its names with the parts that bear them.
"""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Placed
from bekymring.model.ruleset import Ruleset


def declared(rules: Ruleset) -> Iterator[tuple[str, Placed]]:
    """Each declared name with its part, once a name and place; fields, steps and alternatives are not among them."""
    kinds = (
        rules.laws,
        rules.sources,
        rules.scales,
        rules.levels,
        rules.roles,
        rules.parties,
        rules.indicators,
        rules.inputs,
        rules.definitions,
        rules.lists,
        rules.actions,
        rules.measures,
        rules.attention,
        rules.calendars,
        rules.tables,
    )
    seen: set[str] = set()
    for kind in kinds:
        for name, part in kind.items():
            if name not in seen:
                seen.add(name)
                yield name, part
    for rule in rules.rules.values():
        if rule.table is None and rule.name not in seen:
            seen.add(rule.name)
            yield rule.name, rule

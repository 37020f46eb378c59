"""Every citation of a rule set, with what cites.

Takes: a rule set.
Gives: each part that cites, with its citations.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from bekymring.checks.check import Placed
from bekymring.model.ruleset import Citation, Ruleset


class _Citing(Placed, Protocol):
    @property
    def citations(self) -> tuple[Citation, ...]: ...


def cited(rules: Ruleset) -> Iterator[tuple[Placed, Citation]]:
    """Every citation with the part that makes it."""
    parts: tuple[_Citing, ...] = (
        *rules.rules.values(),
        *(added for rule in rules.rules.values() for added in rule.exceptions),
        *rules.inputs.values(),
        *(one.setting for one in rules.inputs.values() if one.setting is not None),
        *(one for held in rules.lists.values() for one in held.fields.values()),
        *rules.indicators.values(),
        *rules.actions.values(),
        *rules.measures.values(),
        *rules.calendars.values(),
    )
    seen: set[tuple[object, ...]] = set()
    for part in parts:
        for one in part.citations:
            # WHY: an observed indicator is an input too, and a table row repeats what its table cites.
            key = (one.source, one.paragraph, one.span.file, one.span.start, one.span.end)
            if key not in seen or one.span.end == 0:
                seen.add(key)
                yield part, one

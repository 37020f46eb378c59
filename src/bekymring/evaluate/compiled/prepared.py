"""A rule set made ready for working out: conditions as trees, uses counted.

Takes a rule set; gives a `Prepared`, which holds nothing of any case.
Afterwards true: it says what the rule set says, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from attrs import field

from bekymring.evaluate.cells import Cells
from bekymring.evaluate.compiled.conditions import Condition, condition_of
from bekymring.evaluate.compiled.usage import Usages, usages_of
from bekymring.frozen import frozen
from bekymring.model.ruleset import Expr, OnlyWhen, Rule, Ruleset
from bekymring.model.types import YesNo


@frozen(eq=False)
class RuleParts:
    """The conditions of one rule."""

    when: Condition | None
    exceptions: tuple[Condition, ...]
    limits: Mapping[int, Condition]
    against: tuple[Condition, ...]


@frozen(eq=False)
class Prepared:
    """A rule set made ready for working out."""

    rules: Mapping[str, RuleParts]
    named: Mapping[str, Condition]
    """Definitions that are conditions."""
    relevance: Mapping[str, Condition]
    """When an input applies, where the rule set says so."""
    usages: Usages
    cells: dict[tuple[str, frozenset[int]], Cells | None] = field(factory=dict, repr=False)
    """The cells of inputs of which nothing is known, by the comparisons that cut them, where no moment plays a part."""
    places: dict[tuple[str, frozenset[int], frozenset[int]], tuple[int, ...]] = field(
        factory=dict, repr=False
    )
    """Of such cells, in which cell of a coarser cut each one lies."""


def prepared_of(ruleset: Ruleset) -> Prepared:
    """Makes a rule set ready."""
    numbers = count()

    def each(exprs: Iterable[Expr]) -> tuple[Condition, ...]:
        return tuple(condition_of(one, numbers) for one in exprs)

    def parts(rule: Rule) -> RuleParts:
        limits = {
            place: one.condition for place, one in enumerate(rule.conclusions) if isinstance(one, OnlyWhen)
        }
        return RuleParts(
            when=None if rule.when is None else condition_of(rule.when, numbers),
            exceptions=each((*rule.unless, *(one.unless for one in rule.exceptions))),
            limits={place: condition_of(one, numbers) for place, one in limits.items()},
            against=each(rule.against),
        )

    return Prepared(
        rules={key: parts(rule) for key, rule in ruleset.rules.items()},
        named={
            name: condition_of(one.expr, numbers)
            for name, one in ruleset.definitions.items()
            if isinstance(one.type_, YesNo)
        },
        relevance={
            name: condition_of(one.relevant_when, numbers)
            for name, one in ruleset.inputs.items()
            if one.relevant_when is not None
        },
        usages=usages_of(ruleset, (*ruleset.measures, *ruleset.actions)),
    )

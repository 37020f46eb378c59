"""A rule set made ready once: conditions as trees, uses counted, plans kept for the records seen so far.

Takes a rule set; gives a `Program`, which holds nothing of any case but how many records its lists had.
Afterwards true: what a program says is what the reference evaluator says; threads may share one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count

from attrs import define, field, frozen

from bekymring.evaluate.compiled.conditions import Condition, condition_of
from bekymring.evaluate.compiled.shape import Shape, shape_of
from bekymring.evaluate.compiled.usage import Usages, usages_of
from bekymring.evaluate.cells import Cells
from bekymring.evaluate.facts import Facts
from bekymring.model.ruleset import OnlyWhen, Rule, Ruleset
from bekymring.model.types import YesNo

_MOST_SHAPES = 256


@frozen(eq=False)
class RuleParts:
    """The conditions of one rule."""

    when: Condition | None
    exceptions: tuple[Condition, ...]
    limits: Mapping[int, Condition]
    against: tuple[Condition, ...]


@define(eq=False)
class Program:
    """A rule set made ready."""

    ruleset: Ruleset
    rules: Mapping[str, RuleParts]
    named: Mapping[str, Condition]
    """Definitions that are conditions."""
    relevance: Mapping[str, Condition]
    """When an input applies, where the rule set says so."""
    usages: Usages
    shapes: dict[tuple[object, ...], Shape] = field(factory=dict, repr=False)
    still: dict[tuple[str, frozenset[int]], Cells | None] = field(factory=dict, repr=False)
    """The cells of inputs of which nothing is known, by the comparisons that cut them, where no moment plays a part."""

    def shape(self, facts: Facts) -> Shape:
        """The plan for the records of a case."""
        key = tuple((facts.seen[name], facts.room[name] > 0) for name in self.ruleset.lists)
        found = self.shapes.get(key)
        if found is None:
            found = shape_of(self, facts)
            # WHY: other threads may do the same at the same time; all of them make the same.
            if len(self.shapes) < _MOST_SHAPES:
                self.shapes[key] = found
        return found


def program_of(ruleset: Ruleset) -> Program:
    """Makes a rule set ready."""
    numbers = count()

    def each(exprs: Iterable[object]) -> tuple[Condition, ...]:
        return tuple(condition_of(one, numbers) for one in exprs)  # type: ignore[arg-type]  # expressions

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

    return Program(
        ruleset=ruleset,
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

"""With what each input and field is compared, told once for every part of a rule set.

Takes a rule set; gives for each definition, rule and input the comparisons that it holds, each with a number.
Afterwards true: put together for the parts of a slice, it is what the reference evaluator finds for the slice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bekymring.evaluate.plan import Kind, Node
from bekymring.evaluate.uses import Use, reads_dates, used_for_dates, uses_of
from bekymring.evaluate.walk import parts
from bekymring.frozen import frozen
from bekymring.model.ruleset import Moment, Named, Ruleset


@frozen(eq=False)
class Usage:
    """What one part holds."""

    compared: Mapping[str, tuple[int, ...]]
    """By input or field, the numbers of comparisons."""
    otherwise: frozenset[str]
    reads_dates: bool
    dates: frozenset[str]
    """What is used otherwise where some part reads dates."""


@frozen(eq=False)
class Usages:
    """The usage of every part, and the comparisons by number."""

    parts: Mapping[tuple[Kind, str], Usage]
    uses: tuple[Use, ...]
    timeless: tuple[bool, ...]
    """By number, whether the comparison is the same at every moment."""

    def together(self, kinds: Iterable[tuple[Kind, str]]) -> tuple[dict[str, dict[int, None]], set[str]]:
        """The comparisons of some parts, and what is used otherwise too."""
        held = [self.parts[one] for one in sorted(kinds)]
        compared: dict[str, dict[int, None]] = {}
        for one in held:
            for key, numbers in one.compared.items():
                compared.setdefault(key, {}).update(dict.fromkeys(numbers))
        otherwise: set[str] = set().union(*(one.otherwise for one in held))
        if any(one.reads_dates for one in held):
            otherwise.update(*(one.dates for one in held))
        return compared, otherwise


def usages_of(ruleset: Ruleset, actions: Iterable[str]) -> Usages:
    """The usage of every part of a rule set."""
    numbers: dict[Use, int] = {}
    kinds = (
        *((Kind.INPUT, name) for name in ruleset.inputs),
        *((Kind.NAMED, name) for name in ruleset.definitions),
        *((Kind.RULE, key) for key in ruleset.rules),
        *((Kind.LEVEL, name) for name in ruleset.levels),
        *((Kind.ACTION, name) for name in actions),
    )
    found: dict[tuple[Kind, str], Usage] = {}
    for kind, name in kinds:
        held = uses_of([Node(kind, name)], ruleset)
        found[kind, name] = Usage(
            compared={
                key: tuple(numbers.setdefault(one, len(numbers)) for one in uses)
                for key, uses in held.compared.items()
            },
            otherwise=frozenset(held.otherwise),
            reads_dates=reads_dates(kind, name, ruleset),
            dates=used_for_dates(kind, name, ruleset),
        )
    uses = tuple(numbers)
    return Usages(found, uses, tuple(_is_timeless(one, ruleset) for one in uses))


def _is_timeless(use: Use, ruleset: Ruleset) -> bool:
    waiting, entered = [use.comparison], set[str]()
    while waiting:
        for one in parts(waiting.pop()):
            if isinstance(one, Moment):
                return False
            if isinstance(one, Named) and one.name not in entered:
                entered.add(one.name)
                waiting.append(ruleset.definitions[one.name].expr)  # type: ignore[arg-type]  # any expression
    return True

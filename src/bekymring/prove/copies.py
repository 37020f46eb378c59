"""A second copy of a rule set's answers that differs from the first in named answers alone.

Takes the first copy and what differs; gives the second, in which everything that cannot differ is shared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import Competence, DecideWhether, Expr, OnlyWhen, Order, Rule, Ruleset
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.space import Path
from bekymring.prove.terms import Term


def another(
    first: Outcomes,
    other: Mapping[Path, Term],
    *,
    rules: Iterable[str] = (),
    unless: Iterable[str] = (),
    unassessed: Iterable[str] = (),
) -> Outcomes:
    """A copy that differs in answers, leaves out `rules` and the own exceptions of `unless`, and reads no `ellers` of some levels."""
    left_out, plain = frozenset(rules), frozenset(unless)
    names = {str(path[1]) for path in other}
    moved = {name for key in left_out | plain for name in _moved(first.space.ruleset.rules[key])}
    plain_levels = frozenset(unassessed)
    held = touched_by(first, names | moved | plain_levels, left_out | plain)
    return Outcomes(
        first.space,
        other=other,
        base=first,
        touched=held,
        without=left_out,
        plain_rules=plain,
        plain_levels=plain_levels,
    )


def touched_by(first: Outcomes, names: set[str], rules: frozenset[str] = frozenset()) -> frozenset[str]:
    """Everything that may come out otherwise when some inputs, lists or outcomes do."""
    ruleset = first.space.ruleset
    found, grown = set(names), True
    by_name = _readers(ruleset)
    firsts = [
        (one, first.held_back(one))
        for rule in ruleset.rules.values()
        for one in rule.conclusions
        if isinstance(one, Order) and not one.is_assessment
    ]
    while grown:
        before = len(found)
        for moved, read in by_name:
            if read & found:
                found |= moved
        for order, held in firsts:
            if found & set(held):
                found.add(order.first)
        grown = len(found) > before
    return frozenset(found | rules)


def _readers(ruleset: Ruleset) -> list[tuple[set[str], set[str]]]:
    found: list[tuple[set[str], set[str]]] = []
    for name, one in ruleset.inputs.items():
        found.append(({name}, _read(ruleset, [one.relevant_when], None)))
    for name, definition in ruleset.definitions.items():
        found.append(({name}, _read(ruleset, [definition.expr], None)))
    for name, action in ruleset.actions.items():
        if action.done is not None:
            found.append(({name}, _read(ruleset, [action.done.at, action.done.when], action.per_record)))
    for name, measure in ruleset.measures.items():
        found.append(({name}, _read(ruleset, [measure.target_group], None)))
    found.extend(
        (_moved(rule), _read(ruleset, _conditions(rule), rule.per_record)) for rule in ruleset.rules.values()
    )
    return found


def _conditions(rule: Rule) -> list[Expr | None]:
    limits = [one.condition for one in rule.conclusions if isinstance(one, OnlyWhen)]
    tails = [part for one in rule.conclusions for part in reads.conclusion_expressions(one)]
    return [*(one for one, _ in reads.conditions_of(rule)), rule.measured_on, *limits, *tails]


def _moved(rule: Rule) -> set[str]:
    found = {name for one in rule.conclusions for name in reads.concluded(one)}
    for one in rule.conclusions:
        if isinstance(one, Order):
            found.add(one.first)
        if isinstance(one, Competence | DecideWhether):
            found.add(one.subject)
    return found


def _read(ruleset: Ruleset, roots: Iterable[Expr | None], per_record: str | None) -> set[str]:
    found = set() if per_record is None else {per_record}
    for root in roots:
        if root is not None:
            paths = reads.paths_read(root, ruleset.definitions, per_record=per_record)
            found |= {one.partition("[]")[0] for one in paths}
            found |= {one.name for one in reads.outcomes_read(root, ruleset.definitions)}
    return found

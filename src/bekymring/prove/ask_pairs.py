"""What is looked for by comparing two cases: another outcome, or a milder one.

Takes the outcomes of a rule set, the answers that may differ and the outcomes that are compared; gives what to look for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    Competence,
    Conclusion,
    DecideWhether,
    Forbid,
    InputKind,
    OnlyWhen,
    Ordering,
    PointTo,
    Require,
    Ruleset,
    Scale,
    Worse,
)
from bekymring.prove.answers import NOWHERE
from bekymring.prove.ask_tails import unmatched
from bekymring.prove.copies import another
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.says import has_tails
from bekymring.prove.space import Path
from bekymring.prove.terms import Amounts, OneOf, Term, Yes, there


def path_of(first: Outcomes, name: str) -> Path:
    """The answer that a name is about: `fact`, or `list.field` for the first record."""
    list_, _, part = name.partition(".")
    if part:
        first.space.records(list_)
        return ("field", list_, 0, part)
    kind = first.space.ruleset.inputs[name].kind
    return ("own", name) if kind is InputKind.OWN_LEVEL else ("fact", name)


def _second(first: Outcomes, paths: Iterable[Path]) -> Outcomes:
    space = first.space
    other: dict[Path, Term] = {path: space.new_cell(path) for path in paths}
    return another(first, other)


def influence(first: Outcomes, paths: list[Path], names: Iterable[str]) -> Asked:
    """Two cases that differ in some answers alone, and in an outcome."""
    logic = first.space.logic
    second = _second(first, paths)
    _in_order(second, paths)
    named = [name for name in names if name in second.touched]
    differ = tuple(logic.any(_differences(first, second, name)) for name in named)
    tails = tuple(logic.any(_tails(first, second, name)) for name in named)
    return Asked(differ, (first, second), tails)


def _in_order(second: Outcomes, paths: Iterable[Path]) -> None:
    """Records of the second copy stand in order too."""
    logic = second.space.logic
    present = [path for path in paths if path[0] == "record"]
    for one, other in pairwise(present):
        second.space.claim(logic.any([second.flag(one), logic.no(second.flag(other))]))


def _differences(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    logic, ruleset = first.space.logic, first.space.ruleset
    if name in ruleset.levels:
        steps = ruleset.scales[ruleset.levels[name].scale].steps
        for rank in range(len(steps)):
            yield logic.differ(first.joined_level(name, rank), second.joined_level(name, rank))
        return
    if name in ruleset.measures:
        yield logic.all([_group_differs(first, second, name), _is_shown(first, name)])
    for place, _ in first.any_record(name):
        per_record = first.per_record(name)
        there_in_both: Truth = True
        if per_record is not None and place is not None:
            there_in_both = logic.all([copy.flag(("record", per_record, place)) for copy in (first, second)])
        pairs = zip(first.standing(name, place).named(), second.standing(name, place).named(), strict=True)
        yield logic.all([there_in_both, logic.any(logic.differ(one, other) for one, other in pairs)])


def _group_differs(first: Outcomes, second: Outcomes, name: str) -> Truth:
    group = first.space.ruleset.measures[name].target_group
    if group is None:
        return False
    return first.space.logic.differ(first.truth(group, NOWHERE), second.truth(group, NOWHERE))


def _is_shown(first: Outcomes, name: str, *, perhaps: bool = False) -> Truth:
    """Whether the rules point to the step of a measure; perhaps: to that or a higher one."""
    logic, ruleset = first.space.logic, first.space.ruleset
    ladder = ruleset.scales[ruleset.measures[name].scale]
    found: list[Truth] = []
    levels = [one for one in ruleset.levels.values() if _is_common(ladder, ruleset.scales[one.scale])]
    for level in levels:
        scale = ruleset.scales[level.scale]
        on = [rank for rank, one in enumerate(scale.steps) if _is_on(ruleset, name, scale.name, one.name)]
        if perhaps:
            found.append(first.joined_level(level.name, min(on, default=0)))
            continue
        above = [logic.no(first.joined_level(level.name, rank + 1)) for rank in on]
        found += [
            logic.all([first.joined_level(level.name, rank), low])
            for rank, low in zip(on, above, strict=True)
        ]
    return logic.any(found) if levels else True


def _is_on(ruleset: Ruleset, name: str, scale: str, step: str) -> bool:
    return any(one.name == name for one in ruleset.measures_on(scale, step))


def _is_common(one: Scale, other: Scale) -> bool:
    return one.name in {other.name, other.tied_to} or one.tied_to == other.name


def _tails(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    """Whether rules with a deadline or another tail hold in one copy alone, or count from something that differs."""
    logic, ruleset = first.space.logic, first.space.ruleset
    if name in ruleset.measures:
        yield logic.all([_group_differs(first, second, name), _is_shown(first, name, perhaps=True)])
    for said in first.said_of(name):
        rule = ruleset.rules[said.rule]
        if isinstance(said.conclusion, PointTo | Forbid | OnlyWhen | Ordering) or not _is_tailed(
            said.conclusion
        ):
            continue
        counted = any(
            second.differs(part, second.scope(rule.per_record, 0))
            for part in reads.conclusion_expressions(said.conclusion)
        )
        for place in first.places(rule):
            one, other = first.fires(said.rule, place), second.fires(said.rule, place)
            yield logic.any([one, other]) if counted else logic.differ(one, other)


def _is_tailed(conclusion: Conclusion) -> bool:
    if isinstance(conclusion, DecideWhether):
        return conclusion.deadline is not None
    return isinstance(conclusion, Competence) or (isinstance(conclusion, Require) and has_tails(conclusion))


def every_outcome(ruleset: Ruleset) -> tuple[str, ...]:
    """All levels, actions and measures."""
    return (*ruleset.levels, *ruleset.actions, *ruleset.measures)


def not_channels(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    """The outcomes that a protected fact may not matter for."""
    part = name.partition(".")[2]
    channels = () if part else ruleset.inputs[name].channels
    return tuple(one for one in every_outcome(ruleset) if one not in channels)


def worsening(first: Outcomes, name: str, left_out: Iterable[str]) -> Asked:
    """Two cases, the second worse by a fact or field, and with less of a duty."""
    ruleset = first.space.ruleset
    list_, _, part = name.partition(".")
    declared = ruleset.lists[list_].fields[part] if part else ruleset.inputs[name]
    names = [one for one in every_outcome(ruleset) if one not in set(left_out)]
    return worse_and_milder(first, path_of(first, name), names, declared.worse, only_duties=True)


def worse_and_milder(
    first: Outcomes, path: Path, names: Iterable[str], worse: Worse | None, *, only_duties: bool = False
) -> Asked:
    """Two cases, the second with more (or worse) of something, and a milder outcome."""
    logic = first.space.logic
    second = _second(first, [path])
    less, more = first.cell(path), second.cell(path)
    if worse in {Worse.LOWER, Worse.NO}:
        less, more = more, less
    grows = logic.all([_grows(first, less, more), logic.same(there(less), there(more))])
    moved = [name for name in names if name in second.touched]
    better = tuple(
        logic.all([grows, logic.any(milder(first, second, name, only_duties=only_duties))]) for name in moved
    )
    late = tuple(
        logic.all([grows, logic.any(unmatched(first, second, name, on_a_day=on_a_day))])
        for on_a_day in (True, False)
        for name in moved
    )
    return Asked(better, (first, second), late)


def _grows(first: Outcomes, less: Term, more: Term) -> Truth:
    logic = first.space.logic
    match less, more:
        case Yes(), Yes():
            return logic.all([logic.no(less.value), more.value])
        case Amounts(), Amounts():
            return logic.less(less.value, more.value)
        case OneOf(), OneOf():
            return logic.less(less.place, more.place)
        case _:
            raise AssertionError("only what is ordered can grow")


def milder(first: Outcomes, second: Outcomes, name: str, *, only_duties: bool = False) -> Iterator[Truth]:
    """Where the second copy asks for less: a better level, a weaker duty, no duty to decide, no ban that was there."""
    logic, ruleset = first.space.logic, first.space.ruleset
    if name in ruleset.levels:
        for rank in range(len(ruleset.scales[ruleset.levels[name].scale].steps)):
            yield logic.all([first.joined_level(name, rank), logic.no(second.joined_level(name, rank))])
        return
    for place, seen in first.any_record(name):
        one, other = first.standing(name, place), second.standing(name, place)
        # A recommendation that a ban takes away is no milder outcome.
        kept = logic.any([other.should, other.ban])
        pairs = [(one.must, other.must), (one.by_default, other.by_default), (one.decide, other.decide)]
        pairs += [] if only_duties else [(one.should, kept)]
        lost = logic.any(logic.all([had, logic.no(has)]) for had, has in pairs)
        yield logic.all([seen, lost])

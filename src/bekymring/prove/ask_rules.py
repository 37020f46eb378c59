"""What is looked for in the rule set itself: rules, rows and exceptions that never hold, gaps, and rules that add nothing.

Takes the outcomes of a rule set and names; gives the truth that holds of the cases that are asked for.
"""

from __future__ import annotations

from bekymring.model.ruleset import (
    Conclusion,
    LevelIs,
    PointTo,
    Rule,
)
from bekymring.prove.answers import NOWHERE
from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.says import says_as_much
from bekymring.prove.terms import there


def gap(first: Outcomes, name: str) -> Truth:
    """Every column has an answer, and no row is for them."""
    table, logic = first.space.ruleset.tables[name], first.space.logic
    answered = []
    for column in table.columns:
        if isinstance(column, LevelIs):
            answered.append(first.truth(column, NOWHERE))
        else:
            answered.append(there(first.value(column, NOWHERE)))
    rows = [first.truth(row.when, NOWHERE) for row in table.rows]
    return logic.all([*answered, logic.no(logic.any(rows))])


def level_gap(first: Outcomes, name: str) -> Truth:
    """A level (of some record, if it is kept for each) is not assessed."""
    logic, per_record = first.space.logic, first.space.ruleset.levels[name].per_record
    if per_record is None:
        return logic.no(first.level_at_least(name, None, 0))
    return logic.any(
        logic.all([seen, logic.no(first.level_at_least(name, place, 0))])
        for place, seen in first.records(per_record)
    )


def step_reached(first: Outcomes, name: str, step: str) -> Truth:
    """A level is at a step, and the professional's own assessment has no part in that."""
    logic, rank = first.space.logic, _rank(first, name, step)
    own = first.joined_own(name, 0)
    return logic.all(
        [first.joined_level(name, rank), logic.no(first.joined_level(name, rank + 1)), logic.no(own)]
    )


def _rank(first: Outcomes, level: str, step: str) -> int:
    ruleset = first.space.ruleset
    return ruleset.scales[ruleset.levels[level].scale].rank(step)


def measure_gap(first: Outcomes, level: str, step: str) -> Truth:
    """The rules point to a step, and no measure on it is for the child."""
    ruleset, logic = first.space.ruleset, first.space.logic
    scale = ruleset.scales[ruleset.levels[level].scale]
    rank = scale.rank(step)
    fits = [
        True if one.target_group is None else first.truth(one.target_group, NOWHERE)
        for one in ruleset.measures_on(scale.name, step)
    ]
    worse = first.joined_level(level, rank + 1)
    # What the professional alone has pointed to is no gap in the rules.
    own = first.joined_own(level, 0)
    return logic.all(
        [first.joined_level(level, rank), logic.no(worse), logic.no(own), logic.no(logic.any(fits))]
    )


def exception(first: Outcomes, key: str, number: int) -> Truth:
    """A rule would hold but for an exception."""
    rule, logic = first.space.ruleset.rules[key], first.space.logic
    found = []
    for place in first.places(rule):
        expr = first.exceptions(key)[number]
        found.append(
            logic.all([first.met(rule, place), first.truth(expr, first.scope(rule.per_record, place))])
        )
    return logic.any(found)


def adds(first: Outcomes, key: str) -> Truth:
    """The rule holds, and something it says is said by no other rule that holds."""
    rule, logic = first.space.ruleset.rules[key], first.space.logic
    return logic.any(
        logic.all([first.fires(key, place), logic.no(_said_elsewhere(first, key, one, (rule, place)))])
        for place in first.places(rule)
        for one in rule.conclusions
    )


def _said_elsewhere(first: Outcomes, key: str, one: Conclusion, read: tuple[Rule, int | None]) -> Truth:
    rule, place = read
    ruleset = first.space.ruleset
    found: list[Truth] = []
    if isinstance(one, PointTo):
        level = ruleset.levels[one.level]
        rank = ruleset.scales[level.scale].rank(one.step)
        if level.otherwise is not None and ruleset.scales[level.scale].rank(level.otherwise) >= rank:
            return True
        others = [
            said
            for said in first.said_of(one.level)
            if isinstance(said.conclusion, PointTo)
            and ruleset.scales[level.scale].rank(said.conclusion.step) >= rank
            and said.rule != key
        ]
        kept = level.per_record if level.per_record == rule.per_record else None
        found = [fires for _, _, fires in first.firing(others, kept, place)]
    else:
        for other, rules in ruleset.rules.items():
            if other != key and any(says_as_much(said, one, first.space.dates) for said in rules.conclusions):
                same = rules.per_record is not None and rules.per_record == rule.per_record
                places = (place,) if same else first.places(rules)
                found += [first.fires(other, each) for each in places]
    return first.space.logic.any(found)

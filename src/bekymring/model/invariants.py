"""What is true of every rule set, as code: run by the tests on each one they make, and on each one read from a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import dropwhile

from bekymring.model import ruleset as rs
from bekymring.model.dependencies import (
    concluded,
    conclusion_expressions,
    conditions_of,
    nesting,
    outcomes_read,
    walk,
)
from bekymring.model.reading import reads_of, strata
from bekymring.model.type_of import Setting, setting_of, type_of
from bekymring.model.types import Day, Instant, Number, OnScale, Type, YesNo

MAX_KERNEL_NESTING = 256
"""Kernel expressions are at most so deep: four times what may be written."""


def broken_invariants(ruleset: rs.Ruleset) -> tuple[str, ...]:
    """What is not true of a rule set and ought to be; empty for every rule set that `lower` makes."""
    found: list[str] = []
    for check in _CHECKS:
        try:
            found += check(ruleset)
        except (KeyError, StopIteration) as missing:
            found.append(f"{check.__name__.strip('_')}: a name that stands for nothing: {missing}")
        except TypeError as wrong:
            found.append(f"{check.__name__.strip('_')}: {wrong}")
    return tuple(found)


# --- tables -------------------------------------------------------------------------------------------------


def _tables(rules: rs.Ruleset) -> Mapping[str, Mapping[str, object]]:
    return {
        "laws": rules.laws,
        "sources": rules.sources,
        "scales": rules.scales,
        "levels": rules.levels,
        "roles": rules.roles,
        "parties": rules.parties,
        "inputs": rules.inputs,
        "lists": rules.lists,
        "indicators": rules.indicators,
        "definitions": rules.definitions,
        "actions": rules.actions,
        "measures": rules.measures,
        "attention": rules.attention,
        "calendars": rules.calendars,
        "rules": rules.rules,
        "tables": rules.tables,
    }


def _names(rules: rs.Ruleset) -> Iterator[str]:
    for what, table in _tables(rules).items():
        if list(table) != sorted(table):
            yield f"{what} are not in the order of their names"
        for key, one in table.items():
            name = getattr(one, "name", None)
            if key != name and not (what == "rules" and key.startswith(f"{name}@")):
                yield f"{what}: {key} is called {name}"


def _once(rules: rs.Ruleset) -> Iterator[str]:
    """A name stands for one thing; an own assessment is named as its level, a derived indicator as its definition."""
    seen: dict[str, str] = {}
    for what, table in _tables(rules).items():
        for key in table:
            other = seen.setdefault(key, what)
            pair = {other, what}
            alike = (
                {"scales", "levels"},
                {"levels", "inputs"},
                {"scales", "inputs"},
                {"inputs", "indicators"},
                {"indicators", "definitions"},
            )
            if other != what and pair not in alike:
                yield f"{key} is declared among {other} and among {what}"


def _layers(rules: rs.Ruleset) -> Iterator[str]:
    names = [one.name for one in rules.layers]
    if not names or len(set(names)) != len(names):
        yield "layers are missing or stand twice"
    for index, layer in enumerate(rules.layers):
        if not set(layer.builds_on) <= set(names[:index]):
            yield f"{layer.name} stands below what it builds on"
    for table in _tables(rules).values():
        for one in table.values():
            origin = getattr(one, "origin", None)
            if origin is not None and origin.layer not in names:
                yield f"{origin.layer} is no layer"


# --- vocabulary ---------------------------------------------------------------------------------------------


def _vocabulary(rules: rs.Ruleset) -> Iterator[str]:
    for scale in rules.scales.values():
        if not scale.steps or len(set(scale.names)) != len(scale.steps):
            yield f"{scale.name} has no steps, or one twice"
        if scale.tied_to is not None:
            tied = dropwhile(lambda one: one.corresponds_to is None, scale.steps)
            ranks = [rules.scales[scale.tied_to].rank(one.corresponds_to or "") for one in tied]
            if ranks != sorted(ranks):
                yield f"{scale.name} is not in the order of {scale.tied_to}"
    for level in rules.levels.values():
        scale = rules.scales[level.scale]
        if level.otherwise is not None and level.otherwise not in scale.names:
            yield f"{level.name} starts at a step that its scale does not have"
        own = rules.inputs.get(level.name)
        if (own is not None and own.kind is rs.InputKind.OWN_LEVEL) == (level.per_record is not None):
            yield f"{level.name} has no own assessment, or one that it should not have"
        if level.own_in is not None:
            each = rules.lists[level.own_in].fields.get(level.name)
            if each is None or not each.is_assessment or each.type_ != OnScale(level.scale):
                yield f"{level.name} has no own assessment for each {level.own_in}"
    for indicator in rules.indicators.values():
        known = rules.inputs if indicator.when is None else rules.definitions
        if indicator.name not in known:
            yield f"{indicator.name} is neither observed nor derived"


def _questions(rules: rs.Ruleset) -> Iterator[str]:
    births = [one for one in rules.inputs.values() if one.is_birth_date]
    if len(births) > 1 or any(not isinstance(one.type_, Day) for one in births):
        yield "there are two dates of birth, or one that is no date"
    for one in rules.inputs.values():
        yield from _answerable(rules, one.name, one.type_)
        if one.measured_for is not None and one.kind is not rs.InputKind.FACT:
            yield f"{one.name} is measured for a period, and is no fact"
    for list_ in rules.lists.values():
        if list_.maximum < 1:
            yield f"{list_.name} can hold nothing"
        for name, field in list_.fields.items():
            yield from _answerable(rules, f"{list_.name}.{name}", field.type_)
        dated = None if list_.dated_by is None else list_.fields[list_.dated_by]
        if dated is not None and not isinstance(dated.type_, Day | Instant):
            yield f"{list_.name} is dated by what is no date"


def _answerable(rules: rs.Ruleset, name: str, type_: Type) -> Iterator[str]:
    match type_:
        case Number(low=low, high=high) if low > high:
            yield f"{name} has no possible answer"
        case OnScale(scale=scale) if scale not in rules.scales:
            yield f"{name} is answered on {scale}, which is no scale"
        case _:
            return


# --- expressions --------------------------------------------------------------------------------------------


def _expressions(rules: rs.Ruleset) -> Iterator[str]:
    for where, expr, setting, wanted in _placed(rules):
        if not isinstance(type_of(expr, setting), wanted):
            yield f"{where} is not {' or '.join(one.__name__ for one in wanted)}"
        if nesting(expr) > MAX_KERNEL_NESTING:
            yield f"{where} is nested too deeply"
        yield from (f"{where}: {fault}" for one in walk(expr) for fault in _node(rules, one, setting))


_TRUTH = (YesNo,)
_DATE = (Day, Instant)
_Placed = tuple[str, rs.Expr, Setting, tuple[type, ...]]


def _placed(rules: rs.Ruleset) -> Iterator[_Placed]:  # noqa: C901, PLR0912 - a part a branch
    plain = setting_of(rules)
    for one in rules.definitions.values():
        yield one.name, one.expr, plain, (type(one.type_),)
    for input_ in rules.inputs.values():
        if input_.relevant_when is not None:
            yield input_.name, input_.relevant_when, plain, _TRUTH
    for list_ in rules.lists.values():
        inside = setting_of(rules, item_list=list_.name)
        for field in list_.fields.values():
            if field.relevant_when is not None:
                yield f"{list_.name}.{field.name}", field.relevant_when, inside, _TRUTH
    for action in rules.actions.values():
        if action.done is not None:
            inside = setting_of(rules, per_record=action.per_record)
            yield action.name, action.done.at, inside, _DATE
            if action.done.when is not None:
                yield action.name, action.done.when, inside, _TRUTH
    for measure in rules.measures.values():
        if measure.target_group is not None:
            yield measure.name, measure.target_group, plain, _TRUTH
    yield from ((one.label, one.claim, plain, _TRUTH) for one in rules.integrity)
    for key, rule in rules.rules.items():
        yield from _placed_rule(key, rule, setting_of(rules, per_record=rule.per_record))
    for demand in rules.demands:
        yield from _placed_demand(demand, plain)


def _placed_rule(key: str, rule: rs.Rule, inside: Setting) -> Iterator[_Placed]:
    yield from ((key, one, inside, _TRUTH) for one, _ in conditions_of(rule))
    yield from ((key, one, inside, _TRUTH) for one in rule.against)
    if rule.measured_on is not None:
        yield key, rule.measured_on, inside, _DATE
    for conclusion in rule.conclusions:
        yield from _placed_conclusion(key, conclusion, inside)


def _placed_conclusion(key: str, conclusion: rs.Conclusion, inside: Setting) -> Iterator[_Placed]:
    wanted = _TRUTH if isinstance(conclusion, rs.OnlyWhen) else (*_DATE, Number)
    yield from ((key, one, inside, wanted) for one in conclusion_expressions(conclusion))


def _placed_demand(demand: rs.Demand, plain: Setting) -> Iterator[_Placed]:
    if demand.when is not None:
        yield demand.label, demand.when, plain, _TRUTH
    yield from ((demand.label, one.when, plain, _TRUTH) for one in demand.waivers)
    for claim in demand.claims:
        if isinstance(claim, rs.Conclusion):
            yield from _placed_conclusion(demand.label, claim, plain)
        else:
            yield demand.label, claim, plain, _TRUTH


def _node(rules: rs.Ruleset, expr: rs.Expr, setting: Setting) -> Iterator[str]:
    match expr:
        case rs.LevelIs(level=level, op=op, step=step, this_record=this_record):
            held = rules.levels[level]
            if step not in rules.scales[held.scale].names or op not in {rs.Op.GE, rs.Op.LE, rs.Op.EQ}:
                yield f"{level} compared with {step}"
            if this_record and held.per_record != setting.per_record:
                yield f"{level} of a record that is not here"
        case rs.ActionIs(action=action, this_record=this_record):
            if this_record and rules.actions[action].per_record != setting.per_record:
                yield f"{action} of a record that is not here"
        case rs.Compare(scale=scale) if scale is not None and scale not in rules.scales:
            yield f"compared on {scale}, which is no scale"
        case rs.And(items=items) | rs.Or(items=items) if len(items) < 2:  # noqa: PLR2004 - fewer is no junction
            yield "a junction of fewer than two"
        case rs.Count(items=()) | rs.Sum(items=()):
            yield "a count or a sum of nothing"
        case rs.Const(value=datetime() as instant) if instant.tzinfo is None:
            yield "an instant without an offset"
        case rs.AnsweredAt() if not _is_answerable(rules, expr, setting):
            yield f"{expr.assessment} is no assessment"
        case _:
            return


def _conditions_are_conditions(rules: rs.Ruleset) -> Iterator[str]:
    """A yes/no answer never stands as a condition by itself: it is compared with yes."""
    for where, expr, _, wanted in _placed(rules):
        waiting = [expr] if wanted == _TRUTH else []
        while waiting:
            one = waiting.pop()
            match one:
                case rs.And(items=items) | rs.Or(items=items) | rs.Count(items=items):
                    waiting += items
                case rs.Not(item=item):
                    waiting.append(item)
                case rs.Ref() | rs.ThisField() | rs.ItemField() | rs.RecordValue():
                    yield f"{where}: an answer stands as a condition"
                case _:
                    continue


# --- conclusions --------------------------------------------------------------------------------------------


def _conclusions(rules: rs.Ruleset) -> Iterator[str]:
    for key, rule in rules.rules.items():
        if rule.per_record is not None and rule.per_record not in rules.lists:
            yield f"{key} is read for a list that is not there"
        for one in rule.conclusions:
            for outcome in concluded(one):
                held = rules.actions.get(outcome) or rules.levels.get(outcome)
                if held is None:
                    yield f"{key} concludes {outcome}, which is no outcome"
                elif held.per_record not in {None, rule.per_record}:
                    yield f"{key} concludes {outcome} without its record"
            yield from (f"{key}: {fault}" for fault in _conclusion(rules, one))


def _conclusion(rules: rs.Ruleset, one: rs.Conclusion) -> Iterator[str]:  # noqa: C901, PLR0912 - a row a kind
    match one:
        case rs.PointTo(level=level, step=step):
            if step not in rules.scales[rules.levels[level].scale].names:
                yield f"{step} is no step of {level}"
        case rs.Competence(subject=subject, role=role):
            if role not in rules.roles or not (subject in rules.actions or subject in rules.measures):
                yield f"{role} decides {subject}"
        case rs.Attend(point=point) if point not in rules.attention:
            yield f"{point} is no point of attention"
        case rs.Order(first=first, is_assessment=is_assessment, then=then, involving=involving):
            known = first in rules.actions if not is_assessment else _is_assessment(rules, first)
            if not known or not set(then) <= set(rules.actions) or not set(involving) <= set(rules.parties):
                yield f"{first} before what is not there"
            if not then and not involving:
                yield f"{first} before nothing"
        case rs.OneFirst():
            yield from _one_first(rules, one)
        case rs.DecideWhether(subject=subject, is_assessment=True):
            if not _is_assessment(rules, subject):
                yield f"{subject} is no assessment"
        case rs.Require(bearer=bearer, departed_by=departed_by, frequency=frequency, frequency_start=start):
            if frequency is not None and not _is_countable(frequency.period, start):
                yield "periods that cannot be counted"
            if not {bearer, departed_by} - {None} <= set(rules.roles):
                yield "a role that is not there"
        case _:
            return


def _is_countable(period: rs.CalendarPeriod | rs.CountedPeriod, start: rs.Expr | None) -> bool:
    if not isinstance(period, rs.CountedPeriod):
        return True
    return (
        period.amount > 0 and period.unit not in {rs.Unit.HOURS, rs.Unit.WORKING_DAYS} and start is not None
    )


def _one_first(rules: rs.Ruleset, one: rs.OneFirst) -> Iterator[str]:
    said = " or ".join(one.names)
    known = all(
        _is_assessment(rules, first.name) if first.is_assessment else first.name in rules.actions
        for first in one.firsts
    )
    if not known or not set(one.then) <= set(rules.actions) or not set(one.involving) <= set(rules.parties):
        yield f"{said} before what is not there"
    if not one.then and not one.involving:
        yield f"{said} before nothing"
    if len(one.firsts) == 1 or one.names != tuple(sorted(set(one.names))) or set(one.names) & set(one.then):
        yield f"{said} are not several"


def _is_answerable(rules: rs.Ruleset, expr: rs.AnsweredAt, setting: Setting) -> bool:
    if expr.list_ is None:
        return rules.inputs[expr.assessment].kind is rs.InputKind.ASSESSMENT
    return rules.lists[expr.list_].fields[expr.assessment].is_assessment and expr.list_ == setting.per_record


def _is_assessment(rules: rs.Ruleset, name: str) -> bool:
    asked = rules.inputs.get(name)
    if asked is not None:
        return asked.kind is rs.InputKind.ASSESSMENT
    return rules.assessed_each(name) is not None


def _rows(rules: rs.Ruleset) -> Iterator[str]:
    for table in rules.tables.values():
        for row in table.rows:
            if row.rule is not None and rules.rules[row.rule].table != table.name:
                yield f"{row.rule} is no row of {table.name}"


# --- order of evaluation ------------------------------------------------------------------------------------


def _strata(rules: rs.Ruleset) -> Iterator[str]:
    found = [key for one in rules.strata for key in one]
    if sorted(found) != sorted(rules.rules):
        yield "the strata do not hold every rule once"
        return
    height = {key: index for index, one in enumerate(rules.strata) for key in one}
    highest: dict[str, int] = {}
    for key, rule in rules.rules.items():
        for outcome in (name for one in rule.conclusions for name in concluded(one)):
            highest[outcome] = max(highest.get(outcome, 0), height[key])
    for key, rule in rules.rules.items():
        for read in (
            one for expr, _ in conditions_of(rule) for one in outcomes_read(expr, rules.definitions)
        ):
            is_done = isinstance(read.expr, rs.ActionIs) and read.expr.state is rs.ActionState.DONE
            if not is_done and highest.get(read.name, -1) >= height[key]:
                yield f"{key} reads {read.name} before it is concluded"
    expected, circles = strata(rules.rules, rules.actions, reads_of(rules.rules, rules.definitions))
    if circles or expected != rules.strata:
        yield "the strata are not those that the rules give"


def _citations(rules: rs.Ruleset) -> Iterator[str]:
    for key, rule in rules.rules.items():
        for one in rule.citations:
            if one.source not in (rules.laws if one.statute else rules.sources):
                yield f"{key} cites {one.source}, which is not there"


_CHECKS: tuple[Callable[[rs.Ruleset], Iterator[str]], ...] = (
    _names,
    _once,
    _layers,
    _vocabulary,
    _questions,
    _expressions,
    _conditions_are_conditions,
    _conclusions,
    _rows,
    _strata,
    _citations,
)

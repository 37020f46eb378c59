"""What each question means: the truth that holds of exactly the cases that are asked for.

Takes the outcomes of a rule set and a question; gives what to look for, and the copies of the answers that it speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import assert_never

from attrs import evolve, frozen

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import (
    Attend,
    Competence,
    Conclusion,
    Deadline,
    DecideWhether,
    Demand,
    DemandKind,
    Expr,
    Forbid,
    InputKind,
    LevelIs,
    Modality,
    OnlyWhen,
    Order,
    PointTo,
    Require,
    Rule,
    Ruleset,
    Worse,
)
from bekymring.prove.copies import another
from bekymring.prove.encode import NOWHERE
from bekymring.prove.logic import Truth
from bekymring.prove.outcomes import Outcomes, Standing
from bekymring.prove.prover import Reason
from bekymring.prove.question import Kind, Question
from bekymring.prove.space import Path
from bekymring.prove.terms import Amounts, NotEncodableError, OneOf, Term, Yes, there

_TAILS = Reason(
    "to sager kan få hver sin frist eller hver sit ansvar, og det kan ikke afgøres her",
    "two cases may differ in a deadline or a bearer, which is not decided here",
)


@frozen(eq=False)
class Asked:
    """What is looked for: a case with any of `holds`. `perhaps` is wider: what it holds of besides must be tried."""

    holds: tuple[Truth, ...]
    copies: tuple[Outcomes, ...]
    perhaps: tuple[Truth, ...] = ()
    why: Reason = _TAILS


def asked(first: Outcomes, question: Question) -> Asked:  # noqa: C901, PLR0912 - one line a kind of question
    """What a question looks for."""
    about = question.about
    match question.kind:
        case Kind.ANY_CASE:
            claims = [first.truth(one.claim, NOWHERE) for one in first.space.ruleset.integrity]
            return Asked((first.space.logic.all(claims),), (first,))
        case Kind.DEMAND:
            return _demand(first, first.space.ruleset.demands[int(about[0])])
        case Kind.CONTRADICTION:
            return Asked((_any_standing(first, about[0], _conflict),), (first,))
        case Kind.PROTECTED:
            return _influence(first, [_path(first, about[0])], _not_channels(first.space.ruleset, about[0]))
        case Kind.FACT_MATTERS:
            return _influence(first, [_path(first, about[0])], _every_outcome(first.space.ruleset))
        case Kind.TABLE_GAP:
            return Asked((_gap(first, about[0]),), (first,))
        case Kind.TABLE_OVERLAP:
            rows = first.space.ruleset.tables[about[0]].rows
            both = [first.truth(rows[int(one)].when, NOWHERE) for one in about[1:]]
            return Asked((first.space.logic.all(both),), (first,))
        case Kind.ROW_HOLDS:
            row = first.space.ruleset.tables[about[0]].rows[int(about[1])]
            return Asked((first.truth(row.when, NOWHERE),), (first,))
        case Kind.MEASURE_GAP:
            return Asked((_measure_gap(first, about[0], about[1]),), (first,))
        case Kind.RULE_FIRES:
            rule = first.space.ruleset.rules[about[0]]
            fires = [first.fires(about[0], place) for place in first.places(rule)]
            return Asked((first.space.logic.any(fires),), (first,))
        case Kind.EXCEPTION_HOLDS:
            return Asked((_exception(first, about[0], int(about[1])),), (first,))
        case Kind.INDICATOR_HOLDS:
            return Asked((first.truth(first.space.ruleset.definitions[about[0]].expr, NOWHERE),), (first,))
        case Kind.RULE_ADDS:
            return Asked((_adds(first, about[0]),), (first,))
        case Kind.WORSENING:
            return _worsening(first, about[0], about[1:])
        case Kind.LAYERS:
            return _layers(first)
        case _:
            assert_never(question.kind)


# --- demands ----------------------------------------------------------------------------------------------


def _demand(first: Outcomes, demand: Demand) -> Asked:
    logic = first.space.logic
    if demand.kind in {DemandKind.NO_INFLUENCE, DemandKind.NEVER_BETTERS}:
        return _compared(first, demand)
    waived = logic.any(first.truth(one.when, NOWHERE) for one in demand.waivers)
    when = True if demand.when is None else first.truth(demand.when, NOWHERE)
    claims = [_claim(first, one) for one in demand.claims]
    claims += [_is_said(first, name) for name in demand.outcomes]
    match demand.kind:
        case DemandKind.ALWAYS:
            broken = logic.no(logic.all(claims))
        case DemandKind.NEVER_BOTH:
            broken = _two(first, claims)
        case DemandKind.AT_LEAST_ONE:
            broken = logic.no(logic.any(claims))
        case DemandKind.EXACTLY_ONE:
            broken = logic.any([logic.no(logic.any(claims)), _two(first, claims)])
        case _:
            assert_never(demand.kind)
    return Asked((logic.all([when, logic.no(waived), broken]),), (first,))


def _two(first: Outcomes, claims: list[Truth]) -> Truth:
    logic = first.space.logic
    return logic.any(
        logic.all([one, other]) for place, one in enumerate(claims) for other in claims[place + 1 :]
    )


def _is_said(first: Outcomes, name: str) -> Truth:
    """Whether a level is assessed, or an action recommended, required, or to be decided on."""
    if name in first.space.ruleset.levels:
        return first.joined_level(name, 0)
    return _any_standing(
        first, name, lambda outcomes, one: outcomes.space.logic.any([one.should, one.decide])
    )


def _any_standing(first: Outcomes, name: str, of: Callable[[Outcomes, Standing], Truth]) -> Truth:
    logic = first.space.logic
    return logic.any(
        logic.all([seen, of(first, first.standing(name, place))]) for place, seen in first.any_record(name)
    )


def _conflict(first: Outcomes, one: Standing) -> Truth:
    return first.space.logic.all([one.must, one.ban])


def _claim(first: Outcomes, claim: Expr | Conclusion) -> Truth:
    match claim:
        case PointTo(level=level, step=step):
            scale = first.space.ruleset.scales[first.space.ruleset.levels[level].scale]
            return first.joined_level(level, scale.rank(step))
        case Require():
            return _required(first, claim)
        case Forbid(action=action) | OnlyWhen(action=action):
            return _any_standing(first, action, lambda _, one: one.ban)
        case DecideWhether() | Order() | Competence() | Attend():
            return _stated(first, claim)
        case _ if isinstance(claim, Conclusion):
            return _any_standing(first, claim.action, lambda _, one: one.against)
        case _:
            return first.truth(claim, NOWHERE)


def _required(first: Outcomes, claim: Require) -> Truth:
    if has_tails(claim):
        return _stated(first, claim)
    strength = {
        Modality.MUST: "must",
        Modality.MUST_BY_DEFAULT: "by_default",
        Modality.SHOULD: "should",
        Modality.MAY: "may",
    }[claim.modality]
    return _any_standing(first, claim.action, lambda _, one: getattr(one, strength))


def has_tails(claim: Require) -> bool:
    """Whether a modality comes with a deadline, an interval, a frequency, or a bearer of its own."""
    tails = (claim.deadline, claim.interval, claim.frequency, claim.bearer, claim.departed_by)
    return any(one is not None for one in tails) or claim.personally


def _stated(first: Outcomes, claim: Conclusion) -> Truth:
    """Whether some rule that holds says as much."""
    found = []
    for key, rule in first.space.ruleset.rules.items():
        if any(says_as_much(one, claim) for one in rule.conclusions):
            found += [first.fires(key, place) for place in first.places(rule)]
    return first.space.logic.any(found)


def says_as_much(one: Conclusion, claim: Conclusion) -> bool:
    """Whether one conclusion says at least what another does."""
    if isinstance(one, Require) and isinstance(claim, Require):
        if one.action != claim.action or one.modality.rank < claim.modality.rank:
            return False
        asked_for = [
            (one.interval, claim.interval),
            (one.frequency, claim.frequency),
            (one.bearer, claim.bearer),
            (one.departed_by, claim.departed_by),
        ]
        same = all(other is None or other == own for own, other in asked_for)
        return same and (one.personally or not claim.personally) and _no_later(one.deadline, claim.deadline)
    if isinstance(one, DecideWhether) and isinstance(claim, DecideWhether):
        return one.subject == claim.subject and _no_later(one.deadline, claim.deadline)
    if isinstance(one, PointTo) and isinstance(claim, PointTo):
        return one == claim
    if isinstance(one, Order) and isinstance(claim, Order):
        wide = set(claim.then) <= set(one.then) and set(claim.involving) <= set(one.involving)
        return one.first == claim.first and wide
    if isinstance(one, Forbid) and isinstance(claim, Forbid):
        return one.action == claim.action and claim.instead in {None, one.instead}
    return one == claim


def _no_later(own: Deadline | None, other: Deadline | None) -> bool:
    if other is None or own == other:
        return True
    if own is None or own.kind is not other.kind or len(other.terms) != 1:
        return False
    (limit,) = other.terms
    for one in own.terms:
        same = evolve(one, amount=limit.amount) == limit
        shorter = getattr(one.amount, "value", None), getattr(limit.amount, "value", None)
        if same and None not in shorter and shorter[0] <= shorter[1]:  # type: ignore[operator]  # amounts are numbers
            return True
    return False


# --- comparing two cases ----------------------------------------------------------------------------------


def _compared(first: Outcomes, demand: Demand) -> Asked:
    ruleset, logic = first.space.ruleset, first.space.logic
    waived = [one.when for one in demand.waivers]
    if demand.kind is DemandKind.NO_INFLUENCE:
        names = tuple(ruleset.levels) if demand.any_level else demand.outcomes
        paths = [path for name in demand.subjects for path in _subject_paths(first, name, demand)]
        found = _influence(first, paths, names)
    else:
        (subject,) = demand.subjects
        found = _worse(first, _path(first, subject), demand.outcomes, None)
    outside = logic.no(logic.any(copy.truth(one, NOWHERE) for one in waived for copy in found.copies))
    if demand.when is not None:
        outside = logic.all([outside, *(copy.truth(demand.when, NOWHERE) for copy in found.copies)])
    return evolve(
        found,
        holds=tuple(logic.all([outside, one]) for one in found.holds),
        perhaps=tuple(logic.all([outside, one]) for one in found.perhaps),
    )


def _subject_paths(first: Outcomes, name: str, demand: Demand) -> Iterator[Path]:
    ruleset = first.space.ruleset
    if name in ruleset.lists:
        for place in range(first.space.records(name)):
            yield ("record", name, place)
            yield from (("field", name, place, one) for one in ruleset.lists[name].fields)
    elif name in ruleset.inputs:
        yield _path(first, name)
    else:
        raise NotEncodableError(
            f"»{name}« følger af andre svar og kan ikke ændres alene",
            f'"{name}" follows from other answers and cannot be changed alone',
            demand.origin.span,
        )


def _path(first: Outcomes, name: str) -> Path:
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


def _influence(first: Outcomes, paths: list[Path], names: Iterable[str]) -> Asked:
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
    for place, _ in first.any_record(name):
        per_record = first.per_record(name)
        there_in_both: Truth = True
        if per_record is not None and place is not None:
            there_in_both = logic.all([copy.flag(("record", per_record, place)) for copy in (first, second)])
        pairs = zip(first.standing(name, place).named(), second.standing(name, place).named(), strict=True)
        yield logic.all([there_in_both, logic.any(logic.differ(one, other) for one, other in pairs)])


def _tails(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    """Whether rules with a deadline or another tail hold in one copy alone, or count from something that differs."""
    logic, ruleset = first.space.logic, first.space.ruleset
    for said in first.said_of(name):
        rule = ruleset.rules[said.rule]
        if isinstance(said.conclusion, PointTo | Forbid | OnlyWhen | Order) or not _is_tailed(
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


def _every_outcome(ruleset: Ruleset) -> tuple[str, ...]:
    return (*ruleset.levels, *ruleset.actions, *ruleset.measures)


def _not_channels(ruleset: Ruleset, name: str) -> tuple[str, ...]:
    part = name.partition(".")[2]
    channels = () if part else ruleset.inputs[name].channels
    return tuple(one for one in _every_outcome(ruleset) if one not in channels)


def _worsening(first: Outcomes, name: str, left_out: Iterable[str]) -> Asked:
    ruleset = first.space.ruleset
    list_, _, part = name.partition(".")
    declared = ruleset.lists[list_].fields[part] if part else ruleset.inputs[name]
    names = [one for one in _every_outcome(ruleset) if one not in set(left_out)]
    return _worse(first, _path(first, name), names, declared.worse, only_duties=True)


def _worse(
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
    milder = tuple(
        logic.all([grows, logic.any(_milder(first, second, name, only_duties=only_duties))]) for name in moved
    )
    late = tuple(logic.all([grows, logic.any(_dropped(first, second, name))]) for name in moved)
    return Asked(milder, (first, second), late)


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


def _milder(first: Outcomes, second: Outcomes, name: str, *, only_duties: bool = False) -> Iterator[Truth]:
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


def _dropped(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    logic, ruleset = first.space.logic, first.space.ruleset
    for said in first.said_of(name):
        if isinstance(said.conclusion, Require) and said.conclusion.deadline is not None:
            rule = ruleset.rules[said.rule]
            for place in first.places(rule):
                one, other = first.fires(said.rule, place), second.fires(said.rule, place)
                yield logic.all([one, logic.no(other)])


# --- the rule set itself ----------------------------------------------------------------------------------


def _gap(first: Outcomes, name: str) -> Truth:
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


def _measure_gap(first: Outcomes, level: str, step: str) -> Truth:
    ruleset, logic = first.space.ruleset, first.space.logic
    scale = ruleset.scales[ruleset.levels[level].scale]
    rank = scale.rank(step)
    fits = [
        True if one.target_group is None else first.truth(one.target_group, NOWHERE)
        for one in ruleset.measures_on(scale.name, step)
    ]
    worse = first.joined_level(level, rank + 1)
    # What the professional alone has pointed to is no gap in the rules.
    own = first.own_at_least(level, 0)
    return logic.all(
        [first.joined_level(level, rank), logic.no(worse), logic.no(own), logic.no(logic.any(fits))]
    )


def _exception(first: Outcomes, key: str, number: int) -> Truth:
    rule, logic = first.space.ruleset.rules[key], first.space.logic
    found = []
    for place in first.places(rule):
        expr = first.exceptions(key)[number]
        found.append(
            logic.all([first.met(rule, place), first.truth(expr, first.scope(rule.per_record, place))])
        )
    return logic.any(found)


def _adds(first: Outcomes, key: str) -> Truth:
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
            if other != key and any(says_as_much(said, one) for said in rules.conclusions):
                same = rules.per_record is not None and rules.per_record == rule.per_record
                places = (place,) if same else first.places(rules)
                found += [first.fires(other, each) for each in places]
    return first.space.logic.any(found)


def _layers(first: Outcomes) -> Asked:
    """The rule set with all its layers asks for less than the layers below do."""
    ruleset = first.space.ruleset
    own = {key for key, rule in ruleset.rules.items() if rule.origin.layer == ruleset.name}
    excepted = {
        key
        for key, rule in ruleset.rules.items()
        if any(one.origin.layer == ruleset.name for one in rule.exceptions)
    }
    below = another(first, {}, rules=own, unless=excepted)
    found = tuple(
        first.space.logic.any([*_milder(below, first, name), *_dropped_bans(below, first, name)])
        for name in _every_outcome(ruleset)
        if name in below.touched
    )
    late = tuple(
        first.space.logic.any(_dropped(below, first, name))
        for name in _every_outcome(ruleset)
        if name in below.touched
    )
    return Asked(found, (first, below), late)


def _dropped_bans(below: Outcomes, above: Outcomes, name: str) -> Iterator[Truth]:
    if name not in below.space.ruleset.levels:
        logic = below.space.logic
        for place, seen in below.any_record(name):
            bans = below.standing(name, place).ban, above.standing(name, place).ban
            yield logic.all([seen, bans[0], logic.no(bans[1])])

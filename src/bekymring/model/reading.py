"""What may read what, and in which order the rules are evaluated. Docs: language reference, *What may read what*.

Takes rules, definitions and actions; gives the keys of the rules in strata, and what is wrong.
Afterwards true: a rule reads outcomes of earlier strata only; a hard conclusion reads hard outcomes only, and only upward.

An outcome is a level or an action. It rests on what the rules that conclude it read; and because a required Y makes
X required where X comes before Y, X rests on Y too. Soft is what may give way when something worse comes to light:
every action concluded by a rule that reads something soft, or a level otherwise than upward.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from attrs import field

from bekymring.diagnostics import Diagnostic, Label
from bekymring.frozen import define, frozen
from bekymring.model import mistakes
from bekymring.model import ruleset as rs
from bekymring.model.dependencies import (
    OutcomeRead,
    concluded,
    conclusion_expressions,
    conditions_of,
    inputs_read,
    outcomes_read,
    waiting_for,
)
from bekymring.model.mistakes import finding
from bekymring.source import Span
from bekymring.syntax.document import ActionState

# WHY: a start that comes later turns "done late" into "overdue", so what rests on it can give way.
_SOFT_STATES = frozenset({ActionState.SHOULD, ActionState.MAY, ActionState.DONE_LATE})
_LATE_STATES = frozenset({ActionState.OVERDUE, ActionState.DONE_LATE})
_ACTION_CONCLUSIONS = (rs.Require, rs.AdviseAgainst, rs.DecideWhether)


@frozen
class Circle:
    """Outcomes that rest on each other in a circle."""

    names: tuple[str, ...]


@define
class _Graph:
    """For every outcome, the outcomes that it rests on, and by which rule or order."""

    below: dict[str, dict[str, Span]] = field(factory=dict)

    def add(self, outcome: str, rests_on: str, at: Span) -> None:
        self.below.setdefault(outcome, {}).setdefault(rests_on, at)
        self.below.setdefault(rests_on, {})


@frozen
class Reads:
    """For every rule key, the outcomes that it reads (facts about *done* left out), conditions and all."""

    by_rule: Mapping[str, tuple[OutcomeRead, ...]]
    also: Mapping[str, tuple[OutcomeRead, ...]]
    """What only speaks against: read, but moving nothing."""


def reads_of(rules: Mapping[str, rs.Rule], definitions: Mapping[str, rs.Definition]) -> Reads:
    """What every rule reads of outcomes."""
    held: dict[str, tuple[OutcomeRead, ...]] = {}
    also: dict[str, tuple[OutcomeRead, ...]] = {}
    for key, rule in rules.items():
        held[key] = tuple(
            dict.fromkeys(
                one
                for expr, sign in conditions_of(rule)
                for one in outcomes_read(expr, definitions, sign=sign)
                if not _is_done(one)
            )
        )
        also[key] = tuple(
            one for expr in rule.against for one in outcomes_read(expr, definitions) if not _is_done(one)
        )
    return Reads(held, also)


def _is_done(one: OutcomeRead) -> bool:
    return isinstance(one.expr, rs.ActionIs) and one.expr.state is ActionState.DONE


# --- order of evaluation ------------------------------------------------------------------------------------


def strata(
    rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action], reads: Reads
) -> tuple[tuple[tuple[str, ...], ...], tuple[Diagnostic, ...]]:
    """The rules in strata (keys sorted inside each), and the circles; with a circle there are no strata."""
    graph = _graph(rules, actions, reads)
    order, circles = _ranked(graph)
    if circles:
        return (), tuple(_circular(graph, one) for one in circles)
    heights: dict[str, int] = {}
    for key in rules:
        read = (*reads.by_rule[key], *reads.also[key])
        # What nothing concludes is known from the start.
        heights[key] = max((order.get(one.name, -1) + 1 for one in read), default=0)
    used = sorted(set(heights.values()))
    found = tuple(tuple(sorted(key for key, one in heights.items() if one == height)) for height in used)
    return found, ()


def _graph(rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action], reads: Reads) -> _Graph:
    graph = _Graph()
    for key, rule in rules.items():
        outcomes = {name for one in rule.conclusions for name in concluded(one)}
        for outcome in outcomes:
            graph.below.setdefault(outcome, {})
            for read in (*reads.by_rule[key], *reads.also[key]):
                graph.add(outcome, read.name, read.expr.span)
        for one in rule.conclusions:
            if isinstance(one, rs.Order) and not one.is_assessment:
                read_here = (*reads.by_rule[key], *reads.also[key])
                _order(graph, one, waiting=waiting_for(one, actions), reads=read_here)
    return graph


def _order(graph: _Graph, order: rs.Order, *, waiting: Iterable[str], reads: Iterable[OutcomeRead]) -> None:
    for name in waiting:
        graph.add(order.first, name, order.span)
    for read in reads:
        graph.add(order.first, read.name, read.expr.span)


def _ranked(graph: _Graph) -> tuple[dict[str, int], tuple[Circle, ...]]:
    """A height for every outcome above all that it rests on; or the circles."""
    heights: dict[str, int] = {}
    circles: list[Circle] = []
    state: dict[str, int] = {}
    for first in sorted(graph.below):
        if first in state:
            continue
        path = [(first, iter(sorted(graph.below[first])))]
        state[first] = 1
        while path:
            name, rest = path[-1]
            following = next(rest, None)
            if following is None:
                path.pop()
                state[name] = 2
                heights[name] = max((heights.get(one, 0) + 1 for one in graph.below[name]), default=0)
            elif state.get(following) == 1:
                names = [one for one, _ in path]
                circles.append(Circle(tuple(names[names.index(following) :])))
            elif following not in state:
                state[following] = 1
                path.append((following, iter(sorted(graph.below[following]))))
    return heights, tuple(circles)


def _circular(graph: _Graph, circle: Circle) -> Diagnostic:
    names = circle.names
    following = (*names[1:], names[0])
    spans = [graph.below[one][other] for one, other in zip(names, following, strict=True)]
    labels = tuple(
        Label(at, f"her bygger »{one}« på »{other}«", f"here »{one}« rests on »{other}«")
        for at, one, other in zip(spans[1:], names[1:], following[1:], strict=True)
    )
    text = " → ".join((*names, names[0]))
    return finding(mistakes.CIRCULAR_OUTCOMES, spans[0], labels=labels, circle=text)


# --- hard and soft ------------------------------------------------------------------------------------------


def may_read(
    rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action], reads: Reads
) -> Iterator[Diagnostic]:
    """Hard conclusions that read something soft, or something hard the wrong way round."""
    soft = soft_actions(rules, actions, reads)
    for key, rule in rules.items():
        for read in reads.by_rule[key]:
            if _is_late_turned(read):
                yield finding(mistakes.READ_NEGATIVELY, read.expr.span, name=_said(read))
            elif _is_soft(read, soft):
                if (
                    hard := _hardest(
                        rule, rs.Forbid, rs.OnlyWhen, rs.Order, rs.OneFirst, rs.PointTo, rs.Competence
                    )
                ) is not None:
                    da, en = hard
                    yield finding(
                        mistakes.HARD_READS_SOFT, read.expr.span, name=read.name, what_da=da, what_en=en
                    )
            elif read.sign != 1 and not _only_soft(rule):
                yield finding(mistakes.READ_NEGATIVELY, read.expr.span, name=_said(read))


def soft_actions(
    rules: Mapping[str, rs.Rule], actions: Mapping[str, rs.Action], reads: Reads
) -> frozenset[str]:
    """The actions that may give way when something worse comes to light."""
    soft: set[str] = set()
    grew = True
    while grew:
        before = len(soft)
        for key, rule in rules.items():
            if any(_is_soft(read, soft) for read in reads.by_rule[key]):
                soft.update(
                    name
                    for one in rule.conclusions
                    if isinstance(one, _ACTION_CONCLUSIONS)
                    for name in concluded(one)
                )
            for one in rule.conclusions:
                if (
                    isinstance(one, rs.Order)
                    and not one.is_assessment
                    and soft.intersection(waiting_for(one, actions))
                ):
                    soft.add(one.first)
        grew = len(soft) > before
    return frozenset(soft)


def _is_soft(read: OutcomeRead, soft: Iterable[str]) -> bool:
    match read.expr:
        case rs.LevelIs(op=op):
            return op is not rs.Op.GE or read.sign != 1
        case rs.ActionIs(action=action, state=state):
            return state in _SOFT_STATES or action in soft


def _is_late_turned(read: OutcomeRead) -> bool:
    return isinstance(read.expr, rs.ActionIs) and read.expr.state in _LATE_STATES and read.sign != 1


def _only_soft(rule: rs.Rule) -> bool:
    return all(
        isinstance(one, rs.AdviseAgainst | rs.Attend)
        or (isinstance(one, rs.Require) and one.modality in {rs.Modality.SHOULD, rs.Modality.MAY})
        for one in rule.conclusions
    )


_HARD_WORDS: Mapping[type, tuple[str, str]] = {
    rs.Forbid: ("et forbud", "a prohibition"),
    rs.OnlyWhen: ("et forbud", "a prohibition"),
    rs.Order: ("en rækkefølge", "an order"),
    rs.OneFirst: ("en rækkefølge", "an order"),
    rs.PointTo: ("et trin på et niveau", "a step of a level"),
    rs.Competence: ("hvem der beslutter", "who decides"),
}


def _hardest(rule: rs.Rule, *kinds: type) -> tuple[str, str] | None:
    found = next((one for one in rule.conclusions if isinstance(one, kinds)), None)
    return None if found is None else _HARD_WORDS[type(found)]


def _said(read: OutcomeRead) -> str:
    match read.expr:
        case rs.LevelIs(level=level, step=step):
            return f"{level} er {step}"
        case rs.ActionIs(action=action, state=ActionState.OVERDUE):
            return f"{action} er overskredet"
        case rs.ActionIs(action=action, state=ActionState.DONE_LATE):
            return f"{action} er udført for sent"
        case rs.ActionIs(action=action):
            return action


# --- facts only ---------------------------------------------------------------------------------------------


def facts_only(
    exprs: Iterable[rs.Expr], definitions: Mapping[str, rs.Definition], *, done_too: bool = False
) -> Iterator[Diagnostic]:
    """Outcomes read where only facts and assessments may stand; with `done_too`, that something is done may."""
    for expr in exprs:
        for read in outcomes_read(expr, definitions):
            if not (done_too and _is_done(read)):
                yield finding(mistakes.FACTS_ONLY, expr.span, name=read.name)
                break


def tails(rule: rs.Rule) -> tuple[rs.Expr, ...]:
    """The expressions of a rule that may read facts only: its tails, and the date it is judged by."""
    measured = () if rule.measured_on is None else (rule.measured_on,)
    return (*measured, *(one for each in rule.conclusions for one in conclusion_expressions(each)))


def circular_relevance(
    inputs: Mapping[str, rs.Input], definitions: Mapping[str, rs.Definition]
) -> Iterator[Diagnostic]:
    """Facts whose relevance rests on each other in a circle."""
    graph = _Graph()
    for name, one in inputs.items():
        if one.relevant_when is not None:
            for other in inputs_read(one.relevant_when, definitions):
                graph.add(name, other, one.relevant_when.span)
    for circle in _ranked(graph)[1]:
        at = graph.below[circle.names[0]][(*circle.names, circle.names[0])[1]]
        text = " → ".join((*circle.names, circle.names[0]))
        yield finding(mistakes.CIRCULAR_RELEVANCE, at, circle=text)

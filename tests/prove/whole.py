"""Verdicts about generated rule sets of few answers, held against every case that they have.

Takes a seed; gives how many verdicts of each kind were compared, and each that all cases together contradict. What every case says
comes from `tables`. A case that a verdict shows is put to the evaluator as ever, and must show it there and in the table; and some cases of
each rule set are decided by the evaluator too, and compared with the table.
"""

from collections import Counter
from itertools import pairwise

from attrs import define, field, frozen

from bekymring.checks import Context
from bekymring.checks.replay import differing, is_banned, is_to_be_decided, judged, strength
from bekymring.model.ruleset import (
    AdviseAgainst,
    Conclusion,
    DemandKind,
    Forbid,
    InputKind,
    Modality,
    OnlyWhen,
    PointTo,
    Require,
    Worse,
)
from bekymring.prove.prover import NotDecided, Refuted, Witness
from bekymring.prove.question import Kind
from bekymring.prove.says import has_tails
from bekymring.prove.solve import InProcess
from bekymring.prove.witness import ORDINARY
from bekymring.testing.draws import seeded
from bekymring.testing.vocabulary import Feature, Options
from prove.tables import Table
from prove.trying import OF_KIND, made

FEW = frozenset(
    {
        Feature.CHOICES,
        Feature.STEPS,
        Feature.OWN_LEVELS,
        Feature.DEFINITIONS,
        Feature.OTHERWISE,
        Feature.OUTCOMES,
        Feature.SOFT,
        Feature.BANS,
        Feature.ONLY_WHEN,
        Feature.DECIDE,
        Feature.ORDERS,
        Feature.EXCEPTIONS,
        Feature.RELEVANCE,
    }
)
"""What a rule set may hold of which all cases can be tried."""


@frozen
class Held:
    """What came of one rule set; `cases` is 0 where it has too many."""

    cases: int = 0
    counts: Counter = field(factory=Counter)
    wrong: tuple = ()


def options(facts: int, rules: int) -> Options:
    """Rule sets whose cases can all be tried."""
    return Options(facts=facts, rules=rules, actions=2, depth=1, features=FEW)


def held(seed: int, of: Options, most: int) -> Held:
    """Puts every question of a generated rule set, and tries every case."""
    _, ruleset, questions = made(seed, of, demands=4)
    table = Table(ruleset)
    if table.number > most:
        return Held()
    decided, counts, wrong = Decided(table, seed), Counter(), []
    for question, proof in zip(questions, InProcess().answers(ruleset, questions), strict=True):
        counts[question.kind.value, type(proof).__name__] += 1
        if isinstance(proof, NotDecided) or _in_doubt(proof):
            continue
        if not _is_right(decided, question, proof):
            wrong.append((seed, question.key, type(proof).__name__))
    wrong += [(seed, "evaluator", at) for at in decided.against_table()]
    return Held(table.number, counts, tuple(wrong))


def _in_doubt(proof):
    """Whether a case was found of which it is said that it need not show anything: the evaluator has the last word on it."""
    return isinstance(proof, Refuted) and proof.witness is not None and proof.witness.doubt is not None


def _is_right(decided, question, proof) -> bool:
    """Whether the cases of the table say what a verdict does."""
    table = decided.table
    if not isinstance(proof, Refuted):
        return not shown_by(table, question, table.whole)
    # What reads an assessment that is not made may still not matter for what is shown.
    shown = shown_by(table, question, table.every)
    if proof.witness is None:
        return bool(shown)
    last = table.place_of(*reversed(proof.witness.cases))
    replayed = OF_KIND[question.kind](Context(table.rules), question, decided.replay(proof.witness))
    return replayed is not None and bool(shown >> last & 1)


# --- what a question looks for ----------------------------------------------------------------------------


def shown_by(table, question, among) -> int:
    """The cases among some that show what a question looks for; where two are compared, the second of them."""
    rules, name = table.rules, question.about[0]
    match question.kind:
        case Kind.RULE_FIRES:
            return table.fires(name) & among
        case Kind.CONTRADICTION:
            return table.strength(name, Modality.MUST) & table.banned(name) & among
        case Kind.PROTECTED:
            channels = rules.inputs[name].channels
            outcomes = [one for one in (*rules.levels, *rules.actions) if one not in channels]
            return _differing(table, name, outcomes, among)
        case Kind.WORSENING:
            outcomes = (*rules.levels, *rules.actions)
            return _milder(table, name, outcomes, among, worse=rules.inputs[name].worse)
    assert question.kind is Kind.DEMAND, "no other question is asked of these"
    return _breaking(table, rules.demands[int(name)], among)


def _breaking(table, demand, among) -> int:
    match demand.kind:
        case DemandKind.NO_INFLUENCE:
            outcomes = tuple(table.rules.levels) if demand.any_level else demand.outcomes
            return _differing(table, demand.subjects[0], outcomes, among)
        case DemandKind.NEVER_BETTERS:
            return _milder(table, demand.subjects[0], demand.outcomes, among, recommended=True)
    said = [_claimed(table, one) for one in demand.claims] + [_is_said(table, one) for one in demand.outcomes]
    some, two = 0, 0
    every = table.every
    for one in said:
        some, two, every = some | one, two | some & one, every & one
    broken = {
        DemandKind.ALWAYS: ~every,
        DemandKind.NEVER_BOTH: two,
        DemandKind.AT_LEAST_ONE: ~some,
        DemandKind.EXACTLY_ONE: two | ~some,
    }[demand.kind]
    when = table.every if demand.when is None else table.true(demand.when)
    return broken & when & among


def _claimed(table, claim) -> int:
    match claim:
        case PointTo(level=level, step=step):
            names = [one.name for one in table.rules.scales[table.rules.levels[level].scale].steps]
            return table.at_least(level, names.index(step))
        case Require() if not has_tails(claim):
            return table.strength(claim.action, claim.modality)
        case Forbid(action=action) | OnlyWhen(action=action):
            return table.banned(action)
        case AdviseAgainst(action=action):
            return table.against(action)
        case _ if isinstance(claim, Conclusion):
            raise AssertionError("generated demands claim no more")
        case _:
            return table.true(claim)


def _is_said(table, name) -> int:
    if name in table.rules.levels:
        return table.at_least(name, 0)
    return table.strength(name, Modality.SHOULD) | table.to_decide(name)


def _moved(table, mask, name, one, other) -> int:
    """What is so of cases with one choice, said of those that differ from them in having the other."""
    choices = table.axes[name]
    by = (choices.index(other) - choices.index(one)) * table.stride(name)
    held = mask & table.chosen(name, one)
    return held << by if by > 0 else held >> -by


def _differing(table, name, outcomes, among) -> int:
    found = 0
    choices = table.axes[name]
    for place, one in enumerate(choices):
        for other in choices[place + 1 :]:
            both = among & _moved(table, among, name, one, other)
            for outcome in outcomes:
                for look in table.looks(outcome):
                    differ = (_moved(table, look, name, one, other) ^ look) & both
                    found |= differ | _moved(table, differ, name, other, one)
    return found


def _milder(table, name, outcomes, among, *, worse=None, recommended=False) -> int:
    """The cases that are worse than another by one answer, and get less."""
    found = 0
    choices = table.axes[name] if worse not in {Worse.LOWER, Worse.NO} else tuple(reversed(table.axes[name]))
    for place, one in enumerate(choices):
        for other in choices[place + 1 :]:
            both = among & _moved(table, among, name, one, other)

            def first(mask, one=one, other=other):
                return _moved(table, mask, name, one, other)

            for outcome in outcomes:
                found |= both & _less(table, outcome, first, recommended=recommended)
    return found


def _less(table, outcome, first, *, recommended) -> int:
    if outcome in table.rules.levels:
        steps = table.rules.scales[table.rules.levels[outcome].scale].steps
        levels = [table.at_least(outcome, rank) for rank in range(len(steps))]
        return _or(first(one) & ~one for one in levels)
    must, default, should, _ = (table.strength(outcome, one) for one in sorted(Modality, key=_stronger_first))
    decide = table.to_decide(outcome)
    found = _or(first(one) & ~one for one in (must, default, decide))
    if recommended:
        # A recommendation that a ban takes away is no milder outcome.
        found |= first(should & ~default) & ~should & ~table.banned(outcome)
    return found


def _stronger_first(one):
    return -one.rank


def _or(masks) -> int:
    found = 0
    for one in masks:
        found |= one
    return found


# --- against the evaluator --------------------------------------------------------------------------------


@define(eq=False)
class Decided:
    """The cases of a rule set that the evaluator has decided: each that a verdict showed, and one drawn by a seed."""

    table: Table
    seed: int
    kept: dict = field(factory=dict, init=False)

    def replay(self, witness):
        """What the evaluator says of the cases of a witness; rule sets of few answers have no open parameters."""
        return tuple(self._judged(one) for one in witness.cases)

    def _judged(self, case):
        key = tuple(sorted((name, one.state, one.value) for name, one in case.facts.items()))
        if key not in self.kept:
            self.kept[key] = judged(self.table.rules, case, Witness((), ORDINARY))
        return self.kept[key]

    def against_table(self) -> list[int]:
        """The cases of which the evaluator says something else than the table, alone or compared with the one before."""
        table = self.table
        self._judged(table.case(seeded(self.seed).integer(0, table.number - 1)))
        every = [(table.place_of(one.case), one) for one in self.kept.values()]
        every = [(at, one) for at, one in every if table.whole >> at & 1 and is_complete(table, one.case)]
        wrong = [at for at, one in every if of_table(table, at) != of_evaluator(table, one)]
        for (at, one), (other_at, other) in pairwise(every):
            for name in (*table.rules.levels, *table.rules.actions):
                looks = any((look >> at ^ look >> other_at) & 1 for look in table.looks(name))
                if looks is not (differing(one, other, (name,)) is not None):
                    wrong.append(other_at)
        return wrong


def is_complete(table, case) -> bool:
    """Whether nothing is left out but own assessments: a case that is shown tells no more than what it shows needs."""
    inputs = table.rules.inputs
    return all(name in case.facts or inputs[name].kind is InputKind.OWN_LEVEL for name in table.axes)


def of_table(table, at):
    """What the table says of a case."""
    rules = table.rules

    def holds(mask):
        return bool(mask >> at & 1)

    fired = {key for key in rules.rules if holds(table.fires(key))}
    levels = {
        name: sum(holds(table.at_least(name, n)) for n in range(len(rules.scales[one.scale].steps))) - 1
        for name, one in rules.levels.items()
    }
    actions = {
        name: (
            max((one.rank for one in Modality if holds(table.strength(name, one))), default=None),
            holds(table.banned(name)),
            holds(table.to_decide(name)),
            holds(table.against(name)),
        )
        for name in rules.actions
    }
    return fired, levels, actions


def of_evaluator(table, one):
    """The same of the evaluator."""
    rules = table.rules
    fired = {key for key, _ in one.fired()}
    levels = {name: one.rank(name) for name in rules.levels}
    actions = {}
    for name in rules.actions:
        said = one.outcomes(name).values()
        ranks = [strength(each) for each in said if strength(each) >= 0]
        actions[name] = (
            max(ranks, default=None),
            any(is_banned(each) for each in said),
            any(is_to_be_decided(each) for each in said),
            any(each.advised_against is not None for each in said),
        )
    return fired, levels, actions

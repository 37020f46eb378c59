"""Verdicts against cases tried one by one: all cases of tiny rule sets, and random cases of larger ones."""

from itertools import product

import pytest
from attrs import evolve

from bekymring.case import Answer, Case, FactState
from bekymring.checks import Context
from bekymring.checks.replay import judged, replay
from bekymring.decision import Certainty
from bekymring.model.dependencies import inputs_read
from bekymring.model.ruleset import DemandKind, InputKind, Ruleset, Worse
from bekymring.model.types import OnScale, YesNo
from bekymring.prove.prover import STOPPED, NotDecided, Refuted, Witness
from bekymring.prove.question import Kind
from bekymring.prove.solve import InProcess
from bekymring.prove.witness import ORDINARY
from bekymring.testing.cases import applies
from bekymring.testing.vocabulary import Options
from bekymring.values import Truth
from prove.trying import OF_KIND, PAIRS, held, made
from prove.whole import FEW

TINY = Options(facts=2, rules=4, actions=2, depth=1, features=FEW)
MANY = Options(facts=4, rules=5, actions=2, depth=2, most_records=3)
MOST = 400


def values(one, ruleset):
    match one.type_:
        case YesNo():
            return (False, True)
        case OnScale():
            return ruleset.scales[one.type_.scale].names
        case _:
            return one.type_.names


def every_case(ruleset, names):
    """Every complete case over some inputs; the professional's own assessments are answered or not."""
    options = []
    for name in names:
        one = ruleset.inputs[name]
        known = tuple(Answer(FactState.KNOWN, value, reason="…") for value in values(one, ruleset))
        options.append((None, *known) if one.kind is InputKind.OWN_LEVEL else known)
    for chosen in product(*options):
        facts = {name: answer for name, answer in zip(names, chosen, strict=True) if answer is not None}
        yield Case(applying(ruleset, facts), {})


def applying(ruleset, facts):
    """The answers with those that do not apply marked so, worked out once."""
    found = dict(facts)
    for name in facts:
        when = ruleset.inputs[name].relevant_when
        if when is not None:
            there = applies(when, lambda other: found.get(other, Answer(FactState.NOT_ASKED)))
            if there is Truth.FALSE:
                found[name] = Answer(FactState.NOT_RELEVANT)
    return found


def small(seed):
    """A rule set whose cases can all be tried, with its questions."""
    draw, ruleset, questions = made(seed, TINY)
    names = sorted(n for n, one in ruleset.inputs.items() if one.kind is not InputKind.PARAMETER)
    number = 1
    for name in names:
        one = ruleset.inputs[name]
        number *= len(values(one, ruleset)) + (one.kind is InputKind.OWN_LEVEL)
    return draw, ruleset, questions, names, number


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 125, 25))
def test_a_verdict_is_what_all_cases_say(first: int) -> None:
    compared = 0
    for seed in range(first, first + 25):
        _, ruleset, questions, names, number = small(seed)
        if number > MOST or any(one.relevant_when is not None for one in ruleset.inputs.values()):
            continue
        context = Context(ruleset)
        moment = Witness((), ORDINARY)
        tried = [judged(ruleset, case, moment) for case in every_case(ruleset, names)]
        asked = [one for one in questions if one.kind not in PAIRS and not _compares(ruleset, one)]
        for question, proof in zip(asked, InProcess().answers(ruleset, asked), strict=True):
            shown = any(_shows(context, question, one) for one in tried)
            if not isinstance(proof, NotDecided) and not _in_doubt(proof):
                assert isinstance(proof, Refuted) == shown, (seed, question)
                compared += 1
    assert compared > 0


def _in_doubt(proof):
    """Whether a case was found of which it is said that it need not show anything: the evaluator has the last word on it."""
    return isinstance(proof, Refuted) and proof.witness is not None and proof.witness.doubt is not None


def _compares(ruleset, question):
    if question.kind is not Kind.DEMAND:
        return False
    return ruleset.demands[int(question.about[0])].kind in {DemandKind.NO_INFLUENCE, DemandKind.NEVER_BETTERS}


def _shows(context, question, one):
    if question.kind is Kind.RULE_FIRES:
        return any(key == question.about[0] for key, _ in one.fired())
    return OF_KIND[question.kind](context, question, (one,)) is not None


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 150, 50))
def test_two_cases_that_differ_in_one_answer_are_all_compared(first: int) -> None:
    compared = 0
    for seed in range(first, first + 50):
        _, ruleset, questions, names, number = small(seed)
        asked = [one for one in questions if one.kind in PAIRS or _compares(ruleset, one)]
        if number > 200 or not asked or any(one.relevant_when is not None for one in ruleset.inputs.values()):
            continue
        context = Context(ruleset)
        tried = [judged(ruleset, case, Witness((), ORDINARY)) for case in every_case(ruleset, names)]
        for question, proof in zip(asked, InProcess().answers(ruleset, asked), strict=True):
            pairs = _pairs(ruleset, question, tried)
            shown = any(
                OF_KIND[question.kind](context, question, pair) is not None
                for pair in pairs
                if all(_is_certain(one) for one in pair)
            )
            if not isinstance(proof, NotDecided) and not _in_doubt(proof):
                assert isinstance(proof, Refuted) == shown, (seed, question)
                compared += 1
    assert compared > 0


def _is_certain(one):
    """Whether nothing is open: what reads an assessment that is not answered leaves the evaluator in doubt."""
    said = [each for group in one.decision.actions.values() for each in group.each]
    held = [duty.certainty for each in said for duty in each.obligations]
    beside = [part for each in said for part in (each.ban, each.decide_whether, each.advised_against)]
    decided = all(level.decided for level in one.decision.levels.values())
    return decided and {*held, *(part.certainty for part in beside if part is not None)} <= {Certainty.HOLDS}


def _pairs(ruleset, question, tried):
    if question.kind is Kind.DEMAND:
        demand = ruleset.demands[int(question.about[0])]
        (name,), ordered = demand.subjects, demand.kind is DemandKind.NEVER_BETTERS
        worse = None
    else:
        name, ordered = question.about[0], question.kind is Kind.WORSENING
        worse = ruleset.inputs[name].worse
    groups = {}
    for one in tried:
        rest = tuple((n, a.value) for n, a in sorted(one.case.facts.items()) if n != name)
        groups.setdefault(rest, []).append(one)
    order = values(ruleset.inputs[name], ruleset)
    for group in groups.values():
        for one, other in product(group, group):
            places = [order.index(each.case.answer(name).value) for each in (one, other)]
            grows = places[0] < places[1] if worse not in {Worse.LOWER, Worse.NO} else places[0] > places[1]
            if grows if ordered else places[0] != places[1]:
                yield one, other


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1000, 1008))
def test_no_random_case_speaks_against_a_proof_and_every_case_shown_shows(seed: int) -> None:
    found = held(seed, MANY, cases=15)
    assert found.wrong == []
    assert found.counts["why", STOPPED.en] == 0


def _what_relevance_reads(ruleset: Ruleset, case: Case) -> frozenset[str]:
    """What decides whether other answers of a case apply."""
    relevance = (ruleset.inputs[name].relevant_when for name in case.facts)
    return frozenset(
        read for one in relevance if one is not None for read in inputs_read(one, ruleset.definitions)
    )


def test_a_case_shown_is_as_small_as_it_can_be() -> None:
    looked = 0
    for seed in range(60):
        _, ruleset, questions, _, _ = small(seed)
        context = Context(ruleset)
        asked = [one for one in questions if one.kind is Kind.DEMAND and not _compares(ruleset, one)]
        for question, proof in zip(asked, InProcess().answers(ruleset, asked), strict=True):
            if isinstance(proof, Refuted):
                assert proof.witness is not None
                (case,) = proof.witness.cases
                for name, answer in case.facts.items():
                    one = ruleset.inputs[name]
                    plain = values(one, ruleset)
                    least = plain[-1] if one.worse in {Worse.LOWER, Worse.NO} else plain[0]
                    if one.kind is not InputKind.FACT or answer.value in {None, least}:
                        continue
                    if name in _what_relevance_reads(ruleset, case):
                        continue  # putting it back would leave an answer that does not apply
                    facts = {**case.facts, name: evolve(answer, value=least)}
                    smaller = evolve(proof.witness, cases=(evolve(case, facts=facts),))
                    (again,) = replay(ruleset, smaller)
                    assert OF_KIND[question.kind](context, question, (again,)) is None, (seed, question, name)
                    looked += 1
    assert looked > 0

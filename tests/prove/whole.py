"""Verdicts about generated rule sets of few answers, held against every case that they have.

Takes a seed; gives how many verdicts of each kind were compared, and each that all cases together contradict.
"""

from collections import Counter

from attrs import field, frozen

from bekymring.checks import Context
from bekymring.checks.replay import judged
from bekymring.model.ruleset import InputKind
from bekymring.prove.prover import NotDecided, Refuted, Witness
from bekymring.prove.solve import InProcess
from bekymring.prove.witness import ORDINARY
from bekymring.testing.vocabulary import Options
from prove.test_brute import FEW, PAIRS, _compares, _in_doubt, _is_certain, _pairs, _shows, every_case, values
from prove.trying import OF_KIND, made


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
    _, ruleset, questions = made(seed, of)
    names = sorted(n for n, one in ruleset.inputs.items() if one.kind is not InputKind.PARAMETER)
    number = 1
    for name in names:
        one = ruleset.inputs[name]
        number *= len(values(one, ruleset)) + (one.kind is InputKind.OWN_LEVEL)
    related = any(one.relevant_when is not None for one in ruleset.inputs.values())
    if number > most or related:
        return Held()
    context, moment = Context(ruleset), Witness((), ORDINARY)
    tried = [judged(ruleset, case, moment) for case in every_case(ruleset, names)]
    counts, wrong = Counter(), []
    for question, proof in zip(questions, InProcess().answers(ruleset, questions), strict=True):
        counts[question.kind.value, type(proof).__name__] += 1
        if isinstance(proof, NotDecided) or _in_doubt(proof):
            continue
        # A proof speaks of complete cases: one that an unanswered assessment leaves open does not speak against it.
        looked_at = tried if isinstance(proof, Refuted) else [one for one in tried if _is_certain(one)]
        if isinstance(proof, Refuted) is not is_shown(context, question, looked_at):
            wrong.append((seed, question.key, type(proof).__name__))
    return Held(number, counts, tuple(wrong))


def is_shown(context, question, tried) -> bool:
    """Whether any case, or pair of cases that differ in one answer, shows what a question looks for."""
    if question.kind in PAIRS or _compares(context.ruleset, question):
        return any(
            OF_KIND[question.kind](context, question, pair) is not None
            for pair in _pairs(context.ruleset, question, tried)
            if all(_is_certain(one) for one in pair)
        )
    return any(_shows(context, question, one) for one in tried)

"""Proofs held against cases tried one by one: generated rule sets with generated demands, and random complete cases."""

from collections import Counter

from attrs import evolve, field, frozen

from bekymring.calendar_dk import danish_date
from bekymring.case import Answer, FactState
from bekymring.checks import Context
from bekymring.checks.proofs import ALL_PROOFS
from bekymring.checks.replay import Replayed, judged, replay
from bekymring.model.ruleset import (
    Demand,
    DemandKind,
    InputKind,
    LevelIs,
    Modality,
    Op,
    Origin,
    PointTo,
    Require,
    Worse,
)
from bekymring.model.types import Number, OnScale, YesNo
from bekymring.prove.prover import Budget, NotDecided, Proved, Refuted, Witness
from bekymring.prove.question import Kind, Question
from bekymring.prove.solve import InProcess
from bekymring.source import Span
from bekymring.testing.cases import (
    CaseOptions,
    make_case,
    make_completion,
    make_moment,
    make_value,
    set_parameters,
)
from bekymring.testing.draws import chance, pick, seeded
from bekymring.testing.expressions import Writer, input_scope
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import make_vocabulary

HERE = Origin("landet", Span.nowhere("opdigtet.bek"))
ALL_ANSWERED = CaseOptions(unknown=0, incomplete=0, doubt=0)
SHOWS = {check.code.slug: check.shows for check in ALL_PROOFS}
OF_KIND = {
    Kind.DEMAND: SHOWS["demand-broken"],
    Kind.CONTRADICTION: SHOWS["contradiction"],
    Kind.PROTECTED: SHOWS["protected-fact-decides"],
    Kind.WORSENING: SHOWS["worse-is-milder"],
}
PAIRS = {Kind.PROTECTED, Kind.WORSENING}


def made(seed, options, *, demands=6):
    """A rule set with demands, and questions about it."""
    draw = seeded(seed)
    ruleset = set_parameters(draw, make_ruleset(draw, options))
    ruleset = evolve(ruleset, inputs={n: _worse(draw, one) for n, one in ruleset.inputs.items()})
    # Conditions of demands are written over the same inputs.
    words = evolve(
        make_vocabulary(seeded(seed), options), inputs=dict(ruleset.inputs), lists=dict(ruleset.lists)
    )
    written = tuple(_demand(draw, ruleset, words, n) for n in range(demands))
    ruleset = evolve(ruleset, demands=written)
    questions = [Question(Kind.DEMAND, (str(n),)) for n in range(demands)]
    questions += [Question(Kind.CONTRADICTION, (name,)) for name in ruleset.actions]
    questions += [Question(Kind.RULE_FIRES, (key,)) for key in ruleset.rules]
    facts = [n for n, one in ruleset.inputs.items() if one.kind is InputKind.FACT]
    questions += [Question(Kind.PROTECTED, (name,)) for name in facts[:3]]
    questions += [Question(Kind.WORSENING, (n,)) for n in facts if ruleset.inputs[n].worse is not None]
    return draw, ruleset, questions


def _worse(draw, one):
    kinds = {
        YesNo: (Worse.YES, Worse.NO),
        Number: (Worse.HIGHER, Worse.LOWER),
        OnScale: (Worse.HIGHER, Worse.LOWER),
    }
    if one.kind is not InputKind.FACT or type(one.type_) not in kinds or not chance(draw, 50):
        return one
    return evolve(one, worse=pick(draw, kinds[type(one.type_)]))


def _demand(draw, ruleset, words, number):
    kind = pick(draw, tuple(DemandKind))
    outcomes = (*ruleset.levels, *ruleset.actions)
    ordered = [
        n
        for n, one in ruleset.inputs.items()
        if one.kind is InputKind.FACT and isinstance(one.type_, YesNo | Number | OnScale)
    ]
    facts = [n for n, one in ruleset.inputs.items() if one.kind is InputKind.FACT]
    made_of = {"label": f"k{number}", "kind": kind, "origin": HERE}
    match kind:
        case DemandKind.ALWAYS:
            when = Writer(draw, words, input_scope(words)).truth(1)
            return Demand(**made_of, when=when, claims=(_claim(draw, ruleset),))
        case DemandKind.NO_INFLUENCE if facts:
            return Demand(**made_of, subjects=(pick(draw, facts),), outcomes=(pick(draw, outcomes),))
        case DemandKind.NEVER_BETTERS if ordered:
            return Demand(**made_of, subjects=(pick(draw, ordered),), outcomes=(pick(draw, outcomes),))
        case _:
            kind = (
                DemandKind.AT_LEAST_ONE
                if kind in {DemandKind.NO_INFLUENCE, DemandKind.NEVER_BETTERS}
                else kind
            )
            claims = (_claim(draw, ruleset), Writer(draw, words, input_scope(words)).truth(1))
            return Demand(**{**made_of, "kind": kind}, outcomes=(pick(draw, outcomes),), claims=claims)


def _claim(draw, ruleset):
    if chance(draw, 40):
        return Require(pick(draw, tuple(ruleset.actions)), pick(draw, tuple(Modality)))
    name = pick(draw, tuple(ruleset.levels))
    step = pick(draw, ruleset.scales[ruleset.levels[name].scale].names)
    return PointTo(name, step) if chance(draw, 50) else LevelIs(name, pick(draw, (Op.GE, Op.LE, Op.EQ)), step)


@frozen
class Found:
    """What came of one rule set."""

    counts: Counter
    wrong: list = field(factory=list)


def held(seed, options, cases=40, budget=None):
    """Puts the questions of a generated rule set, and tries random complete cases against every answer."""
    draw, ruleset, questions = made(seed, options)
    context = Context(ruleset)
    found = Found(Counter())
    tried = [complete(draw, ruleset) for _ in range(cases)]
    for question, proof in zip(
        questions, InProcess(budget or Budget()).answers(ruleset, questions), strict=True
    ):
        found.counts[question.kind.value, type(proof).__name__] += 1
        if isinstance(proof, Refuted) and proof.witness is not None:
            shown = OF_KIND[question.kind](context, question, replay(ruleset, proof.witness)) is not None
            if not shown and proof.witness.doubt is not None:
                found.counts[question.kind.value, "in doubt"] += 1
            elif not shown:
                found.wrong.append((seed, question, "not shown", proof))
        if isinstance(proof, Proved):
            for one, witness in tried:
                if _is_whole(one) and breaks(draw, context, question, one, witness):
                    found.wrong.append((seed, question, "shown by", one.case))
                    break
        if isinstance(proof, NotDecided):
            found.counts["why", proof.why.en] += 1
    return found


def complete(draw, ruleset):
    """A random complete case, put to the evaluator."""
    when = make_moment(draw)
    case = make_completion(draw, make_case(draw, ruleset, ALL_ANSWERED), ruleset, when)
    moment = danish_date(when.instant) if when.whole_day else when.instant
    return _put(ruleset, case, moment)


def _is_whole(one):
    """Whether a case meets what must hold between facts; proofs speak of no others."""
    return all(one.holds(each.claim) for each in one.ruleset.integrity)


def _put(ruleset, case, moment):
    witness = Witness((case,), moment)
    return judged(ruleset, case, witness), witness


def breaks(draw, context, question, one: Replayed, witness):
    """Whether a case shows that there is one after all."""
    if question.kind is Kind.RULE_FIRES:
        return any(key == question.about[0] for key, _ in one.fired())
    demand = context.ruleset.demands[int(question.about[0])] if question.kind is Kind.DEMAND else None
    subject = None
    if question.kind in PAIRS:
        subject = question.about[0]
    elif demand is not None and demand.subjects:
        subject = demand.subjects[0]
    if subject is None:
        return OF_KIND[question.kind](context, question, (one,)) is not None
    other = _varied(draw, context.ruleset, subject, one.case)
    if other is None:
        return False
    pair = (one, _put(context.ruleset, other, witness.moment)[0])
    if not _is_whole(pair[1]):
        return False
    worse = context.ruleset.inputs[subject].worse if question.kind is Kind.WORSENING else None
    ordered = question.kind is Kind.WORSENING or (
        demand is not None and demand.kind is DemandKind.NEVER_BETTERS
    )
    if ordered:
        less, more = (_key(context.ruleset, subject, each.case) for each in pair)
        if less == more:
            return False
        grows = less < more
        if grows is (worse in {Worse.LOWER, Worse.NO}):
            pair = (pair[1], pair[0])
    return OF_KIND[question.kind](context, question, pair) is not None


def _varied(draw, ruleset, name, case):
    answer = case.answer(name)
    if answer.state is not FactState.KNOWN:
        return None
    value = make_value(draw, ruleset.inputs[name].type_, ruleset)
    made_case = evolve(case, facts={**case.facts, name: Answer(FactState.KNOWN, value)})
    # What applies must still apply: a fact that others depend on cannot be varied alone.
    if any(
        name in _names(one.relevant_when) for one in ruleset.inputs.values() if one.relevant_when is not None
    ):
        return None
    return made_case


def _names(expr):
    from bekymring.testing.cases import names_read

    return names_read(expr)


def _key(ruleset, name, case):
    value = case.answer(name).value
    type_ = ruleset.inputs[name].type_
    return ruleset.scales[type_.scale].rank(value) if isinstance(type_, OnScale) else value

"""What boxes say of generated rule sets against the solver, and against the evaluator on cases tried one by one."""

from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, islice, product

import pytest
from attrs import evolve

from bekymring.case import Answer, Case, FactState
from bekymring.checks.replay import judged, with_settings
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import Const, InputKind, Named, Ref, Table, TableRow
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, YesNo
from bekymring.prove.boxes_questions import Cell, InBoxes, Never
from bekymring.prove.prover import NotDecided, Proved, Refuted, Witness
from bekymring.prove.question import Kind, Question
from bekymring.prove.solve import InProcess
from bekymring.prove.witness import ORDINARY
from bekymring.testing.draws import seeded
from bekymring.testing.expressions import Writer, input_scope
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Feature, Options, make_vocabulary
from bekymring.values import SetValue
from prove.test_brute import MANY, applying
from prove.trying import HERE, made
from prove.whole import FEW

SMALL = Options(facts=3, rules=6, actions=2, depth=2, features=FEW | {Feature.INTEGRITY, Feature.PERIODS})
PLAIN = frozenset(
    {
        Feature.NUMBERS,
        Feature.DAYS,
        Feature.CHOICES,
        Feature.SETS,
        Feature.STEPS,
        Feature.PARAMETERS,
        Feature.RELEVANCE,
        Feature.DEFINITIONS,
        Feature.INTEGRITY,
    }
)
FACTS = Options(facts=2, rules=2, actions=1, depth=2, features=PLAIN)
MOST = 300
YES = Const(value=True)


# --- against the solver -----------------------------------------------------------------------------------


def with_table(ruleset):
    """The rule set with a table of the conditions of its rules."""
    rows = tuple(
        TableRow(YES if rule.when is None else rule.when, key, HERE)
        for key, rule in ruleset.rules.items()
        if rule.per_record is None
    )
    columns = tuple(Ref(name) for name, one in ruleset.inputs.items() if one.kind is InputKind.FACT)[:3]
    return evolve(ruleset, tables={"skema": Table("skema", columns, rows, HERE)})


def asked(ruleset):
    yield Question(Kind.ANY_CASE)
    for key, rule in ruleset.rules.items():
        yield Question(Kind.RULE_FIRES, (key,))
        yield Question(Kind.RULE_ADDS, (key,))
        for number in range(len(rule.unless) + len(rule.exceptions)):
            yield Question(Kind.EXCEPTION_HOLDS, (key, str(number)))
    for name, indicator in ruleset.indicators.items():
        if indicator.when is not None and name in ruleset.definitions:
            yield Question(Kind.INDICATOR_HOLDS, (name,))
    rows = range(len(ruleset.tables["skema"].rows))
    yield Question(Kind.TABLE_GAP, ("skema",))
    yield from (Question(Kind.ROW_HOLDS, ("skema", str(one))) for one in rows)
    yield from (Question(Kind.TABLE_OVERLAP, ("skema", str(a), str(b))) for a, b in combinations(rows, 2))


@pytest.mark.parametrize(("first", "number", "options"), [(0, 25, SMALL), (100, 25, SMALL), (10, 8, MANY)])
def test_boxes_and_solver_agree(first, number, options) -> None:
    never, cells = 0, 0
    for seed in range(first, first + number):
        ruleset = with_table(made(seed, options)[1])
        boxes, questions = InBoxes(ruleset), list(asked(ruleset))
        for question, proof in zip(questions, InProcess().answers(ruleset, questions), strict=True):
            match boxes.answer(question), proof:
                case (None, _) | (_, NotDecided()):
                    continue
                case Never(), Proved():
                    never += 1
                case Cell(), Refuted():
                    cells += 1
                case said, _:
                    pytest.fail(f"{seed} {question}: {said}, but {proof}")
    assert never > 0
    assert cells > 0


# --- against the evaluator --------------------------------------------------------------------------------


def written(seed):
    """A rule set, and conditions over its inputs."""
    draw = seeded(seed)
    ruleset = make_ruleset(draw, FACTS)
    words = evolve(make_vocabulary(seeded(seed), FACTS), inputs=dict(ruleset.inputs))
    writer = Writer(draw, words, input_scope(words))
    conditions = [writer.truth(2) for _ in range(4)]
    return ruleset, [*conditions, *(Named(name) for name, one in ruleset.definitions.items() if _asks(one))]


def _asks(definition):
    return isinstance(definition.type_, YesNo)


def tried_values(one, mentioned, ruleset):
    """Values of an input, with one at, below and above every constant that conditions mention."""
    match one.type_:
        case YesNo():
            return (False, True)
        case Choice():
            return one.type_.names
        case OnScale():
            return ruleset.scales[one.type_.scale].names
        case SetOf():
            names = one.type_.names
            return tuple(
                SetValue.known(some) for n in range(len(names) + 1) for some in combinations(names, n)
            )
        case Number(low=low, high=high, integer=integer):
            step = Fraction(1) if integer else Fraction(1, 7)
            near = {low, high, *(each + by for each in mentioned for by in (-step, 0, step))}
            return tuple(sorted(each for each in near if low <= each <= high))
        case Day():
            near = {date(2026, 1, 2), *(each + timedelta(days=by) for each in mentioned for by in (-1, 0, 1))}
            return (None, *sorted(near))
        case Instant():
            return (None,)


def answer_of(value):
    if value is None:
        return Answer(FactState.NOT_HAPPENED)
    return Answer(FactState.KNOWN, value, reason="…")


def cases_of(ruleset, roots, fixed):
    """Every case over the values tried, with some answers fixed; with the values of open parameters."""
    options = []
    free = [n for n, one in ruleset.inputs.items() if one.kind is not InputKind.OWN_LEVEL]
    free = [n for n in free if ruleset.inputs[n].setting is None]
    for name in free:
        mentioned = reads.constants_compared(roots, ruleset.definitions, name)
        values = tried_values(ruleset.inputs[name], mentioned, ruleset)
        options.append((fixed[name],) if name in fixed else values)
    for chosen in product(*options):
        given = dict(zip(free, chosen, strict=True))
        settings = {n: v for n, v in given.items() if ruleset.inputs[n].kind is InputKind.PARAMETER}
        facts = {n: answer_of(v) for n, v in given.items() if n not in settings}
        settled = with_settings(ruleset, settings)
        yield judged(settled, Case(applying(settled, facts), {}), Witness((), ORDINARY))


def whole(one):
    return all(one.holds(each.claim) for each in one.ruleset.integrity)


@pytest.mark.parametrize("first", range(0, 60, 20))
def test_a_condition_holds_of_a_case_just_when_boxes_say_so(first) -> None:
    never, cells = 0, 0
    for seed in range(first, first + 20):
        ruleset, conditions = written(seed)
        boxes = InBoxes(ruleset, tuple(conditions))
        roots = [*reads.all_expressions(ruleset), *conditions]
        tried = list(islice(cases_of(ruleset, roots, {}), MOST))
        for holds, misses in questions_of(conditions):
            said = boxes.case_for(holds, misses)
            if isinstance(said, Never):
                never += 1
                assert not any(whole(one) and shows(one, holds, misses) for one in tried), (
                    seed,
                    holds,
                    misses,
                )
            if isinstance(said, Cell):
                cells += 1
                fixed = {**said.answers, **said.settings}
                for one in islice(cases_of(ruleset, roots, fixed), 12):
                    assert not whole(one) or shows(one, holds, misses), (seed, holds, misses, said)
    assert never > 0
    assert cells > 0


def questions_of(conditions):
    """Dead, overlapping, implied, and what all leave uncovered."""
    yield from (((one,), ()) for one in conditions)
    yield from (((one, other), ()) for one, other in combinations(conditions, 2))
    yield from (((one,), (other,)) for one in conditions for other in conditions)
    yield (), tuple(conditions)
    yield (), tuple(conditions[:2])


def shows(one, holds, misses):
    return all(one.holds(each) for each in holds) and all(one.fails(each) for each in misses)

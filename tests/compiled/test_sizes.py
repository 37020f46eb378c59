"""Size alone makes no difference: deep, wide and long rule sets at the written limits are decided alike."""

import sys
from fractions import Fraction

import pytest
from attrs import evolve

import bekymring
from bekymring.calendar_dk import end_of_day
from bekymring.case import read_case
from bekymring.decision import Firing
from bekymring.evaluate import decide
from bekymring.evaluate.compiled import decide_with, program_of
from bekymring.evaluate.compiled.quick import quick_of
from bekymring.model.ruleset import And, Compare, Const, Count, Not, Op, Or, PointTo, Ref, Rule
from bekymring.testing.vocabulary import ORIGIN
from benchmarks import workload
from compiled.agreement import different

DEPTH, OPERANDS, RULES = 64, 1_000, 10_000
"""As docs/architecture.md writes the limits of nesting, of one chain, and of rules."""
FRAMES = 500
"""So deep in Python the caller may be already."""
YES_NO = ("suspected_violence", "child_says_unsafe", "has_child_plan", "sibling_in_care")


@pytest.fixture(scope="module")
def kernel():
    return bekymring.load(workload.RULES).kernel


def fact(number: int):
    return Ref(YES_NO[number % len(YES_NO)])


def number_is(number: int):
    return Compare(Op.GE, Ref("age"), Const(Fraction(number % 18)))


def deep():
    made = fact(0)
    for number in range(DEPTH - 1):
        made = (And, Or)[number % 2]((made, fact(number))) if number % 3 else Not(made)
    return made


def wide():
    return Or(tuple(And((fact(number), number_is(number))) for number in range(OPERANDS)))


def counted():
    items = tuple(fact(number) for number in range(OPERANDS))
    return Compare(Op.GE, Count(items), Const(Fraction(OPERANDS // 2)))


def with_rules(kernel, conditions):
    rules = {
        f"r{number:05}": Rule(
            f"r{number:05}", (PointTo("farve", ("yellow", "red")[number % 2]),), ORIGIN, when=when
        )
        for number, when in enumerate(conditions)
    }
    return evolve(kernel, rules=rules, strata=(tuple(rules),))


def held(kernel, unknown):
    return [read_case(case, kernel).value for case in workload.cases(3, unknown=unknown)]


def deeper(frames, call):
    return call() if frames == 0 else deeper(frames - 1, call)


@pytest.mark.slow
@pytest.mark.parametrize("frames", [0, FRAMES])
@pytest.mark.parametrize("unknown", [0, 8])
@pytest.mark.parametrize("when", [deep, wide, counted])
def test_deep_and_wide_conditions_are_decided_alike(kernel, when, unknown, frames):
    ruleset = with_rules(kernel, [when(), Not(when())])
    program, moment = program_of(ruleset), end_of_day(workload.ON)
    for case in held(ruleset, unknown):
        expected = decide(ruleset, case, moment, whole_day=True, cap=64)
        found = deeper(frames, lambda case=case: decide_with(program, case, moment, whole_day=True, cap=64))
        assert different(expected, found) == []


@pytest.mark.parametrize("frames", [0, FRAMES])
@pytest.mark.parametrize("when", [deep, wide, counted])
def test_deep_and_wide_conditions_become_a_function(kernel, when, frames):
    ruleset = with_rules(kernel, [when(), Not(when())])
    quick = quick_of(ruleset)
    run = deeper(frames, quick.complete.whole.compiled)
    for case in workload.cases(20):
        fired = run(case, workload.ON)[0]
        decision = decide(ruleset, read_case(case, ruleset).value, end_of_day(workload.ON), whole_day=True)
        assert [bool(fired >> place & 1) for place in range(2)] == [
            one.firing is Firing.FIRED for one in decision.rules
        ]


@pytest.mark.slow
def test_as_many_rules_as_there_may_be_are_decided_alike(kernel):
    conditions = [And((fact(number), number_is(number // 7))) for number in range(RULES)]
    ruleset = with_rules(kernel, conditions)
    quick, program, moment = quick_of(ruleset), program_of(ruleset), end_of_day(workload.ON)
    assert sys.getrecursionlimit() <= RULES
    for unknown, cap in ((0, 64), (3, 16)):
        [case] = workload.cases(1, unknown=unknown)
        read = read_case(case, ruleset).value
        expected = decide(ruleset, read, moment, whole_day=True, cap=cap)
        assert different(expected, decide_with(program, read, moment, whole_day=True, cap=cap)) == []
        if not unknown:
            assert quick.levels(quick.run(case, workload.ON)) == expected.levels

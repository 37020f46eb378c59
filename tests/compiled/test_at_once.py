"""Decisions that are spelled out when they are looked at, through the door that programs use. The child is invented."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from attrs import evolve

import bekymring
from bekymring.api import CaseError, Decision, MomentError, Ruleset
from bekymring.calendar_dk import end_of_day
from bekymring.case import read_case
from bekymring.decision import Firing
from bekymring.evaluate import decide
from bekymring.evaluate.outline import outline_of
from benchmarks import workload

ON = workload.ON
OFTEN = 5


@pytest.fixture(scope="module")
def rules():
    """The workload of 25 rules, used often enough to have become a function."""
    made = bekymring.load(workload.RULES)
    for case in workload.cases(OFTEN, seed=1):
        made.evaluate(case, on=ON)
    return made


@pytest.fixture(scope="module")
def skole():
    """A rule set with records."""
    return bekymring.load("skolefravær")


@pytest.fixture
def case():
    return workload.cases(1)[0]


def expected(rules, case, on=ON):
    made = decide(
        rules.kernel,
        read_case(case, rules.kernel).value,
        end_of_day(on),
        whole_day=True,
        meaning_hash=rules.meaning_hash,
        program=f"bekymring {bekymring.__version__}",
    )
    return Decision(**{name: getattr(made, name) for name in made.__slots__ if not name.startswith("_")})


def there_and_back(one):
    return pickle.loads(pickle.dumps(one))  # noqa: S301 - made in the line itself


def test_cases_of_the_workload_are_decided_at_once(rules):
    for case in workload.cases(100):
        made = rules.evaluate(case, on=ON)
        assert made._waiting
        assert made == expected(rules, case)


def test_many_cases_are_decided_as_single_ones_are(rules):
    cases = [*workload.cases(20), *workload.cases(20, unknown=4)]
    assert list(rules.evaluate_many(cases, on=ON)) == [rules.evaluate(case, on=ON) for case in cases]


@pytest.mark.parametrize(
    "part",
    [
        "ruleset",
        "case",
        "moment",
        "whole_day",
        "levels",
        "levels_each",
        "refinement_cap",
        "actions",
        "rules",
        "missing",
    ],
)
def test_any_part_may_be_asked_for_first(rules, case, part):
    assert getattr(rules.evaluate(case, on=ON), part) == getattr(expected(rules, case), part)


def test_what_is_no_part_is_no_attribute(rules, case):
    with pytest.raises(AttributeError, match="farven"):
        _ = rules.evaluate(case, on=ON).farven


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, there_and_back, evolve])
def test_a_decision_not_yet_looked_at_can_be_copied(rules, case, again):
    assert again(rules.evaluate(case, on=ON)) == expected(rules, case)


def test_a_decision_is_of_the_case_as_it_was(rules, case):
    made = rules.evaluate(case, on=ON)
    before = copy.deepcopy(case)
    case.update(suspected_violence=not case["suspected_violence"], age=17 - case["age"])
    assert made == expected(rules, before)


def test_a_rule_set_that_was_used_can_be_sent(rules, case):
    sent = there_and_back(rules)
    assert sent == rules
    assert sent.evaluate(case, on=ON) == rules.evaluate(case, on=ON)


def test_threads_that_share_a_rule_set_get_what_one_gets(rules):
    fresh = bekymring.load(workload.RULES)
    cases = [*workload.cases(30), *workload.cases(10, unknown=4)] * 4
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda case: fresh.evaluate(case, on=ON).to_json(), cases))
    assert found == [rules.evaluate(case, on=ON).to_json() for case in cases]


def test_another_moment_is_another_decision(rules, case):
    other = date(2027, 1, 1)
    assert rules.evaluate(case, on=other) == rules.evaluate(case, on=other) == expected(rules, case, other)


def test_an_instant_is_kept_as_it_was_given(rules, case):
    on = datetime(2026, 3, 1, 8, 15, tzinfo=UTC)
    first, second = rules.evaluate(case, on=on), rules.evaluate(case, on=on)
    assert (first.moment, first.whole_day) == (second.moment, second.whole_day) == (on, False)
    assert first == second


class Odd(int):
    def __eq__(self, other):
        raise RuntimeError

    __hash__ = None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("suspected_violence", "false"), ("suspected_violence", 1), ("suspected_violence", [True]), ("age", True),
        ("age", 3.5), ("age", "7"), ("age", -1), ("age", 18), ("age", Odd(3)), ("wellbeing", "Stable"),
        ("wellbeing", ["stable"]), ("wellbeing", {}), ("plan_review_date", "2026-02-30"),
        ("plan_review_date", "20260228"), ("plan_review_date", 20260228), ("not_declared", True),
    ],
)  # fmt: skip
def test_what_is_wrong_is_found_as_ever(rules, case, name, value):
    with pytest.raises(CaseError) as found:
        rules.evaluate({**case, name: value}, on=ON)
    assert found.value.mistakes == read_case({**case, name: value}, rules.kernel).diagnostics


@pytest.mark.parametrize(
    "value",
    [None, {"tvivl": 3}, {"værdi": 3, "fra": "en opdigtet lærer"}, 3],
)
def test_every_form_of_an_answer_is_decided_alike(rules, case, value):
    changed = {**case, "age": value}
    assert rules.evaluate(changed, on=ON) == expected(rules, changed)


def test_the_moment_is_judged_as_ever(rules, case):
    with pytest.raises(MomentError):
        rules.evaluate(case, on=date(1999, 1, 1))


def test_the_workload_is_the_one_described():
    ids = {one["id"].lower() for one in workload.described()["rules"]}
    assert set(bekymring.load(Path(workload.RULES)).kernel.rules) == ids


# --- read before ------------------------------------------------------------------------------------------

KINDS = pytest.mark.parametrize(
    "change",
    [{}, {"age": None}, {"age": None, "wellbeing": None}, {"age": {"tvivl": 3}}, {"age": {"værdi": 3, "fra": "en opdigtet lærer"}}],
    ids=["complete", "an answer open", "two answers open", "a doubt", "with its source"],
)  # fmt: skip


@KINDS
def test_a_case_read_once_is_decided_at_several_moments(rules, case, change):
    changed = {**case, **change}
    read = rules.read(changed)
    for on in (ON, date(2027, 1, 1), datetime(2026, 3, 1, 8, 15, tzinfo=UTC)):
        assert rules.evaluate(read, on=on) == rules.evaluate(changed, on=on)


def test_a_case_that_was_read_shows_nothing(rules, case):
    assert repr(rules.read(case)) == "ReadCase()"


def test_reading_finds_every_mistake(rules, case):
    with pytest.raises(CaseError) as found:
        rules.read({**case, "age": "7", "wellbeing": 3})
    assert len(found.value.mistakes) == 2


def test_a_case_is_decided_by_the_rule_set_that_read_it(rules, case):
    with pytest.raises(ValueError, match="another rule set"):
        bekymring.load(workload.RULES).evaluate(rules.read(case), on=ON)


# --- the outline ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("unknown", [0, 1, 4, 10, 20])
def test_the_outline_is_that_of_the_reference_evaluator(rules, unknown):
    for case in workload.cases(40, unknown=unknown):
        expected = outline_of(rules.kernel, read_case(case, rules.kernel).value, end_of_day(ON))
        assert rules.evaluate(case, on=ON).outline == expected


@KINDS
def test_an_outline_is_never_narrower_than_the_decision(rules, case, change):
    made = rules.evaluate({**case, **change}, on=ON)
    steps = list(rules.kernel.scales["farver"].names)
    least, worst = made.outline.levels["farve"]
    assert steps.index(least) <= steps.index(made.levels["farve"].least)
    assert steps.index(worst) >= steps.index(made.levels["farve"].worst)
    fired = {(one.rule, one.record) for one in made.rules if one.firing is Firing.FIRED}
    assert set(made.outline.fires) <= fired <= {*made.outline.fires, *made.outline.possible}


def test_an_outline_of_records_tells_of_each(skole):
    made = skole.evaluate({}, on=ON)
    assert made.outline == outline_of(skole.kernel, read_case({}, skole.kernel).value, end_of_day(ON))
    assert made.outline.missing


def test_an_outline_is_told_of_a_copy_too(rules, case):
    made = rules.evaluate({**case, "age": None}, on=ON)
    assert copy.copy(made).outline == made.outline


# --- other threads ----------------------------------------------------------------------------------------


@pytest.mark.slow
def test_threads_that_write_the_same_functions_get_what_one_gets(rules):
    cases = [*workload.cases(6), *workload.cases(6, unknown=4)]
    expected = [rules.evaluate(case, on=ON).outline for case in cases]
    for _ in range(20):
        fresh = Ruleset(rules.kernel)
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda case, fresh=fresh: fresh.evaluate(case, on=ON).outline, cases))
        assert found == expected

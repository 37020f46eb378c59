"""The solver in a process of its own: a crash, a hang or too little effort is *not decided*; verdicts are the same everywhere."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from pathlib import Path

import pytest
from attrs import evolve

from bekymring.model.stored import from_json, to_json
from bekymring.prove import apart
from bekymring.prove.apart import Apart
from bekymring.prove.prover import GAVE_UP, NO_PROVER, STOPPED, Budget, NotDecided, Proved, Refuted
from bekymring.prove.question import Kind, Question
from bekymring.prove.solve import InProcess
from bekymring.prove.wire import proof_data, question_data, read_proof, read_question
from bekymring.prove.without_solver import WithoutSolver
from bekymring.testing.vocabulary import Options
from prove.trying import made

OPTIONS = Options(facts=3, rules=4, actions=2, depth=2, most_records=2)


def told(seed):
    _, ruleset, questions = made(seed, OPTIONS)
    return evolve(ruleset, demands=()), [one for one in questions if one.kind is not Kind.DEMAND]


def left_to_solver(ruleset, questions):
    told_without = WithoutSolver(ruleset)
    return [one for one in questions if told_without.answer(one) is None]


def _usable(seed):
    """Whether a rule set is such as a file could have become, so that it can be stored, and leaves a solver work."""
    ruleset, questions = told(seed)
    stored = from_json(to_json(ruleset)).value is not None
    return stored and len(left_to_solver(ruleset, questions)) > 2


SEEDS = tuple(islice((seed for seed in count(4) if _usable(seed)), 2))
FIRST, SECOND = SEEDS


@pytest.mark.parametrize("seed", SEEDS)
def test_a_process_of_its_own_says_the_same(seed) -> None:
    ruleset, questions = told(seed)
    there = list(Apart().answers(ruleset, questions))
    here = list(InProcess().answers(ruleset, questions))
    assert there == here
    assert {type(one) for one in there} <= {Proved, Refuted}


def hard(seed):
    ruleset, questions = told(seed)
    return ruleset, left_to_solver(ruleset, questions)


def worker(tmp_path, text):
    script = tmp_path / "arbejder.py"
    script.write_text(text, encoding="utf-8")
    return Apart(Budget(seconds_of_silence=1.0), (sys.executable, str(script)))


def test_a_crash_is_not_decided_and_the_rest_are_asked_anew(tmp_path) -> None:
    ruleset, questions = hard(FIRST)
    text = f"""import json, os, sys
order = json.loads(sys.stdin.read())
if len(order["questions"]) == {len(questions)}:
    print(json.dumps({{"proof": "proved"}}), flush=True)
    os.abort()
for _ in order["questions"]:
    print(json.dumps({{"proof": "proved"}}), flush=True)
"""
    found = list(worker(tmp_path, text).answers(ruleset, questions))
    assert found == [Proved(), NotDecided(STOPPED), *[Proved()] * (len(questions) - 2)]


@pytest.mark.parametrize("text", ["import time; time.sleep(60)", "print('noget andet')", ""])
def test_silence_and_nonsense_are_not_decided(tmp_path, text) -> None:
    ruleset, questions = hard(FIRST)
    assert list(worker(tmp_path, text).answers(ruleset, questions[:2])) == [NotDecided(STOPPED)] * 2


def test_too_little_effort_is_not_decided() -> None:
    ruleset, questions = hard(FIRST)
    found = list(InProcess(Budget(units=1)).answers(ruleset, questions))
    assert NotDecided(GAVE_UP) in found
    full = list(InProcess().answers(ruleset, questions))
    for little, much in zip(found, full, strict=True):
        assert isinstance(little, NotDecided) or type(little) is type(much)


@pytest.mark.parametrize("seed", SEEDS)
def test_without_a_solver_what_can_be_told_is_told_and_the_rest_is_not_decided(monkeypatch, seed) -> None:
    ruleset, questions = told(seed)
    monkeypatch.setattr(apart, "is_installed", lambda: False)
    found = list(Apart().answers(ruleset, questions))
    full = list(InProcess().answers(ruleset, questions))
    assert NotDecided(NO_PROVER) in found
    for without, by_solver in zip(found, full, strict=True):
        assert without in (NotDecided(NO_PROVER), by_solver)


def test_answers_do_not_depend_on_what_else_is_asked() -> None:
    ruleset, questions = told(SECOND)
    together = list(InProcess().answers(ruleset, questions))
    apart_ = [next(InProcess().answers(ruleset, [one])) for one in questions]
    backwards = list(InProcess().answers(ruleset, questions[::-1]))[::-1]
    assert together == apart_ == backwards


def test_threads_do_not_meet() -> None:
    def run(seed):
        ruleset, questions = told(seed)
        return list(InProcess().answers(ruleset, questions))

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(run, (FIRST, SECOND, FIRST, SECOND)))
    assert found[0] == found[2]
    assert found[1] == found[3]


@pytest.mark.slow
def test_verdicts_and_cases_are_the_same_for_every_hash_seed() -> None:
    script = (
        "import json\n"
        "from prove.trying import made\n"
        "from prove.test_apart import OPTIONS\n"
        "from bekymring.prove.solve import InProcess\n"
        "from bekymring.prove.wire import proof_data\n"
        "_, ruleset, questions = made(12, OPTIONS)\n"
        "print(json.dumps([proof_data(one) for one in InProcess().answers(ruleset, questions)], sort_keys=True))\n"
    )
    tests = str(Path(__file__).parents[1])
    said = set()
    for seed in ("0", "1", "4711"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": tests}
        run = subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True
        )
        said.add(run.stdout)
    assert len(said) == 1


def test_the_wire_gives_back_what_it_takes() -> None:
    ruleset, questions = told(SECOND)
    for question, proof in zip(questions, InProcess().answers(ruleset, questions), strict=True):
        assert read_question(question_data(question)) == question
        assert read_proof(proof_data(proof)) == proof
    reason = NotDecided(STOPPED)
    assert read_proof(proof_data(reason)) == reason
    assert Question(Kind.DEMAND, ("1",)).key == "demand 1"

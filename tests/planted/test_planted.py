"""Every planted fault comes out, on its line and with its child; with the smallest mend nothing does; every child pastes as an example."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from attrs import evolve

from bekymring.checks import Context
from bekymring.checks.proof import FoundBy
from bekymring.checks.proofs import ALL_PROOFS, Proofs
from bekymring.examples.run import run_examples
from planted.planting import HERE, NAMES, Planted, compiled, found, planted, proved

QUESTIONS = {f"BEK4{number:02}" for number in range(18)}
"""What the proofs ask about; what they cannot decide is not among them."""

BY_A_CASE = {one.code.number for one in ALL_PROOFS if one.found_by is FoundBy.A_CASE}
SHOWN = [name for name in NAMES if BY_A_CASE & {code for code, _ in planted(name).expected}]


@cache
def looked_at(name: str, part: str) -> tuple[Planted, Context, Proofs]:
    one = planted(name)
    context = compiled(one, getattr(one, part))
    return one, context, proved(context)


def besides(one: Planted) -> frozenset[str]:
    """The codes of a file that are found by reading the rules."""
    return frozenset(code for code, _ in one.expected if not code.startswith("BEK4"))


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_fault_is_found_with_its_child(name: str, golden: Callable[[Path, str], None]) -> None:
    one, context, proofs = looked_at(name, "wrong")
    seen = found(context, proofs, besides(one))
    assert sorted((each.code.number, each.at.line) for each in seen) == list(one.expected)
    assert {each.at.file for each in seen} == {f"{name}.bek"}
    told = [
        f"{each.code.number} linje {each.at.line}: {each.message()}\n{each.story[0]}".rstrip()
        for each in seen
    ]
    golden(HERE / f"{name}.txt", "\n\n".join(told) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_the_mended_rules_have_no_fault(name: str) -> None:
    one, context, proofs = looked_at(name, "right")
    assert [
        (each.code.number, each.at.line, each.message()) for each in found(context, proofs, besides(one))
    ] == []
    assert (proofs.failing, proofs.undecided, proofs.accepted) == (0, 0, 0)
    assert proofs.holding > 0


def test_there_are_faults_for_every_question() -> None:
    marked = [code for name in NAMES for code, _ in planted(name).expected]
    assert len(NAMES) >= 40
    assert set(marked) >= QUESTIONS | {"BEK319"}


@pytest.mark.parametrize("name", SHOWN)
def test_a_child_that_is_shown_pastes_as_an_example_that_is_met(name: str) -> None:
    one, _, proofs = looked_at(name, "wrong")
    pasted = "\n\n".join((one.wrong, *(each.text for each in proofs.examples)))
    context = compiled(evolve(one, wrong=pasted), pasted)
    report = run_examples(context.ruleset)
    assert len(report.results) >= len(proofs.examples)
    assert report.findings == ()

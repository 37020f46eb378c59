"""What is proved, and which child is shown, is the same in every process, with every hash seed, and when it is asked again."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bekymring.checks.proofs import Proofs
from planted.planting import compiled, planted, proved

ROOT = Path(__file__).parents[2]
NAMES = (
    "flere_på_én_gang",
    "indsats_mellem_to_aldre",
    "beskyttet_længere_frist",
    "lag_forbud_ophæves",
    "værre_felt_i_hændelse",
)
PROGRAM = """
import sys
sys.path.insert(0, "tests")
from planted.test_stable import said
print(said(sys.argv[1]))
"""
SHIPPED = ("egedal", "lige_hensyn")


def text_of(proofs: Proofs) -> str:
    found = [(one.code.number, one.at.line, one.message(), one.story) for one in proofs.found]
    return repr(
        (found, [one.text for one in proofs.examples], proofs.holding, proofs.failing, proofs.undecided)
    )


def said(name: str) -> str:
    one = planted(name)
    return text_of(proved(compiled(one, one.wrong)))


def run(*arguments: str, seed: str) -> str:
    env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
    ran = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=env,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert ran.stderr == ""
    return ran.stdout


@pytest.mark.parametrize("name", NAMES)
def test_a_planted_fault_shows_the_same_child_everywhere(name: str) -> None:
    first = said(name)
    assert said(name) == first
    assert {run("-c", PROGRAM, name, seed=seed).rstrip("\n") for seed in ("0", "4711")} == {first}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_rule_set_is_proved_the_same_everywhere(name: str) -> None:
    arguments = ("-m", "bekymring.cli", "check", f"rulesets/{name}", "--format", "text")
    first = run(*arguments, seed="0")
    assert "er bevist" in first
    assert run(*arguments, seed="4711") == first

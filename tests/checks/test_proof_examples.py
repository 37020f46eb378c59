"""Every child that a proof shows: told in both languages, confirmed by the evaluator, and an example that is met when pasted."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.checks import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.proofs import ALL_PROOFS, run_proofs
from bekymring.examples.run import run_examples
from bekymring.prove import apart
from bekymring.prove.prover import NO_PROVER, NotDecided
from bekymring.prove.solve import InProcess

HERE = Path(__file__).parent
MARK = re.compile(r"[ \t]*# !! ((?:BEK\d{3} ?)+)$", re.MULTILINE)
SHOWN = [one for one in ALL_PROOFS if one.found_by is FoundBy.A_CASE]
Compile = Callable[[str], tuple[Context, int]]


@pytest.mark.parametrize("check", SHOWN, ids=lambda check: check.code.slug)
def test_an_example_that_is_pasted_is_met(compiled: Compile, check: ProofCheck) -> None:
    text = (HERE / f"{check.code.slug}.bek").read_text(encoding="utf-8").rstrip("\n")
    chunks = [MARK.sub("", one) for one in text.split("\n---\n") if check.code.number in one]
    for chunk in chunks:
        proofs = run_proofs(compiled(chunk)[0], prover=InProcess(), proofs=(ALL_PROOFS[0], check))
        for example in proofs.examples:
            ruleset = compiled(f"{chunk}\n\n{example.text}")[0].ruleset
            report = run_examples(ruleset)
            assert report.results
            assert report.findings == (), example.text


STORY_DA = """\
Et opdigtet barn, der viser det:
   fravær: 0 % · uro: ja · vurderet 5. januar 2026 kl. 9.00
   Reglerne siger: ingenting
Barnet er fundet ved at prøve alle sager, som reglerne kan beskrive. Det er ikke et virkeligt barn."""
STORY_EN = """\
An invented child that shows it:
   fravær: 0 % · uro: yes · assessed 5 January 2026 at 09:00
   The rules say: nothing
The child was found by trying all cases that the rules can describe. It is not a real child."""


def test_the_child_is_told(compiled: Compile) -> None:
    chunk = (HERE / "demand-broken.bek").read_text(encoding="utf-8").split("\n---\n")[0]
    (found,) = run_proofs(compiled(MARK.sub("", chunk))[0], prover=InProcess(), proofs=ALL_PROOFS[:2]).found
    assert found.story == (STORY_DA, STORY_EN)


class Silent:
    """A prover that is not there."""

    def answers(self, ruleset, questions):
        del ruleset
        return iter([NotDecided(NO_PROVER)] * len(questions))


def test_without_a_prover_everything_is_undecided(compiled: Compile) -> None:
    chunk = (HERE / "demand-broken.bek").read_text(encoding="utf-8").split("\n---\n")[1]
    proofs = run_proofs(compiled(chunk)[0], prover=Silent())
    assert proofs.undecided > 0
    assert proofs.holding == proofs.failing == 0
    assert {one.code.number for one in proofs.found} == {"BEK490"}


def test_without_a_solver_what_cells_tell_is_found_and_the_rest_is_one_note(
    compiled: Compile, monkeypatch
) -> None:
    monkeypatch.setattr(apart, "is_installed", lambda: False)
    files = ("rule-adds-nothing", "demand-broken")
    texts = [(HERE / f"{one}.bek").read_text(encoding="utf-8").split("\n---\n")[0] for one in files]
    proofs = run_proofs(compiled(MARK.sub("", "\n".join(texts)))[0])
    assert {one.code.number for one in proofs.found} == {"BEK408", "BEK490"}
    assert [one.code.number for one in proofs.found].count("BEK490") == 1
    assert [one.code.number for one in proofs.found].count("BEK408") == proofs.failing
    assert proofs.undecided >= 1


def test_a_case_that_does_not_show_what_it_claims_is_said_aloud(compiled: Compile) -> None:
    wrong = (HERE / "demand-broken.bek").read_text(encoding="utf-8").split("\n---\n")
    broken, kept = (compiled(MARK.sub("", one))[0] for one in wrong[:2])

    class Lying:
        """A prover that shows the child of another rule set."""

        def answers(self, ruleset, questions):
            del ruleset
            return InProcess().answers(broken.ruleset, questions)

    proofs = run_proofs(kept, prover=Lying(), proofs=ALL_PROOFS[1:2])
    assert [one.code.number for one in proofs.found] == ["BEK499"]
    assert proofs.is_faulty
    assert proofs.examples == ()

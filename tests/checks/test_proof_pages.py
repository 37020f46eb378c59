"""The pages that explain what proofs find: their parts, and their examples run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.checks import Context
from bekymring.checks.catalogue import page
from bekymring.checks.proof import ProofCheck
from bekymring.checks.proofs import ALL_PROOFS, run_proofs
from bekymring.diagnostics import Severity
from bekymring.prove.solve import InProcess

PAGES = Path(__file__).parents[2] / "docs" / "checks"
PARTS = ["Hvad", "Hvorfor", "Sådan ser fejlen ud", "Sådan rettes den", "Hvornår kan den tie"]
BLOCK = re.compile(r"^```bek\n(.*?)^```", re.MULTILINE | re.DOTALL)
WORDS = {Severity.ERROR: "Fejl.", Severity.WARNING: "Advarsel.", Severity.NOTE: "Bemærkning."}


@pytest.mark.parametrize("check", ALL_PROOFS, ids=lambda check: check.code.slug)
def test_a_page_has_its_parts_and_its_examples_are_judged_so(
    compiled: Callable[[str], tuple[Context, int]], check: ProofCheck
) -> None:
    code, text = check.code, page(check.code)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == PARTS
    assert text.startswith(f"# {code.number} {code.slug}\n\n{WORDS[code.severity]}\n")
    assert (f"# tillad {code.number}:" in text) == (code.severity is not Severity.ERROR)
    wrong, right = BLOCK.findall((PAGES / f"{code.slug}.md").read_text(encoding="utf-8"))
    for block, is_found in ((wrong, True), (right, False)):
        proofs = run_proofs(compiled(block)[0], prover=InProcess(), proofs=(ALL_PROOFS[0], check))
        assert (code in [one.code for one in proofs.found]) == is_found

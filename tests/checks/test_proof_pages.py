"""The pages that explain what proofs find: their parts, and their examples run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.checks import Context
from bekymring.checks.catalogue import page
from bekymring.checks.not_decided import CODES as OTHER_CODES
from bekymring.checks.proof import ProofCheck
from bekymring.checks.proofs import ALL_PROOFS, run_proofs
from bekymring.diagnostics import Code, Diagnostic, Severity
from bekymring.prove.solve import InProcess

PAGES = Path(__file__).parents[2] / "docs" / "checks"
PARTS = ["Hvad", "Hvorfor", "Sådan ser fejlen ud", "Barnet", "Sådan rettes den", "Hvornår kan den tie"]
SHOWN = re.compile(r"^## Barnet\n\n.+\n\n```text\n(.*?)\n```$", re.MULTILINE | re.DOTALL)
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
        if is_found:
            assert SHOWN.findall(text) == [printed(next(one for one in proofs.found if one.code is code))]


def printed(found: Diagnostic) -> str:
    """What a finding says, with its child, as it is printed."""
    return "\n".join((found.message("da"), *((found.story[0],) if found.story else ()))).rstrip()


@pytest.mark.parametrize("code", OTHER_CODES, ids=lambda code: code.slug)
def test_what_is_not_decided_has_a_page_too(
    compiled: Callable[[str], tuple[Context, int]], code: Code
) -> None:
    text = page(code)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == PARTS
    assert text.startswith(f"# {code.number} {code.slug}\n\n{WORDS[code.severity]}\n")
    blocks = BLOCK.findall(text)
    assert bool(blocks) is (code.severity is not Severity.ERROR)
    for block, is_found in zip(blocks, (True, False), strict=False):
        found = run_proofs(compiled(block)[0], prover=InProcess()).found
        assert (code in [one.code for one in found]) == is_found
        if is_found:
            assert SHOWN.findall(text) == [printed(next(one for one in found if one.code is code))]

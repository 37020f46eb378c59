"""The pages that explain findings: their parts, and their examples run."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.checks import ALL_CHECKS, SILENCING_CODES, Context, run_checks
from bekymring.checks.catalogue import all_codes, page
from bekymring.diagnostics import Code, Severity

PAGES = Path(__file__).parents[2] / "docs" / "checks"
CODES = (*(one.code for one in ALL_CHECKS), *SILENCING_CODES)
PARTS = ["Hvad", "Hvorfor", "Sådan ser fejlen ud", "Sådan rettes den", "Hvornår kan den tie"]
BLOCK = re.compile(r"^```bek\n(.*?)^```", re.MULTILINE | re.DOTALL)
WORDS = {Severity.ERROR: "Fejl.", Severity.WARNING: "Advarsel.", Severity.NOTE: "Bemærkning."}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_a_page_has_its_parts_and_says_what_it_is(code: Code) -> None:
    text = page(code)
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == PARTS
    assert text.startswith(f"# {code.number} {code.slug}\n\n{WORDS[code.severity]}\n")
    assert (f"# tillad {code.number}:" in text) == (
        code.severity is not Severity.ERROR and code not in SILENCING_CODES
    )


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_the_wrong_example_is_found_and_the_right_one_is_not(
    compiled: Callable[[str], tuple[Context, int]], code: Code
) -> None:
    wrong, right = BLOCK.findall((PAGES / f"{code.slug}.md").read_text(encoding="utf-8"))
    assert code in [one.code for one in run_checks(compiled(wrong)[0])]
    assert code not in [one.code for one in run_checks(compiled(right)[0])]


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_code_has_a_page(lang: str) -> None:
    for code in all_codes().values():
        text = page(code, lang=lang)
        assert text.startswith(f"# {code.number} {code.slug}\n")
        assert re.search(r"\{(?!personnummer)\w+\}", text) is None


def test_a_made_page_speaks_its_language() -> None:
    code = all_codes()["BEK319"]
    assert "What" in page(code, lang="en")
    assert "Hvad" in page(code, lang="da")

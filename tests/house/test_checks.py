"""A check is four things of one name: its file, its row, its page, its table."""

from collections import Counter
from pathlib import Path

from bekymring.checks import ALL_CHECKS, SILENCING_CODES
from bekymring.checks.catalogue import all_codes
from bekymring.checks.not_decided import CODES as UNDECIDED_CODES
from bekymring.checks.proofs import ALL_PROOFS, PROOF_CODES
from bekymring.model import mistakes as model
from bekymring.syntax import mistakes as syntax

LEFT_OUT = {"prelude"}
"""Tables that belong to no check: what the others build on."""


def named(folder: Path, pattern: str) -> set[str]:
    return {path.stem.replace("_", "-") for path in folder.glob(pattern)}


def holding_a_check(root: Path) -> set[str]:
    folder = root / "src" / "bekymring" / "checks"
    texts = {path: path.read_text(encoding="utf-8") for path in folder.glob("*.py")}
    files = [path for path, text in texts.items() if "\nCHECK = " in text or "\nPROOF = " in text]
    return {path.stem.replace("_", "-") for path in files}


def test_every_check_has_its_file_row_page_and_table(root: Path) -> None:
    rows = {check.code.slug for check in (*ALL_CHECKS, *ALL_PROOFS)}
    silencing = {code.slug for code in (*SILENCING_CODES, *UNDECIDED_CODES)}
    touches = {
        "src/bekymring/checks": holding_a_check(root),
        "ALL_CHECKS": rows,
        "docs/checks": named(root / "docs" / "checks", "*.md") - silencing,
        "tests/checks": named(root / "tests" / "checks", "*.bek") - silencing - LEFT_OUT,
    }
    every = set().union(*touches.values())
    assert {(slug, place) for place, slugs in touches.items() for slug in every - slugs} == set()


def test_a_missing_touch_would_be_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "some-check.md").touch()
    assert named(tmp_path, "*.md") == {"some-check"}
    assert "unused-fact" in holding_a_check(root)


def test_a_check_is_defined_in_the_file_of_its_name() -> None:
    for proof in ALL_PROOFS:
        assert proof.asks.__module__ == f"bekymring.checks.{proof.code.slug.replace('-', '_')}"
    for check in ALL_CHECKS:
        assert check.run.__module__ == f"bekymring.checks.{check.code.slug.replace('-', '_')}"


def test_no_number_and_no_slug_is_used_twice() -> None:
    checks = [check.code for check in ALL_CHECKS]
    every = [*syntax.CODES, *model.codes(), *checks, *PROOF_CODES, *SILENCING_CODES]
    assert [number for number, times in Counter(code.number for code in every).items() if times > 1] == []
    assert [slug for slug, times in Counter(code.slug for code in every).items() if times > 1] == []


def test_the_codes_lie_in_their_block() -> None:
    checks = [check.code for check in ALL_CHECKS]
    assert {code.number[:4] for code in (*checks, *SILENCING_CODES)} == {"BEK3"}
    assert {code.number[:4] for code in PROOF_CODES} == {"BEK4"}
    assert [code.number for code in PROOF_CODES] == sorted(code.number for code in PROOF_CODES)
    assert [code.number for code in checks] == sorted(code.number for code in checks)


def test_the_catalogue_holds_every_code_in_order() -> None:
    numbers = list(all_codes())
    assert numbers == sorted(numbers)
    assert {check.code.number for check in ALL_CHECKS} <= set(numbers)

"""Every proof against its table: chunks split by ---, and the finding expected on its line. The solver runs in this process."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.checks import Context
from bekymring.checks.proof import ProofCheck
from bekymring.checks.proofs import ALL_PROOFS, run_proofs
from bekymring.prove.solve import InProcess

HERE = Path(__file__).parent
MARK = re.compile(r"[ \t]*# !! ((?:BEK\d{3} ?)+)$", re.MULTILINE)
TABLES = {one.code.slug: one for one in ALL_PROOFS}


def chunks(slug: str) -> list[str]:
    return (HERE / f"{slug}.bek").read_text(encoding="utf-8").rstrip("\n").split("\n---\n")


CHUNKS = [
    pytest.param(check, chunk, id=f"{slug}-{number}")
    for slug, check in TABLES.items()
    for number, chunk in enumerate(chunks(slug), 1)
]


@pytest.mark.parametrize(("check", "chunk"), CHUNKS)
def test_findings_are_where_the_table_says(
    compiled: Callable[[str], tuple[Context, int]], check: ProofCheck, chunk: str
) -> None:
    expected = Counter(
        (code, number)
        for number, line in enumerate(chunk.split("\n"), 1)
        for mark in MARK.findall(line)
        for code in mark.split()
    )
    context, before = compiled(MARK.sub("", chunk))
    proofs = run_proofs(context, prover=InProcess(), proofs=(ALL_PROOFS[0], check))
    found = [one for one in proofs.found if one.at.file == "prøve.bek"]
    assert Counter((one.code.number, one.at.line - before) for one in found) == expected
    for one in found:
        for lang in ("da", "en"):
            assert one.message(lang)
            assert one.help(lang)


@pytest.mark.parametrize("slug", TABLES)
def test_a_table_shows_the_fault_its_cure_and_what_is_not_decided(slug: str) -> None:
    marks = [set("".join(MARK.findall(chunk)).split()) for chunk in chunks(slug)]
    assert {TABLES[slug].code.number} in marks
    assert set() in marks
    assert {"BEK490"} in marks

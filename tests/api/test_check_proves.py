"""`check` says what the proofs find too, unless they are left out."""

from pathlib import Path

import bekymring

TABLE = Path(__file__).parents[1] / "checks"
HEAD = """regelsæt prøve "Prøve" version 1.0
    gælder fra 1. januar 2024
    bygger på fælles
    ansvarlig "Redaktionen"
    godkendt 1. marts 2026 af "Redaktionen"
    revideres senest 1. marts 2027
    dækker ikke "Alt andet"
"""


def test_the_proofs_belong_to_the_findings(tmp_path: Path) -> None:
    (tmp_path / "fælles.bek").write_text(
        (TABLE / "prelude.bek").read_text(encoding="utf-8"), encoding="utf-8"
    )
    chunk = (TABLE / "rule-adds-nothing.bek").read_text(encoding="utf-8").split("\n---\n")[0]
    own = tmp_path / "prøve.bek"
    own.write_text(HEAD + chunk.replace("# !! BEK408", ""), encoding="utf-8")
    everything = bekymring.check(own, search=(tmp_path,))
    read = bekymring.check(own, search=(tmp_path,), proofs=False)
    assert "BEK408" in [one.code.number for one in everything]
    assert "BEK408" not in [one.code.number for one in read]
    assert set(read) <= set(everything)

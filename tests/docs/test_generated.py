"""The pages that are made of other files are what those files say now."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from docs.generated import glossary, ruleset_index
from docs.pages import ROOT
from docs.sources import page
from docs.standing import RECORD, standing


def test_the_glossary_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "glossary.md", glossary())


def test_the_index_of_rule_sets_is_current(golden: Callable[[Path, str], None]) -> None:
    program = Path(sys.executable).with_name("bekymring")
    done = subprocess.run([program, "list", "--format", "json"], check=True, capture_output=True)
    found = json.loads(RECORD.read_text(encoding="utf-8"))
    listed = json.loads(done.stdout)
    assert {one["name"]: one["meaning_hash"] for one in listed} == {
        name: one["meaning_hash"] for name, one in found.items()
    }, "write down anew what the rule sets were found to be: make index"
    golden(ROOT / "docs" / "rulesets.md", ruleset_index(listed, found))


def test_the_page_from_source_to_rule_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "kilder.md", page())


def test_what_is_written_down_is_what_was_found() -> None:
    listed = [{"name": "lille", "meaning_hash": "f00d"}]
    tested = [{"ruleset": "lille", "coverage": {"parts": 3, "exercised": 2}}]
    at = {"file": "rulesets/lille/lille.bek", "line": 1}
    found = [
        {"code": "BEK490", "at": at},
        {"code": "BEK313", "at": at},
        {"code": "BEK490", "at": {"file": "rulesets/andet/a.bek"}},
    ]
    assert standing(listed, tested, found) == {
        "lille": {"meaning_hash": "f00d", "parts": 3, "exercised": 2, "not_decided": 1, "accepted": 0}
    }


def test_a_word_stands_in_the_glossary_beside_its_counterpart() -> None:
    assert "| `medmindre` | `unless` | `UNLESS` |" in glossary().splitlines()


def test_a_rule_set_without_sources_or_base_is_described() -> None:
    one = {
        "name": "lille",
        "title": "Et lille",
        "version": "1.0",
        "responsible": "Nogen",
        "approved": "2026-01-02",
        "revise_by": "2028-01-01",
        "builds_on": [],
        "rules": 1,
        "examples": 2,
        "demands": 1,
        "sources": [],
        "unread_citations": 0,
        "not_covered": ["Alt andet"],
    }
    found = {"lille": {"parts": 1, "exercised": 1, "not_decided": 0}}
    lines = ruleset_index([one], found).splitlines()
    assert "| [lille](#lille) | Et lille | – | 1 | 2 | 1 af 1 | 1 | 0 | 0 |" in lines
    assert "- Dækker ikke: Alt andet." in lines

"""The pages that are made of other files are what those files say now."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from docs.generated import glossary, ruleset_index
from docs.pages import ROOT


def test_the_glossary_is_current(golden: Callable[[Path, str], None]) -> None:
    golden(ROOT / "docs" / "glossary.md", glossary())


def test_the_index_of_rule_sets_is_current(golden: Callable[[Path, str], None]) -> None:
    program = Path(sys.executable).with_name("bekymring")
    done = subprocess.run([program, "list", "--format", "json"], check=True, capture_output=True)
    golden(ROOT / "docs" / "rulesets.md", ruleset_index(json.loads(done.stdout)))


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
        "sources": [],
        "unread_citations": 0,
        "not_covered": ["Alt andet"],
    }
    lines = ruleset_index([one]).splitlines()
    assert "| [lille](#lille) | Et lille | – | 1 | 2 | 0 |" in lines
    assert "- Dækker ikke: Alt andet." in lines

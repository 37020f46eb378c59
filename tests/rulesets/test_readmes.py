"""READMEs of rule sets name things by the names the rules have, so that a reader finds what the text speaks of."""

import re
from pathlib import Path

import pytest

import bekymring
from bekymring.model.ruleset import Ruleset
from bekymring.resources import ruleset_names

RULESETS = Path(__file__).parents[2] / "rulesets"
QUOTED = re.compile(r"[`»]([a-zæøå0-9]+(?:_[a-zæøå0-9]+)+)[`«]")
"""A name in code marks or quotes, of at least two parts: one part alone is a word of the language or of the text."""
KINDS = (
    "laws", "sources", "scales", "levels", "roles", "parties", "inputs", "lists", "indicators", "definitions",
    "actions", "measures", "attention", "calendars", "rules", "tables",
)  # fmt: skip


def declared(kernel: Ruleset) -> set[str]:
    return {name for kind in KINDS for name in getattr(kernel, kind)} | set(kernel.assessments())


def quoted(name: str) -> set[str]:
    return set(QUOTED.findall((RULESETS / name / "README.md").read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", ruleset_names())
def test_what_a_readme_names_is_there(name: str) -> None:
    named = quoted(name) - set(ruleset_names())
    assert named <= declared(bekymring.load(name).kernel)


def test_names_are_looked_for_at_all() -> None:
    assert {"netværksmøde_betyder", "assens_dialog"} <= quoted("mødeformer")

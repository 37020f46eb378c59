"""Words that rule sets share: a name means one thing, so that a municipality can build on any of them together."""

from collections import defaultdict
from pathlib import Path

import pytest

import bekymring
from bekymring.resources import ruleset_names

OF_THE_OLD_LAW = {"serviceregler"}
"""Speaks of the same things as the law that followed, by the same names, and is never read together with it."""
ABOUT_SOMETHING_ELSE = {"rådgivningsforløb"}
KINDS = (
    "laws", "sources", "scales", "levels", "roles", "parties", "inputs", "lists", "indicators", "definitions",
    "actions", "measures", "attention", "calendars", "rules", "tables",
)  # fmt: skip


@pytest.fixture(scope="module")
def together() -> list[str]:
    return [name for name in ruleset_names() if name not in OF_THE_OLD_LAW | ABOUT_SOMETHING_ELSE]


def test_no_two_rule_sets_declare_the_same_name(together: list[str]) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for name in together:
        kernel = bekymring.load(name).kernel
        for kind in KINDS:
            for declared, held in getattr(kernel, kind).items():
                owners[declared].add(held.origin.layer)
    assert {name: sets for name, sets in owners.items() if len(sets) > 1} == {}


def test_a_municipality_can_build_on_all_of_them_at_once(together: list[str], tmp_path: Path) -> None:
    local = [name for name in together if name not in {"eksempelkommune", "grundlag"}]
    path = tmp_path / "det_hele.bek"
    path.write_text(
        'regelsæt det_hele "Alt på en gang (opdigtet)" version 1.0\n'
        "    gælder fra 1. januar 2026\n"
        '    ansvarlig "Ingen, opdigtet"\n'
        f"    bygger på {', '.join(local)}\n"
        '    dækker ikke "Noget"\n',
        encoding="utf-8",
    )
    assert set(bekymring.load(path).kernel.rules) >= set(bekymring.load("æresrelateret").kernel.rules)

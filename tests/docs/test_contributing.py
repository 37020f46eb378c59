"""The recipes name files, tables and steps that exist."""

import re

import pytest

from docs.pages import ROOT

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "bekymring"
PLACES = (ROOT, ROOT / "grammar", SOURCE, SOURCE / "checks")


def named_files() -> list[str]:
    return sorted(set(re.findall(r"`((?:[\w*.]+/)*[\w*]+\.(?:py|toml|lark|md))`", PAGE)))


@pytest.mark.parametrize("name", named_files())
def test_a_named_file_exists(name: str) -> None:
    assert any(list(place.glob(name)) for place in PLACES)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("checks/__init__.py", "ALL_CHECKS"),
        ("syntax/kinds.py", "ConclusionKind"),
        ("model/conclusions.py", "ROWS"),
        ("cli/verbs/__init__.py", "VERBS"),
        ("cli/verbs/__init__.py", "ALIASES"),
        ("report/decision_text.py", "RENDERERS"),
    ],
)
def test_a_named_table_is_where_the_page_says(file: str, name: str) -> None:
    assert f"`{name}`" in PAGE
    assert re.search(rf"^(?:class )?{name}\b", (SOURCE / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_the_steps_of_the_gate_that_are_named_exist() -> None:
    gate = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    steps = {step for line in re.findall(r"`\.ci/run ([a-z ]+)`", PAGE) for step in line.split()}
    assert steps
    assert {step for step in steps if f"step_{step}()" not in gate} == set()


def test_the_headings_of_a_check_page_are_those_that_are_tested() -> None:
    headings = "Hvad · Hvorfor · Sådan ser fejlen ud · Sådan rettes den · Hvornår kan den tie"
    page = (ROOT / "docs" / "checks" / "unused-definition.md").read_text(encoding="utf-8")
    assert headings in PAGE
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == headings.split(" · ")

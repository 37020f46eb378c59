"""The embedding guide names everything that an outside program may rely on, and nothing else."""

import re

import attrs

import bekymring
from bekymring import decision as parts
from bekymring.case.forms import FORMS
from bekymring.decision import Certainty, State
from bekymring.model.ruleset import Modality
from docs.pages import ROOT

PAGE = (ROOT / "docs" / "embedding.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]


def first_cells(title: str) -> set[str]:
    """The names in the first cells of a section's table, without what is called with."""
    cells = re.findall(r"^\| (`.*?) \|", section(title), re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`(\w+)", cell)}


def test_the_names_are_those_of_the_package() -> None:
    assert first_cells("The names") == set(bekymring.__all__)


def test_the_parts_of_a_decision_are_named() -> None:
    known = {one.name for one in attrs.fields(parts.Decision)} | {"required", "recommended", "not_allowed"}
    assert first_cells("Decisions") == known - {"ruleset", "case"}


def test_every_form_of_an_answer_is_shown() -> None:
    assert [form for form in FORMS if f'"{form}"' not in section("Cases")] == []


def test_every_word_of_a_decision_is_said() -> None:
    pages = PAGE + (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    words = [*Modality, *Certainty]
    assert [word.value for word in words if f"`{word.value}`" not in pages] == []
    states = [one.value.replace("_", " ") for one in State]
    assert [state for state in states if f"| {state} |" not in pages] == []

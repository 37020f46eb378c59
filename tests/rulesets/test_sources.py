"""Every statement of the sources is in the rules, left to a choice or an assessment, or said not to be covered.

`tests/rulesets/sources/<rule set>.json` says where; `docs/kilder.md` is made of it. What is held here: the names are there,
nothing that a rule set must contain lacks a row, and no rule stands without a statement it comes from.
"""

import json
import re

import pytest

import bekymring
from bekymring.model.ruleset import InputKind, Ruleset
from bekymring.resources import ruleset_names
from docs.pages import ROOT
from docs.sources import CATALOGUE, FOLDER, PLACES, Statement, required, rulesets, sources, statements

KINDS = (
    "laws", "sources", "scales", "levels", "roles", "parties", "inputs", "lists", "indicators", "definitions",
    "actions", "measures", "attention", "calendars", "rules", "tables",
)  # fmt: skip
KEYS = {"id", "siger", "eksempler", "rettet", *PLACES}


@pytest.fixture(scope="module", params=rulesets())
def name(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def kernel(name: str) -> Ruleset:
    return bekymring.load(name).kernel


@pytest.fixture(scope="module")
def rows(name: str) -> tuple[Statement, ...]:
    return statements(name)


def told(rows: tuple[Statement, ...], kind: str) -> set[str]:
    return {one for row in rows for one in row.places.get(kind, ())}


def test_a_row_has_only_the_words_of_the_form(name: str) -> None:
    written = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    assert set(written) == {"udsagn"}
    assert {key for row in written["udsagn"] for key in row} <= KEYS


def test_every_statement_is_a_sentence_of_a_known_source_and_somewhere(rows: tuple[Statement, ...]) -> None:
    known = {one for source in sources().values() for one in source.statements}
    assert {row.id for row in rows} <= known
    assert [row.says for row in rows if not row.says.endswith(".") or "|" in row.says] == []
    assert [row.says for row in rows if not any(row.places.values())] == []


def test_the_names_are_those_of_the_rules(rows: tuple[Statement, ...], kernel: Ruleset) -> None:
    fields = {one for held in kernel.lists.values() for one in held.fields}
    declared = {name for kind in KINDS for name in getattr(kernel, kind)} | fields
    parameters = {one.name for one in kernel.inputs.values() if one.kind is InputKind.PARAMETER}
    assert told(rows, "navne") <= declared
    assert told(rows, "vurdering") <= {*kernel.assessments(), *kernel.levels}
    assert told(rows, "parameter") <= parameters
    assert told(rows, "krav") <= {one.label for one in kernel.demands}
    assert {label for row in rows for label in row.examples} <= {one.label for one in kernel.examples}


def test_what_is_not_covered_is_said_in_a_head(rows: tuple[Statement, ...], kernel: Ruleset) -> None:
    heads = [text for layer in kernel.layers for text in layer.not_covered]
    assert {
        text for text in told(rows, "dækker ikke") if not any(head.startswith(text) for head in heads)
    } == set()


def test_what_stands_in_the_readme_stands_there(name: str, rows: tuple[Statement, ...]) -> None:
    readme = re.sub(r"\s+", " ", (ROOT / "rulesets" / name / "README.md").read_text(encoding="utf-8"))
    assert {text for text in told(rows, "README") if text not in readme} == set()


def test_what_stands_in_another_rule_set_has_its_row_there(rows: tuple[Statement, ...]) -> None:
    assert told(rows, "se") <= set(ruleset_names())
    pointed = {(row.id, other) for row in rows for other in row.places.get("se", ()) if other in rulesets()}
    assert {
        (id_, other) for id_, other in pointed if id_ not in {row.id for row in statements(other)}
    } == set()


def test_nothing_that_must_be_there_lacks_a_row(name: str, rows: tuple[Statement, ...]) -> None:
    assert set(required(name)) - {row.id for row in rows} == set()


def test_no_rule_stands_without_a_statement(name: str, rows: tuple[Statement, ...], kernel: Ruleset) -> None:
    own = {rule.table or rule.name for rule in kernel.rules.values() if rule.origin.layer == name}
    assert own - told(rows, "navne") == set()


def test_rows_of_one_source_stand_together(rows: tuple[Statement, ...]) -> None:
    owner = {one: source.id for source in sources().values() for one in source.statements}
    order = [owner[row.id] for row in rows]
    assert [one for at, one in enumerate(order) if one in order[:at] and order[at - 1] != one] == []


def test_every_rule_set_that_ships_has_a_table() -> None:
    assert set(rulesets()) == set(ruleset_names())


def test_the_catalogue_speaks_of_shipped_rule_sets_and_known_statements() -> None:
    known = sources()
    numbers = [one for source in known.values() for one in source.statements]
    assert len(numbers) == len(set(numbers))
    asked = json.loads(CATALOGUE.read_text(encoding="utf-8"))["skal med"]
    assert set(asked) <= set(ruleset_names())
    assert {one for ids in asked.values() for one in ids} <= {*known, *numbers}

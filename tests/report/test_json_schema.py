"""The published form of cases against what `read_case` accepts."""

import json

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from tests.case.build import INPUTS, RULES, ruleset
from tests.case.strategies import DATA, cases
from tests.case.test_bad_cases import CASES
from tests.case.test_forms import FORMS, LISTS
from tests.case.test_grid import ACCEPTED, SCALARS

from bekymring.case import case_to_dict, read_case
from bekymring.report.schema import case_schema

SCHEMA = Draft202012Validator(case_schema(RULES))


def test_the_schema_of_cases_is_a_schema():
    Draft202012Validator.check_schema(case_schema(RULES))
    Draft202012Validator.check_schema(case_schema(ruleset(roles={}, actions={}, lists={})))


def test_titles_are_the_questions():
    properties = case_schema(RULES)["properties"]
    assert {name: one["title"] for name, one in properties.items() if name in INPUTS} == {
        name: one.question for name, one in INPUTS.items() if name not in {"herkomst", "fast_grænse"}
    }


def test_what_is_not_collected_or_fixed_has_no_place():
    schema = case_schema(RULES)
    assert {"herkomst", "fast_grænse"} & schema["properties"].keys() == set()
    assert "navn" not in schema["$defs"]["post_underretning"]["properties"]


def test_the_schema_holds_no_place_in_memory():
    assert json.dumps(case_schema(RULES)) == json.dumps(case_schema(ruleset()))


@given(cases())
def test_a_case_has_the_published_form(case):
    SCHEMA.validate(case_to_dict(case))


@settings(max_examples=300)
@given(DATA)
def test_the_schema_accepts_what_is_read_and_nothing_else(data):
    assert SCHEMA.is_valid(data) == (read_case(data, RULES).value is not None)


@pytest.mark.parametrize(("name", "written"), [(name, written) for name, written, _ in FORMS])
def test_the_schema_accepts_every_form(name, written):
    SCHEMA.validate({name: written})


@pytest.mark.parametrize("written", [written for written, _ in LISTS])
def test_the_schema_accepts_every_form_of_a_list(written):
    SCHEMA.validate({"underretning": written})


NOT_SAID = {
    # A day or an hour that does not exist, or that lies outside the clock table.
    '"2023-02-29"', '"2026-03-29T02:30"', '"1979-12-31T12:00"', '"2100-01-01T00:00"', '"0000-00-00"',
    # JSON Schema calls 1e0 a whole number, and does not see how a number was written.
    "1.0", "-0.0", "1e0", "1e3", "17.0", "0.0000001", "0.10000000000000001",
    # The bounds of a number that is written as text.
    '"20240229"',
    # NaN is no JSON, and is not compared with any bound.
    "NaN",
    # Half a character.
    '"\\ud800"',
}  # fmt: skip
"""What the schema cannot say, as its page states."""


@pytest.mark.parametrize("form", [form for form in SCALARS if len(form) < 1000 and form not in NOT_SAID])
def test_the_schema_and_the_grid_agree(form):
    for name, accepted in ACCEPTED.items():
        assert SCHEMA.is_valid(json.loads(f'{{"{name}": {form}}}')) == (form in accepted), name


SAME_FOR_THE_SCHEMA = {
    "twice": "a JSON reader has dropped the first of two names",
    "NaN": "no JSON, and not compared with any bound",
    "half a character": "the schema looks at no single character",
    "no such day": "the pattern knows no months",
    "an hour that was not": "the pattern knows no clock change",
    "an instant of 1970": "the pattern knows no clock table",
    "a departure for a record that is not there": "the schema counts no records",
}


@pytest.mark.parametrize(
    "row",
    [
        row
        for row, (text, _) in CASES.items()
        if len(text) < 4000 and not any(one in row for one in SAME_FOR_THE_SCHEMA)
    ],
)
def test_the_schema_refuses_every_bad_case(row):
    assert not SCHEMA.is_valid(json.loads(CASES[row][0]))

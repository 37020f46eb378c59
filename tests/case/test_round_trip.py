"""What is written is read again, and what is read says what was written."""

import copy
import json
import pickle
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.case.build import RULES
from tests.case.strategies import DATA, SHAPES, cases

from bekymring.case import Answer, Case, FactState, case_to_dict, read_case, read_case_text
from bekymring.case.scalars import decimal_text
from bekymring.case.write import value_to_json


@given(cases())
def test_a_case_is_read_again_as_it_was(case):
    read = read_case(case_to_dict(case), RULES)
    assert read.diagnostics == ()
    assert read.value == case


@given(cases(), st.booleans())
def test_a_case_is_read_again_from_its_text(case, ascii_only):
    text = json.dumps(case_to_dict(case), ensure_ascii=ascii_only)
    assert read_case_text(text, RULES).value == case
    assert read_case_text(text.encode(), RULES).value == case


@given(cases())
def test_writing_is_settled_after_one_round(case):
    written = case_to_dict(case)
    assert case_to_dict(read_case(written, RULES).value) == written


@given(DATA)
def test_anything_is_read_or_refused(data):
    read = read_case(data, RULES)
    assert (read.value is None) == bool(read.diagnostics)
    assert read == read_case_text(json.dumps(data), RULES)
    if read.value is not None:
        assert read_case(case_to_dict(read.value), RULES).value == read.value


@given(SHAPES | st.text() | st.binary() | st.floats() | st.decimals() | st.lists(st.integers()))
def test_any_object_is_read_or_refused(data):
    read = read_case(data, RULES)
    assert (read.value is None) == bool(read.diagnostics)


@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_text_is_read_or_refused(text):
    read = read_case_text(text, RULES)
    assert (read.value is None) == bool(read.diagnostics)


@given(st.text(st.sampled_from('{}[]":,\\ \n0123456789.eE-truefalsn/'), max_size=40))
def test_any_text_of_json_signs_is_read_or_refused(text):
    read = read_case_text(text, RULES)
    assert (read.value is None) == bool(read.diagnostics)
    if read.value is None:
        # What the JSON reader of Python refuses is refused here too, at a place inside the text.
        places = [one.at for one in read.diagnostics if not isinstance(one.at, str)]
        assert all(0 <= place.start <= place.end <= len(text) for place in places)


@given(cases())
def test_a_case_is_copied_and_pickled(case):
    assert pickle.loads(pickle.dumps(case)) == case  # noqa: S301 - made a line above
    assert copy.deepcopy(case) == case


@given(st.integers(-(10**12) + 1, 10**12 - 1), st.integers(0, 6))
def test_a_decimal_is_written_exactly(scaled, decimals):
    number = Fraction(scaled, 10**decimals)
    assert Fraction(Decimal(decimal_text(number))) == number
    assert "e" not in decimal_text(number).lower()


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(3), 3),
        (Fraction(-3), -3),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-1, 10**6), "-0.000001"),
        (Fraction(25, 2), "12.5"),
        (datetime(2026, 3, 6, 14, 40, tzinfo=UTC), "2026-03-06T14:40:00Z"),
        (True, True),
    ],
)
def test_a_value_is_written_so(value, written):
    assert value_to_json(value) == written
    assert type(value_to_json(value)) is type(written)


def test_what_no_decimals_say_cannot_be_written():
    case = Case({"andel": Answer(FactState.KNOWN, Fraction(1, 3))}, {})
    with pytest.raises(ValueError, match="decimals") as refusal:
        case_to_dict(case)
    assert "1/3" not in str(refusal.value)

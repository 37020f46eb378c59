"""The part of a case that a rule set knows: names that are strange are left out and told, slips of the pen are not."""

import json

import pytest
from hypothesis import given
from tests.case.build import ruleset
from tests.case.strategies import cases

from bekymring.case import case_to_dict
from bekymring.case.known import known_part
from bekymring.case.plain import MAX_FACTS, Handed, Pairs
from bekymring.case.read import read_handed
from bekymring.case.text import read_json

RULES = ruleset()
STRANGE = "familiens_rejseplaner"


def plain(data):
    """Pairs as dicts, for comparing."""
    if isinstance(data, Pairs):
        return {name: plain(value) for name, value in data.items}
    return [plain(one) for one in data] if isinstance(data, list | tuple) else data


LEFT_OUT = (
    ({"alder": 9, STRANGE: True}, {"alder": 9}, (STRANGE,)),
    ({"underretning": [{"modtagelse": "2026-03-06", STRANGE: 1}]}, {"underretning": [{"modtagelse": "2026-03-06"}]}, (f"underretning.{STRANGE}",)),
    (
        {"underretning": {"poster": [{STRANGE: 1}], "komplet": False}},
        {"underretning": {"poster": [{}], "komplet": False}},
        (f"underretning.{STRANGE}",),
    ),
    ({"fravigelser": [{"handling": STRANGE, "fordi": "Aftalt (opdigtet)"}]}, {"fravigelser": []}, ("fravigelser",)),
    ({"alderr": 9}, {"alderr": 9}, ()),
    ({"adler": 9}, {"adler": 9}, ()),
    ({"990113-1234": True}, {"990113-1234": True}, ()),
    ({STRANGE: {"alder": 1}}, {}, (STRANGE,)),
    ({1: 2, "fravigelser": "nej"}, {1: 2, "fravigelser": "nej"}, ()),
    ({"højt_fravær": True, "samtale": 1}, {"højt_fravær": True, "samtale": 1}, ()),
    ({"herkomst": "lav"}, {"herkomst": "lav"}, ()),
    ({"fast_grænse": 3}, {"fast_grænse": 3}, ()),
    ({"underretninger": []}, {"underretninger": []}, ()),
    ({"underretning": [{"navn": "lav"}]}, {"underretning": [{"navn": "lav"}]}, ()),
)  # fmt: skip


@pytest.mark.parametrize(("case", "kept", "left_out"), LEFT_OUT)
def test_what_is_left_out(case, kept, left_out):
    part = known_part(Handed(case), RULES)
    assert plain(part.handed.data) == kept
    assert part.left_out == left_out


@pytest.mark.parametrize("data", [None, [], "tekst", 7])
def test_what_is_no_object_is_given_back(data):
    assert known_part(Handed(data), RULES) == type(known_part(Handed({}), RULES))(Handed(data), ())


@given(cases())
def test_a_case_of_the_rule_set_is_whole(case):
    written = case_to_dict(case)
    part = known_part(Handed(written), RULES)
    assert part.left_out == ()
    assert read_handed(part.handed, RULES).value == read_handed(Handed(written), RULES).value


@given(cases())
def test_a_strange_answer_changes_nothing_else(case):
    written = case_to_dict(case)
    text = json.dumps({**written, STRANGE: "hemmeligt"}, default=str)
    part = known_part(Handed(read_json(text).value), RULES)
    assert part.left_out == (STRANGE,)
    assert (
        read_handed(part.handed, RULES).value
        == read_handed(Handed(read_json(json.dumps(written, default=str)).value), RULES).value
    )


def test_only_as_many_names_are_left_out_as_a_case_may_have():
    strange = {
        f"noget_helt_andet_{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}{chr(97 + n // 676)}": 1
        for n in range(MAX_FACTS + 9)
    }
    part = known_part(Handed({"underretning": [strange]}), RULES)
    assert len(part.left_out) == MAX_FACTS
    assert read_handed(part.handed, RULES).diagnostics


def test_a_name_that_stands_twice_is_still_refused():
    part = known_part(Handed(read_json('{"alder": 9, "alder": 10}').value), RULES)
    assert [one.code for one in read_handed(part.handed, RULES).diagnostics]


def test_what_is_left_out_shows_no_value():
    part = known_part(Handed({STRANGE: "hemmeligt"}), RULES)
    assert "hemmeligt" not in repr(part)

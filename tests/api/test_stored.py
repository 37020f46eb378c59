"""A rule set stored as JSON: the same decisions; another form, a change or rubbish is refused."""

import json

import pytest
from tests.api.conftest import CASES, DAY, SKOLE

import bekymring
from bekymring.cli import main


@pytest.fixture
def stored(rules, tmp_path):
    place = tmp_path / "skole.json"
    place.write_text(rules.to_stored(), encoding="utf-8")
    return place


def refusal(place):
    with pytest.raises(bekymring.RulesetError) as found:
        bekymring.load(place)
    return [one.code.slug for one in found.value.findings]


def test_what_is_stored_decides_the_same(rules, stored):
    again = bekymring.load(stored)
    assert again == rules
    assert again.to_stored() == rules.to_stored()
    for case in CASES:
        one, other = rules.evaluate(case, on=DAY), again.evaluate(case, on=DAY)
        assert one.to_json() == other.to_json()
        assert one.explain() == other.explain()


def test_the_command_decides_with_it(stored, tmp_path, capsysbinary):
    (tmp_path / "sag.json").write_text("{}", encoding="utf-8")
    said = []
    for place in (SKOLE, stored):
        assert main(["evaluate", str(place), str(tmp_path / "sag.json"), "--on", "2026-03-06"]) == 0
        said.append(capsysbinary.readouterr())
    assert said[0] == said[1]


def test_a_later_form_is_refused_as_such(stored):
    data = json.loads(stored.read_text(encoding="utf-8"))
    data["form"] += 1
    stored.write_text(json.dumps(data), encoding="utf-8")
    assert refusal(stored) == ["stored-newer"]


def altered(text, *, old, new):
    assert old in text
    return text.replace(old, new)


CHANGES = {
    "a number": lambda text: altered(text, old='["number",["', new='["number",["9'),
    "a class that is none": lambda text: altered(text, old='"Rule"', new='"eval"'),
    "a name": lambda text: altered(text, old="uger_med_uro", new="uger_med_ro"),
    "another kind": lambda text: altered(text, old='"bekymring.ruleset"', new='"noget.andet"'),
    "cut off": lambda text: text[: len(text) // 2],
    "nothing": lambda _: "",
    "a list": lambda _: "[]",
    "a case": lambda _: '{"uger_med_uro": 5}',
    "deep": lambda _: "[" * 100_000,
    "5000 digits": lambda _: '{"kind":"bekymring.ruleset","form":' + "9" * 5000 + "}",
    "no form": lambda _: '{"kind":"bekymring.ruleset"}',
    "yes as a form": lambda _: '{"kind":"bekymring.ruleset","form":true,"meaning":"","ruleset":null}',
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_was_changed_or_never_was_one_is_refused(stored, change):
    stored.write_text(CHANGES[change](stored.read_text(encoding="utf-8")), encoding="utf-8")
    assert refusal(stored) == ["stored-unreadable"]


def test_what_is_not_utf8_is_refused(stored):
    stored.write_bytes(b"\xff\xfe" + stored.read_bytes())
    assert refusal(stored) == ["stored-unreadable"]

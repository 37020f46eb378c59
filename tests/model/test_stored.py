"""A rule set is stored and read back; what it means has one hash; what is not one is refused."""

import json
import pickle
from copy import deepcopy

import pytest
from attrs import evolve

from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import FORM, as_data, from_json, meaning_hash, read_data, text_hash, to_json
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Options
from model.compiling import BELOW, HERE, compiled

RULES = (HERE / "good" / "regler.bek").read_text(encoding="utf-8")


def held(text: str = RULES, below: str = BELOW) -> Ruleset:
    return compiled("regler", {"bund": {"bund.bek": below}, "regler": {"regler.bek": text}}).good


@pytest.mark.parametrize("name", ["regler", "udtryk"])
def test_a_rule_set_comes_back_as_it_was(name: str) -> None:
    text = (HERE / "good" / f"{name}.bek").read_text(encoding="utf-8")
    first = compiled(name, {"bund": {"bund.bek": BELOW}, name: {f"{name}.bek": text}}).good
    again = from_json(to_json(first))
    assert again.diagnostics == ()
    assert again.value == first
    assert to_json(again.value) == to_json(first)
    assert again.value.rules.keys() == first.rules.keys()


@pytest.mark.parametrize("seed", range(40))
def test_a_generated_rule_set_comes_back_as_it_was(seed: int) -> None:
    first = make_ruleset(seeded(seed), Options())
    assert read_data(json.loads(json.dumps(as_data(first)))) == first


def test_places_come_back_too() -> None:
    first, again = held(), from_json(to_json(held())).value
    assert again is not None
    assert as_data(again) == as_data(first)
    assert again.rules["haler"].origin.span.line > 1


def test_a_rule_set_can_be_pickled_and_copied() -> None:
    first = held()
    assert pickle.loads(pickle.dumps(first)) == first  # noqa: S301 - made in the line itself
    assert deepcopy(first) == first


# --- hashes ---


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("regel imod", "# en bemærkning\n\nregel imod"),
        ('krav til reglerne "k3": mere fravær mildner aldrig position, opsøge\n', ""),
        ("fravær er 22 %", "fravær er 23 %"),
        ("når uro\n    så må møde", "når (uro)\n    så må møde"),
    ],
)
def test_what_changes_no_decision_keeps_the_meaning(old: str, new: str) -> None:
    assert RULES.count(old) == 1
    changed = held(RULES.replace(old, new))
    assert meaning_hash(changed) == meaning_hash(held())
    assert text_hash(changed) != text_hash(held())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("mindst 3 | bør", "mindst 4 | bør"),
        ('fordi "Imod"', 'fordi "Derfor"'),
        ('"Lukkedage"', '"Lukkede dage"'),
        ("læst 22. november 2026\n    kan undtages", "ikke læst\n    kan undtages"),
        ("version 2.1", "version 2.2"),
        ("godkendt 1. marts 2026", "godkendt 2. marts 2026"),
        ('"Hvilken herkomst?"', '"Hvad er herkomsten?"'),
        ('hovedhensyn "Barnets sikkerhed"', 'hovedhensyn "Barnets tryghed"'),
        ('dækker ikke "Alt andet"', 'dækker ikke "Andet"'),
    ],
)
def test_what_a_decision_rests_on_or_prints_changes_the_meaning(old: str, new: str) -> None:
    assert RULES.count(old) == 1
    assert meaning_hash(held(RULES.replace(old, new))) != meaning_hash(held())


def test_the_order_of_declarations_is_not_meaning() -> None:
    head, *declarations = (
        RULES.replace("\nregel ", "\n\x00regel ").replace("\ntabel", "\n\x00tabel").split("\x00")
    )
    *rules, rest = declarations
    moved = head + "".join(reversed(rules)) + rest
    assert meaning_hash(held(moved)) == meaning_hash(held())


def test_the_order_of_files_is_not_text() -> None:
    parts = {"b.bek": "rolle x\n", "c.bek": "rolle y\n", "a.bek": 'regelsæt a "A" version 1.0\n'}
    one = compiled("a", {"a": parts}).good
    other = compiled("a", {"a": dict(reversed(parts.items()))}).good
    assert text_hash(one) == text_hash(other)


# --- what is refused ---


def changed(**fields: object) -> str:
    return json.dumps({**json.loads(to_json(held())), **fields})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "BEK290"),
        ("[]", "BEK290"),
        ("{}", "BEK290"),
        ("[" * 100_000, "BEK290"),
        ('{"kind": "bekymring.ruleset"}', "BEK290"),
        (changed(form=FORM + 1), "BEK291"),
        (changed(form="1"), "BEK290"),
        (changed(form=True), "BEK290"),
        (changed(kind="andet"), "BEK290"),
        (changed(meaning="0"), "BEK290"),
        (changed(ruleset={"@": "Ruleset"}), "BEK290"),
        (changed(ruleset={"@": "Path", "is": "/"}), "BEK290"),
        (changed(ruleset={"@": "Diagnostic", "code": 1, "at": ""}), "BEK290"),
        (changed(ruleset={"@": "Const", "value": True}), "BEK290"),
        (changed(ruleset=None), "BEK290"),
    ],
)
def test_what_is_no_stored_rule_set_is_refused(text: str, code: str) -> None:
    found = from_json(text, name="gemt.json")
    assert found.value is None
    assert [one.code.number for one in found.diagnostics] == [code]


def test_a_stored_rule_set_that_breaks_a_promise_is_refused() -> None:
    first = held()
    broken = evolve(first, roles={name: one for name, one in first.roles.items() if name != "chef"})
    assert from_json(to_json(broken)).value is None


def test_only_what_belongs_to_a_rule_set_is_written() -> None:
    with pytest.raises(TypeError):
        as_data(object())

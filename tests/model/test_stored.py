"""A rule set is stored and read back; what it means has one hash; what is not one is refused."""

import hashlib
import json
import pickle
from copy import deepcopy
from fractions import Fraction

import pytest
from attrs import evolve

from bekymring.model import stored
from bekymring.model.packed import pack, unpack
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
    return whole({**json.loads(to_json(held())), **fields})


def whole(data: dict[str, object]) -> str:
    """A stored text with the hash that belongs to it, whatever it says."""
    rest = json.dumps({key: value for key, value in data.items() if key != "content"})[1:]
    return f'{{"content":"{hashlib.sha256(rest.encode()).hexdigest()}",{rest}'


def packed(*blocks: object, fields: object = None) -> dict[str, object]:
    return {"fields": fields or {}, "blocks": list(blocks)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "BEK290"),
        ("[]", "BEK290"),
        ("{}", "BEK290"),
        ("[" * 100_000, "BEK290"),
        ('{"kind": "bekymring.ruleset"}', "BEK290"),
        (changed(form=FORM + 1), "BEK291"),
        (json.dumps({"kind": "bekymring.ruleset", "form": FORM + 1}), "BEK291"),
        (changed(form=FORM - 1), "BEK290"),
        (changed(form="1"), "BEK290"),
        (changed(form=True), "BEK290"),
        (changed(kind="andet"), "BEK290"),
        (changed(ruleset=packed()), "BEK290"),
        (changed(ruleset=packed(["plain", [1, "x"]])), "BEK290"),
        (changed(ruleset=packed(["plain", [[1]]])), "BEK290"),
        (changed(ruleset=packed(["plain", [1.5]])), "BEK290"),
        (changed(ruleset=packed(["Path", ["/"]])), "BEK290"),
        (changed(ruleset=packed(["Diagnostic", [0]], fields={"Diagnostic": ["code"]})), "BEK290"),
        (changed(ruleset=packed(["Ruleset"], fields={"Ruleset": []})), "BEK290"),
        (changed(ruleset=packed(["Const", [0]], fields={"Const": ["value"]})), "BEK290"),
        (changed(ruleset=packed(["plain", [True]], ["Const", [0]], fields={"Const": ["value"]})), "BEK290"),
        (changed(ruleset=packed(["Modality", ["maybe"]])), "BEK290"),
        (changed(ruleset=packed(["number", ["1/0"]])), "BEK290"),
        (changed(ruleset=None), "BEK290"),
    ],
)
def test_what_is_no_stored_rule_set_is_refused(text: str, code: str) -> None:
    found = from_json(text, name="gemt.json")
    assert found.value is None
    assert [one.code.number for one in found.diagnostics] == [code]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"meaning":"', '"meaning":"0'),
        ("Lukkedage", "Lukkedag"),
        ('"blocks":[', '"blocks": ['),
    ],
)
def test_a_stored_rule_set_that_was_altered_is_refused(old: str, new: str) -> None:
    text = to_json(held())
    assert old in text
    assert from_json(text).value is not None
    assert from_json(text.replace(old, new, 1)).value is None


def test_a_line_break_at_the_end_alters_nothing() -> None:
    assert from_json(f"{to_json(held())}\n").value == held()


def without_a_role() -> Ruleset:
    first = held()
    return evolve(first, roles={name: one for name, one in first.roles.items() if name != "chef"})


def test_a_rule_set_that_breaks_a_promise_is_not_stored() -> None:
    with pytest.raises(ValueError, match="a role that is not there"):
        to_json(without_a_role())


def test_what_another_version_stored_is_looked_over() -> None:
    first, broken = held(), without_a_role()
    kinds = stored._KINDS
    assert from_json(changed(program="0.0.1")).value == first
    assert from_json(changed(program="0.0.1", meaning="0")).value is None
    assert (
        from_json(changed(program="0.0.1", meaning=meaning_hash(broken), ruleset=pack(broken, kinds))).value
        is None
    )


def test_a_field_that_another_version_did_not_know_takes_its_default() -> None:
    data = json.loads(to_json(held()))
    place = data["ruleset"]["fields"]["Rule"].index("locked")
    del data["ruleset"]["fields"]["Rule"][place]
    for block in data["ruleset"]["blocks"]:
        if block[0] == "Rule":
            del block[place + 1]
    again = from_json(whole(data)).value
    assert again is not None
    assert {name: evolve(one, locked=False) for name, one in held().rules.items()} == again.rules


def test_the_meaning_is_read_and_not_worked_out_anew() -> None:
    found = stored.read_stored(to_json(held())).value
    assert found is not None
    assert found.meaning == meaning_hash(held()) == meaning_hash(found.ruleset)


def test_only_what_belongs_to_a_rule_set_is_written() -> None:
    with pytest.raises(TypeError):
        as_data(object())
    with pytest.raises(TypeError):
        pack((object(),), stored._KINDS)


@pytest.mark.parametrize("seed", range(40))
def test_a_generated_rule_set_is_packed_and_unpacked(seed: int) -> None:
    first = make_ruleset(seeded(seed), Options())
    again = unpack(json.loads(json.dumps(pack(first, stored._KINDS))), stored._KINDS)
    assert again == first
    assert as_data(again) == as_data(first)


def test_what_is_equal_and_not_the_same_stays_apart() -> None:
    values = (
        1,
        True,
        "1",
        Fraction(1),
        None,
        (),
        ((),),
        frozenset(),
        frozenset({"a"}),
        {"a": 1},
        {"a": True},
    )
    again = unpack(json.loads(json.dumps(pack(values, stored._KINDS))), stored._KINDS)
    assert repr(again) == repr(values)

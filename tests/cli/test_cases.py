"""Bad cases through `evaluate`: status 2, what is wrong and where, no value of the case anywhere."""

import json
import logging
import tempfile

import pytest

MOMENT = ("--on", "2026-03-06")
CANARY = "991399-7001"
"""Shaped like an identity number of an impossible date."""

CASES = {
    # reliability.md 3.4, by its numbers; the path or place that the answer names
    "71 a list": ("[]", "$"),
    "71 a text": (f'"{CANARY}"', "$"),
    "71 a number": ("3", "$"),
    "71 null": ("null", "$"),
    "72 yes/no as text": ('{"går_i_skole": "false"}', "$.går_i_skole"),
    "74 yes/no as 0": ('{"går_i_skole": 0}', "$.går_i_skole"),
    "74 yes/no as 1": ('{"går_i_skole": 1}', "$.går_i_skole"),
    "76 yes for a number": ('{"uger_med_uro": true}', "$.uger_med_uro"),
    "77 a number as text": (f'{{"uger_med_uro": "{CANARY}"}}', "$.uger_med_uro"),
    "78 below the bounds": ('{"uger_med_uro": -1}', "$.uger_med_uro"),
    "78 above the bounds": ('{"uger_med_uro": 991399}', "$.uger_med_uro"),
    "78 an exponent": ('{"uger_med_uro": 1e1}', "$.uger_med_uro"),
    "78 an enormous exponent": ('{"fravær": 1E400}', "$.fravær"),
    "79 NaN": ('{"fravær": NaN}', "$.fravær"),
    "79 infinity": ('{"fravær": -Infinity}', "$.fravær"),
    "80 5000 digits": ('{"uger_med_uro": ' + "9" * 5000 + "}", "$.uger_med_uro"),
    "81 a name mistyped": (f'{{"uger_med_ruo": "{CANARY}"}}', "$.uger_med_ruo"),
    "82 a name twice": (f'{{"bemærket": "{CANARY}", "bemærket": "{CANARY}"}}', "$.bemærket"),
    "83 a blank after the name": ('{"uger_med_uro ": 3}', "$.?1"),
    "83 a hidden sign in the name": ('{"uger\u200b_med_uro": 3}', "$.?1"),
    "84 a value as a name": (f'{{"{CANARY}": 3}}', "$.?1"),
    "85 1000 lists": ("[" * 1000 + "]" * 1000, "linje 1"),
    "85 1000 objects": ('{"a":' * 1000 + "1" + "}" * 1000, "linje 1"),
    "86 cut off": (f'{{"bemærket": "{CANARY}', "linje 1"),
    "87 a comma at the end": (f'{{"bemærket": "{CANARY}",}}', "linje 1"),
    "87 a comment": (f'{{"uger_med_uro": 3}} // {CANARY}', "linje 1"),
    "87 two documents": (f'{{"uger_med_uro": 3}}\n{{"bemærket": "{CANARY}"}}', "linje 2"),
    "87 a mark before": ('\ufeff{"uger_med_uro": 3}', "linje 1"),
    "88 a name of Python": ('{"__class__": 3}', "$.__class__"),
    "88 a name of JavaScript": ('{"__proto__": {"x": 3}}', "$.__proto__"),
    "89 100,000 facts": ("{" + ",".join(f'"f{n}":1' for n in range(100_000)) + "}", "$"),
    "90 a megabyte and more": ('{"bemærket": "' + CANARY * 100_000 + '"}', "$"),
    "91 a day with an hour": ('{"bemærket": "2026-03-02T10:00+01:00"}', "$.bemærket"),
    "no such day": ('{"bemærket": "2026-02-30"}', "$.bemærket"),
    "a day in Danish": (f'{{"bemærket": "{CANARY}"}}', "$.bemærket"),
    "an hour that was not": ('{"henvendelse": [{"modtaget": "2026-03-29T02:30"}]}', "$.henvendelse[1].modtaget"),
    "an alternative that is none": (f'{{"støtte": ["{CANARY}"]}}', "$.støtte[1]"),
    "a list that is none": (f'{{"henvendelse": "{CANARY}"}}', "$.henvendelse"),
    "a record that is none": (f'{{"henvendelse": ["{CANARY}"]}}', "$.henvendelse[1]"),
    "an unknown field": (f'{{"henvendelse": [{{"navn": "{CANARY}"}}]}}', "$.henvendelse[1].navn"),
    "an unknown form": (f'{{"uger_med_uro": {{"svar": 3, "navn": "{CANARY}"}}}}', "$.uger_med_uro"),
    "an assessment without a reason": (f'{{"bekymrende": {{"vurdering": true, "af": "{CANARY}"}}}}', "$.bekymrende"),
    "half a sign": (f'{{"uger_med_uro": {{"værdi": 3, "fra": "{CANARY}\\ud800"}}}}', "$.uger_med_uro.fra"),
    "a very long source": (f'{{"uger_med_uro": {{"værdi": 3, "fra": "{CANARY * 400}"}}}}', "$.uger_med_uro.fra"),
    "a source that is a list": (f'{{"uger_med_uro": {{"værdi": 3, "fra": ["{CANARY}"]}}}}', "$.uger_med_uro.fra"),
    "a departure from nothing": (f'{{"fravigelser": [{{"handling": "{CANARY}"}}]}}', "$.fravigelser[1]"),
}  # fmt: skip


def leaks(text):
    return [one for one in (CANARY, CANARY.replace("-", ""), "991399", "7001") if one in text]


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("row", CASES)
def test_a_bad_case_is_refused_by_its_path_and_without_its_values(call, home, caplog, row, lang):
    text, at = CASES[row]
    (home / "sag.json").write_text(text, encoding="utf-8")
    temporary = set(home.parent.rglob("*")) | {tempfile.gettempdir()}
    with caplog.at_level(logging.NOTSET):
        ran = call("--lang", lang, "evaluate", "skole.bek", "sag.json", *MOMENT)
    assert (ran.status, ran.out) == (2, "")
    assert at.replace("linje", {"da": "linje", "en": "line"}[lang]) in ran.err
    assert "sag.json" in ran.err
    assert leaks(ran.err) == []
    assert caplog.text == ""
    assert set(home.parent.rglob("*")) | {tempfile.gettempdir()} == temporary
    assert len(ran.err) < 20_000


@pytest.mark.parametrize(
    "content", [b"\xff\xfe{\x00}\x00", b'{"bem\xe6rket": null}', b'{"st\xc0\xaf": 1}', b"\x00"]
)
def test_what_is_not_utf8_is_refused(call, home, content):
    (home / "sag.json").write_bytes(content)
    ran = call("evaluate", "skole.bek", "sag.json", *MOMENT)
    assert (ran.status, ran.out) == (2, "")
    assert "BEK5" in ran.err


GOOD = {
    "75 asked, not known": '{"går_i_skole": null}',
    "92 an empty case": "{}",
    "every fact doubted": '{"uger_med_uro": {"tvivl": 5}, "fravær": {"tvivl": 12.5}, "går_i_skole": {"tvivl": true}}',
    "an open list": '{"henvendelse": {"poster": [], "komplet": false}}',
    "a decimal as text": '{"fravær": "12.5"}',
}


@pytest.mark.parametrize("row", GOOD)
def test_a_good_case_is_decided_in_every_form_for_every_reader(call, home, row):
    (home / "sag.json").write_text(GOOD[row], encoding="utf-8")
    for form in ("text", "json", "markdown", "html"):
        for reader in ("working-view", "record", "family"):
            ran = call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", form, "--to", reader)
            assert (ran.status, ran.err) == (0, "")
            assert ran.out.strip()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", ["da", "en"])
def test_why_is_answered_for_every_rule_and_for_no_other(call, lang):
    for rule in ("uro_peger_på_gul", "møde_ved_uro", "møde_ved_fravær", "svar_i_tide"):
        ran = call("--lang", lang, "evaluate", "skole.bek", "sag.json", *MOMENT, "--why", rule)
        assert (ran.status, ran.err) == (0, "")
        assert rule in ran.out
    for strange in ("", "ingen", CANARY, "\x1b[2J", "__class__", "x" * 10_000):
        ran = call("--lang", lang, "evaluate", "skole.bek", "sag.json", *MOMENT, "--why", strange)
        assert (ran.status, ran.out) == (2, "")
        assert "\x1b" not in ran.err
        assert len(ran.err) < 400


@pytest.mark.usefixtures("home")
def test_a_record_holds_what_was_answered_and_is_one_line_of_json(call):
    ran = call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", "json")
    assert ran.out.count("\n") == 1
    assert json.loads(ran.out)["case"]["uger_med_uro"] == 5

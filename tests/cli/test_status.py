"""What every verb leaves behind for the shell: the table of docs/command-line.md, a row a case."""

import json

import pytest

from bekymring.api import decisions
from bekymring.cli.verbs import ALIASES

BROKEN = "vrøvl her\n"
WARNED = 'oplysning ubrugt "Er den brugt?": ja/nej\n    kan oplyses af skole\n'
FAILING = '\neksempel "Rødt (opdigtet)"\n    i en sag hvor\n        uger_med_uro er 0\n    vurderet 6. marts 2026\n    forventes\n        position er gul\n'  # fmt: skip
UNFIT = '\neksempel "Passer ikke (opdigtet)"\n    i en sag hvor\n        uger_med_uro er 99\n    vurderet 6. marts 2026\n    forventes\n        position er gul\n'  # fmt: skip
DEMAND = '\nkrav til reglerne "Mere uro mildner aldrig": mere uger_med_uro mildner aldrig position\n'
MOMENT = ("--on", "2026-03-06")


@pytest.fixture
def files(home):
    """Rule sets in all the states that a status tells apart."""
    good = (home / "skole.bek").read_text(encoding="utf-8")
    without = good.partition("\neksempel")[0] + "\n"
    texts = {
        "fejl.bek": BROKEN,
        "advarsel.bek": good.replace("regel uro_peger", f"{WARNED}\nregel uro_peger", 1),
        "falder.bek": good + FAILING,
        "passer_ikke.bek": good + UNFIT,
        "krav.bek": good + DEMAND,
        "brudt.bek": good + DEMAND.replace("mildner aldrig position", "skærper aldrig position"),
        "uden.bek": without,
        "tom.json": "{}",
        "tom": None,
        "forkert.json": '{"uger_med_uro": true}',
        "liste.json": "[]",
    }
    for name, text in texts.items():
        if text is None:
            (home / name).mkdir()
        else:
            (home / name).write_text(text, encoding="utf-8")
    return home


STATUSES = {
    "check: nothing found": (["check", "skole.bek", "--no-proofs"], 0),
    "check: a shipped name": (["check", "grundlag", "--no-proofs"], 0),
    "check: notes do not count": (["check", "vores", "--no-proofs"], 0),
    "check: an error": (["check", "fejl.bek"], 1),
    "check: a warning": (["check", "--no-proofs", "advarsel.bek"], 1),
    "check: a warning, only errors count": (["check", "--no-proofs", "advarsel.bek", "--fail-on", "error"], 0),
    "check: a warning ignored": (["check", "--no-proofs", "advarsel.bek", "--ignore", "BEK301"], 0),
    "check: a warning ignored by its name": (["check", "--no-proofs", "advarsel.bek", "--ignore", "unused-fact"], 0),
    "check: others chosen": (["check", "--no-proofs", "advarsel.bek", "--select", "bek302,BEK303"], 0),
    "check: an error cannot be ignored": (["check", "fejl.bek", "--ignore", "BEK122", "--ignore", "BEK284"], 1),
    "check: an error cannot be chosen away": (["check", "fejl.bek", "--select", "BEK301"], 1),
    "check: an unknown code": (["check", "skole.bek", "--select", "BEK999"], 2),
    "check: an unknown code ignored": (["check", "skole.bek", "--ignore", "unused-fakt"], 2),
    "check: an example that does not fit": (["check", "passer_ikke.bek", "--no-proofs"], 1),
    "check: an example that fails is for test": (["check", "falder.bek", "--no-proofs"], 0),
    "check: a demand that is proved": (["check", "krav.bek"], 0),
    "check: a demand, proofs left out": (["check", "krav.bek", "--no-proofs"], 0),
    "check: a demand that does not hold": (["check", "brudt.bek"], 1),
    "check: no such path": (["check", "ingen.bek"], 2),
    "check: one of two paths": (["check", "skole.bek", "ingen.bek"], 2),
    "check: a folder without rules": (["check", "tom"], 2),
    "check: a file that is no rule file": (["check", "sag.json"], 2),
    "check: no date": (["check", "skole.bek", "--on", "i går"], 2),
    "evaluate: a case": (["evaluate", "skole.bek", "sag.json", *MOMENT], 0),
    "evaluate: a shipped name": (["evaluate", "egedal", "tom.json", *MOMENT], 0),
    "evaluate: an empty case": (["evaluate", "skole.bek", "tom.json", *MOMENT], 0),
    "evaluate: no moment": (["evaluate", "skole.bek", "sag.json"], 2),
    "evaluate: a moment that is none": (["evaluate", "skole.bek", "sag.json", "--on", "6.3.2026"], 2),
    "evaluate: an hour that was not": (["evaluate", "skole.bek", "sag.json", "--on", "2026-03-29T02:30"], 2),
    "evaluate: before the rules": (["evaluate", "skole.bek", "sag.json", "--on", "2025-12-31"], 2),
    "evaluate: the first day": (["evaluate", "skole.bek", "tom.json", "--on", "2026-01-01"], 0),
    "evaluate: before the calendar": (["evaluate", "skole.bek", "sag.json", "--on", "1899-12-31"], 2),
    "evaluate: after the calendar": (["evaluate", "skole.bek", "sag.json", "--on", "2100-01-01"], 2),
    "evaluate: a wrong case": (["evaluate", "skole.bek", "forkert.json", *MOMENT], 2),
    "evaluate: no case": (["evaluate", "skole.bek", "liste.json", *MOMENT], 2),
    "evaluate: no such case": (["evaluate", "skole.bek", "ingen.json", *MOMENT], 2),
    "evaluate: a folder for a case": (["evaluate", "skole.bek", "tom", *MOMENT], 2),
    "evaluate: rules with errors": (["evaluate", "fejl.bek", "sag.json", *MOMENT], 2),
    "evaluate: no such rules": (["evaluate", "ingen", "sag.json", *MOMENT], 2),
    "evaluate: no rules named": (["evaluate", "", "sag.json", *MOMENT], 2),
    "evaluate: why": (["evaluate", "skole.bek", "sag.json", *MOMENT, "--why", "møde_ved_uro"], 0),
    "evaluate: why, no such rule": (["evaluate", "skole.bek", "sag.json", *MOMENT, "--why", "ingen"], 2),
    "test: all met": (["test", "skole.bek"], 0),
    "test: one not met": (["test", "falder.bek"], 1),
    "test: one that does not fit": (["test", "passer_ikke.bek"], 1),
    "test: one rule set of two": (["test", "skole.bek", "falder.bek"], 1),
    "test: no examples": (["test", "uden.bek"], 2),
    "test: no examples in one of two": (["test", "skole.bek", "uden.bek"], 2),
    "test: nothing but words": (["test", "grundlag"], 2),
    "test: rules with errors": (["test", "fejl.bek"], 2),
    "test: no such path": (["test", "ingen"], 2),
    "test: a folder without rules": (["test", "tom"], 2),
    "format: no such path": (["format", "ingen"], 2),
    "format: a folder without rules": (["format", "tom"], 2),
    "format: a file with errors": (["format", "fejl.bek"], 2),
    "list": (["list"], 0),
    "schema: of cases": (["schema", "skole.bek"], 0),
    "schema: of decisions": (["schema", "--decision"], 0),
    "schema: rules with errors": (["schema", "fejl.bek"], 2),
    "explain: a code": (["explain", "BEK201"], 0),
    "explain: small letters": (["explain", "bek201"], 0),
    "explain: no such code": (["explain", "BEK999"], 2),
    "new: there already": (["new", "tom"], 2),
    "new: a word of the rules": (["new", "regel"], 2),
    "new: a name that ships": (["new", "egedal"], 2),
    "new: no name": (["new", "Vores Skole"], 2),
    "new: a path": (["new", "../x"], 2),
    "new: nowhere": (["new", "ny_skole", "--in", "sag.json/x"], 2),
    "replay: no such record": (["replay", "ingen.json"], 2),
    "replay: a case is no record": (["replay", "sag.json"], 2),
    "replay: a list is no record": (["replay", "liste.json"], 2),
}  # fmt: skip


@pytest.mark.parametrize("row", STATUSES)
def test_a_call_ends_with_its_status(call, files, row):
    arguments, status = STATUSES[row]
    if "vores" in arguments:
        assert call("new", "vores").status == 0
    before = sorted(files.rglob("*"))
    ran = call(*arguments)
    assert ran.status == status, ran.said
    assert "Traceback" not in ran.said
    if status == 2:
        assert ran.err.strip()
        assert sorted(files.rglob("*")) == before


def test_what_is_recorded_is_replayed_and_a_change_is_seen(call, files):
    recorded = call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", "json", "--output", "svar.json")
    assert recorded == type(recorded)(0, "", "")
    same = call("replay", "svar.json", "--ruleset", "skole.bek")
    assert (same.status, same.out) == (0, "Samme svar som det gemte.\n")

    text = (files / "skole.bek").read_text(encoding="utf-8")
    (files / "skole.bek").write_text("# en bemærkning\n\n" + text, encoding="utf-8")
    assert call("replay", "svar.json", "--ruleset", "skole.bek").status == 0
    (files / "skole.bek").write_text(text.replace("mindst 4", "mindst 6"), encoding="utf-8")
    changed = call("replay", "svar.json", "--ruleset", "skole.bek")
    assert (changed.status, changed.out) == (2, "")
    assert "en anden mening" in changed.err

    (files / "skole.bek").write_text(text, encoding="utf-8")
    record = json.loads((files / "svar.json").read_text(encoding="utf-8"))
    record["levels"] = {}
    (files / "svar.json").write_text(json.dumps(record), encoding="utf-8")
    altered = call("replay", "svar.json", "--ruleset", "skole.bek")
    assert altered.status == 1
    assert "$.levels.position" in altered.out


@pytest.mark.usefixtures("home")
def test_a_record_of_rules_that_do_not_ship_asks_where_they_lie(call):
    call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", "json", "--output", "svar.json")
    ran = call("replay", "svar.json")
    assert (ran.status, ran.out) == (2, "")
    assert "--ruleset" in ran.err


@pytest.mark.parametrize("name", ["/etc/passwd", "../skole", "skole.bek", "/dev/zero", ""])
def test_a_record_cannot_choose_which_file_is_read(call, home, name):
    call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", "json", "--output", "svar.json")
    record = json.loads((home / "svar.json").read_text(encoding="utf-8"))
    record["ruleset"]["name"] = name
    (home / "svar.json").write_text(json.dumps(record), encoding="utf-8")
    ran = call("replay", "svar.json")
    assert ran.status == 2
    assert "følger ikke med" in ran.err


def test_a_record_of_a_later_program_is_refused_as_such(call, home):
    call("evaluate", "skole.bek", "sag.json", *MOMENT, "--format", "json", "--output", "svar.json")
    record = json.loads((home / "svar.json").read_text(encoding="utf-8"))
    record["format"] += 1
    (home / "svar.json").write_text(json.dumps(record), encoding="utf-8")
    ran = call("replay", "svar.json", "--ruleset", "skole.bek")
    assert (ran.status, ran.out) == (2, "")
    assert "nyere udgave" in ran.err


def test_format_says_what_would_change_writes_it_and_is_then_done(call, home):
    crooked = (home / "skole.bek").read_text(encoding="utf-8").replace("    gælder", "      gælder", 1)
    (home / "skole.bek").write_text(crooked, encoding="utf-8")
    assert call("format", "--check", "skole.bek").status == 1
    assert call("format", "--diff", "skole.bek").status == 1
    assert (home / "skole.bek").read_text(encoding="utf-8") == crooked
    assert call("format", "skole.bek").status == 0
    assert (home / "skole.bek").read_text(encoding="utf-8") != crooked
    assert call("format", "--check", "skole.bek").status == 0
    assert call("test", "skole.bek").status == 0


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("alias", ALIASES)
def test_a_danish_name_does_what_the_verb_does(call, alias):
    words = {
        "check": ["--no-proofs", "skole.bek"],
        "evaluate": ["skole.bek", "sag.json", *MOMENT],
        "test": ["skole.bek"],
        "format": ["--check", "skole.bek"],
        "list": [],
        "schema": ["skole.bek"],
        "explain": ["BEK201"],
        "new": ["egedal"],
        "replay": ["sag.json"],
        "batch": [
            "lige_hensyn",
            "mangler.jsonl",
            "--purpose",
            "simulering",
            "--on",
            "2026-03-06",
            "--output",
            "svar.jsonl",
        ],
        "sql": ["lige_hensyn", "--purpose", "simulering", "--on", "2026-03-06"],
    }
    verb = ALIASES[alias]
    assert call(alias, *words[verb]) == call(verb, *words[verb])


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("verb", ["evaluate", "list", "new"])
def test_a_fault_inside_is_said_as_such(call, monkeypatch, lang, verb):
    canary = "fault 991399"

    def fail(*_, **__):
        raise KeyError(canary)

    for place in (
        "bekymring.api.decisions.decide_with",
        "bekymring.cli.verbs.shipped.read_ruleset",
        "bekymring.cli.verbs.new.new_ruleset",
    ):
        monkeypatch.setattr(place, fail)
    words = {"evaluate": ["skole.bek", "sag.json", *MOMENT], "list": [], "new": ["vores"]}[verb]
    for more in ([], ["--traceback"]):
        ran = call("--lang", lang, *more, verb, *words)
        assert (ran.status, ran.out) == (70, "")
        assert {"da": "Intern fejl", "en": "Internal error"}[lang] in ran.err
        assert "KeyError" in ran.err
        assert canary not in ran.err
        assert ("cli/app.py" in ran.err or "decisions.py" in ran.err) == bool(more)
        assert "Traceback" not in ran.err


def test_a_fault_inside_leaves_no_file(call, home, monkeypatch):
    def fail(*_, **__):
        raise MemoryError

    monkeypatch.setattr("bekymring.api.decisions.explain", fail)
    before = sorted(home.iterdir())
    assert call("evaluate", "skole.bek", "sag.json", *MOMENT, "--output", "svar.txt").status == 70
    assert sorted(home.iterdir()) == before


@pytest.mark.usefixtures("home")
def test_an_end_by_the_user_is_said_to_the_shell(call, monkeypatch):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr(decisions, "decide_with", stop)
    assert call("evaluate", "skole.bek", "sag.json", *MOMENT).status == 130

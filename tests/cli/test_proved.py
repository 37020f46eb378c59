"""Proofs on the command line: known refutations, forms for pipelines, children as examples, and the line on a terminal."""

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from bekymring.checks.proofs import Step
from bekymring.cli.proved import BETWEEN, Proving
from bekymring.cli.terminal import WIDTH, ScreenLine
from planted.planting import files, planted

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "report" / "ci" / "sarif.schema.json").read_text(encoding="utf-8")
)
REFUTED = ("altid_grænsen_selv", "mildner_båndet_slutter")
SHOWN = (
    "altid_anbragte_glemt",
    "mindst_en_siger_nej",
    "mildner_båndet_slutter",
    "betydning_gennem_definition",
    "modstrid_kun_når",
    "beskyttet_målgruppe",
    "tabel_seksårige",
    "indsats_mellem_to_aldre",
    "værre_felt_i_hændelse",
    "lag_forbud_ophæves",
    "flere_på_én_gang",
)


@pytest.fixture
def plant(tmp_path, monkeypatch):
    """Writes a planted fault into folders; the working directory."""
    monkeypatch.chdir(tmp_path)

    def write(name: str) -> Path:
        one = planted(name)
        for ruleset, texts in files(one, one.wrong).items():
            (tmp_path / ruleset).mkdir(exist_ok=True)
            for file, text in texts.items():
                (tmp_path / ruleset / file).write_text(text, encoding="utf-8")
        return tmp_path / "lokalt" / f"{name}.bek"

    return write


@pytest.mark.parametrize("name", REFUTED)
def test_a_refuted_guarantee_may_be_known_and_is_named_each_time(plant, call, name: str) -> None:
    rules = plant(name)
    ((code, _),) = planted(name).expected
    only = ("--select", code)
    assert call("check", "lokalt", *only).status == 1
    assert call("check", "lokalt", *only, "--write-baseline", "kendt.json").status == 0
    rules.write_text("# en linje mere\n\n" + rules.read_text(encoding="utf-8"), encoding="utf-8")
    ran = call("check", "lokalt", *only, "--baseline", "kendt.json")
    assert ran.status == 0
    line = planted(name).expected[0][1] + 2
    assert f"Kendt og ikke rettet: lokalt/{name}.bek, linje {line}: " in ran.out
    assert ran.out.count("Kendt og ikke rettet") == 1


def test_an_old_rule_set_that_reads_a_protected_fact_starts_green(plant, call) -> None:
    plant("beskyttet_direkte")
    assert call("check", "lokalt", "--write-baseline", "kendt.json").status == 0
    ran = call("check", "lokalt", "--baseline", "kendt.json")
    assert ran.status == 0
    for code in ("BEK315", "BEK403"):
        assert re.search(
            rf"Kendt og ikke rettet: lokalt/beskyttet_direkte.bek, linje \d+: .* {code}", ran.out
        )


@pytest.mark.parametrize("name", ["ny_underretning_sletter_fristen", "ny_underretning_tæller_som_gjort"])
def test_what_reading_sees_of_a_duty_is_left_to_the_child_that_shows_it(plant, call, name: str) -> None:
    plant(name)
    assert {"BEK319", "BEK415"} == {code for code, _ in planted(name).expected}
    shown = call("check", "lokalt").out
    assert ("BEK319" in shown, "BEK415" in shown) == (False, True)
    for given in (("--no-proofs",), ("--ignore", "BEK415"), ("--select", "BEK319")):
        read = call("check", "lokalt", *given).out
        assert ("BEK319" in read, "BEK415" in read) == (True, False)


def test_a_promise_that_is_changed_is_new(plant, call) -> None:
    rules = plant(REFUTED[0])
    call("check", "lokalt", "--select", "BEK401", "--write-baseline", "kendt.json")
    text = rules.read_text(encoding="utf-8").replace("fravær er mindst 15 %", "fravær er mindst 14 %")
    rules.write_text(text, encoding="utf-8")
    assert call("check", "lokalt", "--select", "BEK401", "--baseline", "kendt.json").status == 1


def test_that_there_is_no_case_at_all_is_never_known(plant, call) -> None:
    plant("ingen_sag")
    assert call("check", "lokalt", "--select", "BEK400", "--write-baseline", "kendt.json").status == 1


def test_the_children_are_valid_sarif(plant, call) -> None:
    plant("flere_på_én_gang")
    report = json.loads(call("check", "lokalt", "--format", "sarif").out)
    assert [one.message for one in Draft202012Validator(SCHEMA).iter_errors(report)] == []
    texts = [one["message"]["text"] for one in report["runs"][0]["results"]]
    assert any("Et opdigtet barn" in one and "vold: viden" in one for one in texts)


@pytest.mark.parametrize("name", SHOWN)
def test_a_block_to_paste_is_accepted_by_test(plant, call, name: str) -> None:
    rules = plant(name)
    block = call("check", "lokalt", "--as-examples").out
    assert block.startswith("eksempel ")
    rules.write_text(f"{rules.read_text(encoding='utf-8')}\n{block}", encoding="utf-8")
    ran = call("test", "lokalt")
    assert ran.status == 0, ran.said


# --- the line on a terminal -------------------------------------------------------------------------------


class Clock:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


class Screen:
    """What is written."""

    def __init__(self) -> None:
        self.text = ""

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


STEP = Step(3, 10, ("Kravet »Alle ses«", 'The demand "Alle ses"'))


@pytest.mark.parametrize(
    ("lang", "said"),
    [("da", "Bevises (7 tilbage): Kravet »Alle ses«"), ("en", 'Proving (7 left): The demand "Alle ses"')],
)
def test_the_line_comes_after_a_second_and_goes_away(lang: str, said: str) -> None:
    clock, screen = Clock(), Screen()
    proving = Proving(lang, ScreenLine(screen, BETWEEN, clock))
    proving(STEP)
    proving.close()
    assert screen.text == ""
    clock.now = 1.5
    proving(STEP)
    assert said in screen.text
    clock.now = 1.6
    before = screen.text
    proving(STEP)
    assert screen.text == before
    proving.close()
    assert screen.text.endswith("\r" + " " * WIDTH + "\r")


SLOW = """
import sys
from bekymring.cli import proved, terminal
terminal.FIRST = proved.BETWEEN = 0.0
from bekymring.cli import main
sys.exit(main(["check", "lokalt", "--select", "BEK401"]))
"""


def on_terminal(program: str) -> str:
    """What a program writes to standard error where that is a terminal."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.DEVNULL, stderr=theirs
    ) as running:
        os.close(theirs)
        found = b""
        while True:
            try:
                part = os.read(ours, 4096)
            except OSError:
                break
            if not part:
                break
            found += part
        running.wait(timeout=60)
    os.close(ours)
    return found.decode()


def test_on_a_terminal_it_is_said_what_is_proved_and_how_many_are_left(plant) -> None:
    plant(REFUTED[0])
    assert re.search(r"Bevises \(\d+ tilbage\): ", on_terminal(SLOW))


def test_in_a_log_nothing_is_said_about_progress(plant, start, tmp_path) -> None:
    plant(REFUTED[0])
    ran = start("check", "lokalt", "--select", "BEK401", cwd=tmp_path)
    assert (ran.status, ran.err) == (1, "")

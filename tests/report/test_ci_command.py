"""`check` in every form: what stands where, and the status that it leaves, known findings and selections included."""

import json
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from bekymring.cli import main

FORMS = ("text", "json", "sarif", "junit", "github", "gitlab", "azure")
ROOT = Path(__file__).parents[2]

FINE = """\
regelsæt {name} "Prøve (opdigtet)" version 1.0
    gælder fra 1. januar 2026
    ansvarlig "Ingen"
    godkendt 1. januar 2026 af "Ingen"
    revideres senest 1. januar 2027
    må bruges til enkeltsager
    dækker ikke "Alt"
"""
WARNS = 'lov skoleloven "En lov (opdigtet)"\nlov skolelovem "En anden (opdigtet)"\n'
"""Two names that are easily taken for each other: one warning."""
WRONG = "regel x\n    når findes_ikke\n    så skal y ske\n"
"""An error that stops the rule set."""

KINDS = {"fine": "", "warns": WARNS, "wrong": WRONG}


@pytest.fixture
def check(tmp_path, monkeypatch, capsysbinary):
    """Runs `check` in a folder of its own, which holds a rule set of each kind."""
    monkeypatch.chdir(tmp_path)
    for name, more in KINDS.items():
        Path(name).mkdir()
        Path(name, f"{name}.bek").write_text(FINE.format(name=name) + more, encoding="utf-8")

    def run(*arguments: str) -> tuple[int, str, str]:
        capsysbinary.readouterr()
        status = int(main(["check", "--no-proofs", *arguments]))
        seen = capsysbinary.readouterr()
        return status, seen.out.decode(), seen.err.decode()

    return run


STATUSES = (
    (("fine",), 0),
    (("warns",), 1),
    (("wrong",), 1),
    (("warns", "--fail-on", "error"), 0),
    (("wrong", "--fail-on", "error"), 1),
    (("warns", "--ignore", "near-identical-names"), 0),
    (("warns", "--select", "BEK313"), 0),
    (("warns", "--select", "near-identical-names"), 1),
    (("wrong", "--ignore", "BEK201"), 1),
    (("fine", "--on", "2026-12-31"), 0),
    (("fine", "--on", "2027-01-02"), 1),
    (("fine", "warns", "wrong"), 1),
    (("nowhere",), 2),
    (("fine", "--select", "BEK999"), 2),
    (("fine", "--baseline", "nowhere.json"), 2),
    (("fine", "--baseline", "a.json", "--write-baseline", "b.json"), 2),
)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(("arguments", "status"), STATUSES, ids=[" ".join(one) for one, _ in STATUSES])
def test_the_form_does_not_change_the_status(
    check, form: str, arguments: tuple[str, ...], status: int
) -> None:
    ended, out, err = check(*arguments, "--format", form)
    assert ended == status, err
    assert (out == "") == (status == 2)


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_cannot_be_read_is_status_2_in_every_form(check, form: str) -> None:
    Path("fine/fine.bek").unlink()
    Path("fine/fine.bek").symlink_to("/nowhere/at/all.bek")
    status, out, _ = check("fine/fine.bek", "warns", "--format", form)
    assert status == 2
    assert "Traceback" not in out


def parsed(form: str, text: str) -> int:
    """How many findings a form holds."""
    match form:
        case "json" | "gitlab":
            return len(json.loads(text))
        case "sarif":
            return len(json.loads(text)["runs"][0]["results"])
        case "junit":
            return len(ET.fromstring(text.encode()).findall(".//failure"))  # noqa: S314 - our own report
        case "github":
            return sum(line.startswith("::") for line in text.splitlines())
        case "azure":
            return sum(line.startswith("##vso[") for line in text.splitlines())
        case _:
            return text.count("· bekymring forklar")


@pytest.mark.parametrize("form", FORMS)
def test_every_form_holds_every_finding(check, form: str) -> None:
    assert parsed(form, check("fine", "--format", form)[1]) == 0
    assert parsed(form, check("warns", "--format", form)[1]) == 1
    both = parsed(form, check("warns", "wrong", "--format", form)[1])
    assert both == 1 + parsed(form, check("wrong", "--format", form)[1])


@pytest.mark.parametrize("form", FORMS)
def test_output_writes_the_same_to_a_file(check, form: str) -> None:
    status, out, _ = check("warns", "--format", form)
    written = check("warns", "--format", form, "--output", "rapport")
    assert written == (status, "", "")
    assert Path("rapport").read_text(encoding="utf-8") == out.rstrip("\n") + "\n"


@pytest.mark.parametrize("form", FORMS)
def test_known_findings_start_green_and_new_ones_fail(check, form: str) -> None:
    known = ("--format", form, "--baseline", "kendte.json")
    status, out, err = check("warns", "fine", "--write-baseline", "kendte.json", "--format", form)
    assert (status, parsed(form, out)) == (0, 0)
    assert "ingenting fundet" not in out
    assert "kendte fund: 1 (BEK331)" in (out if form == "text" else err)
    rules = Path("warns/warns.bek")
    rules.write_text("# en linje mere\n\n" + rules.read_text(encoding="utf-8"), encoding="utf-8")
    assert check("warns", "fine", *known)[0] == 0
    rules.write_text(
        rules.read_text(encoding="utf-8") + 'lov skolelovet "Endnu en (opdigtet)"\n', encoding="utf-8"
    )
    status, out, _ = check("warns", "fine", *known)
    assert (status, parsed(form, out)) == (1, 1)


def test_errors_are_never_hidden(check) -> None:
    assert check("wrong", "--write-baseline", "kendte.json")[0] == 1
    assert json.loads(Path("kendte.json").read_text(encoding="utf-8"))["findings"] == []
    assert check("wrong", "--baseline", "kendte.json")[0] == 1


def test_an_entry_that_is_gone_is_said_and_does_not_fail(check) -> None:
    check("warns", "--write-baseline", "kendte.json")
    Path("warns/warns.bek").write_text(FINE.format(name="warns"), encoding="utf-8")
    status, out, err = check("warns", "--baseline", "kendte.json")
    assert (status, err) == (0, "")
    assert "Kendt fund, der ikke er mere: BEK331 i warns/warns.bek." in out
    shutil.rmtree("warns")
    assert "ikke er mere" in check(".", "--baseline", "kendte.json")[1]
    assert "ikke er mere" not in check("fine", "--baseline", "kendte.json")[1]
    check(".", "--write-baseline", "kendte.json")
    assert json.loads(Path("kendte.json").read_text(encoding="utf-8"))["findings"] == []


def test_a_rule_set_that_stops_keeps_its_known_findings(check) -> None:
    check("warns", "--write-baseline", "kendte.json")
    before = Path("kendte.json").read_text(encoding="utf-8")
    rules = Path("warns/warns.bek")
    rules.write_text(rules.read_text(encoding="utf-8") + WRONG, encoding="utf-8")
    status, out, _ = check("warns", "--baseline", "kendte.json")
    assert status == 1
    assert "ikke er mere" not in out
    check("warns", "--write-baseline", "kendte.json")
    assert Path("kendte.json").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    "selection", [("--ignore", "BEK331"), ("--select", "BEK313"), ("--fail-on", "error")]
)
def test_a_selection_does_not_take_known_findings_away(check, selection: tuple[str, str]) -> None:
    check("warns", "--write-baseline", "kendte.json")
    before = Path("kendte.json").read_text(encoding="utf-8")
    status, out, _ = check("warns", "--baseline", "kendte.json", *selection)
    assert status == 0
    assert "ikke er mere" not in out
    check("warns", "--write-baseline", "kendte.json", *selection)
    assert Path("kendte.json").read_text(encoding="utf-8") == before


def test_what_is_judged_by_the_day_is_not_gone_without_a_day(check) -> None:
    day = ("--on", "2028-01-01")
    check("fine", "--write-baseline", "kendte.json", *day)
    assert check("fine", "--baseline", "kendte.json", *day)[0] == 0
    assert "ikke er mere" not in check("fine", "--baseline", "kendte.json")[1]
    assert "ikke er mere" in check("fine", "--baseline", "kendte.json", "--on", "2026-06-01")[1]


def test_a_file_that_is_something_else_is_not_read_and_not_written_over(check) -> None:
    before = Path("fine/fine.bek").read_bytes()
    for option in ("--baseline", "--write-baseline"):
        status, out, err = check("warns", option, "fine/fine.bek")
        assert (status, out) == (2, "")
        assert "fine/fine.bek" in err
    assert Path("fine/fine.bek").read_bytes() == before
    assert check("warns", "--baseline", "fine")[0] == 2
    assert check("warns", "--write-baseline", "nowhere/kendte.json")[0] == 2
    assert check("warns", "--baseline", "")[0] == 2
    assert check("warns", "--write-baseline", "")[0] == 2


def test_what_two_rule_sets_share_stands_in_both_suites_and_once_elsewhere(check) -> None:
    Path("over").mkdir()
    text = FINE.format(name="over").replace("    ansvarlig", "    bygger på wrong\n    ansvarlig")
    Path("over/over.bek").write_text(text, encoding="utf-8")
    status, out, _ = check("over", "wrong", "--format", "junit")
    assert status == 1
    assert [int(one.get("failures")) > 0 for one in ET.fromstring(out.encode())] == [True, True]  # noqa: S314 - our own report
    found = json.loads(check("over", "wrong", "--format", "gitlab")[1])
    assert len({one["fingerprint"] for one in found}) == len(found)
    assert "wrong/wrong.bek" in {one["location"]["path"] for one in found}


def test_json_names_the_fingerprint_of_each_finding(check) -> None:
    found = json.loads(check("warns", "--format", "json")[1])
    issues = json.loads(check("warns", "--format", "gitlab")[1])
    assert [one["fingerprint"] for one in found] == [one["fingerprint"] for one in issues]


@pytest.mark.usefixtures("check")
def test_the_hooks_for_pre_commit_are_commands_that_run() -> None:
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    entries = [
        line.partition("entry: ")[2] for line in text.splitlines() if line.strip().startswith("entry:")
    ]
    assert entries == ["bekymring check --no-proofs", "bekymring format"]
    assert int(main([*entries[0].split()[1:], "warns/warns.bek"])) == 1
    # a rule set of several files must be checked as a whole
    assert text.count('args: ["."]') == text.count("pass_filenames: false") == 1
    assert int(main([*entries[0].split()[1:], "."])) == 1
    assert int(main([*entries[1].split()[1:], "fine/fine.bek"])) == 0
    assert (
        text.count("files: \\.bek$")
        == text.count("language: python")
        == text.count("require_serial: true")
        == 2
    )

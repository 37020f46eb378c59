"""JUnit, GitHub, GitLab and Azure: what they say, and that no text of a rule set can break out of them."""

import json
import re
import xml.etree.ElementTree as ET

import pytest
from ci_cases import ERROR, HOSTILE, KINDS, PATHS, WARNING, at, many, one_of_each, told

from bekymring.diagnostics import Diagnostic, Severity
from bekymring.report.azure import azure_issues
from bekymring.report.found import relative
from bekymring.report.github import github_annotations
from bekymring.report.gitlab import gitlab_report
from bekymring.report.junit import junit_report
from bekymring.source import Span

COUNTED = frozenset({Severity.ERROR, Severity.WARNING})
PLACE = "regler/børn og unge.bek"


def hostile(text: str) -> tuple[Diagnostic, ...]:
    """The text as name, advice and story of a finding of each kind, and as the name of a file."""
    inside = [
        at("mistanke er ja", kind, name=text, suggestion=text, story=(text, text)) for kind in KINDS.values()
    ]
    return (*inside, *(Diagnostic(kind, Span.nowhere(text), {"name": "x"}) for kind in KINDS.values()))


# --- paths ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("file", "expected"), PATHS)
def test_a_path_is_relative_and_downwards(file: str, expected: str) -> None:
    assert relative(file) == expected
    assert relative(expected) == expected


# --- JUnit ----------------------------------------------------------------------------------------------------


def junit(
    rulesets: dict[str, tuple[Diagnostic, ...]], *, counted: frozenset[Severity] = COUNTED
) -> ET.Element:
    text = junit_report({place: told(*found) for place, found in rulesets.items()}, counted=counted)
    return ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own report


def test_junit_has_a_case_for_each_finding_and_one_that_passes_where_nothing_counts() -> None:
    root = junit({"regler": one_of_each(), "fine": (), "noter": one_of_each()[2:]})
    assert {name: root.get(name) for name in ("tests", "failures", "errors")} == {
        "tests": "6",
        "failures": "2",
        "errors": "0",
    }
    first, fine, notes = root
    assert [one.find("failure") is not None for one in first] == [True, False, True]
    assert [(one.get("name"), len(one)) for one in fine] == [("Intet fund, der tæller", 0)]
    assert [len(one.findall("failure")) for one in notes] == [0, 0]
    failure = first[0].find("failure")
    assert failure.get("message") == "»mistanke« er galt."
    assert failure.get("type") == "error"
    assert failure.text.startswith(f"{PLACE}, linje 4: »mistanke« er galt.\nSkriv noget andet.")
    assert (first[0].get("file"), first[0].get("line")) == (PLACE, "4")


def test_junit_fails_where_the_check_does() -> None:
    only_errors = frozenset({Severity.ERROR})
    assert junit({"a": (at("regel to", WARNING),)}, counted=only_errors).get("failures") == "0"
    assert junit({"a": (at("regel to", WARNING),)}).get("failures") == "1"
    assert junit({"a": (at("regel to", ERROR),)}, counted=only_errors).get("failures") == "1"


def test_junit_tells_cases_apart_and_does_not_name_them_by_their_line() -> None:
    (suite,) = junit({"a": many(Severity.WARNING, 50)})
    names = [one.get("name") for one in suite]
    assert len(set(names)) == 50
    assert all(re.fullmatch(r"BEK301 unused-fact [0-9a-f]{8}", one) for one in names)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_junit_is_read_back_whatever_the_rules_say(text: str) -> None:
    root = junit({"regler": hostile(text), text: ()})
    harmless = junit({"regler": hostile("x"), "x": ()})
    assert [one.tag for one in root.iter()] == [one.tag for one in harmless.iter()]
    said = "".join(root.itertext())
    assert [sign for sign in said if ord(sign) < 32 and sign != "\n"] == []


# --- GitHub ---------------------------------------------------------------------------------------------------


def test_github_names_file_line_column_and_code() -> None:
    error, warning, note = github_annotations(told(*one_of_each())).splitlines()
    assert error == (
        f"::error file={PLACE},line=4,col=9,title=BEK201 unknown-name::»mistanke« er galt.%0ASkriv noget andet."
        "%0A    når 𝒱ished er ja%0AEt opdigtet barn."
    )
    assert warning.startswith(
        f"::warning file={PLACE},line=6,col=1,title=BEK301 unused-fact::»to« er galt.%0A"
    )
    assert note.startswith(
        f"::notice file={PLACE},line=5,col=13,title=BEK313 unread-citation::»undersøgelse« er"
    )


def test_github_escapes_what_ends_a_property_or_a_line() -> None:
    finding = Diagnostic(ERROR, Span.nowhere("50%,a:b.bek"), {"name": "5 % a:b,c"})
    assert github_annotations(told(finding)) == (
        "::error file=50%25%2Ca%3Ab.bek,line=1,col=1,title=BEK201 unknown-name::»5 %25 a:b,c« er galt."
        "%0ASkriv noget andet.\n"
    )


def test_github_shows_ten_of_a_kind_and_lists_the_rest() -> None:
    findings = (*many(Severity.ERROR, 13), *many(Severity.WARNING, 12), *many(Severity.NOTE, 3))
    lines = github_annotations(told(*findings)).splitlines()
    commands = [line.partition(" ")[0] for line in lines if line.startswith("::")]
    assert {kind: commands.count(kind) for kind in set(commands)} == {
        "::error": 10,
        "::warning": 10,
        "::notice": 3,
    }
    assert lines[23] == "Flere fund, end GitHub viser som bemærkninger (5):"
    assert lines[24] == "BEK201 mange.bek:11: »x« er galt."
    assert len(lines) == 29
    ten = (*many(Severity.ERROR, 10), *many(Severity.WARNING, 10))
    assert len(github_annotations(told(*ten)).splitlines()) == 20


COMMAND = re.compile(
    r"::(error|warning|notice) file=[^,:\r\n]*,line=\d+,col=\d+,title=BEK\d{3} [a-z-]+::[^\r\n]*"
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_github_reads_our_commands_and_no_others(text: str) -> None:
    findings = (*hostile(text), *many(Severity.ERROR, 12, name=text))
    lines = github_annotations(told(*findings)).split("\n")
    assert lines.pop() == ""
    commands = [line for line in lines if line.lstrip().startswith("::")]
    assert all(COMMAND.fullmatch(line) for line in commands)
    assert len(commands) == 10 + 2 + 2
    assert [line for line in lines if "##[" in line and line not in commands] == []


# --- Azure ----------------------------------------------------------------------------------------------------


def test_azure_names_kind_place_and_code() -> None:
    error, note, warning = azure_issues(told(*one_of_each())).splitlines()
    assert error == (
        f"##vso[task.logissue type=error;sourcepath={PLACE};linenumber=4;columnnumber=9;code=BEK201]"
        "»mistanke« er galt.%0ASkriv noget andet.%0A    når 𝒱ished er ja%0AEt opdigtet barn."
    )
    assert note == f"BEK313 {PLACE}:5: »undersøgelse« er galt."
    assert warning == (
        f"##vso[task.logissue type=warning;sourcepath={PLACE};linenumber=6;columnnumber=1;code=BEK301]"
        "»to« er galt.%0ASkriv noget andet."
    )


def test_azure_escapes_what_ends_a_property_or_a_line() -> None:
    finding = Diagnostic(ERROR, Span.nowhere("50%;a]b.bek"), {"name": "5 % ]a;b"})
    assert azure_issues(told(finding)) == (
        "##vso[task.logissue type=error;sourcepath=50%AZP25%3Ba%5Db.bek;linenumber=1;columnnumber=1;code=BEK201]"
        "»5 %AZP25 ]a;b« er galt.%0ASkriv noget andet.\n"
    )


ISSUE = re.compile(
    r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]\r\n]*;linenumber=\d+;columnnumber=\d+;"
    r"code=BEK\d{3}\](?!.*##)[^\r\n]*"
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_azure_reads_our_commands_and_no_others(text: str) -> None:
    lines = azure_issues(told(*hostile(text))).split("\n")
    assert lines.pop() == ""
    commands = [line for line in lines if "##" in line]
    assert len(commands) == 4
    assert all(ISSUE.fullmatch(line) for line in commands)


# --- GitLab ---------------------------------------------------------------------------------------------------


def test_gitlab_holds_what_its_reader_asks_for() -> None:
    found = told(*one_of_each())
    issues = json.loads(gitlab_report(found))
    assert issues[0] == {
        "description": "»mistanke« er galt. Skriv noget andet. når 𝒱ished er ja Et opdigtet barn.",
        "check_name": "BEK201 unknown-name",
        "fingerprint": found[0].fingerprint,
        "severity": "critical",
        "location": {"path": PLACE, "lines": {"begin": 4}},
    }
    assert [one["severity"] for one in issues] == ["critical", "info", "minor"]
    assert json.loads(gitlab_report(())) == []


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_gitlab_is_data_whatever_the_rules_say(text: str) -> None:
    report = gitlab_report(told(*hostile(text)))
    issues = json.loads(report.encode("utf-8"))
    assert len({one["fingerprint"] for one in issues}) == len(issues) == 6
    assert [one for one in issues if any(ord(sign) < 32 for sign in one["description"])] == []
    assert len(report) < 100_000


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_form_speaks_the_language_asked_for(lang: str) -> None:
    found = told(at("regel to", WARNING))
    word = {"da": "galt", "en": "wrong"}[lang]
    reports = (
        junit_report({"a": found}, counted=COUNTED, lang=lang),
        github_annotations(found, lang=lang),
        azure_issues(found, lang=lang),
        gitlab_report(found, lang=lang),
    )
    assert [word in one for one in reports] == [True] * 4

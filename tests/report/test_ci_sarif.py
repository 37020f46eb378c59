"""SARIF: valid, inert, and no larger than services take."""

import json
from pathlib import Path
from string import Formatter
from urllib.parse import unquote

import jsonschema
import pytest
from ci_cases import ERROR, HOSTILE, PATHS, at, many, one_of_each, told

from bekymring.checks.catalogue import all_codes
from bekymring.diagnostics import Code, Diagnostic, Severity
from bekymring.report.sarif import sarif_report
from bekymring.source import Source, Span

SCHEMA = json.loads((Path(__file__).parent / "ci" / "sarif.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def arguments_of(code: Code) -> set[str]:
    words = (code.da.message, code.da.help, code.en.message, code.en.help)
    return {name for text in words for _, name, _, _ in Formatter().parse(text) if name}


def report(*findings: Diagnostic, lang: str = "da") -> dict:
    data = json.loads(sarif_report(told(*findings), lang=lang))
    assert [(list(one.path), one.message[:200]) for one in VALIDATOR.iter_errors(data)] == []
    return data["runs"][0]


def test_the_schema_is_one_and_refuses_what_it_should() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    good = json.loads(sarif_report(told(*one_of_each())))
    for path, value in (
        (("version",), "2.0.0"),
        (("runs", 0, "columnKind"), "utf16CodeUnits"),
        (("runs", 0, "results", 0, "level"), "fatal"),
        (("runs", 0, "results", 0, "locations"), []),
        (("runs", 0, "results", 0, "extra"), 1),
        (("runs", 0, "results", 0, "message", "text"), "[a](http://x.example)"),
    ):
        bad = json.loads(json.dumps(good))
        place = bad
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value
        assert not VALIDATOR.is_valid(bad), path
    for uri in ("../x", "/x", "file:///x", "https://x", "a/../b", "a b", "ø", "a/.."):
        bad = json.loads(json.dumps(good))
        bad["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = uri
        assert not VALIDATOR.is_valid(bad), uri


def test_a_result_says_what_where_how_grave_and_by_what_it_is_known() -> None:
    error, note, warning = report(*one_of_each())["results"]
    assert (error["ruleId"], error["level"]) == ("BEK201", "error")
    assert (warning["level"], note["level"]) == ("warning", "note")
    assert error["message"]["text"] == (
        "»mistanke« er galt.\nSkriv noget andet.\n    når 𝒱ished er ja\nEt opdigtet barn."
    )
    place = error["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "regler/b%C3%B8rn%20og%20unge.bek"
    assert place["region"] == {"startLine": 4, "startColumn": 9, "endLine": 4, "endColumn": 23}
    related = error["relatedLocations"][0]
    # one code point, though it takes two units in UTF-16
    assert related["physicalLocation"]["region"]["endColumn"] == 17
    assert related["message"]["text"] == "her er den erklæret"
    assert "relatedLocations" not in warning


def test_a_rule_is_worded_in_both_languages_and_explained_in_the_one_asked_for() -> None:
    for lang, word in (("da", "galt"), ("en", "wrong")):
        run = report(*one_of_each(), lang=lang)
        rules = run["tool"]["driver"]["rules"]
        assert [one["id"] for one in rules] == ["BEK201", "BEK301", "BEK313"]
        assert rules[0]["messageStrings"]["da"]["text"] == "»…« er galt."
        assert rules[0]["messageStrings"]["en"]["text"] == "»…« is wrong."
        assert word in rules[0]["shortDescription"]["text"]
        assert [rules[one["ruleIndex"]]["id"] for one in run["results"]] == [
            one["ruleId"] for one in run["results"]
        ]
        assert run["language"] == lang


@pytest.mark.parametrize("lang", ["da", "en"])
def test_every_code_of_the_catalogue_makes_a_rule(lang: str) -> None:
    source = Source("a.bek", "x")
    findings = [
        Diagnostic(code, source.span(0, 1), dict.fromkeys(arguments_of(code), "x"))
        for code in all_codes().values()
    ]
    rules = report(*findings, lang=lang)["tool"]["driver"]["rules"]
    assert [one["id"] for one in rules] == list(all_codes())
    assert all(one["help"]["markdown"].startswith("# ") for one in rules)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_are_only_texts(text: str) -> None:
    finding = at("mistanke er ja", name=text, suggestion=text, story=(text, text))
    assert len(report(finding)["results"]) == 1


@pytest.mark.parametrize(("file", "expected"), PATHS)
def test_an_address_is_relative_and_leads_nowhere_else(file: str, expected: str) -> None:
    finding = Diagnostic(ERROR, Span.nowhere(file), {"name": "x"})
    data = json.loads(sarif_report(told(finding)))
    uri = data["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == expected
    assert VALIDATOR.is_valid(data)


@pytest.mark.slow
def test_more_results_than_services_take_are_cut_and_the_gravest_are_kept() -> None:
    # not put to the schema, which would take half a minute: its results are like those of the other tests
    found = told(*many(Severity.NOTE, 25_000), at("mistanke er ja"))
    run = json.loads(sarif_report(found))["runs"][0]
    assert len(run["results"]) == 25_000
    assert [one["level"] for one in run["results"]].count("error") == 1
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert said.startswith("Der er 1 fund mere")


def test_nothing_found_is_a_run_without_results() -> None:
    run = report()
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []


def test_a_finding_about_a_case_has_a_logical_place() -> None:
    finding = Diagnostic(ERROR, "$.underretning[2].modtagelse", {"name": "x"})
    (result,) = report(finding)["results"]
    assert result["locations"] == [
        {"logicalLocations": [{"fullyQualifiedName": "$.underretning[2].modtagelse"}]}
    ]

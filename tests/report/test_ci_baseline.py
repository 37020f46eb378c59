"""The file of known findings: what it hides, what it never hides, and what it says."""

import json

import pytest
from ci_cases import ERROR, NOTE, RULES, WARNING, at, many, told
from hypothesis import given
from hypothesis import strategies as st

from bekymring.diagnostics import Severity
from bekymring.report.baseline import (
    Entry,
    View,
    baseline_summary,
    baseline_text,
    judge,
    read_baseline,
    renewed,
)
from bekymring.report.found import Found

EVERYWHERE = View((".",), codes=frozenset({"BEK201", "BEK301", "BEK313"}))
OLD = told(at("regel to", WARNING), at("regel én", WARNING))


def known(found: tuple[Found, ...] = OLD, view: View = EVERYWHERE) -> tuple[Entry, ...]:
    return renewed(found, (), view)


def test_known_warnings_do_not_count_and_new_ones_do() -> None:
    new = told(at("regel to", WARNING), at("regel én", WARNING), at("oplysning", WARNING))
    judged = judge(new, known(), EVERYWHERE)
    assert [one.finding for one in judged.new] == [at("oplysning", WARNING)]
    assert len(judged.known) == 2
    assert judged.gone == ()


def test_an_error_is_never_known_even_if_somebody_writes_it_into_the_file() -> None:
    (error,) = told(at("mistanke er ja", ERROR))
    forged = (Entry(error.path, error.number, error.fingerprint),)
    judged = judge((error,), forged, EVERYWHERE)
    assert judged.new == (error,)
    assert judged.known == ()


def test_only_warnings_are_written() -> None:
    found = told(at("mistanke er ja", ERROR), at("regel to", WARNING), at("regel én", NOTE))
    assert [one.code for one in known(found)] == ["BEK301"]


def test_two_alike_are_known_one_by_one() -> None:
    two, three = many(Severity.WARNING, 2), many(Severity.WARNING, 3)
    judged = judge(told(*three), known(told(*two)), EVERYWHERE)
    assert (len(judged.new), len(judged.known)) == (1, 2)
    judged = judge(told(*two), known(told(*three)), EVERYWHERE)
    assert (len(judged.new), len(judged.known), len(judged.gone)) == (0, 2, 1)


VIEWS = (
    (EVERYWHERE, True),
    (View(("regler",), codes=frozenset({"BEK301"})), True),
    (View((RULES.name,), codes=frozenset({"BEK301"})), True),
    (View(("regl",), codes=frozenset({"BEK301"})), False),
    (View(("andre",), codes=frozenset({"BEK301"})), False),
    (View(("regler",), codes=frozenset({"BEK302"})), False),
    (View((".",), ("regler",), frozenset({"BEK301"})), False),
    (View((".",), ("andre",), frozenset({"BEK301"})), True),
)


@pytest.mark.parametrize(("view", "looked_there"), VIEWS)
def test_only_what_was_looked_for_can_be_gone(view: View, *, looked_there: bool) -> None:
    old = (Entry(RULES.name, "BEK301", "0" * 32),)
    assert judge((), old, view).gone == (old if looked_there else ())
    assert renewed((), old, view) == (() if looked_there else old)


def test_what_is_known_and_what_is_gone_is_said() -> None:
    judged = judge(OLD[:1], known(), EVERYWHERE)
    assert baseline_summary(judged) == (
        "kendte fund: 1 (BEK301)\n"
        "Kendt fund, der ikke er mere: BEK301 i regler/børn og unge.bek.\n"
        "Fjern det fra filen med --write-baseline, så det ikke kan komme igen uset."
    )
    assert baseline_summary(judged, lang="en").startswith(
        "known findings: 1 (BEK301)\nKnown finding that is no more"
    )
    assert baseline_summary(judge(OLD, (), EVERYWHERE)) == ""


def test_many_that_are_gone_are_counted() -> None:
    old = tuple(Entry(f"{place}.bek", "BEK301", f"{place}") for place in "abcdefgh")
    said = baseline_summary(judge((), (*old, Entry("a.bek", "BEK301", "z")), EVERYWHERE))
    assert "(9): BEK301 i a.bek (2), BEK301 i b.bek" in said
    assert "og 3 til." in said


def test_the_file_is_sorted_one_finding_a_line_and_has_no_words_that_grow_old() -> None:
    text = baseline_text(reversed(known()))
    assert text == baseline_text(known())
    data = json.loads(text)
    assert data["bekymring_baseline"] == 1
    assert set(data["findings"][0]) == {"file", "code", "fingerprint"}
    assert len(text.splitlines()) == 5 + 2
    assert baseline_text(()) == '{\n  "bekymring_baseline": 1,\n  "findings": []\n}\n'


entries = st.builds(
    Entry, st.just("a/ø.bek"), st.sampled_from(["BEK301", "BEK312"]), st.text("0af", max_size=4)
)


@given(st.lists(entries))
def test_what_is_written_is_read(some: list[Entry]) -> None:
    assert read_baseline(baseline_text(set(some))) == tuple(sorted(set(some)))


NOT_BASELINES = (
    "",
    "[]",
    "null",
    "{",
    "{}",
    '{"bekymring_baseline": 2, "findings": []}',
    '{"bekymring_baseline": "1", "findings": []}',
    '{"bekymring_baseline": 1}',
    '{"bekymring_baseline": 1, "findings": {}}',
    '{"bekymring_baseline": 1, "findings": [1]}',
    '{"bekymring_baseline": 1, "findings": [{"code": "BEK301", "file": "a.bek"}]}',
    '{"bekymring_baseline": 1, "findings": [{"code": "BEK301", "file": "a.bek", "fingerprint": 1}]}',
    "[" * 100_000,
    "9" * 10_000,
)


@pytest.mark.parametrize("text", NOT_BASELINES, ids=range(len(NOT_BASELINES)))
def test_something_else_is_not_read_as_known_findings(text: str) -> None:
    assert read_baseline(text) is None


def test_a_hostile_file_name_starts_no_command_of_a_pipeline() -> None:
    text = '{"bekymring_baseline": 1, "findings": [{"code": "BEK301", "file": "\\n::error::x ##vso[a]\\u001b[2J", "fingerprint": "0"}]}'
    said = baseline_summary(judge((), read_baseline(text), EVERYWHERE))
    assert "##" not in said
    assert "\x1b" not in said
    assert [line for line in said.splitlines() if line.lstrip().startswith("::")] == []

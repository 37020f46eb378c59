"""Findings as they are printed, and as data."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.report.findings import Look, columns, findings_text, findings_to_dict
from bekymring.source import Source

GOLDEN = Path(__file__).with_name("golden")

RULES = Source(
    "underretning.bek",
    "regelsæt prøve\n"
    'oplysning vished_om_overgreb "Er der mistanke om overgreb?": vished\n'
    "regel undersøgelse\n"
    "    når mistanke_om_overgreb er ja\n"
    "    så skal undersøgelse ske\n"
    "regel tom\n",
)
UNKNOWN = Code(
    "BEK201",
    "unknown-name",
    Severity.ERROR,
    Words("Oplysningen »{name}« findes ikke.", "Mente du »{near}«? Skriv da:"),
    Words("The fact »{name}« does not exist.", "Did you mean »{near}«? Then write:"),
)
EMPTY = Code(
    "BEK117",
    "empty-rule",
    Severity.WARNING,
    Words("Reglen siger ingenting.", "Skriv, hvad der følger af den."),
    Words("The rule says nothing.", "Write what follows from it."),
)
CASE = Code(
    "BEK503",
    "needs-clock",
    Severity.ERROR,
    Words("Der skal stå dato og klokkeslæt, fx {example}.", "Der står kun en dato."),
    Words("A date and a time of day is wanted, such as {example}.", "Only a date is given."),
)


def found(code: Code, text: str, source: Source = RULES, **more: object) -> Diagnostic:
    start = source.text.index(text)
    return Diagnostic(code, source.span(start, start + len(text)), **more)  # type: ignore[arg-type]


def findings() -> tuple[Diagnostic, ...]:
    first = RULES.text.index("vished_om_overgreb")
    return (
        found(
            UNKNOWN,
            "mistanke_om_overgreb",
            args={"name": "mistanke_om_overgreb", "near": "vished_om_overgreb"},
            labels=(Label(RULES.span(first, first + 18), "her er den erklæret", "it is declared here"),),
            suggestion="    når vished_om_overgreb er mindst mistanke",
            story=("Et opdigtet barn er 9 år.", "An invented child is 9 years old."),
        ),
        found(EMPTY, "regel tom"),
        Diagnostic(CASE, "$.underretning[2].modtagelse", {"example": "2026-03-06T15:40"}),
        Diagnostic(CASE, "$.underretning[1].akutvurderet", {"example": "2026-03-06T15:40"}),
    )


@pytest.mark.parametrize("lang", ["da", "en"])
def test_findings_are_printed_like_this(golden: Callable[[Path, str], None], lang: str) -> None:
    said = findings_text(findings(), {"underretning.bek": RULES}, look=Look(lang))
    golden(GOLDEN / f"findings.{lang}.txt", said)


def test_colour_is_there_only_when_asked_for() -> None:
    sources = {"underretning.bek": RULES}
    assert "\x1b" not in findings_text(findings(), sources)
    painted = findings_text(findings(), sources, look=Look(colour=True))
    assert "\x1b[31m" in painted
    for code in ("0", "31", "33", "36", "1;31", "1;33", "1;36"):
        painted = painted.replace(f"\x1b[{code}m", "")
    assert painted == findings_text(findings(), sources)


PLACES = (
    ("    når x er ja", "x er", "        ▔▔▔▔"),
    ("når ø", "ø", "    ▔"),
    ("漢 x", "x", "   ▔"),
    ("\tx", "x", "    ▔"),
)


@pytest.mark.parametrize(("text", "marked", "under"), PLACES)
def test_the_mark_stands_under_what_it_marks(text: str, marked: str, under: str) -> None:
    source = Source("a.bek", text)
    said = findings_text([found(EMPTY, marked, source)], {"a.bek": source}).splitlines()
    shown = next(one for one in said if one.startswith("    1 │ "))
    mark = said[said.index(shown) + 1]
    assert mark.removeprefix("      │ ") == under


def test_a_very_long_line_is_shown_around_its_place() -> None:
    source = Source("a.bek", "a" * 5_000 + " mærket " + "b" * 5_000)
    said = findings_text([found(EMPTY, "mærket", source)], {"a.bek": source}).splitlines()
    shown = next(one for one in said if "mærket" in one)
    mark = said[said.index(shown) + 1]
    assert len(shown) < 150
    assert mark.index("▔") == shown.index("mærket")
    assert mark.count("▔") == 6


def test_a_place_over_several_lines_is_marked_on_the_first() -> None:
    said = findings_text([found(EMPTY, "regel undersøgelse\n    når")], {"underretning.bek": RULES})
    assert said.count("▔") == len("regel undersøgelse")


def test_what_is_left_in_the_file_is_counted() -> None:
    said = findings_text(findings(), {"underretning.bek": RULES})
    assert "Der er 1 fund mere i filen (linje 6)." in said
    assert said.endswith("3 fejl og 1 advarsel.\n")


def test_nothing_found_is_said() -> None:
    assert findings_text([]) == "Ingen fund.\n"


def test_a_hostile_name_cannot_reach_the_terminal() -> None:
    hostile = Diagnostic(
        UNKNOWN, "$.\x1b]0;x\x07", {"name": "\x1b[2J\rskjult", "near": "\x9b2J"}, suggestion="\x1b[31m x"
    )
    said = findings_text([hostile], case_name="\x1b.json")
    assert [sign for sign in said if ord(sign) < 32 and sign != "\n"] == []


def test_findings_as_data_name_code_place_and_both_languages() -> None:
    first = findings_to_dict(findings())[-2]
    assert first["code"] == "BEK201"
    assert first["at"] == {
        "file": "underretning.bek",
        "line": 4,
        "column": 9,
        "end_line": 4,
        "end_column": 29,
    }
    assert first["message"]["en"] == "The fact »mistanke_om_overgreb« does not exist."
    assert first["labels"][0]["at"]["line"] == 2
    assert findings_to_dict(findings())[0]["at"] == {"path": "$.underretning[1].akutvurderet"}


@pytest.mark.parametrize(("text", "width"), [("abc", 3), ("漢", 2), ("e\u0301", 1), ("", 0)])
def test_a_text_takes_so_many_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_notes_are_listed_in_a_line_each_after_what_counts():
    note = Code(
        "BEK999",
        "a-note",
        Severity.NOTE,
        Words("Bemærket: {n}.", "Lang hjælp."),
        Words("Noted: {n}.", "Long help."),
    )
    error = Code(
        "BEK998", "an-error", Severity.ERROR, Words("Galt.", "Ret det."), Words("Wrong.", "Mend it.")
    )
    source = Source("a.bek", "en\nto\ntre\n")
    found = (
        Diagnostic(note, source.span(0, 2), {"n": "1"}),
        Diagnostic(error, source.span(3, 5)),
        Diagnostic(note, source.span(6, 9), {"n": "2"}),
    )
    assert findings_text(found, {"a.bek": source}) == (
        "a.bek, linje 2: Galt.\n\n"
        "    2 │ to\n"
        "      │ ▔▔\n"
        "   Ret det.\n"
        "                                                           BEK998 · bekymring forklar BEK998\n\n"
        "Bemærkninger, der ikke tæller i resultatet (bekymring forklar KODE siger mere):\n"
        "   a.bek, linje 1: Bemærket: 1. BEK999\n"
        "   a.bek, linje 3: Bemærket: 2. BEK999\n\n"
        "1 fejl og 2 bemærkninger.\n"
    )


@pytest.mark.parametrize("hostile", ["##vso[task.complete result=Succeeded]", "##[section]Alt er vel"])
def test_a_word_of_the_rules_is_no_command_to_a_pipeline(hostile):
    code = Code(
        "BEK998",
        "an-error",
        Severity.ERROR,
        Words("Galt: {n}.", "Ret det."),
        Words("Wrong: {n}.", "Mend it."),
    )
    source = Source("a.bek", f"# {hostile}\n")
    text = findings_text((Diagnostic(code, source.span(0, 3), {"n": hostile}),), {"a.bek": source})
    assert "##vso[" not in text
    assert "##[" not in text

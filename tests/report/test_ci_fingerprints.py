"""Fingerprints: what keeps them, and what changes them."""

from pathlib import Path

import pytest
from ci_cases import ERROR, NOTE, RULES, WARNING, at, many, told
from hypothesis import given
from hypothesis import strategies as st

from bekymring.api import check_reading, read_ruleset
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.report.fingerprints import fingerprinted
from bekymring.source import Source, Span

TEXT = "regel én\n    når mistanke er ja\nregel to\n    når mistanke er ja\n    så skal møde ske\n"


def prints(text: str, marked: str = "mistanke er ja", *, file: str = "a.bek", **more: object) -> list[str]:
    """The fingerprints of a finding at every place of the marked words."""
    source = Source(file, text)
    found = []
    start = text.find(marked)
    while start >= 0:
        args = more.get("args", {"name": "x"})
        found.append(Diagnostic(more.get("code", WARNING), source.span(start, start + len(marked)), args))
        start = text.find(marked, start + 1)
    return [one.fingerprint for one in fingerprinted(found, {file: source})]


KEPT = (
    ("lines above", f"# ny\n\n{TEXT}"),
    ("lines below", f"{TEXT}# ny\n"),
    ("lines between", TEXT.replace("regel to", "\n\n# ny\nregel to")),
    ("indentation", TEXT.replace("    når", "  når")),
    ("blanks", TEXT.replace("mistanke er ja", "mistanke er ja   ")),
    ("line ends", TEXT.replace("\n", "\r\n")),
    ("another rule", TEXT.replace("møde", "samtale")),
)


@pytest.mark.parametrize(("why", "text"), KEPT, ids=[why for why, _ in KEPT])
def test_a_fingerprint_survives(why: str, text: str) -> None:
    assert prints(text) == prints(TEXT), why


def test_a_fingerprint_says_code_file_words_and_arguments() -> None:
    mine = prints(TEXT)[0]
    assert prints(TEXT, code=NOTE)[0] != mine
    assert prints(TEXT, file="b.bek")[0] != mine
    assert prints(TEXT, args={"name": "y"})[0] != mine
    assert prints(TEXT.replace("mistanke er ja", "mistanke er ja eller viden"))[0] != mine
    assert prints(TEXT, file="./b/../a.bek")[0] == mine


def test_equal_findings_are_told_apart_by_their_number_alone() -> None:
    first, second = prints(TEXT)
    assert first != second
    assert prints(TEXT.replace("mistanke er ja", "viden er ja", 1)) == [first]


def test_all_marked_lines_count() -> None:
    assert prints(TEXT, "regel to\n    når mistanke er ja") != prints(TEXT, "regel to")


def test_a_line_number_inside_an_argument_does_not_count() -> None:
    one, other = (prints(TEXT, args={"where": f" ({word} {n})"}) for word, n in (("linje", 3), ("linje", 40)))
    assert one == other
    assert prints(TEXT, args={"where": " (mindst 3)"}) != prints(TEXT, args={"where": " (mindst 4)"})


def test_words_cannot_run_together() -> None:
    code = Code("BEK301", "x", Severity.WARNING, Words("{a}{b}"), Words("{a}{b}"))
    pairs = [{"a": "x", "b": "y"}, {"a": 'x", "b', "b": "y"}, {"a": "xy", "b": ""}, {"a": "", "b": "xy"}]
    found = [Diagnostic(code, Span.nowhere("a.bek"), args) for args in pairs]
    assert len({one.fingerprint for one in fingerprinted(found, {})}) == len(pairs)


def test_a_file_that_was_not_read_has_fingerprints_too() -> None:
    found = Diagnostic(ERROR, Span.nowhere("væk.bek"), {"name": "x"})
    beyond = Diagnostic(ERROR, Span("regler/børn og unge.bek", 0, 0, 900, 1, 901, 1), {"name": "x"})
    case = Diagnostic(ERROR, "$.uger", {"name": "x"})
    assert len({one.fingerprint for one in told(found, beyond, case)}) == 3


@given(st.permutations(range(7)))
def test_no_two_findings_share_one_in_whatever_order_they_come(order: list[int]) -> None:
    seven = (*many(Severity.WARNING, 4), at("regel én"), at("regel to", WARNING), at("regel to", NOTE))
    told_ = fingerprinted([seven[place] for place in order], {RULES.name: RULES})
    assert len({one.fingerprint for one in told_}) == 7
    assert told_ == fingerprinted(seven, {RULES.name: RULES})


def test_a_real_rule_set_keeps_its_fingerprints_when_lines_move(tmp_path: Path) -> None:
    rules = Path(__file__).parents[1] / "cli" / "data" / "skole.bek"
    text = rules.read_text(encoding="utf-8") + '\noplysning ubrugt "Bruges den?": ja/nej\n'
    seen = []
    for where, changed in (("a", text), ("b", "# en linje\n" * 40 + text.replace("\n\n", "\n\n\n"))):
        (tmp_path / where).mkdir()
        place = tmp_path / where / "skole.bek"
        place.write_text(changed, encoding="utf-8")
        reading = read_ruleset(place)
        sources = {"skole.bek": Source("skole.bek", next(iter(reading.sources.values())).text)}
        found = [moved(one) for one in check_reading(reading)]
        seen.append([(one.number, one.fingerprint) for one in fingerprinted(found, sources)])
    assert seen[0] == seen[1]
    assert len(seen[0]) > 1


def moved(one: Diagnostic) -> Diagnostic:
    """The finding in a file of the same name, wherever it was read from."""
    from attrs import evolve

    return evolve(one, at=evolve(one.at, file="skole.bek"))

"""Laying out changes nothing but the layout: what is read again is the same, and every comment is where it was."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.format import format_source
from bekymring.syntax.parse import parse
from bekymring.syntax.read import read_source

HERE = Path(__file__).parent
LAYOUT = sorted((HERE / "layout").glob("*.bek"))
GOOD = sorted((HERE / "good").glob("*.bek"))
RULESETS = sorted((HERE.parents[1] / "rulesets").glob("*/*.bek"))
FILES = [*GOOD, *LAYOUT, *RULESETS]


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def laid(text: str, to: str | None = None) -> str:
    checked = format_source(Source("x", text), to=to)
    assert checked.value is not None, [one.message() for one in checked.diagnostics]
    return checked.value


def said(text: str, language: str | None = None) -> tuple[doc.Header | None, tuple[doc.Declaration, ...]]:
    checked = parse(Source("x", text), language=language)
    assert checked.diagnostics == ()
    return checked.value.header, checked.value.declarations


def comments(text: str) -> list[str]:
    return [one.text for one in parse(Source("x", text)).value.comments]


# --- laws over files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_layout_says_the_same_and_is_final(path: Path) -> None:
    text = text_of(path)
    for to in (None, "da", "en"):
        new = laid(text, to)
        assert said(new) == said(text)
        assert sorted(comments(new)) == sorted(comments(text))
        assert laid(new) == new
        assert new.endswith("\n")
        assert not any(line != line.rstrip() for line in new.split("\n"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_there_and_back_again(path: Path) -> None:
    danish = laid(text_of(path), "da")
    english = laid(danish, "en")
    assert laid(english, "da") == danish
    assert laid(laid(english, "da"), "en") == english


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_line_ends_and_a_mark_at_the_start_change_nothing(path: Path) -> None:
    text = text_of(path)
    data = b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode()
    assert format_source(read_source("x", data).value).value == laid(text)


@pytest.mark.parametrize("path", RULESETS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_shipped_rule_sets_stand_as_they_should(path: Path) -> None:
    assert laid(text_of(path)) == text_of(path)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
@pytest.mark.parametrize("where", ["behind", "both"])
def test_a_comment_at_any_line_stays_there(path: Path, where: str) -> None:
    lines: list[str] = []
    for number, line in enumerate(laid(text_of(path)).split("\n")):
        indent = len(line) - len(line.lstrip())
        if line and where != "behind":
            lines.append(f"{' ' * indent}# over {number}")
        commentable = line and "#" not in line
        lines.append(f"{line}  # bag {number}" if commentable else line)
    text = "\n".join(lines)
    assert laid(text) == text


def test_a_line_is_too_long_only_if_it_cannot_be_broken() -> None:
    long = [
        line.split()[0]
        for path in (*GOOD, *LAYOUT)
        for line in laid(text_of(path)).split("\n")
        if len(line) > 110 and not any(sign in line for sign in '"|#')
    ]
    assert long == ["udført", "en_meget_lang_betegnelse_som_ikke_kan_brydes_noget_sted_i"]


# --- goldens ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["da", "en"])
@pytest.mark.parametrize("path", [*LAYOUT, HERE / "good" / "alle_former.bek"], ids=lambda path: path.stem)
def test_it_looks_like_this(path: Path, to: str, golden: Callable[[Path, str], None]) -> None:
    golden(HERE / "layout" / f"{path.stem}.{to}.txt", laid(text_of(path), to))


# --- words --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("definition d a >= 3 og b<2", "definition d a er mindst 3 og b er under 2"),
        ("definition d ((a))", "definition d a"),
        ("definition d (a og b) eller (c)", "definition d (a og b) eller c"),
        ("definition d (a og b) og c", "definition d (a og b) og c"),
        ("definition d ikke (a er ja)", "definition d ikke a er ja"),
        ("definition d alle af ((a og b), (c))", "definition d alle af (a og b, c)"),
        ("definition d (a+b)*2-(c-1) er 0", "definition d (a + b) * 2 - (c - 1) er 0"),
        ("definition d a er 1,50", "definition d a er 1,5"),
        ("definition d a er 007", "definition d a er 7"),
        ("definition d a er -0,000001", "definition d a er -0,000001"),
        ("definition d a er 15%", "definition d a er 15 %"),
        ("definition d a er 1 januar 2024", "definition d a er 1. januar 2024"),
        ("definition d a er 01. JANUAR 2024 kl.09:05", "definition d a er 1. januar 2024 kl. 9.05"),
        ("definition d a er »b«", "definition d a er b"),
        ("definition d a er »og«", "definition d a er »og«"),
        ("definition d »to ord« er »3«", "definition d »to ord« er »3«"),
        ("definition d »barnet« er under 3", "definition d »barnet« er under 3"),
        ("definition d »a« er »barnet«", "definition d a er barnet"),
        ("definition d der er ikke nogen h", "definition d der er ingen h"),
        ("definition d der er højst 0 h", "definition d der er ingen h"),
        ("definition d b er inden for de seneste 1 måneder", "definition d b er inden for den seneste måned"),
        ("definition d b er inden for det seneste 2 år", "definition d b er inden for de seneste 2 år"),
        ("definition d b er inden for de seneste år", "definition d b er inden for det seneste år"),
        ("definition d b er efter 1 dage efter c", "definition d b er efter 1 dag efter c"),
        ("definition d a af denne støtteforløb", "definition d a af dette støtteforløb"),
        ("definition d a af denne hus", "definition d a af denne hus"),
        ("definition d a af dette hus og b af denne hus", "definition d a af dette hus og b af dette hus"),
        ("roller a, b", "rolle a, b"),
        ("parter a", "part a"),
        ('oplysning a "Hvad?":ja/nej', 'oplysning a "Hvad?": ja/nej'),
        ('oplysning a "Hvad?": »dato«', 'oplysning a "Hvad?": »dato«'),
        ('opmærksomhedspunkt p "a \\"b\\" \\\\"', 'opmærksomhedspunkt p "a \\"b\\" \\\\"'),
    ],
)
def test_one_way_to_write_it(written: str, wanted: str) -> None:
    assert laid(written) == f"{wanted}\n"


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("mindst hvert måned", "mindst hver måned"),
        ("mindst hver 1. år", "mindst hvert år"),
        ("mindst hver 3 måneder", "mindst hver 3. måned"),
        ("mindst 1 gange i hver kalenderår", "mindst 1 gang i hvert kalenderår"),
        ("mindst 2 gange i hvert måned", "mindst 2 gange i hver måned"),
        ("senest på det tidligste af (c)", "senest c"),
    ],
)
def test_one_way_to_write_how_often(written: str, wanted: str) -> None:
    assert f"    så skal a ske {wanted}\n" in laid(f'regel r så skal a ske {written} fordi "f"')


def test_clauses_come_in_one_order() -> None:
    text = 'regel r fordi "f" ifølge k læst 1. maj 2024 hjemmel l § 1 så bør a ske kan fraviges af c når b medmindre d'
    assert laid(text).split("\n") == [
        "regel r",
        "    når b",
        "    medmindre d",
        "    så bør a ske",
        "        kan fraviges af c",
        '    fordi "f"',
        "    ifølge k læst 1. maj 2024",
        "    hjemmel l § 1",
        "",
    ]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ('lov a "A"\nlov b "B"', 'lov a "A"\nlov b "B"\n'),
        ('lov a "A"\n\n\n\nlov b "B"', 'lov a "A"\n\nlov b "B"\n'),
        ('handling a "a"\n  påhviler b\nlov b "B"', 'handling a "a"\n    påhviler b\n\nlov b "B"\n'),
        ('lov b "B"\nhandling a "a"\n  påhviler b', 'lov b "B"\n\nhandling a "a"\n    påhviler b\n'),
        ("", ""),
        ("\n  \n", ""),
        ("# a\n\n\n\n  # b", "# a\n\n# b\n"),
    ],
)
def test_blank_lines(written: str, wanted: str) -> None:
    assert laid(written) == wanted


# --- limits and refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        f"definition d {'(a og ' * 63}(b eller c){')' * 63}",
        f"definition d {'ikke ' * 64}a",
        f"definition d {'ikke (a og ' * 32}a{')' * 32}",
        f"definition d {'alle af (' * 64}a{')' * 64}",
        f"definition d {'(a + ' * 63}(a * b){')' * 63} er 0",
        f"definition d {' og '.join(f'a{n}' for n in range(1000))}",
        f'oplysning a "Hvad?": en af ({", ".join(f"a{n}" for n in range(1000))})',
    ],
    ids=range(7),
)
def test_what_lies_at_a_limit_is_laid_out(text: str) -> None:
    new = laid(text)
    assert said(new) == said(text)
    assert laid(new) == new


@pytest.mark.parametrize(
    "text",
    [
        "regel r når a og b eller c",
        'oplysning a "Hvad": dato',
        'regel r når a når b så bør c ske fordi "f"',
        "definition d a er 31. februar 2024",
        "definition d a\u202e",
    ],
)
def test_a_file_with_mistakes_gets_their_findings_and_no_text(text: str) -> None:
    checked = format_source(Source("x", text))
    assert checked.value is None
    assert checked.diagnostics == parse(Source("x", text)).diagnostics


def test_a_file_that_would_grow_over_the_limit_is_left_as_it_is() -> None:
    text = "#a\n" * 349_000
    assert read_source("x", text.encode()).diagnostics == ()
    checked = format_source(Source("x", text))
    assert (checked.value, [one.code.number for one in checked.diagnostics]) == (None, ["BEK021"])

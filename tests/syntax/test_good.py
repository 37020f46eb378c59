"""Good files give the documents that stand beside them, in either language, whatever their line ends."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date
from enum import Enum
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bekymring.source import Source, Span
from bekymring.syntax import document as doc
from bekymring.syntax.parse import parse
from bekymring.syntax.read import read_source

GOOD = sorted((Path(__file__).parent / "good").glob("*.bek"))


def plain(node: Any) -> Any:
    """A document as JSON: every part with the name of its class, without places and without what was not said."""
    match node:
        case None | bool() | int() | str() if not isinstance(node, Enum):
            return node
        case Enum():
            return node.value
        case Fraction() | date():
            return str(node)
        case tuple():
            return [plain(one) for one in node]
        case _:
            said = {one.name: getattr(node, one.name) for one in node.__attrs_attrs__ if one.name != "span"}
            kept = {
                name: plain(value)
                for name, value in said.items()
                if not (value is None or value is False or value == ())
            }
            return {
                "is": type(node).__name__,
                **{name: value for name, value in kept.items() if not _silent(value)},
            }


def _silent(value: Any) -> bool:
    return value in ({"is": "FactTraits"}, {"is": "ActionTraits"})


def text_of(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def nodes(node: Any, parent: Any = None) -> Iterator[tuple[Any, Any]]:
    """Every part of a document with the part around it."""
    if isinstance(node, tuple):
        for one in node:
            yield from nodes(one, parent)
    elif hasattr(node, "__attrs_attrs__") and not isinstance(node, Span):
        yield node, parent
        for one in node.__attrs_attrs__:
            yield from nodes(getattr(node, one.name), node)


@pytest.mark.parametrize(
    "path", [path for path in GOOD if path.stem != "all_forms"], ids=lambda path: path.stem
)
def test_a_good_file_gives_its_document_and_no_finding(
    path: Path, golden: Callable[[Path, str], None]
) -> None:
    checked = parse(Source(path.name, text_of(path)))
    assert checked.diagnostics == ()
    document = checked.value
    rows = (document.header, *document.declarations, *document.comments)
    text = ",\n".join(json.dumps(plain(row), ensure_ascii=False) for row in rows)
    golden(path.with_suffix(".document.json"), f"[\n{text}\n]\n")


def test_danish_and_english_say_the_same() -> None:
    folder = Path(__file__).parent / "good"
    danish = parse(Source("x", text_of(folder / "alle_former.bek"))).value
    english = parse(Source("x", text_of(folder / "all_forms.bek"))).value
    assert (danish.header, danish.declarations) == (english.header, english.declarations)
    assert (danish.language, english.language) == ("da", "en")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_line_ends_a_mark_at_the_start_and_split_letters_change_nothing(path: Path) -> None:
    text = text_of(path)
    wanted = parse(Source(path.name, text)).value
    for data in (
        text.replace("\n", "\r\n").encode(),
        b"\xef\xbb\xbf" + text.encode(),
        unicodedata.normalize("NFD", text).encode(),
        text.rstrip("\n").encode(),
    ):
        source = read_source(path.name, data).value
        assert parse(source).value == wanted


def test_split_letters_get_a_note_that_is_no_error() -> None:
    data = unicodedata.normalize("NFD", "definition d å\n# når\n").encode()
    checked = read_source("x", data)
    assert [(one.code.number, one.at.line, one.is_error) for one in checked.diagnostics] == [
        ("BEK005", 1, False)
    ]


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_a_name_stands_where_its_place_says(path: Path) -> None:
    text = text_of(path)
    for node, _ in nodes(parse(Source(path.name, text)).value):
        if isinstance(node, doc.Name):
            assert text[node.span.start : node.span.end].strip("»«") == node.text


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_part_lies_inside_the_part_around_it(path: Path) -> None:
    source = Source(path.name, text_of(path))
    for node, parent in nodes(parse(source).value):
        assert (node.span.line, node.span.column) == source.position(node.span.start)
        assert (node.span.end_line, node.span.end_column) == source.position(node.span.end)
        if parent is not None:
            assert parent.span.start <= node.span.start <= node.span.end <= parent.span.end


def test_comments_are_kept_with_their_places() -> None:
    text = '# første\nlov l "L" # bag\n  #indrykket\n\n#\n'
    comments = parse(Source("x", text)).value.comments
    assert [(one.text, one.own_line, one.span.line, one.span.column) for one in comments] == [
        ("første", True, 1, 1),
        ("bag", False, 2, 11),
        ("indrykket", True, 3, 3),
        ("", True, 5, 1),
    ]


def test_a_number_sign_in_a_text_is_no_comment() -> None:
    document = parse(Source("x", 'opmærksomhedspunkt p "nr. # 5"')).value
    assert (document.declarations[0].text, document.comments) == ("nr. # 5", ())


def test_columns_count_code_points_behind_a_sign_outside_the_basic_plane() -> None:
    source = Source("x", 'lov l "🙂" fejl')
    finding = parse(source).diagnostics[0]
    assert (finding.at.column, source.utf16_column(finding.at.start)) == (11, 11)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a og b og c", doc.And),
        ("a eller b eller c", doc.Or),
        ("ikke a og b", doc.And),
        ("ikke a eller b", doc.Or),
        ("ikke (a og b)", doc.Not),
        ("(a og b) eller c", doc.Or),
        ("a og (b eller c)", doc.And),
        ("ikke a er ja", doc.Not),
        ("a er ja og b", doc.And),
        ("a er mellem 1 og 2 og b", doc.And),
        ("a + b * 2 er over 3", doc.Compare),
        ("a og b eller c", None),
        ("a eller b og c", None),
        ("a og ikke b eller c", None),
        ("a er mellem 1 og 2 eller b og c", None),
        ("a er b er c", None),
        ("1 < a < 2", None),
        ("a er over 1 < 2", None),
    ],
)
def test_operators_are_read_in_one_way(text: str, wanted: type | None) -> None:
    declaration = parse(Source("x", f"definition d {text}")).value.declarations[0]
    if wanted is None:
        assert isinstance(declaration, doc.Broken)
    else:
        assert isinstance(declaration.expr, wanted)


def test_negation_binds_to_the_condition_behind_it() -> None:
    expr = parse(Source("x", "definition d ikke a og b")).value.declarations[0].expr
    assert [type(one) for one in expr.items] == [doc.Not, doc.NameRef]


def test_multiplication_binds_before_addition() -> None:
    expr = parse(Source("x", "definition d a + 2 * b - c er 0")).value.declarations[0].expr.left
    assert [(added, type(one)) for added, one in expr.terms] == [
        (True, doc.NameRef),
        (True, doc.Multiply),
        (False, doc.NameRef),
    ]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("§ 136", "§ 136"),
        ("§ 136 a, stk. 1, nr. 2", "§ 136 a, stk. 1, nr. 2"),
        ("§§ 46 og 47", "§§ 46 og 47"),
        ("§ 18, stk. 1 og 2", "§ 18, stk. 1 og 2"),
        ("§ 20, stk. 1, nr. 1 og 2", "§ 20, stk. 1, nr. 1 og 2"),
        ("§ 49 a", "§ 49 a"),
        ("§§ 24-27", "§§ 24-27"),
        ("§ 5, stk. 3, 2. pkt.", "§ 5, stk. 3, 2. pkt."),
        ("§  5,  stk. 3", "§ 5, stk. 3"),
    ],
)
def test_a_paragraph_is_kept_as_written(written: str, kept: str) -> None:
    checked = parse(Source("x", f'fastsat p til 1 fordi "f" hjemmel l {written} ikke læst'))
    assert checked.diagnostics == ()
    assert checked.value.declarations[0].citations[0].paragraph == kept

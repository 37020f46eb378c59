"""Laws of the layout over documents at random, and over comments wherever they can stand."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax import format as layout
from bekymring.syntax import format_examples, format_expressions
from bekymring.syntax.format import format_document, format_source
from bekymring.syntax.parse import parse
from syntax.documents import TOPS, documents, tops


def read(text: str, language: str | None = None) -> doc.Document:
    checked = parse(Source("x", text), language=language)
    assert [one.message() for one in checked.diagnostics] == []
    return checked.value


@pytest.mark.parametrize("cls", TOPS, ids=lambda cls: cls.__name__)
@given(data=st.data())
def test_every_declaration_is_read_as_it_was_written(cls: type, data: st.DataObject) -> None:
    top = data.draw(tops(cls))
    header = top if isinstance(top, doc.Header) else None
    document = doc.Document(header, () if header else (top,))
    for language in ("da", "en"):
        again = read(format_document(document, to=language), language)
        assert (again.header, again.declarations) == (document.header, document.declarations)


@given(documents())
def test_a_document_keeps_its_declarations_in_both_languages(document: doc.Document) -> None:
    danish = format_document(document)
    english = format_document(document, to="en")
    assert read(danish, "da").declarations == read(english, "en").declarations == document.declarations


@given(documents(), st.data())
def test_comments_anywhere_are_kept_once_and_in_their_declaration(
    document: doc.Document, data: st.DataObject
) -> None:
    pieces = format_document(document).split(" ")
    for number in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(pieces) - 1))
        if _inside_a_text(pieces[:at]):
            continue
        pieces[at] = (
            data.draw(st.sampled_from(["# {}\n", "\n# {}\n", "\n\n  # {}\n\n", "\n    # {}\n"])).format(
                f"nummer {number}"
            )
            + pieces[at]
        )
    text = " ".join(pieces)
    checked = parse(Source("x", text))
    if checked.diagnostics or checked.value.language != "da":
        return
    for to in ("da", "en"):
        if parse(Source("x", format_document(checked.value, to=to))).value.language != to:
            continue  # a few words that are read as the other language are rightly left as they are
        new = format_source(Source("x", text), to=to).value
        assert new is not None
        assert format_source(Source("x", new)).value == new
        before, after = _owners(checked.value), _owners(read(new, to))
        assert before.keys() == after.keys()
        # One less: what stood behind the start of a declaration now stands above it.
        assert all(after[comment] in {owner, owner - 1} for comment, owner in before.items())


def _inside_a_text(pieces: list[str]) -> bool:
    before = " ".join(pieces).replace("\\\\", "").replace('\\"', "")
    return before.count('"') % 2 == 1 or before.count("»") != before.count("«")


def _owners(document: doc.Document) -> dict[str, int]:
    """For each comment the number of the last declaration that begins before it."""
    starts = [one.span.start for one in (document.header, *document.declarations) if one is not None]
    found = {one.text: sum(start < one.span.start for start in starts) for one in document.comments}
    assert len(found) == len(document.comments)
    return found


@pytest.mark.parametrize(
    ("union", "known"),
    [
        (doc.Expr, format_expressions._WRITERS),
        (doc.Declaration | doc.Header, layout._LAYOUTS),
        (doc.Expectation, format_examples._EXPECTED),
    ],
    ids=["expressions", "declarations", "expectations"],
)
def test_everything_that_can_be_written_has_its_layout(union: Any, known: dict[type, Any]) -> None:
    assert set(get_args(union)) == set(known)

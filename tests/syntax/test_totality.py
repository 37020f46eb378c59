"""Whatever the bytes, reading ends with a document or with findings; the same bytes give the same, everywhere."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bekymring.diagnostics import Checked, Diagnostic, has_errors
from bekymring.source import Source, Span
from bekymring.syntax import document as doc
from bekymring.syntax.parse import parse
from bekymring.syntax.read import read_source
from bekymring.syntax.words import vocabularies

GOOD = sorted((Path(__file__).parent / "good").glob("*.bek"))
LINES = [line for path in GOOD for line in path.read_bytes().decode("utf-8").split("\n")]
KEYWORDS = sorted({word for known in vocabularies().values() for word in known.written.values()})
SIGNS = [
    *list('()[]|:;,."»«§%+-*=<>#\\/\n\t \r'),
    "1",
    "1,5",
    "1.5",
    "1. maj 2024",
    "æ",
    "\u202e",
    "\xa0",
    "𐐀",
    "1. maj 2024 kl. 9.00",
]


def read(data: bytes) -> tuple[Source | None, Checked[doc.Document] | None, tuple[Diagnostic, ...]]:
    source = read_source("x", data)
    if source.value is None:
        return None, None, source.diagnostics
    document = parse(source.value)
    return source.value, document, (*source.diagnostics, *document.diagnostics)


def check(data: bytes) -> None:
    source, checked, findings = read(data)
    if source is None or checked is None:
        assert has_errors(findings)
        return
    assert isinstance(checked.value, doc.Document)
    broken = any(isinstance(one, doc.Broken) for one in checked.value.declarations)
    assert has_errors(findings) or not broken
    for one in checked.diagnostics:
        assert isinstance(one.at, Span)
        assert 0 <= one.at.start <= one.at.end <= len(source.text)
        assert (one.at.line, one.at.column) == source.position(one.at.start)
        assert (one.at.end_line, one.at.end_column) == source.position(one.at.end)
        for lang in ("da", "en"):
            assert one.message(lang)
            assert not any(word in one.message(lang).lower() for word in ("ugyldig", "syntaks", "token"))


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    check(data)


@given(st.lists(st.sampled_from([*KEYWORDS, *SIGNS, "a", "b", '"tekst?"', "§ 1, stk. 2"]), max_size=40))
def test_any_heap_of_words(words: list[str]) -> None:
    check(" ".join(words).encode("utf-8", "surrogatepass"))


@given(st.sampled_from(LINES), st.lists(st.sampled_from([*KEYWORDS, *SIGNS]), max_size=4), st.data())
def test_any_line_with_something_put_into_it(line: str, words: list[str], data: st.DataObject) -> None:
    for word in words:
        at = data.draw(st.integers(0, len(line)))
        line = f"{line[:at]}{word}{line[at:]}"
    check(f"regel r når a\n{line}\nregel s når b".encode())


@given(st.sampled_from(GOOD), st.data())
def test_any_good_file_with_bytes_changed(path: Path, data: st.DataObject) -> None:
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        at = data.draw(st.integers(0, len(content) - 1))
        match data.draw(st.sampled_from(("put", "drop", "cut", "double"))):
            case "put":
                content[at] = data.draw(st.integers(0, 255))
            case "drop":
                del content[at : at + data.draw(st.integers(1, 40))]
            case "cut":
                del content[at:]
            case _:
                content[at:at] = content[at : at + 200]
        if not content:
            break
    check(bytes(content))


@given(st.sampled_from(GOOD), st.data())
def test_a_mistake_costs_its_own_declaration_and_no_other(path: Path, data: st.DataObject) -> None:
    text = path.read_bytes().decode("utf-8")
    whole = parse(Source("x", text)).value.declarations
    index = data.draw(st.integers(0, len(whole) - 1))
    at = whole[index].span.end
    if index + 1 < len(whole) and text.count("\n", at, whole[index + 1].span.start) == 0:
        return
    found = parse(Source("x", f"{text[:at]} ) ){text[at:]}"))
    assert isinstance(found.value.declarations[index], doc.Broken)
    assert (*found.value.declarations[:index], *found.value.declarations[index + 1 :]) == (
        *whole[:index],
        *whole[index + 1 :],
    )
    assert len(found.diagnostics) == 1


def test_threads_that_read_at_once_find_the_same() -> None:
    texts = [path.read_bytes() for path in GOOD] + [
        path.read_bytes() for path in GOOD[0].parent.parent.glob("bad/*.bek")
    ]
    wanted = [read(text)[1] for text in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda text: read(text)[1], texts * 4)) == wanted * 4


PROBE = """
import sys
from pathlib import Path
from bekymring.syntax.parse import parse
from bekymring.syntax.read import read_source
for path in sys.argv[1:]:
    checked = parse(read_source(path, Path(path).read_bytes()).value)
    print(ascii([(one.sort_key(), one.message(), one.help("en"), one.suggestion) for one in checked.diagnostics]))
    print(ascii(checked.value))
"""


@pytest.mark.slow
def test_another_process_finds_the_same_in_the_same_order() -> None:
    folder = GOOD[0].parent.parent
    paths = [str(path) for path in (*GOOD, *sorted(folder.glob("bad/*.bek")))]
    said = set()
    for seed, zone, locale in (
        ("0", "UTC", "C"),
        ("1", "Asia/Tokyo", "da_DK.UTF-8"),
        ("4711", "America/New_York", "C"),
    ):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONUTF8": "0"}
        ran = subprocess.run(
            [sys.executable, "-c", PROBE, *paths], env=environment, capture_output=True, check=True
        )
        said.add(ran.stdout)
    assert len(said) == 1


LETTERS = "abzABZ019_æøåÆØÅäéðđ"


def test_a_keyword_with_anything_behind_it_is_another_word() -> None:
    wrong = []
    for language, known in vocabularies().items():
        for word in {
            part for phrases in known.phrases.values() for phrase in phrases for part in phrase.words
        }:
            for letter in LETTERS:
                for name in (word + letter, letter + word):
                    if name[0].isdigit() or any(
                        name in one.words for rows in known.phrases.values() for one in rows
                    ):
                        continue
                    document = parse(Source("x", f"definition d {name}"), language=language).value
                    if (
                        document.declarations[0].expr != doc.NameRef(doc.Name(name))
                        and name not in known.reserved
                    ):
                        wrong.append(name)
    assert wrong == []

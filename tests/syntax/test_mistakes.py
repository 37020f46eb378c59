"""Every mistake has words in both languages, in the tone of the house, and a test that expects it."""

import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from bekymring.diagnostics import Code
from bekymring.syntax import mistakes
from bekymring.syntax.mistakes import CODES

HERE = Path(__file__).parent
TESTS = "".join(
    path.read_bytes().decode("utf-8") for path in (*HERE.glob("test_*.py"), *HERE.glob("bad/*.bek"))
)
ROOM = "".join(
    path.read_text("utf-8") for path in Path(mistakes.__file__).parent.glob("*.py") if path.stem != "mistakes"
)
# The codes that this room itself finds; a file that cannot be opened is the doors' business.
FOUND_HERE = [
    value for name, value in vars(mistakes).items() if isinstance(value, Code) and f"mistakes.{name}" in ROOM
]
# What a reader need not know, or what scolds.
UNWANTED = r"\b(ugyldig\w*|syntaks\w*|token\w*|type|invalid|illegal|syntax|parse\w*|string|jeg|we|I)\b|!"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_numbers_and_slugs_are_given_once() -> None:
    for known in (Counter(one.number for one in CODES), Counter(one.slug for one in CODES)):
        assert set(known.values()) == {1}


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_both_languages_say_the_same_arguments(code: Code) -> None:
    assert fields(code.da.message) == fields(code.en.message)
    assert fields(code.da.help) == fields(code.en.help)


@pytest.mark.parametrize("code", CODES, ids=lambda code: code.slug)
def test_the_words_are_plain_and_complete(code: Code) -> None:
    for words in (code.da, code.en):
        assert re.search(UNWANTED, f"{words.message} {words.help}") is None
        assert words.message.endswith(".")
        assert words.help


@pytest.mark.parametrize("code", FOUND_HERE, ids=lambda code: code.slug)
def test_a_test_expects_it(code: Code) -> None:
    assert code.number in TESTS


def test_this_room_finds_nearly_all_codes() -> None:
    assert {one.number for one in CODES} - {one.number for one in FOUND_HERE} <= {"BEK020"}

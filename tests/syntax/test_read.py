"""Bytes become text, or one finding says why not; every hidden character is named."""

import pytest

from bekymring.source import Source
from bekymring.syntax import document as doc
from bekymring.syntax.characters import odd_characters
from bekymring.syntax.parse import parse
from bekymring.syntax.read import MAX_BYTES, read_source


@pytest.mark.parametrize(
    ("data", "wanted"),
    [
        (b"", ["BEK007"]),
        (b" \n\t" * 1000, ["BEK007"]),
        (b"# kun en bem\xc3\xa6rkning", []),
        (b"\xef\xbb\xbf", []),
        ('lov l "L"\n\ufeff'.encode(), ["BEK003"]),
        ('lov l "L"'.encode("utf-16"), ["BEK002"]),
        ("regel på".encode("latin-1"), ["BEK002"]),
        (b'lov l "\xc0\xaf"', ["BEK002"]),
        (b'lov l "\xed\xa0\x80"', ["BEK002"]),
        (b'lov\x00 l "L"', ["BEK003"]),
        (b'lov l "\x00"', ["BEK003"]),
        ('lov\x0bl\x0c"L"\x85'.encode(), ["BEK003", "BEK003", "BEK003"]),
        ('lov\u2028l\u2029"L"'.encode(), ["BEK003", "BEK003"]),
        ('lov\u00a0l "L"'.encode(), ["BEK004"]),
        ('lov l\u200c "L"'.encode(), ["BEK003"]),
        ("# se\u202e hid".encode(), ["BEK003"]),
        ('lov l "\x1b[2J\x9b\x07"'.encode(), ["BEK003", "BEK003", "BEK003"]),
        (b'lov l "L"\rlov m "M"', ["BEK003"]),
        ('oplysning \u212bben "?": ja/nej'.encode(), ["BEK005"]),
    ],
)
def test_bytes_are_read_or_refused(data: bytes, wanted: list[str]) -> None:
    assert [one.code.number for one in read_source("x", data).diagnostics] == wanted


def test_a_file_at_the_limit_is_read_and_one_above_is_not() -> None:
    assert read_source("x", b"#" * MAX_BYTES).value is not None
    above = read_source("x", b"#" * (MAX_BYTES + 1))
    assert (above.value, [one.code.number for one in above.diagnostics]) == (None, ["BEK001"])


def test_the_byte_that_is_no_text_is_numbered_with_its_line() -> None:
    finding = read_source("x", b"\xef\xbb\xbfab\ncd\xe5").diagnostics[0]
    assert (finding.at.line, finding.arguments) == (2, {"offset": "8", "byte": "E5"})


def test_a_hidden_character_is_named_with_number_and_name() -> None:
    finding = read_source("x", "# \u202e".encode()).diagnostics[0]
    assert finding.arguments == {"codepoint": "U+202E", "name": "RIGHT-TO-LEFT OVERRIDE"}
    assert (finding.at.start, finding.at.end) == (2, 3)


HIDDEN = [
    chr(n)
    for n in (0, 7, 8, 11, 12, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0xA0, 0x61C, 0x180E, 0x2009, 0x200B, 0x200C)
]
HIDDEN += [
    chr(n) for n in (0x200D, 0x200E, 0x200F, *range(0x202A, 0x2030), *range(0x2066, 0x206A), 0x2028, 0x2029)
]
HIDDEN += [chr(n) for n in (0x3000, 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xE000, 0xE0020, 0xE0101, 0xD800, 0x3164)]


@pytest.mark.parametrize("place", ["lov{} l", "lov l{}l", '"a{}b"', "# a{}b", "{}lov"])
@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda one: f"U+{ord(one):04X}")
def test_a_hidden_character_is_found_wherever_it_stands(place: str, hidden: str) -> None:
    source = Source("x", place.replace("{}", hidden))
    known = list(odd_characters(source))
    assert [source.text[one.at.start : one.at.end] for one in known] == [hidden]
    assert set(known) <= set(parse(source).diagnostics)


@pytest.mark.parametrize("letter", "æøåÆØÅäöüÄÖÜéÉðÐþÞáÁčČđĐŋŊšŠŧŦžŽ")
def test_every_letter_of_the_written_alphabet_may_stand_in_names(letter: str) -> None:
    for name in (letter, f"a{letter}", f"{letter}_1"):
        document = parse(Source("x", f'oplysning {name} "?": ja/nej')).value
        assert document.declarations[0].name == doc.Name(name)


@pytest.mark.parametrize("letter", "аａßœſªµαłñçûãﬁ²١")
def test_no_other_letter_may_stand_in_names(letter: str) -> None:
    for name in (letter, f"a{letter}", f"{letter}a"):
        found = parse(Source("x", f'oplysning {name} "?": ja/nej')).diagnostics
        assert "BEK006" in {one.code.number for one in found}


@pytest.mark.parametrize("text", ["Ł ñ α 日本 العربية א", "'enkelt' “krøllet” « »", "€ ½ — …", "é́ é"])
def test_a_text_may_hold_what_people_write(text: str) -> None:
    assert parse(Source("x", f'opmærksomhedspunkt p "{text}"')).value.declarations == (
        doc.AttentionPoint(doc.Name("p"), text),
    )

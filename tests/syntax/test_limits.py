"""Every limit holds: what lies at it is read, what lies above it gives its own finding."""

from collections.abc import Callable

import pytest

from bekymring.source import Source
from bekymring.syntax import mistakes
from bekymring.syntax.parse import parse

QUESTION = 'oplysning a "?": ja/nej\n'


def found(text: str) -> list[str]:
    return sorted({one.code.number for one in parse(Source("x", text)).diagnostics})


@pytest.mark.parametrize(
    ("make", "limit", "code"),
    [
        (lambda n: f'oplysning {"a" * n} "?": ja/nej', 64, "BEK010"),
        (lambda n: f'oplysning »{"a" * n}« "?": ja/nej', 64, "BEK010"),
        (lambda n: f'opmærksomhedspunkt p "{"a" * n}"', 4000, "BEK011"),
        (lambda n: f"#{'a' * (n - 1)}", 4000, "BEK012"),
        (lambda n: f"definition d a er over {'9' * n}", 12, "BEK013"),
        (lambda n: f"definition d a er over 1,{'9' * n}", 6, "BEK013"),
        (lambda n: f"definition d {'(' * n}a{')' * n}", 64, "BEK014"),
        (lambda n: f"definition d {'ikke ' * n}a", 64, "BEK014"),
        (lambda n: f"definition d {'ikke (' * (n // 2)}{'(' * (n % 2)}a{')' * (n - n // 2)}", 64, "BEK014"),
        (lambda n: f"definition d {' og '.join('a' * n)}", 1000, "BEK015"),
        (lambda n: f"definition d {' eller '.join('a' * n)}", 1000, "BEK015"),
        (lambda n: f"definition d {' + '.join('a' * n)} er 0", 1000, "BEK015"),
        (lambda n: f"definition d alle af ({', '.join('a' * n)})", 1000, "BEK015"),
        (lambda n: f'oplysning a "?": en af ({", ".join("a" * n)})', 1000, "BEK015"),
        (lambda n: 'regel r så skal a ske fordi "f"\n' * n, 10_000, "BEK016"),
        (lambda n: QUESTION * n, 2000, "BEK017"),
    ],
)
def test_at_the_limit_it_is_read_and_above_it_is_found(
    make: Callable[[int], str], limit: int, code: str
) -> None:
    assert found(make(limit)) == []
    assert found(make(limit + 1)) == [code]


def test_at_most_a_hundred_findings_are_given_and_the_last_says_so() -> None:
    assert len(parse(Source("x", "lov = 1\n" * mistakes.MAX_FINDINGS)).diagnostics) == mistakes.MAX_FINDINGS
    many = parse(Source("x", "lov = 1\n" * 1000)).diagnostics
    assert len(many) == mistakes.MAX_FINDINGS
    assert [one.code.number for one in many[-2:]] == ["BEK105", "BEK018"]


@pytest.mark.parametrize(
    "text",
    [
        "regel r når " + "å" * 100_000 + " ja",
        "lov l " + "9" * 100_000,
        "lov " + "»" + "b" * 100_000 + "« ja",
        'lov "' + "b" * 100_000 + '"',
    ],
)
def test_a_finding_quotes_little(text: str) -> None:
    for one in parse(Source("x", text)).diagnostics:
        assert all(len(value) <= 600 for value in one.arguments.values())
        assert len(one.arguments.get("found", "")) <= 120


# What would be slow if reading were not linear, or would end the program if it called itself.
@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("definition d " + "(" * 10_000, ["BEK014"]),
        ("definition d " + "ikke " * 500 + "a", ["BEK014"]),
        ("definition d " + "ikke " * 100_000 + "a", ["BEK014"]),
        ("definition d " + "a og " * 100_000 + "a", ["BEK015"]),
        ("definition d " + "a er " * 100_000 + "a", ["BEK104"]),
        ('lov l "' + "a" * 900_000, ["BEK171"]),
        ('lov l "' + "\\" * 900_000, ["BEK171"]),
        ("lov l " + '"' * 900_001, ["BEK171"]),
        ("lov l " + "1" * 900_000, ["BEK101"]),
        ("lov l " + "1." * 450_000, ["BEK161"]),
        ("lov l " + "1 " * 450_000, ["BEK101"]),
        ("lov l 1" + " " * 900_000 + "a", ["BEK101"]),
        ("lov l § " + "1, " * 300_000, ["BEK101"]),
        ("lov l § 1" + " " * 900_000, ["BEK101"]),
        ("=" * 900_000, ["BEK105"]),
        (" " * 1_000_000, []),
        ("# " + "-" * 900_000, ["BEK012"]),
        ("a\n" * 300_000, ["BEK122"]),
        ("regel\n" * 20_000, ["BEK018", "BEK102"]),
        ("regel r\n" + ("a\n" * 21 + 'b "a\n') * 20_000, ["BEK018", "BEK171"]),
    ],
    ids=range(20),
)
def test_large_files_are_read_to_their_end(text: str, codes: list[str]) -> None:
    assert found(text) == codes

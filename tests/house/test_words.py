"""What may not stand in a file of the project."""

import re
from pathlib import PurePosixPath

import pytest

LOCKS = {
    "uv.lock",
    "poetry.lock",
    "pdm.lock",
    "Pipfile.lock",
    "pixi.lock",
    "npm-shrinkwrap.json",
    "yarn.lock",
}

# Written in two halves, so that this file does not hold what it looks for.
REGISTRY_HOSTS = tuple(
    f"{name}.{domain}"
    for name, domain in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("deb.debian", "org"),
        ("anaconda", "org"),
        ("crates", "io"),
    )
)
INDEX_OPTIONS = re.compile(r"--(?:extra-)?index-url|--find-links|--trusted-host|file:///")
IDENTITY_NUMBER = re.compile(r"\b[0-3]\d[01]\d{3}-\d{4}\b")


def holders(texts: dict[str, str], pattern: str) -> list[str]:
    return [name for name, text in texts.items() if re.search(pattern, text, re.IGNORECASE)]


def test_the_source_knows_no_law(texts: dict[str, str]) -> None:
    source = {name: text for name, text in texts.items() if name.startswith("src/")}
    assert source
    assert holders(source, "§") == []


@pytest.mark.parametrize("host", REGISTRY_HOSTS)
def test_no_file_names_a_registry(texts: dict[str, str], host: str) -> None:
    assert holders(texts, rf"\b{re.escape(host)}\b") == []


def test_the_constraints_hold_no_address(texts: dict[str, str]) -> None:
    assert INDEX_OPTIONS.search(texts["constraints.txt"]) is None
    assert "://" not in texts["constraints.txt"]


def test_no_lock_file_is_tracked(texts: dict[str, str]) -> None:
    names = {PurePosixPath(name).name for name in texts}
    assert {name for name in names if name in LOCKS or re.fullmatch(r"pylock.*\.toml", name)} == set()


def test_nothing_is_shaped_like_an_identity_number(texts: dict[str, str]) -> None:
    assert holders(texts, IDENTITY_NUMBER.pattern) == []


def test_an_identity_number_would_be_seen() -> None:
    assert IDENTITY_NUMBER.search("barnet (" + "010203" + "-" + "1234" + ")")

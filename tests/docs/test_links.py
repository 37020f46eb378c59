"""Every link in the documents leads somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ +(.+?)\s*$", re.MULTILINE)


def pages() -> list[Path]:
    return [
        *sorted(ROOT.glob("*.md")),
        *sorted((ROOT / "docs").rglob("*.md")),
        *sorted((ROOT / "rulesets").rglob("*.md")),
    ]


def anchors(text: str) -> set[str]:
    """The names that the headings of a page can be reached by, as the usual readers of Markdown make them."""
    titles = HEADING.findall(re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def dead_links(page: Path) -> Iterator[str]:
    text = page.read_text(encoding="utf-8")
    for target in LINK.findall(CODE.sub("", text)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        place = page.parent / name if name else page
        if not place.exists() or (anchor and anchor not in anchors(place.read_text(encoding="utf-8"))):
            yield target


def test_the_documents_have_a_first_page() -> None:
    assert (ROOT / "docs" / "index.md").is_file()


def test_every_link_leads_somewhere() -> None:
    dead = {str(page.relative_to(ROOT)): links for page in pages() if (links := list(dead_links(page)))}
    assert dead == {}


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[a](side.md)", []),
        ("[a](side.md#til-børn-og-unge)", []),
        ("[a](#her)", []),
        ("[a](mailto:x)", []),
        ("`[a](ingen.md)`", []),
        ("[a](ingen.md)", ["ingen.md"]),
        ("[a](side.md#ingen)", ["side.md#ingen"]),
    ],
)
def test_a_dead_link_is_seen(tmp_path: Path, link: str, expected: list[str]) -> None:
    (tmp_path / "side.md").write_text("# Til børn og unge!\n", encoding="utf-8")
    page = tmp_path / "først.md"
    page.write_text(f"# Her\n{link}\n", encoding="utf-8")
    assert list(dead_links(page)) == expected

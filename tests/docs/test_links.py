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
        ROOT / "tests" / "README.md",
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


def led_to(start: Path) -> set[Path]:
    """The pages that a reader gets to from a page, by any number of links."""
    found: set[Path] = set()
    waiting = [start.resolve()]
    while waiting:
        page = waiting.pop()
        if page in found or page.suffix != ".md":
            continue
        found.add(page)
        targets = LINK.findall(CODE.sub("", page.read_text(encoding="utf-8")))
        places = [page.parent / target.partition("#")[0] for target in targets if not target.startswith("#")]
        waiting += [place.resolve() for place in places if place.is_file()]
    return found


def test_every_page_can_be_found_from_the_first_one() -> None:
    by_code = ROOT / "docs" / "checks"  # these are found by `bekymring explain`
    written = {page for page in (ROOT / "docs").rglob("*.md") if page.parent != by_code}
    assert {page.name for page in written - led_to(ROOT / "README.md")} == set()


def test_a_page_that_nobody_links_to_is_seen(tmp_path: Path) -> None:
    for name, text in {"a.md": "[b](b.md) [c](#her)", "b.md": "[a](a.md)", "c.md": ""}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {page.name for page in led_to(tmp_path / "a.md")} == {"a.md", "b.md"}


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

"""The page of the architecture is true: every room stands on it, and every file that it names exists."""

import re
import tomllib

from docs.pages import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "bekymring"


def rooms_in_the_source() -> set[str]:
    names = {path.stem for path in SOURCE.iterdir() if path.is_dir() or path.suffix == ".py"}
    return {name for name in names if not name.startswith(("_", "."))}


def rooms_on_the_page() -> set[str]:
    titles = re.findall(r"^### (.+)$", PAGE, re.MULTILINE)
    return {name for title in titles for name in title.split(", ")}


def rooms_of_the_linter() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = [one for row in project["tool"]["importlinter"]["contracts"] for one in row.get("layers", ())]
    return set(re.findall(r"\w+", " ".join(layers)))


def doors_of_the_linter() -> dict[str, str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    doors = [one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "protected"]
    return {
        library: one["allowed_importers"][0].removeprefix("bekymring.")
        for one in doors
        for library in one["protected_modules"]
    }


def test_every_room_has_a_paragraph() -> None:
    assert rooms_on_the_page() == rooms_in_the_source()


def test_no_room_is_invented() -> None:
    assert rooms_on_the_page() <= rooms_of_the_linter()


def test_every_room_of_the_drawing_is_a_room() -> None:
    (drawing,) = re.findall(r"^```text\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    drawn = set(re.findall(r"\b(\w+)/", drawing)) - {"grammar"}
    assert drawn <= rooms_in_the_source()


def named_files() -> list[tuple[str, str]]:
    """The rooms of a paragraph, and a file that it names."""
    paragraphs = re.findall(r"^### (.+)\n((?:(?!^#).*\n?)*)", PAGE, re.MULTILINE)
    return [(title, name) for title, text in paragraphs for name in re.findall(r"`([\w*]+\.py)`", text)]


def exists_in(title: str, name: str) -> bool:
    folders = [SOURCE, *(SOURCE / room for room in title.split(", "))]
    return any(list(folder.glob(name)) for folder in folders if folder.is_dir())


def test_every_file_of_a_room_exists() -> None:
    assert ("evaluate", "reference.py") in named_files()
    assert [(title, name) for title, name in named_files() if not exists_in(title, name)] == []


def test_the_modules_of_the_table_exist() -> None:
    table = PAGE.partition("## What is true of each value")[2].partition("\n## ")[0]
    assert [name for name in re.findall(r"`([\w/]+\.py)`", table) if not (SOURCE / name).is_file()] == []


def test_the_doors_are_those_that_the_linter_guards() -> None:
    rows = re.findall(
        r"^\| ([a-z0-9, ]+) \| `(\w+)` \|$", PAGE.partition("## One door a library")[2], re.MULTILINE
    )
    said = {library: room for libraries, room in rows for library in libraries.split(", ")}
    guarded = doors_of_the_linter()
    assert said == {library: room for library, room in guarded.items() if room in rooms_in_the_source()}

"""Which files of a folder are read together, and what is said of those that are not looked at."""

from pathlib import Path

import pytest

from bekymring.api import RulesetError, check
from bekymring.api.files import MAX_DEPTH
from bekymring.api.reading import read_ruleset

HEAD = 'regelsæt {name} "{name}" version 1.0\n'
ROLE = "rolle {name}\n"


def folder(place: Path, **texts: str) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (place / f"{name}.bek").write_text(text, encoding="utf-8")
    return place


@pytest.mark.parametrize("asked", ["", "hoved.bek", "roller.bek"])
def test_a_file_of_a_rule_set_stands_for_the_rule_set(tmp_path: Path, asked: str) -> None:
    place = folder(tmp_path / "a", hoved=HEAD.format(name="a"), roller=ROLE.format(name="leder"))
    reading = read_ruleset(place / asked)
    assert reading is not None
    assert reading.diagnostics == ()
    assert reading.ruleset is not None
    assert list(reading.ruleset.roles) == ["leder"]
    assert [Path(one).name for one in reading.documents] == ["hoved.bek", "roller.bek"]


def test_of_several_rule_sets_in_a_folder_the_one_that_is_named_is_read_alone(tmp_path: Path) -> None:
    place = folder(tmp_path, a=HEAD.format(name="a"), b='# andet\nruleset b "b" version 1.0\n', c="rolle x\n")
    reading = read_ruleset(place / "a.bek")
    assert reading is not None
    assert reading.ruleset is not None
    assert list(reading.ruleset.roles) == []


def test_a_folder_with_several_rule_sets_names_their_files(tmp_path: Path) -> None:
    (found,) = check(folder(tmp_path, a=HEAD.format(name="a"), b=HEAD.format(name="b")))
    assert found.code.number == "BEK285"
    assert "»a.bek«, »b.bek«" in found.message()
    assert found.help().endswith("a.bek")


@pytest.mark.parametrize(("depth", "codes"), [(MAX_DEPTH, []), (MAX_DEPTH + 1, ["BEK293"])])
def test_rules_that_lie_too_deep_are_not_passed_over(tmp_path: Path, depth: int, codes: list[str]) -> None:
    folder(tmp_path, a=HEAD.format(name="a"))
    folder(tmp_path.joinpath(*"abcdefghijklmnopq"[:depth]), dyb=HEAD.format(name="dyb"))
    try:
        found = tuple(one for one in check(tmp_path) if one.is_error)
    except RulesetError as error:
        found = error.findings
    assert [one.code.number for one in found] == codes


def test_deep_folders_without_rules_are_nobodys_business(tmp_path: Path) -> None:
    folder(tmp_path, a=HEAD.format(name="a"))
    tmp_path.joinpath(*"abcdefghijklmnopqrst").mkdir(parents=True)
    assert not any(one.is_error for one in check(tmp_path))

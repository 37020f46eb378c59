"""The files that come with the package are found, and are the ones of the checkout."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bekymring import resources


def test_the_grammar_is_the_one_of_the_checkout(root: Path) -> None:
    files = sorted((root / "grammar").iterdir())
    assert files
    for path in files:
        assert resources.grammar_text(path.name) == path.read_text(encoding="utf-8")


def test_every_folder_with_rules_is_listed_once_in_order(root: Path) -> None:
    folders = {path.parent.name for path in (root / "rulesets").glob("*/*.bek")}
    assert folders
    assert resources.ruleset_names() == tuple(sorted(folders))


def test_a_rule_set_is_its_folder_and_its_files(root: Path) -> None:
    for name in resources.ruleset_names():
        assert resources.ruleset_folder(name) == root / "rulesets" / name
        assert resources.ruleset_files(name) == tuple(sorted((root / "rulesets" / name).glob("*.bek")))


@pytest.mark.parametrize("name", ["findes_ikke", "", ".", "..", "../grammar", "/"])
def test_an_unknown_name_gives_nothing(name: str) -> None:
    assert resources.ruleset_folder(name) is None
    assert resources.ruleset_files(name) == ()


# Stands for an installed package: the module alone in a folder, with or without its data.
ASK = "import resources as r; print(r.grammar_text('x.lark'), *r.ruleset_names(), *(p.name for p in r.ruleset_files('a')))"


def ask(folder: Path) -> subprocess.CompletedProcess[str]:
    shutil.copy(resources.__file__, folder)
    return subprocess.run(
        [sys.executable, "-c", ASK], cwd=folder, check=False, capture_output=True, text=True
    )


def test_an_installed_package_answers_from_its_own_data(tmp_path: Path) -> None:
    data = tmp_path / "_data"
    for name, text in (
        ("grammar/x.lark", "egen"),
        ("rulesets/a/a.bek", ""),
        ("rulesets/a/LÆSMIG.md", ""),
        ("rulesets/b/x", ""),
    ):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    assert ask(tmp_path).stdout.split() == ["egen", "a", "a.bek"]


def test_a_broken_installation_says_what_is_missing(tmp_path: Path) -> None:
    deep = tmp_path / "site" / "bekymring"
    deep.mkdir(parents=True)
    run = ask(deep)
    assert run.returncode != 0
    assert "Mappen »grammar« mangler" in run.stderr

"""What the README tells a newcomer to type exists."""

import re
import subprocess
import sys
from pathlib import Path


def commands(root: Path) -> list[list[str]]:
    """The lines of the shell blocks of the README, as words, without their remarks."""
    text = (root / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(?:sh|console|bash)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    lines = [
        line.partition("#")[0].removeprefix("$ ").split() for block in blocks for line in block.splitlines()
    ]
    return [line for line in lines if line]


def test_the_readme_shows_how_to_try_and_to_test(root: Path) -> None:
    assert ["make", "demo"] in commands(root)
    assert ["make", "test"] in commands(root)


def test_every_goal_in_the_readme_is_in_the_makefile(root: Path) -> None:
    goals = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {line[1] for line in commands(root) if line[0] == "make"} <= goals


def test_every_path_in_the_readme_exists(root: Path) -> None:
    folders = ("rulesets/", "docs/", "grammar/", "tests/", "src/", ".ci/")
    paths = {word for line in commands(root) for word in line if word.startswith(folders)}
    assert {path for path in paths if not (root / path).exists()} == set()


def test_every_verb_in_the_readme_exists(root: Path) -> None:
    program = Path(sys.executable).with_name("bekymring")
    verbs = {line[1] for line in commands(root) if line[0] == "bekymring" and len(line) > 1}
    unknown = {
        verb
        for verb in verbs
        if subprocess.run([program, verb, "--help"], check=False, capture_output=True).returncode != 0
    }
    assert unknown == set()

"""Golden files are compared, and rewritten only when asked for."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # each question starts a test run of its own

TEST = """
from pathlib import Path

def test_it(golden):
    golden(Path(__file__).with_name("svar") / "svar.txt", {text!r})
"""


@pytest.fixture
def folder(root: Path, tmp_path: Path) -> Path:
    shutil.copy(root / "tests" / "conftest.py", tmp_path)
    return tmp_path


def run(folder: Path, text: str, *options: str) -> tuple[int, str]:
    """The exit status and the output of a test run that says `text`."""
    (folder / "test_it.py").write_text(TEST.format(text=text), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout


def test_a_golden_file_is_written_only_when_asked_for(folder: Path) -> None:
    status, said = run(folder, "høj\n")
    assert status == 1
    assert "--update-golden" in said
    assert run(folder, "høj\n", "--update-golden")[0] == 0
    assert (folder / "svar" / "svar.txt").read_bytes() == "høj\n".encode()
    assert run(folder, "høj\n")[0] == 0


def test_a_difference_is_shown_line_by_line(folder: Path) -> None:
    run(folder, "ens\nhøj\n", "--update-golden")
    status, said = run(folder, "ens\nlav\n")
    assert status == 1
    assert {"-høj", "+lav", " ens"} <= set(said.splitlines())


def test_a_line_end_is_a_difference(folder: Path) -> None:
    run(folder, "høj\n", "--update-golden")
    assert run(folder, "høj\r\n")[0] == 1
    assert run(folder, "høj")[0] == 1

"""The command in process and as a process of its own."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from attrs import frozen

from bekymring.cli import main

DATA = Path(__file__).parent / "data"
COMMAND = Path(sys.executable).parent / "bekymring"
CASE = {"uger_med_uro": 5, "bemærket": "2026-03-02", "mødt": {"ikke_sket": True}}


@frozen
class Ran:
    """How a call ended."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


@pytest.fixture
def call(capsysbinary):
    """Runs the command in this process."""

    def run(*arguments: str) -> Ran:
        capsysbinary.readouterr()
        status = main([*map(str, arguments)])
        seen = capsysbinary.readouterr()
        return Ran(int(status), seen.out.decode(), seen.err.decode())

    return run


@pytest.fixture
def start(tmp_path):
    """Runs the command as a process of its own, in an empty folder."""

    def run(*arguments, env=None, **more) -> Ran:
        ended = subprocess.run(
            [COMMAND, *arguments],
            check=False,
            capture_output=True,
            cwd=more.pop("cwd", tmp_path),
            env={**os.environ, **(env or {})},
            timeout=60,
            **more,
        )
        return Ran(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return run


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A folder with a rule set, `skole.bek`, and a case of it, `sag.json`; the working directory."""
    shutil.copy(DATA / "skole.bek", tmp_path)
    (tmp_path / "sag.json").write_text(json.dumps(CASE), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path

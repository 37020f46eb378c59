"""The rooms of the house, as `pyproject.toml` draws them."""

import subprocess
import sys
from pathlib import Path


def test_every_import_goes_downwards(root: Path) -> None:
    program = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run(
        [program, "--no-logo", "--no-cache"], cwd=root, check=False, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stdout + run.stderr

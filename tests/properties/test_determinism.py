"""The same rule set, case and moment give the same decision in every process, whatever its hash seed, locale and time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from properties.comparing import decide_at
from properties.laws import PROFILES, scene
from bekymring.testing.draws import seeded
made = hashlib.sha256()
for seed in range(60):
    one = scene(seeded(seed), PROFILES[seed % len(PROFILES)])
    made.update(repr(decide_at(one.ruleset, one.case, one.when)).encode())
print(made.hexdigest())
"""
SETTINGS = (
    {"PYTHONHASHSEED": "0", "TZ": "Europe/Copenhagen", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Los_Angeles", "LC_ALL": "da_DK.UTF-8"},
)


@pytest.mark.slow
def test_decisions_are_the_same_under_other_settings():
    here = str(Path(__file__).parents[1])
    found = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, here],
            env={**os.environ, **setting},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for setting in SETTINGS
    }
    assert len(found) == 1

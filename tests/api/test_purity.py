"""Evaluation reads nothing but its arguments, and gives the same bytes wherever it runs."""

import json
import os
import subprocess
import sys

import pytest
from tests.api.conftest import CASES, SKOLE

PROGRAM = """
import json, sys
from datetime import date
import bekymring

place, cases, watched = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3] == "watched"
rules = bekymring.load(place)
seen = []
if watched:
    # The first text brings in the modules that it needs; what is watched is the work itself.
    first = rules.evaluate(cases[1], on=date(2026, 3, 6))
    first.explain(), first.to_markdown(), first.to_html(), first.why("m\\xf8de_ved_uro"), first.to_json()
    import os
    class Environment(type(os.environ)):
        def __getitem__(self, name):
            seen.append("environ " + name)
            return super().__getitem__(name)
    os.environ.__class__ = Environment
    on = True
    sys.addaudithook(lambda event, _: seen.append(event) if on else None)
said = []
for case in cases:
    decision = rules.evaluate(case, on=date(2026, 3, 6))
    said.append(decision.to_json().decode())
    said += [decision.explain(lang=lang, to=to) for lang in ("da", "en") for to in ("working_view", "record", "family")]
    said += [decision.to_markdown(), decision.to_html(), decision.why("m\\xf8de_ved_uro")]
on = False
sys.stdout.buffer.write(json.dumps([said, sorted(set(seen))]).encode())
"""
HARMLESS = {
    "compile",
    "exec",
    "function.__new__",  # the function of a rule set
    "object.__getattr__",
    "object.__setattr__",
    "object.__delattr__",
    "sys._getframe",
}


def run(place, *, watched=False, env=None, cwd=None, options=()):
    ended = subprocess.run(
        [
            sys.executable,
            *options,
            "-c",
            PROGRAM,
            str(place),
            json.dumps(CASES),
            "watched" if watched else "",
        ],
        check=True,
        capture_output=True,
        env={**os.environ, **(env or {})},
        cwd=cwd,
    )
    return json.loads(ended.stdout)


@pytest.fixture(scope="module")
def expected():
    return run(SKOLE, env={"PYTHONHASHSEED": "0"})[0]


def test_evaluation_opens_nothing_and_asks_nobody():
    said, seen = run(SKOLE, watched=True)
    assert said
    assert set(seen) - HARMLESS == set()


SETTINGS = {
    "hash 1": {"env": {"PYTHONHASHSEED": "1"}},
    "hash 4294967295": {"env": {"PYTHONHASHSEED": "4294967295"}},
    "a zone in the east": {"env": {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2"}},
    "a zone in the west": {"env": {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "3"}},
    "no locale": {"env": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}},
    "a Turkish locale": {"env": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}},
    "another folder": {"cwd": "/"},
    "without asserts": {"options": ("-O",)},
}


@pytest.mark.parametrize("setting", SETTINGS)
def test_the_same_decision_is_the_same_bytes_everywhere(expected, setting):
    assert run(SKOLE, **SETTINGS[setting])[0] == expected

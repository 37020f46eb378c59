"""A rule set that allows supervision and simulation, and invented cases of it."""

import json
from pathlib import Path

import pytest
from attrs import define

import bekymring
from bekymring.batch import Job, run_batch
from bekymring.batch.run import open_file

RULES = Path(__file__).with_name("tilsyn.bek")
PURPOSE = "ledelsestilsyn: stikprøve (opdigtet)"
CANARY = "991399-7001"
"""Shaped like an identity number of an impossible date."""

CASES = [
    {"id": "a", "uger_med_uro": 5, "bemærket": "2026-03-02", "mødt": {"ikke_sket": True}},
    {"id": "b"},
    {"id": "c", "uger_med_uro": {"tvivl": 5}, "fravær": "22.5"},
    {"id": 4, "går_i_skole": False, "sfo_timer": {"ikke_relevant": True}, "støtte": ["logopæd"]},
    {"id": "e", "henvendelse": [{"modtaget": "2026-03-04T15:40"}, {"modtaget": "2026-03-05T09:00", "besvaret": "2026-03-05T10:00"}]},
    {"uger_med_uro": 0, "fravær": 3, "støtte": {"logopæd": True, "lektiehjælp": None}},
    {"id": "g", "bekymrende": {"vurdering": True, "af": "lærer", "fordi": "Barnet siger det selv"}},
]  # fmt: skip
BAD = [
    b"",
    b"[]",
    b'{"id": "x", "vlod": "' + CANARY.encode() + b'"}',
    b'{"uger_med_uro": "' + CANARY.encode() + b'"}',
    b'{"uger_med_uro": 1, "uger_med_uro": 2}',
    b'{"id": ["' + CANARY.encode() + b'"], "uger_med_uro": 3}',
    b'{"id": "\\ud800"}',
    b"\xff\xfe",
    b'{"a":' * 1000,
    b'{"uger_med_uro": ' + b"9" * 5000 + b"}",
    b'{"x": "' + CANARY.encode() * 110_000 + b'"}',
]


@pytest.fixture(scope="session")
def rules():
    return bekymring.load(RULES)


def lines(cases):
    return [json.dumps(one, ensure_ascii=False).encode() for one in cases]


def written(path, some):
    path.write_bytes(b"".join(one + b"\n" for one in some))
    return path


@pytest.fixture
def job(tmp_path):
    """Runs a job in a folder of its own; gives what was written."""

    def run(rules, cases, name="svar.jsonl", *, opener=open_file, **more):
        from datetime import date

        made = Job(cases=cases, output=tmp_path / name, purpose=PURPOSE, on=date(2026, 3, 6), **more)
        return run_batch(rules, made, opener=opener)

    return run


def answers(path):
    """The rows of a file of JSON lines, without its head."""
    return [json.loads(one) for one in path.read_bytes().splitlines()[1:]]


@define
class Failing:
    """Opens files of which the call of this number, counted over all of them, fails as a full disk does."""

    failing: int
    calls: int = 0

    def __call__(self, path, mode):
        return _File(open_file(path, mode), self)

    def called(self):
        self.calls += 1
        if self.calls == self.failing:
            raise OSError(28, "No space left on device")


class _File:
    def __init__(self, file, owner):
        self.file, self.owner = file, owner

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()

    def __getattr__(self, name):
        return getattr(self.file, name)

    def write(self, content):
        # Half of it is written before the disk is full.
        try:
            self.owner.called()
        except OSError:
            self.file.write(content[: len(content) // 2])
            raise
        return self.file.write(content)

    def flush(self):
        self.owner.called()
        return self.file.flush()

    def truncate(self, size):
        self.owner.called()
        return self.file.truncate(size)

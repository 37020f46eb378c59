"""What only whole processes show: Ctrl-C, a full disk, a worker that dies, a terminal, standard input."""

import json
import os
import pty
import resource
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from attrs import evolve

from batch.conftest import BAD, CASES, PURPOSE, RULES, answers, lines, written
from bekymring.batch import BatchError, Job, run_batch

COMMAND = Path(sys.executable).parent / "bekymring"
WAIT = 60


def arguments(folder, *more, name="svar.jsonl"):
    given = [
        "batch",
        str(RULES),
        str(folder / "sager.jsonl"),
        "--purpose",
        PURPOSE,
        "--on",
        "2026-03-06",
        "--output",
        str(folder / name),
    ]
    return [COMMAND, *given, *more]


def run(folder, *more, name="svar.jsonl", **options):
    return subprocess.run(
        arguments(folder, *more, name=name), check=False, capture_output=True, timeout=WAIT, **options
    )


def wait_for(condition):
    end = time.monotonic() + WAIT
    while not condition():
        assert time.monotonic() < end, "it never came so far"
        time.sleep(0.01)


@pytest.mark.slow
@pytest.mark.parametrize("workers", ["1", "2"])
def test_ctrl_c_leaves_whole_lines_and_the_job_is_gone_on_with(rules, tmp_path, workers):
    written(tmp_path / "sager.jsonl", lines(CASES) * 150)
    run_batch(
        rules,
        Job(cases=tmp_path / "sager.jsonl", output=tmp_path / "hel", purpose=PURPOSE, on=date(2026, 3, 6)),
    )
    expected, svar = (tmp_path / "hel").read_bytes(), tmp_path / "svar.jsonl"
    head = len(expected.splitlines(keepends=True)[0])
    process = subprocess.Popen(
        arguments(tmp_path, "--workers", workers),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    wait_for(lambda: process.poll() is not None or (svar.exists() and svar.stat().st_size > head))
    # As a terminal does: to the whole group, the workers too.
    assert process.poll() is None, process.communicate()
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, out) == (130, b"")
    assert "--resume" in err.decode()
    assert "Traceback" not in err.decode()
    content = svar.read_bytes()
    assert expected.startswith(content)
    assert content.endswith(b"\n")
    assert len(content) < len(expected)
    went_on = run(tmp_path, "--workers", workers, "--resume")
    assert (went_on.returncode, went_on.stderr) == (0, b"")
    assert svar.read_bytes() == expected


def contents(path):
    """The bytes of a file, or of a folder of parts."""
    return [one.read_bytes() for one in sorted(path.iterdir())] if path.is_dir() else [path.read_bytes()]


ENDS = {signal.SIGTERM: 143, signal.SIGINT: 130, signal.SIGKILL: -signal.SIGKILL}
"""What the command ends with; nobody hears of the last one."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("end", "form", "workers"),
    [
        (signal.SIGTERM, "jsonl", "1"),
        (signal.SIGTERM, "csv", "2"),
        (signal.SIGINT, "csv", "1"),
        (signal.SIGKILL, "jsonl", "2"),
        (signal.SIGKILL, "parquet", "2"),
    ],
)
def test_whatever_ends_a_job_it_is_gone_on_with_to_the_same_bytes(tmp_path, end, form, workers):
    written(tmp_path / "sager.jsonl", lines(CASES) * (1500 if form == "parquet" else 200))
    options = ("--format", form, "--workers", workers)
    assert run(tmp_path, *options, name="hel").returncode == 0
    process = subprocess.Popen(arguments(tmp_path, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    journal = tmp_path / "svar.jsonl.run.json"
    wait_for(
        lambda: (
            process.poll() is not None or (journal.exists() and json.loads(journal.read_bytes())["written"])
        )
    )
    assert process.poll() is None, process.communicate()
    process.send_signal(end)
    out, err = process.communicate(timeout=WAIT)
    assert (process.returncode, out) == (ENDS[end], b"")
    assert "Traceback" not in err.decode()
    safe = json.loads(journal.read_bytes())
    assert not safe["complete"]
    found = contents(tmp_path / "svar.jsonl")
    if form == "parquet":
        assert found[: safe["written"]] == contents(tmp_path / "hel")[: safe["written"]]
    else:
        whole = contents(tmp_path / "hel")[0]
        assert found[0][: safe["written"]] == whole[: safe["written"]]
        assert whole[: safe["written"]].endswith(b"\n")
    went_on = run(tmp_path, *options, "--resume")
    assert (went_on.returncode, went_on.stderr) == (0, b"")
    assert contents(tmp_path / "svar.jsonl") == contents(tmp_path / "hel")
    assert journal.read_bytes() == (tmp_path / "hel.run.json").read_bytes()
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def small_files():
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))


def test_a_disk_that_takes_no_more_is_said_and_the_job_is_gone_on_with(rules, tmp_path):
    written(tmp_path / "sager.jsonl", lines(CASES) * 60)
    run_batch(
        rules,
        Job(cases=tmp_path / "sager.jsonl", output=tmp_path / "hel", purpose=PURPOSE, on=date(2026, 3, 6)),
    )
    expected = (tmp_path / "hel").read_bytes()
    stopped = run(tmp_path, preexec_fn=small_files)
    assert stopped.returncode == 2
    assert "kan ikke skrives" in stopped.stderr.decode()
    assert "Traceback" not in stopped.stderr.decode()
    content = (tmp_path / "svar.jsonl").read_bytes()
    assert expected.startswith(content)
    assert content.endswith(b"\n")
    assert run(tmp_path, "--resume").returncode == 0
    assert (tmp_path / "svar.jsonl").read_bytes() == expected


def test_a_worker_that_is_killed_is_said_and_nothing_hangs(rules, tmp_path):
    from multiprocessing import active_children

    written(tmp_path / "sager.jsonl", lines(CASES) * 100)

    def kill(done, _):
        if done == 100:
            os.kill(active_children()[0].pid, signal.SIGKILL)

    job = Job(
        cases=tmp_path / "sager.jsonl",
        output=tmp_path / "svar",
        purpose=PURPOSE,
        on=date(2026, 3, 6),
        workers=2,
    )
    with pytest.raises(BatchError, match="holdt op af sig selv"):
        run_batch(rules, job, progress=kill)
    assert active_children() == []
    assert (tmp_path / "svar").read_bytes().endswith(b"\n")
    totals = run_batch(rules, evolve(job, resume=True))
    assert totals == run_batch(rules, evolve(job, output=tmp_path / "hel"))
    assert (tmp_path / "svar").read_bytes() == (tmp_path / "hel").read_bytes()


def test_cases_are_read_from_standard_input(tmp_path):
    ran = run(tmp_path, input=b"".join(one + b"\n" for one in lines(CASES)))
    assert ran.returncode == 2  # there is no file of cases
    given = [
        COMMAND,
        "batch",
        RULES,
        "-",
        "--purpose",
        PURPOSE,
        "--on",
        "2026-03-06",
        "--output",
        tmp_path / "svar",
    ]
    ran = subprocess.run(
        given, check=False, capture_output=True, input=b"".join(one + b"\n" for one in lines(CASES))
    )
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert len(answers(tmp_path / "svar")) == len(CASES)


def test_some_bad_cases_are_status_2_and_the_others_are_answered(tmp_path):
    written(tmp_path / "sager.jsonl", [*lines(CASES), *BAD])
    ran = run(tmp_path)
    assert ran.returncode == 2
    assert f"{len(BAD)} af dem kunne ikke bruges" in ran.stdout.decode()
    assert len(answers(tmp_path / "svar.jsonl")) == len(CASES) + len(BAD)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--workers", "0"], "--workers er et tal"),
        (["--workers", "-1"], "--workers er et tal"),
        (["--workers", "mange"], "--workers er et tal"),
        (["--workers", "1000"], "--workers er et tal"),
        (["--output", "mangler/svar"], "mappen findes ikke"),
        (["--output", "."], "kan ikke skrives"),
        (["--output", "/dev/full"], "findes allerede"),
        (["--purpose", " "], "Sig, hvad svarene skal bruges til"),
        (["--on", "i går"], "--on skal være en dato"),
        (["--on", "1999-01-01"], "gælder fra"),
        (["--input", "parquet"], "ikke en Parquet-fil"),
        (["--resume"], "intet at fortsætte"),
    ],
)
def test_a_job_that_cannot_be_is_status_2_and_leaves_nothing(tmp_path, monkeypatch, more, said):
    from bekymring.cli import main

    monkeypatch.chdir(tmp_path)
    written(tmp_path / "sager.jsonl", lines(CASES))
    ran = run(tmp_path, *more, cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert said in ran.stderr.decode()
    assert [one.name for one in tmp_path.iterdir()] == ["sager.jsonl"]
    assert main  # the same command


@pytest.mark.slow
def test_progress_is_told_on_a_terminal_only(tmp_path):
    written(tmp_path / "sager.jsonl", lines(CASES) * 250)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(arguments(tmp_path), stdout=subprocess.PIPE, stderr=theirs)
    os.close(theirs)
    seen = b""
    try:
        while part := os.read(ours, 4096):
            seen += part
    except OSError:
        pass  # how a terminal ends
    process.communicate(timeout=WAIT)
    assert process.returncode == 0
    assert " sager · ".encode() in seen
    assert " i sekundet · ".encode() in seen
    assert "tilbage" in seen.decode()
    assert run(tmp_path, name="andet").stderr == b""


def test_progress_tells_figures(tmp_path):
    del tmp_path
    from bekymring.cli.progress import progress_line

    assert (
        progress_line(12_300, 9_500, 10, 0.5, "da")
        == "12.300 sager · 950 i sekundet · under et minut tilbage"
    )
    assert progress_line(12_300, 9_500, 10, 0.01, "en") == "12,300 cases · 950 a second · about 21 min left"
    assert progress_line(12_300, 9_500, 10, None, "en") == "12,300 cases · 950 a second"


def test_the_journal_says_the_purpose(tmp_path):
    written(tmp_path / "sager.jsonl", lines(CASES))
    assert run(tmp_path).returncode == 0
    journal = json.loads((tmp_path / "svar.jsonl.run.json").read_bytes())
    assert journal["purpose"] == {"use": "supervision", "text": PURPOSE}
    assert journal["ruleset"]["name"] == "tilsyn"
    assert len(journal["ruleset"]["meaning_hash"]) == 64

"""What only a process of its own shows: locales, closed streams, full devices, hostile folders, signals."""

import os
import pathlib
import signal
import subprocess
import sys

import pytest
from tests.cli.conftest import COMMAND, DATA

SKOLE = str(DATA / "skole.bek")
MOMENT = ("--on", "2026-03-06")
NO_UTF8 = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
HOSTILE = {
    "lark.py": "raise SystemExit('lark fra mappen')",
    "click.py": "raise SystemExit('click fra mappen')",
    "attrs.py": "raise SystemExit('attrs fra mappen')",
    "bekymring.py": "raise SystemExit('bekymring fra mappen')",
    "sitecustomize.py": "raise SystemExit('sitecustomize fra mappen')",
    "usercustomize.py": "raise SystemExit('usercustomize fra mappen')",
    "pyproject.toml": "[tool.bekymring",
    ".env": "PYTHONPATH=.",
}


def test_no_locale_spoils_what_is_printed(start, tmp_path):
    plain, other = (start("check", SKOLE, "--no-proofs", "--format=json", env=env) for env in ({}, NO_UTF8))
    assert plain == other
    for arguments in (
        ["--help"],
        ["prøv", SKOLE],
        ["chæk"],
        ["vurder", SKOLE, "så.json", *MOMENT],
        ["ny", "vores_skåle"],
    ):
        here = tmp_path / "her"
        ran = []
        for env in ({"PYTHONUTF8": "1"}, NO_UTF8):
            here.mkdir()
            ran.append(start(*arguments, env=env, cwd=here))
            for place in (here / "vores_skåle", here):
                for one in place.iterdir() if place.is_dir() else ():
                    one.unlink() if one.is_file() else one.rmdir()
            here.rmdir()
        assert ran[0] == ran[1], arguments
        assert "Intern" not in ran[1].err


@pytest.mark.parametrize("env", [{"PYTHONOPTIMIZE": "1"}, {"PYTHONOPTIMIZE": "2"}])
def test_a_run_without_asserts_refuses_the_same(start, tmp_path, env):
    (tmp_path / "forkert.json").write_text(
        '{"uger_med_uro": true, "støtte": "x", "fravær": 1e400}', encoding="utf-8"
    )
    (tmp_path / "fejl.bek").write_text("regel x\n    når\n", encoding="utf-8")
    for arguments in (
        ["evaluate", SKOLE, "forkert.json", *MOMENT],
        ["check", "fejl.bek"],
        ["evaluate", SKOLE, "forkert.json", "--on", "1899-01-01"],
        ["test", SKOLE],
    ):
        assert start(*arguments, env=env) == start(*arguments), arguments


def test_hostile_files_in_the_folder_are_not_run(start, tmp_path):
    for name, text in HOSTILE.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    ran = start("check", SKOLE, "--no-proofs")
    assert (ran.status, ran.err) == (0, "")
    assert "fra mappen" not in ran.out


@pytest.mark.parametrize("arguments", [["--help"], ["schema", "--decision"], ["chek"]])
def test_a_closed_output_is_said_and_never_green(arguments, tmp_path):
    for closed in (">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"):
        ran = subprocess.run(
            ["sh", "-c", f'"$0" "$@" {closed}', COMMAND, *arguments],
            check=False,
            capture_output=True,
            cwd=tmp_path,
        )
        fine = closed == "2>&-" and arguments != ["chek"]
        assert ran.returncode == (0 if fine else 2), closed
        assert b"Traceback" not in ran.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], ["schema", "--decision"]])
def test_a_full_output_is_said(arguments, tmp_path):
    with pathlib.Path("/dev/full").open("wb") as full:
        ran = subprocess.run(
            [COMMAND, *arguments], check=False, stdout=full, stderr=subprocess.PIPE, cwd=tmp_path
        )
    assert ran.returncode == 2
    assert "der er ikke mere plads" in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()


@pytest.mark.parametrize("arguments", [["--help"], ["schema", "--decision"]])
def test_a_reader_that_leaves_is_not_told_and_not_taken_for_agreement(arguments, tmp_path):
    read, write = os.pipe()
    os.close(read)
    ran = subprocess.run(
        [COMMAND, *arguments], check=False, stdout=write, stderr=subprocess.PIPE, cwd=tmp_path
    )
    os.close(write)
    assert (ran.returncode, ran.stderr) == (141, b"")


@pytest.mark.parametrize("given", [b"", b"\xff\xfe", b"{", b"[]", b"\x00" * 10, b'{"a":' * 1000])
def test_what_cannot_be_used_on_standard_input_is_refused(start, given):
    ran = start("evaluate", SKOLE, "-", *MOMENT, input=given)
    assert (ran.status, ran.out) == (2, "")
    assert "BEK5" in ran.err


def test_a_case_is_read_from_standard_input(start):
    assert start("evaluate", SKOLE, "-", *MOMENT, input=b"{}").status == 0


def test_no_standard_input_is_an_empty_case(tmp_path):
    call = ["sh", "-c", '"$0" "$@" <&-', COMMAND, "evaluate", SKOLE, "-", *MOMENT]
    ran = subprocess.run(call, check=False, capture_output=True, cwd=tmp_path)
    assert ran.returncode == 2
    assert b"BEK5" in ran.stderr or "standard-input" in ran.stderr.decode()


def test_no_more_of_an_endless_input_is_read_than_the_limit(start):
    with pathlib.Path("/dev/zero").open("rb") as endless:
        ran = start("evaluate", SKOLE, "-", *MOMENT, stdin=endless)
    assert ran.status == 2
    assert "BEK5" in ran.err


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_an_end_from_outside_leaves_no_file(tmp_path, sent, status):
    """The process waits in the write, for the output is a pipe's neighbour that a slow disk is played by."""
    code = (
        "import os, sys, time\n"
        "from bekymring.cli.app import main\n"
        "def slow(_):\n"
        "    print('skriver', flush=True)\n"
        "    time.sleep(60)\n"
        "os.fsync = slow\n"
        "sys.exit(main())\n"
    )
    (tmp_path / "tom.json").write_text("{}", encoding="utf-8")
    arguments = ["evaluate", SKOLE, "tom.json", *MOMENT, "--output", "svar.txt"]
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout.readline() == b"skriver\n"
        process.send_signal(sent)
        _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (status, b"")
    assert [one.name for one in tmp_path.iterdir()] == ["tom.json"]


def test_a_demand_is_not_proved_where_the_solver_is_missing(tmp_path):
    """Status 3, and never green: nothing wrong was found, and nobody looked."""
    demand = '\nkrav til reglerne "Mere uro mildner aldrig": mere uger_med_uro mildner aldrig position\n'
    (tmp_path / "krav.bek").write_text(
        (DATA / "skole.bek").read_text(encoding="utf-8") + demand, encoding="utf-8"
    )
    program = "import sys; sys.modules['z3'] = None; from bekymring.cli import main; sys.exit(main(['check', 'krav.bek']))"
    ran = subprocess.run([sys.executable, "-c", program], check=False, capture_output=True, cwd=tmp_path)
    assert ran.returncode == 3
    assert b"Traceback" not in ran.stderr

"""Makes invented cases, puts them to a shipped rule set with `bekymring batch`, and says how long it took and how much memory.

    python tests/benchmarks/many_cases.py [--cases 1000000] [--workers 2] [--rules lige_hensyn] [--form jsonl] [--folder FOLDER]

Every case is made by a generator with a fixed seed, so that the same number is the same file. Nobody in them exists.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

COMMAND = Path(sys.executable).with_name("bekymring")
ON = date(2026, 3, 6)
SEED = 2026
UNKNOWN = 0.05
"""How often an answer is missing."""
POLL = 0.2


def some_day(chance, first, last):
    return (ON - timedelta(days=chance.randint(first, last))).isoformat()


def interpreting(chance):
    """A case of `lige_hensyn`."""
    return {
        "fødselsdato": some_day(chance, 400, 6500),
        "tolkebehov": chance.random() < 0.2,
        "tolkens_alder": chance.randint(9, 70),
        "uproblematisk_forhold": chance.random() < 0.1,
    }


def absence(chance):
    """A case of `skolefravær`."""
    share = chance.choice((0, 0, 2, 4, 6, 9, 11, 14, 15, 18, 25))
    case = {"fødselsdato": some_day(chance, 2300, 6000), "går_i_folkeskole": True, "ulovligt_fravær": share}
    if share >= 10:
        case["forældre_varslet"] = some_day(chance, 0, 60) if chance.random() < 0.6 else {"ikke_sket": True}
    if share >= 15:
        case["skoleleder_har_underrettet"] = some_day(chance, 0, 40) if chance.random() < 0.7 else None
    return case


CASES = {"lige_hensyn": interpreting, "skolefravær": absence}


def made(rules, number):
    """Invented cases, each with a number of its own."""
    chance = random.Random(SEED)  # noqa: S311 - invented cases, no secrets
    for one in range(number):
        case = CASES[rules](chance)
        known = {name: value for name, value in case.items() if chance.random() >= UNKNOWN}
        yield {"id": f"opdigtet-{one:07}", **known}


def write_jsonl(path, cases):
    with path.open("w", encoding="utf-8") as file:
        for case in cases:
            file.write(json.dumps(case, ensure_ascii=False) + "\n")


def memory(pid):
    """The resident memory of a process in MiB, at its highest; 0 where it has ended."""
    try:
        text = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    held = [line.split()[1] for line in text.splitlines() if line.startswith("VmHWM")]
    return int(held[0]) // 1024 if held else 0


def children(pid):
    try:
        return [
            int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
        ]
    except OSError:
        return []


def watched(arguments):
    """Runs the command; seconds, processor seconds, the highest memory of its process and of any of its workers."""
    before, start = os.times(), time.monotonic()
    ran = subprocess.Popen([COMMAND, *arguments])
    highest = [0, 0]
    while ran.poll() is None:
        highest[0] = max(highest[0], memory(ran.pid))
        highest[1] = max([highest[1], *map(memory, children(ran.pid))])
        time.sleep(POLL)
    after = os.times()
    taken = after.children_user + after.children_system - before.children_user - before.children_system
    return ran.returncode, time.monotonic() - start, taken, highest


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000_000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rules", choices=sorted(CASES), default="lige_hensyn")
    parser.add_argument("--form", choices=["jsonl", "csv", "parquet"], default="jsonl")
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        cases, answers = Path(folder, "sager.jsonl"), Path(folder, f"svar.{given.form}")
        write_jsonl(cases, made(given.rules, given.cases))
        status, seconds, taken, (own, worker) = watched([
            "batch", given.rules, str(cases), "--purpose", "simulering: opdigtede sager", "--on", ON.isoformat(),
            "--output", str(answers), "--workers", str(given.workers),
        ])  # fmt: skip
        size = sum(one.stat().st_size for one in ([answers] if answers.is_file() else answers.iterdir()))
    print(  # noqa: T201 - a program for the terminal
        f"\n{given.rules}, {given.cases:,} cases, {given.workers} workers, {given.form}: status {status}, {seconds:,.0f} s "
        f"({given.cases / seconds:,.0f} a second), {taken:,.0f} processor s, "
        f"memory at most {own} MiB and {worker} MiB a worker, answers {size / 1e6:,.0f} MB"
    )
    return status


if __name__ == "__main__":
    sys.exit(main())

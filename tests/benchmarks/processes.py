"""What whole processes cost: importing, building the reader, reading and checking rules, evaluating; and what doubling costs."""

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from bekymring.model.stored import to_json
from benchmarks.workload import RULES, cases

ROOT = Path(__file__).parents[2]
TIMES = 7
MIB = 2**20
COMPILED = ROOT / "build" / "benchmarks"
"""Where the modules lie compiled, whatever the caller's own settings are."""
BARE = "pass"
SOME_RULE = """
regel r{number}
    når age er mindst {age} og has_child_plan er ja
    så peger det på farve yellow
    fordi "Opdigtet"
    ifølge opdigtet læst 22. november 2026
"""


def seconds(code: str, *given: str) -> float:
    """Processor seconds of a program in a process of its own: the middle of some runs, its modules compiled before."""
    _once(code, *given)
    return statistics.median(_once(code, *given) for _ in range(TIMES))


def _once(code: str, *given: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(code, *given)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(code: str, *given: str) -> str:
    made = subprocess.run(
        [sys.executable, "-c", code, *given],
        capture_output=True,
        check=True,
        text=True,
        env={
            **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONPYCACHEPREFIX": str(COMPILED),
        },
    )
    return made.stdout


def long_rules(size: int) -> str:
    """The workload with so many more rules that its text has about a size."""
    text = RULES.read_text(encoding="utf-8")
    added, number = [], 100
    left = size - len(text.encode())
    while left > 0:
        rule = SOME_RULE.format(number=number, age=number % 17)
        added.append(rule)
        left -= len(rule.encode())
        number += 1
    return text + "".join(added[: -1 if left < 0 else None])


READ = "import sys, bekymring; bekymring.load(sys.argv[1])"
COMMAND = "import sys; from bekymring.cli import main; main(sys.argv[1:])"
PEAK = READ + "; import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"
PARSER = """
import time
from bekymring.syntax.parse import parse
from bekymring.source import Source
text = open(__import__("sys").argv[1], encoding="utf-8").read()
start = time.process_time(); parse(Source("a.bek", text)); first = time.process_time() - start
start = time.process_time(); parse(Source("a.bek", text)); print(first - (time.process_time() - start))
"""
TOKENS = """
import sys, time
from bekymring.source import Source
from bekymring.syntax.lex import lex
from bekymring.syntax.lexeme import Reading
from bekymring.syntax.parse import parse
from bekymring.syntax.tables import shared_tables, shared_vocabularies
source = Source("a.bek", open(sys.argv[1], encoding="utf-8").read())
pieces, _ = lex(source, Reading("a.bek", shared_vocabularies()["da"]), shared_tables())
def once():
    start = time.process_time(); parse(source); return time.process_time() - start
print(len(pieces) / min(once() for _ in range(5)))
"""

FIRST = """
import sys, time, json, datetime
import bekymring, bekymring.api.decisions, bekymring.api.files, bekymring.api.reading, bekymring.model.stored
case = json.loads(sys.argv[2])
start = time.process_time()
rules = bekymring.load(sys.argv[1])
loaded = time.process_time()
rules.evaluate(case, on=datetime.date(2026, 3, 1)).levels
first = time.process_time()
from bekymring.evaluate.compiled.quick import quick_of
quick_of(rules.kernel).complete.whole.compiled()
made = time.process_time()
print(f"{(loaded - start) * 1000:.0f} + {(first - loaded) * 1000:.0f}, {(made - first) * 1000:.0f}")
"""
TEXT = """
import json, sys, time
import bekymring, bekymring.api.decisions, bekymring.api.reading
from bekymring.syntax.tables import shared_tables
shared_tables()
case = json.loads(sys.argv[2])
start = time.process_time()
bekymring.load(sys.argv[1]).evaluate(case, on=__import__("datetime").date(2026, 3, 1)).levels
print((time.process_time() - start) * 1000)
"""
FROM_TEXT = """
import datetime, json, sys
import bekymring
bekymring.load(sys.argv[1]).evaluate(json.loads(sys.argv[2]), on=datetime.date(2026, 3, 1)).levels
"""
GROWTH = """
import sys, json, datetime, resource
import bekymring
rules, cases = bekymring.load(sys.argv[1]), json.loads(sys.argv[2])
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
def some(number):
    for place in range(number):
        rules.evaluate(cases[place % len(cases)], on=datetime.date(2026, 3, 1)).levels
some(500)
before = peak()
some(10_000)
print((peak() - before) / 1024)
"""


def two_hundred_lines() -> str:
    """The first part of the workload: about 200 lines."""
    text = RULES.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    end = max(number for number, line in enumerate(lines[:201]) if line.startswith("regel "))
    return "".join(lines[:end])


def rows():
    """What is measured, with its figure."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "workload25.bek", Path(folder) / "large" / "workload25.bek"
        large.parent.mkdir()
        small.write_text(two_hundred_lines(), encoding="utf-8")
        large.write_text(long_rules(MIB), encoding="utf-8")
        bare = seconds(BARE)
        yield "bare Python", f"{bare * 1000:.0f} ms"
        yield "`import bekymring`, over bare Python", f"{(seconds('import bekymring') - bare) * 1000:.0f} ms"
        yield (
            "`import bekymring` and `bekymring.load` named, over bare Python",
            f"{(seconds('import bekymring; bekymring.load') - bare) * 1000:.0f} ms",
        )
        yield (
            "building the reader (first parse less a second one)",
            f"{float(run(PARSER, str(small))) * 1000:.0f} ms",
        )
        page = seconds(COMMAND, "--help")
        yield "`bekymring --help`", f"{page * 1000:.0f} ms, {page / bare:.1f} × bare Python"
        yield from _checks(small, Path(folder))
        peak = run(PEAK, str(large)).strip()
        yield "read 1 MiB of rules, whole process", f"{_once(READ, str(large)):.1f} s, at most {peak} MB"
        for number in (25, 1000):
            stored = Path(folder) / f"{number}.json"
            stored.write_text(to_json(loaded(with_rules(number))), encoding="utf-8")
            found, made = run(FIRST, str(stored), json.dumps(cases(1)[0])).strip().split(", ")
            yield (
                f"stored rule set of {number:,} rules: loading + first decision, modules loaded before",
                f"{found} ms",
            )
            yield f"making the function of {number:,} rules (at the third case)", f"{made} ms"
            yield from _evaluated(stored, bare, number)
            yield from _from_text(Path(folder) / str(number), number)
        some = [*cases(50), *cases(2, unknown=4)]
        grown = float(run(GROWTH, str(RULES), json.dumps(some)))
        yield "memory grown over 10,000 decisions, one in 26 with unknown facts", f"{grown:.1f} MB"


def _checks(small: Path, folder: Path):
    """Checking a small and a large rule set, and how fast the large one is read."""
    large = folder / "1000" / "workload25.bek"
    large.parent.mkdir()
    large.write_text(with_rules(1000), encoding="utf-8")
    for place in (small, large):
        lines = len(place.read_text(encoding="utf-8").splitlines())
        took = seconds(COMMAND, "check", "--no-proofs", str(place))
        yield f"`bekymring check --no-proofs` on {lines:,} lines", f"{took * 1000:.0f} ms"
    yield (
        "reading with places, the reader built before",
        f"{float(run(TOKENS, str(large))):,.0f} pieces a second",
    )


def _evaluated(stored: Path, bare: float, number: int):
    """The command on a stored rule set."""
    case = stored.with_name("case.json")
    case.write_text(json.dumps(cases(1)[0]), encoding="utf-8")
    took = seconds(COMMAND, "evaluate", str(stored), str(case), "--on", "2026-03-01")
    yield (
        f"`bekymring evaluate` of a stored rule set of {number:,} rules",
        f"{took * 1000:.0f} ms, {took / bare:.1f} × bare Python",
    )


def _from_text(folder: Path, number: int):
    """The first decision of rules that lie as text."""
    folder.mkdir(exist_ok=True)
    rules = folder / "workload25.bek"
    rules.write_text(with_rules(number), encoding="utf-8")
    case = json.dumps(cases(1)[0])
    run(TEXT, str(rules), case)
    made = statistics.median(float(run(TEXT, str(rules), case)) for _ in range(TIMES))
    yield f"text of {number:,} rules to its first decision, parser built before", f"{made:.0f} ms"
    whole = seconds(FROM_TEXT, str(rules), case)
    yield f"text of {number:,} rules to its first decision, whole process", f"{whole * 1000:.0f} ms"


def with_rules(number: int) -> str:
    """The workload with its rules repeated under other names until there are so many."""
    head, *rules = RULES.read_text(encoding="utf-8").split("\nregel ")
    names = [rules[place % len(rules)].split("\n", 1) for place in range(number)]
    return head + "".join(f"\nregel r{place:05}\n{rest.rstrip()}\n" for place, (_, rest) in enumerate(names))


def loaded(text: str):
    """The rule set of a text."""
    import bekymring

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workload25.bek"
        path.write_text(text, encoding="utf-8")
        return bekymring.load(path).kernel

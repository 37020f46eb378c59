"""Measures, and writes the tables of docs/performance.md: `make bench`, or `python tests/benchmarks/run.py`.
`--no-processes` leaves out whole processes, and then the page as it is.

Every contestant must give the outcome of the rules written by hand on all cases before anything is timed.
"""

import os
import platform
import sys
import tempfile
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

import bekymring
from bekymring.api import Ruleset
from bekymring.calendar_dk import end_of_day
from bekymring.case import read_case
from bekymring.evaluate.compiled import decide_with, program_of
from benchmarks import contestants, processes, thousand, workload
from benchmarks.measuring import block, ratios

PAGE = Path(__file__).parents[2] / "docs" / "performance.md"
START, END = "<!-- measured: start -->", "<!-- measured: end -->"
CHECKED = 400
MANY, SLOW, SLOWEST = 400, 40, 4
DOUBLED = (25, 50, 100, 200)


def check(everyone, cases):
    base = contestants.by_hand_contestant()
    expected = [base.outcome(base.run(case)) for case in cases]
    for one in everyone:
        for case, outcome in zip(cases, expected, strict=True):
            found = one.outcome(one.run(one.prepare(case)))
            if found != outcome:
                sys.exit(f"{one.name}: {found} where the rules by hand say {outcome}")


def block_size(one, case):
    taken = block(one.run, [one.prepare(case)] * 2)
    return MANY if taken < 1e-4 else SLOW if taken < 1e-2 else SLOWEST


def complete_cases():
    cases = workload.cases(CHECKED)
    everyone = [*contestants.ours(), *contestants.peers()]
    check([one for one in everyone if "reference" not in one.name], cases)
    check([one for one in everyone if "reference" in one.name], cases[:40])
    base = contestants.by_hand_contestant()
    timed = [
        (one.name, one.run, [one.prepare(case) for case in cases[: block_size(one, cases[0])]])
        for one in everyone
    ]
    found = ratios(base.run, cases, timed)
    yield "| twenty facts known | × by hand | quartiles | µs |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| {base.name} | 1 | | {block(base.run, cases) * 1e6:.1f} |"
    yield from map(_row, found, found.values())


def cases_with_unknowns():
    base, known = contestants.by_hand_contestant(), workload.cases(CHECKED)
    cases = workload.cases(CHECKED, unknown=4)
    sized = ((name, run, block(run, cases[:2])) for name, run in contestants.open_cases())
    timed = [
        (name, run, cases[: MANY if taken < 1e-4 else SLOWEST if "reference" in name else SLOW])
        for name, run, taken in sized
    ]
    found = ratios(base.run, known, timed, rounds=7)
    yield "| four of twenty facts unknown, from a dict | × by hand on a complete case | quartiles | µs |"
    yield "| --- | ---: | ---: | ---: |"
    yield from map(_row, found, found.values())


def _row(name, one):
    shown = [
        f"{number:,.1f}" if number < 100 else f"{number:,.0f}" for number in (one.middle, one.low, one.high)
    ]
    return f"| {name} | {shown[0]} | {shown[1]}–{shown[2]} | {one.micros:,.1f} |"


def many_rules():
    """1,000 rules over 100 facts, against the same as straight Python."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workload1000.bek"
        path.write_text(thousand.text(), encoding="utf-8")
        rules = bekymring.load(path)
    straight, cases = thousand.straight(), {number: thousand.cases(60, unknown=number) for number in (0, 20)}
    for case in cases[0]:
        level, _, _, fired = straight(case)
        outline = rules.evaluate(case, on=workload.ON).outline
        if outline.levels["farve"] != (level, level) or [key for key, _ in outline.fires] != [
            key for key, _ in fired
        ]:
            sys.exit("1,000 rules: another outcome than straight Python")
    timed = [
        (name, run, [prepare(case) for case in cases[number]])
        for name, run, number, prepare in contestants.thousand_rules(rules)
    ]
    found = ratios(straight, cases[0], timed)
    yield "| 1,000 rules over 100 facts | × straight Python on a complete case | quartiles | µs |"
    yield "| --- | ---: | ---: | ---: |"
    yield f"| straight Python, written by a program | 1 | | {block(straight, cases[0]) * 1e6:.1f} |"
    yield from map(_row, found, found.values())


def batches():
    """A batch of dicts against single calls."""
    rules, cases = bekymring.load(workload.RULES), workload.cases(MANY)

    def single(case):
        return rules.evaluate(case, on=workload.ON)

    def batch(held):
        for _ in rules.evaluate_many(held, on=workload.ON):
            pass

    batch(cases)
    # One case of this block is the whole batch: so its time is divided by as many.
    found = ratios(lambda held: [single(case) for case in held], [cases], [("batch", batch, [cases])])[
        "batch"
    ]
    yield "| a batch of dicts | × single calls | quartiles |"
    yield "| --- | ---: | ---: |"
    yield f"| `evaluate_many`, {MANY} cases | {found.middle:.2f} | {found.low:.2f}–{found.high:.2f} |"


def _decided(program, moment, case):
    return decide_with(program, case, moment, whole_day=True)


def doubling():
    """Evaluating rule sets of twice as many rules each."""
    yield "| rules | µs at once, all facts known | × half as many | ms, four facts unknown | × half as many |"
    yield "| ---: | ---: | ---: | ---: | ---: |"
    before, known, unknown = (), workload.cases(MANY), workload.cases(SLOW, unknown=4)
    for number in DOUBLED:
        kernel = processes.loaded(processes.with_rules(number))
        rules, program, moment = Ruleset(kernel), program_of(kernel), end_of_day(workload.ON)
        for case in workload.cases(contestants.WARM):
            rules.evaluate(case, on=workload.ON)
        held = [read_case(case, kernel).value for case in unknown]
        taken = (
            min(block(partial(rules.evaluate, on=workload.ON), known) for _ in range(5)),
            min(block(partial(_decided, program, moment), held) for _ in range(3)),
        )
        at_once, slow = (
            (f"{now / then:.1f}" for now, then in zip(taken, before, strict=True)) if before else ("", "")
        )
        yield f"| {number} | {taken[0] * 1e6:.1f} | {at_once} | {taken[1] * 1000:.1f} | {slow} |"
        before = taken


def machine():
    model = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores, {model}; load average at the end {load}."


def tables():
    yield from complete_cases()
    yield ""
    yield from cases_with_unknowns()
    yield ""
    yield from many_rules()
    yield ""
    yield from batches()
    yield ""
    yield from doubling()
    yield ""
    if "--no-processes" not in sys.argv:
        yield "| whole processes | |"
        yield "| --- | ---: |"
        yield from (f"| {name} | {figure} |" for name, figure in processes.rows())
        yield ""
    yield f"bekymring {bekymring.__version__}. {machine()}"


def main():
    made = "\n".join(tables())
    print(made)  # noqa: T201 - a program for the terminal
    if "--no-processes" in sys.argv:
        return 0
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(START)
    _, _, after = rest.partition(END)
    PAGE.write_text(f"{before}{START}\n{made}\n{END}{after}", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

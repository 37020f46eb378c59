"""What the proofs cost: generated rule sets of three sizes, each checked by a process of its own.

`python tests/benchmarks/proofs.py [RULES FACTS]` prints the table of docs/performance.md, *Proofs*; with two numbers, that size alone.
`--write FOLDER` puts the rule sets there instead, for looking at them.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from random import Random

from attrs import frozen

ROOT = Path(__file__).parents[2]
SIZES = ((25, 12), (200, 30), (1000, 100))
SEED = 3
NEUTRAL = 4
SURE = ("bekymring", "mistanke", "viden")
STEPS = ("gul", "orange", "rød")
HEAD = """regelsæt store "Opdigtet regelsæt til måling af beviser" version 1.0
    gælder fra 1. januar 2024
    ansvarlig "Opdigtet"
    dækker ikke "Virkelige sager"
kilde opdigtet "Opdigtet" er praksisbeskrivelse
rolle rådgiver "rådgiver"
part barnet, forældre
skala vished "Vished" fra svagest til stærkest ingen, bekymring, mistanke, viden
skala trivsel "Trivsel" fra bedst til værst grøn, gul, orange, rød
niveau position "Position" på skala trivsel
    ellers grøn
niveau pres "Pres på familien" på skala trivsel
    ellers grøn
oplysning henvendelse "Hvornår kom henvendelsen?": dato
oplysning født "Hvornår er barnet født?": dato
    er barnets fødselsdato
oplysning herkomst "Hvad er familiens herkomst?": en af (dansk, nordisk, anden)
    må ikke begrunde bekymring
hændelse underretning flertal underretninger "Underretning" dateret modtagelse højst 6 med
    felt modtagelse "Hvornår kom den?": dato
    felt alvor "Hvor alvorlig er den?": vished
        højere er værre
"""
BECAUSE = '    fordi "Opdigtet"\n    ifølge opdigtet læst 22. november 2026\n'


@frozen
class Fact:
    """A fact, and conditions about it of which the later ones hold of less."""

    name: str
    text: str
    conditions: tuple[str, ...]


def fact(number):
    """Facts of four kinds in turn, of which more is worse; and now and then one that is neither better nor worse."""
    name = f"forhold{number:03}"
    asked = f'oplysning {name} "Hvordan er forhold {number}?"'
    if number % 8 == NEUTRAL:
        return Fact(name, f"{asked}: ja/nej\n", (f"{name} er ja",))
    match number % 4:
        case 0:
            return Fact(name, f"{asked}: ja/nej\n    ja er værre\n", (f"{name} er ja",))
        case 1:
            sure = tuple(f"{name} er mindst {one}" for one in SURE)
            return Fact(name, f"{asked}: vished\n    højere er værre\n", sure)
        case 2:
            much = tuple(f"{name} er mindst {one} %" for one in range(5, 80, 5))
            return Fact(name, f"{asked}: procent\n    højere er værre\n", much)
        case _:
            many = tuple(f"{name} er over {one}" for one in range(1, 12))
            return Fact(name, f"{asked}: heltal fra 0 til 20\n    højere er værre\n", many)


BESIDE = (
    "barnet er under 15 år",
    "barnet er fyldt 10 år",
    "der er mindst 2 underretninger hvor (alvor er mindst mistanke)",
)


def rules_text(rules, facts, *, seed=SEED):
    """So many rules over so many facts, with demands, a table, and actions for every dozen rules."""
    draw = Random(seed)  # noqa: S311 - invented rules, nothing secret
    known = [fact(number) for number in range(facts)]
    actions = [f"handling{number:03}" for number in range(max(4, rules // 12))]
    parts = [HEAD, *(one.text for one in known)]
    parts += [
        f'handling {one} "gøre det {n}." \n    påhviler rådgiver\n    inddrager barnet\n'
        for n, one in enumerate(actions)
    ]
    parts += [demands(known, actions)]
    parts += [rule(draw, number, known, actions) for number in range(rules)]
    parts.append(table(known))
    return "\n".join(parts)


def demands(known, actions):
    """One demand of every kind that compares or claims."""
    return f"""
krav til reglerne "Sikker viden ses": altid når {known[1].name} er viden så peger det på position orange
krav til reglerne "Mere mildner aldrig": mere {known[2].name} mildner aldrig position
krav til reglerne "Herkomst tæller ikke": herkomst har ingen betydning for noget niveau
krav til reglerne "Ikke begge": aldrig både {actions[0]} og {actions[1]}
"""


def rule(draw, number, known, actions):
    """A rule of two or three conditions; one in six with an exception, one in eight with a date, age or records.

    One exception in ten reads a fact of which more is worse: that is a fault, and the proofs find it.
    """
    chosen = draw.sample([one for place, one in enumerate(known) if place % 8 != NEUTRAL], 3)
    conditions = [draw.choice(one.conditions) for one in chosen[: draw.choice((2, 2, 3))]]
    if number % 8 == 5:
        conditions.append(draw.choice(BESIDE))
    text = f"regel r{number:04}\n    når {' og '.join(conditions)}\n"
    if number % 6 == 4:
        reason = chosen[2] if number % 60 == 4 else draw.choice(known[NEUTRAL::8])
        text += f"    medmindre {reason.conditions[-1]}\n"
    return text + f"    så {said(draw, number, actions)}\n" + BECAUSE


def said(draw, number, actions):
    action = draw.choice(actions)
    match number % 5:
        case 0 | 1:
            return f"peger det på position {draw.choice(STEPS)}"
        case 2:
            return f"peger det på pres {draw.choice(STEPS)}"
        case 3:
            return f"skal {action} ske senest {draw.choice((7, 14, 28))} dage efter henvendelse"
        case _:
            return f"bør {action} ske"


def table(known):
    """A table of two columns that covers everything."""
    sure, much = known[1].name, known[2].name
    return f"""tabel skema
    | når {sure} | når {much} | så |
    | viden | uanset | peger det på position rød |
    | bekymring, mistanke | mindst 20 % | peger det på position gul |
    | bekymring, mistanke | under 20 % | intet krav |
    | ingen | uanset | intet krav |
{BECAUSE}"""


# --- measuring --------------------------------------------------------------------------------------------


@frozen
class Measured:
    """What a process of its own took, with all that it started."""

    wall: float
    processor: float
    megabytes: int
    output: str
    status: int


def measured(*arguments):
    """Runs the command and waits."""
    program = "import sys; from bekymring.cli import main; sys.exit(main(sys.argv[1:]))"
    outer = (
        "import resource, subprocess, sys, time\n"
        "start = time.perf_counter()\n"
        "made = subprocess.run([sys.executable, '-c', sys.argv[1], *sys.argv[2:]], capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, made.returncode)\n"
        "sys.stdout.write(made.stdout + made.stderr)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    ran = subprocess.run(
        [sys.executable, "-c", outer, program, *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=env,
    )
    first, _, rest = ran.stdout.partition("\n")
    wall, processor, megabytes, status = first.split()
    return Measured(float(wall), float(processor), int(megabytes), rest, int(status))


def codes(output):
    """How often each code was found."""
    return Counter(
        line.split()[-1]
        for line in output.splitlines()
        if line.strip().split()[-1:] and line.split()[-1].startswith("BEK4")
    )


def rows(sizes):
    """A row for every size."""
    yield "| rules × facts | all proofs, s | of that processor time | most memory, MiB | not decided | `--no-proofs`, s |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: |"
    with tempfile.TemporaryDirectory() as folder:
        for rules, facts in sizes:
            path = Path(folder) / "store.bek"
            path.write_text(rules_text(rules, facts), encoding="utf-8")
            plain = measured("check", "--no-proofs", str(path))
            full = measured("check", str(path))
            assert full.status in {0, 1, 3}, full.output
            undecided = codes(full.output)["BEK490"]
            yield (
                f"| {rules:,} × {facts} | {full.wall:.1f} | {full.processor:.1f} | {full.megabytes} "
                f"| {undecided} | {plain.wall:.1f} |"
            )
            sys.stderr.write(f"{dict(codes(full.output))}\n")


def main(given):
    """Measures, or writes the rule sets."""
    if given[:1] == ["--write"]:
        for rules, facts in SIZES:
            place = Path(given[1]) / f"{rules}" / "store.bek"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(rules_text(rules, facts), encoding="utf-8")
        return
    sizes = ((int(given[0]), int(given[1])),) if given else SIZES
    for line in rows(sizes):
        sys.stdout.write(line + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])

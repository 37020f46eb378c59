"""A workload of 1,000 rules over 100 facts, made by numbers that are always the same: as rules, as straight Python, and its cases.

Takes nothing; gives texts and cases. Invented, and without professional weight. Conditions are as in workload25.json.
"""

from datetime import date, timedelta
from functools import cache
from random import Random

RULES, MEASURES, REQUIREMENTS = 1_000, 60, 40
LEVELS = ("green", "yellow", "red")
STEPS = ("none_seen", "some_seen", "much_seen", "most_seen")
YES_NO, ON_SCALE, NUMBERS, DAYS = range(40), range(20), range(30), range(10)
HIGHEST, FIRST, SPAN = 100, date(2025, 1, 1), 500
LONG = 1_000
HEAD = (
    """regelsæt workload1000 "Opdigtet arbejdsbyrde til måling" version 1.0
    gælder fra 1. januar 2024
    ansvarlig "Opdigtet"
    dækker ikke "Virkelige sager"

kilde opdigtet "Opdigtet" er praksisbeskrivelse

rolle rådgiver "rådgiver"

skala farver "Farve" fra bedst til værst
    green "green"
    yellow "yellow"
    red "red"

skala trin "Trin" fra bedst til værst
"""
    + "".join(f'    {step} "{step}"\n' for step in STEPS)
    + """
niveau farve "Farve" på skala farver
    ellers green

"""
)


@cache
def rules():
    """Of each rule its conditions, level, measures and requirements with days."""
    random = Random(RULES)  # noqa: S311 - invented rules, nothing secret
    return tuple(
        (
            tuple(_atom(random) for _ in range(random.choice((3, 3, 4, 4, 5)))),
            random.choice(LEVELS),
            tuple(random.sample(range(MEASURES), random.choice((1, 2)))),
            tuple(
                (one, random.randint(1, 30))
                for one in random.sample(range(REQUIREMENTS), random.choice((0, 1)))
            ),
        )
        for _ in range(RULES)
    )


def _atom(random):
    """A fact, how it is compared, and with what; sometimes either of two."""
    if random.random() < 0.15:
        return "either", _atom(random), _atom(random)
    match random.choices(("yes", "no", "step", "number", "day"), (3, 2, 2, 4, 1))[0]:
        case "step":
            return f"e{random.choice(ON_SCALE)}", random.choice(("<=", ">=")), random.choice(STEPS[1:-1])
        case "number":
            return f"n{random.choice(NUMBERS)}", random.choice((">=", "<")), random.randint(20, 80)
        case "day":
            return f"d{random.choice(DAYS)}", "<", FIRST + timedelta(random.randint(100, SPAN - 100))
        case held:
            return f"b{random.choice(YES_NO)}", "is", held == "yes"


def cases(number, *, seed=1_000, unknown=0):
    """Invented cases; of every one, so many facts are left out."""
    random = Random(seed)  # noqa: S311 - invented cases, nothing secret
    made = [
        {
            **{f"b{place}": random.random() < 0.4 for place in YES_NO},
            **{f"e{place}": random.choice(STEPS) for place in ON_SCALE},
            **{f"n{place}": random.randint(0, HIGHEST) for place in NUMBERS},
            **{f"d{place}": (FIRST + timedelta(random.randrange(SPAN))).isoformat() for place in DAYS},
        }
        for _ in range(number)
    ]
    for case in made:
        for name in random.sample(sorted(case), unknown):
            del case[name]
    return made


# --- as rules ---------------------------------------------------------------------------------------------


def text():
    """The rules as a rule file."""
    facts = [
        *(f'oplysning b{place} "Er der b{place}?": ja/nej' for place in YES_NO),
        *(f'oplysning e{place} "Hvor meget e{place}?": trin' for place in ON_SCALE),
        *(
            f'oplysning n{place} "Hvor mange n{place}?": heltal fra 0 til {HIGHEST} enhed "stk."'
            for place in NUMBERS
        ),
        *(f'oplysning d{place} "Hvornår d{place}?": dato' for place in DAYS),
    ]
    names = (*(f"m{one}" for one in range(MEASURES)), *(f"q{one}" for one in range(REQUIREMENTS)))
    actions = [f'handling {name} "gøre {name}"\n    påhviler rådgiver' for name in names]
    return (
        HEAD
        + "\n".join((*facts, "", *actions, ""))
        + "".join(_rule(place, one) for place, one in enumerate(rules()))
    )


def _rule(place, rule):
    when, level, measures, requirements = rule
    said = [
        f"så peger det på farve {level}",
        *(f"så bør m{one} ske" for one in measures),
        *(
            f"så skal q{one} ske senest {days} {'dag' if days == 1 else 'dage'} efter vurderingsdagen"
            for one, days in requirements
        ),
        f'fordi "Grund {place}"',
        "ifølge opdigtet læst 22. november 2026",
    ]
    lines = (f"når {' og '.join(map(_words, when))}", *said)
    return f"\nregel r{place:04}\n" + "".join(f"    {line}\n" for line in lines)


def _words(atom):
    match atom:
        case "either", left, right:
            return f"({_words(left)} eller {_words(right)})"
        case name, "is", held:
            return f"{name} er {'ja' if held else 'nej'}"
        case name, op, date() as day:
            assert op == "<"
            return f"{name} er før {day.day}. {MONTHS[day.month - 1]} {day.year}"
        case name, op, str() as step:
            return f"{name} er {step} eller {'værre' if op == '>=' else 'bedre'}"
        case name, op, number:
            return f"{name} er {'mindst' if op == '>=' else 'under'} {number}"


MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


# --- as straight Python -----------------------------------------------------------------------------------


def straight():
    """The rules as a function that a program writes: one `if` a rule, each fact looked up once."""
    lines = ["def decide(case):", "    level, fired, measures, due = 0, [], set(), {}"]
    lines += [f"    {name} = case[{name!r}]" for name in cases(1)[0]]
    for place, (when, level, measures, requirements) in enumerate(rules()):
        rank = LEVELS.index(level)
        lines += [
            f"    if {' and '.join(map(_python, when))}:",
            *([f"        if level < {rank}: level = {rank}"] if rank else []),
            f"        fired.append(({f'r{place:04}'!r}, {f'Grund {place}'!r}))",
            f"        measures.update({tuple(f'm{one}' for one in measures)!r})",
            *(
                f"        if due.get('q{one}', {LONG}) > {days}: due['q{one}'] = {days}"
                for one, days in requirements
            ),
        ]
    lines.append(f"    return {LEVELS!r}[level], measures, due, fired")
    found = {}
    exec("\n".join(lines), found)  # noqa: S102 - the text is made above
    return found["decide"]


def _python(atom):
    match atom:
        case "either", left, right:
            return f"({_python(left)} or {_python(right)})"
        case name, "is", held:
            return name if held else f"not {name}"
        case name, op, date() as day:
            return f"{name} {op} {day.isoformat()!r}"
        case name, op, str() as step:
            at = STEPS.index(step)
            return f"{name} in {STEPS[at:] if op == '>=' else STEPS[: at + 1]!r}"
        case name, op, number:
            return f"{name} {op} {number}"

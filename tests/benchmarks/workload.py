"""The workload of 25 rules over 20 facts: its cases, and what each contestant must say of them."""

import json
from datetime import date
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
RULES = HERE / "workload25.bek"
ON = date(2026, 3, 1)


def described():
    return json.loads((HERE / "workload25.json").read_text(encoding="utf-8"))


def cases(number, *, seed=25, unknown=0):
    """Invented cases; of every one, so many facts are left out."""
    random, facts = Random(seed), described()["facts"]  # noqa: S311 - invented cases, nothing secret
    made = [{fact["name"]: _value(random, fact) for fact in facts} for _ in range(number)]
    for case in made:
        for name in random.sample(sorted(case), unknown):
            del case[name]
    return made


def _value(random, fact):
    match fact["type"]:
        case "bool":
            return random.random() < fact["p"]
        case "enum":
            return random.choices(fact["values"], fact["weights"])[0]
        case "date":
            low, high = (date.fromisoformat(fact[end]).toordinal() for end in ("min", "max"))
            return date.fromordinal(random.randint(low, high)).isoformat()
        case _:
            span = fact["max"] - fact["min"] + 1
            return fact["min"] + int(span * random.random() ** fact.get("skew", 1))

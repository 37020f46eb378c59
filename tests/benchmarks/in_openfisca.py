"""The 25 rules in openfisca-core, whole arrays at a time: a contestant of `columns.py` where it is installed (peers.txt).

Two-valued, like the rules by hand: it has no word for an answer that nobody has given.
"""

from datetime import date

import numpy as np
from openfisca_core import periods
from openfisca_core.entities import Entity
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from benchmarks import workload

DAY = periods.period(workload.ON.isoformat())
LEVELS = ("green", "yellow", "red")
NEVER = 1_000
OPS = {
    "==": np.equal, "<": np.less, "<=": np.less_equal, ">": np.greater, ">=": np.greater_equal,
}  # fmt: skip


def compiled(when, facts):
    """A condition as a function of a reader of facts."""
    op, *rest = when
    match op:
        case "and" | "or":
            parts = [compiled(one, facts) for one in rest]
            join = np.logical_and if op == "and" else np.logical_or
            return lambda read: _joined(join, [part(read) for part in parts])
        case "not":
            inner = compiled(rest[0], facts)
            return lambda read: ~inner(read)
        case "in":
            codes = [_code(facts[rest[0]], value) for value in rest[1]]
            return lambda read: np.isin(read(rest[0]), codes)
        case _:
            name, other = rest
            if isinstance(other, dict):
                return lambda read: OPS[op](read(name), read(other["fact"]))
            code = _code(facts[name], other)
            if facts[name]["type"] == "bool":
                return (lambda read: read(name)) if code else (lambda read: ~read(name))
            return lambda read: OPS[op](read(name), code)


def _joined(join, parts):
    found = parts[0]
    for part in parts[1:]:
        found = join(found, part)
    return found


def _code(fact, value):
    match fact["type"]:
        case "enum":
            return fact["values"].index(value)
        case "date":
            return np.datetime64(value)
        case _:
            return value


def system():
    """The rules as a system of variables, and the names of what comes out."""
    described, child = workload.described(), Entity("child", "children", "", "")
    facts = {fact["name"]: fact for fact in described["facts"]}
    made = TaxBenefitSystem([child])

    def add(name, type_, formula=None):
        body = {
            "value_type": type_,
            "entity": child,
            "definition_period": periods.DateUnit.DAY,
            "label": name,
        }
        if formula is not None:
            body["formula"] = formula
        made.add_variable(type(name, (Variable,), body))

    for name, fact in facts.items():
        add(name, {"bool": bool, "date": date}.get(fact["type"], int))
    rules = described["rules"]
    for rule in rules:
        add(f"rule_{rule['id']}", bool, _rule(compiled(rule["when"], facts)))
    ranks = [(f"rule_{rule['id']}", LEVELS.index(rule["level"])) for rule in rules if rule.get("level")]
    add("level", int, _level(ranks))
    measures = sorted({one for rule in rules for one in rule["measures"]})
    for measure in measures:
        held = [f"rule_{rule['id']}" for rule in rules if measure in rule["measures"]]
        add(f"measure_{measure}", bool, _any(held))
    days = {}
    for rule in rules:
        for one in rule["requirements"]:
            days.setdefault(one["id"], []).append((f"rule_{rule['id']}", one["days"]))
    for name, terms in days.items():
        add(f"due_{name}", int, _least(terms))
    wanted = [f"rule_{rule['id']}" for rule in rules] + ["level"]
    return made, [*wanted, *(f"measure_{one}" for one in measures), *(f"due_{one}" for one in days)]


# Closures of two parameters: the engine looks at how many a formula takes.


def _rule(condition):
    def formula(child, period):
        return condition(lambda name: child(name, period))

    return formula


def _level(rules):
    def formula(child, period):
        return np.maximum.reduce([child(name, period) * np.int8(rank) for name, rank in rules])

    return formula


def _any(rules):
    def formula(child, period):
        return np.logical_or.reduce([child(name, period) for name in rules])

    return formula


def _least(rules):
    def formula(child, period):
        return np.minimum.reduce([np.where(child(name, period), days, NEVER) for name, days in rules])

    return formula


def arrays(cases, number):
    """The cases as arrays, repeated until there are enough."""
    made = {}
    for fact in workload.described()["facts"]:
        held = np.array([_code(fact, case[fact["name"]]) for case in cases])
        made[fact["name"]] = np.resize(held, number)
    return made


def run(made, wanted, held):
    """Everything that comes out, for all cases."""
    number = len(next(iter(held.values())))
    simulation = SimulationBuilder().build_default_simulation(made, number)
    for name, values in held.items():
        simulation.set_input(name, DAY, values)
    return {name: simulation.calculate(name, DAY) for name in wanted}


def outcomes(found, number):
    """What it says of the first cases, in the form that all share."""
    for place in range(number):
        measures = {
            name.removeprefix("measure_")
            for name in found
            if name.startswith("measure_") and found[name][place]
        }
        due = {
            name.removeprefix("due_"): int(found[name][place])
            for name in found
            if name.startswith("due_") and found[name][place] < NEVER
        }
        fired = {
            name.removeprefix("rule_").lower()
            for name in found
            if name.startswith("rule_") and found[name][place]
        }
        yield LEVELS[found["level"][place]], frozenset(measures), tuple(sorted(due.items())), frozenset(fired)

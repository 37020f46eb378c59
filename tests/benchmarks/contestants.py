"""Who is measured: the library in the ways it is used, the rules written by hand, and other engines where they are installed.

Takes nothing; gives functions from a case to a decision, and from a decision to the outcome that all must share:
level, measures, days allowed for each requirement, rules fired.
"""

import importlib.util
import json

from attrs import frozen

import bekymring
from bekymring.calendar_dk import danish_date, end_of_day
from bekymring.case import read_case
from bekymring.decision import Certainty, Firing
from bekymring.evaluate import decide
from bekymring.evaluate.compiled import decide_with, program_of
from benchmarks import by_hand, thousand, workload

WARM = 5


@frozen
class Contestant:
    name: str
    run: object
    outcome: object
    """From what `run` gives."""
    prepare: object = staticmethod(lambda case: case)
    """What is done to a case before it is timed."""


def hand_outcome(found):
    level, measures, due, fired = found
    return level, frozenset(measures), tuple(sorted(due.items())), frozenset(name for name, _ in fired)


def our_outcome(decision):
    actions = {name: group.each[0] for name, group in decision.actions.items()}
    done = {
        name.removeprefix("requirement_"): (danish_date(one.deadline.no_later_than) - workload.ON).days
        for name, one in actions.items()
        if name.startswith("requirement_") and one.certainty is Certainty.HOLDS
    }
    measures = {name.removeprefix("measure_") for name in actions if name.startswith("measure_")}
    fired = {one.rule for one in decision.rules if one.firing is Firing.FIRED}
    return decision.levels["farve"].least, frozenset(measures), tuple(sorted(done.items())), frozenset(fired)


def _used(rules, *kinds):
    """A rule set that has been used often enough, for cases of some kinds."""
    for cases in kinds:
        for case in cases[:WARM]:
            rules.evaluate(case, on=workload.ON)
            rules.evaluate(rules.read(case), on=workload.ON)
    return rules


def ours():
    rules = _used(bekymring.load(workload.RULES), workload.cases(WARM))
    kernel, program, moment = rules.kernel, program_of(rules.kernel), end_of_day(workload.ON)

    def every_part(case):
        made = rules.evaluate(case, on=workload.ON)
        made.rules  # noqa: B018 - asking for one part spells out all of them
        made.case  # noqa: B018 - but this one
        return made

    def level(case):
        made = rules.evaluate(case, on=workload.ON)
        made.levels  # noqa: B018 - asking is what is measured
        return made

    def outline(case):
        made = rules.evaluate(case, on=workload.ON)
        made.outline  # noqa: B018 - as above
        return made

    def read(case):
        return read_case(case, kernel).value

    def evaluate(case):
        return rules.evaluate(case, on=workload.ON)

    yield Contestant("decision of a case read and checked before", evaluate, our_outcome, rules.read)
    yield Contestant("decision from a dict, every fact checked", evaluate, our_outcome)
    yield Contestant("the same, and the outline asked for", outline, our_outcome)
    yield Contestant("the same, and the level asked for with its rules", level, our_outcome)
    yield Contestant("the same, and every part spelled out", every_part, our_outcome)
    yield Contestant(
        "every part, without the function of the rules, case read before",
        lambda case: decide_with(program, case, moment, whole_day=True),
        our_outcome,
        read,
    )
    yield Contestant(
        "every part, reference evaluator, case read before",
        lambda case: decide(kernel, case, moment, whole_day=True),
        our_outcome,
        read,
    )


def open_cases():
    """The library on cases with four of twenty facts unknown; nobody else answers these."""
    rules = _used(bekymring.load(workload.RULES), workload.cases(WARM), workload.cases(WARM, unknown=4))
    kernel, program, moment = rules.kernel, program_of(rules.kernel), end_of_day(workload.ON)
    yield (
        "decision, every fact checked, each rule sure, possible or not",
        lambda case: rules.evaluate(case, on=workload.ON),
    )
    yield (
        "the same, and the outline: bounds of levels, sure and possible rules, open facts they turn on",
        lambda case: rules.evaluate(case, on=workload.ON).outline,
    )
    for cap in (1, 64, 1024):
        yield (
            f"every part spelled out, at most {cap:,} completions",
            lambda case, cap=cap: decide_with(
                program, read_case(case, kernel).value, moment, whole_day=True, cap=cap
            ),
        )
    yield (
        "every part, reference evaluator, at most 1,024 completions",
        lambda case: decide(kernel, read_case(case, kernel).value, moment, whole_day=True),
    )


def thousand_rules(rules):
    """The library on 1,000 rules, by name: what is run, and what is done to a case before."""
    _used(rules, thousand.cases(WARM), thousand.cases(WARM, unknown=20))

    def evaluate(case):
        return rules.evaluate(case, on=workload.ON)

    yield "decision of a case read and checked before", evaluate, 0, rules.read
    yield "decision from a dict, every fact checked", evaluate, 0, lambda case: case
    yield "the same, twenty of a hundred facts unknown", evaluate, 20, lambda case: case
    yield "the same, and the outline asked for", lambda case: evaluate(case).outline, 20, lambda case: case


def by_hand_contestant():
    return Contestant("by hand, rules fired with reasons", by_hand.decide, hand_outcome)


# --- other engines ----------------------------------------------------------------------------------------


def collected(fired):
    """What rules that fire come to, as the programs around engines that say only yes or no work it out."""
    level, measures, due, reasons = 0, set(), {}, []
    for rule in fired:
        level = max(level, LEVELS.index(rule["level"]))
        measures.update(rule["measures"])
        for one in rule["requirements"]:
            due[one["id"]] = min(due.get(one["id"], one["days"]), one["days"])
        reasons.append((rule["id"].lower(), rule["reason"]))
    return LEVELS[level], measures, due, reasons


DESCRIBED = workload.described()
LEVELS = DESCRIBED["levels"]
RANKS = {
    fact["name"]: {value: rank for rank, value in enumerate(fact["values"])}
    for fact in DESCRIBED["facts"]
    if fact.get("ordered")
}


def _ranked(case):
    return {name: RANKS[name][value] if name in RANKS else value for name, value in case.items()}


def written(condition, how):
    """A condition in the syntax of an engine."""
    head = condition[0]
    if head in {"and", "or"}:
        return f"({how[head].join(written(one, how) for one in condition[1:])})"
    if head == "not":
        return how["not"].format(written(condition[1], how))
    op, fact, value = condition
    if op == "in":
        ranked = [RANKS[fact][one] if fact in RANKS else one for one in value]
        return f"({how['or'].join(f'{fact} == {json.dumps(one)}' for one in ranked)})"
    if isinstance(value, dict):
        return how["compare"](fact, op, value["fact"])
    if fact in RANKS:
        value = RANKS[fact][value]
    if isinstance(value, str) and op in {"<", "<=", ">", ">="}:
        return how["compare"](fact, op, json.dumps(value))
    return f"({fact} {op} {json.dumps(value)})"


def peers():
    if importlib.util.find_spec("rule_engine"):
        yield _rule_engine()
    if importlib.util.find_spec("zen"):
        yield _zen()
    if importlib.util.find_spec("cel"):
        yield _cel()
    if importlib.util.find_spec("datalogic_py"):
        yield _datalogic()


def _rule_engine():
    import rule_engine

    how = {
        "and": " and ",
        "or": " or ",
        "not": "(not {})",
        "compare": lambda left, op, right: f"({left} {op} {right})",
    }
    days = [one["name"] for one in DESCRIBED["facts"] if one["type"] == "date"]
    written_days = {**how, "compare": lambda left, op, right: f"({left} {op} {_number(right)})"}
    rules = [(rule_engine.Rule(written(rule["when"], written_days)), rule) for rule in DESCRIBED["rules"]]

    def run(case):
        held = _ranked(case)
        for name in days:
            held[name] = int(held[name].replace("-", ""))
        return collected(rule for test, rule in rules if test.matches(held))

    return Contestant("rule-engine", run, hand_outcome)


def _number(day):
    return day.strip('"').replace("-", "")


def _zen():
    import zen

    how = {
        "and": " and ",
        "or": " or ",
        "not": "(not {})",
        "compare": lambda left, op, right: f"({left} {op} {_number(right)})",
    }
    days = [one["name"] for one in DESCRIBED["facts"] if one["type"] == "date"]
    rules = [(zen.compile_expression(written(rule["when"], how)), rule) for rule in DESCRIBED["rules"]]

    def run(case):
        held = _ranked(case)
        for name in days:
            held[name] = int(held[name].replace("-", ""))
        return collected(rule for test, rule in rules if test.evaluate(held))

    return Contestant("zen-engine, compiled expressions", run, hand_outcome)


def _cel():
    import cel

    how = {
        "and": " && ",
        "or": " || ",
        "not": "(!{})",
        "compare": lambda left, op, right: f"({left} {op} {right})",
    }
    programs = [(cel.compile(written(rule["when"], how)), rule) for rule in DESCRIBED["rules"]]

    def run(case):
        held = _ranked(case)
        return collected(rule for program, rule in programs if program.execute(held))

    return Contestant("common-expression-language, a program a rule", run, hand_outcome)


def _logic(condition):
    head = condition[0]
    if head in {"and", "or"}:
        return {head: [_logic(one) for one in condition[1:]]}
    if head == "not":
        return {"!": [_logic(condition[1])]}
    op, fact, value = condition
    if isinstance(value, dict):
        return {op: [{"var": fact}, {"var": value["fact"]}]}
    if fact in RANKS:
        value = [RANKS[fact][one] for one in value] if op == "in" else RANKS[fact][value]
    return {op: [{"var": fact}, value]}


def _datalogic():
    import datalogic_py

    engine = datalogic_py.Engine()
    whole = [{"if": [_logic(rule["when"]), number, None]} for number, rule in enumerate(DESCRIBED["rules"])]
    compiled = engine.compile(json.dumps(whole))

    def run(case):
        found = compiled.evaluate(_ranked(case))
        return collected(DESCRIBED["rules"][number] for number in found if number is not None)

    return Contestant("datalogic-py, compiled", run, hand_outcome)

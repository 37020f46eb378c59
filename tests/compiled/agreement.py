"""Whether the compiled evaluator, and a rule set stored and loaded again, decide as the reference evaluator does."""

import json
from collections.abc import Iterator

from attrs import evolve, fields

from bekymring.api import decisions
from bekymring.calendar_dk import danish_date, end_of_day
from bekymring.case import Case, case_to_dict
from bekymring.decision import Decision
from bekymring.evaluate import decide
from bekymring.evaluate.compiled import Program, Session, decide_with, program_of
from bekymring.evaluate.compiled.quick import quick_of
from bekymring.evaluate.outline import outline_of
from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import as_data, read_data
from bekymring.testing.cases import CaseOptions, When, make_case, make_moment
from bekymring.testing.draws import Draw
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import EVERYTHING, Feature, Options
from properties.laws import PROFILES

UNKNOWN = (0, 5, 20, 50)
"""Of a hundred answers, so many are open."""
CAPS = (1024, 64, 7)
FLAT = Options(
    facts=6,
    rules=8,
    features=EVERYTHING
    - {
        Feature.RECORDS,
        Feature.PER_RECORD,
        Feature.PER_RECORD_LEVEL,
        Feature.SETS,
        Feature.INSTANTS,
        Feature.ASSESSMENTS,
        Feature.ACTS,
        Feature.HOURS,
    },
)
"""Rule sets of the kind that becomes one function."""
FACTS_ONLY = evolve(
    FLAT,
    features=FLAT.features - {Feature.PARAMETERS, Feature.OWN_LEVELS, Feature.OUTCOMES, Feature.PERIODS},
)
"""The same, and they read no outcomes: nearly all of them become a function."""
ONE_ACTION = evolve(FLAT, actions=1, features=FLAT.features - {Feature.PARAMETERS, Feature.OWN_LEVELS})
"""The same, and the outcomes that they read are mostly levels."""
EVERY = (*PROFILES, FLAT, FACTS_ONLY, ONE_ACTION)


def stored_and_loaded(ruleset: Ruleset) -> Ruleset:
    # Generated rule sets do not keep every promise that a loaded file is held to, so they are read without it.
    return read_data(json.loads(json.dumps(as_data(ruleset))))


def instant(when: When):
    return end_of_day(when.day) if when.whole_day else when.instant


def different(left: Decision, right: Decision) -> list[str]:
    """The names of the parts in which two decisions differ; the order of names in a part counts too."""
    said = {"case", "ruleset"}
    return [
        one.name
        for one in fields(Decision)
        if getattr(left, one.name) != getattr(right, one.name)
        or (one.name not in said and repr(getattr(left, one.name)) != repr(getattr(right, one.name)))
    ]


def at_once(program: Program, case: Case, when: When, cap: int) -> Iterator[list[str]]:
    """What is wrong with the decision made by the function of the rule set, if it makes one for the case."""
    quick = quick_of(program.ruleset)
    if quick is None:
        return
    moment = instant(when)
    held = (None, moment, when.whole_day, danish_date(moment), cap, "", "")
    made = Session(program, quick, *held).light(decisions.Decision, case_to_dict(case))
    if made is None:
        return
    expected = decide(program.ruleset, case, moment, whole_day=when.whole_day, cap=cap)
    # Asked for one by one first: some parts are worked out alone.
    if made.outline != outline_of(program.ruleset, case, moment):
        yield ["outline"]
    yield [
        name for name in ("levels", "case", "levels_each") if getattr(made, name) != getattr(expected, name)
    ]
    yield different(expected, made)


def disagreements(draw: Draw, options: Options, *, cases: int = 1) -> tuple[int, list[str]]:
    """How many decisions were compared, and what differs, over cases with every share of open answers."""
    ruleset = make_ruleset(draw, options)
    program, loaded = program_of(ruleset), program_of(stored_and_loaded(ruleset))
    compared, wrong = 0, []
    for unknown in UNKNOWN * cases:
        plain = draw.integer(0, 1) == 1
        wanted = CaseOptions(
            unknown, incomplete=unknown, doubt=not plain, departures=not plain, own=0 if plain else 40
        )
        case, when, cap = make_case(draw, ruleset, wanted), make_moment(draw), CAPS[draw.integer(0, 2)]
        asked = {"moment": instant(when), "whole_day": when.whole_day, "cap": cap}
        expected = decide(ruleset, case, **asked)
        for name, one in (("compiled", program), ("stored", loaded)):
            compared += 1
            wrong += [
                f"{name} {unknown}: {part}" for part in different(expected, decide_with(one, case, **asked))
            ]
        for parts in at_once(program, case, when, cap):
            compared += 1
            wrong += [f"at once {unknown}: {part}" for part in parts]
    return compared, wrong

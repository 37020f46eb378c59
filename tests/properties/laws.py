"""The laws of section 2.6 of the language brief, each a function from a source of choices to what is wrong.

The tests call them with Hypothesis (which shrinks), `volume.py` with seeded streams (which are fast).
They hold for rule sets made by the choices, and for one that is given, such as those that ship.
"""

from collections.abc import Callable, Mapping

from attrs import evolve, fields, frozen, has

from bekymring.case.answers import Answer, Case, FactState, RecordAnswers
from bekymring.model.ruleset import And, InputKind, Or, Ruleset, Sum
from bekymring.testing.cases import (
    CaseOptions,
    When,
    acts,
    asked_by,
    complete_fact,
    complete_record,
    is_open,
    make_case,
    make_completion,
    make_moment,
    make_value,
    set_parameters,
)
from bekymring.testing.draws import Draw, chance, pick
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Feature, Options
from properties.comparing import (
    decide_at,
    disagreement,
    model_at,
    not_admitted,
    outside,
    relaxed,
    summary,
)
from reference_model.model import AmbiguousError, IncompleteError

Wrong = list[str]
Of = Options | Ruleset
"""What kind of rule set to make, or the one to try."""
Law = Callable[[Draw, Of], Wrong]
SMALL = Options(facts=4, rules=4, actions=2)


def narrow(*features: Feature, rules: int = 5) -> Options:
    """Few facts and few kinds of things, so that they meet."""
    return Options(facts=3, rules=rules, actions=2, depth=1, features=frozenset(features))


PROFILES = (
    Options(),
    SMALL,
    narrow(Feature.BANS, Feature.DAYS, Feature.DEADLINES, Feature.DONE, Feature.ORDERS, Feature.OUTCOMES),
    narrow(
        Feature.RECORDS, Feature.PER_RECORD, Feature.DAYS, Feature.DEADLINES, Feature.DONE, Feature.OUTCOMES
    ),
    narrow(
        Feature.RECORDS, Feature.INSTANTS, Feature.HOURS, Feature.PER_RECORD, Feature.DEADLINES, Feature.DONE
    ),
    narrow(Feature.RECORDS, Feature.NUMBERS, Feature.DAYS, Feature.STEPS, Feature.DEFINITIONS),
    narrow(
        Feature.DAYS,
        Feature.INTERVALS,
        Feature.DONE,
        Feature.EXCEPTIONS,
        Feature.OUTCOMES,
        Feature.PARAMETERS,
    ),
    narrow(
        Feature.ASSESSMENTS, Feature.ACTS, Feature.ORDERS, Feature.DECIDE, Feature.DONE, Feature.DEADLINES
    ),
    narrow(
        Feature.OWN_LEVELS, Feature.OUTCOMES, Feature.SOFT, Feature.OTHERWISE, Feature.ONLY_WHEN, Feature.BANS
    ),
    narrow(
        Feature.PERIODS,
        Feature.RECORDS,
        Feature.PER_RECORD,
        Feature.PER_RECORD_LEVEL,
        Feature.OUTCOMES,
        Feature.DAYS,
    ),
    narrow(
        Feature.NUMBERS,
        Feature.SETS,
        Feature.CHOICES,
        Feature.RELEVANCE,
        Feature.DEFINITIONS,
        Feature.EXCEPTIONS,
    ),
    narrow(
        Feature.COMPETENCE,
        Feature.MEASURES,
        Feature.ATTENTION,
        Feature.LAYERS,
        Feature.BANS,
        Feature.OUTCOMES,
    ),
    narrow(Feature.RECORDS, Feature.PER_RECORD, Feature.PER_RECORD_LEVEL, Feature.OUTCOMES, rules=6),
    narrow(
        Feature.RECORDS, Feature.PER_RECORD, Feature.ORDERS, Feature.DAYS, Feature.DEADLINES, Feature.DONE
    ),
    narrow(Feature.DAYS, Feature.INTERVALS, Feature.ORDERS, Feature.DEADLINES, Feature.DONE),
)
"""The kinds of rule sets that long runs take in turn."""


@frozen
class Scene:
    """A rule set, a case and a moment."""

    ruleset: Ruleset
    case: Case
    when: When


def scene(draw: Draw, options: Of, *, parameters=False, **case_options) -> Scene:
    ruleset = make_ruleset(draw, options) if isinstance(options, Options) else options
    if parameters:
        ruleset = set_parameters(draw, ruleset)
    when = make_moment(draw)
    return Scene(ruleset, make_case(draw, ruleset, CaseOptions(**case_options)), when)


def totality(draw: Draw, options: Of) -> Wrong:
    """A checked rule set gives a decision for every valid case."""
    one = scene(draw, options)
    decision = decide_at(one.ruleset, one.case, one.when)
    return (
        []
        if decision.levels.keys() == one.ruleset.levels.keys() - per_record_levels(one.ruleset)
        else [str(decision.levels)]
    )


def per_record_levels(ruleset) -> set[str]:
    return {name for name, level in ruleset.levels.items() if level.per_record is not None}


def soundness(draw: Draw, options: Of) -> Wrong:
    """For every completion of the unknowns and of incomplete lists, the outcome lies within the bounds."""
    one = scene(draw, options)
    wide = decide_at(one.ruleset, one.case, one.when)
    wrong = []
    for _ in range(2):
        case = make_completion(draw, one.case, one.ruleset, one.when)
        wrong += outside(wide, decide_at(one.ruleset, case, one.when))
    return wrong


def parameters(draw: Draw, options: Of) -> Wrong:
    """Fixing an open parameter widens no bound."""
    one = scene(draw, options, unknown=20)
    fixed = set_parameters(draw, one.ruleset)
    return outside(decide_at(one.ruleset, one.case, one.when), decide_at(fixed, one.case, one.when))


def learning(draw: Draw, options: Of) -> Wrong:
    """A fact filled in never widens a bound; steps of one fact or one record, one after another."""
    one = scene(draw, options)
    case, wide, wrong = one.case, decide_at(one.ruleset, one.case, one.when), []
    for _ in range(3):
        case = learned(draw, evolve(one, case=case))
        narrow = decide_at(one.ruleset, case, one.when)
        wrong += outside(wide, narrow)
        wide = narrow
    return wrong


def learned(draw: Draw, one: Scene) -> Case:
    """The case with one open fact, one open record or one incomplete list told."""
    kept = acts(one.ruleset)
    names = [
        name
        for name, fact in one.ruleset.inputs.items()
        if name not in kept and fact.kind is not InputKind.PARAMETER and is_open(one.case.answer(name))
    ]
    lists = [
        (name, number)
        for name, held in one.case.records.items()
        for number, item in enumerate(held.items)
        if any(is_open(answer) for answer in item.values())
    ]
    if lists and (not names or chance(draw, 30)):
        name, number = pick(draw, lists)
        held = one.case.records[name]
        items = list(held.items)
        items[number] = complete_record(
            draw, items[number], one.ruleset.lists[name], ruleset=one.ruleset, when=one.when
        )
        return evolve(one.case, records={**one.case.records, name: evolve(held, items=tuple(items))})
    return complete_fact(draw, one.case, one.ruleset, pick(draw, names)) if names else one.case


def agreement(draw: Draw, options: Of) -> Wrong:
    """On complete cases the evaluator says what the reference model says."""
    one = scene(draw, options, parameters=True, unknown=0, incomplete=0, doubt=False)
    case = make_completion(draw, one.case, one.ruleset, one.when)
    try:
        wrong = disagreement(decide_at(one.ruleset, case, one.when), model_at(one.ruleset, case, one.when))
    except (AmbiguousError, IncompleteError):
        # Something is open after all: an own assessment that is read and not made, or records that tie.
        return []
    return wrong


def admission(draw: Draw, options: Of) -> Wrong:
    """What the reference model says of a completion is possible in the decision about the open case."""
    one = scene(draw, options)
    decision = decide_at(one.ruleset, one.case, one.when)
    ruleset = set_parameters(draw, one.ruleset)
    case = settled_acts(draw, make_completion(draw, one.case, ruleset, one.when), ruleset)
    readings = {
        name: make_value(draw, asked_by(ruleset, name).type_, ruleset)
        for name in sorted(acts(ruleset))
        if is_open(case.answer(name))
    }
    try:
        return not_admitted(decision, model_at(ruleset, case, one.when, readings))
    except AmbiguousError:
        return []


def settled_acts(draw: Draw, case: Case, ruleset: Ruleset) -> Case:
    """A doubted act either stands or was not made."""
    made = dict(case.facts)
    for name in sorted(acts(ruleset)):
        answer = case.answer(name)
        if answer.state is FactState.DOUBTED:
            stands = ruleset.inputs[name].kind is not InputKind.OWN_LEVEL or chance(draw, 50)
            made[name] = evolve(answer, state=FactState.KNOWN) if stands else Answer(FactState.NOT_ASKED)
    records = {
        name: evolve(held, items=tuple(_settled(item, ruleset, name) for item in held.items))
        for name, held in case.records.items()
    }
    return evolve(case, facts=made, records=records)


def _settled(item: Mapping[str, Answer], ruleset: Ruleset, list_: str) -> Mapping[str, Answer]:
    fields = ruleset.lists[list_].fields
    return {
        name: evolve(answer, state=FactState.KNOWN)
        if fields[name].is_assessment and answer.state is FactState.DOUBTED
        else answer
        for name, answer in item.items()
    }


def tightening(draw: Draw, options: Of) -> Wrong:
    """Adding a rule betters no level, drops no duty or prohibition, relaxes no deadline, lowers no role."""
    one = scene(draw, options)
    keys = list(one.ruleset.rules)
    fewer = without_rule(one.ruleset, pick(draw, keys))
    return relaxed(decide_at(fewer, one.case, one.when), decide_at(one.ruleset, one.case, one.when))


def without_rule(ruleset: Ruleset, key: str) -> Ruleset:
    strata = tuple(kept for one in ruleset.strata if (kept := tuple(k for k in one if k != key)))
    return evolve(ruleset, rules={k: v for k, v in ruleset.rules.items() if k != key}, strata=strata)


def order(draw: Draw, options: Of) -> Wrong:
    """The order of declarations, of conditions, of keys and of records changes nothing."""
    one = scene(draw, options)
    case, numbers = shuffled_case(draw, one.case)
    said = summary(decide_at(one.ruleset, one.case, one.when), numbers)
    other = summary(decide_at(shuffled_ruleset(draw, one.ruleset), case, one.when))
    return [f"{name}: {said[name]} != {other[name]}" for name in said if said[name] != other[name]]


def shuffled(draw: Draw, items):
    left = list(items)
    return [left.pop(draw.integer(0, len(left) - 1)) for _ in range(len(left))]


def shuffled_case(draw: Draw, case: Case) -> tuple[Case, Mapping[int, int]]:
    """The case with keys and records in another order, and the new number of each record of the long list."""
    numbers: dict[int, int] = {}
    records = {}
    for name, held in shuffled(draw, case.records.items()):
        places = list(range(len(held.items)))
        if name == "underretning":
            places = shuffled(draw, places)
            numbers = {old + 1: new + 1 for new, old in enumerate(places)}
        items = tuple(dict(shuffled(draw, held.items[place].items())) for place in places)
        records[name] = RecordAnswers(items, held.complete)
    departures = tuple(
        evolve(one, record=numbers.get(one.record, one.record)) for one in shuffled(draw, case.departures)
    )
    return Case(dict(shuffled(draw, case.facts.items())), records, departures), numbers


def shuffled_ruleset(draw: Draw, ruleset: Ruleset) -> Ruleset:
    """The rule set with its declarations, and the items of `og`, `eller` and sums, in another order."""
    mappings = {
        one.name: dict(shuffled(draw, getattr(ruleset, one.name).items()))
        for one in fields(Ruleset)
        if isinstance(getattr(ruleset, one.name), dict)
    }
    rules = {key: shuffled_part(draw, rule) for key, rule in mappings["rules"].items()}
    strata = tuple(tuple(shuffled(draw, one)) for one in ruleset.strata)
    return evolve(ruleset, **{**mappings, "rules": rules}, strata=strata)


def shuffled_part(draw: Draw, part):
    if isinstance(part, tuple):
        return tuple(shuffled_part(draw, one) for one in part)
    if isinstance(part, And | Or | Sum):
        return evolve(part, items=tuple(shuffled(draw, (shuffled_part(draw, one) for one in part.items))))
    if isinstance(part, type) or not has(type(part)):
        return part
    changed = {}
    for one in fields(type(part)):
        value = getattr(part, one.name)
        if isinstance(value, tuple) or has(type(value)):
            changed[one.name] = shuffled_part(draw, value)
    return evolve(part, **changed)


def repetition(draw: Draw, options: Of) -> Wrong:
    """The same question twice gives the same decision; a second copy of a rule changes no outcome."""
    one = scene(draw, options)
    first = decide_at(one.ruleset, one.case, one.when)
    wrong = [] if first == decide_at(one.ruleset, one.case, one.when) else ["two decisions"]
    key = pick(draw, list(one.ruleset.rules))
    rules = {**one.ruleset.rules, "tvilling": evolve(one.ruleset.rules[key], name="tvilling")}
    strata = tuple((*s, "tvilling") if key in s else s for s in one.ruleset.strata)
    twin = decide_at(evolve(one.ruleset, rules=rules, strata=strata), one.case, one.when)
    return wrong + outside(first, twin) + outside(twin, first)


def unknown_is_not_false(draw: Draw, options: Of) -> Wrong:
    """A fact taken out of a case is the same as one that was asked about and is not known."""
    one = scene(draw, options, unknown=15)
    if not one.case.facts:
        return []
    name = pick(draw, sorted(one.case.facts))
    gone = evolve(one.case, facts={k: v for k, v in one.case.facts.items() if k != name})
    asked = evolve(one.case, facts={**one.case.facts, name: Answer(FactState.ASKED)})
    said, other = (summary(decide_at(one.ruleset, case, one.when)) for case in (gone, asked))
    for part in (said, other):
        for missing in part["missing"]:
            missing.pop("asked")
    return [f"{key}: {said[key]} != {other[key]}" for key in said if said[key] != other[key]]


def refinement(draw: Draw, options: Of) -> Wrong:
    """A larger cap on completions never widens a bound, and a cap of one still gives sound bounds."""
    one = scene(draw, options)
    coarse, fine = (decide_at(one.ruleset, one.case, one.when, cap) for cap in (1, 1024))
    return outside(coarse, fine)


def unread_facts(draw: Draw, options: Of) -> Wrong:
    """A fact that no rule, definition or word reads changes nothing."""
    one = scene(draw, options)
    name = f"ulæst_{draw.integer(1, 9)}"
    fact = evolve(next(iter(one.ruleset.inputs.values())), name=name, kind=InputKind.FACT, relevant_when=None)
    ruleset = evolve(one.ruleset, inputs=dict(sorted({**one.ruleset.inputs, name: fact}.items())))
    answer = Answer(FactState.KNOWN, make_value(draw, fact.type_, ruleset))
    case = evolve(one.case, facts=dict(sorted({**one.case.facts, name: answer}.items())))
    said = summary(decide_at(ruleset, one.case, one.when))
    other = summary(decide_at(ruleset, case, one.when))
    return [f"{key}: {said[key]} != {other[key]}" for key in said if said[key] != other[key]]


LAWS: Mapping[str, Law] = {
    law.__name__: law
    for law in (
        totality,
        soundness,
        learning,
        parameters,
        agreement,
        admission,
        tightening,
        order,
        repetition,
        unknown_is_not_false,
        refinement,
        unread_facts,
    )
}

"""Whether the compiled evaluator, and a rule set stored and loaded again, decide as the reference evaluator does."""

from collections.abc import Mapping

from attrs import evolve, fields, frozen

from bekymring.api import decisions
from bekymring.calendar_dk import danish_date, end_of_day
from bekymring.case import Case, case_to_dict, read_case
from bekymring.decision import Decision
from bekymring.evaluate import decide
from bekymring.evaluate.compiled import Program, Session, decide_with, program_of, read_with
from bekymring.evaluate.compiled.found import Quick
from bekymring.evaluate.compiled.walking import walked
from bekymring.evaluate.compiled.wide import Wide
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.outline import Outline, outline_of
from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import from_json, to_json
from bekymring.testing.cases import CaseOptions, When, make_case, make_moment
from bekymring.testing.draws import Draw
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import EVERYTHING, Feature, Options
from properties.laws import PROFILES

UNKNOWN = (0, 5, 20, 50, 90)
"""Of a hundred answers, so many are open."""
CAPS = (1024, 64, 7)
MOMENTS = 2
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
TINY = Options(facts=2, rules=2, actions=1, depth=1, most_records=2)
"""So little that many are compared in a second."""
EVERY = (*PROFILES, FLAT, FACTS_ONLY, ONE_ACTION, TINY, evolve(TINY, features=FACTS_ONLY.features))
_SAID = {"case", "ruleset"}
"""Parts that are given, and so are not compared as they print."""


def stored_and_loaded(ruleset: Ruleset) -> Ruleset:
    loaded = from_json(to_json(ruleset))
    assert loaded.value is not None, loaded.diagnostics
    return loaded.value


def instant(when: When):
    return end_of_day(when.day) if when.whole_day else when.instant


def different(left: Decision, right: Decision, *, printed: bool = True) -> list[str]:
    """The names of the parts in which two decisions differ; the order of names in a part counts too."""
    return [one.name for one in fields(Decision) if _differs(one.name, left, right, printed=printed)]


def _differs(name: str, left: Decision, right: Decision, *, printed: bool) -> bool:
    one, other = getattr(left, name), getattr(right, name)
    if one != other:
        return True
    if printed and name not in _SAID:
        return repr(one) != repr(other)
    return isinstance(one, Mapping) and list(one) != list(other)


@frozen
class Forms:
    """A rule set in every form in which it is evaluated, at some moments."""

    ruleset: Ruleset
    program: Program
    loaded: Program
    quick: Quick | Wide | None
    moments: tuple[When, ...]
    sessions: Mapping[tuple[int, int], Session]
    """By moment and cap."""


def forms_of(draw: Draw, ruleset: Ruleset) -> Forms:
    program, moments = program_of(ruleset), tuple(make_moment(draw) for _ in range(MOMENTS))
    quick = program.quick
    sessions = {}
    for place, when in enumerate(moments) if quick is not None else ():
        for cap in CAPS:
            at = instant(when)
            held = (None, at, when.whole_day, danish_date(at), cap, "", "")
            sessions[place, cap] = Session(program, quick, *held)
    return Forms(ruleset, program, program_of(stored_and_loaded(ruleset)), quick, moments, sessions)


def at_once(forms: Forms, case: Case, place: int, expected: Decision) -> list[str] | None:
    """What is wrong with the decision made by the function of the rule set; None where it makes none for the case."""
    session = forms.sessions.get((place, expected.refinement_cap))
    written = case_to_dict(case)
    made = None if session is None else session.light(decisions.Decision, written)
    if made is None:
        return None
    # As it is written: of a record, what was not asked about is left out.
    read = read_case(written, forms.ruleset).value
    expected = evolve(expected, case=facts_of(forms.ruleset, read, expected.moment).case)
    # Asked for one by one first: some parts are worked out alone.
    wrong = [name for name in ("levels", "case") if getattr(made, name) != getattr(expected, name)]
    outline = outline_of(forms.ruleset, case, expected.moment)
    if made.outline != outline:
        wrong.append("outline")
    if isinstance(session.quick, Wide) and not _speaks_truly(session, written, outline):
        wrong.append("rules of the function")
    return [*wrong, *different(expected, made, printed=False), *_in_two_steps(session, written)]


def _speaks_truly(session: Session, written: dict[str, object], outline: Outline) -> bool:
    """Whether each rule that a wide function speaks of stands as strong Kleene truth says."""
    left, found = session.quick.left, session.quick.run(written, session.given)
    expected = tuple(
        frozenset(one for one in held if one[0] not in left) for held in (outline.fires, outline.possible)
    )
    return session.quick.fires(found) == expected


def _in_two_steps(session: Session, written: dict[str, object]) -> list[str]:
    """The same case read first, and the same function walked."""
    read = read_with(session.quick, written)
    found = session.quick.run(written, session.given)
    again = read.functions.decide.run(read.values, session.given)
    walked_too = walked(*read.functions.whole.write(), (written, session.given))
    return [name for name, one in (("read before", again), ("walked", walked_too)) if one != found]


def disagreements(draw: Draw, options: Options, *, cases: int = 1) -> tuple[int, list[str]]:
    """How many decisions were compared, and what differs, over cases with every share of open answers."""
    forms = forms_of(draw, make_ruleset(draw, options))
    compared, wrong = 0, []
    for number, unknown in enumerate(UNKNOWN * cases):
        plain = draw.integer(0, 1) == 1
        wanted = CaseOptions(
            unknown, incomplete=unknown, doubt=not plain, departures=not plain, own=0 if plain else 40
        )
        case, place = make_case(draw, forms.ruleset, wanted), draw.integer(0, MOMENTS - 1)
        when, cap = forms.moments[place], CAPS[draw.integer(0, 2)]
        asked = {"moment": instant(when), "whole_day": when.whole_day, "cap": cap}
        expected = decide(forms.ruleset, case, **asked)
        for name, one in (("compiled", forms.program), ("stored", forms.loaded)):
            compared += 1
            found = different(expected, decide_with(one, case, **asked), printed=number < len(UNKNOWN))
            wrong += [f"{name} {unknown}: {part}" for part in found]
        found = at_once(forms, case, place, expected)
        if found is not None:
            compared += 1
            wrong += [f"at once {unknown}: {part}" for part in found]
    return compared, wrong

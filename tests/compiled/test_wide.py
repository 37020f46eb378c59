"""The function of a rule set with records, assessments, sets and instants, and what is kept of the empty case. All children are invented."""

import json
from datetime import date
from pathlib import Path

import pytest

import bekymring
from bekymring.api import decisions
from bekymring.calendar_dk import danish_date, end_of_day
from bekymring.case import case_to_dict, read_case
from bekymring.evaluate import decide
from bekymring.evaluate.compiled import Session, decide_with, program_of
from bekymring.evaluate.compiled.sweep import may_be_kept
from bekymring.evaluate.compiled.wide import Wide
from bekymring.evaluate.facts import facts_of
from bekymring.evaluate.outline import outline_of
from bekymring.testing.cases import CaseOptions, make_case, make_moment
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Options
from compiled.agreement import EVERY, different, disagreements, instant

SHIPPED = Path(__file__).parents[2] / "rulesets"
ON = date(2026, 3, 6)
CASES = {
    f"{path.parents[1].name}/{path.stem}": path
    for path in sorted(SHIPPED.glob("*/sager/*.json"))
    if path.parents[1].name != "serviceregler"  # applies no more
}
DATED = {
    "skolefravær/højt_ulovligt_fravær",
    "skolefravær/nyt_kvartal",
    "skolefravær_aftale_2026/seksten_dage_syg",
}
"""They say until when a figure is counted up."""
SHOWN = (
    "barnets_regler/ny_underretning",
    "assens_dialog/møde_uden_plan",
    "landsregler/to_år",
    "egedal/nyt_barn_i_dagtilbud",
)
SPOKEN = 0.9
"""Of the rules that ship, so large a part at the least is told by the functions."""
DIFFERED = {7000044: "an action that was done on a tried day, heard alike", 7000053: "the same over records"}
"""Seeds that once found a difference."""
GENERATED = 40
GENERATED_SPOKEN = 0.6
"""Those that are generated ask more often for outcomes of actions than those that ship."""


@pytest.fixture(scope="module")
def loaded():
    """Rule sets that ship, each loaded once."""
    held = {}

    def get(name):
        if name not in held:
            held[name] = bekymring.load(name)
        return held[name]

    return get


def told(name):
    written = json.loads(CASES[name].read_text(encoding="utf-8"))
    return {key: value for key, value in written.items() if not key.startswith("$")}


def session_of(rules, on=ON):
    program = program_of(rules.kernel)
    at = end_of_day(on)
    return Session(program, program.quick, None, at, True, on, 1024, "", "")  # noqa: FBT003 - a whole day


def test_a_figure_that_says_which_period_it_is_for_is_left_to_the_general_path(loaded):
    for name in DATED:
        session = session_of(loaded(name.partition("/")[0]))
        assert session.quick.run(told(name), session.given) is None


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(CASES) - set(DATED)))
def test_a_case_that_ships_is_decided_by_the_function_of_its_rule_set(loaded, name):
    session = session_of(loaded(name.partition("/")[0]))
    found = session.quick.run(told(name), session.given)
    assert found is not None
    outline = outline_of(session.program.ruleset, session.quick.case(found[4]), session.instant)
    expected = [
        {one for one in held if one[0] not in session.quick.left}
        for held in (outline.fires, outline.possible)
    ]
    assert [set(one) for one in session.quick.fires(found)] == expected


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_every_part_of_it_is_that_of_the_reference_evaluator(loaded, name):
    session, written = session_of(loaded(name.partition("/")[0])), told(name)
    ruleset = session.program.ruleset
    expected = decide(ruleset, read_case(written, ruleset).value, session.instant, whole_day=True)
    for _ in range(4):  # from the third on, the empty case is decided too
        made = session.light(decisions.Decision, written)
        assert made.outline == outline_of(ruleset, expected.case, session.instant)
        assert different(expected, made, printed=False) == []


@pytest.mark.slow
def test_the_functions_speak_of_nearly_all_rules_that_ship(loaded):
    quicks = {
        name: program_of(loaded(name).kernel).quick for name in {one.partition("/")[0] for one in CASES}
    }
    assert {name for name, quick in quicks.items() if not isinstance(quick, Wide)} <= {"lige_hensyn"}
    wide = [quick for quick in quicks.values() if isinstance(quick, Wide)]
    rules, left = (
        sum(map(len, held)) for held in ((one.ruleset.rules for one in wide), (one.left for one in wide))
    )
    assert left <= rules * (1 - SPOKEN)


def test_generated_rule_sets_with_records_are_really_decided_by_their_functions():
    made, spoken, rules = 0, 0, 0
    for seed in range(GENERATED):
        draw = seeded(seed)
        program = program_of(make_ruleset(draw, Options()))
        quick, when = program.quick, make_moment(draw)
        if not isinstance(quick, Wide):
            continue
        rules, spoken = rules + len(program.ruleset.rules), spoken + len(quick.once) + len(quick.every)
        at = instant(when)
        for unknown in (0, 20, 50):
            case = make_case(
                draw,
                program.ruleset,
                CaseOptions(unknown, incomplete=unknown, doubt=True, departures=False, own=0),
            )
            found = quick.run(case_to_dict(case), quick.given(danish_date(at), at))
            made += found is not None and bool(case.records)
    assert made >= GENERATED
    assert spoken >= rules * GENERATED_SPOKEN


@pytest.mark.parametrize("seed", DIFFERED)
def test_what_once_differed_agrees(seed):
    assert disagreements(seeded(seed), EVERY[seed % len(EVERY)], cases=10)[1] == []


# --- the empty case ---------------------------------------------------------------------------------------


def test_of_a_case_that_tells_little_most_is_kept_from_the_empty_case(loaded):
    program, moment = program_of(loaded("assens_dialog").kernel), end_of_day(ON)
    case = read_case(told("assens_dialog/møde_uden_plan"), program.ruleset).value
    kept = []
    for _ in range(3):
        facts = facts_of(program.ruleset, case, moment)
        shape = program.shape(facts)
        kept.append(program.kept(shape, facts, 1024))
    assert kept[:2] == [None, None]
    same = [node for node in shape.plan.order if kept[2].has(node)]
    assert len(same) > len(shape.plan.order) / 2


def test_what_is_kept_holds_nothing_of_a_case(loaded):
    """Two cases, one after the other, and the other way round, are decided as alone."""
    ruleset, moment = loaded("barnets_regler").kernel, end_of_day(ON)
    held = [
        read_case(told(f"barnets_regler/{one}"), ruleset).value
        for one in ("ny_underretning", "anbringelse_overvejes")
    ]
    alone = [decide_with(program_of(ruleset), case, moment, whole_day=True) for case in held]
    together = program_of(ruleset)
    for _ in range(3):
        assert [decide_with(together, case, moment, whole_day=True) for case in held] == alone


def test_what_is_kept_of_actions_tells_no_deadline_of_a_case(loaded):
    program, moment = program_of(loaded("barnets_regler").kernel), end_of_day(ON)
    for name in ("ny_underretning", "anbringelse_overvejes", "et_år_med_støtte"):
        case = read_case(told(f"barnets_regler/{name}"), program.ruleset).value
        for _ in range(4):
            decide_with(program, case, moment, whole_day=True)
    reaches = [reach for blank in program._blanks.values() for reach in blank.reaches.values()]
    keys = [key for acts in (*(one.acts for one in reaches), *program._acts.values()) for key in acts]
    assert keys
    assert [key for key in keys if not may_be_kept(key)] == []


def test_a_case_that_tells_much_is_not_compared_with_the_empty_one(loaded):
    program, moment = program_of(loaded("lige_hensyn").kernel), end_of_day(ON)
    case = read_case(
        {name: None for name in program.ruleset.inputs if program.ruleset.inputs[name].collected},
        program.ruleset,
    ).value
    facts = facts_of(program.ruleset, case, moment)
    assert [program.kept(program.shape(facts), facts, 1024) for _ in range(4)] == [None] * 4

"""The record of a decision: what it holds, its one writing, its published form, and replay."""

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from jsonschema import Draft202012Validator
from tests.case.build import HERE, RULES, ruleset
from tests.case.strategies import cases

from bekymring.case import Case, case_to_dict, read_case
from bekymring.decision import (
    NOT_ASSESSED,
    ActionGroup,
    ActionOutcome,
    AssessmentOutcome,
    AttentionOutcome,
    Ban,
    Blocked,
    Certainty,
    CitationOutcome,
    DeadlineOutcome,
    Decision,
    Fingerprint,
    Firing,
    LevelOutcome,
    MeasureOutcome,
    MissingFact,
    Obligation,
    OpenDuration,
    OrderOutcome,
    OwnAssessment,
    PeriodOutcome,
    RuleOutcome,
    State,
)
from bekymring.model.ruleset import (
    CalendarPeriod,
    Citation,
    Const,
    CountedPeriod,
    Frequency,
    Integrity,
    Modality,
    PointTo,
    Rule,
    Unit,
)
from bekymring.report.json import canonical, case_hash, decision_to_dict
from bekymring.report.replay import DifferenceKind, differences, meaning_of, same_decision
from bekymring.report.schema import decision_schema
from bekymring.values import Truth

KEY = "en nøgle, som kommunen gemmer".encode()
MOMENT = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
DUE = datetime(2026, 3, 7, 14, 40, tzinfo=UTC)
END_OF_DAY = datetime(2027, 1, 4, 22, 59, 59, 999_999, tzinfo=UTC)

LAW = Citation(statute=True, source="en lov", paragraph="stk. 1", read=date(2026, 11, 22))
RULE = Rule(
    "fravær_peger_på_gul",
    (PointTo("position", "gul"),),
    HERE,
    reason="Meget fravær kan være et tegn",
    considerations=("barnets bedste",),
    citations=(LAW, evolve(LAW, paragraph=None, read=None)),
)
RULES_WITH_ONE = ruleset(
    rules={RULE.name: RULE}, integrity=(Integrity("dagtilbud under 7 år", Const(value=True), HERE),)
)
CASE = read_case(
    {"alder": 9, "andel": "12.5", "underretning": [{"modtagelse": "2026-03-06T15:40"}]}, RULES_WITH_ONE
).value
REF = ((RULE.name, None),)

DEADLINE = DeadlineOutcome(
    no_later_than=DUE,
    perhaps=END_OF_DAY,
    durations=(OpenDuration(Fraction(3, 2), Unit.MONTHS, "skole_slut"), OpenDuration(None, None, "født")),
    open_since=DUE,
    two_readings=(date(2026, 3, 13), date(2026, 3, 16)),
)
VISITS = Frequency(2, CountedPeriod(12, Unit.MONTHS))
DUTY = Obligation(
    Modality.MUST,
    Certainty.HOLDS,
    DEADLINE,
    (Frequency(2, CalendarPeriod.YEAR), VISITS),
    ("rådgiver",),
    personally=True,
    departed_by=("leder",),
    rules=REF,
    states=(State.OVERDUE, State.DONE_LATE),
    periods=(
        PeriodOutcome(Frequency(2, CalendarPeriod.YEAR)),
        PeriodOutcome(VISITS, date(2025, 5, 1), date(2026, 4, 30), 1, 2),
    ),
)
OUTCOME = ActionOutcome(
    "akutvurdering",
    1,
    (DUTY, evolve(DUTY, modality=Modality.MAY, certainty=Certainty.DEPENDS, deadline=None)),
    Ban(Certainty.HOLDS_UNLESS, REF, ("samtale",), until_established=True),
    Ban(Certainty.DEPENDS, REF),
    DUTY,
    (Blocked("alvorlig", is_assessment=True, records=(1,), certainty=Certainty.HOLDS, rules=REF),),
    "leder",
    DUE,
    Truth.UNKNOWN,
    exact=True,
    conflict=Certainty.DEPENDS,
    perhaps_decided_by="leder",
)
LEVEL = LevelOutcome(
    "position",
    None,
    (NOT_ASSESSED, "grøn", "gul"),
    exact=False,
    own_assessment=OwnAssessment("grøn", "rådgiver", doubted=True, better_than_rules=True),
    for_=REF,
    against=((RULE.name, None, 0),),
)
FULL = Decision(
    ruleset=RULES_WITH_ONE,
    case=CASE,
    moment=MOMENT,
    whole_day=False,
    conflicts=(("akutvurdering", 1),),
    actions={"akutvurdering": ActionGroup((OUTCOME, evolve(OUTCOME, record=2, ban=None, conflict=None)))},
    levels={"position": LEVEL},
    levels_each={"farve": (evolve(LEVEL, record=1, own_assessment=None, by_otherwise=True),)},
    orders=(
        OrderOutcome(
            "alvorlig", is_assessment=True, then=("samtale",), involving=("forældre",), blocks=("samtale",),
            certainty=Certainty.HOLDS, done=Truth.FALSE, rules=REF,
        ),
    ),
    assessments=(AssessmentOutcome("alvorlig", reason_missing=True, required=DUTY, settles=("position",)),),
    missing=(
        MissingFact(
            "underretning[1].fra_skole", "Er den fra skolen?", asked=True, doubted=False, ask_of=("skole",),
            may_ask_now=False, not_now_because=("alvorlig",), settles=("position",), weight=2,
        ),
        MissingFact(
            "andel", "Hvor stor en andel?", asked=False, doubted=False, ask_of=(), may_ask_now=True, not_now_because=(),
            settles=(), weight=0, asked_for=(date(2026, 1, 1), date(2026, 3, 31)), given_through=date(2025, 12, 12),
        ),
    ),
    attention=(AttentionOutcome("tolk", Certainty.HOLDS, REF),),
    measures=(MeasureOutcome("støtte", "farve", "gul", Truth.UNKNOWN, supplement=False, decided_by=None),),
    broken_integrity=((0, Truth.FALSE),),
    rules=(
        RuleOutcome(RULE.name, None, Firing.FIRED, Truth.TRUE, Truth.FALSE, (Truth.UNKNOWN,), ("alder",), ("grad",)),
    ),
    citations=(CitationOutcome(statute=True, source="en lov", paragraph=None, read=None, layer="prøve"),),
    fingerprint=Fingerprint("prøve", "1.0", "a" * 64, "b" * 64, "0.1.0"),
    refinement_cap=1024,
)  # fmt: skip
EMPTY = Decision(
    ruleset=RULES,
    case=Case({}, {}),
    moment=END_OF_DAY,
    whole_day=True,
    conflicts=(),
    actions={},
    levels={},
    levels_each={},
    orders=(),
    assessments=(),
    missing=(),
    attention=(),
    measures=(),
    broken_integrity=(),
    rules=(),
    citations=(),
    fingerprint=Fingerprint("prøve", "1.0", "", "c" * 64, "0.1.0"),
    refinement_cap=1024,
)
DECISIONS = {"full": FULL, "empty": EMPTY}
SCHEMA = Draft202012Validator(decision_schema())


# --- what it holds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DECISIONS)
def test_a_record_is_as_it_was(name, golden, request):
    text = json.dumps(decision_to_dict(DECISIONS[name]), ensure_ascii=False, indent=2, sort_keys=True)
    golden(request.path.parent / "json" / f"{name}.json", f"{text}\n")


def test_the_case_can_be_read_from_the_record():
    written = json.loads(canonical(decision_to_dict(FULL)))
    assert read_case(written["case"], RULES_WITH_ONE).value == CASE


def test_a_moment_that_is_a_day_is_written_as_its_last_second():
    record = decision_to_dict(EMPTY)
    assert (record["moment"], record["whole_day"]) == ("2027-01-04T22:59:59Z", True)


def test_an_overdue_revision_is_said():
    assert decision_to_dict(EMPTY)["ruleset"]["revision_overdue"] is True
    assert decision_to_dict(FULL)["ruleset"]["revision_overdue"] is False


# --- with the facts left out --------------------------------------------------------------------------------


def test_the_hash_of_a_case_is_keyed():
    # Worked out with another program: HMAC-SHA256 of {} under 16 zero bytes.
    assert (
        case_hash(Case({}, {}), bytes(16))
        == "22f8eea909400af98adf3681a9f31923ef6b7fcba4abb553d92823a3e9d5c25e"
    )


def test_without_the_facts_no_value_of_them_is_left():
    with_case = decision_to_dict(FULL)
    record = decision_to_dict(FULL, include_case=False, key=KEY)
    assert record["case"] is None
    assert record["case_hash"] == case_hash(CASE, KEY)
    assert {**record, "case": with_case["case"], "case_hash": None} == with_case
    assert b"12.5" in canonical(with_case)
    assert b"12.5" not in canonical(record)


def test_without_a_key_there_is_no_hash():
    record = decision_to_dict(FULL, include_case=False)
    assert (record["case"], record["case_hash"]) == (None, None)


def test_a_key_that_can_be_guessed_is_refused():
    with pytest.raises(ValueError, match="16 bytes"):
        decision_to_dict(FULL, include_case=False, key=b"kort")


@given(cases())
def test_equal_cases_have_one_hash(case):
    again = read_case(case_to_dict(case), RULES).value
    assert case_hash(again, KEY) == case_hash(case, KEY)
    assert case_hash(case, KEY) != case_hash(case, KEY[::-1])


# --- the one writing ----------------------------------------------------------------------------------------


def test_the_canonical_form_is_one():
    assert (
        canonical({"b": [1, None], "a": {"ø": True, "z": "æ\n"}})
        == '{"a":{"z":"æ\\n","ø":true},"b":[1,null]}'.encode()
    )


@pytest.mark.parametrize("name", DECISIONS)
def test_the_order_of_names_does_not_change_the_bytes(name):
    record = decision_to_dict(DECISIONS[name])
    turned = dict(reversed(record.items()))
    assert canonical(turned) == canonical(record)
    assert canonical(json.loads(canonical(record))) == canonical(record)


@pytest.mark.parametrize("data", [{"a": 1.0}, {"a": [{"b": 0.5}]}, {"a": float("nan")}])
def test_binary_numbers_are_refused(data):
    with pytest.raises(TypeError):
        canonical(data)


# --- the published form -------------------------------------------------------------------------------------


def test_the_schema_of_decisions_is_a_schema():
    Draft202012Validator.check_schema(decision_schema())


@pytest.mark.parametrize("name", DECISIONS)
@pytest.mark.parametrize("options", [{}, {"include_case": False}, {"include_case": False, "key": KEY}])
def test_a_record_has_the_published_form(name, options):
    SCHEMA.validate(json.loads(canonical(decision_to_dict(DECISIONS[name], **options))))


def nodes(data, path=()):
    """Every object and list of a record with the way to it."""
    if isinstance(data, dict):
        yield path, data
        for name, one in data.items():
            yield from nodes(one, (*path, name))
    elif isinstance(data, list):
        for number, one in enumerate(data):
            yield from nodes(one, (*path, number))


def test_the_schema_says_every_part_and_no_other():
    """Taking any part out, or putting one in, is noticed; the case has a schema of its own."""
    record = json.loads(canonical(decision_to_dict(FULL)))
    by_name = {(), ("actions",), ("levels",), ("levels_each",)}
    for path, _ in nodes(record):
        if path[:1] == ("case",):
            continue
        changed = json.loads(json.dumps(record))
        node = changed
        for step in path:
            node = node[step]
        if path not in by_name or path == ():
            node["ny"] = 1
            assert not SCHEMA.is_valid(changed), path
            del node["ny"]
            for name in list(node):
                held = node.pop(name)
                assert not SCHEMA.is_valid(changed), (*path, name)
                node[name] = held


# --- replay -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", DECISIONS)
@pytest.mark.parametrize("options", [{}, {"include_case": False}, {"include_case": False, "key": KEY}])
def test_a_decision_made_again_is_the_same(name, options):
    record = json.loads(canonical(decision_to_dict(DECISIONS[name], **options)))
    assert same_decision(record, DECISIONS[name]) == ()
    assert same_decision(record, DECISIONS[name], key=KEY) == ()


def test_a_comment_or_a_new_program_does_not_void_a_record():
    record = decision_to_dict(FULL)
    made = evolve(FULL.fingerprint, text_hash="d" * 64, program="9.9.9")
    moved = evolve(RULE, origin=evolve(HERE, span=evolve(HERE.span, line=99, file="andet.bek")))
    layer = evolve(RULES_WITH_ONE.head, text_hash="d" * 64)
    rules = evolve(RULES_WITH_ONE, rules={RULE.name: moved}, layers=(layer,))
    again = evolve(FULL, fingerprint=made, ruleset=rules)
    assert decision_to_dict(again) != record
    assert same_decision(record, again) == ()


def test_other_rules_are_refused_and_nothing_is_compared():
    made = evolve(FULL.fingerprint, meaning_hash="e" * 64)
    [found] = same_decision(decision_to_dict(FULL), evolve(FULL, fingerprint=made, levels={}))
    assert (found.kind, found.is_refusal) == (DifferenceKind.OTHER_MEANING, True)


@pytest.mark.parametrize(
    "record",
    [
        {},
        {"format": 1},
        {"format": 2, "ruleset": {"meaning_hash": "b" * 64}},
        {"format": 1, "ruleset": {"meaning_hash": 3}},
    ],
)
def test_what_is_no_record_is_refused(record):
    assert meaning_of(record) is None
    [found] = same_decision(record, FULL)
    assert (found.kind, found.path) == (DifferenceKind.NOT_A_RECORD, "$")


LEFT_OUT = {
    "moment": evolve(FULL, moment=MOMENT.replace(minute=16)),
    "case.alder": evolve(FULL, case=evolve(CASE, facts={**CASE.facts, "alder": CASE.facts["andel"]})),
    "levels.position.possible[1]": evolve(
        FULL, levels={"position": evolve(LEVEL, possible=("grøn", "grøn", "gul"))}
    ),
    "actions.akutvurdering[2]": evolve(FULL, actions={"akutvurdering": ActionGroup((OUTCOME,))}),
    "attention[1]": evolve(FULL, attention=()),
    "refinement_cap": evolve(FULL, refinement_cap=1),
    "rules[1].firing": evolve(FULL, rules=(evolve(FULL.rules[0], firing=Firing.POSSIBLE),)),
}


@pytest.mark.parametrize("path", LEFT_OUT)
def test_a_difference_is_named_by_its_path(path):
    [found] = same_decision(decision_to_dict(FULL), LEFT_OUT[path])
    assert found.path == f"$.{path}"
    assert not found.is_refusal


def test_another_case_is_noticed_by_its_hash():
    record = decision_to_dict(FULL, include_case=False, key=KEY)
    other = evolve(FULL, case=Case({}, {}))
    assert [one.path for one in same_decision(record, other, key=KEY)] == ["$.case_hash"]
    assert same_decision(record, other) == ()


def test_a_fact_named_like_a_part_that_may_differ_is_compared():
    facts = {"program": CASE.facts["alder"], "place": CASE.facts["alder"], "text_hash": CASE.facts["alder"]}
    then = evolve(FULL, case=Case(facts, {}))
    now = evolve(FULL, case=Case(dict.fromkeys(facts, CASE.facts["andel"]), {}))
    found = same_decision(decision_to_dict(then), now)
    assert [one.path for one in found] == ["$.case.place", "$.case.program", "$.case.text_hash"]


def test_paths_are_compared_between_two_records():
    record = decision_to_dict(FULL, key=KEY)
    assert differences(record, decision_to_dict(FULL)) == ()
    assert differences(record, decision_to_dict(EMPTY))[0] == "$.actions.akutvurdering"


def test_true_is_not_one_and_a_list_is_no_object():
    record = decision_to_dict(FULL)
    changed = {**record, "whole_day": 0, "levels": [], "conflicts": {}}
    found = {one.path: one.kind for one in same_decision(changed, FULL)}
    assert found == dict.fromkeys(["$.conflicts", "$.levels", "$.whole_day"], DifferenceKind.CHANGED)

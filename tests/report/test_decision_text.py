"""The text of a decision, as it is printed; and what holds of every such text."""

# ruff: noqa: FBT003 - a yes or no is the value itself
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path

import builders
import pytest
from attrs import evolve

from bekymring.case.answers import Answer, Case, FactState
from bekymring.decision import (
    ActionGroup,
    AssessmentOutcome,
    Ban,
    Certainty,
    DeadlineOutcome,
    Decision,
    LevelOutcome,
    OpenDuration,
    OrderOutcome,
    OwnAssessment,
    State,
)
from bekymring.model.ruleset import Modality, Unit
from bekymring.report.decision_text import explain, outline
from bekymring.report.plain import Bullets, Outline, Para, Room, Table
from bekymring.values import Truth

GOLDEN = Path(__file__).with_name("golden")
READERS = ("working_view", "record", "family")
SUFFIX = {"text": "txt", "markdown": "md", "html": "html"}

PRINTED = (
    ("sara", builders.decision, "da", "working_view", "text"),
    ("sara", builders.decision, "en", "working_view", "text"),
    ("sara", builders.decision, "da", "working_view", "markdown"),
    ("sara", builders.decision, "en", "working_view", "markdown"),
    ("sara", builders.decision, "da", "working_view", "html"),
    ("sara", builders.decision, "en", "working_view", "html"),
    ("sara", builders.decision, "da", "record", "text"),
    ("sara", builders.decision, "en", "record", "text"),
    ("sara", builders.decision, "da", "family", "text"),
    ("sara", builders.decision, "en", "family", "text"),
    ("open", builders.open_to_the_family, "da", "family", "text"),
    ("open", builders.open_to_the_family, "en", "family", "text"),
    ("quiet", builders.quiet, "da", "working_view", "text"),
    ("quiet", builders.quiet, "en", "record", "text"),
    ("troubled", builders.troubled, "da", "working_view", "text"),
    ("troubled", builders.troubled, "en", "working_view", "text"),
)
EVERY = (builders.decision, builders.quiet, builders.troubled, builders.open_to_the_family)


@pytest.mark.parametrize(("name", "made", "lang", "to", "form"), PRINTED)
def test_a_decision_is_printed_like_this(
    golden: Callable[[Path, str], None],
    name: str,
    made: Callable[[], Decision],
    lang: str,
    to: str,
    form: str,
) -> None:
    path = GOLDEN / f"{name}.{to}.{lang}.{SUFFIX[form]}"
    golden(path, explain(made(), lang=lang, to=to, form=form))


def texts(of: Outline) -> Iterator[str]:
    """Every piece of text that an outline holds."""
    yield of.title
    for section in of.sections:
        yield section.title
        for block in section.blocks:
            match block:
                case Para(line):
                    yield line.text
                case Bullets(items):
                    yield from (item.text for item in items)
                case Room(label):
                    yield label
                case Table(caption, head, rows):
                    yield from (caption, *head, *(cell.text for row in rows for cell in row))


def every_text() -> Iterator[tuple[str, str, str]]:
    for made in EVERY:
        for lang in ("da", "en"):
            for to in READERS:
                yield lang, to, "\n".join(texts(outline(made(), lang=lang, to=to)))


FORBIDDEN = (
    "ingen bekymring",
    "ingen pligt",
    "ikke underretningspligt",
    "no concern",
    "no duty",
    "systemet har vurderet",
    "systemet anbefaler",
    "not_assessed",
)


@pytest.mark.parametrize("phrase", FORBIDDEN)
def test_no_text_reassures_or_lets_the_program_decide(phrase: str) -> None:
    assert [to for _, to, text in every_text() if phrase in text.casefold()] == []


def test_no_text_shows_a_name_with_underscores() -> None:
    for _, _, text in every_text():
        words = text.replace("____ fordi", "").replace("____ because", "").split()
        assert [word for word in words if "_" in word] == []


@pytest.mark.parametrize("to", ["working_view", "record"])
@pytest.mark.parametrize("made", EVERY)
def test_silence_is_said_to_be_no_verdict(made: Callable[[], Decision], to: str) -> None:
    text = explain(made(), to=to)
    assert "er ikke en vurdering af, at barnet trives" in text
    assert "pligt til at\nunderrette gælder uændret" in text


@pytest.mark.parametrize("made", EVERY)
def test_both_columns_are_there_and_say_something(made: Callable[[], Decision]) -> None:
    tables = [
        block
        for section in outline(made()).sections
        for block in section.blocks
        if isinstance(block, Table) and block.side_by_side
    ]
    assert tables
    for table in tables:
        for index in (0, 1):
            assert any(row[index].text for row in table.rows)


@pytest.mark.parametrize("made", EVERY)
def test_every_duty_has_a_paragraph_or_is_internal(made: Callable[[], Decision]) -> None:
    rows = [
        row
        for section in outline(made()).sections
        for block in section.blocks
        if isinstance(block, Table) and len(block.head) == 5
        for row in block.rows
    ]
    for what, _, _, _, basis in rows:
        if what.text.startswith("Skal"):
            assert "§" in basis.text or "intern arbejdsgang" in basis.text.casefold()


def test_a_duty_without_a_statute_is_an_internal_routine_and_never_what_the_law_requires() -> None:
    rule = (("sparring_i_svære_sager", None),)
    actions = {"sparring": ActionGroup((builders.outcome("sparring", builders.must(rule)),))}
    basis = _row(builders.decision(actions=actions))[4]
    assert basis.startswith("Intern arbejdsgang: ")
    assert "Loven kræver" not in basis


def test_the_names_of_a_family_are_never_needed() -> None:
    """No fact of the case turns up that the case does not hold: an empty case prints no value."""
    known = explain(builders.decision())
    bare = explain(builders.decision(case=Case({}, {})))
    for value in ("18,5 %", "12 år", "lærer, underretning"):
        assert value in known
        assert value not in bare


def test_an_answer_without_influence_is_named_without_its_value() -> None:
    held = builders.case()
    facts = dict(held.facts) | {"tolkebehov": Answer(FactState.KNOWN, value=True)}
    text = explain(builders.decision(case=builders.case(facts=facts)))
    assert text == explain(builders.decision())


def _row(decision: Decision, lang: str = "da", **how: str) -> tuple[str, ...]:
    """The first row of the first table of duties, as texts."""
    for section in outline(decision, lang=lang, **how).sections:
        for block in section.blocks:
            if isinstance(block, Table) and len(block.head) == 5:
                return tuple(cell.text for cell in block.rows[0])
    raise AssertionError("no table of duties")


WHEN = (
    (
        DeadlineOutcome(builders.at("2026-03-07", "15:40")),
        "i dag kl. 15.40 (der er 6 timer og 25 minutter tilbage)",
    ),
    (DeadlineOutcome(builders.at("2026-03-07", "09:15")), "i dag kl. 9.15 (der er 0 minutter tilbage)"),
    (DeadlineOutcome(builders.at("2026-03-07", "09:14")), "i dag kl. 9.14 (overskredet med 1 minut)"),
    (DeadlineOutcome(builders.end_of("2026-03-07")), "i dag, lørdag 7. marts 2026 (resten af dagen i dag)"),
    (DeadlineOutcome(builders.end_of("2026-03-06")), "fredag 6. marts 2026 (overskredet med 1 dag)"),
    (DeadlineOutcome(builders.end_of("2026-03-17")), "tirsdag 17. marts 2026 (der er 10 dage tilbage)"),
    (
        DeadlineOutcome(builders.at("2026-03-10", "10:00")),
        "tirsdag 10. marts 2026 kl. 10.00 (der er 3 dage tilbage)",
    ),
    (DeadlineOutcome(at_once=True), "straks"),
    (
        DeadlineOutcome(as_soon_as_possible=True, open_since=builders.at("2026-03-07", "08:00")),
        "snarest muligt (ingen fast frist); åben siden i dag",
    ),
    (
        DeadlineOutcome(builders.end_of("2026-03-17"), perhaps=builders.end_of("2026-03-09")),
        "tirsdag 17. marts 2026 (der er 10 dage tilbage); måske allerede mandag 9. marts 2026; svar mangler",
    ),
    (None, "ingen frist i reglerne"),
)


@pytest.mark.parametrize(("deadline", "said"), WHEN)
def test_a_deadline_is_said_as_seen_from_the_moment(deadline: DeadlineOutcome | None, said: str) -> None:
    duty = builders.must((("screening_altid", None),), deadline=deadline)
    actions = {"screening_af_sagen": ActionGroup((builders.outcome("screening_af_sagen", duty),))}
    assert _row(builders.decision(actions=actions, orders=()))[2] == said


def test_the_second_of_two_orders_of_duty_is_told_when_it_is_due_first() -> None:
    rule = (("screening_altid", None),)
    same_day = DeadlineOutcome(builders.end_of("2026-03-07"))
    both = (
        builders.must(rule, deadline=DeadlineOutcome(as_soon_as_possible=True)),
        builders.must(rule, modality=Modality.SHOULD, deadline=same_day),
    )
    weaker = builders.must(rule, modality=Modality.MAY)
    actions = {"screening_af_sagen": ActionGroup((builders.outcome("screening_af_sagen", *both, weaker),))}
    text = explain(builders.decision(actions=actions))
    assert "* Skal screene sagen" in text
    assert "* Bør screene sagen" in text
    assert "* Kan screene sagen" not in text


def test_what_must_be_decided_on_is_asked_and_not_done() -> None:
    duty = builders.must((("screening_altid", None),))
    actions = {"undersøgelse": ActionGroup((builders.outcome("undersøgelse", decide_whether=duty),))}
    what = _row(builders.decision(actions=actions))[0]
    assert what == (
        "Skal tage stilling til, om der er anledning til at træffe afgørelse om en børnefaglig undersøgelse (afgørelse)"
    )


def test_nothing_that_depends_on_answers_is_kept() -> None:
    record = "\n".join(texts(outline(builders.decision(), to="record")))
    assert "Afhænger af svar" not in record
    assert "afhænger af svar" not in record
    assert "Svaret har betydning" not in record
    assert "børnefaglig undersøgelse" not in record
    assert "rød" not in record


def test_what_is_kept_asks_for_the_words_of_a_person() -> None:
    rooms = [
        block
        for section in outline(builders.decision(), to="record").sections
        for block in section.blocks
        if isinstance(block, Room)
    ]
    assert len(rooms) >= 6


ORDERS = (
    (
        Certainty.HOLDS,
        "Teksten må ikke sendes, vises eller læses op for forældre, netværk eller andre i familien",
    ),
    (Certainty.DEPENDS, "Vis ikke teksten for forældre, netværk eller andre i familien"),
)


@pytest.mark.parametrize(("certainty", "said"), ORDERS)
def test_an_order_that_keeps_parents_out_is_said_first_and_closes_the_text_for_the_family(
    certainty: Certainty, said: str
) -> None:
    order = OrderOutcome(
        "risikovurdering", False, (), ("forældre", "netværk"), (), certainty, Truth.FALSE, (("risikovurdering_først", None),)
    )  # fmt: skip
    decision = builders.quiet(orders=(order,))
    first = outline(decision).sections[1]
    assert first.title == "LÆS FØRST"
    assert said in "\n".join(texts(Outline("", "da", (first,))))
    family = "\n".join(texts(outline(decision, to="family")))
    assert family.startswith("Teksten til familien kan ikke vises")
    assert "Vi har set på" not in family


def test_an_order_that_is_met_opens_the_text_for_the_family() -> None:
    held = builders.decision().orders[0]
    done = OrderOutcome(
        held.first, False, (), held.involving, held.blocks, held.certainty, Truth.TRUE, held.rules
    )
    assert outline(builders.quiet(orders=(done,)), to="family").title == "Hvad der sker nu"


@pytest.mark.parametrize("certainty", list(Certainty))
def test_a_ban_that_involves_the_family_closes_the_text_for_them(certainty: Certainty) -> None:
    banned = builders.outcome("brev_til_hjemmet", ban=Ban(certainty, (("intet_brev_hjem", None),)))
    decision = builders.quiet(actions={"brev_til_hjemmet": ActionGroup((banned,))})
    text = explain(decision, to="family")
    assert text.startswith("Teksten til familien kan ikke vises")
    assert "brev" not in text


def test_the_text_for_the_family_is_short_and_cites_nothing() -> None:
    for lang in ("da", "en"):
        text = explain(builders.open_to_the_family(), lang=lang, to="family")
        body = text.split("=\n\n", 1)[1]
        sentences = body.replace("6.\nmarts", "").count(". ") + 1
        assert 5 <= sentences <= 12
        assert "§" not in text
        assert "bekymring" not in text.casefold()


def test_the_family_is_told_that_a_step_is_late_and_not_that_it_is_still_to_come_by_then() -> None:
    late = builders.must(
        (("møde_med_forældre", None),),
        deadline=DeadlineOutcome(builders.at("2026-03-02", "12:00")),
        states=(State.OVERDUE,),
    )
    actions = {"forældremøde": ActionGroup((builders.outcome("forældremøde", late),))}
    text = " ".join(explain(builders.quiet(actions=actions), to="family").split())
    assert "Næste skridt er at holde møde med forældrene; det skulle være sket senest" in text


def test_a_family_without_a_step_reads_so() -> None:
    text = " ".join(explain(builders.quiet(actions={}), to="family").split())
    assert "Lige nu er der ikke noget skridt, hvor I skal være med." in text


def test_what_nothing_in_the_case_speaks_for_is_asked_and_not_said() -> None:
    text = " ".join(explain(builders.decision()).split())
    assert "En alvorlig eller kompleks sag peger på stærk bekymring" not in text
    assert "Er der grund til at antage, at sagen er alvorlig eller kompleks?" in text


def test_the_best_step_is_not_pointed_to_where_no_rule_has_fired_for_it() -> None:
    least = LevelOutcome("position", None, ("grøn", "gul", "rød"), False, None, (), ())
    text = " ".join(explain(builders.quiet(levels={"position": least})).split())
    assert "peger på grøn" not in text
    assert "udfaldet" not in text
    assert "Reglerne peger ikke på noget trin. Det er ikke vurderet." in text


def test_a_deadline_that_only_lacking_records_would_give_is_said_once_as_such() -> None:
    lengths = ((Fraction(3), Unit.MONTHS), (None, None), (Fraction(24), Unit.HOURS))
    open_ = tuple(OpenDuration(amount, unit, "underretning[]") for amount, unit in lengths)
    duty = builders.must((("møde_med_forældre", None),), deadline=DeadlineOutcome(durations=open_))
    actions = {"forældremøde": ActionGroup((builders.outcome("forældremøde", duty),))}
    text = " ".join(explain(builders.quiet(actions=actions)).split())
    assert text.count("måske med en frist: det afhænger af underretninger, som sagen måske mangler") == 1
    assert "3 måneder efter" not in text


def test_what_is_to_be_decided_by_a_question_ends_in_one_sign() -> None:
    late = builders.must(
        (("screening_altid", None),), deadline=DeadlineOutcome(builders.at("2026-03-02", "12:00"))
    )
    asked = AssessmentOutcome("alvorlig_eller_kompleks", False, late, ())
    text = explain(builders.quiet(assessments=(asked,)))
    assert "Fristen er" in text
    assert "?." not in text


def test_a_better_rating_comes_before_the_clocks_and_asks_what_it_rests_on() -> None:
    first = outline(builders.troubled()).sections[1]
    items = [text for text in texts(Outline("", "da", (first,))) if text]
    better = next(index for index, text in enumerate(items) if "Skriv, hvad forskellen bygger på" in text)
    clock = next(index for index, text in enumerate(items) if text.startswith("Fristen er overskredet"))
    assert items[1].startswith("Reglerne modsiger hinanden")
    assert better < clock


def test_a_worse_rating_is_not_said_to_be_what_the_rules_point_to() -> None:
    own = OwnAssessment("rød", "fagperson", doubted=False, better_than_rules=False)
    level = builders.decision().levels["position"]
    worse = LevelOutcome("position", None, ("rød",), True, own, level.for_, level.against)
    text = "\n".join(texts(outline(builders.decision(levels={"position": worse}))))
    assert (
        "Reglerne peger på gul (Bekymring). Sammen med den faglige vurdering er udfaldet rød (Stærk bekymring)."
        in text
    )


def test_rules_that_should_have_been_revised_say_so_first() -> None:
    day = builders.at("2027-03-02", "09:00")
    said = "\n".join(texts(outline(builders.quiet(moment=day))))
    assert "passeret datoen for revision, 1. marts 2027" in said
    assert "LÆS FØRST" not in explain(builders.quiet(moment=builders.at("2027-03-01", "09:00")))


def test_the_whole_day_is_said_to_be_one() -> None:
    text = explain(builders.quiet(moment=builders.end_of("2026-03-07"), whole_day=True))
    assert "Vurderet for hele dagen lørdag 7. marts 2026." in text


def test_an_answer_that_no_rule_rests_on_is_named() -> None:
    wanted = {"familien_ønsker_hjælp": Answer(FactState.KNOWN, value=False)}
    facts = dict(builders.case().facts) | wanted
    text = "\n".join(texts(outline(builders.decision(case=builders.case(facts=facts)))))
    assert "bygger på det: Ønsker familien selv hjælp?" in text


def test_only_what_depends_on_the_interpreter_changes_with_the_interpreter() -> None:
    held = builders.decision()
    fewer = tuple(one for one in held.missing if one.fact != "tolkebehov")
    before = explain(held).splitlines()
    after = explain(builders.decision(missing=fewer)).splitlines()
    gone = [line for line in before if line not in after]
    assert gone == [
        "- Skolen, egne akter: Har barnet eller familien brug for tolk? Svaret øger ikke bekymringen."
    ]


def test_doubtful_states_are_all_named() -> None:
    duty = builders.must((("screening_altid", None),), states=(State.OVERDUE, State.DONE_LATE))
    actions = {"screening_af_sagen": ActionGroup((builders.outcome("screening_af_sagen", duty),))}
    assert (
        "kan være: fristen er overskredet eller udført for sent"
        in _row(builders.decision(actions=actions))[2]
    )


def test_the_age_is_counted_on_the_day_of_the_assessment() -> None:
    facts = {"fødselsdag": builders.known(date(2014, 3, 8))}
    assert explain(builders.quiet(case=Case(facts, {}))).splitlines()[3].startswith("Barnet er 11 år.")


def test_an_alternative_that_is_not_established_is_not_printed_as_a_fact() -> None:
    """Near friends are known, support is asked and not known: only the friends speak against."""
    of_levels, of_facts = (
        next(one for one in outline(builders.decision()).sections if one.title.startswith(title))
        for title in ("Hvad reglerne peger på", "4.")
    )
    right = [
        row[1].text
        for one in (of_levels, of_facts)
        for block in one.blocks
        if isinstance(block, Table)
        for row in block.rows
    ]
    assert "Svaret på »Har barnet nære venner?« er ja." in right
    assert "Har barnet nære venner? ja (lærer, underretning, 6. marts 2026)" in right
    assert [text for text in right if "støtte i gang" in text.casefold()] == []


def test_the_family_is_told_of_the_steps_that_involve_somebody_and_never_that_anyone_has_notified() -> None:
    text = explain(builders.open_to_the_family(), to="family")
    assert "holde møde med forældrene" in " ".join(text.split())
    assert "screene" not in text
    assert "underret" not in text


def test_a_case_about_something_else_than_a_child_has_no_room_for_the_childs_own_words() -> None:
    layer = evolve(builders.ruleset().layers[0], unit_of_case="ansøgning")
    text = explain(builders.decision(ruleset=builders.ruleset(layers=(layer,))))
    assert "Barnets egen holdning" not in text
    assert "3. Barnets egen holdning" in explain(builders.decision())

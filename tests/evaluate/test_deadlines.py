"""When something is due and how far it is met: each row is one case (opdigtet). The moment is Monday 9 March 2026 at noon."""

from datetime import date

import pytest

from bekymring.calendar_dk import end_of_day
from bekymring.case import Departure
from bekymring.decision import Certainty, OpenDuration, State
from bekymring.model import ruleset as m
from evaluate.build import (
    DAY,
    INSTANT,
    NOT_HAPPENED,
    YES_NO,
    action,
    assessed,
    assessment,
    at,
    by,
    calendar,
    case,
    decided,
    default,
    earliest,
    earliest_of,
    every,
    fact,
    is_,
    latest,
    must,
    parameter,
    records,
    rule,
    ruleset,
    should,
    some,
    stands,
    term,
    this,
    whole,
)

HOURS, DAYS, WEEKS, MONTHS, HVERDAGE = (
    m.Unit.HOURS,
    m.Unit.DAYS,
    m.Unit.WEEKS,
    m.Unit.MONTHS,
    m.Unit.WORKING_DAYS,
)
OPEN, NOT_YET, OVERDUE, DONE, LATE = State.OPEN, State.NOT_YET_DUE, State.OVERDUE, State.DONE, State.DONE_LATE
DEPARTED, ASIDE = State.DEPARTED_FROM, State.SET_ASIDE


def march(day):
    return date(2026, 3, day)


# --- Every notification has its own 24 hours ----------------------------------------------------------------

NOTIFIED = ruleset(
    records("underretning", "modtagelse", modtagelse=INSTANT, vurderet=INSTANT),
    action("vurdering", "underretning", done=this("vurderet")),
    rule("døgn", must("vurdering", by(24, HOURS, this("modtagelse"))), per_record="underretning"),
)
FIRST = {"modtagelse": at("2026-03-06T15:40"), "vurderet": NOT_HAPPENED}
SECOND = {"modtagelse": at("2026-03-09T10:00"), "vurderet": at("2026-03-09T11:30")}


@pytest.mark.parametrize(
    ("notifications", "states"),
    [
        pytest.param([FIRST], [(OVERDUE,)], id="one that nobody assessed"),
        pytest.param([FIRST, SECOND], [(OVERDUE,), (DONE,)], id="a second one never wipes out the first"),
        pytest.param(
            [SECOND | {"vurderet": at("2026-03-09T09:30")}],
            [(NOT_YET,)],
            id="done before it came is not done",
        ),
        pytest.param([SECOND | {"vurderet": NOT_HAPPENED}], [(NOT_YET,)], id="still time"),
        pytest.param([FIRST | {"vurderet": at("2026-03-08T09:00")}], [(LATE,)], id="done late"),
        pytest.param(
            [FIRST | {"vurderet": at("2026-03-07T15:40")}], [(DONE,)], id="the last moment is in time"
        ),
        pytest.param(
            [{"modtagelse": FIRST["modtagelse"]}], [(OVERDUE, DONE, LATE)], id="not said whether done"
        ),
        pytest.param([{"vurderet": NOT_HAPPENED}], [(NOT_YET, OVERDUE)], id="not said when it came"),
        pytest.param([{"modtagelse": at("2026-03-09T13:00")}], [], id="after the moment it is not seen"),
        pytest.param(
            [FIRST | {"vurderet": at("2026-03-09T13:00")}],
            [(OVERDUE,)],
            id="done after the moment is not done",
        ),
    ],
)
def test_each_notification_has_its_own_deadline(notifications, states):
    decision = decided(NOTIFIED, case(underretning=some(*notifications)))
    group = decision.actions.get("vurdering")
    assert [one.states for one in group.each] == states if group else states == []


def test_numbers_of_records_stay_when_one_is_not_seen():
    later = {"modtagelse": at("2026-03-10T13:00")}
    group = decided(NOTIFIED, case(underretning=some(later, FIRST))).actions["vurdering"]
    assert [one.record for one in group.each] == [2]


# --- One action, many ways to count --------------------------------------------------------------------------


def duty(*conclusions, done="udført", extra=()):
    rules = [rule(f"r{place}", one) for place, one in enumerate(conclusions)]
    return ruleset(
        action("x", done=done), fact("udført", DAY), fact("start", DAY), fact("kl", INSTANT), *rules, *extra
    )


@pytest.mark.parametrize(
    ("deadline", "answers", "due", "states"),
    [
        pytest.param(by(7, DAYS, "start"), {"start": march(2)}, end_of_day(march(9)), (NOT_YET,), id="the whole last day"),
        pytest.param(by(7, DAYS, "start", first_day_counts=True), {"start": march(2)}, end_of_day(march(8)), (OVERDUE,), id="from and including"),
        pytest.param(by(1, MONTHS, "start"), {"start": date(2026, 1, 31)}, end_of_day(date(2026, 2, 28)), (OVERDUE,), id="the 31st"),
        pytest.param(by(2, WEEKS, "start"), {"start": march(1)}, end_of_day(march(15)), (NOT_YET,), id="weeks"),
        pytest.param(by(24, HOURS, "kl"), {"kl": at("2026-03-08T12:00")}, at("2026-03-09T12:00"), (NOT_YET,), id="hours to the minute"),
        pytest.param(by(24, HOURS, "kl"), {"kl": at("2026-03-28T12:00")}, at("2026-03-29T13:00"), (NOT_YET,), id="hours elapse when clocks change"),
        pytest.param(by(anchor="start"), {"start": march(5)}, end_of_day(march(5)), (OVERDUE,), id="on a day itself"),
        pytest.param(m.Deadline(m.DeadlineKind.SAME_DAY, (m.DeadlineTerm(m.Ref("kl")),)), {"kl": at("2026-03-09T08:00")}, end_of_day(march(9)), (NOT_YET,), id="the same day"),
        pytest.param(by(7, DAYS, "start"), {"start": NOT_HAPPENED}, None, (OPEN,), id="a start that has not happened sets none; the duty stands"),
        pytest.param(by(7, DAYS, "start"), {}, None, (OPEN, NOT_YET, OVERDUE), id="an open start"),
        pytest.param(by(400, m.Unit.YEARS, "start"), {"start": march(1)}, end_of_day(date(2099, 12, 31)), (NOT_YET,), id="beyond the calendar"),
        pytest.param(m.Deadline(m.DeadlineKind.AS_SOON_AS_POSSIBLE), {}, None, (OPEN,), id="as soon as possible is never overdue"),
        pytest.param(m.Deadline(m.DeadlineKind.AT_ONCE), {}, None, (OPEN,), id="at once"),
        pytest.param(None, {}, None, (OPEN,), id="no deadline"),
    ],
)  # fmt: skip
def test_deadlines(deadline, answers, due, states):
    outcome = decided(duty(must("x", deadline)), case(udført=NOT_HAPPENED, **answers)).actions["x"]
    assert outcome.certainty is Certainty.HOLDS
    assert outcome.states == states
    assert (outcome.deadline.no_later_than if outcome.deadline else None) == due


@pytest.mark.parametrize(
    ("terms", "answers", "due", "perhaps", "open_", "states"),
    [
        pytest.param([(7, DAYS, "start"), (1, DAYS, "anden")], {"start": march(2), "anden": march(1)}, 2, None, [], (OVERDUE,), id="the earliest"),
        pytest.param([(7, DAYS, "start"), (1, DAYS, "anden")], {"start": march(2), "anden": NOT_HAPPENED}, 9, None, ["anden"], (NOT_YET,), id="one that has not happened"),
        pytest.param([(7, DAYS, "start"), (1, DAYS, "anden")], {"start": march(2)}, 9, None, ["anden"], (NOT_YET, OVERDUE), id="an open one can only be earlier"),
        pytest.param([(7, DAYS, "start"), (1, DAYS, "anden")], {"start": NOT_HAPPENED, "anden": NOT_HAPPENED}, None, None, ["start", "anden"], (OPEN,), id="none has happened"),
        pytest.param([(None, DAYS, "start"), (1, DAYS, "anden")], {"start": march(12), "anden": march(10)}, 11, None, [], (NOT_YET,), id="a day itself among them"),
    ],
)  # fmt: skip
def test_the_earliest_of_several_starts(terms, answers, due, perhaps, open_, states):
    deadline = earliest_of(*(term(*one) for one in terms))
    rules = duty(must("x", deadline), extra=(fact("anden", DAY),))
    outcome = decided(rules, case(udført=NOT_HAPPENED, **answers)).actions["x"]
    assert outcome.deadline.no_later_than == (None if due is None else end_of_day(march(due)))
    assert outcome.deadline.perhaps is perhaps
    assert [one.anchor for one in outcome.deadline.durations] == open_
    assert outcome.states == states


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        pytest.param({"udført": march(6)}, (DONE,), id="in time"),
        pytest.param({"udført": march(9)}, (LATE,), id="late"),
        pytest.param({"udført": march(1)}, (OVERDUE,), id="before the start: not done"),
        pytest.param({"udført": NOT_HAPPENED}, (OVERDUE,), id="not done"),
        pytest.param({}, (OVERDUE, DONE, LATE), id="not said"),
    ],
)
def test_done(answers, states):
    outcome = decided(duty(must("x", by(5, DAYS, "start"))), case(start=march(2), **answers)).actions["x"]
    assert outcome.states == states


@pytest.mark.parametrize(
    ("day", "states"),
    [
        pytest.param(march(8), (DONE,), id="the day before"),
        pytest.param(march(9), (DONE, LATE), id="the same day: the hour is not said"),
    ],
)
def test_a_day_against_an_instant(day, states):
    outcome = decided(
        duty(must("x", by(24, HOURS, "kl"))), case(kl=at("2026-03-08T10:00"), udført=day)
    ).actions["x"]
    assert outcome.states == states


def test_the_start_is_open_so_it_is_open_whether_it_is_done():
    outcome = decided(duty(must("x", by(5, DAYS, "start"))), case(udført=march(6))).actions["x"]
    assert outcome.states == (OPEN, NOT_YET, OVERDUE, DONE, LATE)
    assert outcome.deadline.durations == (OpenDuration(5, DAYS, "start"),)


@pytest.mark.parametrize(
    ("answers", "states", "due"),
    [
        pytest.param({"udført": date(2026, 2, 20), "start": date(2025, 1, 1)}, (NOT_YET,), date(2026, 3, 20), id="from the last time"),
        pytest.param({"udført": date(2026, 2, 1), "start": date(2025, 1, 1)}, (OVERDUE,), date(2026, 3, 1), id="never done for good"),
        pytest.param({"udført": NOT_HAPPENED, "start": date(2026, 2, 20)}, (NOT_YET,), date(2026, 3, 20), id="never done: from the first start"),
        pytest.param({"udført": NOT_HAPPENED, "start": NOT_HAPPENED}, (OPEN,), None, id="neither"),
        pytest.param({"start": date(2026, 1, 1)}, (NOT_YET, OVERDUE), None, id="not said when last"),
    ],
)  # fmt: skip
def test_what_recurs_is_never_done(answers, states, due):
    outcome = decided(duty(must("x", interval=every(1, MONTHS, "start"))), case(**answers)).actions["x"]
    assert outcome.states == states
    assert outcome.deadline.no_later_than == (None if due is None else end_of_day(due))


def test_an_interval_from_an_assessment_and_a_list():
    opfølgninger = records("opfølgning", "dag", dag=DAY)
    rules = ruleset(
        opfølgninger,
        assessment("uger", whole(1, 13)),
        action("x", done=latest("opfølgning", "dag")),
        rule("r", default("x", interval=every("uger", WEEKS, earliest("opfølgning", "dag")))),
    )
    answers = case(uger=assessed(4, march(1)), opfølgning=some({"dag": march(2)}, {"dag": date(2026, 1, 2)}))
    outcome = decided(rules, answers).actions["x"]
    assert (outcome.deadline.no_later_than, outcome.states) == (end_of_day(march(30)), (NOT_YET,))


def test_a_frequency_is_kept_and_never_done():
    twice = m.Frequency(2, m.CalendarPeriod.YEAR)
    outcome = decided(duty(must("x", frequency=twice)), case(udført=march(1))).actions["x"]
    assert (outcome.each[0].obligations[0].frequencies, outcome.states) == ((twice,), (NOT_YET,))


ONCE, TWICE = (m.Frequency(times, m.CalendarPeriod.YEAR) for times in (1, 2))
MONTHLY = m.Frequency(1, m.CalendarPeriod.MONTH)


@pytest.mark.parametrize(
    ("frequency", "answers", "states", "due"),
    [
        pytest.param(ONCE, {"udført": date(2025, 3, 1)}, (NOT_YET,), date(2026, 12, 31), id="last year: due this year"),
        pytest.param(ONCE, {"udført": date(2024, 3, 1)}, (OVERDUE,), date(2025, 12, 31), id="a whole year without"),
        pytest.param(ONCE, {"udført": NOT_HAPPENED}, (OPEN,), None, id="never, and no start is known"),
        pytest.param(ONCE, {"udført": NOT_HAPPENED, "start": date(2025, 1, 1)}, (OVERDUE,), date(2025, 12, 31), id="never in the first whole year"),
        pytest.param(ONCE, {"udført": NOT_HAPPENED, "start": date(2025, 1, 2)}, (NOT_YET,), date(2026, 12, 31), id="a year that had begun does not count"),
        pytest.param(ONCE, {}, (OPEN, NOT_YET, OVERDUE), None, id="not said when last, nor from when"),
        pytest.param(TWICE, {"udført": date(2025, 3, 1)}, (NOT_YET, OVERDUE), None, id="one date does not tell how often"),
        pytest.param(TWICE, {"udført": date(2024, 3, 1)}, (OVERDUE,), None, id="however often: a whole year without"),
        pytest.param(TWICE, {"udført": date(2025, 3, 1), "start": date(2025, 1, 15)}, (NOT_YET,), date(2026, 12, 31), id="the year it began does not count"),
        pytest.param(MONTHLY, {"udført": date(2026, 1, 31)}, (OVERDUE,), date(2026, 2, 28), id="every month"),
        pytest.param(MONTHLY, {"udført": date(2026, 2, 1)}, (NOT_YET,), march(31), id="last month"),
    ],
)  # fmt: skip
def test_a_frequency_is_overdue_when_a_period_has_passed(frequency, answers, states, due):
    required = must("x", frequency=frequency, frequency_start=m.Ref("start"))
    outcome = decided(duty(required), case(**{"start": NOT_HAPPENED, **answers})).actions["x"]
    assert outcome.states == states
    assert outcome.deadline is None or outcome.deadline.no_later_than == (
        None if due is None else end_of_day(due)
    )


@pytest.mark.parametrize(
    ("visits", "complete", "states", "due"),
    [
        pytest.param([(1, True), (5, True)], True, (NOT_YET,), date(2026, 12, 31), id="often enough"),
        pytest.param([(5, True)], True, (OVERDUE,), date(2025, 12, 31), id="too seldom"),
        pytest.param([(1, False), (5, True)], True, (OVERDUE,), date(2025, 12, 31), id="one does not count"),
        pytest.param(
            [(1, None), (5, True)], True, (NOT_YET, OVERDUE), None, id="not known whether one counts"
        ),
        pytest.param(
            [(1, True), (5, True)],
            False,
            (NOT_YET, OVERDUE),
            None,
            id="there may have been a later one, which is then the only one of its year",
        ),
    ],
)
def test_a_list_tells_how_often_it_was_done(visits, complete, states, due):
    rules = ruleset(
        records("besøg", "dag", dag=DAY, talt=YES_NO),
        action("x", done=latest("besøg", "dag", is_(m.ItemField("talt"), value=True))),
        rule("r", must("x", frequency=TWICE)),
    )
    held = [
        {"dag": date(2025, month, 1)} | ({} if talked is None else {"talt": talked})
        for month, talked in visits
    ]
    outcome = decided(rules, case(besøg=some(*held, complete=complete))).actions["x"]
    assert outcome.states == states
    assert outcome.deadline.no_later_than == (None if due is None else end_of_day(due))


def test_an_open_answer_that_decides_how_often_it_was_done_is_asked_for():
    rules = ruleset(
        records("besøg", "dag", dag=DAY, talt=YES_NO),
        action("x", done=latest("besøg", "dag", is_(m.ItemField("talt"), value=True))),
        rule("r", must("x", frequency=TWICE)),
    )
    held = some({"dag": date(2025, 1, 1)}, {"dag": date(2025, 5, 1), "talt": True})
    missing = decided(rules, case(besøg=held)).missing
    assert [one.fact for one in missing] == ["besøg[1].talt"]


def test_the_join_takes_the_earliest_certain_deadline_and_names_an_earlier_possible_one():
    rules = duty(
        must("x", by(30, DAYS, "start")),
        must("x", by(20, DAYS, "start")),
        extra=(fact("haster"), rule("hast", must("x", by(10, DAYS, "start")), when="haster")),
    )
    deadline = decided(rules, case(start=march(5), udført=NOT_HAPPENED)).actions["x"].deadline
    assert (deadline.no_later_than, deadline.perhaps) == (end_of_day(march(25)), end_of_day(march(15)))
    known = decided(rules, case(start=march(5), udført=NOT_HAPPENED, haster=True)).actions["x"].deadline
    assert (known.no_later_than, known.perhaps) == (end_of_day(march(15)), None)


def test_two_rules_that_cover_all_ways_give_the_later_deadline_and_perhaps_the_earlier():
    rules = duty(
        extra=(
            fact("a"),
            rule("hurtig", must("x", by(5, DAYS, "start")), when="a"),
            rule("rolig", must("x", by(10, DAYS, "start")), when=m.Not(m.Ref("a"))),
        )
    )
    outcome = decided(rules, case(start=march(5), udført=NOT_HAPPENED)).actions["x"]
    assert outcome.certainty is Certainty.HOLDS
    assert (outcome.deadline.no_later_than, outcome.deadline.perhaps) == (
        end_of_day(march(15)),
        end_of_day(march(10)),
    )


@pytest.mark.parametrize(
    ("parts", "due", "readings"),
    [
        pytest.param(
            (), march(13), (march(13), march(16)), id="without a calendar the earlier of two readings"
        ),
        pytest.param((calendar("k"),), march(16), None, id="a calendar without Saturdays"),
    ],
)
def test_working_days(parts, due, readings):
    rules = duty(must("x", by(6, HVERDAGE, "start")), extra=parts)
    deadline = decided(rules, case(start=march(6), udført=NOT_HAPPENED)).actions["x"].deadline
    assert (deadline.no_later_than, deadline.two_readings) == (end_of_day(due), readings)


def test_an_unset_parameter_leaves_the_deadline_open_and_the_duty_standing():
    rules = duty(must("x", by(m.Ref("dage"), DAYS, "start")), extra=(parameter("dage", whole(1, 30)),))
    outcome = decided(rules, case(start=march(2), udført=NOT_HAPPENED)).actions["x"]
    assert (outcome.certainty, outcome.deadline.no_later_than, outcome.states) == (
        Certainty.HOLDS,
        None,
        (NOT_YET, OVERDUE),
    )
    told = decided(rules, case(start=march(2), udført=NOT_HAPPENED, dage=10)).actions["x"]
    assert told.deadline.no_later_than == end_of_day(march(12))
    fixed = duty(must("x", by(m.Ref("dage"), DAYS, "start")), extra=(parameter("dage", whole(1, 30), 10),))
    assert decided(fixed, case(start=march(2))).actions["x"].deadline.no_later_than == end_of_day(march(12))


def test_a_per_record_duty_without_an_instant_is_open_since_the_record():
    soon = m.Deadline(m.DeadlineKind.AS_SOON_AS_POSSIBLE)
    rules = ruleset(
        records("underretning", "modtagelse", modtagelse=INSTANT),
        action("x", "underretning"),
        rule("r", must("x", soon), per_record="underretning"),
    )
    deadline = (
        decided(rules, case(underretning=some({"modtagelse": at("2026-03-06T15:40")}))).actions["x"].deadline
    )
    assert (deadline.as_soon_as_possible, deadline.open_since) == (True, at("2026-03-06T15:40"))


# --- Read by a condition ------------------------------------------------------------------------------------

LATE_INQUIRY = duty(
    must("x", by(4, MONTHS, "start")),
    extra=(
        action("foreløbig"),
        rule("over", must("foreløbig"), when=stands("x", m.ActionState.OVERDUE)),
        action("opfølgning"),
        rule("færdig", should("opfølgning"), when=stands("x", m.ActionState.DONE)),
    ),
)


@pytest.mark.parametrize(
    ("answers", "overdue", "finished"),
    [
        pytest.param(
            {"start": date(2025, 10, 1), "udført": NOT_HAPPENED}, Certainty.HOLDS, None, id="overdue"
        ),
        pytest.param(
            {"start": date(2025, 10, 1)}, Certainty.DEPENDS, Certainty.DEPENDS, id="not said whether done"
        ),
        pytest.param({"udført": NOT_HAPPENED}, Certainty.DEPENDS, None, id="not said when it began"),
        pytest.param({"start": march(1), "udført": NOT_HAPPENED}, None, None, id="not yet due"),
        pytest.param({"start": date(2025, 10, 1), "udført": march(1)}, None, Certainty.HOLDS, id="done late"),
        pytest.param(
            {"udført": march(1)}, Certainty.DEPENDS, Certainty.HOLDS, id="done is read without the start"
        ),
    ],
)
def test_overdue_and_done_as_conditions(answers, overdue, finished):
    actions = decided(LATE_INQUIRY, case(**answers)).actions
    assert (actions["foreløbig"].certainty if "foreløbig" in actions else None) is overdue
    assert (actions["opfølgning"].certainty if "opfølgning" in actions else None) is finished


# --- Departures, prohibitions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("conclusion", "states"),
    [
        pytest.param(default("x", by(5, DAYS, "start")), (DEPARTED,), id="a default is closed"),
        pytest.param(should("x"), (DEPARTED,), id="a recommendation is closed"),
        pytest.param(must("x", by(5, DAYS, "start")), (OVERDUE,), id="a duty is never closed"),
    ],
)
def test_a_departure_closes_what_may_be_departed_from(conclusion, states):
    answers = case(Departure("x", None, "leder", "familien er flyttet"), start=march(2), udført=NOT_HAPPENED)
    assert decided(duty(conclusion), answers).actions["x"].states == states


@pytest.mark.parametrize(
    ("answers", "states"),
    [
        pytest.param({"farligt": True}, (ASIDE,), id="set aside"),
        pytest.param({"farligt": False}, (OPEN,), id="no prohibition"),
        pytest.param({}, (OPEN, ASIDE), id="perhaps set aside"),
    ],
)
def test_a_prohibition_sets_a_default_aside(answers, states):
    ban = rule("forbud", m.Forbid("x", None), when="farligt")
    rules = duty(default("x"), extra=(fact("farligt"), ban))
    outcome = decided(rules, case(udført=NOT_HAPPENED, **answers)).actions["x"]
    assert (outcome.modality, outcome.states) == (m.Modality.MUST_BY_DEFAULT, states)
    assert outcome.each[0].conflict is None


# --- Versions of a rule -------------------------------------------------------------------------------------

VERSIONS = ruleset(
    records("underretning", "modtagelse", modtagelse=INSTANT, dag=DAY),
    action("svar", "underretning"),
    rule("svar", must("svar", by(14, DAYS, this("dag"))), per_record="underretning",
         period=m.Period(None, date(2023, 12, 31)), measured_on=this("dag")),
    rule("svar", must("svar", by(7, DAYS, this("dag"))), per_record="underretning",
         period=m.Period(date(2024, 1, 1), None), measured_on=this("dag")),
)  # fmt: skip


@pytest.mark.parametrize(
    ("day", "due", "perhaps"),
    [
        pytest.param(date(2023, 12, 31), date(2024, 1, 14), None, id="the old duty"),
        pytest.param(date(2024, 1, 1), date(2024, 1, 8), None, id="the new duty"),
    ],
)
def test_a_rule_is_measured_on_a_day_of_the_record(day, due, perhaps):
    received = {"modtagelse": at("2024-01-02T10:00"), "dag": day}
    deadline = decided(VERSIONS, case(underretning=some(received))).actions["svar"].deadline
    assert (deadline.no_later_than, deadline.perhaps) == (end_of_day(due), perhaps)


def test_an_unknown_measured_day_leaves_the_version_open():
    received = {"modtagelse": at("2024-01-02T10:00")}
    decision = decided(VERSIONS, case(underretning=some(received)))
    assert [one.when.name for one in decision.rules] == ["UNKNOWN", "UNKNOWN"]
    # A day that has not happened is in no period, so that neither may apply.
    assert decision.actions["svar"].certainty is Certainty.DEPENDS


def test_a_period_is_judged_at_the_moment_if_nothing_else_is_said():
    rules = ruleset(action("x"), rule("r", must("x"), period=m.Period(date(2026, 3, 10), None)))
    assert decided(rules, case()).actions == {}
    assert decided(rules, case(), march(10)).actions["x"].certainty is Certainty.HOLDS


def test_a_date_as_moment_is_the_end_of_the_day():
    answers = case(kl=at("2026-03-08T12:00"), udført=NOT_HAPPENED)
    assert decided(duty(must("x", by(24, HOURS, "kl"))), answers, march(9)).actions["x"].states == (OVERDUE,)
    assert decided(duty(must("x", by(1, DAYS, "kl"))), answers, march(9)).actions["x"].states == (NOT_YET,)


def test_done_when_a_condition_holds_too():
    rules = ruleset(
        action("x", done="udført", done_when=is_("hvem", value=True)),
        fact("hvem"),
        fact("udført", DAY),
        rule("r", must("x")),
    )
    states = [
        decided(rules, case(udført=march(1), **answers)).actions["x"].states
        for answers in ({"hvem": True}, {"hvem": False}, {})
    ]
    assert states == [(DONE,), (OPEN,), (OPEN, DONE)]


def test_done_by_an_assessment_being_answered():
    rules = ruleset(
        action("x", done=m.AnsweredAt("screening")),
        assessment("screening"),
        fact("start", DAY),
        rule("r", must("x", by(5, DAYS, "start"))),
    )
    states = [
        decided(rules, case(start=march(2), **answers)).actions["x"].states
        for answers in (
            {"screening": assessed(value=True, on=march(4))},
            {"screening": assessed(value=True, on=march(1))},
            {"screening": assessed(value=True, on=march(4), reason="")},
            {},
        )
    ]
    assert states == [(DONE,), (OVERDUE,), (OVERDUE, DONE), (OVERDUE,)]

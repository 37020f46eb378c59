"""The names that others rely on: there, typed, copied, pickled, shared."""

import copy
import pickle
import subprocess
import sys
import threading
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from tests.api.conftest import CASES, DAY, INSTANT, SKOLE

import bekymring
from bekymring.api import ReplayError
from bekymring.resources import ruleset_names

NAMES = {
    "BekymringError", "CaseError", "Decision", "Diagnostic", "InternalError", "MomentError", "ReplayError", "Ruleset",
    "RulesetError", "Severity", "__version__", "check", "load",
}  # fmt: skip


def sent(thing, protocol=None):
    return pickle.loads(pickle.dumps(thing, protocol))  # noqa: S301 - made in the line itself


def raised(kind, work):
    with pytest.raises(kind) as found:
        work()
    return found.value


def test_the_public_names_are_these_and_all_there():
    assert set(bekymring.__all__) == NAMES
    assert set(dir(bekymring)) == NAMES
    assert all(getattr(bekymring, name) is not None for name in NAMES)
    with pytest.raises(AttributeError, match="ingen"):
        _ = bekymring.ingen


def test_a_program_that_embeds_the_library_passes_strict_types():
    program = SKOLE.parents[2] / "typing"
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir=/dev/null", str(program)],
        check=False,
        capture_output=True,
        text=True,
        cwd=SKOLE.parents[3],
    )
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("name", ["evaluat", "Regelsæt", "ingen"])
def test_a_misspelt_name_is_found_by_a_type_checker(tmp_path, name):
    program = tmp_path / "program.py"
    program.write_text(f"import bekymring\n\nbekymring.{name}\n", "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--cache-dir=/dev/null", str(program)],
        check=False,
        capture_output=True,
        text=True,
        cwd=SKOLE.parents[3],
    )
    assert run.returncode == 1
    assert f'has no attribute "{name}"' in run.stdout


def test_a_record_is_evaluated_again(rules):
    record = rules.evaluate(CASES[0], on=DAY).to_json()
    changed = record.replace(b'"certainty":"', b'"certainty":"x')
    assert changed != record
    assert rules.replay(record) == ()
    assert rules.replay(changed) != ()
    with pytest.raises(bekymring.ReplayError):
        rules.replay(b"{}")


@pytest.mark.parametrize("case", CASES)
def test_a_rule_set_and_a_decision_are_copied_and_pickled(rules, case):
    decision = rules.evaluate(case, on=DAY)
    for thing in (rules, decision, *decision.actions.values(), *decision.missing, decision.case):
        for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
            assert sent(thing, protocol) == thing
        assert copy.copy(thing) == thing
        assert copy.deepcopy(thing) == thing
    assert sent(decision).to_json() == decision.to_json()
    assert sent(rules).evaluate(case, on=DAY).to_json() == decision.to_json()


ERRORS = {
    "rules": lambda _: raised(bekymring.RulesetError, lambda: bekymring.load("findes ikke")),
    "case": lambda rules: raised(bekymring.CaseError, lambda: rules.evaluate({"x": 1, "y": 2}, on=DAY)),
    "moment": lambda rules: raised(bekymring.MomentError, lambda: rules.evaluate({}, on=date(1980, 1, 1))),
    "replay": lambda _: ReplayError("other_rules"),
    "internal": lambda _: bekymring.InternalError("KeyError", ("  x.py:1 f",)),
    "base": lambda _: bekymring.BekymringError("x"),
}


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_is_copied_and_pickled_and_says_the_same(rules, kind):
    error = ERRORS[kind](rules)
    assert isinstance(error, bekymring.BekymringError)
    assert error.__cause__ is None
    assert error.__context__ is None or error.__suppress_context__
    for again in (sent(error), copy.copy(error), copy.deepcopy(error)):
        assert type(again) is type(error)
        assert (str(again), again.args, vars(again)) == (str(error), error.args, vars(error))
    assert str(error)


def test_nothing_public_can_be_changed(rules):
    decision = rules.evaluate({}, on=DAY)
    finding = ERRORS["case"](rules).mistakes[0]
    for thing, name in (
        (rules, "name"),
        (decision, "moment"),
        (finding, "code"),
        (decision, "nyt"),
        (rules, "nyt"),
    ):
        with pytest.raises(AttributeError):
            setattr(thing, name, None)


def test_eight_threads_sharing_a_rule_set_decide_as_one_does(rules):
    fresh = bekymring.load(SKOLE)
    work = [(case, on) for case in CASES for on in (DAY, INSTANT)] * 3
    expected = [rules.evaluate(case, on=on).to_json() for case, on in work]
    found: dict[int, list[bytes]] = {}
    start = threading.Barrier(8)

    def decide(number):
        start.wait()
        turned = work[number:] + work[:number]
        made = [fresh.evaluate(case, on=on).to_json() for case, on in turned]
        found[number] = made[len(work) - number :] + made[: len(work) - number]

    threads = [threading.Thread(target=decide, args=(number,)) for number in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert found == dict.fromkeys(range(8), expected)


def test_one_decision_looked_at_by_eight_threads_says_one_thing(rules):
    on = DAY
    rules.evaluate({}, on=on)
    decision = rules.evaluate({"uger_med_uro": 5}, on=on)
    said = []
    threads = [threading.Thread(target=lambda: said.append(decision.to_json())) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert said == [bekymring.load(SKOLE).evaluate({"uger_med_uro": 5}, on=DAY).to_json()] * 8


MOMENTS = {
    "another zone": datetime(2026, 3, 6, 9, 0, tzinfo=ZoneInfo("Europe/Copenhagen")),
    "another offset": datetime(2026, 3, 5, 22, 0, tzinfo=timezone(timedelta(hours=-10))),
    "a class of the caller's": type("Mine", (datetime,), {})(2026, 3, 6, 8, 0, tzinfo=UTC),
}


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_same_instant_is_the_same_decision_whatever_it_is_written_in(rules, moment):
    for case in CASES:
        decision = rules.evaluate(case, on=MOMENTS[moment])
        assert type(decision.moment) is datetime
        assert decision.to_json() == rules.evaluate(case, on=INSTANT).to_json()


BAD_MOMENTS = {
    "no zone": datetime(2026, 3, 6, 8, 0),
    "a text": "2026-03-06",
    "nothing": None,
    "a number": 20260306,
    "the first instant of Python": datetime.min.replace(tzinfo=UTC),
    "the last instant of Python": datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
    "the first day of Python": date.min,
    "the last day of Python": date.max,
    "before the clock table": date(1979, 12, 31),
    "after the clock table": date(2100, 1, 1),
    "before the rules": date(2025, 12, 31),
    "an instant before the rules": datetime(2025, 12, 31, 22, 59, 59, tzinfo=UTC),
}


@pytest.mark.parametrize("moment", BAD_MOMENTS)
def test_a_moment_that_cannot_be_used_is_refused_in_both_languages(rules, moment):
    error = raised(bekymring.MomentError, lambda: rules.evaluate({}, on=BAD_MOMENTS[moment]))
    assert isinstance(error, ValueError)
    assert error.words("da") == str(error) != error.words("en")


@pytest.mark.parametrize(
    "on", [date(2026, 1, 1), date(2099, 12, 31), datetime(2025, 12, 31, 23, 0, tzinfo=UTC)]
)
def test_the_edges_of_the_period_and_of_the_calendar_are_decided(rules, on):
    assert rules.evaluate({}, on=on).to_json()


@pytest.mark.parametrize("given", [None, 3, "x", [], object(), b"{}", float("nan")])
def test_what_is_no_case_is_a_case_error(rules, given):
    for work in (lambda: rules.evaluate(given, on=DAY), lambda: list(rules.evaluate_many([given], on=DAY))):
        assert raised(bekymring.CaseError, work).mistakes


def test_wrong_words_for_a_text_are_said(rules):
    decision = rules.evaluate({}, on=DAY)
    with pytest.raises(ValueError, match="working_view, record, family"):
        decision.explain(to="alle")
    with pytest.raises(ValueError, match="at least 16 bytes"):
        decision.to_dict(include_case=False, key=b"kort")
    assert decision.why("ingen") is None


def test_the_repr_of_a_decision_says_nothing_of_the_child(rules):
    for case in CASES:
        decision = rules.evaluate(case, on=INSTANT)
        assert repr(decision) == "Decision('skole' 1.0, 2026-03-06T08:00:00+00:00)" == str(decision)


@pytest.mark.parametrize("name", [one for one in ruleset_names() if one != "grundlag"])
def test_every_rule_set_that_ships_tells_the_empty_case_to_every_reader(name):
    shipped = bekymring.load(name)
    period = shipped.kernel.head.period
    decision = shipped.evaluate({}, on=DAY if period.holds_on(DAY) else period.end)
    for lang in ("da", "en"):
        for reader in ("working_view", "record", "family"):
            for text in (decision.explain, decision.to_markdown, decision.to_html):
                assert text(lang=lang, to=reader).strip()
    assert bekymring.load(name).evaluate({}, on=decision.moment).levels == decision.levels

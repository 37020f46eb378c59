"""One row a case, in order; a bad one changes no other (L43)."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from batch.conftest import BAD, CANARY, CASES, answers, lines, written
from bekymring.api import InternalError, Ruleset
from bekymring.batch import decide_rows
from bekymring.report.json import outcomes_to_dict

ON = date(2026, 3, 6)


def without_id(case):
    return {name: value for name, value in case.items() if name != "id"}


def test_every_row_is_the_decision_of_its_case(rules):
    rows = list(decide_rows(rules, CASES, purpose="ledelsestilsyn", on=ON))
    assert [one.number for one in rows] == list(range(1, len(CASES) + 1))
    assert [one.id for one in rows] == ["a", "b", "c", 4, "e", None, "g"]
    assert [one.decision.to_json() for one in rows] == [
        rules.evaluate(without_id(one), on=ON).to_json() for one in CASES
    ]


def test_a_bad_case_is_a_row_and_shows_no_value(rules):
    bad = [{"uger_med_uro": CANARY}, {"vlod": CANARY}, [CANARY], CANARY, None, {"id": [CANARY]}, {CANARY: 1}]
    rows = list(decide_rows(rules, [*bad, CASES[0]], purpose="ledelsestilsyn", on=ON))
    assert [one.decision is None for one in rows] == [True] * len(bad) + [False]
    assert all(one.mistakes for one in rows[:-1])
    assert CANARY not in repr(rows)


class Hostile(dict):
    def items(self):
        raise RuntimeError(CANARY)


def test_an_object_that_raises_stops_nothing(rules):
    rows = list(decide_rows(rules, [Hostile(uger_med_uro=1), CASES[0]], purpose="simulering", on=ON))
    assert [one.mistakes[0].code.number for one in rows[:1]] == ["BEK513"]
    assert rows[1].decision is not None


def test_rows_are_made_when_they_are_asked_for(rules):
    asked = []
    rows = decide_rows(rules, (asked.append(one) or one for one in CASES), purpose="simulering", on=ON)
    next(rows)
    assert len(asked) == 1


def told(row):
    """A row but for its number."""
    return {name: value for name, value in row.items() if name != "row"}


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.integers(0, len(BAD) - 1)), max_size=12))
def test_bad_rows_change_no_other_row(rules, tmp_path_factory, plan):
    from bekymring.batch import Job, run_batch

    folder = tmp_path_factory.mktemp("rækker")
    good = [lines(CASES)[at] for is_good, at, _ in plan if is_good] + lines(CASES[:1])
    mixed = [lines(CASES)[at] if is_good else BAD[bad] for is_good, at, bad in plan] + lines(CASES[:1])
    found = []
    for name, some in (("a", good), ("b", mixed)):
        cases = written(folder / f"{name}.jsonl", some)
        run_batch(rules, Job(cases=cases, output=folder / name, purpose="simulering", on=ON))
        found.append(answers(folder / name))
    assert [told(one) for one in found[1] if "decision" in one] == [told(one) for one in found[0]]
    assert [one["row"] for one in found[1]] == list(range(1, len(mixed) + 1))
    assert CANARY.encode() not in (folder / "b").read_bytes()


def test_the_lines_hold_what_the_record_of_a_decision_holds(rules, job, tmp_path):
    job(rules, written(tmp_path / "sager.jsonl", lines(CASES)))
    for row, case in zip(answers(tmp_path / "svar.jsonl"), CASES, strict=True):
        decision = rules.evaluate(without_id(case), on=ON)
        assert row["decision"] == json.loads(json.dumps(outcomes_to_dict(decision)))


def test_head_and_row_and_case_are_the_whole_record(rules, job, tmp_path):
    """What stands once in the head is what a record says beside the outcomes, so that any row can be kept by itself."""
    job(rules, written(tmp_path / "sager.jsonl", lines(CASES)))
    head = json.loads((tmp_path / "svar.jsonl").read_bytes().splitlines()[0])
    for row, case in zip(answers(tmp_path / "svar.jsonl"), CASES, strict=True):
        record = rules.evaluate(without_id(case), on=ON).to_dict()
        told = [{**one, **head["rules"][one["rule"]]} for one in row["decision"]["rules"]]
        assert {**row["decision"], "rules": told} == {name: record[name] for name in row["decision"]}
        assert head["ruleset"] == record["ruleset"]
        assert (head["program"], head["moment"]["at"]) == (record["program"], record["moment"])
    assert head["purpose"] == {"use": "supervision", "text": "ledelsestilsyn: stikprøve (opdigtet)"}


BAD_CODES = [
    "BEK578", "BEK507", "BEK520", "BEK531", "BEK511", "BEK577", "BEK577", "BEK501", "BEK509", "BEK533", "BEK579",
]  # fmt: skip


def test_every_bad_line_says_what_is_wrong(rules, job, tmp_path):
    totals = job(rules, written(tmp_path / "sager.jsonl", BAD))
    assert [one["errors"][0]["code"] for one in answers(tmp_path / "svar.jsonl")] == BAD_CODES
    assert totals.errors == len(BAD)


class Faulty(Ruleset):
    """A rule set whose evaluation fails over a child with five weeks."""

    def evaluate(self, case, *, on):
        if case.get("uger_med_uro") == 5:
            raise InternalError("ZeroDivisionError", ())
        return super().evaluate(case, on=on)


def test_a_fault_of_the_program_is_a_row_of_its_own(rules, job, tmp_path):
    cases = written(tmp_path / "sager.jsonl", lines(CASES))
    totals = job(Faulty(rules.kernel), cases)
    found = answers(tmp_path / "svar.jsonl")
    assert ["errors" in one for one in found] == [True, *[False] * (len(CASES) - 1)]
    assert [one["code"] for one in found[0]["errors"]] == ["BEK576"]
    assert (totals.errors, totals.faults) == (1, 1)

"""Whole jobs: all forms agree, any number of processes, and whatever fails leaves what a resumed job completes to the same bytes."""

import csv
import io
import json
from datetime import date

import pytest

from batch.conftest import BAD, CANARY, CASES, PURPOSE, Failing, answers, lines, written
from bekymring.batch import BatchError, Form, Job, run_batch
from bekymring.batch.answers import AnswerTable, safe
from bekymring.batch.dialect import DANISH, ENGLISH
from bekymring.batch.rows import Row

ON = date(2026, 3, 6)
MANY = (lines(CASES) + BAD[:-1]) * 12 + BAD[-1:]
"""205 rows: two chunks and a bit."""


@pytest.mark.parametrize("form", [Form.JSONL, Form.CSV])
def test_processes_change_nothing(rules, job, tmp_path, form):
    cases = written(tmp_path / "sager.jsonl", MANY)
    totals = [job(rules, cases, f"{workers}", form=form, workers=workers) for workers in (1, 2, 3)]
    assert totals[0] == totals[1] == totals[2]
    assert len({(tmp_path / name).read_bytes() for name in "123"}) == 1


@pytest.mark.parametrize("dialect", [DANISH, ENGLISH])
def test_a_table_of_answers_holds_what_the_decisions_hold(rules, job, tmp_path, dialect):
    cases = written(tmp_path / "sager.jsonl", lines(CASES))
    job(rules, cases, "svar.csv", form=Form.CSV, dialect=dialect.name)
    text = (tmp_path / "svar.csv").read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text), delimiter=dialect.delimiter, strict=True))
    words = (
        "position.mindst",
        "position.højest",
        "position.eksakt",
        "position.fordi",
        "møde.styrke",
        "mangler",
    )
    if dialect is ENGLISH:
        words = (
            "position.least",
            "position.worst",
            "position.exact",
            "position.because",
            "møde.modality",
            "missing",
        )
    for row, case in zip(rows, CASES, strict=True):
        decision = rules.evaluate({name: one for name, one in case.items() if name != "id"}, on=ON)
        level, meeting = decision.levels["position"], decision.actions.get("møde")
        said = AnswerTable(rules.kernel, danish=dialect is DANISH).said
        assert row[words[0]] == said(level.least)
        assert row[words[1]] == said(level.worst)
        assert row[words[2]] == (dialect.yes if level.exact else dialect.no)
        assert [one.partition(":")[0].partition(" (")[0] for one in row[words[3]].split(" | ")] == [
            rule for rule, _ in level.for_
        ] or row[words[3]] == said("no rule points")
        assert row[words[4]] == (
            "" if meeting is None or meeting.modality is None else said(meeting.modality.value)
        )
        assert row[words[5]] == " | ".join(one.fact for one in decision.missing)


def test_a_level_never_stands_without_bounds_and_reasons(rules):
    header = AnswerTable(rules.kernel, danish=False).header
    for level in rules.kernel.levels:
        at = header.index(f"{level}.least")
        assert header[at : at + 5] == (
            *(f"{level}.{part}" for part in ("least", "worst", "exact", "own", "because")),
        )


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", " =1", "＠x"])
def test_a_cell_begins_no_formula(text):
    for dialect in (DANISH, ENGLISH):
        assert safe(text, dialect).startswith("'")
    assert safe("a=1", DANISH) == "a=1"


def test_an_id_that_would_be_a_formula_is_behind_an_apostrophe_in_a_table_only(rules, job, tmp_path):
    cases = written(
        tmp_path / "sager.jsonl", lines([{"id": '=HYPERLINK("x";"y")'}, {"id": "-5"}, {"id": "a;b\tc"}])
    )
    job(rules, cases, "svar.csv", form=Form.CSV)
    rows = list(
        csv.reader((tmp_path / "svar.csv").read_text(encoding="utf-8-sig").splitlines(), delimiter=";")
    )
    assert [row[1] for row in rows[1:]] == ['\'=HYPERLINK("x";"y")', "'-5", "a;b c"]
    job(rules, cases)
    assert [one["id"] for one in answers(tmp_path / "svar.jsonl")] == ['=HYPERLINK("x";"y")', "-5", "a;b\tc"]


# --- what ends early ----------------------------------------------------------------------------------------


def whole_rows(path, expected):
    """Whether the answers are whole lines of what an undisturbed job writes."""
    content = path.read_bytes()
    return expected.startswith(content) and content.endswith(b"\n")


@pytest.mark.parametrize("form", [Form.JSONL, Form.CSV])
def test_every_call_that_fails_leaves_whole_lines_and_can_be_resumed(rules, tmp_path, form):
    cases = written(tmp_path / "sager.jsonl", MANY)

    def run(name, *, resume=False, **more):
        made = Job(cases=cases, output=tmp_path / name, purpose=PURPOSE, on=ON, form=form, resume=resume)
        return run_batch(rules, made, **more)

    totals = run("hel")
    expected = (tmp_path / "hel").read_bytes()
    journal = (tmp_path / "hel.run.json").read_bytes()
    failing = Failing(10_000)
    run("talt", opener=failing)
    assert failing.calls >= 10
    for call in range(1, failing.calls + 1):
        name = f"svar{call}"
        with pytest.raises(OSError, match="space"):
            run(name, opener=Failing(call))
        output = tmp_path / name
        if not output.exists():
            assert not (tmp_path / f"{name}.run.json").exists()
            assert run(name) == totals
        else:
            assert whole_rows(output, expected), call
            assert run(name, resume=True) == totals, call
        assert output.read_bytes() == expected, call
        assert (tmp_path / f"{name}.run.json").read_bytes() == journal, call
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []


def test_a_job_that_is_stopped_again_and_again_ends_with_the_same_bytes(rules, tmp_path):
    cases = written(tmp_path / "sager.jsonl", lines(CASES) * 60)

    def run(name, progress=None, *, resume=False):
        made = Job(cases=cases, output=tmp_path / name, purpose=PURPOSE, on=ON, resume=resume)
        return run_batch(rules, made, progress=progress)

    totals = run("hel")
    told = []

    def stop(done, share):
        told.append((done, share))
        if len(told) % 5 == 0:
            raise KeyboardInterrupt

    found = None
    while found is None:
        try:
            found = run("svar", stop, resume=bool(told))
        except KeyboardInterrupt:
            assert whole_rows(tmp_path / "svar", (tmp_path / "hel").read_bytes())
    assert found == totals
    assert (tmp_path / "svar").read_bytes() == (tmp_path / "hel").read_bytes()
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (420, 1.0)


def stopped(rules, tmp_path, **more):
    """A job that was stopped after its second chunk."""

    def stop(done, _):
        if done == 200:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_batch(rules, again(tmp_path, resume=False, **more), progress=stop)


def again(tmp_path, **more):
    made = {
        "cases": tmp_path / "sager.jsonl",
        "output": tmp_path / "svar",
        "purpose": PURPOSE,
        "on": ON,
        "resume": True,
    }
    return Job(**{**made, **more})


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"purpose": "simulering"}, "formålet"),
        ({"purpose": "ledelsestilsyn: noget andet"}, "formålet"),
        ({"on": date(2026, 3, 7)}, "tidspunktet"),
        ({"form": Form.CSV}, "svarenes form"),
        ({"dialect": "en"}, "sagernes form"),
        ({"id_name": "nummer"}, "sagernes form"),
        ({"lang": "en"}, "sproget"),
    ],
)
def test_another_job_is_not_gone_on_with(rules, tmp_path, other, said):
    written(tmp_path / "sager.jsonl", MANY)
    stopped(rules, tmp_path)
    before = (tmp_path / "svar").read_bytes()
    with pytest.raises(BatchError, match=said):
        run_batch(rules, again(tmp_path, **other))
    assert (tmp_path / "svar").read_bytes() == before


def test_other_rules_are_not_gone_on_with(rules, tmp_path):
    import bekymring
    from batch.conftest import RULES

    written(tmp_path / "sager.jsonl", MANY)
    stopped(rules, tmp_path)
    text = RULES.read_text(encoding="utf-8").replace("mindst 4", "mindst 5")
    (tmp_path / "tilsyn.bek").write_text(text, encoding="utf-8")
    with pytest.raises(BatchError, match="reglerne"):
        run_batch(bekymring.load(tmp_path / "tilsyn.bek"), again(tmp_path))


@pytest.mark.parametrize("cases", [[b"{}", *MANY[1:]], MANY[:150], []])
def test_other_cases_are_not_gone_on_with(rules, tmp_path, cases):
    written(tmp_path / "sager.jsonl", MANY)
    stopped(rules, tmp_path)
    written(tmp_path / "sager.jsonl", cases)
    with pytest.raises(BatchError, match="andre sager"):
        run_batch(rules, again(tmp_path))


def test_answers_that_were_cut_are_not_gone_on_with(rules, tmp_path):
    written(tmp_path / "sager.jsonl", MANY)
    stopped(rules, tmp_path)
    with (tmp_path / "svar").open("r+b") as file:
        file.truncate(100)
    with pytest.raises(BatchError, match="kortere"):
        run_batch(rules, again(tmp_path))


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b"{}", b'{"kind": "bekymring.batch", "form": 2}', b"\xff"]
)
def test_a_journal_that_is_none_is_refused(rules, tmp_path, content):
    written(tmp_path / "sager.jsonl", MANY)
    (tmp_path / "svar.run.json").write_bytes(content)
    with pytest.raises(BatchError):
        run_batch(rules, again(tmp_path))


def test_nothing_to_go_on_with_is_said_and_what_is_there_is_not_touched(rules, job, tmp_path):
    cases = written(tmp_path / "sager.jsonl", MANY)
    with pytest.raises(BatchError, match="intet at fortsætte"):
        job(rules, cases, resume=True)
    totals = job(rules, cases)
    with pytest.raises(BatchError, match="findes allerede"):
        job(rules, cases)
    assert job(rules, cases, resume=True) == totals
    (tmp_path / "andet").write_text("mit", encoding="utf-8")
    with pytest.raises(BatchError, match="findes allerede"):
        job(rules, cases, "andet")
    assert (tmp_path / "andet").read_text(encoding="utf-8") == "mit"


def test_a_stream_is_read_as_a_file_is(rules, tmp_path):
    written(tmp_path / "sager.jsonl", MANY)
    run_batch(rules, again(tmp_path, resume=False))
    stream = io.BytesIO((tmp_path / "sager.jsonl").read_bytes())
    run_batch(rules, again(tmp_path, resume=False, cases=stream, output=tmp_path / "fra_strøm"))
    assert (tmp_path / "fra_strøm").read_bytes() == (tmp_path / "svar").read_bytes()


def test_the_totals_are_those_of_the_decisions_and_name_nobody(rules, job, tmp_path):
    totals = job(rules, written(tmp_path / "sager.jsonl", MANY))
    found = [one for one in answers(tmp_path / "svar.jsonl") if "decision" in one]
    assert (totals.cases, totals.errors) == (len(MANY), 12 * len(BAD) - 11)
    missing = [fact["fact"] for one in found for fact in one["decision"]["missing"]]
    assert totals.of("missing", "fravær") == missing.count("fravær")
    assert sum(n for _, n in totals.below("level", "position")) == len(found)
    # Of one of the two letters it is not known whether it was answered, and the time for that has passed.
    assert totals.below("overdue", "svar") == ((("perhaps",), 12),)
    journal = (tmp_path / "svar.jsonl.run.json").read_text(encoding="utf-8")
    assert not [one for one in ("opdigtet-", CANARY, '"a"', "Barnet siger") if one in journal]
    assert json.loads(journal)["complete"] is True
    assert "fingerprint" not in journal


def test_a_row_shows_no_more_than_its_number():
    assert repr(Row(3, "nogen", None)) == "Row(number=3, decision=None, mistakes=())"

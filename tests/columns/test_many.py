"""A job of many cases as columns: every form of cases, with and without the row evaluator for what is open, stopped and gone on with."""

import json
from datetime import date

import polars as pl
import pytest

import bekymring
from batch.conftest import Failing
from bekymring.batch import BatchError, Form, Job, run_batch
from bekymring.calendar_dk import end_of_day
from bekymring.case import Case
from bekymring.cli import main
from bekymring.columns import NotInColumns, many
from bekymring.columns.frames import worked_out
from bekymring.columns.inputs import STATES
from bekymring.columns.many import by_columns
from bekymring.columns.program import program_of
from bekymring.columns.rows import rough_decision
from bekymring.columns.told import Names
from bekymring.testing.cases import CaseOptions, make_case, make_moment
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from columns.agreement import PROFILES, frame_of, readable, row_of, same
from columns.rules import ON, loaded

RULES = (
    "    når slag er ja\n    så peger det på farve gul",
    "    når ikke (slag er ja)\n    så peger det på farve gul",
    "    når fravær er mindst 15 %\n    medmindre alder er under 6\n    så skal samtale ske senest 14 dage efter modtaget",
    "    når samtale er overskredet\n    så peger det på farve rød",
    "    når alder er mindst 17\n    så må samtale ikke ske",
)
CASES = [
    {"id": "a", "slag": True, "fravær": 20, "alder": 9, "modtaget": "2026-06-01"},
    {"id": "b", "fravær": 12.5, "alder": 9, "modtaget": "2026-06-10"},
    {"id": "c", "slag": False, "fravær": 20, "modtaget": "2026-05-01"},
    {"id": "d", "slag": False, "fravær": 20, "alder": 17, "modtaget": "2026-05-01"},
    {"id": "e", "slag": "måske"},
    {"id": "f", "fravær": 101, "alder": 9},
    {"id": "g"},
]
TABLE = {
    "id": pl.String, "slag": pl.Boolean, "fravær": pl.Decimal(9, 6), "alder": pl.Int16, "modtaget": pl.Date,
}  # fmt: skip


@pytest.fixture
def rules(tmp_path):
    return loaded(tmp_path, *RULES)


@pytest.fixture
def run(tmp_path, rules):
    def run(cases, name, *, refine=False, only=(), form=Form.JSONL, rules=rules, opener=None, **more):
        job = Job(cases=cases, output=tmp_path / name, form=form, purpose=ON["purpose"], on=ON["on"], **more)
        given = {} if opener is None else {"opener": opener}
        return run_batch(rules, job, engine=by_columns(refine=refine, only=only), **given)

    return run


def lines(folder, cases):
    path = folder / "sager.jsonl"
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in cases), encoding="utf-8")
    return path


def answers(path):
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()[1:]]


def test_a_row_is_told_with_its_columns_or_its_mistakes(run, tmp_path):
    totals = run(lines(tmp_path, CASES), "svar.jsonl")
    found = answers(tmp_path / "svar.jsonl")
    assert [one["id"] for one in found] == list("abcdefg")
    assert [one["row"] for one in found] == list(range(1, 8))
    assert [one["errors"][0]["path"] for one in found if "errors" in one] == ["$.slag", "$.fravær"]
    first = found[0]["columns"]
    assert (first["farve.least"], first["farve.worst"], first["farve.exact"]) == ("gul", "gul", True)
    assert (first["samtale.must"], first["samtale.must.by"], first["samtale.overdue"]) == (
        True,
        "2026-06-15",
        False,
    )
    assert (first["r1.holds"], first["r2.holds"]) == (True, False)
    assert (totals.cases, totals.errors, totals.of("undecided")) == (7, 2, 3)


def test_refined_rows_have_the_same_columns(run, tmp_path):
    cases = lines(tmp_path, CASES)
    run(cases, "rå.jsonl")
    run(cases, "svar.jsonl", refine=True)
    rough, refined = (answers(tmp_path / name) for name in ("rå.jsonl", "svar.jsonl"))
    assert [one.get("by_row") for one in refined] == [False, True, True, False, None, None, True]
    for one, other in zip(rough, refined, strict=True):
        assert one.keys() == other.keys()
        assert one.get("columns", {}).keys() == other.get("columns", {}).keys()
        assert other.get("by_row") or one == other
    # Whether it was a blow or not, the colour is yellow; only all ways together say so.
    assert (rough[1]["columns"]["farve.least"], refined[1]["columns"]["farve.least"]) == (
        "not_assessed",
        "gul",
    )


@pytest.mark.parametrize("form", [Form.CSV, Form.PARQUET])
@pytest.mark.parametrize("refine", [False, True])
def test_what_is_written_turns_neither_on_the_form_of_the_cases_nor_on_that_of_the_answers(
    run, tmp_path, form, refine
):
    good = [one for one in CASES if one["id"] != "e"]
    run(lines(tmp_path, good), "svar.jsonl", refine=refine)
    frame = pl.DataFrame(
        [{**one, "modtaget": one.get("modtaget") and date.fromisoformat(one["modtaget"])} for one in good],
        schema=TABLE,
    )
    frame.write_parquet(tmp_path / "sager.parquet")
    output = f"svar.{form.value}"
    totals = run(
        tmp_path / "sager.parquet", output, refine=refine, form=form, given_as=Form.PARQUET, dialect="en"
    )
    assert totals == run(lines(tmp_path, good), f"igen.{form.value}", refine=refine, form=form, dialect="en")
    if form is Form.CSV:
        written = pl.read_csv(tmp_path / output, infer_schema=False).to_dicts()
        plain = {True: "yes", False: "no", None: None}
    else:
        written = pl.read_parquet(tmp_path / output).to_dicts()
        plain = {}
    for row, told in zip(written, answers(tmp_path / "svar.jsonl"), strict=True):
        assert int(row["row"]) == told["row"]
        assert bool(row["errors"]) == ("errors" in told)
        for name, value in told.get("columns", {}).items():
            held = row[name].isoformat() if isinstance(row[name], date) else row[name]
            assert held == (plain[value] if value in plain and isinstance(value, bool | None) else value), (
                name
            )


def test_states_beside_values_are_read_as_the_row_evaluator_reads_them(run, tmp_path):
    frame = pl.DataFrame(
        {"id": [1, 2, 3], "fravær": [20, 20, None], "fravær.tilstand": ["tvivl", "kaffe", "ikke_oplyst"]}
    )
    frame.write_parquet(tmp_path / "sager.parquet")
    run(tmp_path / "sager.parquet", "svar.jsonl", given_as=Form.PARQUET)
    first, wrong, third = answers(tmp_path / "svar.jsonl")
    assert (first["columns"]["samtale.must"], third["columns"]["samtale.must"]) == (None, None)
    assert wrong["errors"][0]["path"] == "$.fravær.tilstand"


def test_refined_columns_count_as_the_row_evaluator_counts(run, rules, tmp_path):
    cases = lines(tmp_path, CASES)
    totals = run(cases, "svar.jsonl", refine=True)
    by_row = run_batch(
        rules, Job(cases=cases, output=tmp_path / "række.jsonl", purpose=ON["purpose"], on=ON["on"])
    )
    for what in ("cases", "errors", "undecided"):
        assert totals.of(what) == by_row.of(what)
    for what in ("level", "duty", "ban", "error"):
        assert totals.below(what) == by_row.below(what)


def test_a_case_with_a_departure_is_told_by_the_row_evaluator(run, tmp_path):
    cases = [
        {**CASES[2], "fravigelser": [{"handling": "samtale", "af": "rådgiver", "fordi": "opdigtet grund"}]}
    ]
    run(lines(tmp_path, cases), "svar.jsonl")
    (found,) = answers(tmp_path / "svar.jsonl")
    assert found.get("by_row") is True or "errors" in found


@pytest.mark.parametrize("seed", range(6))
def test_a_decision_that_is_not_refined_says_what_columns_say(seed):
    draw = seeded(900 + seed)
    kernel = make_ruleset(draw, PROFILES[seed % len(PROFILES)])
    when = make_moment(draw)
    moment = end_of_day(when.day) if when.whole_day else when.instant
    states = [name for name in row_of(Case({}, {}), kernel) if name.endswith(STATES)]
    try:
        program = program_of(kernel, moment, states=states)
    except NotInColumns:
        return
    cases = [
        readable(make_case(draw, kernel, CaseOptions(unknown, departures=False)), kernel, moment)
        for unknown in (0, 20, 50) * 8
    ]
    frame = frame_of([row_of(one, kernel) for one in cases], kernel)
    found = worked_out(program, frame.lazy(), ()).collect().to_dicts()
    names = Names(program.kinds)
    for case, row in zip(cases, found, strict=True):
        said = names.of(
            rough_decision(bekymring.Ruleset(kernel), case, when.day if when.whole_day else when.instant)
        )
        for name, value in said.items():
            if not name.endswith(".missing"):
                assert same(value, row[name]) or value == row[name], name


# --- Stopped and gone on with -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", Form)
@pytest.mark.parametrize("refine", [False, True])
def test_every_call_that_fails_can_be_gone_on_from(run, tmp_path, monkeypatch, form, refine):
    monkeypatch.setattr(many, "ROWS", 4)
    monkeypatch.setattr(many, "FEWEST", 4)
    cases = lines(tmp_path, CASES * 3)

    def contents(name):
        path = tmp_path / name
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        return [one.read_bytes() for one in files]

    totals = run(cases, "hel", refine=refine, form=form)
    failing = Failing(10_000)
    run(cases, "talt", refine=refine, form=form, opener=failing)
    assert failing.calls >= 5
    for call in range(1, failing.calls + 1):
        with pytest.raises(OSError, match="space"):
            run(cases, f"svar{call}", refine=refine, form=form, opener=Failing(call))
        is_begun = (tmp_path / f"svar{call}").exists()
        assert run(cases, f"svar{call}", refine=refine, form=form, resume=is_begun) == totals
        assert contents(f"svar{call}") == contents("hel"), call


def test_another_choice_is_not_gone_on_with(run, tmp_path):
    cases = lines(tmp_path, CASES)
    run(cases, "svar.jsonl")
    with pytest.raises(BatchError, match="svarenes form"):
        run(cases, "svar.jsonl", refine=True, resume=True)


# --- The command ------------------------------------------------------------------------------------------


def command(tmp_path, *more):
    given = [
        tmp_path / "prøve.bek",
        tmp_path / "sager.jsonl",
        "--purpose",
        "ledelsestilsyn",
        "--on",
        "2026-06-15",
    ]
    return main(["batch", *map(str, given), "--output", str(tmp_path / "svar.csv"), *more])


def test_the_command_tells_what_it_comes_to(rules, tmp_path, capsys):
    lines(tmp_path, CASES)
    assert command(tmp_path, "--engine", "columns", "--refine") == 2
    shown = capsys.readouterr()
    assert "7 sager læst" in shown.out
    assert "2 af dem kunne ikke bruges" in shown.out
    assert "tale med barnet" in shown.out
    assert rules.name == "prøve"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--refine"], "--refine hører til --engine columns"),
        (["--only", "farve"], "--only hører til --engine columns"),
        (["--engine", "columns", "--workers", "2"], "udelad --workers"),
        (["--engine", "columns", "--only", "kaffe"], "kaffe"),
    ],
)
def test_what_cannot_be_is_said_and_leaves_nothing(rules, tmp_path, capsys, more, said):
    lines(tmp_path, CASES)
    assert command(tmp_path, *more) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "svar.csv").exists()
    assert rules.name == "prøve"


def test_what_columns_cannot_say_is_told_with_its_line_and_a_way_on(tmp_path, capsys):
    loaded(tmp_path, *RULES[:1], "    når der er mindst 2 henvendelser\n    så skal brev ske")
    lines(tmp_path, CASES)
    assert command(tmp_path, "--engine", "columns") == 2
    shown = capsys.readouterr().err
    assert "prøve.bek:42: Kolonner kan ikke udtrykke registreringer af en liste." in shown
    assert "--engine rows" in shown
    assert not (tmp_path / "svar.csv").exists()
    assert command(tmp_path, "--engine", "columns", "--only", "farve") == 2
    assert "farve.least" in (tmp_path / "svar.csv").read_text(encoding="utf-8-sig").splitlines()[0]

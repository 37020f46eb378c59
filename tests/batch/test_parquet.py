"""Parquet in and out."""

from datetime import UTC, date, datetime

import polars as pl
import pytest

from batch.conftest import CASES, PURPOSE, answers, lines, written
from bekymring.batch import BatchError, Form, Job, run_batch
from bekymring.batch.answers import AnswerTable
from bekymring.batch.targets import PART_ROWS
from bekymring.report.json import outcomes_to_dict

ON = date(2026, 3, 6)


def test_a_parquet_file_says_what_the_json_says(rules, job, tmp_path):
    frame = pl.DataFrame(
        {
            "id": ["a", "b"],
            "uger_med_uro": [5, None],
            "uger_med_uro.tilstand": [None, "ikke_oplyst"],
            "fravær": [12.5, None],
            "går_i_skole": [True, None],
            "støtte": [["logopæd"], None],
            "bemærket": [date(2026, 3, 2), None],
            "mødt": pl.Series([None, None], dtype=pl.Date),
            "mødt.tilstand": ["ikke_sket", None],
            "henvendelse": [[{"modtaget": datetime(2026, 3, 4, 14, 40, tzinfo=UTC), "besvaret": None}], None],
        },
        schema_overrides={
            "henvendelse": pl.List(
                pl.Struct({"modtaget": pl.Datetime("us", "UTC"), "besvaret": pl.Datetime("us", "UTC")})
            )
        },
    )
    frame.write_parquet(tmp_path / "sager.parquet")
    totals = job(rules, tmp_path / "sager.parquet", given_as=Form.PARQUET)
    same = [
        {
            "uger_med_uro": 5, "fravær": 12.5, "går_i_skole": True, "støtte": ["logopæd"], "bemærket": "2026-03-02",
            "mødt": {"ikke_sket": True}, "henvendelse": [{"modtaget": "2026-03-04T14:40:00Z"}],
        },
        {"uger_med_uro": None},
    ]  # fmt: skip
    assert totals.errors == 0
    for row, case in zip(answers(tmp_path / "svar.jsonl"), same, strict=True):
        assert row["decision"]["missing"] == outcomes_to_dict(rules.evaluate(case, on=ON))["missing"]
        assert row["decision"]["actions"] == outcomes_to_dict(rules.evaluate(case, on=ON))["actions"]
    assert [one["id"] for one in answers(tmp_path / "svar.jsonl")] == ["a", "b"]


def test_values_of_another_kind_are_rows_with_errors(rules, job, tmp_path):
    frame = pl.DataFrame(
        {
            "id": [1, 2, 3],
            "bemærket": ["2026-03-02", "i går", None],
            "uger_med_uro": [1.5, 3.0, None],
            "går_i_skole": [0, 1, None],
        }
    )
    frame.write_parquet(tmp_path / "sager.parquet")
    totals = job(rules, tmp_path / "sager.parquet", given_as=Form.PARQUET)
    assert (totals.cases, totals.errors) == (3, 2)


def test_the_parts_are_one_table_with_the_metadata(rules, job, tmp_path):
    totals = job(rules, written(tmp_path / "sager.jsonl", lines(CASES)), "svar.parquet", form=Form.PARQUET)
    frame = pl.read_parquet(tmp_path / "svar.parquet")
    assert frame.columns == list(AnswerTable(rules.kernel, danish=False).header)
    assert frame["row"].to_list() == list(range(1, len(CASES) + 1))
    assert frame.schema["position.exact"] == pl.Boolean
    assert frame.schema["møde.no_later_than"] == pl.Datetime("us", "UTC")
    decision = rules.evaluate({name: one for name, one in CASES[0].items() if name != "id"}, on=ON)
    assert frame["møde.no_later_than"][0] == decision.actions["møde"].deadline.no_later_than
    assert totals.cases == len(CASES)
    metadata = pl.read_parquet_metadata(tmp_path / "svar.parquet" / "part-000001.parquet")
    assert PURPOSE in metadata["bekymring"]


@pytest.mark.slow
def test_a_job_that_was_stopped_ends_with_the_same_parts(tmp_path):
    import bekymring

    rules = bekymring.load("lige_hensyn")
    number = PART_ROWS + 300
    written(tmp_path / "sager.jsonl", [b'{"tolkebehov": true}', *[b""] * 99] * (number // 100))

    def run(name, *, resume=False, progress=None):
        made = Job(
            cases=tmp_path / "sager.jsonl",
            output=tmp_path / name,
            purpose="simulering",
            on=ON,
            form=Form.PARQUET,
            resume=resume,
        )
        return run_batch(rules, made, progress=progress)

    def stop(done, _):
        if done == PART_ROWS + 100:
            raise KeyboardInterrupt

    totals = run("hel")
    with pytest.raises(KeyboardInterrupt):
        run("svar", progress=stop)
    assert [one.name for one in (tmp_path / "svar").iterdir()] == ["part-000001.parquet"]
    assert run("svar", resume=True) == totals
    for part in ("part-000001.parquet", "part-000002.parquet"):
        assert (tmp_path / "svar" / part).read_bytes() == (tmp_path / "hel" / part).read_bytes()
    assert (tmp_path / "svar.run.json").read_bytes() == (tmp_path / "hel.run.json").read_bytes()


@pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 100])
def test_what_is_no_parquet_is_refused(rules, job, tmp_path, content):
    (tmp_path / "sager.parquet").write_bytes(content)
    with pytest.raises(BatchError, match="Parquet"):
        job(rules, tmp_path / "sager.parquet", given_as=Form.PARQUET)


def test_columns_that_do_not_fit_are_refused(rules, job, tmp_path):
    pl.DataFrame({"id": [1], "vlod": [1]}).write_parquet(tmp_path / "sager.parquet")
    with pytest.raises(BatchError, match="BEK583"):
        job(rules, tmp_path / "sager.parquet", given_as=Form.PARQUET)


def test_a_missing_polars_is_said_with_the_extra(tmp_path):
    import subprocess
    import sys

    code = (
        "import sys; sys.modules['polars'] = None\n"
        "from bekymring.cli import main\n"
        "sys.exit(main(['batch', 'lige_hensyn', sys.argv[1], '--purpose', 'simulering', '--on', '2026-03-06', '--output', sys.argv[2]]))"
    )
    cases = written(tmp_path / "sager.jsonl", [b"{}"])
    for output, status in (("svar.parquet", 2), ("svar.csv", 0)):
        ran = subprocess.run(
            [sys.executable, "-c", code, cases, tmp_path / output], check=False, capture_output=True
        )
        assert ran.returncode == status
        assert ("bekymring[batch]" in ran.stderr.decode()) == bool(status)

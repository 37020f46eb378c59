"""Every dialect is SQL that its parser reads, with names that its database keeps; the command prints it."""

from pathlib import Path

import duckdb
import pytest
import sqlglot
from sqlglot import exp

from bekymring.cli import main
from bekymring.columns import ColumnsError, sql
from bekymring.columns.in_sql import Dialect, query
from bekymring.testing.draws import seeded
from columns.agreement import PROFILES, drawn
from columns.rules import ON, loaded

ABSENT = "    når fravær er mindst 15 %\n    så peger det på farve gul\n    så skal samtale ske senest 14 dage efter modtaget"
GOLDEN = Path(__file__).with_name("golden")
FACTS = {"not_asked": ["farve"], **ON}


@pytest.mark.parametrize("dialect", Dialect)
@pytest.mark.parametrize("seed", range(6))
def test_what_is_written_is_read_by_the_dialect(dialect, seed):
    made = drawn(seeded(seed), PROFILES[seed % len(PROFILES)], cases=0)
    if made is None:
        return
    program = made[0]
    text = query(program, "skema.sager", dialect=dialect, keep=["id"])
    tree = sqlglot.parse_one(text, dialect=dialect.value)
    assert tree.named_selects == ["id", *program.outputs]
    assert {one.name for one in tree.find_all(exp.Table)} - {one.alias for one in tree.find_all(exp.CTE)} == {
        "sager"
    }
    assert not list(tree.find_all(exp.Command))


@pytest.mark.parametrize("dialect", Dialect)
def test_a_small_rule_set_in_every_dialect(dialect, tmp_path, golden):
    text = sql(loaded(tmp_path, ABSENT), dialect=dialect.value, table="register.børn", keep=["id"], **FACTS)
    golden(GOLDEN / f"{dialect.value}.sql", f"{text}\n")


def test_postgres_refuses_a_name_that_it_would_cut_off(tmp_path):
    name = "tegn_på_at_barnet_har_det_svært_både_hjemme_og_i_skolen"
    rules = loaded(tmp_path, "    når slag er ja\n    så peger det på farve rød")
    text = (tmp_path / "prøve.bek").read_text(encoding="utf-8").replace("slag", name)
    (tmp_path / "prøve.bek").write_text(text, encoding="utf-8")
    rules = loaded_again(tmp_path)
    assert name in sql(rules, dialect="duckdb", table="sager", **FACTS)
    with pytest.raises(ColumnsError, match="63"):
        sql(rules, dialect="postgres", table="sager", **FACTS)


def loaded_again(folder):
    import bekymring

    return bekymring.load(folder / "prøve.bek")


def test_names_with_quotes_stay_names(tmp_path):
    text = sql(loaded(tmp_path, ABSENT), dialect="duckdb", table='"b""arn; DROP TABLE x"', **FACTS)
    named = {one.name for one in sqlglot.parse_one(text, dialect="duckdb").find_all(exp.Table)}
    assert 'b"arn; DROP TABLE x' in named


@pytest.mark.parametrize("table", ["sager; DROP TABLE sager", "", "SELECT 1", 'x"'])
def test_what_is_no_name_of_a_table_is_refused(tmp_path, table):
    with pytest.raises(ColumnsError, match="table"):
        sql(loaded(tmp_path, ABSENT), dialect="duckdb", table=table, **FACTS)


def test_the_database_finds_out_about_instants_without_a_zone(tmp_path):
    rules = loaded(tmp_path, "    når slag er ja\n    så skal samtale ske senest 14 dage efter modtaget")
    text = (
        (tmp_path / "prøve.bek")
        .read_text(encoding="utf-8")
        .replace('kom brevet?": dato', 'kom brevet?": tidspunkt')
    )
    (tmp_path / "prøve.bek").write_text(text, encoding="utf-8")
    rules = loaded_again(tmp_path)
    asked = sql(rules, dialect="duckdb", table="sager", **FACTS)
    with duckdb.connect() as connection:
        for kind, wrong in (("TIMESTAMP", True), ("TIMESTAMPTZ", False)):
            connection.execute(
                f"CREATE OR REPLACE TABLE sager AS SELECT true AS slag, '2026-06-01'::{kind} AS modtaget"
            )
            found = connection.execute(f'SELECT "modtaget.invalid" FROM ({asked})').fetchone()  # noqa: S608 - our own text
            assert found == (wrong,)


def run(capsys, *words):
    status = main(["sql", *map(str, words)])
    shown = capsys.readouterr()
    return status, shown.out, shown.err


def test_the_command_prints_what_the_library_writes(tmp_path, capsys):
    rules = loaded(tmp_path, ABSENT)
    words = (tmp_path / "prøve.bek", "--purpose", "ledelsestilsyn", "--on", "2026-06-15", "--keep", "id")
    status, out, err = run(capsys, *words, "--not-asked", "farve", "--table", "børn", "--dialect", "spark")
    assert (status, err) == (0, "")
    assert out == sql(rules, dialect="spark", table="børn", keep=["id"], **FACTS) + "\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--on", "2026-06-15"), "Sig, hvad svarene skal bruges til"),
        (("--purpose", "simulering", "--on", "2026-06-15"), "må regelsættet »prøve« bruges til"),
        (("--purpose", "ledelsestilsyn"), "Sig, hvornår der vurderes"),
        (("--purpose", "ledelsestilsyn", "--on", "2025-06-15"), "gælder fra"),
        (("--purpose", "ledelsestilsyn", "--on", "2026-06-15", "--only", "kaffe"), "kaffe"),
    ],
)
def test_the_command_says_what_is_wrong(tmp_path, capsys, words, said):
    loaded(tmp_path, ABSENT)
    status, out, err = run(capsys, tmp_path / "prøve.bek", *words)
    assert (status, out) == (2, "")
    assert said in err


def test_the_command_tells_the_place_of_what_columns_cannot_say(tmp_path, capsys):
    loaded(tmp_path, "    når der er mindst 2 henvendelser\n    så skal brev ske")
    status, out, err = run(
        capsys, tmp_path / "prøve.bek", "--purpose", "ledelsestilsyn", "--on", "2026-06-15"
    )
    assert (status, out) == (2, "")
    assert "prøve.bek:36: Kolonner kan ikke udtrykke registreringer af en liste." in err

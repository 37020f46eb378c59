"""What columns cannot say is told with the file and line of the rule; what nobody may ask is refused."""

import pytest

import bekymring
from bekymring.batch.errors import BatchError
from bekymring.columns import ColumnsError, NotInColumns, sql
from columns.rules import ON, loaded

SAYS = {"dialect": "duckdb", "table": "sager", **ON}
COUNTED = "    når der er mindst 2 henvendelser\n    så skal samtale ske"


@pytest.mark.parametrize(
    ("rule", "line", "said"),
    [
        ("    når der er mindst 2 henvendelser\n    så skal brev ske", 36, "records of a list"),
        (
            "for hver henvendelse\n    når alvorlig af denne henvendelse er ja\n    så skal svar ske",
            32,
            "read once for every record",
        ),
        (
            "    når slag er ja\n    så skal samtale ske mindst hver 3. måned regnet fra modtaget",
            37,
            "must happen again at intervals",
        ),
        (
            "    når slag er ja\n    så skal samtale ske mindst 2 gange i hvert kalenderår regnet fra modtaget",
            37,
            "so many times in every period",
        ),
        (
            "    når slag er ja\n    så skal samtale ske mindst 2 gange i hver periode på 12 måneder regnet fra modtaget",
            37,
            "so many times in every period",
        ),
        (
            "    når slag er ja\n    så skal samtale ske senest 2 hverdage efter modtaget",
            35,
            "working days counted from",
        ),
    ],
)
def test_a_construct_is_told_with_its_place(tmp_path, rule, line, said):
    rules = loaded(tmp_path, rule)
    with pytest.raises(NotInColumns) as raised:
        sql(rules, **SAYS)
    (span, construct), *rest = raised.value.found
    assert rest == []
    assert (span.file_name, said in construct.en) == ("prøve.bek", True)
    assert span.line == line
    assert f"prøve.bek:{line}: " in raised.value.words("da")
    assert "Kolonner kan ikke udtrykke" in raised.value.words("da")


def test_every_construct_is_told_at_once(tmp_path):
    rules = loaded(tmp_path, COUNTED, "    når der er mindst 3 henvendelser\n    så peger det på farve gul")
    with pytest.raises(NotInColumns) as raised:
        sql(rules, **SAYS)
    assert len(raised.value.words("en").splitlines()) == 2


def test_what_is_not_wanted_does_not_stand_in_the_way(tmp_path):
    rules = loaded(tmp_path, COUNTED, "    når slag er ja\n    så peger det på farve rød")
    assert '"farve.worst"' in sql(rules, outcomes=["farve"], **SAYS)


def test_a_purpose_that_the_rules_do_not_allow(tmp_path):
    rules = loaded(tmp_path, "    når slag er ja\n    så peger det på farve rød")
    with pytest.raises(BatchError):
        sql(rules, **{**SAYS, "purpose": "simulering"})


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"dialect": "oracle"}, "SQL can be written for"),
        ({"outcomes": ["kaffe"]}, "says nothing about: kaffe"),
        ({"keep": ["slag"]}, "the rules use the same names: slag"),
    ],
)
def test_a_call_that_cannot_be_answered(tmp_path, wrong, said):
    rules = loaded(tmp_path, "    når slag er ja\n    så peger det på farve rød")
    with pytest.raises(ColumnsError, match=said):
        sql(rules, **{**SAYS, **wrong})


def test_rules_that_say_nothing_give_no_query():
    with pytest.raises(ColumnsError, match="says nothing"):
        sql(bekymring.load("grundlag"), **SAYS)

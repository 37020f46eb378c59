"""Every form in which an answer, a list or a departure may be written, and what it says."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from tests.case.build import RULES, ruleset

from bekymring.case import Answer, Departure, FactState, Provenance, RecordAnswers, read_case
from bekymring.values import SetValue

KNOWN, ASKED, DOUBTED = FactState.KNOWN, FactState.ASKED, FactState.DOUBTED
DAY = date(2026, 3, 6)
REASON = "Hun har selv fortalt det (opdigtet)."

FORMS = [
    ("alder", 3, Answer(KNOWN, Fraction(3))),
    ("alder", None, Answer(ASKED)),
    ("alder", {"tvivl": 3}, Answer(DOUBTED, Fraction(3))),
    ("uro", True, Answer(KNOWN, value=True)),
    ("åben_grænse", 15, Answer(KNOWN, Fraction(15))),
    ("pause", {"ikke_relevant": True}, Answer(FactState.NOT_RELEVANT)),
    ("skole_slut", {"ikke_relevant": True}, Answer(FactState.NOT_RELEVANT)),
    ("skole_slut", {"ikke_sket": True}, Answer(FactState.NOT_HAPPENED)),
    ("opdaget", {"ikke_sket": True}, Answer(FactState.NOT_HAPPENED)),
    ("tegn", {"tvivl": ["vold"]}, Answer(DOUBTED, SetValue.known(["vold"]))),
    ("tegn", {"tvivl": {"vold": None}}, Answer(DOUBTED, SetValue(frozenset(), frozenset({"vold"})))),
    # sources
    ("alder", {"værdi": 3}, Answer(KNOWN, Fraction(3))),
    (
        "alder",
        {"værdi": 3, "fra": "", "dato": None, "dokument": None, "partshørt": None},
        Answer(KNOWN, Fraction(3)),
    ),
    (
        "alder",
        {"værdi": 3, "fra": "skolen", "dato": "2026-03-06", "dokument": "brev 2", "partshørt": False},
        Answer(KNOWN, Fraction(3), Provenance("skolen", DAY, "brev 2", party_heard=False)),
    ),
    ("alder", {"værdi": None, "fra": "skolen"}, Answer(ASKED, provenance=Provenance("skolen"))),
    ("alder", {"værdi": {"tvivl": 3}, "fra": "far"}, Answer(DOUBTED, Fraction(3), Provenance("far"))),
    (
        "skole_slut",
        {"værdi": {"ikke_sket": True}, "fra": "far"},
        Answer(FactState.NOT_HAPPENED, provenance=Provenance("far")),
    ),
    # what is measured for a period
    ("kvartalsandel", 3, Answer(KNOWN, Fraction(3))),
    ("kvartalsandel", {"værdi": 3, "til_og_med": "2026-03-06"}, Answer(KNOWN, Fraction(3), through=DAY)),
    ("kvartalsandel", {"værdi": 3, "til_og_med": None}, Answer(KNOWN, Fraction(3))),
    (
        "kvartalsandel",
        {"værdi": {"tvivl": 3}, "til_og_med": "2026-03-06", "fra": "skolen"},
        Answer(DOUBTED, Fraction(3), Provenance("skolen"), through=DAY),
    ),
    # assessments: known only with a written reason
    ("alvorlig", True, Answer(DOUBTED, value=True)),
    ("alvorlig", None, Answer(ASKED)),
    ("alvorlig", {"tvivl": True}, Answer(DOUBTED, value=True)),
    ("alvorlig", {"vurdering": True}, Answer(DOUBTED, value=True)),
    ("alvorlig", {"vurdering": True, "fordi": ""}, Answer(DOUBTED, value=True)),
    ("alvorlig", {"vurdering": True, "fordi": " \n"}, Answer(DOUBTED, value=True, reason=" \n")),
    ("alvorlig", {"vurdering": True, "fordi": REASON}, Answer(KNOWN, value=True, reason=REASON)),
    ("alvorlig", {"vurdering": None, "af": "rådgiver"}, Answer(ASKED, by="rådgiver")),
    (
        "alvorlig",
        {"vurdering": {"tvivl": True}, "af": "rådgiver", "fordi": REASON},
        Answer(DOUBTED, value=True, by="rådgiver", reason=REASON),
    ),
    (
        "alvorlig",
        {"vurdering": False, "af": "leder", "dato": "2026-03-06", "fordi": REASON},
        Answer(KNOWN, value=False, by="leder", on=DAY, reason=REASON),
    ),
    (
        "alvorlig",
        {"vurdering": False, "af": "rådgiver", "dato": "2026-03-06T15:40", "fordi": REASON},
        Answer(KNOWN, value=False, by="rådgiver", on=datetime(2026, 3, 6, 14, 40, tzinfo=UTC), reason=REASON),
    ),
    (
        "alvorlig",
        {"værdi": {"vurdering": True, "fordi": REASON}, "dokument": "notat"},
        Answer(KNOWN, value=True, provenance=Provenance(document="notat"), reason=REASON),
    ),
    ("alvorlig", {"værdi": True, "fra": "x"}, Answer(DOUBTED, value=True, provenance=Provenance("x"))),
    (
        "kendt_siden",
        {"vurdering": {"ikke_sket": True}, "fordi": REASON},
        Answer(FactState.NOT_HAPPENED, reason=REASON),
    ),
    (
        "årsager",
        {"vurdering": {"ikke_relevant": True}, "fordi": REASON},
        Answer(FactState.NOT_RELEVANT, reason=REASON),
    ),
    ("årsager", ["vold"], Answer(DOUBTED, SetValue.known(["vold"]))),
    # the professional's own assessment of a level stands under the level's name
    ("position", "gul", Answer(DOUBTED, "gul")),
    (
        "position",
        {"vurdering": "rød", "af": "rådgiver", "fordi": REASON},
        Answer(KNOWN, "rød", by="rådgiver", reason=REASON),
    ),
]


@pytest.mark.parametrize(("name", "written", "answer"), FORMS)
def test_a_form_says_this(name, written, answer):
    read = read_case({name: written}, RULES)
    assert read.diagnostics == ()
    assert read.value.facts == {name: answer}


LISTS = [
    (None, RecordAnswers((), complete=False)),
    ([], RecordAnswers()),
    ([{}], RecordAnswers(({},))),
    ({"poster": [], "komplet": True}, RecordAnswers()),
    (
        {"poster": [{}, {"fra_skole": None}], "komplet": False},
        RecordAnswers(({}, {"fra_skole": Answer(ASKED)}), complete=False),
    ),
    (
        [{"fra_skole": True}, {"beløb": "0.5", "lukket": {"ikke_relevant": True}}],
        RecordAnswers(
            (
                {"fra_skole": Answer(KNOWN, value=True)},
                {"beløb": Answer(KNOWN, Fraction(1, 2)), "lukket": Answer(FactState.NOT_RELEVANT)},
            )
        ),
    ),
]


@pytest.mark.parametrize(("written", "records"), LISTS)
def test_a_list_says_this(written, records):
    read = read_case({"underretning": written}, RULES)
    assert read.diagnostics == ()
    assert read.value.records == {"underretning": records}


def test_a_list_that_is_not_mentioned_is_incomplete():
    case = read_case({}, RULES).value
    assert case.list("underretning") == RecordAnswers((), complete=False)
    assert case.records == {}


def test_departures_are_kept_in_one_order():
    first = {"handling": "samtale", "fordi": "x", "af": "leder"}
    second = {"handling": "akutvurdering", "post": 2, "fordi": "y", "af": "rådgiver"}
    for written in ([first, second], [second, first]):
        case = read_case({"fravigelser": written, "underretning": [{}, {}]}, RULES).value
        assert case.departures == (
            Departure("akutvurdering", 2, "rådgiver", "y"),
            Departure("samtale", None, "leder", "x"),
        )


def test_without_roles_anybody_may_be_named():
    rules = ruleset(roles={})
    written = {"alvorlig": {"vurdering": True, "af": "den rådgiver, der har sagen", "fordi": REASON}}
    assert read_case(written, rules).value.answer("alvorlig").by == "den rådgiver, der har sagen"


def test_the_order_of_names_means_nothing():
    case = {
        "alder": 3,
        "anbragt": True,
        "tegn": ["svigt", "vold"],
        "underretning": [{"fra_skole": True, "beløb": 1}],
    }
    turned = {
        "underretning": [{"beløb": 1, "fra_skole": True}],
        "tegn": ["vold", "svigt"],
        "anbragt": True,
        "alder": 3,
    }
    one, other = read_case(case, RULES).value, read_case(turned, RULES).value
    assert one == other
    assert list(one.facts) == list(other.facts)
    assert [list(record) for record in one.list("underretning").items] == [["beløb", "fra_skole"]]


def test_a_name_may_be_written_in_either_normal_form():
    assert (
        read_case({"a\u030arsager": ["vold"]}, RULES).value
        == read_case({"\u00e5rsager": ["vold"]}, RULES).value
    )

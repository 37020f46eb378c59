"""What an example gives: the case it becomes, and everything in it that does not fit, on its line."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from bekymring.case import Answer, Case, Departure, FactState
from bekymring.examples.given import Situation, situation
from bekymring.model.ruleset import Ruleset
from bekymring.values import SetValue

WithExamples = Callable[[str], Ruleset]
MARK = re.compile(r"[ \t]*# !! ((?:BEK\d{3} ?)+)$", re.MULTILINE)
CHUNKS = (Path(__file__).parent / "misfits.bek").read_text(encoding="utf-8").rstrip("\n").split("\n---\n")


def only(ruleset: Ruleset) -> Situation:
    (one,) = ruleset.examples
    built = situation(ruleset, one.example)
    assert built.diagnostics == ()
    assert built.value is not None
    return built.value


def given(with_examples: WithExamples, lines: str, moment: str = "6. marts 2026") -> Situation:
    body = "\n".join(f"        {line}" for line in lines.strip().splitlines())
    where = f"    i en sag hvor\n{body}\n" if lines else ""
    text = f'eksempel "x"\n{where}    vurderet {moment}\n    forventes\n        der mangler intet\n'
    return only(with_examples(text))


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.split('"')[1])
def test_what_does_not_fit_is_found_where_the_table_says(with_examples: WithExamples, chunk: str) -> None:
    expected = Counter(
        (code, number)
        for number, line in enumerate(chunk.split("\n"), 1)
        for mark in MARK.findall(line)
        for code in mark.split()
    )
    ruleset = with_examples(MARK.sub("", chunk))
    found = situation(ruleset, ruleset.examples[0].example).diagnostics
    assert Counter((one.code.number, one.at.line) for one in found) == expected
    for one in found:
        for lang in ("da", "en"):
            assert one.message(lang)
            assert one.help(lang)


ANSWERS = [
    ("fravær er 12,5 %", "fravær", FactState.KNOWN, Fraction(25, 2)),
    ("uger er 4", "uger", FactState.KNOWN, Fraction(4)),
    ("bekymret er nej", "bekymret", FactState.KNOWN, False),
    ("bekymret er måske ja", "bekymret", FactState.DOUBTED, True),
    ("bekymret er ikke oplyst", "bekymret", FactState.ASKED, None),
    ("sted er skole_b", "sted", FactState.KNOWN, "skole_b"),
    ("støtte er bog", "støtte", FactState.KNOWN, SetValue.known(["bog"])),
    ("støtte er tom", "støtte", FactState.KNOWN, SetValue.known([])),
    (
        "støtte er bog og måske tolk",
        "støtte",
        FactState.KNOWN,
        SetValue(frozenset({"bog"}), frozenset({"bog", "tolk"})),
    ),
    ("set_den er 2. marts 2026", "set_den", FactState.KNOWN, date(2026, 3, 2)),
    ("set_den er ikke sket", "set_den", FactState.NOT_HAPPENED, None),
    # Danish time: an hour before UTC in winter, two in summer.
    (
        "kontaktet er 2. marts 2026 kl. 9.30",
        "kontaktet",
        FactState.KNOWN,
        datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
    ),
    (
        "kontaktet er 2. juni 2025 kl. 9.30",
        "kontaktet",
        FactState.KNOWN,
        datetime(2025, 6, 2, 7, 30, tzinfo=UTC),
    ),
    ("søskendes_trivsel er ikke relevant", "søskendes_trivsel", FactState.NOT_RELEVANT, None),
    ("god_ven er ja", "god_ven", FactState.KNOWN, True),
    ("alvorlig er ja", "alvorlig", FactState.KNOWN, True),
    ("alvorlig er måske ja", "alvorlig", FactState.DOUBTED, True),
    ("vurderet position er rød", "position", FactState.KNOWN, "rød"),
]


@pytest.mark.parametrize(("line", "name", "state", "value"), ANSWERS, ids=[one[0] for one in ANSWERS])
def test_an_answer_becomes_what_a_case_holds(
    with_examples: WithExamples, line: str, name: str, state: FactState, value: object
) -> None:
    case = given(with_examples, line).case
    assert list(case.facts) == [name]
    assert (case.facts[name].state, case.facts[name].value) == (state, value)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("kvartalets_tal er 12 % opgjort til og med 5. marts 2026", FactState.KNOWN),
        ("kvartalets_tal er måske 12 % opgjort til og med 5. marts 2026", FactState.DOUBTED),
    ],
)
def test_the_last_day_that_an_answer_is_for_is_kept(
    with_examples: WithExamples, line: str, state: FactState
) -> None:
    answer = given(with_examples, line).case.facts["kvartalets_tal"]
    assert (answer.state, answer.value, answer.through) == (state, Fraction(12), date(2026, 3, 5))


def test_an_assessment_counts_as_made_with_a_reason_whether_it_is_written_or_not(
    with_examples: WithExamples,
) -> None:
    plain = given(with_examples, "alvorlig er ja").case.facts["alvorlig"]
    assert (plain.state, plain.by, plain.on, bool(plain.reason)) == (FactState.KNOWN, "fagperson", None, True)
    full = given(with_examples, 'alvorlig er ja vurderet af leder den 3. marts 2026 fordi "Set"').case.facts[
        "alvorlig"
    ]
    assert full == Answer(FactState.KNOWN, value=True, by="leder", on=date(2026, 3, 3), reason="Set")


@pytest.mark.parametrize(
    ("lines", "number", "is_complete"),
    [
        ("", 0, False),
        ("uger er 4", 0, False),
        ("der er ingen beskeder", 0, True),
        ("beskeder er ikke fuldstændige", 0, False),
        ("besked 1 har om_vold ja", 1, True),
        ("besked 1 har om_vold ja\nbeskeder er ikke fuldstændige", 1, False),
    ],
)
def test_a_list_is_complete_where_the_example_gives_a_record_or_says_that_there_is_none(
    with_examples: WithExamples, lines: str, number: int, is_complete: object
) -> None:
    records = given(with_examples, lines).case.list("besked")
    assert (len(records.items), records.complete) == (number, is_complete)


def test_records_stand_in_the_order_of_their_numbers(with_examples: WithExamples) -> None:
    lines = "besked 2 har om_vold nej\nbesked 1 har om_vold ja, læst_den ikke sket"
    assert given(with_examples, lines).case.records["besked"].items == (
        {"om_vold": Answer(FactState.KNOWN, value=True), "læst_den": Answer(FactState.NOT_HAPPENED)},
        {"om_vold": Answer(FactState.KNOWN, value=False)},
    )


def test_a_departure_is_for_the_record_named_or_for_the_only_one(with_examples: WithExamples) -> None:
    lines = 'besked 1 har om_vold ja\nfraviget svar vurderet af leder fordi "Ringet"\nfraviget møde fordi "Aflyst"'
    assert given(with_examples, lines).case.departures == (
        Departure("svar", 1, "leder", "Ringet"),
        Departure("møde", None, "", "Aflyst"),
    )


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("6. marts 2026", date(2026, 3, 6)),
        ("6. marts 2026 kl. 9.00", datetime(2026, 3, 6, 8, tzinfo=UTC)),
    ],
)
def test_the_moment_is_a_day_or_an_instant(
    with_examples: WithExamples, written: str, moment: date | datetime
) -> None:
    assert given(with_examples, "", written) == Situation(Case({}, {}), moment)

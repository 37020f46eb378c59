"""What an example expects: met or not on each line, as worked out by hand, and what an unmet one says."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.examples.run import Outcome, run_examples
from bekymring.model.ruleset import Ruleset

WithExamples = Callable[[str], Ruleset]
MARK = re.compile(r"[ \t]*# !! ((?:BEK\d{3} ?)+)$", re.MULTILINE)
CHUNKS = (
    (Path(__file__).parent / "expectations.bek").read_text(encoding="utf-8").rstrip("\n").split("\n---\n")
)


@pytest.mark.parametrize("chunk", CHUNKS, ids=lambda chunk: chunk.split('"')[1])
def test_expectations_are_met_or_not_where_the_table_says(with_examples: WithExamples, chunk: str) -> None:
    expected = Counter(
        (number, code)
        for number, line in enumerate(chunk.split("\n"), 1)
        for mark in MARK.findall(line)
        for code in mark.split()
    )
    report = run_examples(with_examples(MARK.sub("", chunk)))
    found = Counter((one.at.line, one.code.number) for one in report.findings)
    assert found == expected, [(one.at.line, one.message()) for one in report.findings]
    assert [one.outcome for one in report.results] == [Outcome.NOT_MET if expected else Outcome.MET]
    assert len(report.failed) == (1 if expected else 0)


LOCAL = """
handling ring "ringe"
fastsættes lokalt antal_uger "Efter hvor mange uger?": heltal fra 1 til 10
regel ring_efter_uger
    når uger er mindst antal_uger
    så bør ring ske
    fordi "Prøve"
eksempel "Med {given}"
    i en sag hvor
        uger er 4
        {given}
    vurderet 6. marts 2026
    forventes
        {expected}
"""


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("antal_uger er 4", "ring bør ske"),
        ("antal_uger er 5", "ring har intet krav"),
        ("antal_uger er ikke oplyst", "ring bør ske afhængigt af svar"),
        ("sted er hjemme", "der mangler antal_uger"),
    ],
)
def test_an_example_sets_what_no_layer_has_set(
    with_examples: WithExamples, given: str, expected: str
) -> None:
    (result,) = run_examples(with_examples(LOCAL.format(given=given, expected=expected))).results
    assert [one.message() for one in result.findings] == []


OPEN = """
handling ring "ringe"
faglig vurdering haster "Haster den?": ja/nej for hver besked
    foretages af fagperson
regel gå_på_besøg for hver besked
    når haster af denne besked er ja eller støtte indeholder bog
    så bør ring ske
    fordi "Prøve"
eksempel "Et nyt spørgsmål er kommet til"
    i en sag hvor
        {given}
    vurderet 6. marts 2026
    forventes
        ring bør ske
"""
RECORD = "besked 1 har modtaget 5. marts 2026 kl. 9.00"


@pytest.mark.parametrize(
    ("given", "da", "en"),
    [
        (
            RECORD,
            "fx: støtte er bog; haster af besked 1 er nej.",
            "such as: støtte is bog; haster of besked 1 is no.",
        ),
        (f"{RECORD}, haster nej", "fx: støtte er bog.", "such as: støtte is bog."),
        ("støtte er kursus", "fx: der er ingen beskeder.", "such as: there are no beskeder."),
    ],
)
def test_what_an_example_leaves_open_is_told_as_a_line_to_write(
    with_examples: WithExamples, given: str, da: str, en: str
) -> None:
    (result,) = run_examples(with_examples(OPEN.format(given=given))).results
    (found,) = result.findings
    assert da in found.help("da")
    assert en in found.help("en")


def test_what_is_settled_is_not_asked_for(with_examples: WithExamples) -> None:
    text = OPEN.format(given=f"{RECORD}, haster nej\n        støtte er kursus")
    (result,) = run_examples(with_examples(text)).results
    (found,) = result.findings
    assert found.help("da").startswith("Ret reglerne")

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

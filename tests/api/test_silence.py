"""No value of a case comes out of the library: not in an error, a log, a `repr`, nor the variables of a failed call."""

import copy
import logging
import pickle
import traceback

import pytest
from tests.api.conftest import DAY, ENKEL, SKOLE

import bekymring

WORDS = ("9913", "Sofus")
"""Stand in every value that a test gives; an identity number of an impossible date begins so, and the child is invented."""
ID = "991399-7001"
SAID = "Sofus siger det (opdigtet)"
GOOD = {
    "uger_med_uro": {"værdi": 13, "fra": SAID, "dokument": ID},
    "bemærket": {"værdi": "2026-03-02", "fra": SAID},
    "henvendelse": [{"modtaget": {"værdi": "2026-03-05T12:00", "dokument": ID}}],
    "bekymrende": {"vurdering": True, "af": "lærer", "fordi": SAID},
    "fravigelser": [{"handling": "møde", "fordi": SAID, "af": "leder"}],
}
BAD = {
    "uger_med_uro": ID,
    "bemærket": SAID,
    "støtte": [ID, SAID],
    "henvendelse": [{"modtaget": ID, SAID: 1}, SAID],
    "bekymrende": {"vurdering": ID, "af": SAID, "fordi": SAID},
    "fravigelser": [{"handling": SAID, "fordi": SAID}],
    ID: SAID,
    "går_i_skole": {ID: SAID},
}


def everything_of(error):
    """All that an error tracker may keep, with the variables of every frame of the library."""
    whole = traceback.TracebackException.from_exception(error, capture_locals=True)
    while whole is not None:
        yield from (str(whole), "".join(whole.format_exception_only()))
        frames = [frame for frame in whole.stack if "/bekymring/" in frame.filename]
        yield from (f"{frame.name} {frame.locals}" for frame in frames)
        whole = whole.__cause__ or whole.__context__
    for one in (error, copy.copy(error), pickle.loads(pickle.dumps(error))):  # noqa: S301 - made in the line itself
        yield from (str(one), repr(one), repr(one.args), repr(vars(one)))


def leaks(texts):
    return [text for text in texts if any(word in text for word in WORDS)]


def as_dict(rules, case):
    return rules.evaluate(case, on=DAY)


def as_text(rules, case):
    import json

    return rules.evaluate_text(json.dumps(case), on=DAY)


def as_many(rules, case):
    return next(rules.evaluate_many(iter([case]), on=DAY))


def as_known(rules, case):
    return rules.evaluate_known(case, on=DAY)[0]


DOORS = [as_dict, as_text, as_many, as_known]


@pytest.mark.parametrize("door", DOORS)
def test_a_bad_case_is_told_without_its_values(rules, door, caplog):
    with caplog.at_level(logging.NOTSET), pytest.raises(bekymring.CaseError) as raised:
        door(rules, BAD)
    assert len(raised.value.mistakes) >= 8
    assert leaks(everything_of(raised.value)) == []
    for finding in raised.value.mistakes:
        assert leaks([repr(finding), finding.message("da"), finding.help("en"), str(finding.at)]) == []
    assert caplog.records == []


FAULTS = {
    "reading": "bekymring.api.decisions.read_handed",
    "reading of facts": "bekymring.case.read.read_answer",
    "reading of records": "bekymring.case.read.read_records",
    "facts": "bekymring.evaluate.compiled.run.facts_of",
    "working out": "bekymring.evaluate.compiled.run.work_out_base",
    "tightening": "bekymring.evaluate.compiled.run.tighten",
    "putting together": "bekymring.evaluate.compiled.run.conclude",
}
SHOWING = {
    "the text": ("bekymring.api.decisions.explain", lambda decision: decision.explain()),
    "the duties of a text": ("bekymring.report.duties.section", lambda decision: decision.explain()),
    "the page": ("bekymring.api.decisions.explain", lambda decision: decision.to_html()),
    "why": ("bekymring.api.decisions.why", lambda decision: decision.why("møde_ved_uro")),
    "the record": ("bekymring.api.decisions.decision_to_dict", lambda decision: decision.to_dict()),
    "the record as JSON": ("bekymring.report.json.case_to_dict", lambda decision: decision.to_json()),
}


def fault(place, monkeypatch):
    """A function of the library that fails, with a value of the case in what it says."""

    def fail(*_, **__):
        raise KeyError(f"{ID} {SAID}")

    monkeypatch.setattr(place, fail)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("place", FAULTS)
def test_a_fault_inside_keeps_no_value(place, door, monkeypatch, caplog):
    rules = bekymring.load(SKOLE)
    fault(FAULTS[place], monkeypatch)
    if door is as_text and FAULTS[place].startswith("bekymring.api.decisions.read"):
        monkeypatch.setattr("bekymring.api.decisions.read_case_text", broken_reader)
    with caplog.at_level(logging.NOTSET), pytest.raises(bekymring.InternalError) as raised:
        door(rules, GOOD)
    assert raised.value.kind == "KeyError"
    assert raised.value.where
    assert leaks(everything_of(raised.value)) == []
    assert caplog.records == []


def broken_reader(*_, **__):
    raise KeyError(f"{ID} {SAID}")


@pytest.mark.parametrize("place", SHOWING)
def test_a_fault_in_showing_keeps_no_value(rules, place, monkeypatch):
    decision = rules.evaluate(GOOD, on=DAY)
    where, show = SHOWING[place]
    fault(where, monkeypatch)
    with pytest.raises(bekymring.InternalError) as raised:
        show(decision)
    assert leaks(everything_of(raised.value)) == []


def test_a_fault_in_a_part_that_is_looked_at_later_keeps_no_value(monkeypatch):
    rules = bekymring.load(ENKEL)
    case = {"uger": 31, "andel": 12, "ro": True, "sted": "hjemme", "bemærket": "2026-03-02", "trivsel": "gul"}
    for _ in range(5):
        rules.evaluate(case, on=DAY)
    decision = rules.evaluate(case, on=DAY)
    fault("bekymring.evaluate.compiled.light.decide_with", monkeypatch)
    with pytest.raises(bekymring.InternalError) as raised:
        _ = decision.missing
    said = list(everything_of(raised.value))
    assert leaks(said) == []
    assert not any("hjemme" in text or "'gul'" in text for text in said)


def test_what_is_held_shows_no_value(rules):
    decision = rules.evaluate(GOOD, on=DAY)
    assert (
        leaks([repr(decision), str(decision), repr(decision.case), repr(rules), f"{decision.case.facts}"])
        == []
    )


class Talking(dict):
    """A case of the caller's whose own code fails and says what it holds."""

    def items(self):
        raise ValueError(f"{ID} {SAID}")


@pytest.mark.parametrize("case", [Talking(GOOD), {"uger_med_uro": Talking(GOOD)}])
def test_what_an_object_of_the_callers_says_goes_nowhere(rules, case):
    with pytest.raises(bekymring.CaseError) as raised:
        rules.evaluate(case, on=DAY)
    assert leaks(everything_of(raised.value)) == []

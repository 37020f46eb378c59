"""No value of a case comes out of reading it: not in a finding, a `repr`, an error or a traceback."""

import json
import traceback
from collections import UserDict

import pytest
from attrs import evolve
from hypothesis import given
from tests.case.build import HERE, INPUTS, NOTIFICATIONS, RULES, ruleset
from tests.case.strategies import cases

from bekymring.case import Provenance, case_to_dict, read_case, read_case_text
from bekymring.model.ruleset import Input, InputKind


class Canaries:
    """Texts that occur nowhere else, shaped like an identity number of an impossible date."""

    def __init__(self):
        self.sent = []

    def __call__(self):
        self.sent.append(f"9913{len(self.sent):02d}-{7000 + len(self.sent)}")
        return self.sent[-1]


def full_case(mark):
    """A canary in every place of a case where anything can stand."""
    facts = {name: mark() for name in INPUTS}
    more = {
        "alder": {"tvivl": mark()},
        "andel": {"værdi": mark(), "fra": mark(), "dato": mark(), "dokument": mark(), "partshørt": mark()},
        "født": {"ikke_sket": mark()},
        "pause": {"ikke_relevant": mark()},
        "tegn": [mark(), mark()],
        "årsager": {mark(): mark()},
        "grad": {mark(): mark()},
        "uro": [mark()],
        "alvorlig": {"vurdering": mark(), "af": mark(), "dato": mark(), "fordi": mark(), mark(): mark()},
        "position": {"vurdering": "rød", "af": mark(), "fordi": mark()},
        "underretning": [{name: mark() for name in NOTIFICATIONS.fields}, mark(), {mark(): mark()}],
        "opfølgning": {"poster": mark(), "komplet": mark(), mark(): mark()},
        "fravigelser": [
            mark(),
            {"handling": mark(), "post": mark(), "af": mark(), "fordi": mark(), mark(): mark()},
            {"handling": "akutvurdering", "post": mark(), "af": mark(), "fordi": mark()},
        ],
        mark(): mark(),
        mark().replace("-", ""): mark(),
        "barn_" + mark().replace("-", ""): mark(),
    }
    return {**facts, **more}


def good_case(mark):
    """A case without mistakes that holds canaries wherever free text may stand."""
    said = {"værdi": 3, "fra": mark(), "dokument": mark()}
    judged = {"vurdering": True, "af": "leder", "fordi": mark()}
    departed = {"handling": "samtale", "af": "leder", "fordi": mark()}
    return {
        "alder": said,
        "alvorlig": judged,
        "underretning": [{"fra_skole": {"værdi": True, "fra": mark()}}],
        "fravigelser": [departed],
    }


def everything_said(read):
    yield from (repr(read), str(read), repr(read.value), str(read.value))
    for one in read.diagnostics:
        yield from (repr(one), str(one.at), repr(one.args), one.suggestion, *one.story)
        yield from (said for lang in ("da", "en") for said in (one.message(lang), one.help(lang)))
        yield from (label.da for label in one.labels)


def leaks(texts, mark):
    whole = "\n".join(texts)
    parts = {part for canary in mark.sent for part in (canary, canary.replace("-", ""))}
    return {part for part in parts if part in whole}


@pytest.mark.parametrize("case", [full_case, good_case])
def test_a_finding_holds_no_value(case):
    mark = Canaries()
    data = case(mark)
    for read in (read_case(data, RULES), read_case_text(json.dumps(data), RULES)):
        assert leaks(everything_said(read), mark) == set()
        assert bool(read.diagnostics) == (case is full_case)


BREAKS = [
    '{"grad": "CANARY',
    '{"grad": "CANARY"',
    '{"grad": CANARY}',
    "CANARY",
    '{"grad": "CANARY"} CANARY',
    '{"CANARY": 1,}',
]


@pytest.mark.parametrize("text", BREAKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", None])
def test_a_document_that_cannot_be_read_is_not_quoted(text, encoding):
    mark = Canaries()
    written = text.replace("CANARY", mark())
    read = read_case_text(written.encode(encoding) if encoding else written, RULES)
    assert read.value is None
    assert leaks(everything_said(read), mark) == set()


def test_a_case_shows_counts_only():
    mark = Canaries()
    case = read_case(good_case(mark), RULES).value
    parts = [case, *case.facts.values(), *case.records.values(), *case.departures]
    parts += [answer.provenance for answer in case.facts.values()]
    assert leaks(map(repr, parts), mark) == set()
    assert repr(case) == "Case(2 facts, 1 records)"


SIGN = "\u2e2e"
"""A sign that no name, no message and no `repr` of the library holds."""


@given(cases())
def test_no_case_shows_a_free_text(case):
    said = Provenance(SIGN, document=SIGN)
    facts = {name: evolve(one, provenance=said, reason=SIGN) for name, one in case.facts.items()}
    departures = tuple(evolve(one, reason=SIGN) for one in case.departures)
    marked = evolve(case, facts=facts, departures=departures)
    read = read_case(case_to_dict(case), RULES)
    for shown in (marked, marked.facts, marked.records, marked.departures, read, read.value):
        assert SIGN not in repr(shown)
        assert SIGN not in str(shown)


class Strange:
    """No declared type: reading a value of it fails inside the library."""


BROKEN = {
    "a strange type of a fact": ruleset(
        inputs={**INPUTS, "alder": Input("alder", "?", Strange(), InputKind.FACT, HERE)}
    ),
    "a scale that is not there": ruleset(scales={}),
    "a list without fields": ruleset(lists={"underretning": evolve(NOTIFICATIONS, fields=None)}),
    "no actions": ruleset(actions=None),
}
"""Rule sets that no compiler would give: faults put into the library from outside."""


@pytest.mark.parametrize("fault", BROKEN)
@pytest.mark.parametrize("as_text", [False, True])
def test_a_fault_inside_the_library_shows_no_value_with_captured_locals(fault, as_text):
    mark = Canaries()
    data = {**full_case(mark), "trivsel": mark()}

    def read(case):
        return read_case_text(case, BROKEN[fault]) if as_text else read_case(case, BROKEN[fault])

    with pytest.raises(Exception) as raised:  # noqa: PT011 - whatever it is, it must be silent
        read(json.dumps(data) if as_text else data)
    whole = traceback.TracebackException.from_exception(raised.value, capture_locals=True)
    library = [frame for frame in whole.stack if "/bekymring/" in frame.filename]
    assert library
    said = [str(whole), str(raised.value), *(f"{frame.locals}" for frame in library)]
    assert leaks(said, mark) == set()
    assert raised.value.__cause__ is None


class Leaking(UserDict):
    def items(self):
        raise RuntimeError(f"could not read {self.data}")


def test_an_object_that_raises_its_own_content_is_silenced():
    mark = Canaries()
    read = read_case({"alder": Leaking({"tvivl": mark()})}, RULES)
    assert [one.code.slug for one in read.diagnostics] == ["case-strange-object"]
    assert leaks(everything_said(read), mark) == set()

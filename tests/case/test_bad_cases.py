"""Bad cases, one a row: what is handed over, and the findings expected, each with its path."""

import json
from collections import UserDict
from types import MappingProxyType

import pytest
from attrs import evolve
from tests.case.build import RULES, ruleset

from bekymring.case import mistakes, read_case, read_case_text
from bekymring.case.read import MOST_SHOWN
from bekymring.source import Span


def findings(read):
    return [
        (one.code.slug, one.at if isinstance(one.at, str) else (one.at.line, one.at.column))
        for one in read.diagnostics
    ]


DOCUMENTS = {
    "a list": ("[]", [("case-not-an-object", "$")]),
    "a text": ('"abc"', [("case-not-an-object", "$")]),
    "a number": ("3", [("case-not-an-object", "$")]),
    "null": ("null", [("case-not-an-object", "$")]),
    "nothing": ("", [("case-empty", (1, 1))]),
    "blanks": (" \n\n ", [("case-empty", (3, 2))]),
    "a word": ("abc", [("case-not-json", (1, 1))]),
    "not closed": ('{"alder": 3', [("case-not-json", (1, 12))]),
    "a text not closed": ('{"alder', [("case-not-json", (1, 2))]),
    "single quotes": ("{'alder': 3}", [("case-not-json", (1, 2))]),
    "a line break in a text": ('{"grad": "la\nv"}', [("case-not-json", (1, 13))]),
    "a comma at the end": ('{"alder": 3,\n}', [("case-trailing-comma", (1, 12))]),
    "a comma at the end of a list": ('{"tegn": ["vold" , ]}', [("case-trailing-comma", (1, 18))]),
    "a comment before": ('// x\n{"alder": 3}', [("case-comment", (1, 1))]),
    "a comment inside": ('{\n  "alder": 3 /* x */\n}', [("case-comment", (2, 14))]),
    "a comment after": ('{"alder": 3} # x', [("case-comment", (1, 14))]),
    "two documents": ('{"alder": 3}\n{"alder": 4}', [("case-second-document", (2, 1))]),
    "a mark before": ('\ufeff{"alder": 3}', [("case-byte-order-mark", (1, 1))]),
    "a mark before, as bytes": ('\ufeff{"alder": 3}'.encode(), [("case-byte-order-mark", (1, 1))]),
    "latin 1": ('{"født": null}'.encode("latin-1"), [("case-not-utf8", "$")]),
    "UTF-16": ('{"alder": 3}'.encode("utf-16"), [("case-not-utf8", "$")]),
    "overlong UTF-8": (b'{"alder": "\xc0\xaf"}', [("case-not-utf8", "$")]),
    "nine brackets": ('{"tegn": ' + "[" * 8 + "]" * 8 + "}", [("case-too-deep", (1, 17))]),
    "a thousand brackets": ("[" * 1000 + "]" * 1000, [("case-too-deep", (1, 9))]),
    "a hundred thousand brackets": ("[" * 100_000, [("case-too-deep", (1, 9))]),
    "a hundred thousand braces": ('{"a":' * 100_000, [("case-too-deep", (1, 41))]),
    "brackets in a text": ('{"grad": "' + "[" * 3000 + '"}', [("case-alternative-expected", "$.grad")]),
    "more than a megabyte": ('{"grad": "' + "a" * 1_048_576 + '"}', [("case-too-large", "$")]),
    "quotation marks for a megabyte": ('"\\"' * 349_000, [("case-second-document", (1, 5))]),
    "a hundred thousand facts": (
        "{" + ",".join(f'"f{n}":1' for n in range(100_000)) + "}",
        [("case-too-large", "$")],
    ),
    "2001 facts": ("{" + ",".join(f'"f{n}":1' for n in range(2001)) + "}", [("case-too-many-facts", "$")]),
}


@pytest.mark.parametrize("row", DOCUMENTS)
def test_a_bad_document_is_refused(row):
    text, expected = DOCUMENTS[row]
    read = read_case_text(text, RULES, name="sag.json")
    assert read.value is None
    assert findings(read) == expected


CASES = {
    # answers
    "yes/no as text": ('{"anbragt": "false"}', [("case-yes-no-expected", "$.anbragt")]),
    "yes/no as 0": ('{"anbragt": 0}', [("case-yes-no-expected", "$.anbragt")]),
    "yes/no as 1": ('{"anbragt": 1}', [("case-yes-no-expected", "$.anbragt")]),
    "a number as yes": ('{"alder": true}', [("case-integer-expected", "$.alder")]),
    "a number as text": ('{"alder": "12"}', [("case-integer-expected", "$.alder")]),
    "a part of a year": ('{"alder": 3.9}', [("case-integer-expected", "$.alder")]),
    "a number below": ('{"alder": -1}', [("case-out-of-bounds", "$.alder")]),
    "a number above": ('{"andel": 100.01}', [("case-out-of-bounds", "$.andel")]),
    "an exponent": ('{"alder": 1e3}', [("case-number-form", "$.alder")]),
    "an enormous exponent": ('{"andel": 1E400}', [("case-number-form", "$.andel")]),
    "NaN": ('{"andel": NaN}', [("case-not-finite", "$.andel")]),
    "infinity": ('{"alder": -Infinity}', [("case-not-finite", "$.alder")]),
    "5000 digits": ('{"alder": ' + "9" * 5000 + "}", [("case-number-form", "$.alder")]),
    "5000 decimals": ('{"andel": 0.' + "9" * 5000 + "}", [("case-number-form", "$.andel")]),
    "a decimal comma": ('{"andel": "1,5"}', [("case-number-expected", "$.andel")]),
    "a date with a zone": ('{"født": "2026-03-06T15:40+01:00"}', [("case-day-with-hour", "$.født")]),
    "a date in Danish": ('{"født": "6.3.2026"}', [("case-day-expected", "$.født")]),
    "no such day": ('{"født": "2023-02-29"}', [("case-day-expected", "$.født")]),
    "an instant without hour": ('{"opdaget": "2026-03-06"}', [("case-instant-lacks-hour", "$.opdaget")]),
    "an hour that was not": ('{"opdaget": "2026-03-29T02:30"}', [("case-instant-skipped", "$.opdaget")]),
    "an instant of 1970": ('{"opdaget": "1970-01-01T00:00Z"}', [("case-instant-outside", "$.opdaget")]),
    "another alternative": ('{"grad": "meget høj"}', [("case-alternative-expected", "$.grad")]),
    "another step": ('{"trivsel": "blå"}', [("case-alternative-expected", "$.trivsel")]),
    "a set as text": ('{"tegn": "vold"}', [("case-set-expected", "$.tegn")]),
    "an empty object for a set": ('{"tegn": {}}', [("case-set-expected", "$.tegn")]),
    "a stranger in a set": ('{"tegn": ["vold", "x"]}', [("case-set-unknown-alternative", "$.tegn[2]")]),
    "twice in a set": ('{"tegn": ["vold", "vold"]}', [("case-set-twice", "$.tegn[2]")]),
    "a stranger in a set with doubt": (
        '{"tegn": {"x": true}}',
        [("case-set-unknown-alternative", "$.tegn.x")],
    ),
    "a set answered with 1": ('{"tegn": {"vold": 1}}', [("case-set-answer", "$.tegn.vold")]),
    "half a character": (r'{"grad": "\ud800"}', [("case-broken-text", "$.grad")]),
    "a very long text": (
        '{"grad": {"værdi": "lav", "fra": "' + "a" * 4001 + '"}}',
        [("case-text-too-long", "$.grad.fra")],
    ),
    # names
    "a name mistyped": ('{"anbrgat": true}', [("case-mistyped-fact", "$.anbrgat")]),
    "a list in the plural": ('{"underretninger": []}', [("case-mistyped-fact", "$.underretninger")]),
    "a name that is nothing like it": ('{"xyzzy": true}', [("case-unknown-fact", "$.xyzzy")]),
    "a name in capitals": ('{"ALDER": 3}', [("case-unknown-fact", "$.ALDER")]),
    "a name with a blank after it": ('{"alder ": 3}', [("case-mistyped-fact", "$.?1")]),
    "a name with an invisible sign": ('{"alder\u200b": 3}', [("case-mistyped-fact", "$.?1")]),
    "a name of half a character": (r'{"alder": 3, "\ud800": 1}', [("case-unknown-fact", "$.?2")]),
    "a name that is a number": ('{"9912319999": true}', [("case-unknown-fact", "$.?1")]),
    "a name that holds a number": ('{"barn_9912319999": true}', [("case-unknown-fact", "$.?1")]),
    "a name of 100,000 letters": ('{"' + "a" * 100_000 + '": 1}', [("case-unknown-fact", "$.?1")]),
    "__class__": ('{"__class__": {}}', [("case-unknown-fact", "$.__class__")]),
    "__proto__": ('{"__proto__": {"anbragt": true}}', [("case-unknown-fact", "$.__proto__")]),
    "an empty name": ('{"": 1}', [("case-unknown-fact", "$.?1")]),
    "a name twice": ('{"anbragt": true, "anbragt": false}', [("case-duplicate-name", "$.anbragt")]),
    "a name twice, unlike in form": (
        '{"opfølgning": [], "åben_grænse": 1, "a\u030aben_grænse": 1}',
        [("case-duplicate-name", "$.åben_grænse")],
    ),
    "a part twice": ('{"grad": {"tvivl": "lav", "tvivl": "høj"}}', [("case-duplicate-name", "$.grad.tvivl")]),
    "what is not collected": ('{"herkomst": "lav"}', [("case-fact-not-collected", "$.herkomst")]),
    "what is not collected, unanswered": ('{"herkomst": null}', [("case-fact-not-collected", "$.herkomst")]),
    "a fixed parameter": ('{"fast_grænse": 15}', [("case-parameter-fixed", "$.fast_grænse")]),
    "a definition": ('{"højt_fravær": true}', [("case-derived-name", "$.højt_fravær")]),
    "an action": ('{"samtale": true}', [("case-derived-name", "$.samtale")]),
    # forms
    "never irrelevant": (
        '{"anbragt": {"ikke_relevant": true}}',
        [("case-never-irrelevant", "$.anbragt.ikke_relevant")],
    ),
    "irrelevant, but false": (
        '{"pause": {"ikke_relevant": false}}',
        [("case-mark-not-true", "$.pause.ikke_relevant")],
    ),
    "what cannot happen": ('{"alder": {"ikke_sket": true}}', [("case-cannot-happen", "$.alder.ikke_sket")]),
    "not happened, as text": (
        '{"født": {"ikke_sket": "true"}}',
        [("case-mark-not-true", "$.født.ikke_sket")],
    ),
    "doubt about nothing": ('{"alder": {"tvivl": null}}', [("case-doubt-without-value", "$.alder.tvivl")]),
    "doubt about a mark": (
        '{"født": {"tvivl": {"ikke_sket": true}}}',
        [("case-day-expected", "$.født.tvivl")],
    ),
    "doubt with a source beside": (
        '{"alder": {"tvivl": 3, "fra": "x"}}',
        [("case-unknown-part", "$.alder.fra")],
    ),
    "another form": ('{"alder": {"år": 3}}', [("case-unknown-form", "$.alder")]),
    "an empty form": ('{"alder": {}}', [("case-unknown-form", "$.alder")]),
    "a list for a number": ('{"alder": [3]}', [("case-integer-expected", "$.alder")]),
    "a source in a source": (
        '{"alder": {"værdi": {"værdi": 3}}}',
        [("case-unknown-part", "$.alder.værdi")],
    ),
    "every part of a source wrong": (
        '{"alder": {"værdi": "x", "fra": 1, "dato": "i går", "dokument": [], "partshørt": "nej", "af": "x"}}',
        [
            ("case-unknown-part", "$.alder.af"),
            ("case-day-expected", "$.alder.dato"),
            ("case-text-expected", "$.alder.dokument"),
            ("case-text-expected", "$.alder.fra"),
            ("case-yes-no-expected", "$.alder.partshørt"),
            ("case-integer-expected", "$.alder.værdi"),
        ],
    ),
    "a day for what is measured for no period": (
        '{"alder": {"værdi": 3, "til_og_med": "2026-03-06"}}',
        [("case-not-measured-for-a-period", "$.alder.til_og_med")],
    ),
    "no day": (
        '{"kvartalsandel": {"værdi": 3, "til_og_med": "i går"}}',
        [("case-day-expected", "$.kvartalsandel.til_og_med")],
    ),
    "a day without what is measured": (
        '{"kvartalsandel": {"til_og_med": "2026-03-06"}}',
        [("case-unknown-form", "$.kvartalsandel")],
    ),
    # assessments
    "a fact assessed": (
        '{"anbragt": {"vurdering": true, "af": "rådgiver", "fordi": "x"}}',
        [("case-not-an-assessment", "$.anbragt.vurdering")],
    ),
    "an unknown role": (
        '{"alvorlig": {"vurdering": true, "af": "naboen", "fordi": "x"}}',
        [("case-unknown-role", "$.alvorlig.af")],
    ),
    "a role that may not": (
        '{"alvorlig": {"vurdering": true, "af": "lærer", "fordi": "x"}}',
        [("case-role-may-not-assess", "$.alvorlig.af")],
    ),
    "a mark without a reason": (
        '{"kendt_siden": {"ikke_sket": true}, "årsager": {"vurdering": {"ikke_relevant": true}, "fordi": " "}}',
        [("case-reason-missing", "$.kendt_siden"), ("case-reason-missing", "$.årsager")],
    ),
    "an assessment with a source's parts": (
        '{"alvorlig": {"vurdering": true, "fra": "x", "dato": "i går", "fordi": 1}}',
        [
            ("case-day-or-instant-expected", "$.alvorlig.dato"),
            ("case-text-expected", "$.alvorlig.fordi"),
            ("case-unknown-part", "$.alvorlig.fra"),
        ],
    ),
    # records
    "a list as text": ('{"underretning": "x"}', [("case-records-expected", "$.underretning")]),
    "a list as an object": ('{"underretning": {"1": {}}}', [("case-records-expected", "$.underretning")]),
    "a record as text": ('{"underretning": [{}, "x"]}', [("case-record-expected", "$.underretning[2]")]),
    "four records": ('{"underretning": [{}, {}, {}, {}]}', [("case-too-many-records", "$.underretning")]),
    "a field of the second": (
        '{"underretning": [{}, {"modtagelse": "2026-03-06"}]}',
        [("case-instant-lacks-hour", "$.underretning[2].modtagelse")],
    ),
    "a field of the second in an open list": (
        '{"underretning": {"poster": [{}, {"modtagelse": 1}], "komplet": false}}',
        [("case-instant-expected", "$.underretning.poster[2].modtagelse")],
    ),
    "a field mistyped": (
        '{"underretning": [{"modtagelsen": null}]}',
        [("case-mistyped-field", "$.underretning[1].modtagelsen")],
    ),
    "a field unknown": (
        '{"underretning": [{"xyzzy": null}]}',
        [("case-unknown-field", "$.underretning[1].xyzzy")],
    ),
    "a field that is not collected": (
        '{"underretning": [{"navn": "lav"}]}',
        [("case-fact-not-collected", "$.underretning[1].navn")],
    ),
    "an open list without its records": (
        '{"underretning": {"komplet": false}}',
        [("case-records-part-missing", "$.underretning")],
    ),
    "an open list without its mark": (
        '{"underretning": {"poster": []}}',
        [("case-records-part-missing", "$.underretning")],
    ),
    "an open list, all wrong": (
        '{"underretning": {"poster": {}, "komplet": "nej", "antal": 3}}',
        [
            ("case-unknown-part", "$.underretning.antal"),
            ("case-yes-no-expected", "$.underretning.komplet"),
            ("case-records-expected", "$.underretning.poster"),
        ],
    ),
    # departures
    "departures as an object": ('{"fravigelser": {}}', [("case-departures-expected", "$.fravigelser")]),
    "departures as null": ('{"fravigelser": null}', [("case-departures-expected", "$.fravigelser")]),
    "a departure as text": (
        '{"fravigelser": ["samtale"]}',
        [("case-departures-expected", "$.fravigelser[1]")],
    ),
    "a departure from what is no action": (
        '{"fravigelser": [{"handling": "x", "af": "leder", "fordi": "x"}]}',
        [("case-unknown-action", "$.fravigelser[1].handling")],
    ),
    "a departure of nobody, for no reason": (
        '{"fravigelser": [{"handling": "samtale", "fordi": "  "}]}',
        [
            ("case-departure-part-missing", "$.fravigelser[1]"),
            ("case-departure-part-missing", "$.fravigelser[1]"),
        ],
    ),
    "an empty departure": (
        '{"fravigelser": [{}]}',
        [("case-departure-part-missing", "$.fravigelser[1]")] * 3,
    ),
    "a departure by a stranger": (
        '{"fravigelser": [{"handling": "samtale", "af": "naboen", "fordi": "x"}]}',
        [("case-unknown-role", "$.fravigelser[1].af")],
    ),
    "a departure with another part": (
        '{"fravigelser": [{"handling": "samtale", "af": "leder", "fordi": "x", "dato": null}]}',
        [("case-unknown-part", "$.fravigelser[1].dato")],
    ),
    "a departure for each without a record": (
        '{"underretning": [{}], "fravigelser": [{"handling": "akutvurdering", "af": "leder", "fordi": "x"}]}',
        [("case-departure-without-record", "$.fravigelser[1]")],
    ),
    "a departure for a record that is not there": (
        '{"underretning": [{}], "fravigelser": [{"handling": "akutvurdering", "post": 2, "af": "leder", "fordi": "x"}]}',
        [("case-departure-record", "$.fravigelser[1].post")],
    ),
    "a departure for record 0": (
        '{"underretning": [{}], "fravigelser": [{"handling": "akutvurdering", "post": 0, "af": "leder", "fordi": "x"}]}',
        [("case-departure-record", "$.fravigelser[1].post")],
    ),
    "a departure for record true": (
        '{"underretning": [{}], "fravigelser": [{"handling": "akutvurdering", "post": true, "af": "leder", "fordi": "x"}]}',
        [("case-departure-record", "$.fravigelser[1].post")],
    ),
    "a departure for a record without need": (
        '{"fravigelser": [{"handling": "samtale", "post": 1, "af": "leder", "fordi": "x"}]}',
        [("case-departure-has-record", "$.fravigelser[1].post")],
    ),
    # all at once
    "five mistakes at once": (
        '{"anbragt": "ja", "alder": 18, "herkomst": null, "fødd": 1, "underretning": [{"modtagelse": 1}]}',
        [
            ("case-out-of-bounds", "$.alder"),
            ("case-yes-no-expected", "$.anbragt"),
            ("case-mistyped-fact", "$.fødd"),
            ("case-fact-not-collected", "$.herkomst"),
            ("case-instant-expected", "$.underretning[1].modtagelse"),
        ],
    ),
}


@pytest.mark.parametrize("row", CASES)
def test_a_bad_case_is_refused_with_every_mistake(row):
    text, expected = CASES[row]
    read = read_case_text(text, RULES)
    assert read.value is None
    assert findings(read) == expected


@pytest.mark.parametrize(
    "row", [row for row, (text, _) in CASES.items() if "twice" not in row and len(text) < 4000]
)
def test_a_bad_mapping_is_refused_as_its_text(row):
    text, expected = CASES[row]
    data = json.loads(text)
    rewritten = {"case-number-form", "case-not-finite"} & {slug for slug, _ in expected}
    assert rewritten or findings(read_case(data, RULES)) == expected


def test_every_code_has_a_bad_case():
    shown = {slug for _, expected in (*DOCUMENTS.values(), *CASES.values()) for slug, _ in expected}
    by_hand = {  # shown by the tests below, or by the tables of test_grid.py
        "case-name-not-text",
        "case-strange-object",
        "case-more-mistakes",
        "case-instant-lacks-offset",
    }
    assert {code.slug for code in mistakes.CODES} == shown | by_hand


def test_codes_are_told_apart():
    assert (
        len({code.number for code in mistakes.CODES})
        == len({code.slug for code in mistakes.CODES})
        == len(mistakes.CODES)
    )
    assert [code.number for code in mistakes.CODES] == sorted(code.number for code in mistakes.CODES)


@pytest.mark.parametrize("lang", ["da", "en"])
@pytest.mark.parametrize("row", [*DOCUMENTS, *CASES])
def test_every_finding_can_be_said_in_both_languages(row, lang):
    text, _ = {**DOCUMENTS, **CASES}[row]
    for one in read_case_text(text, RULES).diagnostics:
        said = f"{one.message(lang)} {one.help(lang)}"
        assert "{{" not in said
        assert not {"ugyldig", "syntaks", "token", "type", "jeg"} & set(said.lower().split())
        assert "!" not in said


def test_the_tone_of_the_messages():
    [found] = read_case_text(CASES["a field of the second"][0], RULES).diagnostics
    assert found.message() == "Der skal stå dato og klokkeslæt, fx 2026-03-06T15:40. Der står kun en dato."
    [found] = read_case_text('{"alder": 99}', RULES).diagnostics
    assert (found.message(), found.help()) == (
        "Tallet ligger uden for grænserne.",
        "Skriv et tal fra 0 til 17.",
    )
    [found] = read_case_text('{"anbrgat": true}', RULES).diagnostics
    assert found.help("en") == "Did you mean »anbragt«?"


def test_what_is_not_collected_shows_where_the_rule_set_says_so():
    [found] = read_case({"herkomst": "lav"}, RULES).diagnostics
    [label] = found.labels
    assert label.at == Span("prøve.bek", 10, 20, 3, 5, 3, 15)


def test_only_declared_names_are_suggested():
    for name in ("herkomts", "fast_grænsen", "højt_fraværr"):
        [found] = read_case({name: 1}, RULES).diagnostics
        assert found.arguments.get("suggestion") not in {"herkomst", "fast_grænse", "højt_fravær"}


# --- what only Python can hand over -------------------------------------------------------------------------


class Raising(UserDict):
    def items(self):
        raise RuntimeError("hemmeligt")


def cyclic():
    case = {}
    case["alder"] = case
    return case


PYTHON = {
    "a mapping that raises": (Raising(), [("case-strange-object", "$")]),
    "a mapping inside that raises": ({"alder": Raising()}, [("case-strange-object", "$")]),
    "a circle": (cyclic(), [("case-unknown-form", "$.alder"), ("case-too-deep", "$" + ".alder" * 8)]),
    "a name that is a number": ({3: True}, [("case-name-not-text", "$.?1")]),
    "a name that is nothing": ({"alder": 3, None: True}, [("case-name-not-text", "$.?2")]),
    "an object": ({"alder": object()}, [("case-strange-object", "$.alder")]),
    "a list": ([], [("case-not-an-object", "$")]),
    "nothing": (None, [("case-not-an-object", "$")]),
    "a text as a case": ("abc", [("case-not-an-object", "$")]),
    "many texts": (
        {"underretning": [{"fra_skole": "a" * 3999} for _ in range(300)]},
        [("case-too-large", "$")],
    ),
    "two million nulls": ({"tegn": [None] * 2_000_000}, [("case-too-large", "$")]),
}


@pytest.mark.parametrize("row", PYTHON)
def test_a_strange_python_object_is_refused(row):
    given, expected = PYTHON[row]
    read = read_case(given, RULES)
    assert read.value is None
    assert findings(read) == expected


@pytest.mark.parametrize("given", [UserDict({"alder": 3}), MappingProxyType({"alder": 3})])
def test_any_mapping_will_do(given):
    assert read_case(given, RULES).value == read_case({"alder": 3}, RULES).value


def test_at_most_a_hundred_mistakes_are_shown():
    names = [f"x{letter}{other}" for letter in "abcdefghijklmnop" for other in "abcdefghijklmnop"]
    read = read_case(dict.fromkeys(names, 1), RULES)
    assert len(read.diagnostics) == MOST_SHOWN + 1
    assert read.diagnostics[-1].code is mistakes.MORE_MISTAKES
    assert read.diagnostics[-1].arguments == {"count": str(len(names) - MOST_SHOWN)}


def test_the_argument_is_not_changed():
    case = {"tegn": ["vold"], "underretning": [{"fra_skole": True}], "fravigelser": []}
    before = json.dumps(case)
    read_case(case, RULES)
    assert json.dumps(case) == before


# --- limits: exactly at them, and one above -----------------------------------------------------------------


def test_nesting_at_the_limit_is_read_and_one_above_is_refused():
    at, above = "[" * 7 + "]" * 7, "[" * 8 + "]" * 8
    assert findings(read_case_text(f'{{"tegn": {at}}}', RULES)) == [
        ("case-set-unknown-alternative", "$.tegn[1]")
    ]
    assert findings(read_case({"tegn": json.loads(at)}, RULES)) == [
        ("case-set-unknown-alternative", "$.tegn[1]")
    ]
    assert "case-too-deep" in {slug for slug, _ in findings(read_case({"tegn": json.loads(above)}, RULES))}


def test_the_deepest_answer_lies_within_the_limit():
    inner = {"tvivl": {"vold": True, "overgreb": None}}
    case = {
        "årsager": {"værdi": {"vurdering": inner, "fordi": "x"}},
        "underretning": {"poster": [{"slags": {"værdi": inner, "fra": "x"}}], "komplet": False},
    }
    assert read_case(case, RULES).diagnostics == ()


def test_size_at_the_limit_is_read_and_one_above_is_refused():
    case = '{"alder": 3}'
    assert read_case_text(case.ljust(1_048_576), RULES).value is not None
    assert findings(read_case_text(case.ljust(1_048_577), RULES)) == [("case-too-large", "$")]


def test_facts_at_the_limit_are_read():
    many = {f"f{n}": evolve(RULES.inputs["alder"], name=f"f{n}") for n in range(2000)}
    rules = ruleset(inputs=many)
    assert read_case(dict.fromkeys(many, 3), rules).value is not None
    assert findings(read_case({**dict.fromkeys(many, 3), "en_til": 3}, rules)) == [
        ("case-too-many-facts", "$")
    ]


@pytest.mark.parametrize("frames", [0, 500])
@pytest.mark.parametrize("row", ["a hundred thousand brackets", "five mistakes at once"])
def test_a_deep_caller_gets_the_same(row, frames):
    text, expected = {**DOCUMENTS, **CASES}[row]

    def call(depth):
        return call(depth - 1) if depth else read_case_text(text, RULES)

    assert findings(call(frames)) == expected


def test_a_text_at_the_limit_is_read():
    case = {"alder": {"værdi": 3, "fra": "a" * 4000}}
    assert read_case(case, RULES).value is not None

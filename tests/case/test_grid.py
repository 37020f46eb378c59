"""No coercion: every JSON form against every declared type, both ways of handing a case over."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal, localcontext
from fractions import Fraction

import pytest
from attrs import evolve
from tests.case.build import RULES, TYPES

from bekymring.case import Answer, FactState, Provenance, read_case, read_case_text
from bekymring.values import SetValue

WHEN = datetime(2026, 3, 6, 14, 40, tzinfo=UTC)

ACCEPTED = {
    "anbragt": {"true": True, "false": False},
    "alder": {"0": Fraction(0), "-0": Fraction(0), "1": Fraction(1), "17": Fraction(17)},
    "andel": {
        "0": Fraction(0),
        "-0": Fraction(0),
        "1": Fraction(1),
        "17": Fraction(17),
        "17.0": Fraction(17),
        "18": Fraction(18),
        "100": Fraction(100),
        "1.0": Fraction(1),
        "-0.0": Fraction(0),
        "3.9": Fraction(39, 10),
        "12.500000": Fraction(25, 2),
        "0.000001": Fraction(1, 1_000_000),
        '"0"': Fraction(0),
        '"1"': Fraction(1),
        '"12.5"': Fraction(25, 2),
        '"100"': Fraction(100),
        '"-0"': Fraction(0),
    },
    "født": {'"2026-03-06"': date(2026, 3, 6), '"2024-02-29"': date(2024, 2, 29)},
    "opdaget": {
        '"2026-03-06T15:40"': WHEN,
        '"2026-03-06T14:40Z"': WHEN,
        '"2026-03-06T15:40:00+01:00"': WHEN,
    },
    "grad": {'"lav"': "lav", '"høj"': "høj"},
    "tegn": {
        "[]": SetValue.known(()),
        '["vold"]': SetValue.known(("vold",)),
        '["svigt", "vold"]': SetValue.known(("svigt", "vold")),
        '{"vold": true, "overgreb": null}': SetValue(frozenset({"vold"}), frozenset({"vold", "overgreb"})),
        '{"vold": false}': SetValue.known(()),
        '{"svigt": null}': SetValue(frozenset(), frozenset({"svigt"})),
    },
    "trivsel": {'"grøn"': "grøn", '"rød"': "rød"},
}
"""What each type accepts, and the value that it then has."""

REFUSED = [
    *("1e0", "1e3", "1E400", "-1", "-0.5", "100.01", "0.0000001", "0.10000000000000001", "1000000000000"),
    *(
        "999999999999",
        "9" * 13,
        "9" * 5000,
        "-" + "9" * 5000,
        "0." + "1" * 5000,
        "NaN",
        "Infinity",
        "-Infinity",
    ),
    *(
        '""',
        '" "',
        '"true"',
        '"false"',
        '"ja"',
        '"nej"',
        '"1,5"',
        '"1.000,5"',
        '"1_0"',
        '" 1"',
        '"1 "',
        '"+1"',
    ),
    *(
        '"1e1"',
        '"0x1"',
        '"１"',
        '"٣"',
        '".5"',
        '"5."',
        '"01"',
        '"NaN"',
        '"nan123"',
        '"Infinity"',
        '"1/2"',
        '"null"',
    ),
    *(
        '"20240229"',
        '"2023-02-29"',
        '"2024-W09-4"',
        '"2024-2-9"',
        '"1.2.2024"',
        '"1899-12-31"',
        '"2200-01-01"',
    ),
    *(
        '"2026-03-29T02:30"',
        '"2026-03-06T24:00"',
        '"2026-03-06 15:40"',
        '"2026-03-06T15:40+25:00"',
        '"0000-00-00"',
    ),
    *('"1979-12-31T12:00"', '"2100-01-01T00:00"', '"2026-03-06T15:40:00.5"', '"2026-03-06T15"', '"T15:40"'),
    *(
        '"Lav"',
        '"lav "',
        '"høj\\u0301"',
        '"Grøn"',
        '"LAV"',
        '"blå"',
        '"__class__"',
        '"\\u0000"',
        '"\\ud800"',
        '"' + "a" * 4001 + '"',
    ),
    *("{}", '{"a": 1}', '{"__class__": true}', '{"værdi": {"værdi": true}}', '{"vold": 1}', '{"vold": "ja"}'),
    *(
        '["blå"]',
        '["vold", "vold"]',
        "[1]",
        "[null]",
        "[[]]",
        '[["vold"]]',
        "[true]",
        '[{"vold": true}]',
        '[""]',
    ),
    *(
        '{"tvivl": null}',
        '{"tvivl": {}}',
        '{"tvivl": {"tvivl": true}}',
        '{"ikke_relevant": true}',
        '{"komplet": true}',
    ),
    *(
        '{"ikke_relevant": false}',
        '{"ikke_sket": false}',
        '{"ikke_sket": 1}',
        '{"vurdering": true}',
        '{"poster": []}',
    ),
    *(
        '{"vurdering": null}',
        '{"fra": "skolen"}',
        '{"dato": "2026-03-06"}',
        '{"tvivl": true, "ikke_sket": true}',
    ),
]
"""Forms that no plain fact of any type accepts, apart from those in ACCEPTED."""

SCALARS = sorted({form for forms in ACCEPTED.values() for form in forms} | set(REFUSED))


def one(name: str, form: str):
    return read_case_text(f'{{"{name}": {form}}}', RULES)


def test_the_grid_has_two_hundred_forms():
    wrapped = 3
    assert len(SCALARS) * (1 + wrapped) >= 200


@pytest.mark.parametrize("form", SCALARS)
def test_a_value_is_accepted_in_its_written_forms_only(form):
    for name, accepted in ACCEPTED.items():
        read = one(name, form)
        if form in accepted:
            assert read.diagnostics == ()
            answer = read.value.answer(name)
            assert (answer.state, answer.value) == (FactState.KNOWN, accepted[form])
            assert type(answer.value) is type(accepted[form])
        else:
            assert read.value is None, name
            assert read.diagnostics
            assert all(str(found.at).startswith(f"$.{name}") for found in read.diagnostics)


@pytest.mark.parametrize("form", SCALARS)
def test_a_value_in_a_form_is_read_as_the_value_alone(form):
    for name in TYPES:
        alone, doubted = one(name, form), one(name, f'{{"tvivl": {form}}}')
        said, listed = one(name, f'{{"værdi": {form}, "fra": "skolen"}}'), one(name, f"[{form}]")
        assert (doubted.value is None) == (alone.value is None)
        assert (listed.value is None) == (
            not (name == "tegn" and form in {'"vold"', '"overgreb"', '"svigt"'})
        )
        if form.startswith(('{"tvivl": null', '{"ikke', '{"vurd')) or alone.value is None:
            assert said.value is None
        else:
            held = alone.value.answer(name)
            assert doubted.value.answer(name) == Answer(FactState.DOUBTED, held.value)
            assert said.value.answer(name) == evolve(held, provenance=Provenance(said_by="skolen"))


@pytest.mark.parametrize("name", TYPES)
def test_null_is_asked_and_absent_is_not_asked(name):
    assert one(name, "null").value.answer(name).state is FactState.ASKED
    assert read_case_text("{}", RULES).value.answer(name).state is FactState.NOT_ASKED


REWRITTEN = {"1e0", "1e3", "0.10000000000000001"}
"""Forms that a reader with binary numbers hands over in another form, which is accepted."""


@pytest.mark.parametrize("form", [form for form in SCALARS if len(form) < 1000 and form not in REWRITTEN])
def test_a_mapping_is_read_as_its_text(form):
    for name in TYPES:
        assert read_case(json.loads(f'{{"{name}": {form}}}'), RULES).value == one(name, form).value


@pytest.mark.parametrize(
    ("number", "value"),
    [
        (0.1, Fraction(1, 10)),
        (12.5, Fraction(25, 2)),
        (7.0, Fraction(7)),
        (1e-6, Fraction(1, 1_000_000)),
        (0.000125, Fraction(1, 8000)),
    ],
)
def test_a_binary_number_is_the_decimal_that_it_was_written_as(number, value):
    read = read_case({"andel": number}, RULES)
    assert read.value.answer("andel").value == value


@pytest.mark.parametrize("number", [0.1 + 0.2, 1 / 3, 1e16, 1e-7, float("nan"), float("inf"), -float("inf")])
def test_a_binary_number_that_was_computed_is_refused(number):
    assert read_case({"andel": number}, RULES).value is None


@pytest.mark.parametrize("number", [0.0, 1.0, 12.5])
def test_a_binary_number_is_no_whole_number(number):
    [found] = read_case({"alder": number}, RULES).diagnostics
    assert found.code.slug == "case-integer-expected"


@pytest.mark.parametrize("name", ["skole_slut", "født"])
def test_python_days_and_instants_are_taken_exactly(name):
    read = read_case({name: date(2026, 3, 6), "opdaget": WHEN}, RULES)
    assert read.value.answer(name).value == date(2026, 3, 6)
    assert read.value.answer("opdaget").value == WHEN


@pytest.mark.parametrize(
    ("name", "given", "slug"),
    [
        ("født", WHEN, "case-day-with-hour"),
        ("født", date(1899, 12, 31), "case-day-expected"),
        ("opdaget", date(2026, 3, 6), "case-instant-lacks-hour"),
        ("opdaget", WHEN.replace(tzinfo=None), "case-instant-lacks-offset"),
        ("opdaget", WHEN.replace(microsecond=1), "case-instant-expected"),
        ("opdaget", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14))), "case-instant-outside"),
        (
            "opdaget",
            datetime(9999, 12, 31, 23, tzinfo=timezone(-timedelta(hours=14))),
            "case-instant-outside",
        ),
        ("andel", Decimal("NaN"), "case-not-finite"),
        ("andel", Decimal("sNaN"), "case-not-finite"),
        ("andel", Decimal("1E2"), "case-number-form"),
        ("andel", Decimal("1E100000000"), "case-number-form"),
        ("andel", Decimal("1E-100000000"), "case-number-form"),
        ("andel", Fraction(1, 2), "case-strange-object"),
        pytest.param("alder", 10**5000, "case-number-form", id="enormous"),
        ("tegn", {"vold"}, "case-strange-object"),
        ("grad", b"lav", "case-strange-object"),
    ],
)
def test_other_python_values_are_refused(name, given, slug):
    [found] = read_case({name: given}, RULES).diagnostics
    assert (found.code.slug, found.at) == (slug, f"$.{name}")


def test_the_host_cannot_change_how_decimals_are_read():
    with localcontext() as context:
        context.prec = 3
        context.clear_traps()
        assert one("andel", "12.345678").value.answer("andel").value == Fraction(12_345_678, 1_000_000)
        assert one("andel", '"12.345678"').value.answer("andel").value == Fraction(12_345_678, 1_000_000)
        assert read_case({"andel": Decimal("12.345678")}, RULES).value.answer("andel").value > Fraction(
            123456, 10_000
        )
        assert one("andel", '"abc"').value is None

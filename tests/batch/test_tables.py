"""CSV in two dialects: what a cell says, what a header may be, and every way in which a line can be wrong."""

from datetime import date

import pytest

from batch.conftest import CANARY, answers
from bekymring.batch import BatchError, Form
from bekymring.batch.dialect import DANISH, ENGLISH, read_cell
from bekymring.model.types import Day, Instant, Number, YesNo

ON = date(2026, 3, 6)
HEADS = {
    "da": "id;uger_med_uro;uger_med_uro.tilstand;fravær;går_i_skole;støtte;bemærket;mødt;mødt.tilstand;bekymrende;bekymrende.af;bekymrende.fordi",
    "en": "id,uger_med_uro,uger_med_uro.state,fravær,går_i_skole,støtte,bemærket,mødt,mødt.state,bekymrende,bekymrende.by,bekymrende.because",
}
ROWS = {
    "da": ["a;5;;12,5;ja;logopæd|lektiehjælp?;02-03-2026;;ikke_sket;ja;lærer;Barnet siger det", "b;;;;;;;;;;;", "c;5;tvivl;;nej;-;2026-03-02;;;;;"],
    "en": ["a,5,,12.5,yes,logopæd|lektiehjælp?,2026-03-02,,not_happened,yes,lærer,Barnet siger det", "b,,,,,,,,,,,", "c,5,doubt,,no,-,2026-03-02,,,,,"],
}  # fmt: skip
SAME = [
    {
        "uger_med_uro": 5,
        "fravær": "12.5",
        "går_i_skole": True,
        "støtte": {"logopæd": True, "lektiehjælp": None},
        "bemærket": "2026-03-02",
        "mødt": {"ikke_sket": True},
        "bekymrende": {"vurdering": True, "af": "lærer", "fordi": "Barnet siger det"},
    },
    {},
    {"uger_med_uro": {"tvivl": 5}, "går_i_skole": False, "støtte": [], "bemærket": "2026-03-02"},
]


def outcome(rules, case):
    import json

    from bekymring.report.json import outcomes_to_dict

    return json.loads(json.dumps(outcomes_to_dict(rules.evaluate(case, on=ON))))


@pytest.mark.parametrize("dialect", ["da", "en"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_says_what_the_json_says(rules, job, tmp_path, dialect, mark, end):
    cases = tmp_path / "sager.csv"
    cases.write_bytes(mark + end.join([HEADS[dialect], *ROWS[dialect], ""]).encode())
    job(rules, cases, given_as=Form.CSV, dialect=dialect)
    found = answers(tmp_path / "svar.jsonl")
    assert [one["decision"] for one in found] == [outcome(rules, case) for case in SAME]
    assert [(one["row"], one["id"]) for one in found] == [(2, "a"), (3, "b"), (4, "c")]


def test_the_order_of_the_columns_does_not_matter(rules, job, tmp_path):
    table = [line.split(";") for line in (HEADS["da"], *ROWS["da"])]
    for name, order in (
        ("a", range(12)),
        ("b", reversed(range(12))),
        ("c", [5, 3, 1, 0, 2, 4, 11, 9, 7, 6, 8, 10]),
    ):
        places = list(order)
        cases = tmp_path / f"{name}.csv"
        cases.write_text(
            "\n".join(";".join(row[at] for at in places) for row in table) + "\n", encoding="utf-8"
        )
        job(rules, cases, f"{name}.jsonl", given_as=Form.CSV)
    found = [answers(tmp_path / f"{name}.jsonl") for name in "abc"]
    assert found[0] == found[1] == found[2]


YES, WHOLE, SHARE = YesNo(), Number(0, 52, integer=True), Number(0, 100, integer=False)


@pytest.mark.parametrize(
    ("dialect", "type_", "text", "value"),
    [
        (DANISH, YES, "ja", True), (DANISH, YES, "nej", False), (ENGLISH, YES, "yes", True), (ENGLISH, YES, "no", False),
        (DANISH, WHOLE, "12", 12), (DANISH, WHOLE, "-3", -3), (DANISH, SHARE, "12,5", "12.5"), (ENGLISH, SHARE, "12.5", "12.5"),
        (DANISH, SHARE, "0", 0), (DANISH, Day(), "02-03-2026", "2026-03-02"), (DANISH, Day(), "2026-03-02", "2026-03-02"),
        (ENGLISH, Day(), "2026-03-02", "2026-03-02"), (DANISH, Instant(), "02-03-2026 15:40", "2026-03-02T15:40"),
        (DANISH, Instant(), "2026-03-02T15:40:10Z", "2026-03-02T15:40:10Z"),
    ],
)  # fmt: skip
def test_a_cell_is_read(dialect, type_, text, value):
    read = read_cell(text, type_, "$.x", dialect)
    assert (read.value, type(read.value), read.diagnostics) == (value, type(value), ())


@pytest.mark.parametrize(
    ("dialect", "type_", "texts", "code"),
    [
        (DANISH, YES, ["true", "JA", "Ja", "1", "yes", " ja", "x", "falsk"], "BEK595"),
        (ENGLISH, YES, ["ja", "TRUE", "y", "0", "NO"], "BEK595"),
        (DANISH, SHARE, ["12.5", "1.000", "1 000", "1e3", "012", "12,", ",5", "+5", "NaN", "１２", "1_0", "12 %", "5-"], "BEK596"),
        (ENGLISH, SHARE, ["12,5", "1,000", ".5", "5.", "inf", "0x10"], "BEK596"),
        (DANISH, Day(), ["2-3-2026", "02.03.2026", "02/03/2026", "31-02-2026", "2026-02-30", "20260302", "02-03-26", "45000"], "BEK597"),
        (ENGLISH, Day(), ["02-03-2026", "03/02/2026", "2026-13-01"], "BEK597"),
        (DANISH, Instant(), ["02-03-2026", "2026-03-02", "02-03-2026 1540", "2026-02-30T15:40"], "BEK598"),
    ],
)  # fmt: skip
def test_a_cell_in_another_form_is_refused(dialect, type_, texts, code):
    for text in texts:
        read = read_cell(text, type_, "$.x", dialect)
        assert [one.code.number for one in read.diagnostics] == [code], text


HEADERS = [
    ("", "BEK580"),
    ("   ", "BEK580"),
    ("id,uger_med_uro", "BEK582"),
    ("id;uger_med_ruo", "BEK584"),
    ("id;Uger_med_uro", "BEK584"),
    ("id;uger_med_uro ", "BEK584"),
    ("id;navn_på_barnet", "BEK583"),
    (f"id;{CANARY}", "BEK583"),
    ("id;", "BEK583"),
    ("id;fravær;fravær", "BEK585"),
    ("id;id;fravær", "BEK585"),
    ("id;henvendelse", "BEK586"),
    ("id;fravær.tilstand", "BEK587"),
    ("id;fravær;fravær.fordi", "BEK588"),
    ("id;fravær;fravær.state", "BEK584"),
    ("id;fravær;fravær.vished", "BEK584"),
    ("id", "BEK590"),
    ('id;"fravær', "BEK581"),
    ("id;frav\0ær", "BEK581"),
    ("id;fravær\ra;3\rb;4", "BEK581"),
    ("id;" + ";".join(f"x{n}" for n in range(2000)), "BEK589"),
]


@pytest.mark.parametrize(("header", "code"), HEADERS)
def test_a_header_that_does_not_fit_is_refused_and_leaves_nothing(rules, job, tmp_path, header, code):
    cases = tmp_path / "sager.csv"
    cases.write_text(f"{header}\na;3\n", encoding="utf-8", newline="")
    with pytest.raises(BatchError) as refused:
        job(rules, cases, given_as=Form.CSV)
    assert code in [one.code.number for one in refused.value.mistakes]
    assert "uger_med_uro" in str(refused.value)
    assert CANARY not in str(refused.value)
    assert [one.name for one in tmp_path.iterdir()] == ["sager.csv"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"id;frav\xe6r\na;3\n", b"x" * 2_000_000])
def test_what_is_no_table_is_refused(rules, job, tmp_path, content):
    cases = tmp_path / "sager.csv"
    cases.write_bytes(content)
    with pytest.raises(BatchError):
        job(rules, cases, given_as=Form.CSV)
    assert [one.name for one in tmp_path.iterdir()] == ["sager.csv"]


@pytest.mark.parametrize("content", [b"id;frav\xc3\xa6r\n", b"id;frav\xc3\xa6r"])
def test_a_header_without_cases_is_refused(rules, job, tmp_path, content):
    cases = tmp_path / "sager.csv"
    cases.write_bytes(content)
    with pytest.raises(BatchError, match="ingen sager"):
        job(rules, cases, given_as=Form.CSV)


BAD_LINES = [
    ("x;1", "$", "BEK591"),
    ("x;1;;;", "$", "BEK591"),
    ("", "$", "BEK578"),
    (f'x;"{CANARY};;', "$", "BEK594"),
    (f'x;"1"{CANARY};;', "$", "BEK594"),
    ("x;1;\0;", "$", "BEK593"),
    ("x;1;\r;", "$", "BEK593"),
    (f'x;"{CANARY * 20_000}";;', "$", "BEK592"),
    (f"x;{CANARY * 400};;", "$.uger_med_uro", "BEK592"),
    (f"{CANARY * 20};1;;", "$.id", "BEK577"),
    (f"x;{CANARY};;", "$.uger_med_uro", "BEK596"),
    ("x;99;;", "$.uger_med_uro", "BEK534"),
    ("x;1,5;;", "$.uger_med_uro", "BEK531"),
    ("x;;tvivl;", "$.uger_med_uro.tilstand", "BEK599"),
    ("x;3;ikke_oplyst;", "$.uger_med_uro.tilstand", "BEK599"),
    ("x;3;doubt;", "$.uger_med_uro.tilstand", "BEK599"),
    (f"x;3;{CANARY};", "$.uger_med_uro.tilstand", "BEK599"),
    ("x;;ikke_relevant;", "$.uger_med_uro.ikke_relevant", "BEK550"),
    (f"x;;;{CANARY}", "$.støtte", "BEK545"),
    ("x;;;logopæd|logopæd?", "$.støtte", "BEK546"),
    ("x;;;|", "$.støtte", "BEK546"),
]


def test_a_bad_line_is_a_row_with_its_path_and_changes_no_other(rules, job, tmp_path):
    cases = tmp_path / "sager.csv"
    good = "god;5;;logopæd"
    content = ["id;uger_med_uro;uger_med_uro.tilstand;støtte", good]
    for line, _, _ in BAD_LINES:
        content += [line, good]
    cases.write_bytes("\n".join(content).encode() + b"\n" + b"x;\xe6;;\n")
    totals = job(rules, cases, given_as=Form.CSV)
    found = answers(tmp_path / "svar.jsonl")
    wrong = [(one["errors"][0]["path"], one["errors"][0]["code"]) for one in found if "errors" in one]
    assert wrong == [*((path, code) for _, path, code in BAD_LINES), ("$", "BEK501")]
    rest = [one["decision"] for one in found if "decision" in one]
    assert rest == [outcome(rules, {"uger_med_uro": 5, "støtte": ["logopæd"]})] * (len(BAD_LINES) + 1)
    assert (totals.cases, totals.errors) == (2 * len(BAD_LINES) + 2, len(BAD_LINES) + 1)
    assert CANARY.encode() not in (tmp_path / "svar.jsonl").read_bytes()


def test_a_name_of_the_rule_set_is_its_fact_and_another_name_can_be_chosen(rules, job, tmp_path):
    cases = tmp_path / "sager.csv"
    cases.write_text("sagsnr;fravær\n7;3\n", encoding="utf-8")
    job(rules, cases, given_as=Form.CSV, id_name="sagsnr")
    assert [one["id"] for one in answers(tmp_path / "svar.jsonl")] == ["7"]

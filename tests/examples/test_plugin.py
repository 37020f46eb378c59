"""The plug-in for pytest: what it collects, what a failure says, and that it keeps still unless asked."""

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

RULES = """regelsæt skole "Skole" version 1.0
    gælder fra 1. januar 2024

oplysning uro "Er der uro?": ja/nej
handling møde "holde et møde"

regel møde_ved_uro
    når uro er ja
    så skal møde ske
    fordi "Uro skal mødes"
"""
GOOD = """
eksempel "Uro (opdigtet)"
    i en sag hvor
        uro er ja
    vurderet 6. marts 2026
    forventes
        møde skal ske
"""
BAD = """
eksempel "Ro :: (opdigtet)"
    i en sag hvor
        uro er nej
    vurderet 6. marts 2026
    forventes
        møde skal ske
"""
ASKED = "[pytest]\nbekymring_rulesets = regler\n"


def lay(pytester: pytest.Pytester, files: dict[str, str], ini: str = ASKED) -> None:
    pytester.makeini(ini)
    for name, text in files.items():
        place = pytester.path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")


def test_an_example_is_a_test_named_by_file_label_and_line(pytester: pytest.Pytester) -> None:
    lay(pytester, {"regler/skole.bek": RULES + GOOD})
    result = pytester.runpytest_inprocess("-v")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["regler/skole.bek::Uro (opdigtet) (linje 12) PASSED*"])


def test_a_failure_shows_the_finding_and_no_traceback(pytester: pytest.Pytester) -> None:
    lay(pytester, {"regler/skole.bek": RULES + GOOD + BAD})
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(passed=1, failed=1)
    result.stdout.fnmatch_lines(
        [
            "*skole.bek, linje 24: Forventet: møde skal ske. Reglerne siger: møde har intet krav.*",
            "*24*møde skal ske*",
            "*BEK650*",
            "FAILED regler/skole.bek::Ro : (opdigtet) (linje 19)*",
        ]
    )
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("*run_example*")


def test_the_language_of_a_failure_can_be_chosen(pytester: pytest.Pytester) -> None:
    lay(pytester, {"regler/skole.bek": RULES + BAD}, ASKED + "bekymring_lang = en\n")
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*Expected: møde must happen. The rules say: møde has no demand.*", "*(line 12)*"]
    )


def test_examples_in_a_part_of_the_rule_set_are_run_with_it_once(pytester: pytest.Pytester) -> None:
    lay(
        pytester, {"regler/skole/skole.bek": RULES, "regler/skole/eksempler.bek": "# opdigtede børn\n" + GOOD}
    )
    result = pytester.runpytest_inprocess("-v")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*skole.bek::Uro (opdigtet) (eksempler.bek, linje 3) PASSED*"])


def test_rule_sets_side_by_side_are_run_each_for_itself(pytester: pytest.Pytester) -> None:
    other = RULES.replace("regelsæt skole", "regelsæt anden")
    lay(pytester, {"regler/skole.bek": RULES + GOOD, "regler/anden.bek": other + GOOD})
    pytester.runpytest_inprocess().assert_outcomes(passed=2)


FAILING = [
    (
        "cannot be read",
        RULES + GOOD + "\nregel uden_slutning\n    når uro er ja\n",
        "*regelsættet kan læses*",
    ),
    ("does not fit", RULES + GOOD.replace("uro er ja", "ro er ja"), "*BEK601*"),
    ("has rules and no example", RULES, "*BEK334*"),
]


@pytest.mark.parametrize(("text", "line"), [one[1:] for one in FAILING], ids=[one[0] for one in FAILING])
def test_what_keeps_examples_from_running_is_a_failure(
    pytester: pytest.Pytester, text: str, line: str
) -> None:
    lay(pytester, {"regler/skole.bek": text})
    result = pytester.runpytest_inprocess()
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([line])


QUIET = [
    ("nothing is asked for", {"regler/skole.bek": RULES + BAD}, "[pytest]\n", []),
    ("it is switched off", {"regler/skole.bek": RULES + BAD}, ASKED, ["--no-bekymring"]),
    ("the file lies elsewhere", {"tabeller/skole.bek": RULES + BAD}, ASKED, []),
    ("the file begins no rule set", {"regler/løs.bek": BAD}, ASKED, []),
    ("there is nothing to show", {"regler/ord.bek": RULES.partition("regel møde")[0]}, ASKED, []),
]


@pytest.mark.parametrize(
    ("files", "ini", "options"), [one[1:] for one in QUIET], ids=[one[0] for one in QUIET]
)
def test_nothing_is_collected_where(
    pytester: pytest.Pytester, files: dict[str, str], ini: str, options: list[str]
) -> None:
    lay(pytester, {**files, "test_own.py": "def test_own():\n    pass\n"}, ini)
    result = pytester.runpytest_inprocess(*options)
    result.assert_outcomes(passed=1)
    assert result.ret == pytest.ExitCode.OK


def test_a_file_named_on_the_command_line_is_collected_unasked(pytester: pytest.Pytester) -> None:
    lay(pytester, {"andet/skole.bek": RULES + GOOD}, "[pytest]\n")
    pytester.runpytest_inprocess("andet/skole.bek").assert_outcomes(passed=1)


def test_one_example_can_be_chosen_by_its_name(pytester: pytest.Pytester) -> None:
    lay(pytester, {"regler/skole.bek": RULES + GOOD + BAD})
    pytester.runpytest_inprocess("regler/skole.bek::Uro (opdigtet) (linje 12)").assert_outcomes(passed=1)


def test_loading_the_plug_in_loads_neither_pytest_nor_the_library() -> None:
    code = "import sys, bekymring.testing.plugin; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    loaded = set(run.stdout.split())
    assert loaded & {"attrs", "lark", "pytest", "hypothesis", "bekymring.api", "bekymring.evaluate"} == set()

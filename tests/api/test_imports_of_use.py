"""What each use of the library loads: a program that only decides carries neither the reader of rules nor a solver."""

import json
import subprocess
import sys

import pytest
from tests.api.conftest import SKOLE

import bekymring

DECIDE = """
import sys, json
from datetime import date
import bekymring
rules = bekymring.load(sys.argv[1])
decision = rules.evaluate({"uger_med_uro": 5}, on=date(2026, 3, 6))
decision.to_json(), decision.explain(), decision.to_html(), decision.why("møde_ved_uro"), rules.case_schema()
list(rules.evaluate_many([{}], on=date(2026, 3, 6)))
try:
    rules.evaluate({"x": 1}, on=date(2026, 3, 6))
except bekymring.CaseError as error:
    str(error)
print(json.dumps(sorted(sys.modules)))
"""
DEAR = {"click", "hypothesis", "pygls", "pytest", "z3"}


def loaded(program, *arguments):
    run = subprocess.run([sys.executable, "-c", program, *arguments], check=True, capture_output=True)
    return {name.partition(".")[0] for name in json.loads(run.stdout)}


def test_importing_loads_no_room():
    modules = loaded("import sys, json, bekymring; print(json.dumps(sorted(sys.modules)))")
    assert modules & (DEAR | {"lark", "attr", "attrs"}) == set()


def test_a_rule_file_takes_nothing_dear():
    # The tables of the grammar lie beside it, so lark is for those who change the grammar.
    assert loaded(DECIDE, str(SKOLE)) & (DEAR | {"lark"}) == set()


def test_a_stored_rule_set_takes_nothing_dear(tmp_path):
    stored = tmp_path / "skole.json"
    stored.write_text(bekymring.load(SKOLE).to_stored(), encoding="utf-8")
    assert loaded(DECIDE, str(stored)) & (DEAR | {"lark"}) == set()


@pytest.mark.parametrize("missing", ["lark", "z3", "click"])
def test_a_stored_rule_set_is_decided_where_a_library_is_missing(tmp_path, missing):
    stored = tmp_path / "skole.json"
    stored.write_text(bekymring.load(SKOLE).to_stored(), encoding="utf-8")
    assert loaded(f"import sys; sys.modules[{missing!r}] = None\n{DECIDE}", str(stored))

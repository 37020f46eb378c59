"""What the compiler builds: a syntax tree of few kinds of nodes, numbered names, and what rules say only as constants."""

import ast
import re

import pytest

from bekymring.evaluate.compiled.checking import read_day
from bekymring.evaluate.compiled.nodes import CLOSED
from bekymring.evaluate.compiled.quick import quick_of
from bekymring.evaluate.compiled.wide import wide_of
from bekymring.testing.draws import seeded
from bekymring.testing.rulesets import make_ruleset
from bekymring.testing.vocabulary import Options
from compiled.agreement import FLAT

NUMBERED = re.compile(r"[a-z]|[a-z][0-9]+")
STRANGE = ("class", "None", "__class__", "self", "print", '"""\nimport os\n"""', "f0", "k0")


def compiled():
    """The functions of many rule sets: for complete cases and for those with open facts, whole and in two steps."""
    narrow = (quick_of(make_ruleset(seeded(seed), FLAT)) for seed in range(150))
    wide = (wide_of(make_ruleset(seeded(seed), Options())) for seed in range(60))
    made = (*narrow, *wide)
    functions = [one for quick in made if quick is not None for one in (quick.complete, quick.open_)]
    return [
        made for one in functions for made in (one.whole, one.read, one.decide) if made.write() is not None
    ]


def trees():
    return [made.write()[0] for made in compiled()]


def test_every_node_is_on_the_list():
    kinds = {type(node) for tree in trees() for node in ast.walk(tree)}
    assert kinds <= CLOSED


def test_names_are_numbered():
    names = {node.id for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert {name for name in names if not NUMBERED.fullmatch(name)} == set()


def test_no_kind_of_node_reaches_into_objects_or_modules():
    reaching = {
        ast.Attribute,
        ast.Import,
        ast.ImportFrom,
        ast.Lambda,
        ast.Global,
        ast.Nonlocal,
        ast.JoinedStr,
    }
    assert not reaching & CLOSED


def test_the_function_sees_no_builtins():
    assert {made.compiled().__globals__["__builtins__"] == {} for made in compiled()} == {True}


@pytest.mark.parametrize(
    "written",
    [
        "20240229",
        "2024-W09-4",
        "2024-2-29",
        "2023-02-29",
        "2024-02-29 ",
        "２０２４-02-29",
        "1899-12-31",
        "2200-01-01",
        20240229,
        None,
        True,
    ],
)
def test_a_day_in_another_form_is_left_to_the_full_reading(written):
    assert read_day(written) is None

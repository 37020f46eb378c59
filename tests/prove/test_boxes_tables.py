"""Tables of the well-known kinds of fault, with invented content: gap, overlap, masked row, subsumption; boxes and solver agree."""

from itertools import combinations

import pytest

from bekymring.prove.boxes_questions import Cell, InBoxes, Never
from bekymring.prove.prover import Proved
from bekymring.prove.question import Kind, Question
from bekymring.prove.solve import InProcess
from model.compiling import compiled

HEAD = """regelsæt prøve "Prøve" version 1.0
    gælder fra 1. januar 2024
    ansvarlig "Redaktionen"
    godkendt 1. marts 2026 af "Redaktionen"
    revideres senest 1. marts 2027
    dækker ikke "Alt andet"
lov barnets_lov "Barnets lov" gælder fra 1. januar 2024
rolle rådgiver
skala trivsel "Trivsel" fra bedst til værst
    grøn gul rød
niveau position "Position" på skala trivsel vurderes af rådgiver
oplysning fravær "Hvor stort er fraværet?": procent
oplysning møder "Hvor mange møder?": heltal fra 0 til 17
oplysning uro "Er der uro i hjemmet?": ja/nej
oplysning skole "Går barnet i skole?": ja/nej
oplysning klasse "Hvilken klasse?": heltal fra 0 til 10 enhed "klasse"
    relevant når skole er ja
oplysning samtale "Hvornår er der talt med barnet?": dato
oplysning bolig "Hvor bor barnet?": en af (hjemme, slægt, institution)
oplysning humør "Hvordan har barnet det?": trivsel
"""
TAIL = """
    fordi "Skemaet samler reglerne"
    hjemmel barnets_lov § 18 læst 1. marts 2026
"""
GUL = "peger det på position gul |"
RØD = "peger det på position rød |"

# The table; its unreachable rows; its pairs of rows for one case; rows always covered by the others; whether there is a gap.
TABLES = {
    "bands with nothing between": (
        (
            f"| når fravær | når fravær | så |\n| under 10 % | uanset | intet krav |\n| mindst 10 % | højst 20 % | {GUL}\n"
            f"| over 20 % | uanset | {RØD}"
        ),
        ((), (), (), False),
    ),
    "a limit that no row has": (
        f"| når fravær | så |\n| under 10 % | intet krav |\n| over 10 % | {GUL}",
        ((), (), (), True),
    ),
    "a limit that two rows have": (
        f"| når fravær | så |\n| højst 10 % | intet krav |\n| mindst 10 % | {GUL}",
        ((), ((0, 1),), (), False),
    ),
    "whole numbers leave no room between two limits": (
        f"| når møder | så |\n| højst 5 | intet krav |\n| mindst 6 | {GUL}",
        ((), (), (), False),
    ),
    "a step left out": (
        f"| når humør | når uro | så |\n| rød | uanset | {RØD}\n| grøn | uanset | intet krav |\n| gul | ja | {GUL}",
        ((), (), (), True),
    ),
    "a row inside another": (
        f"| når møder | når uro | så |\n| under 10 | uanset | {GUL}\n| under 7 | ja | {RØD}",
        ((), ((0, 1),), (1,), True),
    ),
    "a row covered by two others together": (
        (
            f"| når møder | når uro | så |\n| under 10 | ja | {GUL}\n| mindst 10 | ja | {GUL}\n"
            f"| over 5 | ja | {RØD}\n| uanset | nej | intet krav |"
        ),
        ((), ((0, 2), (1, 2)), (1, 2), False),
    ),
    "a row for no case": (
        f"| når møder | når uro | så |\n| over 17 | ja | {GUL}\n| uanset | uanset | intet krav |",
        ((0,), (), (0,), False),
    ),
    "alternatives and the last one": (
        f"| når bolig | når uro | så |\n| hjemme | ja | {RØD}\n| hjemme | nej | intet krav |\n| slægt | uanset | {GUL}",
        ((), (), (), True),
    ),
    "what does not apply is asked of nobody": (
        f"| når klasse | så |\n| højst 3 | intet krav |\n| over 3 | {GUL}",
        ((), (), (), False),
    ),
    "diagonal rows": (
        (
            f"| når møder | når fravær | så |\n| under 6 | under 20 % | intet krav |\n| mindst 6 | mindst 20 % | {RØD}\n"
            f"| under 12 | mindst 20 % | {GUL}\n| mindst 12 | under 20 % | {GUL}"
        ),
        ((), ((1, 2),), (), True),
    ),
}


def asked(rules):
    rows = range(len(rules.tables["skema"].rows))
    yield from (Question(Kind.ROW_HOLDS, ("skema", str(one))) for one in rows)
    yield from (Question(Kind.TABLE_OVERLAP, ("skema", str(a), str(b))) for a, b in combinations(rows, 2))
    yield Question(Kind.TABLE_GAP, ("skema",))


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_faults_that_are_said(name: str) -> None:
    text, (unreachable, overlapping, covered, gap) = TABLES[name]
    lines = "\n".join(f"    {line}" for line in text.split("\n"))
    found = compiled("prøve", {"prøve": {"prøve.bek": f"{HEAD}tabel skema\n{lines}{TAIL}"}})
    assert not any(one.is_error for one in found.findings), found.findings
    boxes, rows = InBoxes(found.good), found.good.tables["skema"].rows
    seen = {one.key: boxes.answer(one) for one in asked(found.good)}
    for place in range(len(rows)):
        assert isinstance(seen[f"row_holds skema {place}"], Never) is (place in unreachable)
        others = [one.when for number, one in enumerate(rows) if number != place]
        redundant = boxes.case_for((rows[place].when,), others)
        assert redundant is not None
        assert isinstance(redundant, Never) is (place in covered)
    for one, other in combinations(range(len(rows)), 2):
        assert isinstance(seen[f"table_overlap skema {one} {other}"], Cell) is ((one, other) in overlapping)
    assert isinstance(seen["table_gap skema"], Cell) is gap


@pytest.mark.parametrize("name", TABLES)
def test_the_solver_says_the_same(name: str) -> None:
    lines = "\n".join(f"    {line}" for line in TABLES[name][0].split("\n"))
    rules = compiled("prøve", {"prøve": {"prøve.bek": f"{HEAD}tabel skema\n{lines}{TAIL}"}}).good
    boxes, questions = InBoxes(rules), list(asked(rules))
    for question, proof in zip(questions, InProcess().answers(rules, questions), strict=True):
        assert isinstance(boxes.answer(question), Never) is isinstance(proof, Proved), question

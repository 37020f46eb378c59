"""What the examples exercise, worked out by hand; what is only possible never counts."""

from collections.abc import Callable

import pytest

from bekymring.examples.coverage import Item, Part, coverage_json, coverage_text
from bekymring.examples.run import run_examples
from bekymring.model.ruleset import Ruleset

WithExamples = Callable[[str], Ruleset]

# label: what the (invented) case gives
CASES = {
    "åben": "",
    "gul": "fravær er 20 %\nalvorlig er nej\ngod_ven er ja\nsted er skole_a\nuger er 1\nbekymret er nej\nder er ingen beskeder",
    "hjemme": "fravær er 20 %\nalvorlig er nej\ngod_ven er nej\nsted er hjemme\nuger er 1",
    "grøn": "fravær er 0 %\nalvorlig er nej\nsted er hjemme\nuger er 9",
    "åben undtagelse": "alvorlig er ja\nuger er 1",
    "rød": "alvorlig er ja\nsted er skole_b\nuger er 1\nbesked 1 har modtaget 2. marts 2026 kl. 8.00",
}


def examples(labels: tuple[str, ...]) -> str:
    parts = []
    for label in labels:
        lines = "".join(f"        {line}\n" for line in CASES[label].splitlines())
        where = f"    i en sag hvor\n{lines}" if lines else ""
        parts.append(
            f'eksempel "{label}"\n{where}    vurderet 6. marts 2026\n    forventes\n        reglen ikke_besøg gælder\n'
        )
    return "\n".join(parts)


def item(ruleset: Ruleset, part: Part, name: str, which: str) -> Item:
    (found,) = (
        one
        for one in run_examples(ruleset).coverage.items
        if (one.part, one.name, one.which) == (part, name, which)
    )
    return found


ITEMS = [
    (Part.RULE, "fravær_peger_på_gul", "", ("gul", "hjemme"), ("grøn",), True),
    (Part.RULE, "alvor_peger_på_rød", "", ("åben undtagelse", "rød"), ("gul", "hjemme", "grøn"), True),
    # In »åben undtagelse« an exception is open: the rule holds only until further notice.
    (Part.RULE, "møde_ved_gul", "", ("gul", "rød"), ("hjemme", "grøn"), True),
    # In »grøn« the second exception is met, but the rule's own condition is not.
    (Part.EXCEPTION, "møde_ved_gul", "1", ("hjemme",), ("gul", "rød"), True),
    (Part.EXCEPTION, "møde_ved_gul", "2", (), ("gul", "hjemme", "åben undtagelse", "rød"), False),
    (Part.AGAINST, "fravær_peger_på_gul", "1", ("gul",), ("hjemme",), True),
    # A rule that is read for each record and has no condition fires whenever it is read.
    (Part.RULE, "svar_på_besked", "", ("rød",), (), True),
    (Part.RULE, "ikke_besøg", "", (), (), False),
    (Part.ROW, "hvem", "2", (), ("gul", "hjemme", "grøn", "rød"), False),
    (Part.ROW, "hvem", "3", ("rød",), ("gul", "hjemme", "grøn"), True),
    (Part.STEP, "position", "gul", ("gul", "hjemme"), ("grøn", "åben undtagelse", "rød"), True),
    (Part.STEP, "position", "rød", ("åben undtagelse", "rød"), ("gul", "hjemme", "grøn"), True),
]


@pytest.mark.parametrize(
    ("part", "name", "which", "shown", "shown_not", "is_exercised"),
    ITEMS,
    ids=[f"{one[1]}-{one[0]}-{one[2]}" for one in ITEMS],
)
def test_a_part_is_exercised_by_the_examples_that_show_it_for_certain(
    with_examples: WithExamples,
    part: Part,
    name: str,
    which: str,
    shown: tuple[str, ...],
    shown_not: tuple[str, ...],
    is_exercised: object,
) -> None:
    found = item(with_examples(examples(tuple(CASES))), part, name, which)
    assert (found.shown, found.shown_not, found.is_exercised) == (shown, shown_not, is_exercised)


def test_an_open_case_exercises_nothing_but_what_always_holds(with_examples: WithExamples) -> None:
    coverage = run_examples(with_examples(examples(("åben",)))).coverage
    assert [(one.part, one.name) for one in coverage.items if one.shown] == [
        (Part.RULE, "brev_kun_ved_skole")
    ]
    assert [one.name for one in coverage.items if one.is_exercised] == ["brev_kun_ved_skole"]


def test_an_example_that_cannot_be_run_exercises_nothing(with_examples: WithExamples) -> None:
    text = examples(("gul",)).replace("sted er skole_a", "sted er skole_x")
    report = run_examples(with_examples(text))
    assert report.coverage.examples == 0
    assert all(not one.shown and not one.shown_not for one in report.coverage.items)


def test_probing_leaves_the_rule_set_and_its_decisions_alone(with_examples: WithExamples) -> None:
    ruleset = with_examples(examples(("gul",)))
    (result,) = run_examples(ruleset).results
    assert result.decision is not None
    assert {one.rule for one in result.decision.rules} <= set(ruleset.rules)


@pytest.mark.parametrize(
    ("lang", "head", "line"),
    [
        (
            "da",
            "dele af reglerne er vist begge veje (eksempler: 1).",
            "reglen møde_ved_gul, undtagelse 1: intet eksempel, hvor det sker",
        ),
        (
            "en",
            "parts of the rules are shown both ways (examples: 1).",
            "the rule møde_ved_gul, exception 1: no example in which it happens",
        ),
    ],
)
def test_the_text_names_what_lacks_an_example_and_where(
    with_examples: WithExamples, lang: str, head: str, line: str
) -> None:
    coverage = run_examples(with_examples(examples(("gul",)))).coverage
    lines = coverage_text(coverage, lang).splitlines()
    assert lines[0].endswith(head)
    assert len(lines) == 1 + len(coverage.lacking)
    assert [one for one in lines if line in one and one.startswith("  prelude.bek:")] != []


def test_the_json_says_the_same(with_examples: WithExamples) -> None:
    coverage = run_examples(with_examples(examples(("gul", "hjemme")))).coverage
    told = coverage_json(coverage)
    items = told["items"]
    assert isinstance(items, list)
    assert told["parts"] == len(items) == len(coverage.items)
    assert told["exercised"] == sum(one["exercised"] for one in items)

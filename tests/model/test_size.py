"""What is large or deep is read or refused, never a fault of the program."""

import sys
from collections.abc import Callable
from fractions import Fraction

import pytest

from bekymring.diagnostics import Checked
from bekymring.model.invariants import broken_invariants
from bekymring.model.layers import LayerDocuments
from bekymring.model.lower import lower
from bekymring.model.ruleset import Ruleset
from bekymring.model.stored import from_json, to_json
from bekymring.syntax import document as doc

NESTING = 64


def lowered(*declarations: doc.Declaration) -> Checked[Ruleset]:
    head = doc.Header(doc.Name("a"), "A", "1.0")
    return lower((LayerDocuments("a", "a", head, (doc.Document(head, declarations),), ""),))


def ref(name: str) -> doc.NameRef:
    return doc.NameRef(doc.Name(name))


OBSERVED = doc.Indicator(doc.Name("v"), "V", doc.IndicatorKind.SIGN_OF_DANGER)


def nested(depth: int, wrap: Callable[[doc.Expr], doc.Expr]) -> doc.Definition:
    expr: doc.Expr = ref("v")
    for _ in range(depth - 1):
        expr = wrap(expr)
    return doc.Definition(doc.Name("d"), None, expr)


WRAPS: list[Callable[[doc.Expr], doc.Expr]] = [
    doc.Not,
    lambda one: doc.And((one, ref("v"))),
    lambda one: doc.KOf(doc.Quantity.EXACTLY, 1, (one, ref("v"))),
    lambda one: doc.Compare(one, doc.Comparison.IS, doc.YesNo(value=True)),
    lambda one: doc.NoneOf((one, ref("v"))),
]


@pytest.mark.parametrize("wrap", WRAPS)
def test_an_expression_is_nested_up_to_the_limit(wrap: Callable[[doc.Expr], doc.Expr]) -> None:
    found = lowered(OBSERVED, nested(NESTING, wrap))
    assert found.diagnostics == ()
    assert found.value is not None
    assert broken_invariants(found.value) == ()
    assert from_json(to_json(found.value)).value == found.value


@pytest.mark.parametrize("wrap", WRAPS)
@pytest.mark.parametrize("depth", [NESTING + 2, 400])
def test_an_expression_nested_deeper_is_refused(wrap: Callable[[doc.Expr], doc.Expr], depth: int) -> None:
    found = lowered(OBSERVED, nested(depth, wrap))
    assert "BEK229" in [one.code.number for one in found.diagnostics]


def from_far_inside(call: Callable[[], object], frames: int) -> object:
    return call() if frames == 0 else from_far_inside(call, frames - 1)


@pytest.mark.parametrize("wrap", WRAPS)
def test_the_limit_holds_when_the_caller_has_used_half_the_stack(
    wrap: Callable[[doc.Expr], doc.Expr],
) -> None:
    assert sys.getrecursionlimit() == 1000
    found = from_far_inside(lambda: lowered(OBSERVED, nested(NESTING, wrap)), 500)
    assert isinstance(found, Checked)
    assert found.diagnostics == ()


def chain(count: int, *, backwards: bool) -> list[doc.Definition]:
    links = [
        doc.Definition(doc.Name(f"d{i:05}"), None, ref(f"d{i - 1:05}") if i else ref("v"))
        for i in range(count)
    ]
    return links[::-1] if backwards else links


@pytest.mark.parametrize("backwards", [False, True])
def test_a_long_chain_of_definitions_is_read_in_any_order(*, backwards: bool) -> None:
    found = lowered(OBSERVED, *chain(3000, backwards=backwards))
    assert found.diagnostics == ()
    assert found.value is not None
    assert len(found.value.definitions) == 3000


def test_a_long_circle_of_definitions_is_one_finding() -> None:
    links = chain(3000, backwards=False)
    closed = [doc.Definition(doc.Name("d00000"), None, ref("d02999")), *links[1:]]
    found = lowered(OBSERVED, *closed)
    assert [one.code.number for one in found.diagnostics] == ["BEK241"]


def test_a_long_chain_of_outcomes_is_put_in_strata() -> None:
    actions = [doc.Action(doc.Name(f"h{i:04}"), "gøre") for i in range(600)]
    rules = [
        doc.Rule(
            doc.Name(f"r{i:04}"),
            (doc.Conclusion(doc.ConclusionKind.MUST, doc.Name(f"h{i:04}")),),
            when=doc.ActionIs(doc.Name(f"h{i - 1:04}"), doc.ActionState.MUST) if i else ref("v"),
        )
        for i in range(600)
    ]
    found = lowered(OBSERVED, *actions, *rules)
    assert found.value is not None
    assert [len(one) for one in found.value.strata] == [1] * 600


def test_a_wide_choice_is_flat() -> None:
    wide = doc.Definition(doc.Name("d"), None, doc.Or(tuple(ref("v") for _ in range(1000))))
    found = lowered(OBSERVED, wide)
    assert found.value is not None
    assert len(found.value.definitions["d"].expr.items) == 1000


def test_many_unknown_names_are_found_without_looking_for_a_likeness_to_each() -> None:
    facts = [doc.Fact(doc.Name(f"oplysning_{i}"), "Hvad?", doc.YesNoType()) for i in range(1000)]
    wrong = [doc.Definition(doc.Name(f"d{i}"), None, ref(f"oplysnimg_{i}x")) for i in range(1000)]
    found = lowered(*facts, *wrong)
    assert len(found.diagnostics) == 1000


def test_a_number_stays_exact() -> None:
    fact = doc.Fact(
        doc.Name("x"), "Hvor meget?", doc.DecimalType(doc.Number(Fraction(0)), doc.Number(Fraction(1)))
    )
    third = doc.Compare(ref("x"), doc.Comparison.AT_LEAST, doc.Number(Fraction(1, 10**6)))
    found = lowered(fact, doc.Definition(doc.Name("d"), None, third))
    assert found.value is not None
    assert found.value.definitions["d"].expr.right.value == Fraction(1, 10**6)

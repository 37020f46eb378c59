"""Open answers are cut at the constants they are compared with: each row is a pair of rules that cover all, or almost all, values.

Where the pair covers all, the level is certain although no single rule is.
"""

from datetime import date
from fractions import Fraction

import pytest

from bekymring.decision import NOT_ASSESSED
from bekymring.model import ruleset as m
from bekymring.model.types import OnScale
from evaluate.build import (
    DAY,
    INSTANT,
    ago,
    all_,
    any_,
    at,
    case,
    choice,
    decided,
    decimal,
    definition,
    expr,
    fact,
    ge,
    is_,
    item,
    latest,
    le,
    level,
    lt,
    not_,
    parameter,
    records,
    rule,
    ruleset,
    scale,
    set_of,
    some,
    whole,
    worse,
)

AGE = m.Difference(m.Distance.AGE, m.Ref("født"), m.Moment())
PARTS = (
    scale("p", "grøn", "gul", "rød"),
    scale("vished", "ingen", "bekymring", "mistanke", "viden"),
    level("p", "p"),
    fact("a"),
    fact("alder", whole(0, 25)),
    fact("anden", whole(0, 25)),
    fact("fravær", decimal()),
    fact("født", DAY, is_birth_date=True),
    fact("kl", INSTANT),
    fact("hvem", choice("far", "mor", "andre")),
    fact("grad", OnScale("vished")),
    fact("støtte", set_of("p32", "p46", "p47")),
    fact("skole", whole(0, 25), relevant_when=m.Ref("a")),
    parameter("grænse", whole(0, 25), 10),
    definition("dobbelt", m.Times(m.Const(Fraction(2)), m.Ref("fravær")), decimal(0, 200)),
    records("møde", dag=DAY, længde=whole(0, 50)),
)
CERTAIN, OPEN = ("gul",), (NOT_ASSESSED, "gul")


def indicates(*options):
    return ge(m.SetCount(m.Ref("støtte"), options), 1)


def possible(*conditions, answers=None, cap=1024):
    rules = [rule(f"r{place}", m.PointTo("p", "gul"), when=one) for place, one in enumerate(conditions)]
    outcome = decided(ruleset(*PARTS, *rules), case(**(answers or {})), cap=cap).levels["p"]
    return outcome.possible, outcome.exact


@pytest.mark.parametrize(
    ("conditions", "steps", "exact"),
    [
        pytest.param([ge("alder", 10), lt("alder", 10)], CERTAIN, True, id="whole numbers"),
        pytest.param([ge("alder", 10), le("alder", 9)], CERTAIN, True, id="there is no whole number between"),
        pytest.param([ge("alder", 10), lt("alder", 9)], OPEN, True, id="but 9 itself"),
        pytest.param([ge("fravær", 10), le("fravær", 9)], OPEN, True, id="between 9 and 10 per cent"),
        pytest.param([ge("fravær", Fraction(29, 2)), lt("fravær", Fraction(29, 2))], CERTAIN, True, id="an exact limit"),
        pytest.param([lt("fravær", 15), m.Compare(m.Op.GT, m.Ref("fravær"), expr(15))], OPEN, True, id="the limit itself"),
        pytest.param([not_(is_("alder", 7)), is_("alder", 7)], CERTAIN, True, id="equality"),
        pytest.param([m.InSet(m.Ref("alder"), (Fraction(3), Fraction(5))), any_(lt("alder", 3), is_("alder", 4), ge("alder", 6))], CERTAIN, True, id="one of several numbers"),
        pytest.param([ge("alder", "grænse"), lt("alder", 10)], CERTAIN, True, id="a parameter that is set is a constant"),
        pytest.param([ge("alder", "anden"), lt("alder", "anden")], OPEN, False, id="compared with another fact"),
        pytest.param([ge(m.Named("dobbelt"), 20), lt("fravær", 10)], CERTAIN, True, id="through a definition"),
        pytest.param([ge(m.Sum((m.Ref("alder"), expr(5))), 15), lt("alder", 10)], CERTAIN, True, id="plus a constant"),
        pytest.param([ge(m.Sum((m.Ref("alder"), m.Ref("anden"))), 15), lt("alder", 10)], OPEN, False, id="plus another fact"),
        pytest.param([ge(AGE, 15), lt(AGE, 15), not_(le("født", date(2199, 12, 31)))], CERTAIN, True, id="age, or not told that one is born"),
        pytest.param([ge(AGE, 15), lt(AGE, 15)], OPEN, True, id="a day may not have happened"),
        pytest.param([ge("født", ago(12)), lt("født", ago(12)), not_(ge("født", date(1900, 1, 1)))], CERTAIN, True, id="counted from the moment"),
        pytest.param([ge("kl", at("2026-03-01T12:00")), lt("kl", at("2026-03-01T12:00")), not_(ge("kl", at("1980-01-01T00:00")))], CERTAIN, True, id="instants"),
        pytest.param([is_("hvem", "far"), not_(is_("hvem", "far"))], CERTAIN, True, id="alternatives"),
        pytest.param([is_("hvem", "far"), is_("hvem", "mor")], OPEN, True, id="a third alternative"),
        pytest.param([m.InSet(m.Ref("hvem"), ("far", "mor")), is_("hvem", "andre")], CERTAIN, True, id="one of several"),
        pytest.param([worse("grad", "mistanke", "vished"), m.InSet(m.Ref("grad"), ("ingen", "bekymring"))], CERTAIN, True, id="steps"),
        pytest.param([indicates("p32"), not_(indicates("p32"))], CERTAIN, True, id="sets"),
        pytest.param([indicates("p32", "p46"), all_(not_(indicates("p32")), not_(indicates("p46")))], CERTAIN, True, id="several of a set"),
        pytest.param([indicates("p32"), not_(indicates("p46"))], OPEN, True, id="others of a set"),
        pytest.param([is_("støtte", {"p32"}), not_(is_("støtte", {"p32"}))], CERTAIN, True, id="a whole set"),
        pytest.param([ge("skole", 5), all_(lt("skole", 5), "a"), not_("a")], CERTAIN, True, id="what may not apply"),
        pytest.param([ge("skole", 5), lt("skole", 5)], OPEN, True, id="it may not apply"),
    ],
)  # fmt: skip
def test_cells(conditions, steps, exact):
    assert possible(*conditions) == (steps, exact)


@pytest.mark.parametrize(
    ("conditions", "held", "steps", "exact"),
    [
        pytest.param([ge(latest("møde", "længde"), 10), not_(ge(latest("møde", "længde"), 10))], some({"dag": date(2026, 3, 1)}), CERTAIN, True, id="a field of the latest"),
        pytest.param([ge(m.RecordCount("møde", ge(item("længde"), 10)), 1), ge(m.RecordCount("møde", lt(item("længde"), 10)), 1)], some({"dag": date(2026, 3, 1)}), CERTAIN, True, id="a field in filters"),
        pytest.param([ge(m.RecordCount("møde", None), 3), lt(m.RecordCount("møde", None), 3)], some(complete=False), OPEN, False, id="an incomplete list is not cut"),
    ],
)  # fmt: skip
def test_cells_of_fields(conditions, held, steps, exact):
    assert possible(*conditions, answers={"møde": held}) == (steps, exact)


def test_facts_are_taken_by_path_until_the_first_that_exceeds_the_cap():
    conditions = [all_("a", ge("alder", 10)), all_(not_("a"), ge("alder", 10)), lt("alder", 10)]
    assert possible(*conditions, cap=4) == (CERTAIN, True)
    assert possible(*conditions, cap=3) == (OPEN, False)
    # "a" alone fits and settles nothing; the next one is left out, and so would every later one be.
    assert possible(*conditions, answers={"a": True}, cap=2) == (CERTAIN, True)

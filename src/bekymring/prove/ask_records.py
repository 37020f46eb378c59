"""What is looked for by adding a record: a duty about another one that is gone, falls due later, or is counted as done.

Takes the outcomes of a rule set, a list and actions; gives what to look for. The second copy has one record more than the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from bekymring.model import dependencies as reads
from bekymring.model.ruleset import DecideWhether, Op, Require
from bekymring.prove.ask_tails import unmatched
from bekymring.prove.copies import another
from bekymring.prove.logic import Truth
from bekymring.prove.looking import Asked
from bekymring.prove.outcomes import Outcomes
from bekymring.prove.prover import Reason
from bekymring.prove.space import Path
from bekymring.prove.terms import At, Term

_STARTS = Reason(
    "en ny post flytter det, en frist regnes fra, og det kan ikke afgøres, om fristen bliver senere",
    "a new record moves what a deadline is counted from, and it is not decided whether the deadline gets later",
)


def wiped_out(first: Outcomes, list_: str, names: Iterable[str]) -> Asked:
    """Two cases, the second with one record more, and less of a duty about what was there."""
    space, logic = first.space, first.space.logic
    paths: list[Path] = [("record", list_, place) for place in range(space.records(list_))]
    other: dict[Path, Term] = {path: space.new_cell(path) for path in paths}
    second = another(first, other)
    grown = [first.flag(paths[0]), second.flag(paths[0]), logic.no(first.flag(paths[-1]))]
    grown += [logic.same(second.flag(after), first.flag(before)) for before, after in pairwise(paths)]
    added = logic.all(grown)
    moved = [name for name in names if name in second.touched]
    lost = tuple(logic.all([added, logic.any(_lost(first, second, name))]) for name in moved)
    later = [logic.any(_later(first, second, name)) for name in moved]
    tails = [logic.any(unmatched(first, second, name, on_a_day=False)) for name in moved]
    return Asked(lost, (first, second), tuple(logic.all([added, one]) for one in (*later, *tails)), _STARTS)


def _lost(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    logic = first.space.logic
    for place, seen in first.any_record(name):
        one, other = first.standing(name, place), second.standing(name, place)
        duties = [(one.must, other.must), (one.by_default, other.by_default), (one.decide, other.decide)]
        gone = [logic.all([had, logic.no(has)]) for had, has in duties]
        done = logic.all([one.by_default, logic.no(first.done(name, place)[0]), second.done(name, place)[0]])
        yield logic.all([seen, logic.any([*gone, done])])


def _later(first: Outcomes, second: Outcomes, name: str) -> Iterator[Truth]:
    """A rule holds in both, and counts its deadline from a later start in the second."""
    logic, rules = first.space.logic, first.space.ruleset.rules
    for said in first.said_of(name):
        one, rule = said.conclusion, rules[said.rule]
        if not isinstance(one, Require | DecideWhether) or one.deadline is None:
            continue
        for place in first.places(rule):
            scope = first.scope(rule.per_record, place)
            for term in one.deadline.terms:
                if not any(second.differs(part, scope) for part in reads.walk(term.anchor)):
                    continue
                start, moved = first.value(term.anchor, scope), second.value(term.anchor, scope)
                assert isinstance(start, At), "a deadline is counted from a day"
                assert isinstance(moved, At), "a deadline is counted from a day"
                later = first.space.comparing.compare_at(Op.LT, start, moved)
                both = [first.fires(said.rule, place), second.fires(said.rule, place)]
                yield logic.all([*both, start.there, moved.there, later])

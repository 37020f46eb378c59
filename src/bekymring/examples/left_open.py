"""The answers that an example leaves out and an expectation turns on, as lines to write in it.

Takes an expectation and the decision; gives lines such as `fravær er 0 %`, in the two languages.
Afterwards true: each line can stand in the example as it is written; which answer is the right one, the author knows.
A rule set that asks one thing more leaves its old examples open: without the line, nobody sees why they are not met.
"""

from __future__ import annotations

from typing import Final, assert_never

from bekymring.calendar_dk import danish_date, format_date
from bekymring.decision import Decision
from bekymring.examples.words import Said, number_text, same
from bekymring.model.types import Choice, Day, Instant, Number, OnScale, SetOf, Type, YesNo
from bekymring.syntax import document as doc

_MOST_LINES: Final = 3


def lines_to_write(expectation: doc.Expectation, decision: Decision) -> tuple[Said, ...]:
    """A line for each answer that the example does not mention and the expectation turns on, the weightiest first."""
    wanted = _paths(expectation, decision)
    asked = [one.fact for one in decision.missing if not one.asked and not one.doubted and one.fact in wanted]
    own = decision.ruleset.levels
    assessed = [one.name for one in decision.assessments if not one.reason_missing and one.name in wanted]
    assessed = [path for path in assessed if path not in own]
    return tuple(_line(path, decision) for path in [*asked, *assessed][:_MOST_LINES])


def _paths(expectation: doc.Expectation, decision: Decision) -> frozenset[str]:
    match expectation:
        case doc.ExpectRule(rule=rule):
            keys = {key for key in decision.ruleset.rules if key.partition("@")[0] == rule.text}
            open_ = (one.open_facts for one in decision.rules if one.rule in keys)
            return frozenset(path for paths in open_ for path in paths)
        case doc.ExpectAction(action=name) | doc.ExpectConflict(action=name):
            return _settling(name.text, decision)
        case (
            doc.ExpectLevel(level=name) | doc.ExpectMeasure(measure=name) | doc.ExpectDecidedBy(subject=name)
        ):
            return _settling(name.text, decision)
        case doc.ExpectMissing() | doc.ExpectAttention() | doc.ExpectIntegrity():
            return frozenset()
        case _:
            assert_never(expectation)


def _settling(name: str, decision: Decision) -> frozenset[str]:
    facts = {one.fact for one in decision.missing if name in one.settles}
    return frozenset(facts | {one.name for one in decision.assessments if name in one.settles})


def _line(path: str, decision: Decision) -> Said:
    ruleset = decision.ruleset
    head, _, field = path.partition(".")
    list_, bracket, number = head.partition("[")
    if not bracket:
        return same(head) + Said(" er ", " is ") + _answer(ruleset.inputs[head].type_, decision)
    if not field:
        return Said("der er ingen ", "there are no ") + same(ruleset.lists[list_].plural)
    of = Said(f"{field} af {list_} ", f"{field} of {list_} ") + same(number.rstrip("]"))
    return of + Said(" er ", " is ") + _answer(ruleset.lists[list_].fields[field].type_, decision)


def _answer(type_: Type, decision: Decision) -> Said:
    """One of the answers that can be given, as it is written in an example."""
    match type_:
        case YesNo():
            return Said("nej", "no")
        case Number(low=low, percent=percent):
            return same(f"{number_text(low)} %" if percent else number_text(low))
        case Day():
            day = danish_date(decision.moment)
            return Said(format_date(day), format_date(day, "en"))
        case Instant():
            day = danish_date(decision.moment)
            return Said(f"{format_date(day)} kl. 9.00", f"{format_date(day, 'en')} at 9.00")
        case Choice() | SetOf():
            return same(type_.names[0])
        case OnScale(scale=scale):
            return same(decision.ruleset.scales[scale].names[0])
        case _:
            assert_never(type_)

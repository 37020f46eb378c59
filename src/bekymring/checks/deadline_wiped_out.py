"""A deadline counted from the latest of several records, so that a new record wipes out the deadline of the one before."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.reading import of_action
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.dependencies import walk_through
from bekymring.model.ruleset import DecideWhether, Expr, Pick, RecordValue, Require, Ruleset

CODE = Code(
    "BEK319",
    "deadline-wiped-out",
    Severity.WARNING,
    Words(
        "En ny »{list}« sletter fristen for den forrige: »{action}« regnes kun for den seneste.",
        "Skriv både handlingen og reglen »for hver {list}«, og regn fristen fra »denne {list}«, så hver får sin egen frist.",
    ),
    Words(
        "A new »{list}« wipes out the deadline of the one before: »{action}« is counted for the latest only.",
        "Write both the action and the rule »for each {list}«, and count from »this {list}«, so that each has its own deadline.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own duties whose deadline starts at, or whose doing is read from, the latest record of a list.

    What recurs is counted from the last time it was done, so an interval may well read the latest record.
    """
    rules = context.ruleset
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require | DecideWhether) or one.deadline is None:
                continue
            name = one.action if isinstance(one, Require) else one.subject
            anchors = [term.anchor for term in one.deadline.terms]
            counted = {list_ for anchor in anchors for list_ in _latest(rules, anchor)}
            action = rules.actions.get(name)
            recurs = isinstance(one, Require) and one.interval is not None
            if action is not None and action.per_record is None and not recurs:
                starts = {list_ for anchor in anchors for list_ in _lists(rules, anchor)}
                done = {list_ for expr in of_action(action) for list_ in _latest(rules, expr)}
                counted |= done & starts
            for list_ in sorted(counted):
                yield Diagnostic(CODE, one.span, {"list": list_, "action": name})


def _reads(rules: Ruleset, expr: Expr | None) -> Iterator[RecordValue]:
    every = () if expr is None else walk_through(expr, rules.definitions)
    return (each for each in every if isinstance(each, RecordValue))


def _latest(rules: Ruleset, expr: Expr | None) -> Iterator[str]:
    return (each.list_ for each in _reads(rules, expr) if each.pick is Pick.LATEST)


def _lists(rules: Ruleset, expr: Expr | None) -> Iterator[str]:
    return (each.list_ for each in _reads(rules, expr))


CHECK = Check(CODE, run)

"""A record that takes away a duty about another one, lets it fall due later, or counts it as done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed, is_done, milder
from bekymring.diagnostics import Code, Severity, Words
from bekymring.model import dependencies as reads
from bekymring.model.ruleset import DecideWhether, Expr, Modality, Require
from bekymring.prove.question import Kind, Question
from bekymring.source import Span

CODE = Code(
    "BEK415",
    "duty-wiped-out",
    Severity.WARNING,
    Words(
        "En ny »{list}« sletter pligten til »{name}« efter en tidligere: den falder bort, får en senere frist eller regnes for udført.",
        "Skriv både handlingen og reglen »for hver {list}«, så hver får sin egen pligt, frist og udførelse.",
    ),
    Words(
        'A new "{list}" wipes out the duty "{name}" after an earlier one: it is gone, gets a later deadline or counts as done.',
        'Write both the action and the rule "for each {list}", so that each has its own duty, deadline and doing.',
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a list, about the actions kept for its records and those whose deadline its records start.

    What recurs is counted from the last time it was done, so it may well read the latest record.
    """
    rules = context.ruleset
    found: dict[str, dict[str, Span]] = {}
    for rule in context.rules:
        for one in rule.conclusions:
            if not isinstance(one, Require | DecideWhether) or getattr(one, "interval", None) is not None:
                continue
            name = one.action if isinstance(one, Require) else one.subject
            action = rules.actions.get(name)
            kept = {action.per_record} if action is not None and action.per_record is not None else set()
            starts = {} if one.deadline is None else {term.anchor for term in one.deadline.terms}
            lists = kept | {each for anchor in starts for each in _lists(context, anchor)}
            for list_ in lists:
                found.setdefault(str(list_), {}).setdefault(name, one.span)
    for list_, names in sorted(found.items()):
        yield Question(Kind.WIPED_OUT, (list_, *sorted(names)), at=min(names.values(), key=_place))


def _place(at: Span) -> tuple[str, int]:
    return at.file, at.start


def _lists(context: Context, expr: Expr) -> Iterator[str]:
    for path in reads.paths_read(expr, context.ruleset.definitions):
        name, mark, _ = path.partition("[]")
        if mark:
            yield name


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The list."""
    del context
    return {"list": question.about[0], "name": ""}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The list."""
    list_ = args(context, question)["list"]
    return (
        f"Om en ny »{list_}« aldrig sletter en pligt efter en tidligere",
        f'Whether a new "{list_}" never wipes out a duty after an earlier one',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Which duty gets milder, or counts as done."""
    del context
    first, second = replayed
    names = question.about[1:]
    found = milder(first, second, names, least=Modality.MUST_BY_DEFAULT)
    if found is None:
        found = next((name for name in names if _counts_as_done(first, second, name)), None)
    return None if found is None else {"name": found}


def _counts_as_done(first: Replayed, second: Replayed, name: str) -> bool:
    after = second.outcomes(name)
    return any(
        not is_done(one) and record in after and is_done(after[record])
        for record, one in first.outcomes(name).items()
    )


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

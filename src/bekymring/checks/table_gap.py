"""A table that has no row for some case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK404",
    "table-gap",
    Severity.WARNING,
    Words(
        "Tabellen »{name}« har ingen række for barnet nedenfor: det falder mellem rækkerne.",
        "Skriv den række, der mangler. Skal reglerne tie her, så skriv det: | … | intet krav |",
    ),
    Words(
        'The table "{name}" has no row for the child below: it falls between the rows.',
        "Write the row that is missing. If the rules are to say nothing here, write so: | … | no demand |",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question a table."""
    for table in context.own(context.ruleset.tables.values()):
        yield Question(Kind.TABLE_GAP, (table.name,), at=table.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The table."""
    del context
    return {"name": question.about[0]}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The table."""
    del context
    name = question.about[0]
    return f"Om tabellen »{name}« har en række for alle", f'Whether the table "{name}" has a row for everyone'


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether every row certainly fails."""
    rows = context.ruleset.tables[question.about[0]].rows
    return {} if all(replayed[0].fails(row.when) for row in rows) else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

"""Two rows of a table for one case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from bekymring.checks.check import Context
from bekymring.checks.proof import FoundBy, ProofCheck
from bekymring.checks.replay import Replayed
from bekymring.diagnostics import Code, Severity, Words
from bekymring.prove.question import Kind, Question

CODE = Code(
    "BEK405",
    "table-overlap",
    Severity.NOTE,
    Words(
        "Række {first} og {second} i tabellen »{name}« gælder begge for barnet nedenfor.",
        "Begge rækker gælder, og det strengeste vinder. Er det ikke meningen, så gør et felt snævrere.",
    ),
    Words(
        'Rows {first} and {second} of the table "{name}" both hold for the child below.',
        "Both rows hold, and the stricter wins. If that is not meant, make a cell narrower.",
    ),
)


def asks(context: Context) -> Iterator[Question]:
    """One question two rows."""
    for table in context.own(context.ruleset.tables.values()):
        for (one, _), (other, row) in combinations(enumerate(table.rows), 2):
            yield Question(Kind.TABLE_OVERLAP, (table.name, str(one), str(other)), at=row.origin.span)


def args(context: Context, question: Question) -> Mapping[str, str]:
    """The table and the rows, counted from 1."""
    del context
    name, one, other = question.about
    return {"name": name, "first": str(int(one) + 1), "second": str(int(other) + 1)}


def subject(context: Context, question: Question) -> tuple[str, str]:
    """The rows."""
    said = args(context, question)
    return (
        f"Om række {said['first']} og {said['second']} i »{said['name']}« kan gælde samtidig",
        f'Whether rows {said["first"]} and {said["second"]} of "{said["name"]}" can hold at once',
    )


def shows(context: Context, question: Question, replayed: tuple[Replayed, ...]) -> Mapping[str, str] | None:
    """Whether both rows certainly hold."""
    rows = context.ruleset.tables[question.about[0]].rows
    return {} if all(replayed[0].holds(rows[int(one)].when) for one in question.about[1:]) else None


PROOF = ProofCheck(CODE, asks, FoundBy.A_CASE, args, subject, shows)

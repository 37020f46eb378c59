"""A row of a table that holds always, beside the others."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.syntax.document import Table, Whatever

CODE = Code(
    "BEK335",
    "catch-all-row",
    Severity.WARNING,
    Words(
        "En række i tabellen »{name}« har »uanset« i alle felter: den gælder altid, også når en anden række gør.",
        "Rækkefølgen har ingen betydning, og ingen række er »ellers«. Skriv, hvilke sager rækken er for, eller lav den til en regel uden betingelse.",
    ),
    Words(
        "A row of the table »{name}« has »whatever« in every cell: it always holds, also when another row does.",
        "Order does not matter, and no row is an »else«. Write which cases the row is for, or make it a rule without a condition.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds rows of nothing but whatever, in tables with other rows."""
    for document in context.documents:
        for table in document.declarations:
            if not isinstance(table, Table) or len(table.rows) < 2:  # noqa: PLR2004 - a lone row hides nothing
                continue
            for row in table.rows:
                if row.cells and all(isinstance(cell, Whatever) for cell in row.cells):
                    yield Diagnostic(CODE, row.span, {"name": table.name.text})


CHECK = Check(CODE, run)

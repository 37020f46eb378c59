"""Two rows of a table for the same cases."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.syntax.document import Table

CODE = Code(
    "BEK336",
    "duplicate-row",
    Severity.WARNING,
    Words(
        "To rækker i tabellen »{name}« er for de samme sager.",
        "Begge gælder, så skriv dem som én række, eller ret det felt, der skulle være forskelligt.",
    ),
    Words(
        "Two rows of the table »{name}« are for the same cases.",
        "Both hold, so write them as one row, or mend the cell that was to differ.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds rows whose cells are those of an earlier row."""
    for document in context.documents:
        for table in document.declarations:
            if not isinstance(table, Table):
                continue
            for position, row in enumerate(table.rows):
                same = [one for one in table.rows[:position] if one.cells == row.cells]
                if same:
                    label = Label(same[0].span, "Den første række står her.", "The first row stands here.")
                    yield Diagnostic(CODE, row.span, {"name": table.name.text}, (label,))


CHECK = Check(CODE, run)

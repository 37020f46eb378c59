"""A yes/no question about suspicion, concern or knowledge, which the law keeps apart."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.asking import questions
from bekymring.checks.check import Check, Context
from bekymring.checks.wording import speaks_of_suspicion
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.types import YesNo

CODE = Code(
    "BEK320",
    "suspicion-as-yes-no",
    Severity.WARNING,
    Words(
        "Spørgsmålet i »{name}« kan kun få ja eller nej, men spørger om »{word}«.",
        "Lovens trin er ingen, bekymring, mistanke og viden, og tvivl er et svar. Skriv »vished« i stedet for »ja/nej«, og brug »er mindst mistanke« i reglerne.",
    ),
    Words(
        "The question in »{name}« can only be answered yes or no, but asks about »{word}«.",
        "The grades of the law are none, concern, suspicion and knowledge, and doubt is an answer. Write »vished« instead of »yes/no«, and »is at least mistanke« in the rules.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own yes/no questions that speak of suspicion."""
    for one in questions(context):
        word = speaks_of_suspicion(one.question)
        if word and isinstance(one.type_, YesNo):
            yield Diagnostic(CODE, one.origin.span, {"name": one.name, "word": word})


CHECK = Check(CODE, run)

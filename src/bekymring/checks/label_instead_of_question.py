"""A fact whose text is a label, with or without a question mark."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.asking import questions
from bekymring.checks.check import Check, Context
from bekymring.checks.wording import is_question
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK322",
    "label-instead-of-question",
    Severity.WARNING,
    Words(
        "»{name}« stiller ikke et spørgsmål: »{question}«.",
        "Skriv spørgsmålet, som den, der skal svare, skal høre det, og slut med spørgsmålstegn.",
    ),
    Words(
        "»{name}« does not ask a question: »{question}«.",
        "Write the question as the one who answers is to hear it, and end it with a question mark.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own facts, assessments, parameters and fields whose text is no question."""
    for one in questions(context):
        if not is_question(one.question):
            yield Diagnostic(CODE, one.origin.span, {"name": one.name, "question": one.question})


CHECK = Check(CODE, run)

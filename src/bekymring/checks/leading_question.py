"""A question that says what to answer."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.asking import questions
from bekymring.checks.check import Check, Context
from bekymring.checks.wording import leans
from bekymring.diagnostics import Code, Diagnostic, Severity, Words

CODE = Code(
    "BEK323",
    "leading-question",
    Severity.WARNING,
    Words(
        "Spørgsmålet i »{name}« lægger svaret i munden på den, der spørges.",
        "Spørg åbent og neutralt, så ja og nej er lige lette at svare.",
    ),
    Words(
        "The question in »{name}« puts the answer into the mouth of the one who is asked.",
        "Ask openly and neutrally, so that yes and no are equally easy to answer.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own questions that lean."""
    for one in questions(context):
        if leans(one.question):
            yield Diagnostic(CODE, one.origin.span, {"name": one.name})


CHECK = Check(CODE, run)

"""What the proofs leave to be said beside the findings: the demands that are proved, and the children as examples."""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.checks.proofs import Proofs
from bekymring.cli.words import say


def said_of_proofs(proofs: Iterable[Proofs], lang: str) -> str:
    """A line for every demand that is proved, and what a proof says and does not say; empty where there are none."""
    proved = dict.fromkeys(one for each in proofs for one in each.proved)
    lines = [
        say("demand_proved", lang, file=one.at.file, line=one.at.line, label=one.label) for one in proved
    ]
    return "\n".join(["", *lines, say("what_proved_means", lang)]) if lines else ""


def examples_of(proofs: Iterable[Proofs], lang: str) -> str:
    """Every child that the proofs show, as text to paste."""
    texts = dict.fromkeys(one.text for each in proofs for one in each.examples)
    return "\n".join(texts) if texts else say("no_examples_shown", lang)

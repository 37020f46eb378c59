"""What the proofs leave to be said beside the findings: how far they are, what is proved, and the children as examples."""

from __future__ import annotations

from collections.abc import Iterable

from bekymring.checks.proofs import Proofs, Step
from bekymring.cli.terminal import ScreenLine
from bekymring.cli.words import say
from bekymring.frozen import define
from bekymring.report.say import Both

BETWEEN = 0.2
_LEFT = Both("Bevises ({left} tilbage): {subject}", "Proving ({left} left): {subject}")


@define
class Proving:
    """The line that says what is being proved."""

    lang: str
    line: ScreenLine

    @classmethod
    def on_terminal(cls, lang: str) -> Proving | None:
        """None where standard error is no terminal."""
        line = ScreenLine.on_terminal(BETWEEN)
        return None if line is None else cls(lang, line)

    def __call__(self, step: Step) -> None:
        """Shows what comes next."""
        if self.line.is_due():
            subject = step.subject[1 if self.lang == "en" else 0]
            self.line.put(_LEFT.say(self.lang, left=step.total - step.done, subject=subject))

    def close(self) -> None:
        """Takes the line away."""
        self.line.close()


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

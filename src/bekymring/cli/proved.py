"""What the proofs leave to be said beside the findings: how far they are, what is proved, and the children as examples."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from typing import TextIO

from attrs import define, field

from bekymring.checks.proofs import Proofs, Step
from bekymring.cli.words import say
from bekymring.report.say import Both

FIRST = 1.0
BETWEEN = 0.2
"""Seconds before the first line about progress, and between two."""
WIDTH = 78
_LEFT = Both("Bevises ({left} tilbage): {subject}", "Proving ({left} left): {subject}")


@define
class Proving:
    """One line on a terminal that says what is being proved, written over itself; the clock is given."""

    lang: str
    screen: TextIO
    clock: Callable[[], float] = time.monotonic
    shown: float | None = field(default=None, init=False)
    start: float = field(init=False)

    @start.default
    def _now(self) -> float:
        return self.clock()

    @classmethod
    def on_terminal(cls, lang: str) -> Proving | None:
        """None where standard error is no terminal: a log is not written over."""
        screen = sys.stderr
        return cls(lang, screen) if screen is not None and screen.isatty() else None

    def __call__(self, step: Step) -> None:
        """Shows what comes next, after the first second and not too often."""
        now = self.clock()
        if now - self.start < FIRST or (self.shown is not None and now - self.shown < BETWEEN):
            return
        self.shown = now
        subject = step.subject[1 if self.lang == "en" else 0]
        self._put(_LEFT.say(self.lang, left=step.total - step.done, subject=subject))

    def close(self) -> None:
        """Takes the line away."""
        if self.shown is not None:
            self._put("")

    def _put(self, text: str) -> None:
        line = "".join(sign if sign.isprintable() else " " for sign in text[:WIDTH])
        try:
            self.screen.write(f"\r{line:<{WIDTH}}\r{line}")
            self.screen.flush()
        except (OSError, ValueError):
            self.shown = None  # WHY: nobody sees it, and the proofs go on


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

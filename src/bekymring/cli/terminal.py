"""One line on a terminal that says how far long work has come, written over itself; nothing in a log."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from attrs import field

from bekymring.frozen import define

FIRST = 1.0
"""Seconds before the first line."""
WIDTH = 78


@define
class ScreenLine:
    """The line, with `between` seconds from one text to the next; the clock is given."""

    screen: TextIO
    between: float
    clock: Callable[[], float] = time.monotonic
    shown: float | None = field(default=None, init=False)
    start: float = field(init=False)

    @start.default
    def _now(self) -> float:
        return self.clock()

    @classmethod
    def on_terminal(cls, between: float) -> ScreenLine | None:
        """None where standard error is no terminal: a log is not written over."""
        screen = sys.stderr
        return cls(screen, between) if screen is not None and screen.isatty() else None

    def begin(self) -> None:
        """Counts the time from now."""
        self.start = self.clock()

    def is_due(self) -> bool:
        """Whether a text is to be shown now: after the first second and not too often."""
        now = self.clock()
        if now - self.start < FIRST or (self.shown is not None and now - self.shown < self.between):
            return False
        self.shown = now
        return True

    def put(self, text: str) -> None:
        """Shows a text in place of the one before."""
        line = "".join(sign if sign.isprintable() else " " for sign in text[:WIDTH])
        try:
            self.screen.write(f"\r{line:<{WIDTH}}\r{line}")
            self.screen.flush()
        except (OSError, ValueError):
            self.shown = None  # WHY: nobody sees it, and the work goes on

    def close(self) -> None:
        """Takes the line away."""
        if self.shown is not None:
            self.put("")

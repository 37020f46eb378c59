"""How far a long piece of work has come: one line on standard error, on a terminal only, after the first second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TextIO

from attrs import define, field

from bekymring.cli.words import say

FIRST = 1.0
BETWEEN = 0.5
WIDTH = 78


@define
class Progress:
    """The line, written over itself; the clock is given."""

    lang: str
    screen: TextIO
    clock: Callable[[], float]
    start: float = field(init=False)
    shown: float | None = None
    before: int | None = None
    """How many were done when the work began, which is more than none where it goes on."""

    @start.default
    def _now(self) -> float:
        return self.clock()

    @classmethod
    def on_screen(cls, lang: str) -> Progress | None:
        """The line where standard error is a terminal."""
        screen = sys.stderr
        is_terminal = screen is not None and screen.isatty()
        return cls(lang, screen, time.monotonic) if is_terminal else None

    def __call__(self, done: int, share: float | None) -> None:
        """Shows how far it is, at most twice a second."""
        now = self.clock()
        if self.before is None:
            self.before = done
            self.start = now
            return
        if now - self.start < FIRST or (self.shown is not None and now - self.shown < BETWEEN):
            return
        self.shown = now
        self._put(progress_line(done, done - self.before, now - self.start, share, self.lang))

    def close(self) -> None:
        """Takes the line away."""
        if self.shown is not None:
            self._put("")

    def _put(self, text: str) -> None:
        try:
            self.screen.write(f"\r{text[:WIDTH]:<{WIDTH}}\r{text[:WIDTH]}")
            self.screen.flush()
        except (OSError, ValueError):
            self.shown = None  # WHY: nobody sees it, and the work goes on


def progress_line(done: int, lately: int, seconds: float, share: float | None, lang: str) -> str:  # noqa: PLR0917 - one line of figures
    """`12.300 sager · 950 i sekundet · ca. 17 min. tilbage`."""
    rate = lately / seconds
    point = "," if lang == "en" else "."
    figures = {"done": f"{done:,}".replace(",", point), "rate": f"{rate:,.0f}".replace(",", point)}
    line = say("progress", lang, **figures)
    if not share or not done or not rate:
        return line
    return f"{line} · {_left((done / share - done) / rate, lang)}"


def _left(seconds: float, lang: str) -> str:
    minutes = round(max(seconds, 0) / 60)
    if minutes < 1:
        return say("under_a_minute_left", lang)
    return say("minutes_left", lang, n=minutes)

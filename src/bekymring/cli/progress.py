"""How far many cases have come: one line on standard error, on a terminal only, after the first second."""

from __future__ import annotations

from bekymring.cli.terminal import ScreenLine
from bekymring.cli.words import say
from bekymring.frozen import define

BETWEEN = 0.5


@define
class Progress:
    """The line of many cases."""

    lang: str
    line: ScreenLine
    before: int | None = None
    """How many were done when the work began, which is more than none where it goes on."""

    @classmethod
    def on_terminal(cls, lang: str) -> Progress | None:
        """None where standard error is no terminal."""
        line = ScreenLine.on_terminal(BETWEEN)
        return None if line is None else cls(lang, line)

    def __call__(self, done: int, share: float | None) -> None:
        """Shows how far it is, at most twice a second."""
        if self.before is None:
            self.before = done
            self.line.begin()
        elif self.line.is_due():
            seconds = self.line.clock() - self.line.start
            self.line.put(progress_line(done, done - self.before, seconds, share, self.lang))

    def close(self) -> None:
        """Takes the line away."""
        self.line.close()


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

"""Why a job of many cases cannot be done at all; what is wrong with one row is a row of the answers instead."""

from __future__ import annotations

from bekymring.api.errors import BekymringError
from bekymring.diagnostics import Diagnostic


class BatchError(BekymringError, ValueError):
    """A job that cannot be done, in both languages; what is wrong with its columns, where it is that."""

    def __init__(self, da: str, en: str, mistakes: tuple[Diagnostic, ...] = ()) -> None:
        super().__init__(da, en, mistakes)
        self._da = da
        self._en = en
        self.mistakes = mistakes

    def words(self, lang: str = "da") -> str:
        """What is wrong and what to write instead, in a language."""
        lines = [
            f"   {one.at}: {one.message(lang)} {one.help(lang)} [{one.code.number}]" for one in self.mistakes
        ]
        return "\n".join((self._en if lang == "en" else self._da, *lines))

    def __str__(self) -> str:
        return self.words()

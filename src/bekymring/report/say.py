"""Sentences in two languages; each stands beside the code that says it, and takes arguments by name."""

from __future__ import annotations

from collections.abc import Sequence

from bekymring.frozen import frozen


@frozen
class Both:
    """One sentence or word, in Danish and in English; `{name}` takes an argument."""

    da: str
    en: str

    def say(self, lang: str, **arguments: object) -> str:
        """The sentence in a language, `da` or `en`."""
        words = self.en if lang == "en" else self.da
        return words.format_map(arguments) if arguments else words


AND = Both("og", "and")
OR = Both("eller", "or")


def listed(parts: Sequence[str], lang: str, *, last: Both = AND) -> str:
    """`a`, `a og b`, `a, b og c`."""
    if len(parts) < 2:  # noqa: PLR2004 - one needs no joining word
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last.say(lang)} {parts[-1]}"


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """The text with a small first letter."""
    return text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """The text with a capital first letter and something that ends it."""
    begun = upper_first(text.strip())
    return begun if not begun or begun.endswith((".", "?", "!", ":", "…", "[…]")) else begun + "."

"""Every code from reading to checks, and the page that explains one.

Takes: nothing, or a code.
Gives: the codes by number; a page in Danish, or the same in English from the code's words.
Afterwards true: no code is without a page; where nobody wrote one it is made from the code's words.
"""

from __future__ import annotations

from collections.abc import Mapping

from bekymring.case import mistakes as case
from bekymring.case import row_mistakes as rows
from bekymring.checks import ALL_CHECKS
from bekymring.checks.proofs import PROOF_CODES
from bekymring.checks.silencing import CODES
from bekymring.diagnostics import Code, Severity
from bekymring.model import mistakes as model
from bekymring.resources import check_page
from bekymring.syntax import mistakes as syntax

_SEVERITY = {
    Severity.ERROR: ("Fejl", "Error"),
    Severity.WARNING: ("Advarsel", "Warning"),
    Severity.NOTE: ("Bemærkning", "Note"),
}
_COUNTS = {
    Severity.ERROR: (
        "Regelsættet eller sagen kan ikke bruges, før den er rettet, og den kan ikke tillades med en kommentar.",
        "The rule set or the case cannot be used until it is mended, and no comment can allow it.",
    ),
    Severity.WARNING: (
        "Skriv grunden på linjen eller linjen over, hvis den skal stå: # tillad {number}: <grund>",
        "If it is to stand, write the reason on the line or the line above: # allow {number}: <reason>",
    ),
    Severity.NOTE: (
        "Den tæller ikke med i resultatet.",
        "It does not count in the result.",
    ),
}


def all_codes() -> Mapping[str, Code]:
    """Every code by its number, in order."""
    checks = tuple(check.code for check in ALL_CHECKS)
    every = (*syntax.CODES, *model.codes(), *checks, *PROOF_CODES, *CODES, *case.CODES, *rows.CODES)
    return {code.number: code for code in sorted(every, key=lambda one: one.number)}


def page(code: Code, *, lang: str = "da") -> str:
    """What a finding means, why it matters and how to mend it, as Markdown."""
    written = check_page(code.slug) if lang == "da" else None
    return _made(code, lang) if written is None else written


def _made(code: Code, lang: str) -> str:
    words, english = code.words(lang), lang == "en"
    titles = (
        ("What", "How to mend it", "How it counts")
        if english
        else ("Hvad", "Sådan rettes den", "Sådan tæller den")
    )
    counts = _COUNTS[code.severity][english].replace("{number}", code.number)
    parts = [f"# {code.number} {code.slug}", f"{_SEVERITY[code.severity][english]}."]
    parts += [f"## {titles[0]}", without_arguments(words.message)]
    help_ = without_arguments(words.help)
    if help_.strip("… ."):
        parts += [f"## {titles[1]}", help_]
    parts += [f"## {titles[2]}", counts]
    return "\n\n".join(parts) + "\n"


def without_arguments(template: str) -> str:
    """The words with an ellipsis where a finding puts in what it found."""
    return template.format_map(_Ellipses())


class _Ellipses(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"

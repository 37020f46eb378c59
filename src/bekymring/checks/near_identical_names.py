"""Two names that are easily taken for each other."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.naming import declared
from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words

CODE = Code(
    "BEK331",
    "near-identical-names",
    Severity.WARNING,
    Words(
        "Navnet »{name}« ligner »{other}« til forveksling.",
        "Er det den samme ting, så brug ét navn. Ellers giv den ene et navn, der siger forskellen.",
    ),
    Words(
        "The name »{name}« is easily taken for »{other}«.",
        "If they are the same thing, use one name. Otherwise give one a name that says the difference.",
    ),
)


_SHORTEST = 5
"""Shorter names differ in one letter by nature."""


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own names that differ from another in one letter."""
    parts = dict(declared(context.ruleset))
    order = sorted(parts, key=lambda name: (context.is_own(parts[name]), parts[name].origin.span.start, name))
    earlier: dict[str, list[str]] = {}
    for name in order:
        others = sorted({other for blurred in _blurred(name) for other in earlier.get(blurred, ())})
        for blurred in _blurred(name):
            earlier.setdefault(blurred, []).append(name)
        other = next((one for one in others if _differ_in_a_letter(one, name)), None)
        if other is not None and context.is_own(parts[name]):
            label = Label(parts[other].origin.span, "Det andet navn står her.", "The other name stands here.")
            args = {"name": name, "other": other}
            yield Diagnostic(CODE, parts[name].origin.span, args, (label,))


def _blurred(name: str) -> frozenset[str]:
    """The name, and the name without each of its letters: two names that differ in one letter share one of these."""
    if len(name) < _SHORTEST:
        return frozenset()
    return frozenset({name, *(name[:at] + name[at + 1 :] for at in range(len(name)))})


def _differ_in_a_letter(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    if short.casefold() == long.casefold():  # found where names are resolved
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    rest = short[at:] == long[at + 1 :] if len(short) < len(long) else short[at + 1 :] == long[at + 1 :]
    # WHY: step_1 and step_2 differ on purpose.
    return rest and not long[at].isdigit() and not short[at : at + 1].isdigit()


CHECK = Check(CODE, run)

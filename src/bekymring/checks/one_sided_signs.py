"""Signs of one kind without their counterpart."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import IndicatorKind as Kind

CODE = Code(
    "BEK321",
    "one-sided-signs",
    Severity.WARNING,
    Words(
        "Reglerne har {found}, men ingen {missing}.",
        "Se efter begge sider: beskriv også {missing}, så det, der taler for barnet, får lige så meget plads.",
    ),
    Words(
        "The rules have {found_en}, but no {missing_en}.",
        "Look at both sides: describe {missing_en} too, so that both get equal room.",
    ),
)


_WORDS = {
    Kind.SIGN_OF_DANGER: ("tegn på fare", "signs of danger"),
    Kind.SIGN_OF_SAFETY: ("tegn på sikkerhed", "signs of safety"),
    Kind.SIGN_OF_NOT_THRIVING: ("tegn på mistrivsel", "signs of not thriving"),
    Kind.SIGN_OF_THRIVING: ("tegn på trivsel", "signs of thriving"),
    Kind.RISK_FACTOR: ("risikofaktorer", "risk factors"),
    Kind.PROTECTIVE_FACTOR: ("beskyttelsesfaktorer", "protective factors"),
}
_PAIRS = (
    (Kind.SIGN_OF_DANGER, Kind.SIGN_OF_SAFETY),
    (Kind.SIGN_OF_NOT_THRIVING, Kind.SIGN_OF_THRIVING),
    (Kind.RISK_FACTOR, Kind.PROTECTIVE_FACTOR),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds the first own indicator of a kind whose counterpart nothing in the rule set is."""
    kinds = {one.kind for one in context.ruleset.indicators.values()}
    for pair in _PAIRS:
        for found, missing in (pair, pair[::-1]):
            own = [one for one in context.own(context.ruleset.indicators.values()) if one.kind is found]
            if own and missing not in kinds:
                first = min(own, key=lambda one: (one.origin.span.file, one.origin.span.start))
                args = {
                    "found": _WORDS[found][0],
                    "missing": _WORDS[missing][0],
                    "found_en": _WORDS[found][1],
                    "missing_en": _WORDS[missing][1],
                }
                yield Diagnostic(CODE, first.origin.span, args)


CHECK = Check(CODE, run)

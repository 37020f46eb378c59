"""An exception that this rule set makes to a rule of another."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words

CODE = Code(
    "BEK353",
    "added-exception",
    Severity.NOTE,
    Words(
        "»{name}« undtager fra reglen »{rule}« i »{layer}«.",
        "Reglen tillader det (»kan undtages lokalt«). Her står det, for at alle kan se det; det vises også i begrundelsen.",
    ),
    Words(
        "»{name}« makes an exception to the rule »{rule}« of »{layer}«.",
        "The rule allows it (»may be excepted locally«). It is listed so that all can see it; the explanation shows it too.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Lists the own exceptions to rules of what the rule set builds on."""
    for rule in context.ruleset.rules.values():
        for one in context.own(rule.exceptions):
            label = Label(rule.origin.span, "Reglen står her.", "The rule stands here.")
            args = {"name": one.name, "rule": rule.name, "layer": rule.origin.layer}
            yield Diagnostic(CODE, one.origin.span, args, (label,))


CHECK = Check(CODE, run)

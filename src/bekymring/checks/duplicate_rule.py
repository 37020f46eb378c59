"""Two rules that under the same conditions conclude the same."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.model.ruleset import Period, Rule

CODE = Code(
    "BEK330",
    "duplicate-rule",
    Severity.WARNING,
    Words(
        "Reglen »{name}« siger det samme som »{other}«.",
        "Behold den ene, og skriv begge hjemler og kilder på den; to ens regler bliver før eller siden rettet hver for sig.",
    ),
    Words(
        "The rule »{name}« says the same as »{other}«.",
        "Keep one and write both statutes and sources on it; two equal rules will sooner or later be changed apart.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own rules that share conditions and a conclusion with an earlier rule, in periods that meet."""
    every = sorted(context.ruleset.rules.values(), key=lambda rule: (context.is_own(rule), *_place(rule)))
    earlier: dict[object, list[Rule]] = {}
    for rule in every:
        same = [one for one in earlier.get(_conditions(rule), ()) if _meet(one.period, rule.period)]
        earlier.setdefault(_conditions(rule), []).append(rule)
        for other in same if context.is_own(rule) else ():
            # WHY: rows of one table have a check of their own.
            if set(other.conclusions) & set(rule.conclusions) and (
                rule.table is None or rule.table != other.table
            ):
                args = {"name": rule.name, "other": other.name}
                label = Label(other.origin.span, "Den anden regel står her.", "The other rule stands here.")
                yield Diagnostic(CODE, rule.origin.span, args, (label,))
                break


def _place(rule: Rule) -> tuple[str, int, str]:
    return (rule.origin.span.file, rule.origin.span.start, rule.name)


def _conditions(rule: Rule) -> object:
    return (rule.per_record, rule.measured_on, rule.when, frozenset(rule.unless))


def _meet(first: Period, second: Period) -> bool:
    starts = [one.start for one in (first, second) if one.start is not None]
    ends = [one.end for one in (first, second) if one.end is not None]
    return not starts or not ends or max(starts) <= min(ends)


CHECK = Check(CODE, run)

"""A citation of a law that is not in force while the rule is."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.checks.check import Check, Context
from bekymring.checks.citing import cited
from bekymring.diagnostics import Code, Diagnostic, Severity, Words
from bekymring.model.ruleset import Period, Rule, Ruleset

CODE = Code(
    "BEK312",
    "citation-outside-period",
    Severity.ERROR,
    Words(
        "Reglen »{name}« gælder også på dage, hvor »{law}« ikke gælder.",
        "Skriv på reglen, hvornår den gælder (»gælder fra … til og med …«), eller henvis til den lov, der gælder.",
    ),
    Words(
        "The rule »{name}« also holds on days when »{law}« is not in force.",
        "Write on the rule when it holds (»valid from … until …«), or cite the law that is in force.",
    ),
)


def run(context: Context) -> Iterator[Diagnostic]:
    """Finds own citations of laws outside the laws' periods.

    A rule must lie within; what has no period of its own (a fact, an action) must only meet the law at all.
    """
    rules = context.ruleset
    whole = rules.head.period
    for part, citation in cited(rules):
        law = rules.laws.get(citation.source)
        if law is None or not context.is_own(part):
            continue
        if isinstance(part, Rule):
            outside = not _within(_both(part.period, whole), law.period)
        else:
            outside = not _meet(whole, law.period)
        if outside:
            name = getattr(part, "name", "") or _setting_of(rules, part)
            yield Diagnostic(CODE, citation.span, {"name": name, "law": law.name})


def _setting_of(rules: Ruleset, part: object) -> str:
    return next((one.name for one in rules.inputs.values() if one.setting is part), "")


def _both(first: Period, second: Period) -> Period:
    starts = [one.start for one in (first, second) if one.start is not None]
    ends = [one.end for one in (first, second) if one.end is not None]
    return Period(max(starts, default=None), min(ends, default=None))


def _within(period: Period, law: Period) -> bool:
    # WHY: a start that nobody wrote says nothing about old days; an end that nobody wrote means "still".
    starts_in_time = law.start is None or period.start is None or law.start <= period.start
    return starts_in_time and (law.end is None or (period.end is not None and period.end <= law.end))


def _meet(first: Period, second: Period) -> bool:
    both = _both(first, second)
    return both.start is None or both.end is None or both.start <= both.end


CHECK = Check(CODE, run)

"""The totals of many cases as text: counts by level, duty and missing answer, and never a child."""

from __future__ import annotations

from collections.abc import Iterator

from bekymring.batch import Totals
from bekymring.cli.words import counted, say
from bekymring.decision import NOT_ASSESSED, Certainty
from bekymring.model.ruleset import Modality, Ruleset
from bekymring.report.clean import shown

MOST_MISSING = 10
_MODALITIES = tuple(one.value for one in reversed(Modality))


def totals_text(totals: Totals, ruleset: Ruleset, lang: str, *, output: str) -> str:
    """What many cases come to."""
    return "\n".join(_lines(totals, ruleset, lang, output))


def _lines(totals: Totals, ruleset: Ruleset, lang: str, output: str) -> Iterator[str]:
    yield say("batch_done", lang, cases=counted(totals.cases, "cases", lang), path=output)
    if totals.errors:
        yield say("batch_errors", lang, n=totals.errors)
        for (number, slug), n in totals.below("error"):
            yield f"   {n:>9}  {number} {slug}"
    if totals.faults:
        yield say("batch_faults", lang, n=totals.faults)
    yield say("batch_undecided", lang, n=totals.of("undecided"))
    yield from _levels(totals, ruleset, lang)
    yield from _duties(totals, ruleset, lang)
    yield from _missing(totals, lang)
    yield say("batch_caution", lang)


def _levels(totals: Totals, ruleset: Ruleset, lang: str) -> Iterator[str]:
    for name, level in sorted(ruleset.levels.items()):
        scale = ruleset.scales[level.scale]
        ranks = {NOT_ASSESSED: -1} | {step: rank for rank, step in enumerate(scale.names)}
        steps = {one.name: one.label or one.name for one in scale.steps} | {
            NOT_ASSESSED: say("not_assessed", lang)
        }
        found = sorted(totals.below("level", name), key=lambda one: (ranks[one[0][0]], ranks[one[0][1]]))
        if found:
            yield f"\n{shown(level.title or name)}"
        for (least, worst, _), n in found:
            told = (
                steps[least]
                if least == worst
                else say("bounds", lang, least=steps[least], worst=steps[worst])
            )
            yield f"   {n:>9}  {shown(told)}"


def _duties(totals: Totals, ruleset: Ruleset, lang: str) -> Iterator[str]:
    names = [
        name for name in sorted(ruleset.actions) if totals.below("duty", name) or totals.below("ban", name)
    ]
    if names:
        yield f"\n{say('duties', lang)}"
    for name in names:
        action = ruleset.actions[name]
        yield f"   {shown(action.infinitive)}" + (
            f" ({say('each_record', lang)})" if action.per_record else ""
        )
        for modality in _MODALITIES:
            for certainty in Certainty:
                if n := totals.of("duty", name, modality, certainty.value):
                    yield f"   {n:>9}  {say(f'duty_{modality}', lang)}: {say(f'so_{certainty.value}', lang)}"
        for certainty in Certainty:
            if n := totals.of("ban", name, certainty.value):
                yield f"   {n:>9}  {say('must_not', lang)}: {say(f'so_{certainty.value}', lang)}"
        for sure in ("certain", "perhaps"):
            if n := totals.of("overdue", name, sure):
                yield f"   {n:>9}  {say(f'overdue_{sure}', lang)}"


def _missing(totals: Totals, lang: str) -> Iterator[str]:
    found = sorted(totals.below("missing"), key=lambda one: (-one[1], one[0]))
    if found:
        yield f"\n{say('most_missing', lang)}"
    for (fact,), n in found[:MOST_MISSING]:
        yield f"   {n:>9}  {shown(fact)}"
    if len(found) > MOST_MISSING:
        yield say("more_missing", lang, n=len(found) - MOST_MISSING)

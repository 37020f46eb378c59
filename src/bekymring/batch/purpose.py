"""What a rule set may be used for beyond single cases, and the purpose that a caller states.

Takes the stated purpose and a rule set; gives the purpose with the use that it names, or a `BatchError` that says what to write.
Afterwards true: the head of the rule set allows the use. Docs: language reference, *The head*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from attrs import frozen

from bekymring.batch.errors import BatchError
from bekymring.model.ruleset import AllowedUse, Ruleset
from bekymring.report.clean import line
from bekymring.syntax.words import LANGUAGES, vocabulary

LONGEST_PURPOSE: Final = 400
_REST: Final = re.compile(r"\W|$")


@frozen
class Purpose:
    """A purpose, and the use of the rule set that it names."""

    use: AllowedUse
    text: str


def purpose_of(stated: str | None, ruleset: Ruleset) -> Purpose:
    """The purpose that a caller states: it begins with a use that the rule set allows, alone or followed by own words.

    Raises BatchError where the rule set is for single cases only, no purpose is stated, or it names another one.
    """
    allowed = tuple(one for one in ruleset.head.allowed_uses if one is not AllowedUse.SINGLE_CASES)
    if not allowed:
        raise _single_cases_only(ruleset)
    text = " ".join(line((stated or "")[: 2 * LONGEST_PURPOSE]).split())
    if not text:
        raise _no_purpose(ruleset, allowed)
    named = next((use for use in AllowedUse if any(_begins(text, word) for word in _words(use))), None)
    if named not in allowed or len(text) > LONGEST_PURPOSE:
        raise _other_purpose(ruleset, allowed)
    return Purpose(named, text)


def _words(use: AllowedUse) -> tuple[str, ...]:
    return tuple(vocabulary(lang).word("USE", use.value) for lang in LANGUAGES)


def _begins(text: str, word: str) -> bool:
    return text.lower().startswith(word) and _REST.match(text, len(word)) is not None


def _told(uses: Iterable[AllowedUse], lang: str) -> str:
    return ", ".join(vocabulary(lang).word("USE", one.value) for one in uses)


def _single_cases_only(ruleset: Ruleset) -> BatchError:
    name, who = ruleset.name, ruleset.head.responsible
    return BatchError(
        f"Regelsættet »{name}« må kun bruges til enkeltsager. Vurdér én sag ad gangen: bekymring evaluate {name} SAG.\n"
        f"Den, der er ansvarlig for reglerne ({who}), kan tillade mere i hovedet: "
        f"{_phrase('da')} {_told((AllowedUse.SINGLE_CASES, AllowedUse.SUPERVISION), 'da')}",
        f'The rule set "{name}" may be used for single cases only. Evaluate one case at a time: bekymring evaluate {name} CASE.\n'
        f"Whoever is responsible for the rules ({who}) can allow more in the head: "
        f"{_phrase('en')} {_told((AllowedUse.SINGLE_CASES, AllowedUse.SUPERVISION), 'en')}",
    )


def _phrase(lang: str) -> str:
    return vocabulary(lang).word("ALLOWED_USES")


def _no_purpose(ruleset: Ruleset, allowed: tuple[AllowedUse, ...]) -> BatchError:
    return BatchError(
        f"Sig, hvad svarene skal bruges til: {_written(allowed, 'da')}. {_may(ruleset, allowed, 'da')}",
        f"Say what the answers are for: {_written(allowed, 'en')}. {_may(ruleset, allowed, 'en')}",
    )


def _other_purpose(ruleset: Ruleset, allowed: tuple[AllowedUse, ...]) -> BatchError:
    return BatchError(
        f"{_may(ruleset, allowed, 'da')} Formålet skal begynde med et af de ord og fylde højst {LONGEST_PURPOSE} tegn: "
        f"{_written(allowed, 'da')}.",
        f"{_may(ruleset, allowed, 'en')} The purpose must begin with one of those words and have at most "
        f"{LONGEST_PURPOSE} characters: {_written(allowed, 'en')}.",
    )


def _written(allowed: tuple[AllowedUse, ...], lang: str) -> str:
    what = "a sample in March" if lang == "en" else "stikprøve i marts"
    return f'--purpose "{_told(allowed[:1], lang)}: {what}"'


def _may(ruleset: Ruleset, allowed: tuple[AllowedUse, ...], lang: str) -> str:
    if lang == "en":
        return f'Beyond single cases the rule set "{ruleset.name}" may be used for: {_told(allowed, lang)}.'
    return f"Ud over enkeltsager må regelsættet »{ruleset.name}« bruges til: {_told(allowed, lang)}."

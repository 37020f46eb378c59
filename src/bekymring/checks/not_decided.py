"""What is said of questions that are neither proved nor refuted, and of a case that does not show what was claimed."""

from __future__ import annotations

from bekymring.diagnostics import Code, Severity, Words

CODE = Code(
    "BEK490",
    "not-decided",
    Severity.NOTE,
    Words(
        "{subject_da} er ikke afgjort: {why_da}{where_da}. Det er hverken bevist eller modbevist.",
        'Regn ikke med det. Skriv betingelsen enklere, hvis det kan lade sig gøre. Et krav kan accepteres som uafgjort: ubevist fordi "…"',
    ),
    Words(
        "{subject_en} is not decided: {why_en}{where_en}. It is neither proved nor refuted.",
        'Do not rely on it. Write the condition more simply if that can be done. A demand can be accepted as not decided: unproved because "…"',
    ),
)

ACCEPTED = Code(
    "BEK491",
    "accepted-unproved",
    Severity.NOTE,
    Words(
        "{subject_da} er ikke bevist, og det er accepteret: {why_da}{where_da}.",
        "Prøv igen, når reglerne ændres: grunden kan være faldet bort.",
    ),
    Words(
        "{subject_en} is not proved, and that is accepted: {why_en}{where_en}.",
        "Try again when the rules change: the reason may have gone.",
    ),
)

NOT_SHOWN = Code(
    "BEK499",
    "case-does-not-show",
    Severity.ERROR,
    Words(
        "Intern fejl: {subject_da} – beviset fandt en sag, som beslutningen ikke bekræfter. Det er vores fejl, ikke jeres.",
        "Stol ikke på beviserne for dette regelsæt, før fejlen er rettet. Meld den med regelsættet.",
    ),
    Words(
        "Internal error: {subject_en} - the proof found a case that the decision does not confirm. The fault is ours, not yours.",
        "Do not rely on the proofs of this rule set until it is mended. Report it with the rule set.",
    ),
)

CODES = (CODE, ACCEPTED, NOT_SHOWN)

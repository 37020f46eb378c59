"""Small rule sets in text, allowed to be used for many cases, and frames for them."""

from pathlib import Path

import bekymring

HEAD = """regelsæt prøve "Opdigtet prøve" version 1.0
    gælder fra 1. januar 2026
    ansvarlig "Opdigtet"
    må bruges til enkeltsager, ledelsestilsyn
    dækker ikke "Virkelige sager"

kilde opdigtet "Opdigtet" er praksisbeskrivelse
rolle rådgiver "rådgiver"

skala farver "Farve" fra bedst til værst
    grøn "grøn"
    gul "gul"
    rød "rød"

niveau farve "Farve" på skala farver

handling samtale "tale med barnet"
    påhviler rådgiver
handling brev "skrive et brev"
    påhviler rådgiver

oplysning slag "Er der mistanke om slag?": ja/nej
oplysning fravær "Hvor stort er fraværet?": procent fra 0 til 100
oplysning alder "Hvor gammelt er barnet?": heltal fra 0 til 17 enhed "år"
oplysning støtte "Hvem støtter?": en af (skole, familie, ingen_støtte)
oplysning modtaget "Hvornår kom brevet?": dato

hændelse henvendelse flertal henvendelser "Henvendelse om barnet" dateret kommet med
    felt kommet "Hvornår kom henvendelsen?": dato
    felt alvorlig "Er den alvorlig?": ja/nej

handling svar "svare på henvendelsen" for hver henvendelse
    påhviler rådgiver
"""
TAIL = '    fordi "Opdigtet"\n    ifølge opdigtet læst 1. januar 2026\n'
ON = {"on": __import__("datetime").date(2026, 6, 15), "purpose": "ledelsestilsyn"}


def loaded(folder: Path, *rules: str) -> bekymring.Ruleset:
    """The head with some rules; each gets its reason. One that begins with `for hver` is read for each record."""
    place = folder / "prøve.bek"
    each = ((number, " " if rule.startswith("for") else "\n", rule) for number, rule in enumerate(rules, 1))
    text = HEAD + "".join(f"\nregel r{number}{between}{rule}\n{TAIL}" for number, between, rule in each)
    place.write_text(text, encoding="utf-8")
    return bekymring.load(place)

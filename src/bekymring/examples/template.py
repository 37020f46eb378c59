"""A small rule set that works, to start from: what `bekymring new` writes.

Takes a name, a title and a language; gives the text of each file by its name.
Afterwards true: the rule set has no findings but notes, and all its examples are met.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_DANISH: Final = """\
# Et lille regelsæt at begynde med. Alt i det er opdigtet: ret det, til det er jeres eget.
# En linje med # foran er en bemærkning til den, der læser; den betyder intet for reglerne.
#
# Prøv det, hver gang du har rettet:
#   bekymring tjek .               finder det, der er galt
#   bekymring prøv . --coverage    prøver eksemplerne, og viser, hvad de ikke prøver

regelsæt @NAME@ "@TITLE@" version 0.1
    gælder fra 1. januar 2026
    bygger på grundlag
    ansvarlig "Skriv her, hvem der står inde for reglerne"
    godkendt 1. januar 2026 af "Skriv her, hvem der har godkendt dem"
    revideres senest 1. januar 2029
    må bruges til enkeltsager
    dækker ikke "Skriv her, hvad reglerne ikke tager stilling til"

kilde vores_retningslinje "Vores egen retningslinje" er retningslinje

rolle nærmeste_fagperson "den fagperson, der kender barnet bedst", nærmeste_leder "den nærmeste leder"

# En skala siger, hvilke trin der er. Et niveau er det, som reglerne peger på.
skala trivselstrin "Trin for trivsel" fra bedst til værst
    grøn "trivsel"
    gul "bekymring"
    rød "stærk bekymring"

niveau trivsel "Barnets trivsel" på skala trivselstrin
    vurderes af nærmeste_fagperson

# --- Hvad vi spørger om -------------------------------------------------------------------------------------

oplysning uger_med_uro "I hvor mange uger har barnet været mere uroligt, end det plejer?": heltal fra 0 til 52 enhed "uger"
    kan oplyses af skole, dagtilbud, forældre, barnet
    højere er værre

# vished har fire svar: ingen, bekymring, mistanke, viden. Også en bekymring er et svar.
oplysning vished_om_mobning "Hvor sikre er tegnene på, at barnet bliver mobbet?": vished
    kan oplyses af barnet, skole, forældre
    højere er værre

oplysning bemærket_den "Hvornår blev det bemærket?": dato
    kan oplyses af skole, dagtilbud

oplysning drøftet_den "Hvornår er det drøftet med den nærmeste leder?": dato
    kan oplyses af egne_akter

# --- Hvad svarene er tegn på --------------------------------------------------------------------------------

indikator langvarig_uro "Barnet har været mere uroligt end ellers i mindst fire uger" er et tegn på mistrivsel
    når uger_med_uro er mindst 4
    ifølge vores_retningslinje ikke læst

# Uden »når« svares der direkte: ja eller nej.
indikator en_god_ven "Barnet har mindst én god ven" er et tegn på trivsel
    kan oplyses af barnet, skole, dagtilbud, forældre

# --- Hvad der kan gøres -------------------------------------------------------------------------------------

handling drøftelse "drøfte barnets trivsel med den nærmeste leder"
    påhviler nærmeste_fagperson
    udført den drøftet_den

# --- Reglerne -----------------------------------------------------------------------------------------------

regel uro_peger_på_gul
    når langvarig_uro
    taler imod når en_god_ven
    så peger det på trivsel gul
    fordi "Uro, der varer ved, kan være et tegn på, at barnet ikke trives"
    ifølge vores_retningslinje ikke læst

regel mobning_peger_på_rød
    når vished_om_mobning er mindst mistanke
    så peger det på trivsel rød
    fordi "Mobning går ud over barnets trivsel hver dag"
    ifølge vores_retningslinje ikke læst

regel drøftes_inden_for_en_uge
    når trivsel er gul eller værre
    så skal drøftelse som udgangspunkt ske senest 7 dage efter bemærket_den
        kan fraviges af nærmeste_leder
    fordi "Ingen skal gå alene med en bekymring"
    ifølge vores_retningslinje ikke læst

# --- Hvad der altid skal gælde ------------------------------------------------------------------------------

krav til reglerne "Mere uro mildner aldrig": mere uger_med_uro mildner aldrig trivsel

# --- Eksempler: opdigtede børn, og hvad reglerne skal sige om dem ----------------------------------------------

eksempel "Seks uger med uro og endnu ikke drøftet (opdigtet)"
    i en sag hvor
        uger_med_uro er 6
        vished_om_mobning er ingen
        en_god_ven er ja
        bemærket_den er 2. marts 2026
        drøftet_den er ikke sket
    vurderet 6. marts 2026 kl. 9.00
    forventes
        trivsel er gul
        drøftelse skal som udgangspunkt ske senest 9. marts 2026
        drøftelse er ikke forfalden

eksempel "Mistanke om mobning, drøftet samme dag (opdigtet)"
    i en sag hvor
        uger_med_uro er 5
        vished_om_mobning er mistanke
        en_god_ven er nej
        bemærket_den er 2. marts 2026
        drøftet_den er 2. marts 2026
    vurderet 6. marts 2026
    forventes
        trivsel er rød
        drøftelse er udført

# At ingen regel peger på noget, betyder ikke, at barnet trives: trinnet er ikke vurderet.
eksempel "Hverken uro eller mobning (opdigtet)"
    i en sag hvor
        uger_med_uro er 1
        vished_om_mobning er bekymring
        en_god_ven er nej
    vurderet 6. marts 2026
    forventes
        trivsel er ikke vurderet
        drøftelse har intet krav

eksempel "Ingen har spurgt om mobning endnu (opdigtet)"
    i en sag hvor
        uger_med_uro er 1
    vurderet 6. marts 2026
    forventes
        trivsel er ikke vurderet eller rød
        der mangler vished_om_mobning
"""

_DANISH_README: Final = """\
# @TITLE@

Et lille regelsæt at begynde med. Alt i det er opdigtet: ret det, til det er jeres eget.

| Fil | Hvad der står |
|---|---|
| `@NAME@.bek` | reglerne, og eksempler på opdigtede børn |

1. Ret hovedet: hvem der står inde for reglerne, hvornår de er godkendt og skal revideres, og hvad de ikke dækker.
2. Skriv jeres egne spørgsmål, tegn, handlinger og regler. Hver regel siger hvorfor, og hvem der siger det.
3. Skriv et opdigtet barn for hver regel, både et, hvor den gælder, og et, hvor den ikke gælder.
4. Prøv det: `bekymring tjek .` og `bekymring prøv . --coverage`.

Reglerne peger; et menneske beslutter. At ingen regel gælder, betyder ikke, at et barn trives.
Skriv aldrig noget om et virkeligt barn i filerne.
"""

_ENGLISH: Final = """\
# A small rule set to start from. Everything in it is invented: change it until it is yours.
# A line that begins with # is a remark to the reader; it means nothing to the rules.
#
# Try it whenever you have changed something:
#   bekymring check .              finds what is wrong
#   bekymring test . --coverage    runs the examples, and shows what they do not try

ruleset @NAME@ "@TITLE@" version 0.1
    valid from 1 January 2026
    builds on grundlag
    responsible "Write here who answers for the rules"
    approved 1 January 2026 by "Write here who approved them"
    to be revised by 1 January 2029
    may be used for single cases
    does not cover "Write here what the rules do not speak of"

source our_guideline "Our own guideline" is a guideline

roles nearest_professional "the professional who knows the child best", nearest_leader "the nearest leader"

# A scale says which steps there are. A level is what the rules point to.
scale thriving_steps "Steps of thriving" from best to worst
    green "thriving"
    yellow "concern"
    red "strong concern"

level thriving "How the child thrives" on scale thriving_steps
    assessed by nearest_professional

# --- What we ask --------------------------------------------------------------------------------------------

fact restless_weeks "For how many weeks has the child been more restless than usual?": integer from 0 to 52 unit "weeks"
    can be given by skole, dagtilbud, forældre, barnet
    higher is worse

# vished has four answers: ingen, bekymring, mistanke, viden (none, concern, suspicion, knowledge).
fact certainty_of_bullying "How certain are the signs that the child is bullied?": vished
    can be given by barnet, skole, forældre
    higher is worse

fact noticed_on "When was it noticed?": date
    can be given by skole, dagtilbud

fact discussed_on "When was it discussed with the nearest leader?": date
    can be given by egne_akter

# --- What the answers are signs of --------------------------------------------------------------------------

indicator lasting_restlessness "The child has been more restless than usual for at least four weeks" is a sign of not thriving
    when restless_weeks is at least 4
    according to our_guideline not read

# Without »when« it is answered directly: yes or no.
indicator a_good_friend "The child has at least one good friend" is a sign of thriving
    can be given by barnet, skole, dagtilbud, forældre

# --- What can be done ---------------------------------------------------------------------------------------

action discussion "discuss with the nearest leader how the child thrives"
    falls to nearest_professional
    done on discussed_on

# --- The rules ----------------------------------------------------------------------------------------------

rule restlessness_points_to_yellow
    when lasting_restlessness
    spoken against when a_good_friend
    then it points to thriving yellow
    because "Restlessness that lasts can be a sign that the child does not thrive"
    according to our_guideline not read

rule bullying_points_to_red
    when certainty_of_bullying is at least mistanke
    then it points to thriving red
    because "Bullying harms the child every day"
    according to our_guideline not read

rule discussed_within_a_week
    when thriving is yellow or worse
    then must discussion as a rule happen no later than 7 days after noticed_on
        may be departed from by nearest_leader
    because "Nobody is to be alone with a concern"
    according to our_guideline not read

# --- What must always hold ----------------------------------------------------------------------------------

demand on the rules "More restlessness never betters": more restless_weeks never betters thriving

# --- Examples: invented children, and what the rules must say of them ------------------------------------------

example "Six restless weeks, not discussed yet (invented)"
    in a case where
        restless_weeks is 6
        certainty_of_bullying is ingen
        a_good_friend is yes
        noticed_on is 2 March 2026
        discussed_on has not happened
    assessed 6 March 2026 at 9.00
    expected
        thriving is yellow
        discussion must as a rule happen no later than 9 March 2026
        discussion is not yet due

example "Suspicion of bullying, discussed the same day (invented)"
    in a case where
        restless_weeks is 5
        certainty_of_bullying is mistanke
        a_good_friend is no
        noticed_on is 2 March 2026
        discussed_on is 2 March 2026
    assessed 6 March 2026
    expected
        thriving is red
        discussion is done

# That no rule points to anything does not mean that the child thrives: the step is not assessed.
example "Neither restless nor bullied (invented)"
    in a case where
        restless_weeks is 1
        certainty_of_bullying is bekymring
        a_good_friend is no
    assessed 6 March 2026
    expected
        thriving is not assessed
        discussion has no demand

example "Nobody has asked about bullying yet (invented)"
    in a case where
        restless_weeks is 1
    assessed 6 March 2026
    expected
        thriving is not assessed or red
        missing are certainty_of_bullying
"""

_ENGLISH_README: Final = """\
# @TITLE@

A small rule set to start from. Everything in it is invented: change it until it is yours.

| File | What it holds |
|---|---|
| `@NAME@.bek` | the rules, and examples of invented children |

1. Change the head: who answers for the rules, when they were approved and are to be revised, what they do not cover.
2. Write your own questions, signs, actions and rules. Every rule says why, and who says so.
3. Write an invented child for every rule: one to whom it applies, and one to whom it does not.
4. Try it: `bekymring check .` and `bekymring test . --coverage`.

Rules point; a person decides. That no rule applies does not mean that a child thrives.
Never write anything about a real child in these files.
"""

_TEXTS: Final[Mapping[str, tuple[str, str]]] = {
    "da": (_DANISH, _DANISH_README),
    "en": (_ENGLISH, _ENGLISH_README),
}


def new_ruleset(name: str, title: str = "", *, lang: str = "da") -> Mapping[str, str]:
    """Gives the files of a small working rule set; without a title it is called by its name."""
    rules, readme = _TEXTS["en" if lang == "en" else "da"]
    shown = (title or name.replace("_", " ").capitalize()).replace('"', "'").replace("\\", "")
    return {
        f"{name}.bek": _filled(rules, name, shown),
        "README.md": _filled(readme, name, shown),
    }


def _filled(text: str, name: str, title: str) -> str:
    return text.replace("@NAME@", name).replace("@TITLE@", " ".join(title.split()))

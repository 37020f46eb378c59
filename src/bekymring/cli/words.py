"""The command's own words in Danish and English: one row a text, both languages side by side."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "app": (
        "Regler for beslutninger om børn: læs dem, prøv dem, og se, hvad de siger om en sag. Et menneske afgør.",
        "Rules for decisions about children: read them, test them, see what they say of a case. A person decides.",
    ),
    "lang": ("Sprog for det, der vises.", "Language of what is shown."),
    "traceback": (
        "Vis programmets egen fejlsporing ved en intern fejl.",
        "Show the program's own trace on an internal error.",
    ),
    "version": ("Vis versionen.", "Show the version."),
    "help": ("Vis denne hjælp.", "Show this help."),
    "usage": ("Brug:", "Usage:"),
    "options": ("Valg", "Options"),
    "commands": ("Udsagnsord", "Verbs"),
    "arguments": ("[VALG]…", "[OPTIONS]…"),
    "verb": ("VERBUM [ARGUMENTER]…", "VERB [ARGUMENTS]…"),
    "example": ("Eksempel:", "Example:"),
    # verbs
    "check": (
        "Alle fund i regelsæt: læsning, navne, opbygning.",
        "All findings of rule sets: reading, names, structure.",
    ),
    "evaluate": (
        "Vurdér én sag, og vis udkastet med begrundelse.",
        "Evaluate one case and show the draft with its reasons.",
    ),
    "test": (
        "Kør reglernes egne eksempler, og vis, hvad ingen eksempler prøver.",
        "Run the rule sets' own examples; show what none of them exercises.",
    ),
    "format": (
        "Sæt regelfiler op; meningen ændres aldrig.",
        "Lay out rule files; the meaning never changes.",
    ),
    "list": ("De regelsæt, der følger med.", "The rule sets that ship with the package."),
    "schema": (
        "JSON Schema for sager (eller, med --decision, for afgivne udkast).",
        "JSON Schema of cases (or, with --decision, of decisions).",
    ),
    "explain": ("Hvad et fund betyder, og hvad man gør ved det.", "What a finding means and how to mend it."),
    "new": ("Et lille regelsæt, der virker, at begynde på.", "A small working rule set to start from."),
    "replay": (
        "Vurdér en gemt sag igen, og sig, om svaret er det samme.",
        "Evaluate a recorded decision again and say whether it is the same.",
    ),
    # options
    "paths": ("Regelfiler eller mapper.", "Rule files or folders."),
    "format_option": ("Form for det, der vises.", "Form of what is shown."),
    "output": ("Skriv til denne fil i stedet for skærmen.", "Write to this file instead of the screen."),
    "on": (
        "Dato (2026-03-06) eller tidspunkt (2026-03-06T15:40) for vurderingen.",
        "Date (2026-03-06) or instant (2026-03-06T15:40) of the assessment.",
    ),
    "on_check": ("Dato, som overskredet revision regnes fra.", "Date by which overdue revision is judged."),
    "as_examples": (
        "Vis i stedet børnene fra beviserne som eksempler til at sætte ind i regelfilen.",
        "Show instead the children of the proofs as examples to paste into the rule file.",
    ),
    "no_proofs": ("Spring beviserne over.", "Leave out the proofs."),
    "select": ("Kun disse koder.", "Only these codes."),
    "ignore": ("Ikke disse koder.", "Not these codes."),
    "baseline": (
        "Tæl ikke de advarsler, der står i denne fil; fejl tæller altid.",
        "Do not count the warnings that stand in this file; errors always count.",
    ),
    "write_baseline": (
        "Skriv advarslerne til denne fil, så kun nye tæller fra nu af.",
        "Write the warnings to this file, so that only new ones count from now on.",
    ),
    "fail_on": ("Hvad der tæller i exit-status.", "What counts in the exit status."),
    "replay_ruleset": (
        "Regelsættet, som svaret er givet efter, hvis det ikke følger med.",
        "The rule set of the record, if it does not ship.",
    ),
    "to_view": ("Læser: arbejdsvisning, journal eller familien.", "Reader: working view, record or family."),
    "why": ("Vis, hvorfor denne regel gælder eller ikke gælder.", "Show why this rule applies or does not."),
    "coverage": (
        "Vis hver regel, undtagelse og række, som ingen eksempler prøver.",
        "Show every rule, exception and row that no example exercises.",
    ),
    "format_check": (
        "Skriv ikke; sig kun, hvilke filer der ville blive ændret.",
        "Do not write; only say which files would change.",
    ),
    "diff": ("Vis ændringerne i stedet for at skrive dem.", "Show the changes instead of writing them."),
    "to_language": (
        "Skriv reglerne med dette sprogs ord.",
        "Write the rules with the words of this language.",
    ),
    "decision_schema": ("Vis i stedet formen af et afgivet udkast.", "Show the form of a decision instead."),
    "directory": ("Mappen, det nye regelsæt lægges i.", "The folder that the new rule set is put into."),
    # what stands for a word that the caller chooses
    "a_path": ("STI", "PATH"),
    "paths_": ("STI…", "PATH…"),
    "a_file": ("FIL", "FILE"),
    "a_folder": ("MAPPE", "FOLDER"),
    "a_date": ("DATO", "DATE"),
    "a_moment": ("TIDSPUNKT", "MOMENT"),
    "a_code": ("KODE", "CODE"),
    "a_rule": ("REGEL", "RULE"),
    "a_name": ("NAVN", "NAME"),
    "a_ruleset": ("REGELSÆT", "RULESET"),
    "a_ruleset_perhaps": ("[REGELSÆT]", "[RULESET]"),
    "a_case": ("SAG", "CASE"),
    "a_record": ("SVAR", "RECORD"),
    # messages
    "internal": (
        (
            "Intern fejl i bekymring ({kind}). Det er vores fejl, ikke din. Ingen oplysninger fra sagen er vist eller gemt.\n"
            "Kør igen med --traceback for at få fejlsporingen, og send den uden sagens indhold."
        ),
        (
            "Internal error in bekymring ({kind}). The fault is ours, not yours. Nothing of the case was shown or kept.\n"
            "Run again with --traceback for the trace, and send it without the content of the case."
        ),
    ),
    "no_such_verb": ("»{name}« er ikke et af kommandoens udsagnsord.", '"{name}" is not one of the verbs.'),
    "did_you_mean": ("Mente du »{name}«?", 'Did you mean "{name}"?'),
    "no_such_option": ("Valget {name} findes ikke her.", "There is no option {name} here."),
    "before_the_verb": (
        "Valget {name} skal stå før udsagnsordet: bekymring {name} …",
        "The option {name} stands before the verb: bekymring {name} …",
    ),
    "needs_value": (
        "Efter {name} mangler det, der skal stå efter det.",
        "What stands after {name} is missing.",
    ),
    "takes_no_value": (
        "{name} står alene; der skal ikke stå noget efter lighedstegnet.",
        "{name} stands alone; nothing follows it after an equals sign.",
    ),
    "too_much": ("»{name}« er et ord for meget.", '"{name}" is one word too many.'),
    "not_understood": ("Kommandoen kan ikke forstås.", "The command is not understood."),
    # why the system refused a file, by the name that it gives the reason
    "EACCES": ("adgang nægtet", "access denied"),
    "EPERM": ("adgang nægtet", "access denied"),
    "EISDIR": ("det er en mappe", "it is a folder"),
    "ENOENT": ("mappen findes ikke", "the folder does not exist"),
    "ENOTDIR": ("en del af stien er ikke en mappe", "a part of the path is not a folder"),
    "ENOSPC": ("der er ikke mere plads", "no space is left"),
    "EROFS": ("her kan kun læses", "this place is read-only"),
    "ENAMETOOLONG": ("navnet er for langt", "the name is too long"),
    "ELOOP": ("links peger i ring", "links go in a circle"),
    "ENXIO": ("ingen læser i den anden ende", "nobody reads at the other end"),
    "closed": ("den er lukket", "it is closed"),
    "no_screen": (
        "Resultatet kan ikke skrives ud: {why}. Noget af det mangler.",
        "The result cannot be written out: {why}. Some of it is missing.",
    ),
    "no_input": (
        "Der er intet at læse på standard-input.",
        "There is nothing to read on standard input.",
    ),
    "not_regular": ("den er ikke en almindelig fil", "it is not an ordinary file"),
    "bad_path": ("stien kan ikke bruges", "the path cannot be used"),
    "unknown_code": (
        "Koden {code} findes ikke. Koder ser ud som BEK201.",
        "There is no code {code}. Codes look like BEK201.",
    ),
    "missing": ("Der mangler noget: {name}.", "Something is missing: {name}."),
    "bad_value": ("{name} kan ikke bruges sådan. {hint}", "{name} cannot be used like that. {hint}"),
    "choices": ("Vælg mellem {choices}.", "Choose among {choices}."),
    "usage_hint": ("Se bekymring {verb} --help", "See bekymring {verb} --help"),
    "not_found": ("{path} findes ikke.", "{path} does not exist."),
    "no_rulesets": (
        (
            "Der er ingen regelfiler (.bek) i »{path}«, så ingenting er set efter. "
            "Skriv den mappe, reglerne ligger i, eller gå til den."
        ),
        (
            'There are no rule files (.bek) in "{path}", so nothing was looked at. '
            "Name the folder that the rules are in, or go there."
        ),
    ),
    "no_such_ruleset": (
        "Regelsættet »{name}« findes ikke: hverken som fil, mappe eller blandt dem, der følger med ({known}).",
        'There is no rule set "{name}": neither as a file, a folder nor among those that ship ({known}).',
    ),
    "bad_moment": (
        "--on skal være en dato som 2026-03-06 eller et tidspunkt som 2026-03-06T15:40.",
        "--on must be a date such as 2026-03-06 or an instant such as 2026-03-06T15:40.",
    ),
    "needs_moment": (
        "Sig, hvornår der vurderes: --on 2026-03-06 eller --on 2026-03-06T15:40. Programmet ser ikke på uret.",
        "Say when the case is assessed: --on 2026-03-06 or --on 2026-03-06T15:40. The program does not look at the clock.",
    ),
    "not_readable": ("{path} kan ikke læses: {why}.", "{path} cannot be read: {why}."),
    "is_folder": ("{path} er en mappe; her skal stå en fil.", "{path} is a folder; a file is needed here."),
    "not_writable": (
        "{path} kan ikke skrives: {why}. Ingenting er ændret.",
        "{path} cannot be written: {why}. Nothing was changed.",
    ),
    "baseline_twice": (
        "Vælg enten --baseline eller --write-baseline.",
        "Choose either --baseline or --write-baseline.",
    ),
    "baseline_missing": (
        "{path} findes ikke. Lav filen med --write-baseline {path}",
        "{path} does not exist. Make the file with --write-baseline {path}",
    ),
    "baseline_other": (
        "{path} findes allerede og er ikke en fil med kendte fund. Den er ikke rørt; vælg et andet navn.",
        "{path} exists already and is not a file of known findings. It was not touched; choose another name.",
    ),
    "baseline_unreadable": (
        "{path} er ikke en fil med kendte fund, som denne udgave af bekymring kan læse. Slet den, og lav den igen med --write-baseline.",
        "{path} is not a file of known findings that this version of bekymring can read. Delete it, and make it again with --write-baseline.",
    ),
    "nothing_found": ("{count} set efter: ingenting fundet.", "{count} checked: nothing found."),
    "nothing_new": ("{count} set efter: ingenting nyt fundet.", "{count} checked: nothing new found."),
    "looked_at": ("{count} set efter.", "{count} checked."),
    "rulesets": ("regelsæt", "rule set|rule sets"),
    "proofs_undecided": (
        "Ikke afgjort: {count}. De er hverken bevist eller modbevist. Brug --no-proofs for at se bort fra beviserne.",
        "Not decided: {count}. They are neither proved nor refuted. Use --no-proofs to leave the proofs out.",
    ),
    "questions": ("spørgsmål", "question|questions"),
    "demand_proved": (
        "{file}, linje {line}: Kravet »{label}« er bevist.",
        '{file}, line {line}: The demand "{label}" is proved.',
    ),
    "what_proved_means": (
        (
            "Et bevis gælder alle sager, som disse regler kan beskrive. Det siger ikke, at oplysningerne i en sag er rigtige,\n"
            "at reglerne er gode, eller at andre oplysninger ikke kan stå i stedet for dem, I har udeladt."
        ),
        (
            "A proof holds of all cases that these rules can describe. It does not say that what a case tells is right,\n"
            "that the rules are good, or that other facts cannot stand in for those that were left out."
        ),
    ),
    "no_examples_shown": (
        "Beviserne viste intet barn, så der er intet eksempel at gemme.",
        "The proofs showed no child, so there is no example to keep.",
    ),
    "would_change": ("{path} ville blive ændret.", "{path} would change."),
    "changed": ("{path} er sat op.", "{path} was laid out."),
    "unchanged": ("{count} filer står, som de skal.", "{count} files are as they should be."),
    "one_unchanged": ("Filen står, som den skal.", "The file is as it should be."),
    "not_formatted": ("{path} er ikke rørt: den har fejl.", "{path} was not touched: it has errors."),
    "no_examples": (
        '{name} har ingen eksempler. Regler uden eksempler er ikke prøvet. Skriv mindst ét: eksempel "…"',
        '{name} has no examples. Rules without examples are not tested. Write at least one: example "…"',
    ),
    "replay_same": ("Samme svar som det gemte.", "The same as recorded."),
    "replay_differs": ("Svaret er ikke det samme. Forskelle:", "Not the same. Differences:"),
    "replay_needs_case": (
        "Det gemte svar indeholder ikke sagen, så det kan ikke regnes igen.",
        "The record does not hold the case, so it cannot be evaluated again.",
    ),
    "replay_unknown_rules": (
        "Regelsættet i det gemte svar følger ikke med. Sig, hvor det ligger: --ruleset STI",
        "The rule set of the record does not ship. Say where it lies: --ruleset PATH",
    ),
    "replay_newer": (
        "{path} er gemt af en nyere udgave af bekymring; denne udgave kan ikke læse den.",
        "{path} was recorded by a later version of bekymring; this version cannot read it.",
    ),
    "replay_unreadable": (
        "{path} er ikke et gemt svar fra bekymring.",
        "{path} is not a decision recorded by bekymring.",
    ),
    "replay_other_rules": (
        "Reglerne har en anden mening nu end i det gemte svar. Find den udgave af reglerne, som svaret er givet efter.",
        "The rules mean something else now than in the record. Find the version of the rules that it was made with.",
    ),
    "new_made": (
        "{path} er lavet. Prøv nu:\n  bekymring check {path}\n  bekymring test {path}",
        "{path} was made. Now try:\n  bekymring check {path}\n  bekymring test {path}",
    ),
    "new_exists": ("{path} findes allerede og er ikke rørt.", "{path} exists already and was not touched."),
    "new_reserved_name": (
        "»{name}« har en fast betydning i reglerne og kan ikke være navnet på et regelsæt. Brug fx {name}_1.",
        '"{name}" has a fixed meaning in the rules and cannot name a rule set. Use for example {name}_1.',
    ),
    "new_shipped_name": (
        "Der følger allerede et regelsæt med, der hedder »{name}«. Brug et andet navn, så de to ikke forveksles.",
        'A rule set named "{name}" ships already. Use another name, so that the two are not mistaken for each other.',
    ),
    "new_bad_name": (
        "»{name}« kan ikke være navnet på et regelsæt. Brug små bogstaver, tal og _, fx vores_skole.",
        '"{name}" cannot name a rule set. Use small letters, digits and _, such as our_school.',
    ),
    "every_why": ("Reglen »{name}« findes ikke i regelsættet.", 'There is no rule "{name}" in the rule set.'),
}


def say(key: str, lang: str, **values: object) -> str:
    """A text in a language, its places filled."""
    danish, english = WORDS[key]
    return (english if lang == "en" else danish).format_map(
        {name: str(value) for name, value in values.items()}
    )


def counted(number: int, key: str, lang: str) -> str:
    """A number with its noun: "1 advarsel", "2 advarsler"."""
    one, _, many = say(key, lang).partition("|")
    return f"{number} {one if number == 1 or not many else many}"

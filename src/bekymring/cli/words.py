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
    "batch": (
        "Vurdér mange sager, én linje hver, når regelsættet må bruges sådan. Intet sorteres.",
        "Evaluate many cases, a line each, if the rule set may be used so. Nothing is sorted.",
    ),
    "sql": (
        "Skriv reglerne som én forespørgsel over en tabel med mange sager. Intet køres.",
        "Write the rules as one query over a table of many cases. Nothing is run.",
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
    "known_only": (
        "Lad svar, som regelsættet ikke spørger om, ude, og sig hvilke: til en sag, som flere regelsæt bruger.",
        "Leave out answers that the rule set asks nothing about, and say which: for a case that several rule sets use.",
    ),
    "left_out": (
        "{n} navne i sagen kender »{name}« ikke; svarene er ikke brugt: {names}",
        '{n} names in the case are unknown to "{name}"; the answers are not used: {names}',
    ),
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
    "sql_dialect": (
        "Databasen, der skal forstå forespørgslen.",
        "The database that is to understand the query.",
    ),
    "sql_table": (
        "Tabellen med en kolonne for hver oplysning (ellers sager).",
        "The table with a column for every fact (otherwise sager).",
    ),
    "sql_keep": ("Tag denne kolonne fra tabellen med.", "Keep this column of the table."),
    "sql_only": ("Kun dette niveau eller denne handling.", "Only this level or action."),
    "sql_state": (
        "Denne kolonne holder tilstanden af en oplysning (fx frist.tilstand).",
        "This column holds the state of a fact (such as deadline.state).",
    ),
    "sql_not_asked": (
        "Oplysningen har ingen kolonne; ingen er spurgt om den.",
        "The fact has no column; nobody was asked about it.",
    ),
    "sql_lists": (
        "Skriv også som lister, hvad der mangler, er brudt eller ikke kan bruges.",
        "Also list what is missing, broken or of no use.",
    ),
    "sql_extra": (
        "Til det skal der mere til: pip install 'bekymring[batch]'",
        "More is needed for that: pip install 'bekymring[batch]'",
    ),
    "a_table": ("TABEL", "TABLE"),
    "a_column": ("KOLONNE", "COLUMN"),
    "purpose": (
        "Hvad svarene skal bruges til: et af de ord, regelsættet må bruges til, gerne fulgt af egne ord.",
        "What the answers are for: one of the uses that the rule set allows, perhaps followed by own words.",
    ),
    "batch_output": (
        "Filen, svarene skrives i (for Parquet en mappe). Ved siden af ligger FIL.run.json.",
        "The file of the answers (for Parquet a folder). Beside it lies FILE.run.json.",
    ),
    "batch_format": (
        "Svarenes form; ellers efter filens endelse.",
        "Form of the answers; otherwise by the ending of the file.",
    ),
    "batch_input": (
        "Sagernes form; ellers efter filens endelse.",
        "Form of the cases; otherwise by the ending of the file.",
    ),
    "batch_dialect": (
        "CSV på dansk (semikolon, 12,5, ja/nej) eller engelsk (komma, 12.5, yes/no).",
        "CSV in Danish (semicolon, 12,5, ja/nej) or English (comma, 12.5, yes/no).",
    ),
    "batch_id": (
        "Navnet, som sagens nummer står under.",
        "The name under which the number of the case stands.",
    ),
    "batch_engine": (
        "Én sag ad gangen (rows), eller tusinder som kolonner (columns), når reglerne kan stå i kolonner.",
        "One case at a time (rows), or thousands as columns (columns), where the rules can stand in columns.",
    ),
    "batch_refine": (
        "Med kolonner: lad rækkeevaluatoren svare på de rækker, hvor noget står åbent.",
        "With columns: let the row evaluator answer the rows of which something is open.",
    ),
    "batch_only": (
        "Med kolonner: kun dette niveau eller denne handling.",
        "With columns: only this level or action.",
    ),
    "batch_of_columns": (
        "{option} hører til --engine columns.",
        "{option} goes with --engine columns.",
    ),
    "batch_in_rows": (
        "Resten kan vurderes række for række: --engine rows. Eller nævn det, der skal med: --only NAVN.",
        "The row evaluator can answer all of it: --engine rows. Or name what is wanted: --only NAME.",
    ),
    "batch_workers": ("Hvor mange processer der arbejder.", "How many processes work."),
    "batch_resume": (
        "Fortsæt på svar, der er begyndt; alt andet skal være det samme.",
        "Go on with answers that were begun; all else must be the same.",
    ),
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
    "some_cases": ("SAGER", "CASES"),
    "a_purpose": ("FORMÅL", "PURPOSE"),
    "a_number": ("TAL", "NUMBER"),
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
    "too_deep": (
        (
            "I »{path}« ligger der regler mere end {limit} mapper nede, så de er ikke set efter. "
            "Nævn den mappe, de ligger i, eller flyt dem højere op."
        ),
        (
            'There are rules in "{path}", more than {limit} folders down, so they were not looked at. '
            "Name the folder that they are in, or move them further up."
        ),
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
        "{path} er lavet. Prøv nu:\n  bekymring tjek {path}\n  bekymring prøv {path}",
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
    "batch_needs_output": (
        "Sig, hvor svarene skal skrives: --output svar.jsonl",
        "Say where the answers are to be written: --output answers.jsonl",
    ),
    "batch_stopped": (
        "Stoppet. Det, der er skrevet i {path}, er hele linjer. Fortsæt med den samme kommando og --resume.",
        "Stopped. What is written in {path} is whole lines. Go on with the same command and --resume.",
    ),
    "batch_not_written": (
        "{path} kan ikke skrives: {why}. Er noget skrevet, er det hele linjer; fortsæt så med --resume.",
        "{path} cannot be written: {why}. If anything was written, it is whole lines; then go on with --resume.",
    ),
    "batch_done": (
        "{cases} læst. Svarene ligger i {path}",
        "{cases} read. The answers are in {path}",
    ),
    "cases": ("sag|sager", "case|cases"),
    "batch_errors": (
        "{n} af dem kunne ikke bruges; linjen i svarene siger, hvad der er galt:",
        "{n} of them could not be used; their lines in the answers say what is wrong:",
    ),
    "batch_faults": (
        "{n} af dem faldt på en fejl i bekymring selv. Det er vores fejl, ikke din.",
        "{n} of them fell to a fault in bekymring itself. The fault is ours, not yours.",
    ),
    "batch_undecided": (
        "Ikke afgjort på mindst ét niveau eller én pligt: {n}.",
        "Not decided on at least one level or duty: {n}.",
    ),
    "batch_caution": (
        "\nTallene er ikke en vurdering af noget barn. Vis ikke så små tal, at nogen kan kendes på dem.",
        "\nThe counts assess no child. Do not show counts so small that somebody can be known by them.",
    ),
    "bounds": ("mellem {least} og {worst}", "between {least} and {worst}"),
    "not_assessed": ("ikke vurderet", "not assessed"),
    "duties": ("Handlinger (ikke i nogen rækkefølge af vigtighed)", "Actions (in no order of importance)"),
    "each_record": ("hver post for sig", "each record by itself"),
    "duty_must": ("skal", "must"),
    "duty_must_by_default": ("skal som udgangspunkt", "must as a rule"),
    "duty_should": ("bør", "should"),
    "duty_may": ("kan", "may"),
    "must_not": ("må ikke", "must not"),
    "so_holds": ("gælder", "holds"),
    "so_holds_unless": ("gælder indtil videre", "holds until further notice"),
    "so_depends": ("afhænger af svar", "depends on answers"),
    "overdue_certain": ("fristen er overskredet", "the deadline has passed"),
    "overdue_perhaps": ("fristen er måske overskredet", "the deadline has perhaps passed"),
    "most_missing": ("Svar, der oftest mangler", "Answers most often missing"),
    "more_missing": ("   … og {n} andre", "   … and {n} others"),
    "progress": ("{done} sager · {rate} i sekundet", "{done} cases · {rate} a second"),
    "minutes_left": ("ca. {n} min. tilbage", "about {n} min left"),
    "under_a_minute_left": ("under et minut tilbage", "under a minute left"),
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

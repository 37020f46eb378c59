"""Findings that are put to every form for pipelines, and the texts that have made other programs stumble."""

from bekymring.diagnostics import Code, Diagnostic, Label, Severity, Words
from bekymring.report.fingerprints import fingerprinted
from bekymring.report.found import Found
from bekymring.source import Source

RULES = Source(
    "regler/børn og unge.bek",
    "regelsæt prøve\n"
    'oplysning 𝒱ished "Er der mistanke?": vished\n'
    "regel én\n"
    "    når mistanke er ja\n"
    "    så skal undersøgelse ske\n"
    "regel to\n"
    "    når  mistanke   er ja\n",
)


def code(number: str, slug: str, severity: Severity) -> Code:
    return Code(
        number,
        slug,
        severity,
        Words("»{name}« er galt.", "Skriv noget andet."),
        Words("»{name}« is wrong.", "Write something else."),
    )


ERROR = code("BEK201", "unknown-name", Severity.ERROR)
WARNING = code("BEK301", "unused-fact", Severity.WARNING)
NOTE = code("BEK313", "unread-citation", Severity.NOTE)
KINDS = {Severity.ERROR: ERROR, Severity.WARNING: WARNING, Severity.NOTE: NOTE}


def at(
    text: str, kind: Code = ERROR, *, source: Source = RULES, name: str = "x", **more: object
) -> Diagnostic:
    start = source.text.index(text)
    return Diagnostic(kind, source.span(start, start + len(text)), {"name": name}, **more)  # type: ignore[arg-type]


def one_of_each() -> tuple[Diagnostic, ...]:
    declared = RULES.text.index("𝒱ished")
    label = Label(RULES.span(declared, declared + 6), "her er den erklæret", "it is declared here")
    return (
        at(
            "mistanke er ja",
            name="mistanke",
            labels=(label,),
            suggestion="    når 𝒱ished er ja",
            story=("Et opdigtet barn.", "An invented child."),
        ),
        at("regel to", WARNING, name="to"),
        at("undersøgelse ske", NOTE, name="undersøgelse"),
    )


def many(severity: Severity, n: int, *, name: str = "x") -> tuple[Diagnostic, ...]:
    """So many findings, a line each."""
    source = Source("mange.bek", "linje\n" * n)
    return tuple(
        Diagnostic(KINDS[severity], source.span(6 * line, 6 * line + 5), {"name": name}) for line in range(n)
    )


def told(*findings: Diagnostic) -> tuple[Found, ...]:
    return fingerprinted(findings, {RULES.name: RULES})


HOSTILE = (
    '=HYPERLINK("http://x.example";"sak")',
    "</td><script>alert(1)</script>",
    '" onmouseover="x',
    "javascript:alert(1)",
    "a | b\nc",
    "`<!-- ]]> &#x3C; <![CDATA[",
    '<image href="x"/><foreignObject>',
    "[klik](http://x.example) [her](1) {0} {1}",
    "\x1b]0;titel\x07 \x9b2J \x08\x08\r skjult",
    "a" + "\u0301" * 10_000,
    "nul\x00tegn \ufffe \ud800",
    "L" * 1_000_000,
    "x\n::error file=a::b\r::add-mask::c",
    "##[error]x ##vso[task.setvariable variable=x]y %AZP25 %0A %25",
    "100 % af a,b:c;d]e",
    "\u202eskjult\u2066 retning",
)
"""Names, reasons and titles that others could write."""

PATHS = (
    ("regler/a.bek", "regler/a.bek"),
    ("./regler/../a.bek", "a.bek"),
    ("../../x.bek", "x.bek"),
    ("..", "."),
    ("/etc/regler/a.bek", "etc/regler/a.bek"),
    ("//vært/a.bek", "vært/a.bek"),
    ("file:///etc/a.bek", "file:/etc/a.bek"),
    ("https://x.example/a.bek", "https:/x.example/a.bek"),
    ("C:/a.bek", "C:/a.bek"),
    ("bo\u0308rn/a.bek", "börn/a.bek"),
    ("a\nb.bek", "a b.bek"),
    ("", "."),
)
"""Names of files, and what they are called in a report: never an address, never outside the folder."""

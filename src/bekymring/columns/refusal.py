"""What columns cannot say: the construct, and the file and line of the rule that uses it."""

from __future__ import annotations

from attrs import frozen

from bekymring.api.errors import BekymringError
from bekymring.source import Span


@frozen
class Construct:
    """Something that a rule may say and columns cannot, in two languages."""

    da: str
    en: str


PER_RECORD = Construct(
    "en regel, der læses én gang for hver registrering", "a rule that is read once for every record"
)
RECORDS = Construct("registreringer af en liste", "records of a list")
LEVEL_PER_RECORD = Construct("et niveau for hver registrering", "a level kept for every record")
ANSWERED_AT = Construct("hvornår en vurdering er givet", "when an assessment was answered")
STATE_OF_RECURRING = Construct(
    "om en handling, der skal ske igen og igen, er overskredet eller udført for sent",
    "whether an action that must happen again and again is overdue or was done late",
)
INTERVAL = Construct("hvad der skal ske igen med mellemrum", "what must happen again at intervals")
FREQUENCY = Construct(
    "hvad der skal ske et antal gange i hver periode", "what must happen so many times in every period"
)
WORKING_DAYS = Construct(
    "hverdage talt fra andet end vurderingsdagen",
    "working days counted from anything but the day of assessment",
)
AMOUNT = Construct(
    "et tidsrum, hvis længde er en oplysning uden rimelige grænser eller kan være nul, hvor første dag tæller med",
    "a span of time whose length is a fact without sensible bounds, or may be none where the first day counts",
)
TOO_LARGE = Construct("tal, der er for store til at regne med", "numbers too large to reckon with")


class NotInColumns(BekymringError):  # noqa: N818 - it reads as what it says
    """A rule set says something that columns cannot: every construct, with the file and line of its rule."""

    def __init__(self, found: tuple[tuple[Span, Construct], ...]) -> None:
        super().__init__(found)
        self._found = found

    @property
    def found(self) -> tuple[tuple[Span, Construct], ...]:
        """Each construct and where it stands, in the order of places."""
        return self._found

    def words(self, lang: str = "da") -> str:
        """What cannot be said and where, in a language."""
        return "\n".join(_line(span, one, lang) for span, one in self._found)

    def __str__(self) -> str:
        return self.words("en")


def _line(span: Span, one: Construct, lang: str) -> str:
    if lang == "en":
        return f"{span.file}:{span.line}: columns cannot say {one.en}."
    return f"{span.file}:{span.line}: Kolonner kan ikke udtrykke {one.da}."


class Refused(Exception):  # noqa: N818 - never leaves this room
    """One construct, on its way to the rule that uses it."""

    def __init__(self, construct: Construct, span: Span | None = None) -> None:
        super().__init__(construct)
        self.construct = construct
        self.span = span


class ColumnsError(BekymringError, ValueError):
    """A call that cannot be answered: a column that is missing or of another kind, a use that the rule set does not allow."""

    def __init__(self, da: str, en: str) -> None:
        super().__init__(da, en)
        self._da = da
        self._en = en

    def words(self, lang: str = "da") -> str:
        """What is wrong, in a language."""
        return self._en if lang == "en" else self._da

    def __str__(self) -> str:
        return self._en

"""A rule set ready for use, and its decisions: what an embedding program holds in its hands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timezone

import attrs
from attrs import field

from bekymring import decision as parts
from bekymring.api.errors import BekymringError, CaseError, MomentError, ReplayError, without_values
from bekymring.api.records import read_record
from bekymring.calendar_dk import (
    FIRST_INSTANT,
    LAST_INSTANT,
    CalendarError,
    CalendarReason,
    danish_date,
    end_of_day,
    format_date,
)
from bekymring.calendar_dk.limits import checked_instant
from bekymring.case import Case
from bekymring.case.known import KnownPart, known_part
from bekymring.case.mistakes import NOT_AN_OBJECT
from bekymring.case.plain import Handed
from bekymring.case.read import read_handed
from bekymring.case.text import read_case_text, read_json
from bekymring.diagnostics import Checked, Diagnostic
from bekymring.evaluate.compiled import (
    LightDecision,
    Program,
    ReadCase,
    Session,
    decide_with,
    program_of,
    read_with,
)
from bekymring.frozen import frozen
from bekymring.model.ruleset import Ruleset as Kernel
from bekymring.model.stored import meaning_hash, to_json
from bekymring.report.decision_text import explain
from bekymring.report.json import SHORTEST_KEY, Json, canonical, decision_to_dict
from bekymring.report.replay import differences
from bekymring.report.schema import case_schema
from bekymring.report.view import Audience
from bekymring.report.why import knows_rule, why
from bekymring.version import VERSION

REFINEMENT_CAP = 1024
"""How many completions of the unknown facts are tried for one undecided outcome."""
_PARTS = frozenset(one.name for one in attrs.fields(parts.Decision))
_MADE_BY = f"bekymring {VERSION}"


@frozen(repr=False)
class Decision(LightDecision):
    """What a rule set says about one case at one moment. Docs: embedding guide."""

    def __repr__(self) -> str:
        # WHY: what is said of a child ends up in a log as soon as somebody logs the object.
        head = self.ruleset.head
        return f"Decision({self.ruleset.name!r} {head.version}, {self.moment.isoformat()})"

    def __getattr__(self, name: str) -> object:
        # WHY: a part is worked out when it is first looked at, and a fault in that must not show the case either.
        if name not in _PARTS:
            raise AttributeError(f"a decision has no part {name!r}")
        return without_values(lambda: LightDecision.__getattr__(self, name))

    def explain(self, *, lang: str = "da", to: str = "working_view") -> str:
        """The decision as plain text, for `working_view`, `record` or `family`."""
        return self._told(lang, to, "text")

    def to_markdown(self, *, lang: str = "da", to: str = "working_view") -> str:
        """The decision as Markdown."""
        return self._told(lang, to, "markdown")

    def to_html(self, *, lang: str = "da", to: str = "working_view") -> str:
        """The decision as one page of HTML without scripts or outside references."""
        return self._told(lang, to, "html")

    def why(self, rule: str, *, lang: str = "da") -> str | None:
        """Why a rule fired or not, record by record; None where the rule set has no such rule."""
        return without_values(lambda: why(self, rule, lang=lang)) if knows_rule(self, rule) else None

    def to_dict(self, *, include_case: bool = True, key: bytes | None = None) -> dict[str, Json]:
        """The record of the decision, JSON-ready; without the case a hash keyed by `key` stands in its place."""
        if key is not None and len(key) < SHORTEST_KEY:
            raise ValueError(f"the key must have at least {SHORTEST_KEY} bytes")
        return without_values(lambda: decision_to_dict(self, include_case=include_case, key=key))

    def to_json(self, *, include_case: bool = True, key: bytes | None = None) -> bytes:
        """The record as canonical JSON: the same decision is the same bytes."""
        return canonical(self.to_dict(include_case=include_case, key=key))

    def _told(self, lang: str, to: str, form: str) -> str:
        reader = _reader(to)
        return without_values(lambda: explain(self, lang=lang, to=reader, form=form))


@frozen
class Ruleset:
    """A checked rule set. Immutable, safe to share between threads; evaluation reads nothing but its arguments."""

    kernel: Kernel = field(repr=False)
    name: str = field(init=False)
    version: str = field(init=False)
    meaning_hash: str = field(repr=False, kw_only=True)
    _program: Program | None = field(init=False, default=None, eq=False, repr=False)
    """Made when a case is first evaluated. Threads that make it at the same time make the same."""
    _session: Session | None = field(init=False, default=None, eq=False, repr=False)
    """The program at the moment last asked for."""

    @name.default
    def _name(self) -> str:
        return self.kernel.name

    @version.default
    def _version(self) -> str:
        return self.kernel.head.version

    @meaning_hash.default
    def _meaning_hash(self) -> str:
        return meaning_hash(self.kernel)

    def __reduce__(self) -> tuple[type[Ruleset], tuple[Kernel]]:
        # WHY: functions made of the rules cannot be sent; elsewhere they are made again when they are needed.
        return Ruleset, (self.kernel,)

    @property
    def title(self) -> str:
        """The title in the rule set's head."""
        return self.kernel.head.title

    def evaluate(self, case: Mapping[str, object] | ReadCase, *, on: date | datetime) -> Decision:
        """The decision for a case (a dict in the form of the case files, or what `read` gave) at a moment: an aware datetime, or a whole day.

        Raises CaseError with every mistake of the case at once, MomentError for a moment that cannot be used.
        """
        session = self._session
        if session is None or session.on is not on:
            session = self._at(on)
        made = None if session is None else session.light(Decision, case)
        if made is not None:
            return made
        handed = Handed(case)
        del case  # WHY: a traceback with local variables must not show it
        return self._decide(handed, on)

    def read(self, case: Mapping[str, object]) -> ReadCase:
        """A case read and checked once, for `evaluate` at several moments. Raises CaseError as `evaluate`."""
        quick = self._ready().quick
        made = None if quick is None else read_with(quick, case)
        if made is not None:
            return made
        handed = Handed(case)
        del case  # WHY: a traceback with local variables must not show it
        return ReadCase(self.kernel, held=self._read(handed, None))

    def evaluate_text(self, text: str | bytes, *, on: date | datetime, name: str = "") -> Decision:
        """The decision for a case given as JSON text; `name` is what mistakes call it. Raises as `evaluate`."""
        handed = Handed(text)
        del text  # WHY: a traceback with local variables must not show it
        return self._decide(handed, on, text_name=name)

    def evaluate_known(
        self, case: Mapping[str, object] | str | bytes, *, on: date | datetime, name: str = ""
    ) -> tuple[Decision, tuple[str, ...]]:
        """The decision for the part of a case (a dict or JSON text) that this rule set knows, and the names left out.

        For a case that serves several rule sets. A name that is nearly one of the rule set's own is refused, not left
        out. Show what was left out: an answer under another name is an answer not heard. Raises as `evaluate`.
        """
        handed = Handed(case)
        del case  # WHY: a traceback with local variables must not show it
        part = without_values(lambda: _known(handed, self.kernel, name))
        if part.value is None:
            raise CaseError(part.diagnostics) from None
        return self._decide(part.value.handed, on), part.value.left_out

    def evaluate_many(
        self, cases: Iterable[Mapping[str, object]], *, on: date | datetime
    ) -> Iterator[Decision]:
        """The decisions for many cases, one at a time. Raises as `evaluate`, at the case that is wrong."""
        # WHY: wrapped one by one, so that a traceback with local variables shows none of them.
        waiting = map(Handed, cases)
        del cases
        session = self._at(on)
        for handed in waiting:
            made = None if session is None else session.light(Decision, handed.data)
            yield made if made is not None else self._decide(handed, on)

    def replay(self, record: bytes) -> tuple[str, ...]:
        """Evaluates a record (`Decision.to_json`) again: the paths at which the answer differs; none is the same answer.

        The program version, the rule set's text and the places in it are left out: what counts is meaning.
        Raises ReplayError where the record cannot be read, does not hold its case, or the rules mean something else now.
        """
        recorded = read_record(record)
        if recorded.meaning != self.meaning_hash:
            raise ReplayError("other_rules")
        try:
            again = self.evaluate(recorded.case, on=recorded.on)
        except BekymringError:
            raise ReplayError("unreadable") from None
        return differences(recorded.data, again.to_dict())

    def case_schema(self) -> Mapping[str, object]:
        """JSON Schema of the rule set's cases."""
        return case_schema(self.kernel)

    def to_stored(self) -> str:
        """The rule set as JSON text. `load` reads it from a file named `….json`, without the reader of rules."""
        return to_json(self.kernel)

    def _read(self, handed: Handed, text_name: str | None) -> Case:
        read = without_values(lambda: _read(handed, self.kernel, text_name))
        if read.value is None:
            raise CaseError(read.diagnostics) from None
        return read.value

    def _case(self, handed: Handed, text_name: str | None) -> Case:
        if not isinstance(handed.data, ReadCase):
            return self._read(handed, text_name)
        read = handed.data
        if read.ruleset is not self.kernel:
            raise ValueError("the case was read for another rule set")
        return read.case(self._ready().quick)

    def _decide(self, handed: Handed, on: date | datetime, *, text_name: str | None = None) -> Decision:
        case = self._case(handed, text_name)
        instant, whole_day = checked_moment(on, self.kernel)
        program = self._ready()
        made = without_values(
            lambda: decide_with(
                program,
                case,
                instant,
                whole_day=whole_day,
                cap=REFINEMENT_CAP,
                meaning_hash=self.meaning_hash,
                made_by=_MADE_BY,
            )
        )
        return Decision(**{one.name: getattr(made, one.name) for one in attrs.fields(parts.Decision)})

    def _ready(self) -> Program:
        program = self._program
        if program is None:
            program = program_of(self.kernel)
            object.__setattr__(self, "_program", program)
        return program

    def _at(self, on: date | datetime) -> Session | None:
        """The session at a moment; None where the rule set has no function, or the moment is none that stays."""
        session = self._session
        if session is not None and session.on is on:
            return session
        quick = self._ready().quick
        if quick is None or not _stays(on):
            return None
        try:
            instant, whole_day = checked_moment(on, self.kernel)
        except MomentError:
            return None  # it is told once the case has been read
        held = (on, instant, whole_day, danish_date(instant), REFINEMENT_CAP, self.meaning_hash, _MADE_BY)
        session = Session(self._ready(), quick, *held)
        object.__setattr__(self, "_session", session)
        return session


def _known(handed: Handed, kernel: Kernel, name: str) -> Checked[KnownPart]:
    """The known part of a case that is a dict or JSON text."""
    if not isinstance(handed.data, str | bytes):
        return Checked(known_part(handed, kernel))
    read = read_json(handed.data, name)
    return (
        Checked(None, read.diagnostics)
        if read.diagnostics
        else Checked(known_part(Handed(read.value), kernel))
    )


def _stays(on: date | datetime) -> bool:
    """Whether a moment means the same as long as it lives: no class or time zone of the caller's has a say."""
    return type(on) is date or (type(on) is datetime and type(on.tzinfo) is timezone)


def _reader(to: str) -> Audience:
    try:
        return Audience(to.replace("-", "_"))
    except ValueError:
        raise ValueError(f"`to` must be one of {', '.join(Audience)}") from None


def _read(handed: Handed, kernel: Kernel, text_name: str | None) -> Checked[Case]:
    if text_name is None:
        return read_handed(handed, kernel)
    text = handed.data
    if not isinstance(text, str | bytes):
        return Checked(None, (Diagnostic(NOT_AN_OBJECT, "$"),))
    return read_case_text(text, kernel, name=text_name)


def checked_moment(on: date | datetime, kernel: Kernel) -> tuple[datetime, bool]:
    """The instant in UTC that a moment means, and whether it is a whole day. Raises MomentError."""
    whole_day = not isinstance(on, datetime)
    try:
        # WHY: a plain date or an instant in UTC, whatever class or time zone of the caller's came in.
        instant = _plain(on) if isinstance(on, datetime) else _end_of(on)
    except CalendarError as error:
        raise (
            _naive() if error.reason is CalendarReason.INSTANT_WITHOUT_OFFSET else _out_of_range()
        ) from None
    _within_period(danish_date(instant), kernel)
    return instant, whole_day


def _plain(on: datetime) -> datetime:
    instant = checked_instant(on)
    return datetime.combine(date(instant.year, instant.month, instant.day), instant.time(), tzinfo=UTC)


def _end_of(on: object) -> datetime:
    if not isinstance(on, date):
        raise MomentError(
            "Et tidspunkt for vurderingen er en date eller en datetime med tidszone.",
            "A moment of assessment is a date or a datetime with a time zone.",
        )
    return end_of_day(date(on.year, on.month, on.day))


def _naive() -> MomentError:
    return MomentError(
        "Tidspunktet for vurderingen mangler tidszone: brug fx datetime(…, tzinfo=timezone.utc).",
        "The moment of assessment has no time zone: use for example datetime(…, tzinfo=timezone.utc).",
    )


def _out_of_range() -> MomentError:
    first, last = danish_date(FIRST_INSTANT).year, danish_date(LAST_INSTANT).year
    return MomentError(
        f"Der kan kun vurderes i årene {first} til {last}.",
        f"Cases can only be assessed in the years {first} to {last}.",
    )


def _within_period(day: date, kernel: Kernel) -> None:
    period = kernel.head.period
    if period.holds_on(day):
        return
    start = format_date(period.start, "da") if period.start else "…"
    end = format_date(period.end, "da") if period.end else "…"
    raise MomentError(
        f"Regelsættet »{kernel.name}« gælder fra {start} til og med {end}; der kan ikke vurderes uden for den periode.",
        f'The rule set "{kernel.name}" is valid from {period.start or "…"} to {period.end or "…"}; '
        "nothing can be assessed outside that period.",
    )

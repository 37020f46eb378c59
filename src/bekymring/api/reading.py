"""From a path or a name to a rule set with its findings. Nothing here raises; `load` does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import field

from bekymring.diagnostics import Diagnostic, has_errors, in_order
from bekymring.frozen import frozen
from bekymring.model.ruleset import Ruleset
from bekymring.resources import ruleset_folder, ruleset_names
from bekymring.source import Source, Span

if TYPE_CHECKING:
    from bekymring.checks.proofs import Proofs, Watch
    from bekymring.syntax.document import Document

STORED = ".json"
"""How the name of a stored rule set ends; see `Ruleset.to_stored`."""
MAX_STORED = 1 << 26


@frozen
class Reading:
    """What became of one rule set: the kernel unless there were errors, all findings so far, and its texts."""

    place: str
    ruleset: Ruleset | None = field(repr=False)
    diagnostics: tuple[Diagnostic, ...]
    sources: Mapping[str, Source] = field(repr=False)
    """By the name that messages use; with those of the layers below."""
    documents: Mapping[str, Document] = field(repr=False)
    """The rule set's own documents, by the same name."""
    meaning: str | None = field(default=None, repr=False)
    """The hash of what it means, where that is known without working it out: of a stored rule set."""


def shipped_names() -> tuple[str, ...]:
    """The names of the rule sets that ship with the package."""
    return ruleset_names()


def read_ruleset(target: str | Path, *, search: Iterable[Path] = ()) -> Reading | None:
    """Reads a rule set by path, or by the name of one that ships; None where there is none."""
    from bekymring.api.files import holds_rules, is_there

    place, shipped = Path(target), ruleset_folder(str(target))
    if shipped is not None and not holds_rules(place):
        # WHY: a folder that happens to bear the name and holds no rules is not what the caller means.
        place = shipped
    return _read(place, tuple(search)) if is_there(place) else None


def read_all(places: Iterable[Path], *, search: Iterable[Path] = ()) -> tuple[Reading, ...]:
    """Reads several rule sets."""
    return tuple(_read(place, tuple(search)) for place in places)


def _read(place: Path, search: tuple[Path, ...]) -> Reading:
    return _read_stored(place) if place.suffix == STORED and place.is_file() else _read_rules(place, search)


def _read_stored(place: Path) -> Reading:
    from bekymring.api.files import regular_bytes, shown_path
    from bekymring.model.stored import read_stored

    name = shown_path(place, Path.cwd())
    try:
        text = (regular_bytes(place, limit=MAX_STORED) or b"").decode("utf-8")
    except (OSError, ValueError):
        text = ""
    held = read_stored(text if len(text) <= MAX_STORED else "", name=name)
    if held.value is None:
        return Reading(str(place), None, held.diagnostics, {}, {})
    return Reading(str(place), held.value.ruleset, held.diagnostics, {}, {}, held.value.meaning)


def _read_rules(place: Path, search: tuple[Path, ...]) -> Reading:
    # WHY: a program that evaluates a stored rule set never pays for the reader of rules.
    from bekymring.api.files import FolderReader, above
    from bekymring.model.layers import gather
    from bekymring.model.lower import lower

    home = place if place.is_dir() else place.parent
    reader = FolderReader(str(place), (home, above(home)), search)
    layers = gather(place.stem, reader)
    own = {
        one.source.name: one.document.value
        for one in reader.files_of(str(place))
        if one.document.value is not None
    }
    if layers.value is None:
        return Reading(str(place), None, layers.diagnostics, reader.sources, own)
    lowered = lower(layers.value)
    found = in_order((*layers.diagnostics, *lowered.diagnostics))
    return Reading(str(place), None if has_errors(found) else lowered.value, found, reader.sources, own)


def check_reading(reading: Reading, *, today: date | None = None) -> tuple[Diagnostic, ...]:
    """All findings of a rule set that need no prover: reading, meaning, and the checks."""
    from bekymring.checks import run_checks
    from bekymring.checks.check import Context
    from bekymring.examples.run import example_findings

    if reading.ruleset is None:
        return reading.diagnostics
    context = Context(reading.ruleset, documents=tuple(reading.documents.values()), today=today)
    found = (*reading.diagnostics, *example_findings(reading.ruleset))
    return run_checks(context, before=found)


def prove_reading(reading: Reading, *, watch: Watch | None = None) -> Proofs:
    """What the proofs find in a rule set; nothing where it has errors. Takes a solver, run in a process of its own.

    `watch` is told before each question.
    """
    from bekymring.checks.check import Context
    from bekymring.checks.proofs import Proofs, run_proofs

    if reading.ruleset is None:
        return Proofs()
    return run_proofs(Context(reading.ruleset, documents=tuple(reading.documents.values())), watch=watch)


def all_findings(read: Iterable[Diagnostic], proved: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """What reading and proofs find, each thing once: where a child shows what reading saw of a duty, the child is enough."""
    from bekymring.checks.deadline_wiped_out import CODE as SEEN
    from bekymring.checks.duty_wiped_out import CODE as SHOWN

    shown = tuple(proved)
    duties = {
        (_file(one), one.arguments["list"], one.arguments["name"]) for one in shown if one.code is SHOWN
    }
    kept = (
        one
        for one in read
        if one.code is not SEEN or (_file(one), one.arguments["list"], one.arguments["action"]) not in duties
    )
    return (*kept, *shown)


def _file(one: Diagnostic) -> str:
    return one.at.file if isinstance(one.at, Span) else ""

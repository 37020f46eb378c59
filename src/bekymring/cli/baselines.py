"""The file of known findings as the command reads and writes it; every mistake in it is one plain sentence."""

from __future__ import annotations

from pathlib import Path

from bekymring.cli.files import RECORD_LIMIT, read_file, write_whole
from bekymring.cli.screen import shown
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.report.baseline import Entry, baseline_text, read_baseline


def known_findings(baseline: str | None, write_baseline: str | None, lang: str) -> tuple[Entry, ...]:
    """The entries to judge by: those of the file named, or of the one that is to be written if it is there already."""
    if baseline is not None and write_baseline is not None:
        raise Stop(Status.UNREADABLE, say("baseline_twice", lang))
    if baseline is not None:
        if baseline and "\0" not in baseline and not Path(baseline).exists():
            raise Stop(Status.UNREADABLE, say("baseline_missing", lang, path=shown(baseline)))
        return _read(baseline, lang, otherwise="baseline_unreadable")
    if write_baseline and "\0" not in write_baseline and Path(write_baseline).exists():
        # WHY: a file that is something else is not written over by a slip of the hand.
        return _read(write_baseline, lang, otherwise="baseline_other")
    return ()


def write_known(path: str, entries: tuple[Entry, ...], lang: str) -> None:
    """Writes the entries whole, or leaves the file as it was."""
    write_whole(Path(path), baseline_text(entries).encode("utf-8", "replace"), lang)


def _read(path: str, lang: str, *, otherwise: str) -> tuple[Entry, ...]:
    content = read_file(Path(path), lang, limit=RECORD_LIMIT)
    try:
        entries = read_baseline(content.decode("utf-8-sig")) if len(content) <= RECORD_LIMIT else None
    except UnicodeDecodeError:
        entries = None
    if entries is None:
        raise Stop(Status.UNREADABLE, say(otherwise, lang, path=shown(path)))
    return entries

"""From what a caller names to rule sets: paths, folders, or names of those that ship."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from bekymring.api import Reading, read_ruleset, shipped_names
from bekymring.api.files import find_rulesets
from bekymring.cli.app import shown
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.diagnostics import has_errors
from bekymring.model.ruleset import Ruleset
from bekymring.report.findings import Look, findings_text
from bekymring.resources import SUFFIX


def wanted_files(paths: Sequence[str], lang: str) -> tuple[Path, ...]:
    """Every rule set under the paths; a path without any is an error, never green."""
    found: list[Path] = []
    for path in paths:
        place = Path(path)
        if not path or "\0" in path or not place.exists():
            raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(path) or "»«"))
        here = find_rulesets(place)
        if not here:
            raise Stop(Status.UNREADABLE, say("no_rulesets", lang, path=shown(path)))
        found.extend(one for one in here if one not in found)
    return tuple(found)


def reading_of(name: str, lang: str) -> Reading:
    """The rule set that a caller names by path or by the name of one that ships."""
    reading = read_ruleset(name) if name and "\0" not in name else None
    if reading is None:
        known = ", ".join(shipped_names())
        raise Stop(Status.UNREADABLE, say("no_such_ruleset", lang, name=shown(name), known=known))
    return reading


def usable(name: str, lang: str) -> Ruleset:
    """The rule set, ready to be evaluated; with errors its findings are shown and the verb ends."""
    reading = reading_of(name, lang)
    if reading.ruleset is None or has_errors(reading.diagnostics):
        errors = tuple(one for one in reading.diagnostics if one.is_error)
        raise Stop(Status.UNREADABLE, findings_text(errors, reading.sources, look=Look(lang)).rstrip())
    return reading.ruleset


def rule_files(paths: Sequence[str], lang: str) -> tuple[Path, ...]:
    """Every rule file under the paths, for layout; a path without any is an error."""
    found: list[Path] = []
    for path in paths:
        place = Path(path)
        if not path or "\0" in path or not place.exists():
            raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(path) or "»«"))
        here = sorted(place.rglob(f"*{SUFFIX}")) if place.is_dir() else [place]
        if not here:
            raise Stop(Status.UNREADABLE, say("no_rulesets", lang, path=shown(path)))
        found.extend(one for one in here if one not in found)
    return tuple(found)


def is_name(text: str) -> bool:
    """Whether a text can name a rule set and its folder: small letters, digits and underscores, a letter first."""
    return re.fullmatch(r"[a-zæøå][a-z0-9_æøå]{0,63}", text) is not None

"""From what a caller names to rule sets: paths, folders, or names of those that ship."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bekymring.api import Reading, read_ruleset, ready, shipped_names
from bekymring.api.files import MAX_DEPTH, TooDeepError, find_rulesets, is_there
from bekymring.cli.files import why_not
from bekymring.cli.screen import shown
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say
from bekymring.diagnostics import has_errors
from bekymring.model.ruleset import Ruleset
from bekymring.report.findings import Look, findings_text
from bekymring.resources import SUFFIX, ruleset_folder

if TYPE_CHECKING:
    from bekymring.api import Ruleset as Deciding


def wanted_files(paths: Sequence[str], lang: str) -> tuple[Path, ...]:
    """Every rule set under the paths; a path without any is an error, never green."""
    return tuple(dict.fromkeys(one for path in paths for one in _found(path, find_rulesets, lang)))


def _found(path: str, look: Callable[[Path], Sequence[Path]], lang: str) -> Sequence[Path]:
    """What is found at a path, or at the place of the shipped rule set that it names."""
    place = Path(path)
    try:
        here = look(place) if path and is_there(place) else ()
    except TooDeepError as error:
        said = say("too_deep", lang, path=shown(str(error.filename)), limit=MAX_DEPTH)
        raise Stop(Status.UNREADABLE, said) from None
    except OSError as error:
        said = say("not_readable", lang, path=shown(path), why=why_not(error, lang))
        raise Stop(Status.UNREADABLE, said) from None
    shipped = ruleset_folder(path)
    if not here and shipped is not None:
        return look(shipped)
    if not here:
        said = "no_rulesets" if path and is_there(place) else "not_found"
        raise Stop(Status.UNREADABLE, say(said, lang, path=shown(path) or "»«"))
    return here


def reading_of(name: str, lang: str) -> Reading:
    """The rule set that a caller names by path or by the name of one that ships."""
    reading = read_ruleset(name) if name and "\0" not in name else None
    if reading is None:
        known = ", ".join(shipped_names())
        raise Stop(Status.UNREADABLE, say("no_such_ruleset", lang, name=shown(name), known=known))
    return reading


def usable(name: str, lang: str) -> Ruleset:
    """What a rule set means; with errors its findings are shown and the verb ends."""
    return _usable(name, lang)[1]


def deciding(name: str, lang: str) -> Deciding:
    """The rule set, ready to be evaluated; with errors its findings are shown and the verb ends."""
    return ready(_usable(name, lang)[0])


def _usable(name: str, lang: str) -> tuple[Reading, Ruleset]:
    reading = reading_of(name, lang)
    if reading.ruleset is None or has_errors(reading.diagnostics):
        errors = tuple(one for one in reading.diagnostics if one.is_error)
        raise Stop(Status.UNREADABLE, findings_text(errors, reading.sources, look=Look(lang)).rstrip())
    return reading, reading.ruleset


def rule_files(paths: Sequence[str], lang: str) -> tuple[Path, ...]:
    """Every rule file under the paths, for layout; a path without any is an error."""
    return tuple(dict.fromkeys(one for path in paths for one in _files_at(path, lang)))


def _files_at(path: str, lang: str) -> Sequence[Path]:
    place = Path(path)
    if not path or not is_there(place):
        raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(path) or "»«"))
    here = sorted(place.rglob(f"*{SUFFIX}")) if place.is_dir() else [place]
    if not here:
        raise Stop(Status.UNREADABLE, say("no_rulesets", lang, path=shown(path)))
    return here


def name_mistake(name: str) -> str:
    """Why a text cannot name a new rule set and its folder, as a key of the command's words; empty if it can."""
    from bekymring.syntax.words import vocabulary

    if re.fullmatch(r"[a-zæøå][a-z0-9_æøå]{0,63}", name) is None:
        return "new_bad_name"
    if name in vocabulary("da").reserved:
        return "new_reserved_name"
    return "new_shipped_name" if name in shipped_names() else ""

"""Evaluating a recorded decision again with the rule set that it names. Docs: embedding guide, *Records*."""

from __future__ import annotations

from bekymring.api.decisions import Ruleset
from bekymring.api.errors import ReplayError
from bekymring.api.reading import read_ruleset
from bekymring.api.records import read_record
from bekymring.model.ruleset import Ruleset as Kernel
from bekymring.resources import ruleset_folder


def replay_record(content: bytes, *, rules: Kernel | None = None) -> tuple[str, ...]:
    """Evaluates a record again, by default with the shipped rule set of its name; see `Ruleset.replay`."""
    recorded = read_record(content)
    return Ruleset(rules if rules is not None else _shipped(recorded.ruleset)).replay(content)


def _shipped(name: str) -> Kernel:
    # WHY: by its name among those that ship and never as a path, for the record may come from anywhere.
    folder = ruleset_folder(name) if name else None
    reading = None if folder is None else read_ruleset(folder)
    if reading is None or reading.ruleset is None:
        raise ReplayError("unknown_rules")
    return reading.ruleset

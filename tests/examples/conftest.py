"""Rule sets written in a test, read and made whole."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bekymring.model.layers import MemoryReader, RuleFile, gather
from bekymring.model.lower import lower
from bekymring.model.ruleset import Ruleset
from bekymring.source import Source
from bekymring.syntax.parse import parse

HEAD = """regelsæt prøve "Prøve" version 1.0
    gælder fra 1. januar 2024 til og med 31. december 2030
    ansvarlig "Ingen"

"""
SHIPPED = Path(__file__).parents[2] / "rulesets"


def rule_file(name: str, text: str) -> RuleFile:
    source = Source(name, text)
    return RuleFile(source, parse(source))


def read(name: str, files: dict[str, str]) -> Ruleset:
    """The rule set of the files, with what it builds on among those that ship; AssertionError where it has errors."""
    shipped = {
        folder.name: tuple(rule_file(one.name, one.read_text("utf-8")) for one in sorted(folder.glob("*.bek")))
        for folder in SHIPPED.iterdir()
        if folder.is_dir()
    }
    own = tuple(rule_file(file, text) for file, text in files.items())
    layers = gather(name, MemoryReader({**shipped, name: own}))
    assert layers.value is not None, [(one.at, one.message()) for one in layers.diagnostics]
    lowered = lower(layers.value)
    errors = [
        (one.at, one.message(), one.help()) for one in (*layers.diagnostics, *lowered.diagnostics) if one.is_error
    ]
    assert not errors, errors
    assert lowered.value is not None
    return lowered.value


@pytest.fixture
def ruleset() -> Callable[[str], Ruleset]:
    """Reads the declarations of a rule set called `prøve`."""
    return lambda text: read("prøve", {"prøve.bek": HEAD + text})

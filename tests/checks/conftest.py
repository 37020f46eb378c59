"""Rule sets of the tables and pages, compiled on top of the shared prelude."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bekymring.checks import Context
from bekymring.model.layers import MemoryReader, RuleFile, gather
from bekymring.model.lower import lower
from bekymring.source import Source
from bekymring.syntax.parse import parse

HERE = Path(__file__).parent
HEAD = """regelsæt prøve "Prøve" version 1.0
    gælder fra 1. januar 2024
    bygger på fælles
    ansvarlig "Redaktionen"
    godkendt 1. marts 2026 af "Redaktionen"
    revideres senest 1. marts 2027
    dækker ikke "Alt andet"
"""
TODAY = date(2026, 11, 22)

# Written in two halves, so that no file holds the shape.
SHAPE = "040506" + "-" + "1234"


def read(name: str, text: str) -> RuleFile:
    source = Source(name, text)
    return RuleFile(source, parse(source, language="da"))


@pytest.fixture(scope="session")
def compiled() -> Callable[[str], tuple[Context, int]]:
    """The context of a rule set without a mistake, and the number of lines put before the text."""
    shared = (read("fælles.bek", (HERE / "prelude.bek").read_text(encoding="utf-8")),)

    def compile_(text: str) -> tuple[Context, int]:
        headed = re.search(r"^regelsæt (\w+)", text, re.MULTILINE)
        name = headed.group(1) if headed else "prøve"
        before = "" if headed else HEAD
        own = (read(f"{name}.bek", before + text.replace("{personnummer}", SHAPE)),)
        layers = gather(name, MemoryReader({"fælles": shared, name: own}))
        wrong = [*shared[0].document.diagnostics, *own[0].document.diagnostics, *layers.diagnostics]
        assert layers.value is not None, wrong
        lowered = lower(layers.value)
        wrong += lowered.diagnostics
        assert [(one.code.number, one.message(), one.at) for one in wrong if one.is_error] == []
        assert lowered.value is not None
        return Context(lowered.value, layers.value[-1].documents, TODAY), before.count("\n")

    return compile_

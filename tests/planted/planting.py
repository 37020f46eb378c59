"""The planted faults: small rule sets as an expert might err, each with the rule set as it should have been.

A file holds, under `=== fejl`, rules with a fault, and at the end of a line the code that must come out for it; under `=== rettet`
the same rules with the smallest mend; under `=== under`, where there is such a part, the rule set that both build on.
"""

import re
from pathlib import Path

from attrs import frozen

from bekymring.checks import ALL_CHECKS, Context, run_checks
from bekymring.checks.proofs import ALL_PROOFS, Proofs, run_proofs
from bekymring.diagnostics import Diagnostic
from bekymring.model.layers import MemoryReader, gather
from bekymring.model.lower import lower
from bekymring.prove.solve import InProcess
from model.compiling import file_of

HERE = Path(__file__).parent
WORDS = (HERE / "ord.bek").read_text(encoding="utf-8")
NAMES = tuple(sorted(one.stem for one in HERE.glob("*.bek") if one.stem != "ord"))
PART = re.compile(r"^=== (\w+)$", re.MULTILINE)
MARK = re.compile(r"[ \t]*# !! ((?:BEK\d{3} ?)+)$", re.MULTILINE)
HEAD = """regelsæt {name} "{label}" version 1.0
    gælder fra 1. januar 2024
    bygger på {on}
    ansvarlig "Redaktionen"
    godkendt 1. marts 2026 af "Redaktionen"
    revideres senest 1. marts 2027
    dækker ikke "Alt andet"
"""


@frozen
class Planted:
    """The parts of a file, each with as many blank lines before it as make its lines those of the file."""

    name: str
    wrong: str
    right: str
    under: str | None

    @property
    def expected(self) -> tuple[tuple[str, int], ...]:
        """The codes that must come out, with their lines."""
        lines = enumerate(self.wrong.split("\n"), 1)
        return tuple(
            sorted((code, n) for n, line in lines for mark in MARK.findall(line) for code in mark.split())
        )


def planted(name: str) -> Planted:
    """A file read."""
    text = (HERE / f"{name}.bek").read_text(encoding="utf-8")
    heads = list(PART.finditer(text))
    ends = [*(one.start() for one in heads[1:]), len(text)]
    parts = {
        head[1]: "\n" * text.count("\n", 0, head.end()) + text[head.end() : end].rstrip("\n") + "\n"
        for head, end in zip(heads, ends, strict=True)
    }
    return Planted(name, parts["fejl"], parts["rettet"], parts.get("under"))


def files(one: Planted, text: str) -> dict[str, dict[str, str]]:
    """The rule sets of a variant, by name; each a text by the name of its file."""
    made = {"ord": {"ord.bek": WORDS}}
    on = "ord"
    if one.under is not None:
        made["landet"] = {
            "hoved.bek": HEAD.format(name="landet", label="Landets regler", on="ord"),
            "landet.bek": one.under,
        }
        on = "landet"
    head = HEAD.format(name="lokalt", label="De lokale regler", on=on)
    return {**made, "lokalt": {"hoved.bek": head, f"{one.name}.bek": MARK.sub("", text)}}


def compiled(one: Planted, text: str) -> Context:
    """A variant, which must be without errors."""
    read = {n: tuple(file_of(f, t) for f, t in each.items()) for n, each in files(one, text).items()}
    layers = gather("lokalt", MemoryReader(read))
    assert layers.value is not None, layers.diagnostics
    lowered = lower(layers.value)
    wrong = [*layers.diagnostics, *lowered.diagnostics]
    wrong += [each for some in read.values() for file in some for each in file.document.diagnostics]
    assert [(each.code.number, each.message(), each.at) for each in wrong if each.is_error] == []
    assert lowered.value is not None
    return Context(lowered.value, layers.value[-1].documents)


def proved(context: Context) -> Proofs:
    """All proofs, in this process."""
    return run_proofs(context, prover=InProcess(), proofs=ALL_PROOFS)


def found(context: Context, proofs: Proofs, besides: frozenset[str]) -> tuple[Diagnostic, ...]:
    """What the proofs find, and of the other checks what is asked for besides."""
    read = [one for one in run_checks(context, ALL_CHECKS) if one.code.number in besides]
    return (*proofs.found, *read)

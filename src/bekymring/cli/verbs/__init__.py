"""One file a verb. `VERBS` is the table of contents, `ALIASES` the Danish names."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import click

from bekymring.cli.verbs import check, evaluate, examples, explain, layout, new, replay, schema, shipped

VERBS: tuple[Callable[[str], click.Command], ...] = (
    check.command,
    evaluate.command,
    examples.command,
    layout.command,
    shipped.command,
    schema.command,
    explain.command,
    new.command,
    replay.command,
)

ALIASES: Mapping[str, str] = {
    "tjek": "check",
    "vurder": "evaluate",
    "prøv": "test",
    "opstil": "format",
    "vis": "list",
    "skema": "schema",
    "forklar": "explain",
    "ny": "new",
    "genafspil": "replay",
}

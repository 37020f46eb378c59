"""One file a verb, loaded when it is called. `VERBS` is the table of contents, `ALIASES` the Danish names."""

from __future__ import annotations

from collections.abc import Mapping

VERBS: Mapping[str, str] = {
    "check": "check",
    "evaluate": "evaluate",
    "batch": "batch",
    "sql": "sql",
    "test": "examples",
    "format": "layout",
    "list": "shipped",
    "schema": "schema",
    "explain": "explain",
    "new": "new",
    "replay": "replay",
}
"""The verb and the module of this room that holds it."""

ALIASES: Mapping[str, str] = {
    "tjek": "check",
    "vurder": "evaluate",
    "kør": "batch",
    "forespørg": "sql",
    "prøv": "test",
    "opstil": "format",
    "vis": "list",
    "skema": "schema",
    "forklar": "explain",
    "ny": "new",
    "genafspil": "replay",
}

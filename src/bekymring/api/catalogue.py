"""Every kind of finding, and the page that explains it."""

from __future__ import annotations

from collections.abc import Mapping

from bekymring.diagnostics import Code


def catalogue() -> Mapping[str, Code]:
    """Every code by its number, in order."""
    from bekymring.checks.catalogue import all_codes
    from bekymring.examples.mistakes import CODES

    return {**all_codes(), **{one.number: one for one in CODES}}


def explanation(code: str, *, lang: str = "da") -> str | None:
    """What a finding means, why it matters and how to mend it; by number or slug, None for an unknown one."""
    from bekymring.checks.catalogue import page

    wanted = code.strip()
    found = next(
        (one for one in catalogue().values() if wanted.upper() == one.number or wanted.lower() == one.slug),
        None,
    )
    return None if found is None else page(found, lang=lang)

"""What is printed: as UTF-8 whatever the locale, and every failing write is one plain sentence.

Takes text; gives it to standard output or standard error as bytes, so that no setting of the machine spoils it.
Afterwards true: a word of the caller's is shown without control characters and cut to a readable length.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import unicodedata
from typing import TextIO

from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say

QUOTED = 120
"""How much of a caller's word is shown."""


def recoded(text: str) -> str:
    """A word of the command line as it was typed: UTF-8 whatever the locale, letters composed."""
    # WHY: in a locale without UTF-8 the letters of »prøv« come as bytes in disguise; some keyboards part »å« in two.
    whole = text.encode("utf-8", "surrogateescape").decode("utf-8", "surrogateescape")
    return unicodedata.normalize("NFC", whole)


def shown(text: str) -> str:
    """A word of the caller's with control characters taken out and cut to a readable length."""
    clean = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in recoded(text))
    return clean if len(clean) <= QUOTED else clean[: QUOTED - 1] + "…"


def put(text: str, lang: str) -> None:
    """Prints on standard output. Raises Stop where it cannot be written or nobody reads it."""
    try:
        _write(sys.stdout, text)
    except BrokenPipeError:
        # WHY: the reader (`| head`) has gone. Not 0, for what it did not read may have been an error.
        _leave(sys.stdout)
        raise Stop(Status.NO_READER) from None
    except (OSError, ValueError) as error:
        _leave(sys.stdout)
        full = getattr(error, "errno", None) == errno.ENOSPC
        why = say("ENOSPC" if full else "closed", lang)
        raise Stop(Status.UNREADABLE, say("no_screen", lang, why=why)) from None


def put_error(text: str) -> None:
    """Prints on standard error; where even that fails there is nobody left to tell."""
    try:
        _write(sys.stderr, text)
    except (OSError, ValueError):
        _leave(sys.stderr)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        raise ValueError
    content = text if text.endswith("\n") else f"{text}\n"
    stream.flush()
    stream.buffer.write(content.encode("utf-8", "replace"))
    stream.buffer.flush()


def _leave(stream: TextIO | None) -> None:
    """Points a stream that failed at nothing, so that the interpreter does not try it again at its end."""
    if stream is None:
        return
    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, stream.fileno())
        os.close(nothing)

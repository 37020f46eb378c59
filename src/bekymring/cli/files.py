"""Reading and writing of files for the verbs: every failing system call becomes one plain sentence and a status."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path

from bekymring.calendar_dk import CalendarError, parse_iso_date, parse_iso_instant
from bekymring.cli.app import shown
from bekymring.cli.status import Status, Stop
from bekymring.cli.words import say

CASE_LIMIT = 1 << 20


def read_case_bytes(path: str, lang: str) -> bytes:
    """The bytes of a case file, or of standard input for `-`; at most one byte over the limit is read."""
    if path == "-":
        return sys.stdin.buffer.read(CASE_LIMIT + 1)
    return read_file(Path(path), lang)


def read_file(path: Path, lang: str) -> bytes:
    """The bytes of a regular file, opened without waiting, at most one byte over the limit."""
    if not path.parts or "\0" in str(path):
        raise Stop(Status.UNREADABLE, say("not_found", lang, path=shown(str(path)) or "»«"))
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    except OSError as error:
        raise _unreadable(path, error, lang) from None
    with os.fdopen(handle, "rb") as file:
        mode = os.fstat(file.fileno()).st_mode
        if stat.S_ISDIR(mode):
            raise Stop(Status.UNREADABLE, say("is_folder", lang, path=shown(str(path))))
        if not stat.S_ISREG(mode):
            raise Stop(Status.UNREADABLE, say("not_readable", lang, path=shown(str(path)), why="?"))
        try:
            return file.read(CASE_LIMIT + 1)
        except OSError as error:
            raise _unreadable(path, error, lang) from None


def _unreadable(path: Path, error: OSError, lang: str) -> Stop:
    if isinstance(error, FileNotFoundError):
        return Stop(Status.UNREADABLE, say("not_found", lang, path=shown(str(path))))
    if isinstance(error, IsADirectoryError):
        return Stop(Status.UNREADABLE, say("is_folder", lang, path=shown(str(path))))
    return Stop(
        Status.UNREADABLE, say("not_readable", lang, path=shown(str(path)), why=error.strerror or "?")
    )


def write_whole(path: Path, content: bytes, lang: str) -> None:
    """Writes a file so that it is there whole or as it was before: a neighbour is written, then moved into place."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        neighbour = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if path.exists():
                neighbour.chmod(path.stat().st_mode & 0o7777)
            else:
                umask = os.umask(0)
                os.umask(umask)
                neighbour.chmod(0o666 & ~umask)
            neighbour.replace(path.resolve())
        except BaseException:
            neighbour.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise Stop(
            Status.UNREADABLE, say("not_writable", lang, path=shown(str(path)), why=error.strerror or "?")
        ) from None


def show(text: str, output: str | None, lang: str) -> None:
    """Prints a text as UTF-8, or writes it to the file asked for."""
    content = text if text.endswith("\n") else text + "\n"
    if output is None:
        sys.stdout.buffer.write(content.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    else:
        write_whole(Path(output), content.encode("utf-8", "replace"), lang)


def moment(text: str | None, lang: str) -> date | datetime:
    """The moment of assessment that the caller gave."""
    if text is None:
        raise Stop(Status.UNREADABLE, say("needs_moment", lang))
    found = parse_iso_date(text)
    if found is not None:
        return found
    try:
        instant = parse_iso_instant(text)
    except CalendarError:
        instant = None
    if instant is None:
        raise Stop(Status.UNREADABLE, say("bad_moment", lang))
    return instant


def day(text: str | None, lang: str) -> date | None:
    """A date that the caller may have given."""
    if text is None:
        return None
    found = parse_iso_date(text)
    if found is None:
        raise Stop(Status.UNREADABLE, say("bad_moment", lang))
    return found

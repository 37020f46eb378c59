"""Exit statuses and the errors that carry them. Docs: the command line, *Exit status*."""

from __future__ import annotations

from enum import IntEnum


class Status(IntEnum):
    """What a verb leaves behind for the shell."""

    FINE = 0
    FINDINGS = 1
    UNREADABLE = 2
    NOT_PROVED = 3
    INTERNAL = 70
    INTERRUPTED = 130
    NO_READER = 141
    """Whoever read the output went away; what a shell says of a program that such an end stopped."""
    ENDED = 143


class Stop(Exception):  # noqa: N818 - it ends a verb, and not always because of an error
    """Ends a verb with a status and a sentence for standard error."""

    def __init__(self, status: Status, message: str = "") -> None:
        super().__init__(status, message)
        self.status = status
        self.message = message

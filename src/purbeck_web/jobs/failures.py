"""What is said of a job that failed: what happened, what to do, and whether to try by itself."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from smtplib import SMTPException

from django.db import InterfaceError, OperationalError

from purbeck.model.errors import PurbeckError, WorkspaceError

MOST_SHOWN = 10
"""Issues of a workspace that are told of one by one. Our own choice."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL_WORDS = ("disk is full", "no space left", "disk full", "could not extend file")

AGAIN = "It is tried again by itself."


class RetryError(Exception):
    """Something that is likely to go well the next time; its text says what."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What a person is told; ``passes`` where another try may well go better."""

    said: str
    advice: str
    passes: bool = False


def failure_of(error: BaseException, number: int) -> Failure:
    """Put a failure into words; never a traceback, which is in the log under the job's number."""
    if isinstance(error, WorkspaceError):
        return _workspace(error)
    if isinstance(error, PurbeckError):
        return Failure(str(error), "Put that right, then run the job again.")
    if is_full(error):
        return Failure(
            "The disk of the server is full. No file was written, and all that was saved "
            "before is kept.",
            "Ask an administrator to make room, then run the job again.",
        )
    if isinstance(error, RetryError):
        return Failure(str(error), "Run it again.", passes=True)
    if isinstance(error, OperationalError | InterfaceError):
        return Failure(
            "The database could not be reached. All that was saved before is kept.",
            "If this stays so, tell an administrator.",
            passes=True,
        )
    if isinstance(error, SMTPException):
        return Failure("The mail server did not take the e-mails.", "Run it again.", passes=True)
    if isinstance(error, OSError):
        named = error.strerror or type(error).__name__
        return Failure(f"The server could not do it: {named}.", "Run it again.", passes=True)
    if isinstance(error, MemoryError):
        return Failure(
            "The worker ran out of memory.",
            "Ask for fewer formats at once, or tell an administrator to give it more memory.",
        )
    return Failure(
        "Something went wrong that was not foreseen.",
        f"Run it again. If it fails again, tell an administrator the number {number}: the "
        "worker's log has the details under it.",
    )


def is_full(error: BaseException) -> bool:
    """Whether a disk, or what may be used of it, is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    if isinstance(error, OperationalError):
        return any(words in str(error).lower() for words in _FULL_WORDS)
    return False


def _workspace(error: WorkspaceError) -> Failure:
    shown = [str(issue) for issue in error.issues[:MOST_SHOWN]]
    left = len(error.issues) - len(shown)
    if left > 0:
        shown.append(f"And {left:,} more.")
    return Failure("\n".join(shown), "Put that right in the workspace, then run the job again.")

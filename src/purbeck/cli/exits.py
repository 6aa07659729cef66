"""The exit codes of the command, and what each means: one table for help, pages and tests."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What a run of the command came to."""

    DONE = 0
    UNEXPECTED = 1
    USAGE = 2
    BAD_DATA = 3
    NOT_RENDERED = 4
    EDITION = 5
    STOPPED = 130
    """128 and the number of SIGINT, as a shell reports it."""
    PIPE_CLOSED = 141
    """128 and the number of SIGPIPE, as a shell reports it."""


MEANING: dict[ExitCode, str] = {
    ExitCode.DONE: "Done. There may be warnings.",
    ExitCode.UNEXPECTED: "An unexpected error, or a file that could not be read or written.",
    ExitCode.USAGE: "The command cannot be carried out as it was typed.",
    ExitCode.BAD_DATA: "Bad data: a workspace, a source or a report. What is bad was not used.",
    ExitCode.NOT_RENDERED: "A report could not be made in a format. Nothing was written.",
    ExitCode.EDITION: "An edition exists already, or is not as it was issued.",
    ExitCode.STOPPED: "Stopped from the keyboard.",
    ExitCode.PIPE_CLOSED: "Whatever read the output had enough of it (as 'head' does).",
}

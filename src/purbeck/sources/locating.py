"""What a source says of itself: its options, and the companions of its file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from purbeck.model.errors import UsageError
from purbeck.sources.addresses import scheme_of, shown
from purbeck.sources.contract import Location, Option, Request


def companion(request: Request, address: str, role: str) -> Location:
    """Say where a companion is that an option names: an address, or a path in the workspace.

    Raises
    ------
    UsageError
        Where there is no such file.
    """
    if scheme_of(address):
        return Location(address=address, role=role)
    path = request.folder / Path(address).expanduser()
    if not path.is_file():
        raise UsageError(f"Source '{request.source}' finds no file at '{shown(address)}'.")
    return Location(address=str(path), role=role)


def option(request: Request, options: Sequence[Option], name: str) -> str:
    """Give what a source says of an option, or the option's own default.

    Raises
    ------
    UsageError
        Where the option is needed, and nothing is said.
    """
    declared = next(each for each in options if each.name == name)
    said = request.options.get(name, "").strip() or declared.default
    if declared.needed and not said:
        raise UsageError(f"Source '{request.source}' needs the option '{name}': {declared.meaning}")
    return said


def listed(text: str) -> tuple[str, ...]:
    """Part an option that names several things, which stand between commas.

    Examples
    --------
    >>> listed("Age, Sex,")
    ('Age', 'Sex')
    """
    return tuple(part.strip() for part in text.split(",") if part.strip())

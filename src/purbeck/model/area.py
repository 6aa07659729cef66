"""Places and groups of places."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A place with a stable code, by which observations name it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A named set of areas, such as the statistical neighbours of one edition of a model."""

    id: str
    name: str
    members: tuple[str, ...]
    edition: str = ""

"""Places and groups of places."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Setting(Enum):
    """Whether a place is rural or urban, by a classification that whoever declares it names."""

    RURAL = "rural"
    URBAN = "urban"


@dataclass(frozen=True, slots=True)
class Area:
    """A place with a stable code, by which observations name it.

    Attributes
    ----------
    kind
        What sort of place it is, in a word: ward, LSOA, school, locality. Empty where that is
        not declared.
    within
        The code of the area that it lies in; empty for one that stands by itself.
    setting
        Whether it is rural or urban; None where that is not declared.
    """

    code: str
    name: str
    kind: str = ""
    within: str = ""
    setting: Setting | None = None


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """A named set of areas, such as the statistical neighbours of one edition of a model."""

    id: str
    name: str
    members: tuple[str, ...]
    edition: str = ""

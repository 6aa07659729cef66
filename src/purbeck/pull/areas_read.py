"""What a publisher calls an area, held against the areas that a workspace declares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from purbeck.areas import Ambiguous, Authorities, Match, Mismatch, Resolution, Scheme, authorities
from purbeck.pull.declared_source import DeclaredSource

_GSS = re.compile(r"[A-Z]\d{8}")


class Standing(IntEnum):
    """Whether the rows of an area are taken."""

    HELD = 0
    OUTSIDE = 1
    """A known area that was not asked for."""
    UNKNOWN = 2
    """No area that is known; it may be one of a kind that the table does not have."""
    MISMATCH = 3
    AMBIGUOUS = 4


@dataclass(frozen=True, slots=True)
class AreaReading:
    """What one pair of a code and a name stands for.

    ``code`` is that of the workspace, '' unless the rows are taken; ``received`` and
    ``expected`` are for the row that is rejected.
    """

    standing: Standing
    code: str = ""
    received: str = ""
    expected: str = ""


def read_areas(
    pairs: Sequence[tuple[str, str]], source: DeclaredSource, scheme: str
) -> list[AreaReading]:
    """Read pairs of a code and a name as published; what sources.toml says of one comes first."""
    reader = _AreaReader(source, None if scheme == "any" else Scheme(scheme), authorities())
    return [reader.read(code.strip(), name.strip()) for code, name in pairs]


class _AreaReader:
    def __init__(self, source: DeclaredSource, scheme: Scheme | None, known: Authorities) -> None:
        self._source, self._scheme, self._known = source, scheme, known
        self._asked = None
        if source.areas is not None:
            held = (each for each in source.successions if each.new in source.areas)
            self._asked = source.areas | {each.old for each in held}

    def read(self, code: str, name: str) -> AreaReading:
        told = self._source.area_codes
        own = told.get(code.casefold()) or told.get(name.casefold())
        if own is not None:
            return AreaReading(Standing.HELD, own)
        found = self._known.resolve(code, name, scheme=self._scheme)
        if isinstance(found, Mismatch):
            return self._contradicted(found)
        if isinstance(found, Match):
            return self._held(found.code)
        if isinstance(found, Ambiguous):
            return self._ambiguous(found)
        return self._unknown(code)

    def _held(self, code: str) -> AreaReading:
        if self._asked is None:
            return AreaReading(Standing.HELD, code)
        for each in (code, *self._known.same_place(code)):
            if each in self._asked:
                return AreaReading(Standing.HELD, each)
        return AreaReading(Standing.OUTSIDE)

    def _contradicted(self, found: Mismatch) -> AreaReading:
        """Reject a row of an area that was asked for by its code or by its name."""
        readings = [
            self._held(match.code)
            for side in (found.by_code, found.by_name)
            for match in _matches(side)
        ]
        if all(reading.standing is Standing.OUTSIDE for reading in readings):
            return AreaReading(Standing.OUTSIDE)
        received = f"the code {found.code} beside the name '{found.name}'"
        expected = "a code and a name of one area"
        return AreaReading(Standing.MISMATCH, received=received, expected=expected)

    def _ambiguous(self, found: Ambiguous) -> AreaReading:
        readings = [self._held(each.code) for each in _matches(found)]
        if all(reading.standing is Standing.OUTSIDE for reading in readings):
            return AreaReading(Standing.OUTSIDE)
        labels = " or ".join(each.authority.label for each in found.candidates)
        expected = f"{labels}, told apart under area_codes in sources.toml"
        return AreaReading(Standing.AMBIGUOUS, received=f"'{found.text}'", expected=expected)

    def _unknown(self, code: str) -> AreaReading:
        """A code of the workspace's own, or of a kind that the table does not have."""
        if self._asked is not None and code in self._asked:
            return AreaReading(Standing.HELD, code)
        if self._asked is None and _GSS.fullmatch(code.upper()):
            return AreaReading(Standing.HELD, code.upper())
        return AreaReading(Standing.UNKNOWN)


def _matches(found: Resolution) -> tuple[Match, ...]:
    """Give every area that an answer may mean."""
    if isinstance(found, Match):
        return (found,)
    return found.candidates if isinstance(found, Ambiguous) else ()

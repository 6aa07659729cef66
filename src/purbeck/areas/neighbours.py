"""The statistical neighbours of the Department for Education, by edition of the model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache

from purbeck.areas.table import authorities, rows_of
from purbeck.model.area import AreaGroup
from purbeck.model.errors import UsageError
from purbeck.model.nearest import hint

LATEST = "latest"

# The last list of an area that ended before the first model of which there is a whole edition.
EARLIER = "earlier"


class Closeness(Enum):
    """How alike a neighbour is, in the words of the model; the closest comes first."""

    EXTREMELY_CLOSE = "extremely-close"
    VERY_CLOSE = "very-close"
    CLOSE = "close"
    SOMEWHAT_CLOSE = "somewhat-close"
    NOT_CLOSE = "not-close"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """One authority that a model puts beside another.

    Attributes
    ----------
    code
        The GSS code that it had when the edition was published.
    rank
        Its place, where 1 is the closest.
    closeness
        How alike it is.
    """

    code: str
    rank: int
    closeness: Closeness


def editions() -> tuple[str, ...]:
    """Give the editions, oldest first, by year and month of publication.

    The first, "earlier", has the last list of areas that ended before the others; which model
    it is of is not said by the publisher.

    Examples
    --------
    >>> editions()
    ('earlier', '2021-04', '2025-05')
    """
    return tuple(_editions())


def neighbours(code: str, edition: str = LATEST) -> tuple[Neighbour, ...]:
    """Give the ten statistical neighbours of an authority, the closest first.

    An authority that the edition does not have gives none, as do districts and regions. Any code
    of the same territory will do. An unknown code or edition raises ``UsageError``.

    Examples
    --------
    >>> [neighbour.code for neighbour in neighbours("E06000059")][:2]
    ['E06000066', 'E10000008']
    >>> neighbours("E10000009")
    ()
    """
    lists = _edition(edition)
    authorities().by_code(code)
    found = (lists[same] for same in authorities().same_place(code) if same in lists)
    return next(found, ())


def neighbour_group(code: str, edition: str = LATEST) -> AreaGroup:
    """Give the neighbours of an authority as a group for a framework, with its edition."""
    name = _named(edition)
    authority = authorities().by_code(code)
    return AreaGroup(
        id=f"neighbours-{authority.code.lower()}-{name}",
        name=f"Statistical neighbours of {authority.name}",
        members=tuple(neighbour.code for neighbour in neighbours(code, edition)),
        edition=name,
    )


def without_neighbours(edition: str = LATEST) -> tuple[str, ...]:
    """Give the upper-tier authorities that stood at the edition, and that it does not have.

    None for "earlier", which is no whole edition.
    """
    lists = _edition(edition)
    name = _named(edition)
    if name == EARLIER:
        return ()
    day = date.fromisoformat(f"{name}-01")
    return tuple(
        authority.code
        for authority in authorities().all
        if authority.kind.is_upper_tier
        and authority.stood_on(day)
        and not lists.keys() & set(authorities().same_place(authority.code))
    )


def without_close_neighbours(edition: str = LATEST) -> tuple[str, ...]:
    """Give the authorities that have neighbours, and none that is close in any degree.

    A mean of such neighbours says little about the authority.

    Examples
    --------
    >>> [authorities().by_code(code).name for code in without_close_neighbours()]
    ['Isles of Scilly', 'City of London']
    """
    return tuple(
        code
        for code, ones in _edition(edition).items()
        if all(one.closeness is Closeness.NOT_CLOSE for one in ones)
    )


def _named(edition: str) -> str:
    return editions()[-1] if edition == LATEST else edition


def _edition(edition: str) -> Mapping[str, tuple[Neighbour, ...]]:
    name = _named(edition)
    if name not in _editions():
        raise UsageError(f"an edition of the neighbours is expected{hint(name, editions())}")
    return _editions()[name]


@cache
def _editions() -> Mapping[str, Mapping[str, tuple[Neighbour, ...]]]:
    found: dict[str, dict[str, tuple[Neighbour, ...]]] = {}
    for row in rows_of("neighbours"):
        pairs = zip(row["neighbours"].split(), row["closeness"].split(), strict=True)
        found.setdefault(row["edition"], {})[row["code"]] = tuple(
            Neighbour(code, rank, Closeness(closeness))
            for rank, (code, closeness) in enumerate(pairs, start=1)
        )
    return {name: found[name] for name in sorted(found, key=lambda name: (name != EARLIER, name))}

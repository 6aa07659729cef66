"""Which kinds of authority have the same function, so that their spend can be set side by side.

Authorities of one kind have the same functions, and may always be compared. Those of different
kinds may be where a statute gives the service as a whole to all of them. Where no service is named
here, they are not: a county and a unitary both spend on the environment, but the county has no
bins to empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from purbeck.areas.authority import AreaKind
from purbeck.areas.table import authorities
from purbeck.model.errors import UsageError
from purbeck.model.nearest import hint

UNKNOWN = -1
"""The number of an area that has no functions of its own, as a region, or that is not known."""

_UPPER_TIER = (
    AreaKind.COUNTY,
    AreaKind.UNITARY,
    AreaKind.METROPOLITAN_DISTRICT,
    AreaKind.LONDON_BOROUGH,
)
_LOCAL = (*_UPPER_TIER, AreaKind.SHIRE_DISTRICT)


@dataclass(frozen=True, slots=True)
class Service:
    """A service, and the kinds of authority that have all of it.

    Attributes
    ----------
    shared_by
        The kinds that may be compared with one another; none where each only with its own.
    source
        Where that is laid down.
    """

    id: str
    name: str
    shared_by: tuple[AreaKind, ...]
    source: str


_ONE_KIND = "The functions differ between kinds of authority"

SERVICES: tuple[Service, ...] = (
    Service(
        "children-social-care", "Children's social care", _UPPER_TIER, "Children Act 2004, s. 65"
    ),
    Service("adult-social-care", "Adult social care", _UPPER_TIER, "Care Act 2014, s. 1(4)"),
    Service("education", "Education", _UPPER_TIER, "Education Act 1996, s. 12"),
    Service("public-health", "Public health", _UPPER_TIER, "NHS Act 2006, s. 2B"),
    Service("highways-and-transport", "Highways and transport", (), _ONE_KIND),
    Service("housing", "Housing", (), _ONE_KIND),
    Service("culture", "Culture", (), _ONE_KIND),
    Service("environment", "Environment and regulation", (), _ONE_KIND),
    Service("planning", "Planning and development", (), _ONE_KIND),
    Service("central", "Central services", (), _ONE_KIND),
    Service("all-services", "All services", (), _ONE_KIND),
)


def service(id: str) -> Service:
    """Give a service; an id that there is not raises ``UsageError``.

    Examples
    --------
    >>> service("adult-social-care").source
    'Care Act 2014, s. 1(4)'
    """
    found = {each.id: each for each in SERVICES}
    if id not in found:
        raise UsageError(f"a service of authorities is expected{hint(id, tuple(found))}")
    return found[id]


def function_codes(service_id: str, areas: Sequence[str]) -> NDArray[np.int8]:
    """Number areas so that those with the same number have the same functions in a service.

    Parameters
    ----------
    areas
        GSS codes. One that the table of authorities does not have, or that is a nation, a region
        or a group, gets UNKNOWN.

    Examples
    --------
    Dorset is a unitary, Devon a county: both have all of social care, but not of the environment.

    >>> function_codes("children-social-care", ["E06000059", "E10000008", "E12000009"])
    array([ 0,  0, -1], dtype=int8)
    >>> function_codes("environment", ["E06000059", "E10000008", "E12000009"])
    array([ 1,  0, -1], dtype=int8)
    """
    shared = service(service_id).shared_by
    known = {each.code: each.kind for each in authorities().all}
    number = {kind: place for place, kind in enumerate(_LOCAL)}
    number |= dict.fromkeys(shared, 0)
    kinds = (known.get(area.strip().upper()) for area in areas)
    return np.array(
        [UNKNOWN if kind is None else number.get(kind, UNKNOWN) for kind in kinds], dtype=np.int8
    )

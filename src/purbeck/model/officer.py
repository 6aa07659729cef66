"""The people named in a report: sponsors, lead officers, owners and contacts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """One person, with the post that they hold and how to reach them."""

    id: str
    name: str
    title: str = ""
    team: str = ""
    email: str = ""
    telephone: str = ""

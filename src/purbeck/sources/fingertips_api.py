"""OHID Fingertips over its API: the same CSV for the indicators asked for, with their metadata."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from purbeck.model.errors import UsageError
from purbeck.model.observation import Absence
from purbeck.sources.contract import Fetched, Location, Option, Request
from purbeck.sources.fingertips import SYMBOLS, FingertipsFile
from purbeck.sources.locating import option
from purbeck.sources.text_table import codes_of, folded, headings, read_text_table, text_of

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

ADDRESS = "https://fingertips.phe.org.uk/api"

MOST_ASKED = 50
"""Indicators in one question, so that an address stays well below 2,000 characters."""

_METADATA = {"id": ("Indicator ID",)}
_SAID = {"unit": "Unit", "polarity": "Polarity", "year type": "Year type"}


class FingertipsApi:
    """Asks for indicators by their numbers, for areas of one type within their parents."""

    name: ClassVar[str] = "ohid-fingertips-api"
    title: ClassVar[str] = "OHID: Fingertips, API"
    scheme: ClassVar[str] = "gss"
    symbols: ClassVar[Mapping[str, Absence]] = SYMBOLS
    options: ClassVar[tuple[Option, ...]] = (
        Option(
            name="area_type",
            meaning="the number of the type of area; 102 is counties and unitaries to March 2019",
            needed=True,
        ),
        Option(name="parent_area_type", meaning="that of its parents; 15 is England", default="15"),
        Option(name="profile", meaning="the number of a profile, for an indicator in several"),
    )
    verified: ClassVar[str] = (
        "a local server with replies made after the publisher's code and clients; not tried "
        "against the service"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Say what is asked: the figures, and then the metadata, of the indicators wanted.

        ``at`` is the address of the service, and may be left empty.
        """
        area_type, parent, profile = (
            _number(request, self.options, each)
            for each in ("area_type", "parent_area_type", "profile")
        )
        base = (request.at or ADDRESS).rstrip("/")
        if not Location(address=base).is_remote:
            raise UsageError(f"Source '{request.source}' needs an address as 'at', or nothing.")
        keys = _keys(request)
        asked = [",".join(keys[at : at + MOST_ASKED]) for at in range(0, len(keys), MOST_ASKED)]
        of_profile = f"&profile_id={profile}" if profile else ""
        data = (
            f"{base}/all_data/csv/by_indicator_id?indicator_ids={each}"
            f"&child_area_type_id={area_type}&parent_area_type_id={parent}{of_profile}"
            "&include_sortable_time_periods=yes"
            for each in asked
        )
        about = (
            f"{base}/indicator_metadata/csv/by_indicator_id?indicator_ids={each}{of_profile}"
            for each in asked
        )
        return (
            *(Location(address=each) for each in data),
            *(Location(address=each, role="metadata") for each in about),
        )

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Ask each of the questions."""
        return tuple(fetcher.get(each) for each in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> FingertipsFile:
        """Read the replies."""
        described: dict[str, dict[str, str]] = {}
        for each in files:
            if each.location.role == "metadata":
                described.update(read_metadata(each))
        data = [each for each in files if each.location.role == "data"]
        return FingertipsFile(data, described)


def read_metadata(file: Fetched) -> dict[str, dict[str, str]]:
    """Read the unit, the polarity and the kind of year of each indicator, by its number.

    The polarity is of the first profile that the reply has the indicator in.
    """
    table, _ = read_text_table(file.path, file.name)
    found = headings(table, file.name, _METADATA)
    keys = codes_of(table, found["id"], file.name).to_pylist()
    held = {folded(name): name for name in reversed(table.column_names)}
    said = {
        name: text_of(table, held[folded(heading)], file.name).to_pylist()
        for name, heading in _SAID.items()
        if folded(heading) in held
    }
    described: dict[str, dict[str, str]] = {}
    for at, key in enumerate(keys):
        described.setdefault(key, {name: texts[at] for name, texts in said.items()})
    return described


def _keys(request: Request) -> list[str]:
    """List the numbers of the indicators wanted, each once, in order."""
    keys = list(dict.fromkeys(each.key.strip() for each in request.wanted))
    if not keys:
        raise UsageError(
            f"Source '{request.source}' names no measure: the service is asked by the number of "
            "an indicator."
        )
    for key in keys:
        _check_number(request, "key", key)
    return keys


def _number(request: Request, options: Sequence[Option], name: str) -> str:
    said = option(request, options, name)
    if said:
        _check_number(request, f"option '{name}'", said)
    return said


def _check_number(request: Request, what: str, said: str) -> None:
    if not (said.isascii() and said.isdecimal()):
        raise UsageError(f"Source '{request.source}': {what} is '{said}', expected a number.")

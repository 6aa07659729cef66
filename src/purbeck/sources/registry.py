"""The connectors there are, by the name that sources.toml has for each.

A connector is imported when it is asked for, so that Purbeck starts without any of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import cast

from purbeck.model.errors import UsageError
from purbeck.model.nearest import nearest
from purbeck.sources.contract import Connector

PLACES: Mapping[str, str] = {
    "ascof": "ascof:Ascof",
    "csvw": "csvw:Csvw",
    "dfe-ees": "dfe_ees:DfeEes",
    "dfe-ees-api": "dfe_ees_api:DfeEesApi",
    "dfe-lait": "dfe_lait:DfeLait",
    "dfe-neet": "dfe_neet:DfeNeet",
    "lg-inform": "lg_inform:LgInform",
    "mhclg-outturn": "mhclg_outturn:MhclgOutturn",
    "nhs-dtoc": "nhs_dtoc:NhsDtoc",
    "nomis": "nomis:Nomis",
    "ohid-fingertips": "fingertips:Fingertips",
    "ohid-fingertips-api": "fingertips_api:FingertipsApi",
    "ons-mye": "ons_mye:OnsMye",
    "sdmx-csv": "sdmx_csv:SdmxCsv",
    "sql": "sql:Sql",
    "tidy": "tidy:Tidy",
}
"""Where each connector is: the module of this package, and the class in it."""


class _Connectors(Mapping[str, Connector]):
    """The connectors by name, each made once, when it is first asked for."""

    def __init__(self) -> None:
        self._made: dict[str, Connector] = {}

    def __getitem__(self, name: str) -> Connector:
        if name not in self._made:
            module, _, kind = PLACES[name].partition(":")
            made = getattr(import_module(f"purbeck.sources.{module}"), kind)()
            self._made[name] = cast(Connector, made)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)

    def __contains__(self, name: object) -> bool:
        return name in PLACES


CONNECTORS: Mapping[str, Connector] = _Connectors()
"""Every connector by its name; to list the names imports none of them."""


def connector(name: str) -> Connector:
    """Give the connector of a name.

    Raises
    ------
    UsageError
        Where there is none of the name, or what it reads with is not installed.

    Examples
    --------
    >>> connector("tidy").title
    "A plain table: CSV, Parquet or a workbook's sheet"
    >>> connector("dfe-late")
    Traceback (most recent call last):
    purbeck.model.errors.UsageError: There is no connector 'dfe-late'; the nearest is 'dfe-lait'.
    """
    if name not in PLACES:
        near = nearest(name, PLACES)
        hint = f"the nearest is '{near}'" if near else f"choose from {', '.join(PLACES)}"
        raise UsageError(f"There is no connector '{name}'; {hint}.")
    try:
        return CONNECTORS[name]
    except ModuleNotFoundError as error:
        raise UsageError(
            f"Connector '{name}' needs {error.name}, which is not installed: "
            "pip install 'purbeck[sources]'."
        ) from None

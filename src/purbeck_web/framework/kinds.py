"""The kinds of table that are edited, each with the library's schema and words for it."""

from __future__ import annotations

from dataclasses import dataclass

from purbeck.ingest.field_types import Entry
from purbeck.ingest.policy_schema import BandEntry, DisclosureEntry, RiskReviewEntry
from purbeck.ingest.schema import (
    AreaEntry,
    ComparatorEntry,
    GroupEntry,
    IndicatorEntry,
    MeasureEntry,
    OfficerEntry,
    OrganisationEntry,
    OutcomeEntry,
    ReferenceSeriesEntry,
    ReportEntry,
    RiskMatrixEntry,
)
from purbeck_web.framework.tables import Declared, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of table.

    Attributes
    ----------
    name
        The key under which it stands in its file, and its part of an address.
    key
        What tells one table of the kind from another; empty where there is one table, and
        ``place`` where they are told apart by where they stand.
    """

    name: str
    words: str
    schema: type[Entry]
    key: str = "id"
    of_policy: bool = False

    @property
    def single(self) -> bool:
        """Whether there is one table of the kind at most."""
        return self.key == ""

    def of(self, declared: Declared) -> list[Table]:
        """Give the tables of the kind, in their order."""
        found = (declared.policy if self.of_policy else declared.framework).get(self.name, [])
        return [found] if isinstance(found, dict) else found

    def find(self, declared: Declared, own: str) -> Table | None:
        """Give the table that a key names; None where there is none."""
        tables = self.of(declared)
        if self.key not in ("", PLACE):
            return next((each for each in tables if each[self.key] == own), None)
        at = 0 if self.single else int(own) if own.isdecimal() else len(tables)
        return tables[at] if at < len(tables) else None


PLACE = "place"

ORGANISATION = Kind(name="organisation", words="Organisation", schema=OrganisationEntry, key="")
REPORT = Kind(name="report", words="Report", schema=ReportEntry, key="")
RISK_MATRIX = Kind(name="risk_matrix", words="Risk matrix", schema=RiskMatrixEntry, key="")
OUTCOME = Kind(name="outcome", words="Outcome", schema=OutcomeEntry)
INDICATOR = Kind(name="indicator", words="Indicator", schema=IndicatorEntry)
MEASURE = Kind(name="measure", words="Performance measure", schema=MeasureEntry)
SERIES = Kind(name="reference_series", words="Reference series", schema=ReferenceSeriesEntry)
COMPARATOR = Kind(name="comparator", words="Comparator", schema=ComparatorEntry)
OFFICER = Kind(name="officer", words="Officer", schema=OfficerEntry)
AREA = Kind(name="area", words="Area", schema=AreaEntry, key="code")
GROUP = Kind(name="group", words="Group of areas", schema=GroupEntry)
BAND = Kind(name="band", words="Band", schema=BandEntry, key=PLACE, of_policy=True)
DISCLOSURE = Kind(
    name="disclosure", words="Small counts", schema=DisclosureEntry, key="", of_policy=True
)
RISK_REVIEW = Kind(
    name="risk_review", words="Reviews of risks", schema=RiskReviewEntry, key="", of_policy=True
)

KINDS = {
    kind.name: kind
    for kind in (
        ORGANISATION,
        REPORT,
        OUTCOME,
        INDICATOR,
        MEASURE,
        SERIES,
        COMPARATOR,
        OFFICER,
        AREA,
        GROUP,
        RISK_MATRIX,
        BAND,
        DISCLOSURE,
        RISK_REVIEW,
    )
}

REFERENCES: dict[str, tuple[Kind, ...]] = {
    "sponsor": (OFFICER,),
    "outcome_lead": (OFFICER,),
    "leads": (OFFICER,),
    "owners": (OFFICER,),
    "contacts": (OFFICER,),
    "area": (AREA,),
    "members": (AREA,),
    "group": (GROUP,),
    "outcome": (OUTCOME,),
    "indicator": (INDICATOR,),
    "comparators": (COMPARATOR,),
    "series": (INDICATOR, MEASURE, SERIES),
}
"""The keys that name other tables, and of which kinds these are."""


def name_of(table: Table) -> str:
    """Name a table as a person knows it."""
    name = table.get("name") or table.get("label") or table.get("title") or ""
    return f"{table.get('number', '')} {name}".strip() or str(table.get("kind", ""))

"""The kinds of table that are edited, each with the library's schema and words for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from purbeck.ingest.contributions_schema import ContributionEntry
from purbeck.ingest.dimension_schema import DimensionEntry
from purbeck.ingest.field_types import Entry
from purbeck.ingest.neighbours_schema import NeighbourModelEntry
from purbeck.ingest.place_schema import PlaceEntry
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
from purbeck.ingest.value_schema import ValueForMoneyEntry
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
    names
        The keys that name other tables than those of ``REFERENCES`` do, and of which kinds.
    """

    name: str
    words: str
    schema: type[Entry]
    key: str = "id"
    of_policy: bool = False
    names: Mapping[str, tuple[Kind, ...]] = field(default_factory=dict, compare=False)

    def named_by(self, key: str) -> tuple[Kind, ...]:
        """Give the kinds of table that a key names; none for a key that names none."""
        return self.names.get(key) or REFERENCES.get(key, ())

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
DIMENSION = Kind(name="dimension", words="Groups of people", schema=DimensionEntry)
NEIGHBOURS = Kind(
    name="neighbour_model",
    words="Model of neighbours",
    schema=NeighbourModelEntry,
    names={"among": (GROUP,)},
)
CONTRIBUTION = Kind(name="contribution", words="Contribution", schema=ContributionEntry, key=PLACE)
SMALL_AREAS = Kind(
    name="place",
    words="Small areas",
    schema=PlaceEntry,
    key=PLACE,
    names={"measure": (INDICATOR, MEASURE)},
)
_SERIES = (INDICATOR, MEASURE, SERIES)
VALUE = Kind(
    name="value_for_money",
    words="Value for money",
    schema=ValueForMoneyEntry,
    names={
        "cost": (SERIES, MEASURE, INDICATOR),
        "denominator": (SERIES, MEASURE, INDICATOR),
        "outcome": (INDICATOR, MEASURE),
        "economy": _SERIES,
        "efficiency": _SERIES,
        "equity": _SERIES,
    },
)
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
        DIMENSION,
        SMALL_AREAS,
        NEIGHBOURS,
        CONTRIBUTION,
        VALUE,
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
    "within": (AREA,),
    "members": (AREA,),
    "group": (GROUP,),
    "outcome": (OUTCOME,),
    "indicator": (INDICATOR,),
    "measure": (MEASURE,),
    "comparators": (COMPARATOR,),
    "series": (INDICATOR, MEASURE, SERIES),
}
"""The keys that name other tables, and of which kinds these are."""


def name_of(table: Table) -> str:
    """Name a table as a person knows it."""
    keys = ("name", "label", "title", "because")
    name = next((table[key] for key in keys if table.get(key)), "")
    return f"{table.get('number', '')} {name}".strip() or str(table.get("kind", ""))


def shown_name(kind: Kind, table: Table, declared: Declared) -> str:
    """Name a table in a list of its kind; one without a name goes by the measure that it is of."""
    if kind not in (SMALL_AREAS, CONTRIBUTION):
        return name_of(table)
    found = [each for of in (INDICATOR, MEASURE) for each in of.of(declared)]
    names = {each["id"]: name_of(each) for each in found}
    own = names.get(table["measure"], table["measure"])
    if kind is CONTRIBUTION:
        return f"{own} to {names.get(table['indicator'], table['indicator'])}"
    return f"{own}, by {table.get('kind') or table.get('group')}"

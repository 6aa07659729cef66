"""The table of framework.toml that declares small areas."""

from __future__ import annotations

from pydantic import Field

from purbeck.ingest.field_types import Entry, Name


class PlaceEntry(Entry):
    """The small areas by which one measure is looked at."""

    measure: Name = Field(description="The measure whose figures are also of the areas, by id.")
    kind: str = Field("", description="The areas: all of this kind, such as ward.")
    group: str = Field("", description="The areas: the members of this group, by id.")
    most_years: int = Field(
        1, description="The most years of figures that may be taken together, up to 10."
    )
    tiles: bool = Field(
        False, description="true to show authorities of England on a map of equal tiles."
    )
    boundaries: str = Field(
        "", description="A GeoJSON in the folder boundaries, for a map: wards.geojson."
    )
    code_key: str = Field("", description="The property of that file that holds the area's code.")

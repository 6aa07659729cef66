"""Areas on a map of tiles, in the quarters that their figures of one period fall into."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from purbeck.areas import AreaKind, authorities
from purbeck.assess.assessment import Assessment
from purbeck.methods.rank import NO_GROUP, quantile_group, turned
from purbeck.model.framework import Framework
from purbeck.model.observation import Observation
from purbeck.model.polarity import Polarity
from purbeck.model.unit import UnitCode
from purbeck.publish.document import Cell, Column, Table, plain
from purbeck.publish.site.page import AreaMap, MapRegion, MapTile
from purbeck.publish.site.source import SiteSource
from purbeck.publish.wording.figures import counted, figure, observed

FEWEST = 4
"""Areas with a figure below which there are no quarters: as for the standing of an area."""

# About where the regions of England lie, by their codes: row and column of a grid of three.
_PLACES = {
    "E12000001": (1, 2),
    "E12000002": (2, 1),
    "E12000003": (2, 2),
    "E12000005": (3, 1),
    "E12000004": (3, 2),
    "E12000006": (3, 3),
    "E12000009": (4, 1),
    "E12000008": (4, 2),
    "E12000007": (4, 3),
}
_ELSEWHERE = (5, 1)

_GROWING = (UnitCode.COUNT, UnitCode.DAYS, UnitCode.POUNDS)

_HIGHER = ("Highest quarter", "Second highest", "Second lowest", "Lowest quarter")
_BETTER = ("Best quarter", "Second best", "Second worst", "Worst quarter")
_NONE = "No figure"

QUARTERS = (*_HIGHER, *_BETTER, _NONE)
"""The words of every pattern."""


def map_of(
    source: SiteSource, assessment: Assessment, figures: Sequence[Observation]
) -> AreaMap | None:
    """Map a measure over the areas that are held beside one's own, at one's latest period.

    None where fewer than four areas have a figure, and where the figures are of a unit that
    grows with the area, such as days: the quarters would be of the largest and the smallest.
    Where neither way is better, the quarters are of the highest and the lowest.

    Parameters
    ----------
    figures
        Those of the measure, of all areas.
    """
    if assessment.latest is None or assessment.measure.unit.code in _GROWING:
        return None
    period, framework = assessment.latest.period, source.framework
    at = {o.area: o for o in figures if o.period == period and _is_place(o.area)}
    valued = [code for code, o in at.items() if o.value is not None]
    if len(valued) < FEWEST or assessment.area not in valued:
        return None
    patterns = _quarters(assessment, [(code, at[code]) for code in valued])
    names = _HIGHER if _undirected(assessment) else _BETTER
    tiles = {
        code: MapTile(
            name=framework.area_name(code),
            figure=observed(observation, assessment.measure),
            pattern=patterns.get(code, 0),
            words=names[patterns[code] - 1] if code in patterns else _NONE,
            own=code == assessment.area,
        )
        for code, observation in at.items()
    }
    title = f"{assessment.measure.name}, {period}: {counted(len(valued), 'area')}"
    met = {tile.pattern for tile in tiles.values()}
    return AreaMap(
        anchor=f"map-{assessment.measure.id}",
        title=title,
        regions=_regions(tiles),
        legend=tuple(
            (pattern, words)
            for pattern, words in (
                (1, names[0]),
                (2, names[1]),
                (3, names[2]),
                (4, names[3]),
                (0, _NONE),
            )
            if pattern in met
        ),
        table=_table(title, tiles, at, source.framework, assessment),
    )


def _is_place(code: str) -> bool:
    """Whether an area is an authority, or unknown: no region and no nation has a tile."""
    authority = authorities().get(code)
    return authority is None or authority.kind not in (
        AreaKind.NATION,
        AreaKind.REGION,
        AreaKind.GROUP,
    )


def _undirected(assessment: Assessment) -> bool:
    return assessment.measure.polarity not in (Polarity.HIGHER, Polarity.LOWER)


def _quarters(assessment: Assessment, valued: Sequence[tuple[str, Observation]]) -> dict[str, int]:
    groups = quantile_group(np.array([o.value for _, o in valued], dtype=np.float64))
    if assessment.measure.polarity is not Polarity.LOWER:
        groups = turned(groups)
    return {
        code: int(group)
        for (code, _), group in zip(valued, groups, strict=True)
        if group != NO_GROUP
    }


def _regions(tiles: Mapping[str, MapTile]) -> tuple[MapRegion, ...]:
    known = authorities()
    parts: dict[str, list[str]] = {}
    for code in sorted(tiles, key=lambda code: tiles[code].name):
        authority = known.get(code)
        region = authority.region if authority is not None and authority.region in _PLACES else ""
        parts.setdefault(region, []).append(code)
    found = []
    for region, codes in parts.items():
        whole = known.get(region)
        name = whole.name if whole is not None else "Elsewhere"
        row, column = _PLACES.get(region, _ELSEWHERE)
        found.append(MapRegion(name, row, column, tuple(tiles[code] for code in codes)))
    rows = sorted({region.row for region in found})
    return tuple(
        replace(region, row=rows.index(region.row) + 1)
        for region in sorted(found, key=lambda region: (region.row, region.column))
    )


def _table(
    title: str,
    tiles: Mapping[str, MapTile],
    at: Mapping[str, Observation],
    framework: Framework,
    assessment: Assessment,
) -> Table:
    higher = assessment.measure.polarity is not Polarity.LOWER

    def order(code: str) -> tuple[bool, float, str]:
        value = at[code].value
        size = 0.0 if value is None else value
        return value is None, -size if higher else size, tiles[code].name

    return Table(
        caption=title,
        columns=(
            Column("Area", share=2.4),
            Column("Figure", numeric=True, share=1.2),
            Column("Place among them", share=1.6),
        ),
        rows=tuple(
            (
                Cell(plain(tiles[code].name + (" (this area)" if tiles[code].own else ""))),
                Cell(plain(tiles[code].figure)),
                Cell(plain(tiles[code].words)),
            )
            for code in sorted(tiles, key=order)
        ),
        note=_against(assessment),
    )


def _against(assessment: Assessment) -> str:
    """Name the figures of regions and nations, which have no tile."""
    parts = [
        f"{held.comparator.label}: {figure(held.value, assessment.measure)}, {held.period}"
        for held in assessment.comparators
        if held.value is not None and held.period is not None
    ]
    return f"{'; '.join(parts)}." if parts else ""


def plain_map(framework: Framework, codes: Iterable[str], table: Table) -> AreaMap:
    """Map where the areas of a framework lie, without a figure."""
    tiles = {
        code: MapTile(
            name=framework.area_name(code),
            figure="",
            pattern=1 if code == framework.organisation.area else 4,
            words="This area" if code == framework.organisation.area else "Compared with",
            own=code == framework.organisation.area,
        )
        for code in codes
        if _is_place(code)
    }
    return AreaMap(
        anchor="map-areas",
        title="Where the areas are",
        regions=_regions(tiles),
        legend=((1, "This area"), (4, "Compared with")),
        table=table,
    )

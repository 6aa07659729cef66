"""The pictures of small areas: the funnel of all of them, and the map."""

from __future__ import annotations

from dataclasses import replace

from purbeck.areas.tile_map import tile_places
from purbeck.model.measure import Measure
from purbeck.model.verdict import BenchmarkEvidence
from purbeck.publish.charts.area_map import area_map_chart
from purbeck.publish.charts.area_map_series import AreaMapSeries, MapArea, Sign
from purbeck.publish.charts.chart import Chart
from purbeck.publish.charts.funnel import funnel_chart
from purbeck.publish.charts.funnel_series import FunnelCurve, FunnelMark, FunnelSeries
from purbeck.publish.document import Figure, FigureSize
from purbeck.publish.wording.figures import clipped, figure, number
from purbeck.publish.wording.place import (
    LETTERS,
    MOST_NAMED,
    figure_words,
    left_out_words,
    periods_words,
    standing_word,
)
from purbeck.publish.wording.verdicts import POLARITY_MEANING, sentence_case
from purbeck.scorecard.place import OUTSIDE, MeasurePlaces, SmallArea

MOST_ON_FUNNEL = 1000
"""Areas above which a funnel is a cloud, and takes a page longer to draw than to read."""

MOST_ON_MAP = 2000
"""Areas above which one of them is smaller than its letter on any page."""

MOST_IN_WORDS = 20
"""Areas above which the words beside a picture name those outside alone; the table has all."""

_SIGNS: dict[BenchmarkEvidence, Sign] = {
    BenchmarkEvidence.BEST: "best",
    BenchmarkEvidence.BETTER: "better",
    BenchmarkEvidence.SIMILAR: "similar",
    BenchmarkEvidence.WORSE: "worse",
    BenchmarkEvidence.WORST: "worst",
    BenchmarkEvidence.HIGHER: "higher",
    BenchmarkEvidence.LOWER: "lower",
    BenchmarkEvidence.CANNOT_BE_ASSESSED: "unknown",
}


def place_figures(found: MeasurePlaces) -> list[Figure]:
    """Draw the map and the funnel, as far as there is what they take."""
    figures = [_map(found), _funnel(found)]
    return [one for one in figures if one is not None]


def _map(found: MeasurePlaces) -> Figure | None:
    """Draw the map; None where nobody has said where areas lie, or where none has a figure."""
    tiles = tile_places() if found.place.tiles else {}
    rings = {each.code: each.rings for each in found.outlines}
    shown = [each for each in found.areas if each.area.code in tiles or each.area.code in rings]
    # Of two codes of one place, the one that has a figure of the period is on the map.
    taken = {tiles[each.area.code] for each in shown if each.latest and each.area.code in tiles}
    shown = [
        each
        for each in shown
        if each.latest or each.area.code in rings or tiles[each.area.code] not in taken
    ]
    if found.last is None or not shown or len(shown) > MOST_ON_MAP:
        return None
    areas = {
        each.area.code: _map_area(found, each, tiles.get(each.area.code), rings) for each in shown
    }
    met = {each.standing.verdict for each in shown}
    named = [each for each in found.outside(*OUTSIDE) if each.area.code in areas]
    series = AreaMapSeries(
        anchor=f"map-of-places-{found.measure.id}",
        title=f"{found.measure.name} by place",
        period=periods_words(found),
        areas=tuple(areas.values()),
        legend=tuple(
            (_SIGNS[verdict], LETTERS[verdict], sentence_case(standing_word(verdict)))
            for verdict in _SIGNS
            if verdict in met
        ),
        named=tuple(areas[each.area.code] for each in named[:MOST_IN_WORDS]),
        left_out=left_out_words(
            [each.area.name for each in found.areas if each.area.code not in areas and each.latest]
        ),
    )
    caption = f"Places about their average, {series.period}"
    if found.place.tiles:
        caption += "; one tile an authority, near its place"
    if found.own in areas:
        caption += f"; {areas[found.own].name} has a firmer edge"
    return Figure(area_map_chart(series), caption, FigureSize.FULL)


def _map_area(
    found: MeasurePlaces,
    each: SmallArea,
    tile: tuple[int, int] | None,
    rings: dict[str, tuple[tuple[tuple[float, float], ...], ...]],
) -> MapArea:
    verdict = each.standing.verdict
    return MapArea(
        name=each.area.name,
        sign=_SIGNS[verdict],
        letter=LETTERS[verdict],
        value=figure_words(each, found.measure),
        says=standing_word(verdict),
        tile=tile,
        rings=() if tile else rings[each.area.code],
        own=each.area.code == found.own,
    )


def _funnel(found: MeasurePlaces) -> Figure | None:
    placed = found.placed
    if len(placed) < 2 or not found.curve or len(placed) > MOST_ON_FUNNEL:
        return None
    measure = found.measure
    furthest = (found.outside(*found.bad_side) or found.outside(*BenchmarkEvidence))[0]
    others = [each for each in placed if each is not furthest]
    widened = furthest.standing.evidence["widened"] == 1.0
    average = found.average or 0.0
    series = FunnelSeries(
        anchor=f"places-funnel-{measure.id}",
        title=f"{measure.name}: by place",
        period=periods_words(found),
        unit_symbol=measure.unit.symbol,
        own=_mark(furthest, measure),
        others=tuple(_mark(each, measure) for each in others),
        group="Other places",
        average=(average, figure(average, measure)),
        curve=tuple(
            FunnelCurve(
                denominator=at.denominator,
                inner=(clipped(at.inner[0], measure), clipped(at.inner[1], measure)),
                outer=(clipped(at.outer[0], measure), clipped(at.outer[1], measure)),
            )
            for at in found.curve
        ),
        widened=widened,
        decimals=measure.decimals,
        better=POLARITY_MEANING[measure.polarity],
        size="full",
    )
    spread = ", their spread allowed for" if widened else ""
    caption = f"Every place by its denominator, {series.period}{spread}"
    chart = funnel_chart(series)
    slim = replace(series, anchor=f"{series.anchor}-narrow", size="half")
    narrow = _in_few_words(funnel_chart(slim), found, series.period)
    return Figure(
        replace(_in_few_words(chart, found, series.period), narrow=narrow),
        caption,
        FigureSize.FULL,
    )


def _in_few_words(chart: Chart, found: MeasurePlaces, period: str) -> Chart:
    """Shorten the words of a funnel of many places to those outside; the table has them all."""
    if len(found.placed) <= MOST_IN_WORDS:
        return chart
    outside = found.outside(*OUTSIDE)
    named = "; ".join(
        f"{each.area.name} {figure_words(each, found.measure)}, "
        f"{standing_word(each.standing.verdict)}"
        for each in outside[:MOST_IN_WORDS]
    )
    more = len(outside) - MOST_NAMED if len(outside) > MOST_IN_WORDS else 0
    average = figure(found.average or 0.0, found.measure)
    alt = (
        f"Funnel plot of {found.measure.name} in {len(found.placed)} places, {period}. "
        f"Average of all places together {average}. {len(outside)} lie outside the 95% limits"
        f"{': ' + named if named else ''}{', and more' if more else ''}."
    )
    specification = {**chart.specification, "description": alt}
    return replace(chart, alt=alt, specification=specification)


def _mark(each: SmallArea, measure: Measure) -> FunnelMark:
    evidence = each.standing.evidence

    def told(name: str) -> tuple[float, str]:
        held = clipped(evidence[name], measure)
        return held, figure(held, measure)

    return FunnelMark(
        area=each.area.name,
        denominator=(evidence["total"], number(evidence["total"], 0)),
        value=(evidence["figure"], figure(evidence["figure"], measure)),
        inner=(told("lower"), told("upper")),
        outer=(told("outer_lower"), told("outer_upper")),
        says=standing_word(each.standing.verdict),
    )

"""A page of the site, and the blocks that only a site has. No format and no rule is known here."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from purbeck.publish.charts.chart import Chart
from purbeck.publish.document import Badge, Block, Table, Tally, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A measure on a card that leads to its page."""

    title: str
    anchor: str
    number: str = ""
    figure: str = ""
    detail: str = ""
    badge: Badge | None = None
    trend: Badge | None = None
    chart: Chart | None = None
    tally: Tally | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Cards side by side, as many as there is room for."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapTile:
    """One area on the map: which pattern it has, and what is written on it.

    ``pattern`` is 1 for the best quarter to 4 for the worst; 0 for an area that is not placed.
    """

    name: str
    figure: str
    pattern: int
    words: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class MapRegion:
    """A region with its areas, at its place on the grid: row and column from 1."""

    name: str
    row: int
    column: int
    tiles: tuple[MapTile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaMap:
    """Areas as tiles of one size, region by region, about where the regions lie.

    ``table`` says the same without a map.
    """

    anchor: str
    title: str
    regions: tuple[MapRegion, ...]
    legend: tuple[tuple[int, str], ...]
    table: Table


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One line of the index: a page, what sort it is, and words that it is found by."""

    title: str
    anchor: str
    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class IndexList:
    """The A to Z, by initial."""

    letters: tuple[tuple[str, tuple[IndexEntry, ...]], ...]


SiteBlock = Block | Tiles | AreaMap | IndexList


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page by its title and anchor, with its mark where it has one."""

    title: str
    anchor: str
    badge: Badge | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page.

    Attributes
    ----------
    path
        Its file within the site, with ``/``.
    anchor
        By which other pages lead to it.
    trail
        The pages above it, from the home page down.
    beside
        The pages that are listed beside it, under ``beside_title``.
    wide
        Whether its blocks take the whole width.
    lead_own
        How many texts of the lead, from the first, are the council's own words.
    """

    path: str
    anchor: str
    title: str
    description: str
    blocks: tuple[SiteBlock, ...]
    part: str = ""
    kicker: str = ""
    badge: Badge | None = None
    lead: tuple[Text, ...] = ()
    trail: tuple[PageLink, ...] = ()
    beside: tuple[PageLink, ...] = ()
    beside_title: str = ""
    wide: bool = False
    lead_own: int = 0
    index_kind: str = ""
    index_words: str = ""

    def bare(self) -> Page:
        """Give the page without what is on it, for a list of pages."""
        return replace(self, blocks=(), beside=(), lead=())


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where each anchor is: files of the site by the anchor that leads to them."""

    files: Mapping[str, str] = field(default_factory=dict)

    def relative(self, anchor: str, page: str) -> str:
        """Give the way from a page to an anchor; the anchor itself where it is on no other page.

        Examples
        --------
        >>> there = Addresses({"about": "about.html", "indicator-a": "indicators/a.html"})
        >>> there.relative("about", "indicators/a.html"), there.relative("top", "about.html")
        ('../about.html', '#top')
        """
        file = self.files.get(anchor)
        return f"#{anchor}" if file is None else way(page, file)


def way(page: str, file: str) -> str:
    """Give the relative address of a file from a page, both by their paths within the site.

    Examples
    --------
    >>> way("index.html", "data/a.csv"), way("a/b.html", "a/c.html"), way("a/b/c.html", "x.css")
    ('data/a.csv', 'c.html', '../../x.css')
    """
    return posixpath.relpath(file, posixpath.dirname(page) or ".")

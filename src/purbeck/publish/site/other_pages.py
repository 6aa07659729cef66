"""The pages about areas, changes and data, and the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from purbeck.areas import authorities
from purbeck.model.measure import Measure
from purbeck.publish.compose.changes import changes_section
from purbeck.publish.document import Bullets, Cell, Column, Heading, Paragraph, Run, Table, plain
from purbeck.publish.site.anchors import (
    AREAS,
    ASSESSMENTS,
    CHANGES,
    DATA,
    EVERY_FIGURE,
    EVERY_GROUP,
    EVERY_MEASURE,
    EVERY_VERDICT,
    FEED,
    HOME,
    INDEX,
    METADATA,
    figures_anchor,
    figures_file,
    measure_anchor,
    metadata_anchor,
)
from purbeck.publish.site.area_map import plain_map
from purbeck.publish.site.changes_by_outcome import changes_by_outcome
from purbeck.publish.site.page import IndexEntry, IndexList, Page, PageLink, SiteBlock
from purbeck.publish.site.source import SiteSource
from purbeck.publish.site.tiles import with_measure_links
from purbeck.publish.wording.figures import counted, day

_HOME = (PageLink("Home", HOME),)

EVERYTHING = (
    ("Every figure of every area", EVERY_FIGURE, "CSV"),
    ("Every verdict, one line a measure", EVERY_VERDICT, "CSV"),
    ("Every measure, with its definition", EVERY_MEASURE, "CSV"),
    ("What the columns of these three mean", METADATA, "CSVW"),
    ("Every verdict with its evidence", ASSESSMENTS, "JSON"),
)
"""The files of everything: what each has, its anchor, its form."""


def _everything(source: SiteSource) -> tuple[tuple[str, str, str], ...]:
    """Give the files of everything, with that of groups of people where there are any."""
    groups = ("Every figure of a group of people", EVERY_GROUP, "CSV")
    return (*EVERYTHING, groups) if source.breakdowns else EVERYTHING


def areas_page(source: SiteSource) -> Page:
    """Compose the map of the areas, with the part that each has here."""
    framework = source.framework
    parts = dict(_parts(source))
    known = authorities()
    rows = []
    for code in parts:
        authority = known.get(code)
        region = known.get(authority.region) if authority is not None else None
        lies = region.name if region is not None else "Not within a region"
        rows.append((framework.area_name(code), code, parts[code], lies))
    table = Table(
        caption="The areas of this site, and what they are here for",
        columns=(
            Column("Area", share=2),
            Column("Code", share=1.2),
            Column("Here as", share=2),
            Column("Region", share=1.6),
        ),
        rows=tuple(tuple(Cell(plain(text)) for text in row) for row in rows),
    )
    return Page(
        path="areas.html",
        anchor=AREAS,
        title="Areas",
        description="The area that is reported on, and those that it is held against.",
        part=AREAS,
        lead=(
            plain(
                "Each tile is an area, all of one size, set about where its region lies. The page "
                "of each indicator has a map of its own, with the figures."
            ),
        ),
        trail=_HOME,
        blocks=(plain_map(framework, parts, table),),
        wide=True,
    )


def _parts(source: SiteSource) -> Iterator[tuple[str, str]]:
    """Give each area with what it is here for, the area reported on first."""
    framework = source.framework
    own = framework.organisation.area
    said: dict[str, list[str]] = {own: ["the area reported on"]}
    for group in framework.groups:
        for code in group.members:
            said.setdefault(code, []).append(group.name)
    for area in framework.areas:
        said.setdefault(area.code, ["compared with"])
    for code, words in said.items():
        text = "; ".join(dict.fromkeys(words))
        yield code, text[:1].upper() + text[1:]


def changes_page(source: SiteSource) -> Page:
    """Compose the log of what has changed, outcome by outcome."""
    blocks: list[SiteBlock] = [
        Paragraph((Run("Follow the changes", link=f"#{FEED}"), Run(" in a feed reader (Atom).")))
    ]
    if len(source.scorecards) == 1:
        (scorecard,) = source.scorecards
        blocks += with_measure_links(changes_section(scorecard).blocks, scorecard)
    else:
        blocks += changes_by_outcome(source)
    return Page(
        path="changes.html",
        anchor=CHANGES,
        title="What has changed",
        description="What reads differently from the last edition, and which figures were revised.",
        part=CHANGES,
        trail=_HOME,
        blocks=tuple(blocks),
        wide=True,
    )


def data_page(source: SiteSource) -> Page:
    """Compose the list of files to download."""
    rows = tuple(_file_row(assessment.measure) for _, assessment in source.assessments)
    return Page(
        path="data/index.html",
        anchor=DATA,
        title="Data to download",
        description="Every figure and verdict of this site, as CSV with metadata and as JSON.",
        part=DATA,
        lead=(
            plain(
                "What the pages say is in these files, and nothing that the pages may not show. "
                "CSV files have metadata beside them in the form of the W3C (CSVW), which says "
                "what each column holds."
            ),
        ),
        trail=_HOME,
        blocks=(
            Heading("Everything"),
            Bullets(
                tuple(
                    (Run(title, link=f"#{anchor}"), Run(f" ({form})"))
                    for title, anchor, form in _everything(source)
                )
            ),
            Heading("By measure"),
            Table(
                caption="Figures of each measure, of every area",
                columns=(
                    Column("Measure", share=4),
                    Column("Figures", share=2),
                    Column("What its columns mean", share=2.4),
                ),
                rows=rows,
            ),
        ),
        wide=True,
    )


def _file_row(measure: Measure) -> tuple[Cell, ...]:
    name, anchor = f"{measure.number} {measure.name}".strip(), figures_anchor(measure)
    file = figures_file(measure).rpartition("/")[2]
    return (
        Cell((Run(name, link=f"#{measure_anchor(measure)}"),)),
        Cell((Run(file, link=f"#{anchor}"),)),
        Cell((Run(f"metadata of {file}", link=f"#{metadata_anchor(anchor)}"),)),
    )


def index_page(source: SiteSource, pages: Sequence[Page]) -> Page:
    """Compose the A to Z of all pages, which is the search as well."""
    entries = [
        IndexEntry(page.title, page.anchor, page.index_kind, page.index_words)
        for page in pages
        if page.index_kind
    ]
    entries.sort(key=lambda entry: (_initial(entry.title), entry.title.casefold(), entry.anchor))
    return Page(
        path="search.html",
        anchor=INDEX,
        title="Search and A to Z",
        description="Every page of this site by its title.",
        part=INDEX,
        lead=(
            plain(
                f"{counted(len(entries), 'page')} on outcomes, indicators, measures, risks and "
                f"terms, with figures as known on {day(source.on)}."
            ),
        ),
        trail=_HOME,
        blocks=(
            IndexList(
                tuple(
                    (letter, tuple(group))
                    for letter, group in groupby(entries, key=lambda e: _initial(e.title))
                )
            ),
        ),
    )


def _initial(title: str) -> str:
    first = next((letter for letter in title.upper() if letter.isalnum()), "#")
    return "0-9" if first.isdigit() else first

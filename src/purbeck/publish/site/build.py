"""From what a site is made of to its files."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

from purbeck.model.errors import UsageError
from purbeck.model.observation import Observation
from purbeck.publish.render.language import Furniture, furniture
from purbeck.publish.site import anchors
from purbeck.publish.site.about_pages import about_page, accessibility_page, glossary_page
from purbeck.publish.site.anchors import addresses_of
from purbeck.publish.site.downloads import all_figures, data_files
from purbeck.publish.site.edition_pages import KeptEdition, edition_page, editions_page
from purbeck.publish.site.feed import feed_of
from purbeck.publish.site.home_page import home_page
from purbeck.publish.site.measure_pages import indicator_page, measure_page, outcome_page
from purbeck.publish.site.other_pages import areas_page, changes_page, data_page, index_page
from purbeck.publish.site.page import Addresses, Page
from purbeck.publish.site.part_pages import part_pages
from purbeck.publish.site.places import MARK, Folder, mark_of, written_whole
from purbeck.publish.site.rendering import Chrome, render_page, style_sheet
from purbeck.publish.site.risk_pages import risk_page, risks_page
from purbeck.publish.site.sharing import shared
from purbeck.publish.site.source import SiteSource
from purbeck.publish.wording.figures import day
from purbeck.publish.wording.references import References

SCRIPT = "search.js"

Progress = Callable[[str], None]
Figures = Mapping[str, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site as it was written.

    Attributes
    ----------
    first_page
        The bytes of the home page with its style, in which the fonts are.
    """

    folder: Path
    files: int
    pages: int
    first_page: int


def make_site(
    source: SiteSource,
    out: Path,
    editions: tuple[KeptEdition, ...] = (),
    base: str = "",
    progress: Progress = lambda step: None,
) -> MadeSite:
    """Write a site into a folder, whole or not at all; the same source gives the same bytes.

    Parameters
    ----------
    out
        A folder that does not exist, is empty, or holds an earlier site, which is replaced.
    editions
        Each is put in at an address that stays.
    base
        The address that the site will have, for canonical links and the sitemap; none if empty.

    Raises
    ------
    UsageError
        Where the folder holds anything else, or where two pages would be one file.
    EditionError
        Where an edition of the earlier site is missing now, or is another.
    """
    progress("making the pages")
    base = f"{base.rstrip('/')}/" if base else ""
    making = _Making(source, editions, base)
    written_whole(out, editions, making.fill)
    sizes = making.sizes
    first = sizes["index.html"] + sizes["assets/site.css"]
    return MadeSite(out, len(sizes), sum(name.endswith(".html") for name in sizes), first)


class _Making:
    """One site on its way."""

    def __init__(self, source: SiteSource, editions: tuple[KeptEdition, ...], base: str) -> None:
        self._source, self._editions, self._base = source, editions, base
        self._figures = _by_measure(source.observations)
        held = dict(addresses_of(source))
        _refuse_doubles(held)
        held |= {anchor: file for edition in editions for anchor, file in edition.addresses}
        self._addresses = Addresses(held)
        self._chrome = chrome_of(source, base)
        self.sizes: dict[str, int] = {}

    def fill(self, draft: Path) -> None:
        """Write every file into a folder."""
        source = self._source
        parts: list[References | None] = [None, *source.outcomes]
        style_sheet()
        weights = [_weight_of(part, len(self._figures)) for part in parts]
        done = shared(parts, weights, lambda some: self._fill_parts(draft, some))
        bare = [page for pages, _ in done for page in pages]
        order = {anchor: place for place, anchor in enumerate(self._addresses.files)}
        bare.sort(key=lambda page: order[page.anchor])
        folder = Folder(draft)
        self._write_page(folder, index_page(source, bare))
        folder.write(anchors.WHOLE_FILES[anchors.EVERY_FIGURE], all_figures(source, draft))
        for edition in self._editions:
            for file, content in edition.files:
                folder.write(f"{edition.folder}/{file}", content)
        folder.write("feed.xml", feed_of(source, self._editions, self._addresses, self._base))
        folder.write(
            "search.json", _search_index(bare, furniture(source.framework.report.language))
        )
        folder.write("assets/site.css", style_sheet())
        folder.write(f"assets/{SCRIPT}", _own(f"assets/{SCRIPT}"))
        licence = files("purbeck.publish") / "fonts" / "LICENSE.txt"
        folder.write("assets/inter-licence.txt", licence.read_bytes())
        if self._base:
            paths = [*(page.path for page in bare), anchors.FILES[anchors.INDEX]]
            folder.write("sitemap.xml", _sitemap(paths, source, self._base))
        folder.write(MARK, mark_of(source.on.isoformat(), self._editions))
        for sizes in (*(sizes for _, sizes in done), folder.sizes):
            self.sizes |= sizes

    def _fill_parts(
        self, draft: Path, parts: Sequence[References | None]
    ) -> tuple[list[Page], dict[str, int]]:
        """Write the pages of some outcomes, or of none in particular; give them without blocks."""
        folder = Folder(draft)
        written = []
        for references in parts:
            pages = self._general() if references is None else self._of_outcome(references)
            for page in pages:
                self._write_page(folder, page)
                written.append(page.bare())
            measures = None if references is None else list(references.scorecard.assessments)
            for file, text in data_files(self._source, self._figures, measures):
                folder.write(file, text)
        return written, folder.sizes

    def _write_page(self, folder: Folder, page: Page) -> None:
        folder.write(page.path, render_page(page, self._chrome, self._addresses))

    def _of_outcome(self, references: References) -> Iterator[Page]:
        source, figures, scorecard = self._source, self._figures, references.scorecard
        yield outcome_page(source, scorecard)
        yield from part_pages(source, scorecard)
        for indicator in scorecard.outcome.indicators:
            yield indicator_page(source, references, indicator, figures.get(indicator.id, ()))
            for measure in indicator.measures:
                yield measure_page(
                    source, scorecard, measure, indicator, figures.get(measure.id, ())
                )
        for risk in scorecard.risks:
            yield risk_page(source, scorecard, risk)

    def _general(self) -> Iterator[Page]:
        source = self._source
        yield home_page(source)
        yield risks_page(source)
        yield areas_page(source)
        yield changes_page(source)
        yield data_page(source)
        yield editions_page(self._editions)
        yield from map(edition_page, self._editions)
        yield about_page(source)
        yield glossary_page()
        yield accessibility_page(source)


def _refuse_doubles(held: Mapping[str, str]) -> None:
    """Refuse two ids that make one address: UsageError."""
    for file, count in Counter(held.values()).items():
        if count > 1:
            raise UsageError(
                f"{count} pages would be '{file}': their ids must differ in letters or figures."
            )


def _weight_of(part: References | None, measures: int) -> float:
    """Reckon the work of a part in pages of measures; measured on three hundred indicators."""
    if part is None:
        return 0.2 * measures
    return float(len(part.scorecard.assessments))


def chrome_of(source: SiteSource, base: str) -> Chrome:
    """Give what stands around every page."""
    framework = source.framework
    return Chrome(
        organisation=framework.organisation.name,
        name=framework.report.title,
        language=framework.report.language,
        known=f"Figures as known on {day(source.on)}",
        parts=anchors.PARTS,
        foot=anchors.FOOT,
        feed=anchors.FEED,
        base=base,
    )


def _by_measure(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    parts: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        parts[observation.measure].append(observation)
    return dict(parts)


def _own(name: str) -> bytes:
    return Path(str(files("purbeck.publish.site") / name)).read_bytes()


def _search_index(pages: Sequence[Page], words: Furniture) -> str:
    """List every page with its words, for whoever builds a search of their own."""
    listed = [
        {
            "title": words.tell(page.title),
            "kind": words.tell(page.index_kind),
            "address": page.path,
            "words": page.index_words,
        }
        for page in pages
        if page.index_kind
    ]
    return json.dumps(listed, ensure_ascii=False, indent=0) + "\n"


def _sitemap(paths: Sequence[str], source: SiteSource, base: str) -> str:
    rows = "".join(
        f"<url><loc>{escape(base + ('' if path == 'index.html' else path))}</loc>"
        f"<lastmod>{source.on.isoformat()}</lastmod></url>\n"
        for path in paths
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'

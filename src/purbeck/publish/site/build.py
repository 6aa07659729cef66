"""From what a site is made of to its files, put in place all at once."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape

from purbeck.model.errors import EditionError, UsageError
from purbeck.model.observation import Observation
from purbeck.publish.site import anchors
from purbeck.publish.site.about_pages import about_page, accessibility_page, glossary_page
from purbeck.publish.site.anchors import FILES
from purbeck.publish.site.downloads import data_files
from purbeck.publish.site.edition_pages import KeptEdition, edition_page, editions_page
from purbeck.publish.site.feed import feed_of
from purbeck.publish.site.home_page import home_page
from purbeck.publish.site.measure_pages import indicator_page, measure_page, outcome_page
from purbeck.publish.site.other_pages import areas_page, changes_page, data_page, index_page
from purbeck.publish.site.page import Addresses, Page
from purbeck.publish.site.rendering import Chrome, render_page, style_sheet
from purbeck.publish.site.risk_pages import risk_page, risks_page
from purbeck.publish.site.source import SiteSource
from purbeck.publish.wording.figures import day

MARK = "site.json"
"""The file by which a folder is known for a site made here."""

ASSETS = ("search.js",)

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site as it was written: where, and how many files and pages it has."""

    folder: Path
    files: int
    pages: int
    first_page: int
    """The bytes of the home page with its style and fonts."""


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
        Where the folder holds anything else.
    EditionError
        Where an edition of the earlier site is missing now, or is another.
    """
    _check_place(out, editions)
    base = f"{base.rstrip('/')}/" if base else ""
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=f".{out.name}-"))
    try:
        draft.chmod(0o755)
        made = _Writer(draft)
        pages = _write(source, editions, base, made, progress)
        _put_in_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    first = sum(made.sizes[name] for name in ("index.html", "assets/site.css"))
    return MadeSite(out, len(made.sizes), pages, first)


class _Writer:
    """Writes files into a folder, and knows how large each is."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: set[str] = set()
        self.sizes: dict[str, int] = {}

    def write(self, name: str, content: str | bytes) -> None:
        """Write one file."""
        coded = content.encode() if isinstance(content, str) else content
        parent = name.rpartition("/")[0]
        if parent not in self._made:
            (self._folder / parent).mkdir(parents=True, exist_ok=True)
            self._made.add(parent)
        (self._folder / name).write_bytes(coded)
        self.sizes[name] = len(coded)


def _write(
    source: SiteSource,
    editions: tuple[KeptEdition, ...],
    base: str,
    made: _Writer,
    progress: Progress,
) -> int:
    figures = _by_measure(source.observations)
    progress("figures to download")
    held = dict(FILES)
    for anchor, file, text in data_files(source, figures):
        made.write(file, text)
        held[anchor] = file
    progress("pages")
    pages = list(pages_of(source, editions, figures))
    held |= {page.anchor: page.path for page in pages}
    held |= {anchor: file for edition in editions for anchor, file in edition.addresses}
    addresses = Addresses(held)
    chrome = chrome_of(source, base)
    for page in pages:
        made.write(page.path, render_page(page, chrome, addresses))
    for edition in editions:
        for file, content in edition.files:
            made.write(f"{edition.folder}/{file}", content)
    made.write("feed.xml", feed_of(source, editions, addresses, base))
    made.write("search.json", _search_index(pages))
    made.write("assets/site.css", style_sheet())
    for name in ASSETS:
        made.write(f"assets/{name}", _asset(name))
    made.write("assets/inter-licence.txt", (files("purbeck.publish") / "fonts/LICENSE.txt").read_bytes())
    if base:
        made.write("sitemap.xml", _sitemap(pages, source, base))
    made.write(MARK, _mark(source, editions))
    return len(pages)


def pages_of(
    source: SiteSource,
    editions: tuple[KeptEdition, ...],
    figures: Mapping[str, Sequence[Observation]],
) -> Iterator[Page]:
    """Compose every page, the index last as it lists the others."""
    pages = list(_pages(source, editions, figures))
    yield from pages
    yield index_page(source, pages)


def _pages(
    source: SiteSource,
    editions: tuple[KeptEdition, ...],
    figures: Mapping[str, Sequence[Observation]],
) -> Iterator[Page]:
    yield home_page(source)
    for references in source.outcomes:
        scorecard = references.scorecard
        yield outcome_page(source, scorecard)
        for indicator in scorecard.outcome.indicators:
            yield indicator_page(source, references, indicator, figures.get(indicator.id, ()))
            for measure in indicator.measures:
                yield measure_page(
                    source, scorecard, measure, indicator, figures.get(measure.id, ())
                )
        for risk in scorecard.risks:
            yield risk_page(source, scorecard, risk)
    yield risks_page(source)
    yield areas_page(source)
    yield changes_page(source)
    yield data_page(source)
    yield editions_page(editions)
    yield from map(edition_page, editions)
    yield about_page(source)
    yield glossary_page()
    yield accessibility_page(source)


def chrome_of(source: SiteSource, base: str) -> Chrome:
    """Give what stands around every page."""
    framework = source.framework
    return Chrome(
        organisation=framework.organisation.name,
        name=framework.report.title,
        language=framework.report.language,
        known=f"Figures as known on {day(source.on)}",
        parts=(
            (anchors.HOME, "Outcomes"),
            (anchors.RISKS, "Risks"),
            (anchors.AREAS, "Areas"),
            (anchors.CHANGES, "What has changed"),
            (anchors.EDITIONS, "Editions"),
            (anchors.DATA, "Data"),
            (anchors.INDEX, "A to Z"),
            (anchors.ABOUT, "How the colours are reached"),
        ),
        foot=(
            (anchors.GLOSSARY, "Glossary"),
            (anchors.ACCESSIBILITY, "Accessibility statement"),
            (anchors.FEED, "Feed of changes"),
        ),
        feed=anchors.FEED,
        base=base,
    )


def _by_measure(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    parts: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        parts[observation.measure].append(observation)
    return parts


def _asset(name: str) -> bytes:
    return (files("purbeck.publish.site") / "assets" / name).read_bytes()


def _search_index(pages: Sequence[Page]) -> str:
    """List every page with its words, for whoever builds a search of their own."""
    listed = [
        {"title": page.title, "kind": page.index_kind, "address": page.path, "words": page.index_words}
        for page in pages
        if page.index_kind
    ]
    return json.dumps(listed, ensure_ascii=False, indent=0) + "\n"


def _sitemap(pages: Sequence[Page], source: SiteSource, base: str) -> str:
    rows = "".join(
        f"<url><loc>{escape(base + ('' if page.path == 'index.html' else page.path))}</loc>"
        f"<lastmod>{source.on.isoformat()}</lastmod></url>\n"
        for page in pages
    )
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="{space}">\n{rows}</urlset>\n'


def _mark(source: SiteSource, editions: tuple[KeptEdition, ...]) -> str:
    said = {
        "made_by": "purbeck site",
        "as_known_on": source.on.isoformat(),
        "editions": {edition.name: edition.digest for edition in editions},
    }
    return json.dumps(said, indent=1) + "\n"


def _check_place(out: Path, editions: tuple[KeptEdition, ...]) -> None:
    """Refuse a folder that holds anything but an earlier site with these editions or fewer."""
    if not out.exists() or (out.is_dir() and not any(out.iterdir())):
        return
    try:
        mark = json.loads((out / MARK).read_text("utf-8"))
        earlier: dict[str, str] = mark["editions"] if mark["made_by"] == "purbeck site" else {}
    except (OSError, ValueError, KeyError, TypeError):
        raise UsageError(f"'{out}' holds something that is no site: name another folder.") from None
    now = {edition.name: edition.digest for edition in editions}
    for name, digest in earlier.items():
        if name not in now:
            raise EditionError(
                f"The site in '{out}' has the edition '{name}', whose address is for good: name "
                "the folder that holds it with --editions."
            )
        if now[name] != digest:
            raise EditionError(f"The edition '{name}' is another than the one in '{out}'.")


def _put_in_place(draft: Path, out: Path) -> None:
    """Give the draft its name; an earlier site gives way, and comes back where that fails."""
    if not out.exists():
        draft.rename(out)
        return
    aside = draft.with_name(f"{draft.name}-earlier")
    out.rename(aside)
    try:
        draft.rename(out)
    except BaseException:
        aside.rename(out)
        raise
    shutil.rmtree(aside, ignore_errors=True)

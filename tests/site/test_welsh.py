"""The site in Welsh: its furniture is translated, and what stays English says so."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po
from lxml import html  # type: ignore[import-untyped]

from purbeck.ingest import read_workspace
from purbeck.publish.render.phrases import PHRASES, matched
from purbeck.publish.site.build import make_site
from purbeck.publish.site.source import SiteSource, site_source
from tests.site.demo import DEMO, demo_source


@cache
def welsh_source() -> SiteSource:
    """Score the demo, declared to be in Welsh."""
    workspace = read_workspace(DEMO).workspace
    assert workspace is not None
    framework = workspace.framework
    report = replace(framework.report, language="cy")
    return site_source(replace(workspace, framework=replace(framework, report=report)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the site in Welsh."""
    folder = tmp_path_factory.mktemp("welsh") / "out"
    make_site(welsh_source(), folder)
    return folder


def page(site: Path, name: str) -> Any:
    """Read a page."""
    return html.document_fromstring((site / name).read_bytes().decode("utf-8"))


def language_of(element: Any) -> str:
    """Give the language that an element is in, as a browser finds it."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def pages(site: Path) -> list[tuple[str, Any]]:
    """Read every page."""
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [(name, page(site, name)) for name in names]


def test_what_stands_around_every_page_is_in_welsh(site: Path) -> None:
    """Navigation, search, skip link and footer are Welsh on each page, and the page says cy."""
    for name, read in pages(site):
        parts = [str(one.text_content()) for one in read.xpath("//nav[@class='parts']//a")]

        assert read.get("lang") == "cy", name
        assert read.xpath("string(//a[@class='skip'])") == "Neidio i'r cynnwys"
        assert read.xpath("string(//form[@class='find']/button)") == "Chwilio"
        assert parts[:3] == ["Canlyniadau", "Risgiau", "Ardaloedd"]
        assert "Yn ôl i'r brig" in read.xpath("string(//footer)")
        assert "30 Medi 2018" in read.xpath("string(//footer)")


def test_every_heading_head_and_mark_is_in_welsh(site: Path) -> None:
    """Titles, headings but for letters, heads of tables and words of marks are all marked cy."""
    sought = "//main//*[self::h1 or self::h2 or self::h3 or self::th[@scope='col']]"
    marks = "//main//span[@class='word']"
    english = {
        (name, str(one.text_content()))
        for name, read in pages(site)
        for one in (*read.xpath(sought), *read.xpath(marks))
        if len(str(one.text_content()).strip()) > 3 and not one.xpath("./span[@lang='cy']")
    }

    # The heads of a chart's table that are names of areas or of periods are in no catalogue.
    areas = {area.name for area in welsh_source().framework.areas}

    assert {said for _, said in english if not re.search(r"\d", said)} <= areas


def test_no_heading_is_an_english_word_marked_as_welsh(site: Path) -> None:
    """A heading that is not of the catalogue is a name that the council wrote."""
    scorecards = welsh_source().scorecards
    written = {each.outcome.name for each in scorecards}
    written |= {a.measure.name for each in scorecards for a in each.assessments}
    written |= {risk.title for each in scorecards for risk in each.risks}
    place = files("purbeck.publish") / "locales/cy/LC_MESSAGES/purbeck.po"
    with place.open("rb") as file:
        told = {str(message.string) for message in read_po(file, locale="cy")}
    odd = {
        str(one.text_content())
        for _, read in pages(site)
        for one in read.xpath("//main//*[self::h1 or self::h2 or self::h3]/span[@lang='cy']")
    } - written

    assert odd - told <= {welsh_source().framework.organisation.plan}
    assert odd & told


def test_sentences_of_verdicts_are_marked_as_english(site: Path) -> None:
    """A verdict is told in Welsh; what no phrase of the catalogue is stays English, and says so."""
    read = page(site, "indicators/good-attendance.html")
    (sentence, *_) = read.xpath("//main//li[starts-with(., 'Gostyngodd o 95.3%')]")
    other = page(site, "indicators/delayed-transfer-days.html")
    (left, *_) = other.xpath("//main//li[starts-with(., 'A run chart shows')]")

    assert language_of(sentence[0]) == "cy"
    assert language_of(left) == "en-GB"


def test_what_the_council_wrote_is_in_its_language(site: Path) -> None:
    """The purpose on the home page, names of measures and titles of risks are marked cy."""
    home = page(site, "index.html")
    risks = page(site, "risks.html")
    (purpose,) = home.xpath("//div[@class='lead']/p")
    (risk, *_) = risks.xpath("//main//td//a | //main//th[@scope='row']//a")

    assert language_of(purpose) == "cy"
    assert {language_of(one[0]) for one in home.xpath("//p[@class='tile-title']/a")} == {"cy"}
    assert language_of(risk[0]) == "cy"


def test_the_map_and_its_table_are_in_welsh(site: Path) -> None:
    """The legend, the words of each area and the heads of the table are those of the catalogue."""
    read = page(site, "indicators/good-attendance.html")
    (figure,) = read.xpath("//figure[@class='map']")
    legend = {str(one.text_content()).strip() for one in figure.xpath("./ul/li")}
    heads = [str(one.text_content()) for one in figure.xpath(".//th[@scope='col']")]

    assert legend == {"Chwarter gorau", "Ail orau", "Ail waethaf", "Chwarter gwaethaf"}
    assert heads == ["Ardal", "Ffigur", "Safle yn eu plith"]
    assert "Dorset (yr ardal hon)" in figure.text_content()


def test_the_accessibility_statement_is_wholly_in_welsh(site: Path) -> None:
    """No sentence of the statement is left in English but for the names of who is asked."""
    read = page(site, "accessibility.html")
    spans = read.xpath("//main//li | //main//p")
    left = [
        str(one.text_content())
        for one in spans
        if not one.xpath(".//span[@lang='cy']") and not one.xpath(".//a[contains(@href, '@')]")
    ]

    assert left == []


def test_the_glossary_is_in_welsh(site: Path) -> None:
    """Each term and each meaning is of the catalogue."""
    read = page(site, "glossary.html")
    parts = read.xpath("//dl[@class='facts']//*[self::dt or self::dd]")

    assert len(parts) > 30
    assert [str(one.text_content()) for one in parts if not one.xpath("./span[@lang='cy']")] == []


def test_the_messages_of_the_search_come_from_the_page(site: Path) -> None:
    """The page has them in its language with both numbers left open; the script has no words."""
    (said,) = page(site, "search.html").xpath("//*[@id='filter-said']")
    script = (site / "assets" / "search.js").read_text("utf-8")

    assert said.get("data-one") == "1 dudalen o blith {all}"
    assert said.get("data-some") == "{found} o dudalennau o blith {all}"
    assert said.get("lang") == "cy"
    assert "pages of" not in script


def test_the_feed_is_in_welsh_and_marks_an_entry_in_english(site: Path) -> None:
    """The feed has the site's language, and an entry that could not be told has its own."""
    feed = (site / "feed.xml").read_text("utf-8")

    assert '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="cy">' in feed
    assert "beth sydd wedi newid</title>" in feed
    assert feed.count("<entry>") > feed.count('<entry xml:lang="en-GB">')
    assert "Gostyngodd o" in feed


def test_the_index_and_the_descriptions_are_in_welsh(site: Path) -> None:
    """Titles and kinds of search.json, and what a page says of itself, are Welsh."""
    listed = json.loads((site / "search.json").read_text("utf-8"))
    kinds = {entry["kind"] for entry in listed}
    described = page(site, "glossary.html").xpath("string(//meta[@name='description']/@content)")

    assert {"Dangosydd", "Canlyniad"} <= kinds
    assert described == "Ystyr y geiriau ar y wefan hon."


def test_a_site_in_english_has_no_mark_of_language_inside(tmp_path: Path) -> None:
    """In English no part of a page says that it is in another language."""
    make_site(demo_source(), tmp_path / "out")
    marked = [name for name, read in pages(tmp_path / "out") if read.xpath("//body//*[@lang]")]

    assert marked == []


def test_a_translation_leaves_open_what_its_phrase_does() -> None:
    """Each translation names what stands in its phrase, once each, and nothing else."""
    place = files("purbeck.publish") / "locales/cy/LC_MESSAGES/purbeck.po"
    with place.open("rb") as file:
        catalogue = read_po(file, locale="cy")

    for message in catalogue:
        several = isinstance(message.id, tuple)
        said = message.id[1] if several else message.id
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for string in strings:
            found = [sorted(re.findall(r"{\w+}", str(one))) for one in (said, string)]
            # A form for one number alone has it in itself.
            counted = {"{number}"} if several else set()

            assert set(found[0]) - counted == set(found[1]) - counted, message.id


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Figures as known on 1 May 2020", "Figures as known on {day}"),
        ("Figures as known on the day", None),
        ("6 indicators", "{number} indicators"),
        ("no indicators", None),
        ("Population indicator 01 fell", None),
        ("Edition 2018-09", "Edition {code}"),
        ("", None),
    ],
)
def test_a_phrase_is_known_by_its_fixed_words(text: str, phrase: str | None) -> None:
    """A text is a phrase where it is so from end to end, each gap holding what it may."""
    found = matched(text)

    assert (found[0] if found else None) == phrase
    assert phrase is None or phrase in PHRASES

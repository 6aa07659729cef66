"""The HTML renderer: what the file holds, and what it can never hold."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest

from purbeck.publish.document import (
    Block,
    Callout,
    Card,
    Cards,
    Column,
    Cover,
    Document,
    Figure,
    Heading,
    Paragraph,
    Run,
    Section,
    Table,
    Tally,
    plain,
)
from purbeck.publish.render.web_page import Outline, render_html, safe_link
from purbeck.publish.theme import SIGNS
from tests.render.web_reading import HOSTILE, Page
from tests.sample_document import sample_document


def read(document: Document) -> Page:
    page = Page()
    page.feed(render_html(document).decode("utf-8"))
    page.close()
    return page


def report(*blocks: Block, title: str = "A report", language: str = "en-GB") -> Document:
    cover = Cover("A council", "", title, "", "", (), ())
    section = Section("only", "The only section", blocks)
    return replace(
        sample_document(measures=0),
        title=title,
        language=language,
        cover=cover,
        sections=(section,),
    )


@pytest.fixture(scope="module")
def sample() -> Page:
    return read(sample_document())


def test_the_same_document_gives_the_same_bytes() -> None:
    """Rendering twice gives the same file."""
    assert render_html(sample_document()) == render_html(sample_document())


def test_every_element_is_closed_where_it_was_opened(sample: Page) -> None:
    """The file is well formed."""
    assert sample.misplaced == []
    assert sample.left_open == []


def test_nothing_in_the_file_is_fetched(sample: Page) -> None:
    """No element names a thing to load but as data."""
    loaded = [
        tag.attributes.get(name, "")
        for tag in sample.tags
        for name in ("src", "srcset", "data", "poster", "action")
        if name in tag.attributes
    ]
    linked = [tag.attributes["href"] for tag in sample.named("link", "image", "use")]
    style = "".join(tag.text for tag in sample.named("style"))
    urls = re.findall(r"url\(\s*[\"']?([^\"')]{0,5})", style)

    assert loaded == []
    assert linked == ["data:,"]
    assert set(urls) == {"data:"}
    assert "@import" not in style


def test_there_is_no_script(sample: Page) -> None:
    """The file holds no script element and no attribute that runs one."""
    handlers = [name for tag in sample.tags for name in tag.attributes if name.startswith("on")]

    assert sample.named("script", "iframe", "object", "embed") == []
    assert handlers == []


def test_the_policy_of_the_page_allows_only_what_is_inside_it(sample: Page) -> None:
    """The content security policy forbids everything but inline style and data."""
    policy = next(
        tag.attributes["content"]
        for tag in sample.named("meta")
        if tag.attributes.get("http-equiv") == "Content-Security-Policy"
    )

    assert policy.startswith(
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"
    )


@pytest.mark.parametrize("language", ["en-GB", "cy"])
def test_the_page_has_the_language_of_the_document(language: str) -> None:
    """The root element names the language that the document names."""
    page = read(report(language=language))

    assert page.named("html")[0].attributes["lang"] == language


def test_hostile_text_is_printed_as_typed_wherever_it_stands() -> None:
    """Signs of HTML and of templates in a text have no meaning in the page."""
    table = Table(HOSTILE, (Column(HOSTILE),), ((),), HOSTILE)
    blocks: tuple[Block, ...] = (
        Paragraph(plain(HOSTILE)),
        Heading(HOSTILE),
        Cards((Card(HOSTILE, HOSTILE, HOSTILE, None, HOSTILE),)),
        table,
        Tally(HOSTILE, 1, (), HOSTILE),
        Callout(HOSTILE, plain(HOSTILE)),
    )
    page = read(report(*blocks, title=HOSTILE))
    shown = [tag.text for tag in page.named("title", "h1", "h3", "caption")]

    assert page.named("script", "b") == []
    assert shown == [HOSTILE] * 4
    assert page.misplaced == []


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://www.example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("mailto:a@example.org", True),
        ("tel:+441305221000", True),
        ("#key", True),
        ("", False),
        ("#", False),
        ("javascript:alert(1)", False),
        ("JavaScript:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("//example.org", False),
        ("report.html", False),
        ("https://[", False),
    ],
)
def test_a_link_leads_only_where_a_reader_may_be_sent(address: str, kept: bool) -> None:
    """Only the web, e-mail, telephone and places in the document are links."""
    assert safe_link(address) == (address if kept else "")


def test_a_link_that_is_not_allowed_is_text() -> None:
    """The words of a refused link are still there to read."""
    page = read(report(Paragraph((Run("press here", link="javascript:alert(1)"),))))

    assert [tag.text for tag in page.named("p") if "press" in tag.text] == ["press here"]
    assert [tag for tag in page.named("a") if tag.text == "press here"] == []


@pytest.mark.parametrize("measures", [0, 3])
def test_heading_levels_are_never_skipped(measures: int) -> None:
    """The page has one heading of level 1, and each next is at most one level deeper."""
    page = read(sample_document(measures=measures))
    levels = [int(tag.name[1]) for tag in page.named("h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert max(after - before for before, after in pairwise(levels)) == 1


@pytest.mark.parametrize(
    ("asked", "drawn"),
    [
        ([2, 3, 3, 2], [3, 4, 4, 3]),
        ([3, 3], [3, 3]),
        ([3, 2, 3], [3, 3, 4]),
        ([], []),
    ],
)
def test_headings_of_one_level_are_drawn_alike(asked: list[int], drawn: list[int]) -> None:
    """A heading stands one level below the last above it, and beside its equals."""
    outline = Outline()

    assert [outline.heading(level) for level in asked] == drawn


def test_every_place_has_its_own_name(sample: Page) -> None:
    """No two elements share an id."""
    names = [tag.attributes["id"] for tag in sample.tags if "id" in tag.attributes]

    assert len(names) == len(set(names))


def test_every_place_that_is_linked_exists(sample: Page) -> None:
    """Each link within the page leads to an element, and each reference of a drawing too."""
    names = {tag.attributes["id"] for tag in sample.tags if "id" in tag.attributes}
    links = {
        tag.attributes["href"][1:]
        for tag in sample.named("a")
        if tag.attributes["href"].startswith("#")
    }
    drawn = {
        found
        for tag in sample.tags
        for value in tag.attributes.values()
        for found in re.findall(r"url\(#([^)]+)\)", value)
    }

    assert links <= names
    assert drawn <= names


def test_the_contents_list_every_section_in_order(sample: Page) -> None:
    """The contents lead to each section, and say its verdict in words."""
    anchors = [tag.attributes["id"] for tag in sample.named("section")]
    at = sample.tags.index(sample.named("nav")[0])
    end = sample.tags.index(sample.named("main")[0])
    links = [tag for tag in sample.tags[at:end] if tag.name == "a"]

    assert [tag.attributes["href"] for tag in links] == [f"#{anchor}" for anchor in anchors]
    assert links[1].text.endswith("Children with good attendance at school (Some concern)")


def test_every_chart_is_named_by_its_alternative_and_has_its_table(sample: Page) -> None:
    """A figure holds one image, named by the chart's words, and each of its values as a cell."""
    figures = [
        block
        for section in sample_document().sections
        for block in section.blocks
        if isinstance(block, Figure)
    ]
    images = sample.named("svg")
    names = [tag.attributes["aria-label"] for tag in images]
    shown = {tag.attributes["id"]: tag.text for tag in sample.named("figure")}

    assert {tag.attributes["role"] for tag in images} == {"img"}
    assert len(images) == len(sample.named("figure")) == len(sample.named("details")) - 1
    for figure in figures:
        assert figure.chart.alt in names
        for row in figure.chart.table.rows:
            assert all(cell in shown[figure.chart.anchor] for cell in row)


def test_every_table_has_a_caption_and_every_header_a_scope(sample: Page) -> None:
    """Captions and scopes are there for tables of text and of charts alike."""
    scopes = [tag.attributes.get("scope") for tag in sample.named("th")]

    assert len(sample.named("caption")) == len(sample.named("table"))
    assert all(tag.text.strip() for tag in sample.named("caption"))
    assert set(scopes) == {"row", "col"}


def test_every_badge_has_its_word(sample: Page) -> None:
    """No sign stands without a word beside it, and none is read aloud."""
    signs = [tag for tag in sample.tags if tag.attributes.get("class") == "sign"]
    badges = [
        tag for tag in sample.tags if tag.attributes.get("class", "").startswith("badge badge-p")
    ]

    assert {sign.attributes["aria-hidden"] for sign in signs} == {"true"}
    assert {sign.text for sign in signs} == {sign.glyph for sign in SIGNS.values()}
    assert all(len(badge.text) > len("ND") for badge in badges)


def test_an_empty_document_is_a_page() -> None:
    """A document without sections has a title and no contents."""
    page = read(replace(report(), sections=()))

    assert page.named("nav", "section") == []
    assert page.named("h1")[0].text == "A report"
    assert page.misplaced == []


def test_empty_texts_leave_no_empty_elements() -> None:
    """A card that has only a label draws no empty line for what it lacks."""
    page = read(report(Cards((Card("Latest"),)), Cards(())))
    empty = [tag for tag in page.named("p", "ul", "h2", "h3", "li") if not tag.text.strip()]

    assert empty == []

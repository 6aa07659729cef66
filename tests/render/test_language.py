"""A page in Welsh: its furniture is translated, and what stays English says so."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from lxml import html  # type: ignore[import-untyped]

from purbeck.ingest import read_workspace
from purbeck.model.workspace import Workspace
from purbeck.publish.build import documents
from purbeck.publish.document import Document, Heading, Paragraph, Section, Table, plain
from purbeck.publish.render.language import furniture
from purbeck.publish.render.web_page import render_html
from tests.sample_document import sample_document

ROOT = Path(__file__).parents[2]
DORSET = ROOT / "examples" / "dorset-2018"
CATALOGUE = ROOT / "src/purbeck/publish/locales/cy/LC_MESSAGES"


@pytest.fixture(scope="module")
def dorset() -> Workspace:
    """Give the example."""
    found = read_workspace(DORSET).workspace
    assert found is not None
    return found


@pytest.fixture(scope="module")
def welsh(dorset: Workspace) -> Document:
    """Give the example's report, declared to be in Welsh."""
    return next(iter(documents(in_language(dorset, "cy")).values()))


def in_language(workspace: Workspace, language: str) -> Workspace:
    """Declare the report of a workspace to be in a language."""
    framework = workspace.framework
    report = replace(framework.report, language=language)
    return replace(workspace, framework=replace(framework, report=report))


def page(document: Document) -> Any:
    """Render a document, and read the page."""
    return html.document_fromstring(render_html(document).decode("utf-8"))


def language_of(element: Any) -> str:
    """Give the language that an element is in, as a browser finds it."""
    return str(element.xpath("string(ancestor-or-self::*[@lang][1]/@lang)"))


def test_every_word_has_a_welsh_translation() -> None:
    """No message of the catalogue is without its translation, and none is marked as unsure."""
    with (CATALOGUE / "purbeck.po").open("rb") as file:
        catalogue = read_po(file, locale="cy")

    assert [message.id for message in catalogue if message.id and not message.string] == []
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []
    assert len(catalogue) > 100


def test_the_catalogue_is_that_of_the_words_in_use() -> None:
    """The script that collects the words and compiles them has nothing to change, twice over."""
    script = ROOT / "scripts" / "make_catalogue.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("language", ["cy", "cy-GB"])
def test_the_language_of_the_report_chooses_the_furniture(dorset: Workspace, language: str) -> None:
    """With report.language 'cy' navigation and headings are Welsh, whatever the country."""
    (document,) = documents(in_language(dorset, language)).values()
    read = page(document)

    assert read.get("lang") == language
    assert read.xpath("string(//a[@class='skip'])") == "Neidio i'r adroddiad"
    assert read.xpath("string(//nav/@aria-label)") == "Cynnwys"
    assert read.xpath("string(//nav//li[1])").strip() == "Crynodeb gweithredol"
    assert read.xpath("string(//footer//a)") == "Yn ôl i'r brig"


def test_words_of_the_catalogue_are_marked_as_welsh(welsh: Document) -> None:
    """Headings, heads of tables, labels and words of marks are in Welsh, and say so."""
    read = page(welsh)
    found = {
        str(each.text_content()): language_of(each)
        for each in read.xpath("//main//span[@lang='cy']")
    }

    for words in ("Crynodeb gweithredol", "Diweddaraf", "Tuedd", "Yn gwella", "Ambr", "Mesur"):
        assert found[words] == "cy"


def test_sentences_of_verdicts_are_marked_as_english(welsh: Document) -> None:
    """A verdict is told in Welsh; what no phrase of the catalogue is stays English, and says so."""
    read = page(welsh)
    (sentence,) = read.xpath(
        "//section[@id='indicator-good-attendance']//li[starts-with(., 'Gostyngodd o 95.3%')]"
    )
    (left,) = read.xpath("//main//li[starts-with(., 'A run chart shows')]")

    assert language_of(sentence[0]) == "cy"
    assert language_of(left) == "en-GB"


def test_what_the_council_wrote_is_in_its_language(welsh: Document) -> None:
    """Commentary and names of indicators are in the language that the report declares."""
    read = page(welsh)
    (title,) = read.xpath("//section[@id='indicator-good-attendance']//h2")
    told = read.xpath("//section[@id='indicator-good-attendance']//p[@lang]")
    named = read.xpath("//main//a[starts-with(@href, '#measure-')]/*[@lang]")

    assert language_of(title[0]) == "cy"
    assert told
    assert named
    assert {each.get("lang") for each in (*told, *named)} == {"cy"}


def test_no_heading_is_left_in_english(welsh: Document) -> None:
    """Each heading is of the catalogue, or the council's own."""
    read = page(welsh)
    marked = read.xpath("//main//*[self::h2 or self::h3 or self::h4 or self::h5]")
    english = [str(each.text_content()) for each in marked if not each.xpath("./span[@lang='cy']")]

    assert english == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("30 September 2018", "30 Medi 2018"),
        ("September 2018", "Medi 2018"),
        ("31 September 2018", "31 September 2018"),
        ("Known until 30 September 2018", "Known until 30 September 2018"),
        ("", ""),
        (" ", " "),
    ],
)
def test_dates_are_written_as_the_language_does(said: str, told: str) -> None:
    """A text that is a date is one in Welsh; a day that there is not, and all else, stays."""
    assert furniture("cy").tell(said) == told


def test_the_month_of_issue_is_in_welsh(welsh: Document) -> None:
    """The title page has the month by its Welsh name."""
    assert page(welsh).xpath("string(//span[@class='issued'])") == "Medi 2018"


def test_figures_need_no_other_signs_in_welsh() -> None:
    """Welsh writes decimals and thousands as English does, so figures are the same in both."""
    signs = Locale.parse("cy").number_symbols["latn"]

    assert (signs["decimal"], signs["group"]) == (".", ",")


def test_words_that_look_like_markup_stay_words() -> None:
    """A council's own title in a page in Welsh is escaped like any other."""
    section = Section("one", "<b>Un</b>", (Heading("<i>Dau</i>"), Paragraph(plain("<u>x</u>"))))
    content = render_html(replace(sample_document(), language="cy", sections=(section,)))

    assert b'<span lang="cy">&lt;b&gt;Un&lt;/b&gt;</span>' in content
    assert b"<i>" not in content
    assert b"<u>" not in content


def test_a_page_in_english_has_no_mark_of_language_inside() -> None:
    """In English no part says that it is in another language, nor in a language without words."""
    for language in ("en-GB", "fr"):
        read = page(replace(sample_document(), language=language))

        assert read.get("lang") == language
        assert read.xpath("//body//*[@lang]") == []


def test_every_kind_of_block_is_drawn_in_welsh() -> None:
    """A document with every block and mark is a page in Welsh, to the same bytes each time."""
    document = replace(sample_document(), language="cy")

    assert any(isinstance(b, Table) for section in document.sections for b in section.blocks)
    assert render_html(document) == render_html(document)

"""``purbeck cards``: a drawing and a piece of HTML for each measure, whole in themselves."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from purbeck.ingest import read_workspace
from purbeck.publish.build import ReportFile
from purbeck.publish.cards import card_files
from purbeck.publish.charts.lettering import text_width
from tests.cli.conftest import DORSET, FIGURES, Purbeck, files_in, written
from tests.spec.small_workspace import FRAMEWORK

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def dorset() -> dict[str, str]:
    """Give the cards of the example, by name."""
    workspace = read_workspace(DORSET).workspace
    assert workspace is not None
    return {file.name: file.content.decode() for file in card_files(workspace)}


def cards_of(folder: Path) -> tuple[ReportFile, ...]:
    """Make the cards of a workspace."""
    workspace = read_workspace(folder).workspace
    assert workspace is not None
    return card_files(workspace)


def drawings(cards: dict[str, str]) -> dict[str, ElementTree.Element]:
    """Read the drawings, which have to be sound XML."""
    return {n: ElementTree.fromstring(c) for n, c in cards.items() if n.endswith(".svg")}


def test_there_are_two_files_a_measure(purbeck: Purbeck, council: Path, tmp_path: Path) -> None:
    """Each indicator and each performance measure has a drawing and a piece of HTML."""
    run = purbeck("cards", council, "--out", tmp_path / "out")

    assert (run.code, run.err) == (0, "")
    assert files_in(tmp_path / "out") == [
        "attendance.html",
        "attendance.svg",
        "visits.html",
        "visits.svg",
    ]
    assert run.out.endswith("4 files, an .svg and an .html of 2 measures.\n")


def test_a_card_says_in_words_what_it_shows(dorset: dict[str, str]) -> None:
    """Its title names measure and area, and its description has figure, colour and every value."""
    card = drawings(dorset)["good-attendance.svg"]
    title, words = card.find(f"{SVG}title"), card.find(f"{SVG}desc")
    assert title is not None
    assert words is not None

    assert title.text == "Children with good attendance at school, Dorset"
    for said in (
        "95.1%, 2016-17. Colour: Amber.",
        "Fell from 95.3% in 2015-16 to 95.1% in 2016-17",
        "South West 95.2% (2016-17): similar.",
        "2013-14 95.4%, 2014-15 95.3%, 2015-16 95.3%, 2016-17 95.1%",
    ):
        assert said in (words.text or "")


def test_a_card_is_named_by_its_title_and_words(dorset: dict[str, str]) -> None:
    """A screen reader is sent to the title and the description, which are in the drawing."""
    for card in drawings(dorset).values():
        held = {each.get("id") for each in card.iter()}

        assert card.get("role") == "img"
        assert set((card.get("aria-labelledby") or "").split()) <= held


def test_a_card_asks_for_nothing(dorset: dict[str, str]) -> None:
    """No address, no import, no typeface to fetch, no script and no handler."""
    for name, content in dorset.items():
        plain = content.replace('xmlns="http://www.w3.org/2000/svg"', "")

        assert not re.search(r"https?:|url\(|@import|@font-face|<script|\son\w+=", plain), name


def test_a_card_follows_light_and_dark(dorset: dict[str, str]) -> None:
    """Each colour that it uses has a value in light and another rule for dark."""
    for name, content in dorset.items():
        used = set(re.findall(r"var\((--[a-z0-9-]+)", content))
        light, dark = re.findall(r"#card-[\w-]+\{((?:--[\w-]+:#\w{6};)+)", content)

        assert "@media screen and (prefers-color-scheme:dark)" in content, name
        assert used == set(re.findall(r"(--[a-z0-9-]+):", light))
        assert used == set(re.findall(r"(--[a-z0-9-]+):", dark))


def test_verdicts_are_a_letter_and_a_word(dorset: dict[str, str]) -> None:
    """Colour and trend are told by letter and word, beside their colours."""
    said = [
        each.text for each in drawings(dorset)["total-secondary-absence.svg"].iter(f"{SVG}text")
    ]

    assert {"R", "Red", "Worsening"} <= set(said)


def test_no_words_run_over_the_edge(dorset: dict[str, str]) -> None:
    """Every line of a card, reckoned from the typeface, ends before its edge."""
    for name, card in drawings(dorset).items():
        for line in card.findall(f"{SVG}text"):
            size, left = float(line.get("font-size", "0")), float(line.get("x", "0"))

            assert left + text_width(line.text or "", size) <= 340 - 10, (name, line.text)


def test_every_rule_of_the_style_is_the_cards_own(dorset: dict[str, str]) -> None:
    """Selectors begin with the class or the identity of the card, so that none leaks out."""
    for name, content in dorset.items():
        css = "\n".join(re.findall(r"<style>(.*?)</style>", content, re.DOTALL))
        flat = re.sub(r"@media[^{]*\{(.*?\})\s*\}", r"\1", css)
        selectors = [s for group in re.findall(r"([^{}]+)\{", flat) for s in group.split(",")]

        assert selectors, name
        assert all(s.strip().startswith((".purbeck-card", "#card-")) for s in selectors), name


def test_the_table_has_what_the_chart_has(dorset: dict[str, str]) -> None:
    """The table of the figures has a row a period, its head a cell a line, all with their scope."""
    content = dorset["good-attendance.html"]

    assert '<th scope="col">Statistical neighbours</th>' in content
    assert '<th scope="row">2016-17</th><td>95.1%</td>' in content
    assert content.count("<table>") == content.count("<caption>") == 1
    assert content.count("<details>") == 1


def test_identities_of_one_page_differ(dorset: dict[str, str]) -> None:
    """All the cards on one page share no identity."""
    page = "".join(content for name, content in dorset.items() if name.endswith(".html"))
    found = re.findall(r'\sid="([^"]+)"', page)

    assert len(found) == len(set(found))


def test_words_that_look_like_markup_are_words(tmp_path: Path) -> None:
    """A name with signs of HTML in it is shown as it is, in the drawing and in the snippet."""
    framework = FRAMEWORK.replace('name = "Attendance"', 'name = "<b>At & \\"tendance\\"</b>"')
    cards = {
        f.name: f.content.decode()
        for f in cards_of(written(tmp_path / "council", **{"framework.toml": framework}))
    }

    assert "<b>" not in "".join(cards.values())
    assert "&lt;b&gt;At &amp;" in cards["attendance.svg"]


def test_a_measure_without_a_figure_has_a_card(tmp_path: Path) -> None:
    """Its card says that there is none, and has no chart."""
    without = "\n".join(line for line in FIGURES.splitlines() if not line.startswith("visits"))
    cards = {
        f.name: f.content.decode()
        for f in cards_of(written(tmp_path / "council", **{"observations/a.csv": without + "\n"}))
    }

    assert ">No figure</text>" in cards["visits.svg"]
    assert cards["visits.svg"].count("<svg") == 1
    assert "<tbody>" in cards["visits.html"]


def test_the_same_workspace_gives_the_same_cards(council: Path) -> None:
    """Two runs are alike to the byte."""
    assert cards_of(council) == cards_of(council)

"""The HTML report in a real browser: accessible, narrow, printable, silent on the network."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from purbeck.publish.render.web_page import render_html
from tests.sample_document import sample_document

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
VARIANTS = {
    "plain": {"long_titles": False, "measures": 3},
    "long": {"long_titles": True, "measures": 12},
    "short": {"long_titles": False, "measures": 1},
    "none": {"long_titles": False, "measures": 0},
}

Scheme = Literal["light", "dark"]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium: install it, or name its program in CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("reports")
    written = {}
    for name, variant in VARIANTS.items():
        written[name] = folder / f"{name}.html"
        written[name].write_bytes(render_html(sample_document(**variant)))  # type: ignore[arg-type]
    return written


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def open_report(browser: Browser, file: Path, width: int, scheme: Scheme = "light") -> Page:
    # The page's own policy would keep the checker out; what it forbids is checked elsewhere.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def open_all_details(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.mark.parametrize(
    ("scheme", "width", "opened"),
    [
        ("light", 320, True),
        ("light", 1280, False),
        ("dark", 320, False),
        ("dark", 1280, True),
    ],
)
def test_axe_finds_nothing(
    browser: Browser,
    reports: dict[str, Path],
    axe: str,
    scheme: Scheme,
    width: int,
    opened: bool,
) -> None:
    """No rule of WCAG 2.2 AA or of best practice is broken, with the figures shown or not."""
    page = open_report(browser, reports["short"], width, scheme)
    if opened:
        open_all_details(page)
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    page.context.close()
    broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]

    assert broken == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("name", list(VARIANTS))
@pytest.mark.parametrize("width", [320, 768, 1280])
def test_the_page_is_never_wider_than_the_screen(
    browser: Browser, reports: dict[str, Path], name: str, width: int
) -> None:
    """Nothing makes the reader scroll sideways, with every part opened."""
    page = open_report(browser, reports[name], width)
    open_all_details(page)
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert widest <= width


def test_a_report_asks_the_network_for_nothing_and_has_nothing_to_complain_of(
    browser: Browser, reports: dict[str, Path]
) -> None:
    """Opening a report makes one request, for the file itself, and the console stays empty."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(reports["plain"].as_uri(), wait_until="networkidle")
    page.close()

    assert [url for url in asked if not url.startswith("data:")] == [reports["plain"].as_uri()]
    assert said == []


def test_the_fonts_inside_the_file_are_used(browser: Browser, reports: dict[str, Path]) -> None:
    """Both faces load from the file, under the page's own policy."""
    page = browser.new_page()
    page.goto(reports["plain"].as_uri())
    loaded = page.evaluate(
        "document.fonts.ready.then(all => [...all].map(one => one.weight + ' ' + one.status))"
    )
    page.close()

    assert loaded == ["400 loaded", "600 loaded"]


@pytest.mark.parametrize(
    ("scheme", "colour"), [("light", "rgb(11, 74, 111)"), ("dark", "rgb(124, 196, 236)")]
)
def test_the_lines_of_a_chart_follow_light_and_dark(
    browser: Browser, reports: dict[str, Path], scheme: Scheme, colour: str
) -> None:
    """The line of the area that the report is about has the colour of the reader's scheme."""
    page = open_report(browser, reports["plain"], 1280, scheme)
    strokes = page.evaluate(
        "[...document.querySelectorAll('#trend-02 path')].map(p => getComputedStyle(p).stroke)"
    )
    page.context.close()

    assert colour in strokes


def test_the_keyboard_reaches_the_report_first(browser: Browser, reports: dict[str, Path]) -> None:
    """The first stop of the keyboard is a link, then in sight, that leads past the contents."""
    page = open_report(browser, reports["plain"], 1280)
    page.keyboard.press("Tab")
    text = page.evaluate("document.activeElement.textContent")
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    page.keyboard.press("Enter")
    reached = page.evaluate("document.activeElement.id")
    page.context.close()

    assert (text, reached) == ("Skip to the report", "main")
    assert top >= 0


@pytest.mark.parametrize(("width", "shown"), [(320, False), (1280, True)])
def test_the_contents_stand_open_where_there_is_room(
    browser: Browser, reports: dict[str, Path], width: int, shown: bool
) -> None:
    """On a wide screen the contents are in sight; on a narrow they open without a script."""
    page = open_report(browser, reports["plain"], width)
    link = page.locator("nav a").first
    at_first = link.is_visible()
    if not at_first:
        page.locator("nav summary").click()
        link.wait_for(state="visible")
    opened = link.is_visible()
    page.context.close()

    assert at_first is shown
    assert opened


def test_what_can_be_pressed_is_large_enough(browser: Browser, reports: dict[str, Path]) -> None:
    """Every button, and every link outside running text, is 24 pixels high and wide or more."""
    page = open_report(browser, reports["plain"], 320)
    open_all_details(page)
    small = page.evaluate(
        """[...document.querySelectorAll('summary, nav a, .back a, .foot a')]
        .map(one => [one.textContent, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    page.context.close()

    assert small == []


def test_a_reader_who_wants_no_motion_has_none(browser: Browser, reports: dict[str, Path]) -> None:
    """The page scrolls smoothly only for a reader who has not asked for less motion."""
    context = browser.new_context(reduced_motion="reduce")
    page = context.new_page()
    page.goto(reports["plain"].as_uri())
    behaviour = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
    context.close()

    assert behaviour == "auto"


@pytest.mark.parametrize("name", list(VARIANTS))
def test_a_report_prints(
    browser: Browser, reports: dict[str, Path], name: str, tmp_path: Path
) -> None:
    """Printing gives pages of A4 in light colours, each section on a page of its own."""
    import pikepdf

    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto(reports[name].as_uri())
    page.pdf(path=tmp_path / "report.pdf", prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="print")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    with pikepdf.open(tmp_path / "report.pdf") as pdf:
        sizes = {tuple(round(float(side)) for side in one.mediabox[2:]) for one in pdf.pages}
        pages = len(pdf.pages)

    assert paper == "rgb(255, 255, 255)"
    assert sizes == {(595, 842)}
    assert pages >= 8

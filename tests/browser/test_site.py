"""The public site in a real browser: accessible, narrow, printable, and without script."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from purbeck.ingest import open_workspace
from purbeck.publish.edition import issue_edition
from purbeck.publish.site.build import make_site
from purbeck.publish.site.edition_pages import kept_editions
from purbeck.publish.site.source import site_source

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

KINDS = {
    "home": "index.html",
    "outcome": "outcomes/independent.html",
    "indicator": "indicators/good-attendance.html",
    "indicator with control chart": "indicators/delayed-transfer-days.html",
    "measure": "measures/total-secondary-absence.html",
    "risks": "risks.html",
    "risk": "risks/01a.html",
    "areas": "areas.html",
    "changes": "changes.html",
    "editions": "editions/index.html",
    "edition": "editions/2018-09/index.html",
    "data": "data/index.html",
    "search": "search.html",
    "about": "about.html",
    "glossary": "glossary.html",
    "accessibility": "accessibility.html",
}
"""One page of each kind."""

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
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    issue_edition(DEMO, "2018-09", folder / "editions")
    source = site_source(open_workspace(DEMO))
    make_site(source, folder / "out", kept_editions(folder / "editions"))
    return folder / "out"


@pytest.fixture(scope="module")
def welsh_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = open_workspace(DEMO)
    framework = workspace.framework
    report = replace(framework.report, language="cy")
    source = site_source(replace(workspace, framework=replace(framework, report=report)))
    folder = tmp_path_factory.mktemp("welsh") / "out"
    make_site(source, folder)
    return folder


@pytest.fixture(scope="module")
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def opened(browser: Browser, file: Path, width: int, scheme: Scheme = "light") -> Page:
    # The page's own policy would keep the checker out; what it forbids is checked elsewhere.
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True
    )
    page = context.new_page()
    page.goto(file.as_uri())
    return page


def open_all_details(page: Page) -> None:
    page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


@pytest.mark.parametrize("kind", list(KINDS))
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_on_any_kind_of_page(
    browser: Browser, site: Path, axe: str, kind: str, scheme: Scheme, width: int
) -> None:
    """No rule of WCAG 2.2 AA or of best practice is broken, with every part opened."""
    page = opened(browser, site / KINDS[kind], width, scheme)
    open_all_details(page)
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    page.context.close()
    broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]

    assert broken == []
    assert len(found["passes"]) > 20


@pytest.mark.parametrize("kind", ["indicator", "search"])
def test_axe_finds_nothing_on_a_page_in_welsh(
    browser: Browser, welsh_site: Path, axe: str, kind: str
) -> None:
    """In Welsh, with its parts in English, no rule is broken, and every language has a code."""
    page = opened(browser, welsh_site / KINDS[kind], 1280)
    open_all_details(page)
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    page.context.close()
    broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found["violations"]]

    assert broken == []
    assert "valid-lang" in {rule["id"] for rule in found["passes"]}


def test_the_search_counts_pages_in_welsh(browser: Browser, welsh_site: Path) -> None:
    """How many pages the search finds is said in the language of the page."""
    page = browser.new_page()
    page.goto((welsh_site / "search.html").as_uri())
    page.fill("#filter-words", "absence")
    many = page.locator("#filter-said").inner_text()
    page.fill("#filter-words", "half-day secondary")
    one = page.locator("#filter-said").inner_text()
    page.close()

    assert " o dudalennau o blith " in many
    assert one.startswith("1 dudalen o blith ")


@pytest.mark.parametrize("kind", list(KINDS))
def test_no_page_is_wider_than_the_screen(browser: Browser, site: Path, kind: str) -> None:
    """Nothing makes the reader scroll sideways at 320, 768 or 1,280 pixels."""
    widest = {}
    for width in (320, 768, 1280):
        page = opened(browser, site / KINDS[kind], width)
        open_all_details(page)
        widest[width] = page.evaluate("document.documentElement.scrollWidth")
        page.context.close()

    assert all(found <= width for width, found in widest.items()), widest


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_page_opened_from_a_folder_asks_for_nothing_but_files_of_the_site(
    browser: Browser, site: Path, kind: str
) -> None:
    """Every request is for a file below the site, none fails, and the console stays empty."""
    page = browser.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto((site / KINDS[kind]).as_uri(), wait_until="networkidle")
    page.close()
    elsewhere = [url for url in asked if not url.startswith((site.as_uri(), "data:"))]

    assert elsewhere == []
    assert said == []


def test_the_first_page_takes_less_than_100_kb(browser: Browser, site: Path) -> None:
    """All files that the home page asks for, fonts among them, are below 100,000 bytes."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri(), wait_until="networkidle")
    faces = page.evaluate(
        "document.fonts.ready.then(all => [...all].map(one => one.weight + ' ' + one.status))"
    )
    page.close()
    local = [Path(url.removeprefix("file://")) for url in asked if url.startswith("file:")]

    assert faces == ["400 loaded", "600 loaded"]
    assert sum(file.stat().st_size for file in local) < 100_000


def test_the_search_finds_a_page_by_a_word_of_its_definition(browser: Browser, site: Path) -> None:
    """Searching from any page leads to the list, narrowed to the pages that have the words."""
    page = browser.new_page()
    page.goto((site / "indicators/good-attendance.html").as_uri())
    page.fill("#find", "half-day secondary")
    page.press("#find", "Enter")
    page.wait_for_url("**/search.html?q=*")
    shown = page.locator("#index li:visible a").all_inner_texts()
    said = page.locator("#filter-said").inner_text()
    page.close()

    assert shown == ["Total secondary absence"]
    assert said.startswith("1 page of ")


def test_without_script_the_a_to_z_lists_every_page(browser: Browser, site: Path) -> None:
    """With scripts off every page is in the list, and no control that would do nothing is shown."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "search.html").as_uri())
    listed = page.locator("#index a").count()
    shown = page.locator("#filter").is_visible()
    context.close()
    made = [file for file in site.rglob("*.html") if file.parent.name != "documents"]

    assert listed >= len(made) - 8
    assert not shown


def test_the_keyboard_reaches_the_content_first(browser: Browser, site: Path) -> None:
    """The first stop of the keyboard is a link, then in sight, that leads past the head."""
    page = opened(browser, site / "indicators/good-attendance.html", 1280)
    page.keyboard.press("Tab")
    text = page.evaluate("document.activeElement.textContent")
    top = page.evaluate("document.activeElement.getBoundingClientRect().top")
    page.keyboard.press("Enter")
    reached = page.evaluate("document.activeElement.id")
    page.context.close()

    assert (text, reached) == ("Skip to the content", "main")
    assert top >= 0


def test_a_card_is_reached_by_keyboard_and_leads_to_its_page(browser: Browser, site: Path) -> None:
    """The link of a card shows its focus around the card, and Enter follows it."""
    page = opened(browser, site / "index.html", 1280)
    page.locator(".tile a").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    outline = page.evaluate("getComputedStyle(document.activeElement, '::after').outlineStyle")
    page.keyboard.press("Enter")
    page.wait_for_url("**/indicators/ready-for-school.html")
    page.context.close()

    assert outline == "solid"


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_can_be_pressed_is_large_enough(browser: Browser, site: Path, kind: str) -> None:
    """Every control, and every link outside running text and tables, is 24 pixels high or more."""
    page = opened(browser, site / KINDS[kind], 320)
    open_all_details(page)
    small = page.evaluate(
        """[...document.querySelectorAll('summary, nav a, .foot a, button, input')]
        .filter(one => one.offsetParent !== null)
        .map(one => [one.textContent || one.id, one.getBoundingClientRect()])
        .filter(([, box]) => box.width < 24 || box.height < 24).map(([text]) => text)"""
    )
    page.context.close()

    assert small == []


@pytest.mark.parametrize("kind", ["home", "indicator", "areas"])
def test_a_page_prints(browser: Browser, site: Path, kind: str, tmp_path: Path) -> None:
    """Printing gives pages of A4 in light colours, also from a dark screen."""
    import pikepdf

    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    page.goto((site / KINDS[kind]).as_uri())
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, print_background=True)
    page.emulate_media(media="print")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    context.close()
    with pikepdf.open(tmp_path / "page.pdf") as pdf:
        sizes = {tuple(round(float(side)) for side in one.mediabox[2:]) for one in pdf.pages}

    assert paper == "rgb(255, 255, 255)"
    assert sizes == {(595, 842)}

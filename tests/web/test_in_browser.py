"""The pages in a real browser: accessible, narrow, by keyboard, without script, by the policy."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.web.prepared import prepared_demo

pytestmark = pytest.mark.browser

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = files("axe_playwright_python") / "axe.min.js"
Scheme = Literal["light", "dark"]

PUBLIC = {
    "compare": "/compare/",
    "compare apart": "/compare/?measure=good-attendance&form=apart&area=E10000009&area=E92000001",
    "card": "/measures/good-attendance/card/",
    "embed": "/measures/good-attendance/embed/",
    "questions": "/questions/",
    "digests": "/digests/",
    "digest": "/digests/scrutiny/",
    "editions": "/editions/",
    "dashboard": "/",
    "filtered": "/?only=worsening&only=disagreeing",
    "wrong day": "/?on=yesterday",
    "outcome": "/outcomes/independent/",
    "indicator": "/measures/good-attendance/",
    "measure": "/measures/total-primary-absence/",
    "earlier day": "/measures/good-attendance/?on=2017-01-01",
    "risks": "/risks/",
    "risks filtered": "/risks/?only=deteriorating&only=above-appetite",
    "risk": "/risks/03c/",
    "action": "/actions/a06-1/",
    "sign in": "/sign-in/",
    "forgotten": "/sign-in/forgotten/",
    "void link": "/sign-in/new-password/MQ/no-link/",
    "no such page": "/measures/nothing/",
}
SIGNED_IN = {
    "interface": ("analyst", "/interface/"),
    "jobs": ("analyst", "/jobs/"),
    "new report": ("analyst", "/jobs/new/report/"),
    "new pull": ("administrator", "/jobs/new/pull/"),
    "schedule": ("administrator", "/jobs/schedule/"),
    "writing": ("analyst", "/commentary/"),
    "write": ("analyst", "/commentary/good-attendance/"),
    "what changed": ("analyst", "/commentary/good-attendance/earlier/"),
    "accept claims": ("analyst", "/commentary/good-attendance/accept/"),
    "discussion": ("assurance", "/commentary/good-attendance/discussion/"),
    "said to you": ("assurance", "/said-to-you/"),
    "returns": ("analyst", "/returns/"),
    "own returns": ("measure-owner", "/returns/"),
    "enter figure": ("analyst", "/returns/good-attendance/enter/"),
    "enter count": ("analyst", "/returns/delayed-transfer-days/enter/"),
    "paste figures": ("analyst", "/returns/paste/"),
    "data health": ("administrator", "/data-health/"),
    "framework": ("analyst", "/framework/"),
    "edit table": ("analyst", "/framework/now/indicator/good-attendance/"),
    "edit target": ("analyst", "/framework/now/measure/total-primary-absence/"),
    "add comparator": ("analyst", "/framework/now/comparator/"),
    "add groups of people": ("analyst", "/framework/now/dimension/"),
    "add model of neighbours": ("analyst", "/framework/now/neighbour_model/"),
    "drop": ("analyst", "/framework/now/indicator/good-attendance/drop/"),
    "colours": ("analyst", "/framework/now/colours/"),
    "ask": ("councillor", "/questions/ask/"),
    "watching": ("councillor", "/watching/"),
    "progress": ("analyst", "/progress/"),
    "progress of one": ("analyst", "/progress/good-attendance/"),
    "issue": ("analyst", "/issue/"),
    "locks": ("analyst", "/locks/"),
    "own risk": ("assurance", "/risks/03c/"),
    "own action": ("assurance", "/actions/a06-1/"),
    "new risk": ("assurance", "/new-risk/"),
    "edit risk": ("assurance", "/risks/03c/edit/"),
    "review risk": ("assurance", "/risks/03c/review/"),
    "withdraw risk": ("assurance", "/risks/03c/withdraw/"),
    "new action": ("analyst", "/new-action/"),
    "edit action": ("analyst", "/actions/a06-1/edit/"),
    "new milestone": ("analyst", "/actions/a06-1/new-milestone/"),
    "held": ("analyst", "/measures/good-attendance/held/"),
    "changes": ("analyst", "/measures/good-attendance/changes/"),
    "about you": ("councillor", "/about-you/"),
    "own password": ("councillor", "/about-you/password/"),
    "password again": ("councillor", "/about-you/second-factor/"),
    "invite": ("administrator", "/people/invite/"),
    "person": ("administrator", "/people/1/"),
    "deactivate": ("administrator", "/people/1/deactivate/"),
    "audit": ("administrator", "/audit/"),
    "wrong audit": ("administrator", "/audit/?since=yesterday&kind=figure"),
    "changes of a risk": ("administrator", "/changes/risk/03c/"),
    "changes of a person": ("administrator", "/changes/person/1/"),
    "people": ("administrator", "/people/"),
    "forbidden": ("councillor", "/people/"),
}
EVERY = (*PUBLIC, *SIGNED_IN)


@dataclass(frozen=True, slots=True)
class Site:
    """A running demo: where it is, the passwords it printed, and pages of it that are open."""

    address: str
    passwords: dict[str, str]
    browser: Browser

    def page(self, name: str, width: int = 1280, scheme: Scheme = "light", **more: Any) -> Page:
        """Open a page as the person who may see it."""
        viewport = {"width": width, "height": 900}
        context = self.browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            color_scheme=scheme,
            base_url=self.address,
            **more,
        )
        page = context.new_page()
        role, path = SIGNED_IN.get(name) or ("", PUBLIC.get(name, name))
        if role:
            self.sign_in(page, role)
        page.goto(path)
        return page

    def sign_in(self, page: Page, role: str) -> None:
        """Fill in the form, as a person would."""
        page.goto("/sign-in/")
        page.get_by_label("E-mail address").fill(f"{role}@example.org")
        page.get_by_label("Password").fill(self.passwords[role])
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(lambda url: "/sign-in/" not in url)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the demo as ``make serve`` does, in a folder of its own and on a free port."""
    if not CHROMIUM:
        pytest.skip("no Chromium: install it, or name its program in CHROMIUM")
    folder = tmp_path_factory.mktemp("demo")
    shutil.copy(prepared_demo(tmp_path_factory), folder)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    said = folder / "said"
    variables = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    command = ("-m", "purbeck_web", "serve_demo", "--port", str(port), "--workers", "1")
    with said.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, *command],
            env=variables | {"PURBECK_WEB_DATA": str(folder)},
            cwd=Path(__file__).parents[2],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/ready/", server, said)
        passwords = dict(re.findall(r"([a-z-]+)@example\.org\s+(\S+)", said.read_text()))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
            yield Site(address, passwords, browser)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_for(address: str, server: subprocess.Popen[bytes], said: Path) -> None:
    for _ in range(1200):
        if server.poll() is not None:
            pytest.fail(f"The demo stopped: {said.read_text()}")
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"The demo did not answer: {said.read_text()}")


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found on one page: by axe, at 320 pixels, on the console, and on the network."""

    violations: tuple[str, ...]
    narrow_width: int
    reported: tuple[str, ...]
    hosts: tuple[str, ...]


@pytest.fixture(scope="module")
def visits(site: Site) -> dict[str, Visit]:
    """Open every page once, as whoever may see it, and look at it in every way."""
    found = {}
    for role in ("", *dict.fromkeys(role for role, _ in SIGNED_IN.values())):
        page = site.page("/sign-in/")
        if role:
            site.sign_in(page, role)
        own = {n: p for n, (r, p) in SIGNED_IN.items() if r == role} if role else PUBLIC
        for name, path in own.items():
            found[name] = _visit(page, path)
        page.context.close()
    return found


def _visit(page: Page, path: str) -> Visit:
    reported: list[str] = []
    hosts: list[str] = []
    page.on("console", lambda message: reported.append(message.text))
    page.on("request", lambda request: hosts.append(request.url))
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    page.goto(path)
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text())
    violations = _axe(page, {"type": "tag", "values": STANDARDS})
    page.emulate_media(color_scheme="dark")
    violations += _axe(page, {"type": "rule", "values": ["color-contrast"]})
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    return Visit(tuple(violations), width, tuple(reported), tuple(hosts))


def _axe(page: Page, only: dict[str, object]) -> list[str]:
    run = "only => axe.run({runOnly: only, resultTypes: ['violations']})"
    found = page.evaluate(run, only)["violations"]
    return [f"{each['id']}: {node['target']}" for each in found for node in each["nodes"]]


@pytest.mark.parametrize("name", EVERY)
def test_axe_finds_no_violation(visits: dict[str, Visit], name: str) -> None:
    """No rule of WCAG 2.2 AA or best practice that axe tests is broken, nor contrast in dark."""
    assert visits[name].violations == ()


@pytest.mark.parametrize("name", EVERY)
def test_a_page_reflows_at_320_pixels(visits: dict[str, Visit], name: str) -> None:
    """At 320 CSS pixels nothing but a region that scrolls by itself is wider than the page."""
    assert visits[name].narrow_width == 320


@pytest.mark.parametrize("name", EVERY)
def test_the_policy_stops_nothing_that_a_page_needs(
    site: Site, visits: dict[str, Visit], name: str
) -> None:
    """The browser reports no violation of the Content-Security-Policy, and asks no other host."""
    visit = visits[name]

    assert [text for text in visit.reported if "Content Security Policy" in text] == []
    assert [url for url in visit.hosts if not url.startswith(site.address)] == []
    assert visit.hosts != ()


def test_the_policy_stops_a_script_within_a_page(site: Site) -> None:
    """A script that somebody writes into a page of ours does not run."""
    page = site.page("dashboard")
    answer = page.request.get("/")
    policy = answer.headers["content-security-policy"]
    body = answer.text().replace("</main>", "<script>document.title = 'taken'</script></main>")
    page.route(
        "**/taken",
        lambda route: route.fulfill(
            body=body,
            headers={"content-security-policy": policy, "content-type": "text/html"},
        ),
    )
    page.goto("/taken")
    title = page.title()
    page.context.close()

    assert title != "taken"


def test_the_whole_way_works_without_script(site: Site) -> None:
    """With script off one filters, opens a measure, sees its figures, signs in and signs out."""
    page = site.page("dashboard", java_script_enabled=False)
    page.get_by_label("Worsening").check()
    page.get_by_role("button", name="Apply").click()
    page.get_by_role("link", name="02.2 Total secondary absence").click()
    page.get_by_text("Show the figures").first.click()
    expect(page.get_by_role("table").first).to_be_visible()
    site.sign_in(page, "analyst")

    expect(page.get_by_text("Alice Analyst")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.context.close()


def test_a_page_can_be_used_by_keyboard_alone(site: Site) -> None:
    """Tab reaches the link past the bar first, each stop shows where it is, and Enter goes on."""
    page = site.page("dashboard")
    stops = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stops.append(page.evaluate(_STOP))
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    inside = page.evaluate("document.activeElement.id")
    page.context.close()

    assert stops[0]["words"] == "Skip to main content"
    assert [stop["words"] for stop in stops if not stop["seen"]] == []
    assert {"Dashboard", "Sign in", "People in Dorset are Independent", "Apply"} <= {
        stop["words"] for stop in stops
    }
    assert inside == "main"


_STOP = """() => {
  const at = document.activeElement, style = getComputedStyle(at), box = at.getBoundingClientRect();
  const label = at.closest('.govuk-checkboxes__item');
  const mark = label ? getComputedStyle(label.querySelector('label'), '::before') : style;
  const seen = mark.outlineStyle !== 'none' || mark.boxShadow !== 'none';
  return {words: at.textContent.trim() || at.id, seen: seen && box.width > 0};
}"""


def test_print_leaves_out_what_paper_cannot_do(site: Site) -> None:
    """On paper there is neither a form nor the navigation."""
    page = site.page("indicator")
    page.emulate_media(media="print")
    shown = [page.locator(part).first.is_visible() for part in (".ask", ".bar-nav", ".trail")]
    chart = page.locator("figure svg").first.is_visible()
    page.context.close()

    assert (shown, chart) == ([False, False, False], True)

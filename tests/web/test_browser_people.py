"""The second factor and the people of the application in a real browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_browser_commentary import looked_over
from tests.web.test_in_browser import Site
from tests.web.test_in_browser import site as site
from tests.web.test_people_second_factor import code_of

pytestmark = pytest.mark.browser

FINE: tuple[list[str], int] = ([], 320)
ROLE = "sponsor"


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """Give a page with script off, on which nobody is signed in."""
    opened = site.page("/sign-in/")
    yield opened
    opened.context.close()


def _enter(page: Page, site: Site) -> None:
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill(f"{ROLE}@example.org")
    page.get_by_label("Password").fill(site.passwords[ROLE])
    page.get_by_role("button", name="Sign in").click()


def test_a_second_factor_from_set_up_to_signing_in_by_a_recovery_code(
    site: Site, page: Page
) -> None:
    """Every page on the way is sound for axe and at 320 pixels, and one gets in at its end."""
    seen = {}
    reported: list[str] = []
    page.on("console", lambda message: reported.append(message.text))
    _enter(page, site)
    page.get_by_role("link", name="Simon Sponsor").click()
    page.get_by_role("link", name="Set up a second factor").click()
    page.get_by_label("Your password").fill(site.passwords[ROLE])
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", name="Set up a second factor")).to_be_visible()
    expect(page.get_by_role("img", name="Code to read with your phone")).to_be_visible()
    seen["set up"] = looked_over(page)
    page.get_by_label("Code", exact=True).fill("123")
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("alert")).to_contain_text("The code is not right")
    seen["wrong first code"] = looked_over(page)
    secret = page.locator(".typed-secret").inner_text().replace(" ", "")
    page.get_by_label("Code", exact=True).fill(code_of(secret))
    page.get_by_role("button", name="Set it up").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()
    code = page.locator(".recovery-codes li").first.inner_text()
    seen["recovery codes"] = looked_over(page)
    page.get_by_role("link", name="Make new ones").click()
    seen["new recovery codes"] = looked_over(page)
    page.goto("/about-you/second-factor/take-away/")
    seen["take away"] = looked_over(page)
    page.get_by_role("button", name="Sign out").click()
    _enter(page, site)
    expect(page.get_by_role("heading", name="Enter your code")).to_be_visible()
    seen["ask code"] = looked_over(page)
    page.get_by_label("Code", exact=True).fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("Simon Sponsor")).to_be_visible()
    page.goto("/about-you/second-factor/take-away/")
    page.get_by_label("Your password").fill(site.passwords[ROLE])
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_text("password alone")).to_be_visible()

    assert {name: what for name, what in seen.items() if what != FINE} == {}
    assert [text for text in reported if "Content Security Policy" in text] == []


def test_an_administrator_invites_and_deactivates_without_script(site: Site) -> None:
    """With script off somebody is entered, and cannot sign in any more; the record says why."""
    page = site.page("/sign-in/", java_script_enabled=False)
    site.sign_in(page, "administrator")
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Invite somebody").click()
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the person's name")
    page.get_by_label("Name", exact=True).fill("Grace Hopper")
    page.get_by_label("E-mail address").fill("grace@example.gov.uk")
    page.get_by_label("Analyst").check()
    page.get_by_label("Why").fill("New in the team")
    page.get_by_role("button", name="Invite").click()
    expect(page.get_by_text("An invitation is on its way to grace@example.gov.uk")).to_be_visible()
    page.get_by_role("link", name="Deactivate").click()
    page.get_by_label("Why").fill("Did not come")
    page.get_by_role("button", name="Deactivate").click()
    expect(page.get_by_text("Grace Hopper cannot sign in any more.")).to_be_visible()
    page.get_by_role("link", name="Changes").click()
    expect(page.get_by_role("table")).to_contain_text("Did not come")
    expect(page.get_by_role("table")).to_contain_text("New in the team")
    page.get_by_role("link", name="Audit").click()
    page.get_by_label("Who").select_option("Ada Administrator")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("table")).to_contain_text("Grace Hopper")
    page.context.close()

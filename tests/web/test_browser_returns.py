"""Entering figures in a real browser: as one types, by keyboard, without script, and accessible."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_in_browser import AXE, STANDARDS, Site, _axe
from tests.web.test_in_browser import site as site

pytestmark = pytest.mark.browser

ENTER = "/returns/good-attendance/enter/"


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """Give a page of the analyst's."""
    opened = site.page("/sign-in/")
    site.sign_in(opened, "analyst")
    yield opened
    opened.context.close()


def test_a_figure_is_checked_as_one_types(page: Page) -> None:
    """What is wrong stands below the cell, goes when it is right, and the verdict follows."""
    page.goto(ENTER)
    value = page.get_by_label("Value", exact=True)
    value.fill("104")
    expect(page.locator("#id_value-said")).to_contain_text("a percentage from 0 to 100")
    expect(value).to_have_attribute("aria-invalid", "true")
    value.fill("95.9%")

    expect(page.get_by_text("'95.9%' was read as 95.9")).to_be_visible()
    expect(page.get_by_text("As it would be")).to_be_visible()
    expect(page.locator("#id_value-said")).to_have_count(0)


def test_a_doubt_is_answered_by_keyboard(page: Page) -> None:
    """A slip is asked about while one types; tick and reason are reached by Tab."""
    page.goto("/returns/total-primary-absence/enter/")
    page.get_by_label("Value", exact=True).fill("44")
    tick = page.get_by_label("I have looked into it, and it is right")
    expect(tick).to_be_visible()
    tick.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("Schools were closed")
    expect(page.get_by_label("How do you know?")).to_have_value("Schools were closed")
    page.get_by_role("button", name="Save").press("Enter")

    expect(page.locator(".done")).to_contain_text("Entered 44.0% for 2019-20")


def test_figures_are_entered_without_script(site: Site) -> None:
    """Checked first, refused, pasted and taken: all of it with script off."""
    page = site.page("/sign-in/", java_script_enabled=False)
    site.sign_in(page, "analyst")
    page.goto("/returns/total-secondary-absence/enter/")
    page.get_by_label("Value", exact=True).fill("5.5")
    page.get_by_role("button", name="Check first").click()
    expect(page.get_by_text("As it would be")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    expect(page.locator(".done")).to_contain_text("Entered 5.5% for 2019-20")
    page.goto("/returns/paste/?measure=total-secondary-absence")
    page.get_by_label("Paste cells here").fill("2020-21\t5.6\n2021-22\tmany")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_label("Leave these rows out, and take the others").check()
    page.get_by_role("button", name="Take the rows chosen").click()

    expect(page.locator(".done")).to_contain_text("1 figure taken, 1 row left out")
    page.context.close()


def test_pages_that_ask_back_are_accessible_and_narrow(page: Page) -> None:
    """A refused figure and the preview of a table break no rule that axe tests, nor the width."""
    page.goto(ENTER)
    page.get_by_label("Value", exact=True).fill("9.5")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    refused = _looked_at(page)
    page.goto("/returns/paste/?measure=good-attendance")
    page.get_by_label("Paste cells here").fill("2019-20\t95.0\n2020-21\t9.5\n2021-22\t104")
    page.get_by_role("button", name="Look at it").click()
    page.get_by_role("button", name="Take the rows chosen").click()
    expect(page.get_by_text("Tick that the 1 row with errors")).to_be_visible()

    assert (refused, _looked_at(page)) == (([], 320), ([], 320))


def _looked_at(page: Page) -> tuple[list[str], int]:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(AXE.read_text())
    found = _axe(page, {"type": "tag", "values": STANDARDS})
    page.set_viewport_size({"width": 320, "height": 900})
    return found, page.evaluate("document.documentElement.scrollWidth")

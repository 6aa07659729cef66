"""Commentary in a real browser: written, checked, bound and saved; discussed; without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_in_browser import AXE, STANDARDS, Site, _axe
from tests.web.test_in_browser import site as site

pytestmark = pytest.mark.browser

PAGE = "/commentary/good-attendance/"
TALK = f"{PAGE}discussion/"
FALSE = "Attendance has risen from 95.3% to 95.1%."
TYPED = "Total secondary absence rose from 5.4% to 5.7%."


@pytest.fixture
def page(site: Site) -> Iterator[Page]:
    """Give a page of the analyst's."""
    opened = site.page("/sign-in/")
    site.sign_in(opened, "analyst")
    yield opened
    opened.context.close()


def looked_over(page: Page) -> tuple[list[str], int]:
    """Give what axe finds in both schemes, and the width of the page at 320 pixels."""
    page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
    page.evaluate(AXE.read_text())
    found = _axe(page, {"type": "tag", "values": STANDARDS})
    page.emulate_media(color_scheme="dark")
    found += _axe(page, {"type": "rule", "values": ["color-contrast"]})
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return found, width


def test_a_text_is_checked_as_one_types_bound_and_saved(page: Page) -> None:
    """A false claim is seen and put right, a figure is bound by a button, and the text is saved."""
    page.goto(PAGE)
    story, beside = page.locator("#id_story"), page.locator("#beside-story")
    story.fill(FALSE)
    expect(beside.locator(".finding-contradicted")).to_contain_text("95.1% in 2016-17")
    expect(page.locator("#check-state")).to_contain_text("1 contradicted")
    story.fill(TYPED)
    expect(beside.locator(".finding-contradicted")).to_have_count(0)
    expect(beside.locator(".finding-offer")).to_have_count(2)
    found, width = looked_over(page)
    page.get_by_role("button", name="Bind all 2 typed figures").click()
    expect(page.locator(".done")).to_contain_text("2 figures bound")
    expect(page.locator("#id_story")).to_have_value(
        "Total secondary absence rose from {{ total-secondary-absence.previous }} to "
        "{{ total-secondary-absence.latest }}."
    )
    page.get_by_label("Why it changes").fill("Figures of May")
    page.get_by_role("button", name="Save to the workspace").click()
    expect(page.locator(".done")).to_contain_text("Saved to the workspace")
    page.goto("/measures/good-attendance/")

    expect(page.get_by_text("Total secondary absence rose from 5.4% to 5.7%.")).to_be_visible()
    assert (found, width) == ([], 320)


def test_a_reference_is_put_in_where_one_writes(page: Page) -> None:
    """The button beside a reference puts it at the cursor, and the preview has its words."""
    page.goto(PAGE)
    field = page.locator("#id_what_works")
    field.fill("It stands at .")
    field.press("End")
    field.press("ArrowLeft")
    page.get_by_text("Figures that the text can refer to").click()
    page.locator("#referable").get_by_text("02 Children with good attendance").click()
    page.get_by_role("button", name="Insert {{ good-attendance.latest }}", exact=True).click()

    expect(field).to_have_value("It stands at {{ good-attendance.latest }}.")
    expect(page.locator("#beside-what_works")).to_contain_text("It stands at 95.1%.")


def test_a_server_that_is_away_is_told_of(page: Page) -> None:
    """What was typed stays, and the page says that it could not be checked."""
    page.goto(PAGE)
    page.route("**/preview/", lambda route: route.abort())
    page.locator("#id_story").fill("Something else.")

    expect(page.locator("#check-state")).to_contain_text("cannot be reached")
    expect(page.locator("#id_story")).to_have_value("Something else.")


def test_a_text_is_written_without_script(site: Site) -> None:
    """Preview, binding, a draft and saving, all of it with script off."""
    page = site.page("/sign-in/", java_script_enabled=False)
    site.sign_in(page, "analyst")
    page.goto(PAGE)
    page.locator("#id_story").fill(f"{FALSE}\n\n{TYPED}")
    page.get_by_role("button", name="Preview and check").click()
    expect(page.locator("#beside-story .finding-contradicted")).to_contain_text("95.1% in 2016-17")
    page.locator("#beside-story").get_by_role("button", name="Bind it").first.click()
    expect(page.locator(".done")).to_contain_text("1 figure bound")
    page.locator("#id_story").fill("It was written without script.")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator(".done")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Save to the workspace").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter why the text changes")
    page.get_by_label("Why it changes").fill("No script")
    page.get_by_role("button", name="Save to the workspace").click()
    expect(page.locator(".done")).to_contain_text("Saved to the workspace")
    page.goto(f"{PAGE}earlier/")
    expect(page.locator("ins").first).to_be_visible()
    page.context.close()


def test_two_people_write_at_once(site: Site, page: Page) -> None:
    """The second is shown both texts with what differs, brings them together, and saves."""
    page.goto(PAGE)
    other = site.page("/sign-in/")
    site.sign_in(other, "analyst")
    other.goto(PAGE)
    for each, text in ((other, "Theirs is first."), (page, "Mine is second.")):
        each.locator("#id_story").fill(text)
        each.get_by_label("Why it changes").fill("At once")
        each.get_by_role("button", name="Save to the workspace").click()
        expect(each.locator(".done, .clash").first).to_be_visible()
    expect(page.locator(".clash del").first).to_contain_text("Theirs")
    found, width = looked_over(page)
    page.get_by_role("button", name="Take theirs").click()
    expect(page.locator("#id_story")).to_have_value("Theirs is first.")
    page.locator("#id_story").fill("Theirs is first. Mine is second.")
    page.get_by_label("Why it changes").fill("Both")
    page.get_by_role("button", name="Save to the workspace").click()
    expect(page.locator(".done")).to_contain_text("Saved to the workspace")
    other.context.close()

    assert (found, width) == ([], 320)


def test_a_comment_names_somebody_who_finds_it(site: Site, page: Page) -> None:
    """A name is chosen from those that fit, the comment is answered, resolved and accessible."""
    page.goto(TALK)
    field = page.locator("#id_text")
    field.click()
    page.keyboard.type("Is this right, @asha")
    page.get_by_role("button", name="Asha Assurance").click()
    expect(field).to_have_value("Is this right, @Asha Assurance ")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.locator(".done").first).to_contain_text("Comment added")
    named = site.page("/sign-in/")
    site.sign_in(named, "assurance")
    named.goto("/said-to-you/")
    named.locator(".thread").get_by_role("link").first.click()
    named.locator("summary", has_text="Answer").first.click()
    named.get_by_label("Your answer").first.fill("It is.")
    named.get_by_role("button", name="Send the answer").first.click()
    expect(named.locator(".reply").first).to_contain_text("It is.")
    found, width = looked_over(named)
    named.get_by_role("button", name="Resolve").first.click()
    expect(named.get_by_text("1 resolved")).to_be_visible()
    named.context.close()

    assert (found, width) == ([], 320)

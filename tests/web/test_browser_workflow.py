"""The round in a real browser: from submission to an issued edition, and its withdrawal."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_in_browser import Site, Visit, _visit
from tests.web.test_in_browser import site as site

pytestmark = pytest.mark.browser

OWN = "/progress/ready-for-school/"
"""The indicator of the demo's lead officer and sponsor."""


def _as(site: Site, role: str) -> Page:
    page = site.page("/sign-in/", java_script_enabled=False)
    if role:
        site.sign_in(page, role)
    return page


def _press(page: Page, button: str, said: str) -> None:
    page.goto(OWN)
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("status")).to_contain_text(said)


def _looked_at(site: Site, role: str, *paths: str) -> list[Visit]:
    page = site.page("/sign-in/")
    if role:
        site.sign_in(page, role)
    found = [_visit(page, path) for path in paths]
    page.context.close()
    return found


@pytest.fixture(scope="module")
def people(site: Site) -> Iterator[dict[str, Page]]:
    """Sign each of those in who take part, with script off; the public is nobody."""
    pages = {role: _as(site, role) for role in ("", "analyst", "lead-officer", "sponsor")}
    yield pages
    for page in pages.values():
        page.context.close()


def test_a_round_from_submission_to_withdrawal(site: Site, people: dict[str, Page]) -> None:
    """Submit, return, submit, review, sign off, issue, read by the public, withdraw: by form."""
    analyst, lead, sponsor, public = (
        people[role] for role in ("analyst", "lead-officer", "sponsor", "")
    )
    _press(analyst, "Submit for review", "Submitted for review")
    lead.goto(OWN)
    lead.get_by_role("button", name="Return to the owner").click()
    expect(lead.get_by_role("alert")).to_contain_text("Say why it goes back")
    lead.get_by_label("Why it goes back").fill("The story leaves 2018 out.")
    lead.get_by_role("button", name="Return to the owner").click()
    expect(lead.get_by_role("status")).to_contain_text("Returned to the owner")
    analyst.goto(OWN)
    expect(analyst.get_by_role("cell", name="The story leaves 2018 out.")).to_be_visible()
    _press(analyst, "Submit for review", "Submitted for review")
    _press(lead, "Pass to the sponsor", "Reviewed")
    _press(sponsor, "Sign off", "Signed off")

    analyst.goto("/issue/")
    for box in analyst.get_by_role("textbox", name=re.compile("without being signed off")).all():
        box.fill("Agreed at the board")
    analyst.get_by_role("button", name="Issue the edition").click()
    analyst.wait_for_url("**/editions/2018-09/", timeout=120_000)
    # The worker makes the other formats meanwhile.
    for _ in range(240):
        if analyst.get_by_role("heading", name="How to prove it").count():
            break
        analyst.wait_for_timeout(500)
        analyst.reload()
    expect(analyst.get_by_role("link", name="Excel of People in Dorset")).to_be_visible()

    public.goto("/")
    expect(public.get_by_label("What you are reading")).to_contain_text("This is edition 2018-09")
    public.get_by_role("link", name="edition 2018-09").click()
    expect(public.get_by_role("heading", name="How to prove it")).to_be_visible()
    public.get_by_role("link", name="Web page of People in Dorset").click()
    expect(public).to_have_title(re.compile("People in Dorset are Independent"))

    found = _looked_at(site, "", "/", "/editions/", "/editions/2018-09/")
    found += _looked_at(
        site, "analyst", "/", "/progress/", "/rounds/next/", "/editions/2018-09/withdraw/"
    )
    assert [visit.violations for visit in found] == [()] * 7
    assert {visit.narrow_width for visit in found} == {320}

    analyst.goto("/editions/2018-09/withdraw/")
    analyst.get_by_label("Why it is withdrawn").fill("A figure was that of another year.")
    analyst.get_by_role("button", name="Withdraw the edition").click()
    analyst.wait_for_url("**/editions/2018-09/")
    public.goto("/editions/2018-09/")
    expect(public.get_by_role("note")).to_contain_text("A figure was that of another year.")
    public.goto("/")
    expect(public.get_by_role("heading", level=1)).to_have_text("There is no edition in force")

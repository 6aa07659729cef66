"""The yearly round as one story in a real browser: from the figure that is due to the withdrawal.

One indicator goes the whole way, by everybody's own hands and by the links that the pages offer.
The worker of the demo makes the documents meanwhile.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.web.test_in_browser import Site
from tests.web.test_in_browser import site as site

pytestmark = pytest.mark.browser

PATIENCE = 30_000
"""How long a page may take, in milliseconds: the machine may be at work elsewhere."""

OWN = "good-attendance"
MEASURE = "02.1 Total primary absence"
REPORTED = "2021-03-31"
"""The day of the report: the figures of 2019-20 are due a week before it."""

CAST = ("", "administrator", "measure-owner", "lead-officer", "sponsor", "analyst", "councillor")


@pytest.fixture
def cast(site: Site) -> Iterator[dict[str, Page]]:
    """Give each of those who take part a window of their own; the public has not signed in."""
    pages = {role: _enter(site, role) for role in CAST}
    yield pages
    for page in pages.values():
        page.context.close()


def _enter(site: Site, role: str) -> Page:
    page = site.page("/sign-in/")
    page.set_default_timeout(PATIENCE)
    if role:
        site.sign_in(page, role)
    page.goto("/")
    return page


def _seen(what: Locator) -> None:
    expect(what.first).to_be_visible(timeout=PATIENCE)


def _says(page: Page, words: str) -> None:
    expect(page.locator(".done").first).to_contain_text(words, timeout=PATIENCE)


def _press(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def _follow(page: Page, link: str) -> None:
    page.get_by_role("link", name=link, exact=True).first.click()


def test_the_whole_round(cast: dict[str, Page]) -> None:
    """A figure, its commentary, its review and sign-off, the edition, a question, a withdrawal."""
    _the_round_is_prepared(cast["analyst"], cast["administrator"])
    _the_owner_enters_what_is_due(cast["measure-owner"])
    _the_lead_officer_writes(cast["lead-officer"])
    _it_is_returned_mended_and_reviewed(cast["measure-owner"], cast["lead-officer"])
    _the_sponsor_signs_off(cast["sponsor"])
    _the_analyst_locks_and_issues(cast["analyst"])
    _the_public_reads_the_edition(cast[""], cast["lead-officer"])
    _a_member_asks_and_is_answered(cast["councillor"], cast["lead-officer"])
    _the_edition_is_withdrawn(cast["analyst"], cast[""])


def _the_round_is_prepared(analyst: Page, administrator: Page) -> None:
    """The report has its day, the indicator its owner, and each person the part of an officer."""
    _follow(analyst, "Framework")
    _follow(analyst, "Report")
    analyst.get_by_label("Date", exact=True).fill(REPORTED)
    analyst.get_by_label("Previous", exact=True).fill("2018-09-30")
    analyst.get_by_label("Why it is changed").fill("The report of the year")
    _press(analyst, "Save")
    _says(analyst, "saved")
    _follow(analyst, "02 Children with good attendance at school")
    analyst.get_by_role("group", name="Lead officers").get_by_label("Claire Shiels").check()
    analyst.get_by_label("Why it is changed").fill("Somebody answers for it now")
    _press(analyst, "Save")
    _says(analyst, "saved")
    for person, officer in (("Owen Owner", "Claire Shiels"), ("Leah Lead", "Sally Longman")):
        _follow(administrator, "People")
        _follow(administrator, person)
        administrator.get_by_label("Officer of the framework").select_option(officer)
        administrator.get_by_label("Why").fill("In the report of the year")
        _press(administrator, "Change")
        _says(administrator, person)


def _the_owner_enters_what_is_due(owner: Page) -> None:
    """What is due stands in the queue; a doubt is acknowledged with a reason, and it is entered."""
    _follow(owner, "My returns")
    _seen(owner.get_by_role("heading", name="Overdue"))
    owner.get_by_role("row", name=MEASURE).get_by_role("link", name="Enter").click()
    expect(owner.get_by_label("Period", exact=True)).to_have_value("2019-20")
    owner.get_by_label("Published on").fill(REPORTED)
    owner.get_by_label("Value", exact=True).fill("44")
    _press(owner, "Save")
    _seen(owner.get_by_role("heading", name="There is a problem"))
    owner.get_by_label("I have looked into it, and it is right").check()
    owner.get_by_label("How do you know?").fill("Schools were closed from March 2020")
    _press(owner, "Save")
    _says(owner, "Entered 44.0% for 2019-20")


def _the_lead_officer_writes(lead: Page) -> None:
    """A claim that the data contradict is seen and put right, bound to the figures, and saved."""
    _follow(lead, "Commentary")
    _follow(lead, "02 Children with good attendance at school")
    story, beside = lead.locator("#id_story"), lead.locator("#beside-story")
    story.fill("Total primary absence fell from 4.0% to 44.0%.")
    _seen(beside.locator(".finding-contradicted"))
    story.fill("Total primary absence rose to 44.0%.")
    expect(beside.locator(".finding-contradicted")).to_have_count(0, timeout=PATIENCE)
    _seen(beside.locator(".finding-offer"))
    beside.get_by_role("button", name="Bind it").first.click()
    _says(lead, "1 figure bound")
    expect(lead.locator("#id_story")).to_have_value(
        "Total primary absence rose to {{ total-primary-absence.latest }}."
    )
    lead.get_by_label("Why it changes").fill("The figure of the year")
    _press(lead, "Save to the workspace")
    _says(lead, "Saved to the workspace")


def _it_is_returned_mended_and_reviewed(owner: Page, lead: Page) -> None:
    """Owner and lead officer hand it to and fro; whoever submits it cannot review it."""
    _submit(owner)
    _follow(lead, "Sign-off")
    _follow(lead, "02 Children with good attendance at school")
    lead.get_by_label("Why it goes back").fill("Say why it rose.")
    _press(lead, "Return to the owner")
    _says(lead, "Returned to the owner")
    _follow(owner, "Sign-off")
    _follow(owner, "02 Children with good attendance at school")
    _seen(owner.get_by_role("cell", name="Say why it rose."))
    _follow(owner, "Commentary")
    _follow(owner, "02 Children with good attendance at school")
    owner.locator("#id_story").fill(
        "Total primary absence rose to {{ total-primary-absence.latest }}: schools were closed."
    )
    owner.get_by_label("Why it changes").fill("As the review asks")
    _press(owner, "Save to the workspace")
    _says(owner, "Saved to the workspace")
    _submit(owner)
    lead.reload()
    _press(lead, "Pass to the sponsor")
    _says(lead, "Reviewed")


def _submit(owner: Page) -> None:
    _follow(owner, "Sign-off")
    _follow(owner, "02 Children with good attendance at school")
    _press(owner, "Submit for review")
    _says(owner, "Submitted for review")


def _the_sponsor_signs_off(sponsor: Page) -> None:
    """The sponsor finds it among what waits, and signs it off."""
    _follow(sponsor, "Sign-off")
    sponsor.get_by_role("link", name="Show only those").click()
    sponsor.get_by_role("link", name="Sign off", exact=True).click()
    _press(sponsor, "Sign off")
    _says(sponsor, "Signed off")


def _the_analyst_locks_and_issues(analyst: Page) -> None:
    """Figures are locked, the edition is issued, and the worker makes its documents."""
    _follow(analyst, "Sign-off")
    _follow(analyst, "Locked figures")
    analyst.get_by_label("Lock the figures of periods that ended by").fill(REPORTED)
    analyst.get_by_label("Why they are locked").fill("For the edition")
    _press(analyst, "Lock the figures")
    _says(analyst, "locked")
    _follow(analyst, "Sign-off")
    _follow(analyst, "Issue the edition")
    analyst.get_by_label("Name of the edition").fill("2021-03")
    for box in analyst.get_by_role("textbox", name=re.compile("without being signed off")).all():
        box.fill("Agreed at the board")
    _press(analyst, "Issue the edition")
    analyst.wait_for_url("**/editions/2021-03/", timeout=4 * PATIENCE)
    for _ in range(240):
        if analyst.get_by_role("heading", name="How to prove it").count():
            break
        analyst.wait_for_timeout(500)
        analyst.reload()
    _seen(analyst.get_by_role("link", name="PDF of People in Dorset"))


def _the_public_reads_the_edition(public: Page, lead: Page) -> None:
    """What is written after the issue is read by those who work on it, and not by the public."""
    _follow(lead, "Commentary")
    _follow(lead, "02 Children with good attendance at school")
    lead.locator("#id_story").fill("What follows is for the next edition.")
    lead.get_by_label("Why it changes").fill("The next edition")
    _press(lead, "Save to the workspace")
    _says(lead, "Saved to the workspace")
    lead.get_by_role("link", name="Figures and verdicts").click()
    _seen(lead.get_by_text("What follows is for the next edition."))
    public.goto("/")
    expect(public.get_by_label("What you are reading")).to_contain_text("edition 2021-03")
    _follow(public, "02 Children with good attendance at school")
    _seen(public.get_by_text("rose to 44.0%: schools were closed."))
    expect(public.get_by_text("What follows is for the next edition.")).to_have_count(0)


def _a_member_asks_and_is_answered(member: Page, lead: Page) -> None:
    """The question stands beside the measure, its officer answers, and the member reads it."""
    asked = "When will attendance be as before?"
    member.goto(f"/measures/{OWN}/")
    _follow(member, "Ask a question")
    member.get_by_label("Your question").fill(asked)
    _press(member, "Ask")
    _seen(member.get_by_role("heading", name=asked))
    _follow(lead, "Questions")
    _follow(lead, asked)
    lead.get_by_label("Answer", exact=True).fill("In two years: {{ good-attendance.latest }} now.")
    _press(lead, "Answer")
    member.reload()
    _seen(member.locator(".answer").get_by_text("In two years"))


def _the_edition_is_withdrawn(analyst: Page, public: Page) -> None:
    """The page of the edition stays and says why; what it said is no longer given out."""
    _follow(analyst, "Withdraw it")
    analyst.get_by_label("Why it is withdrawn").fill("A figure was that of another year.")
    _press(analyst, "Withdraw the edition")
    analyst.wait_for_url("**/editions/2021-03/", timeout=PATIENCE)
    _follow(public, "Editions")
    _follow(public, "2021-03")
    expect(public.get_by_role("note")).to_contain_text("A figure was that of another year.")
    expect(public.get_by_role("link", name="PDF of People in Dorset")).to_have_count(0)
    _follow(public, "Dashboard")
    expect(public.get_by_role("heading", level=1)).to_have_text("There is no edition in force")


def test_a_double_click_sends_a_form_once(site: Site) -> None:
    """Of two clicks in a row, while the server has not answered yet, the second sends nothing."""
    page = _enter(site, "administrator")
    page.goto("/jobs/new/report/")
    sent: list[str] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST":
            sent.append(route.request.url)
            time.sleep(0.5)
        route.continue_()

    page.route("**/jobs/new/report/", hold)
    page.get_by_role("button", name="Build the report").evaluate(
        "button => { button.click(); setTimeout(() => button.click(), 100); }"
    )
    page.wait_for_url(re.compile(r"/jobs/\d+/$"), timeout=PATIENCE)
    page.context.close()

    assert len(sent) == 1

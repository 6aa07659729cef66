"""Jobs in a real browser: asked for, watched with script and without, and the file taken home."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.web.test_in_browser import STANDARDS, Site, _axe, site

pytestmark = pytest.mark.browser

__all__ = ["site"]

LONG = 120_000
"""Milliseconds that a job may take while other tests run."""


def _ask(page: Page, *left_out: str) -> None:
    page.goto("/jobs/new/report/")
    for label in left_out:
        page.get_by_label(label).uncheck()
    page.get_by_role("button", name="Build the report").click()
    page.wait_for_url(re.compile(r"/jobs/\d+/$"))


def test_a_report_is_watched_until_it_is_there(site: Site) -> None:
    """The page follows the job by itself, has the file when it is done, and breaks no rule."""
    page = site.page("/sign-in/")
    site.sign_in(page, "analyst")
    _ask(page, "PDF", "Word", "Excel")
    expect(page.get_by_text("What it made")).to_be_visible(timeout=LONG)
    with page.expect_download() as taken:
        page.get_by_role("link", name="independent.html").click()
    page.evaluate(_source())
    violations = _axe(page, {"type": "tag", "values": STANDARDS})
    page.set_viewport_size({"width": 320, "height": 900})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert taken.value.suggested_filename == "independent.html"
    assert (violations, width) == ([], 320)


def test_a_job_is_followed_and_run_again_without_script(site: Site) -> None:
    """With script off a link looks again until the job has failed, and a button runs it again."""
    page = site.page("/sign-in/", java_script_enabled=False)
    site.sign_in(page, "administrator")
    page.goto("/jobs/")
    page.get_by_role("link", name="Pull the sources").first.click()
    page.get_by_role("button", name="Pull the sources").click()
    page.wait_for_url(re.compile(r"/jobs/\d+/$"))
    for _ in range(600):
        if not page.get_by_role("link", name="Look again").count():
            break
        page.wait_for_timeout(200)
        page.reload()

    expect(page.get_by_text("The workspace has no sources.toml")).to_be_visible()
    page.get_by_role("button", name="Run it again").click()
    expect(page.get_by_text("The job is waiting to be run again.")).to_be_visible()
    page.context.close()


def _source() -> str:
    from tests.web.test_in_browser import AXE

    return AXE.read_text()

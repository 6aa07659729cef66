"""The digests in a real browser: accessible and narrow, as the report is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from purbeck.ingest import open_workspace
from purbeck.publish.digest import Audience, Occasion, digest_document
from purbeck.publish.render.web_page import render_html
from tests.browser.test_html_accessibility import (
    STANDARDS,
    Scheme,
    axe,
    browser,
    open_report,
)

__all__ = ["axe", "browser"]

pytestmark = pytest.mark.browser

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"


@pytest.fixture(scope="module")
def digests(tmp_path_factory: pytest.TempPathFactory) -> dict[Audience, Path]:
    """Write the digest of Dorset for each reader."""
    folder, workspace = tmp_path_factory.mktemp("digests"), open_workspace(DEMO)
    written = {audience: folder / f"{audience.value}.html" for audience in Audience}
    for audience, file in written.items():
        file.write_bytes(render_html(digest_document(workspace, audience, Occasion())))
    return written


@pytest.mark.parametrize("audience", Audience)
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing_in_a_digest(
    browser: Browser,
    digests: dict[Audience, Path],
    axe: str,
    audience: Audience,
    width: int,
    scheme: Scheme,
) -> None:
    """No rule of WCAG 2.2 AA is broken, and nothing is wider than the screen."""
    page = open_report(browser, digests[audience], width, scheme)
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert [violation["id"] for violation in found["violations"]] == []
    assert widest <= width

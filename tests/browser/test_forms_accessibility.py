"""Cards and a page in Welsh in a real browser: accessible, narrow, and asking for nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from purbeck.ingest import open_workspace
from purbeck.publish.build import documents
from purbeck.publish.cards import card_files
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
PAGE = (
    '<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Cards</title>'
    '<meta name="viewport" content="width=device-width"></head>'
    "<body><main><h1>Cards</h1>{}</main></body></html>"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a page of every card of Dorset, and its report in Welsh."""
    folder, workspace = tmp_path_factory.mktemp("forms"), open_workspace(DEMO)
    cards = [f.content.decode() for f in card_files(workspace) if f.name.endswith(".html")]
    (folder / "cards.html").write_text(PAGE.format("".join(cards)), encoding="utf-8")
    framework = workspace.framework
    told = replace(framework, report=replace(framework.report, language="cy"))
    (document,) = documents(replace(workspace, framework=told)).values()
    (folder / "welsh.html").write_bytes(render_html(document))
    return {name: folder / f"{name}.html" for name in ("cards", "welsh")}


@pytest.mark.parametrize("name", ["cards", "welsh"])
@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_axe_finds_nothing(
    browser: Browser, pages: dict[str, Path], axe: str, name: str, width: int, scheme: Scheme
) -> None:
    """No rule of WCAG 2.2 AA is broken with all tables open, and nothing is too wide."""
    page = open_report(browser, pages[name], width, scheme)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", STANDARDS
    )
    widest = page.evaluate("document.documentElement.scrollWidth")
    page.context.close()

    assert [violation["id"] for violation in found["violations"]] == []
    assert widest <= width


def test_the_words_of_a_card_stay_within_it(browser: Browser, pages: dict[str, Path]) -> None:
    """Every word that is drawn, in the typeface of this machine, ends before the card's edge."""
    page = open_report(browser, pages["cards"], 1280)
    over = page.evaluate(
        """() => [...document.querySelectorAll('svg.purbeck-card-drawing')].flatMap(card => {
            const edge = card.getBoundingClientRect();
            return [...card.querySelectorAll('text')]
                .filter(word => word.getBoundingClientRect().right > edge.right - 4)
                .map(word => word.textContent);
        })"""
    )
    page.context.close()

    assert over == []

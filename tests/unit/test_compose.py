"""A report has every part, links that lead somewhere, and charts that speak for themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from purbeck.ingest import open_workspace
from purbeck.model.workspace import Workspace
from purbeck.publish.compose import compose
from purbeck.publish.compose.prose import blocks_of
from purbeck.publish.document import (
    Bullets,
    Document,
    Heading,
    MeasurePanel,
    Paragraph,
    Run,
    Tally,
)
from purbeck.scorecard import disclosed_scorecard

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"


@pytest.fixture(scope="module")
def demo() -> Workspace:
    return open_workspace(DEMO)


def composed(workspace: Workspace) -> Document:
    return compose(disclosed_scorecard(workspace, workspace.framework.outcomes[0]))


def every(part: Any, kind: type) -> Iterator[Any]:
    """Walk a document and give every part of one kind."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for one in part:
            yield from every(one, kind)
    elif hasattr(part, "__dataclass_fields__"):
        for name in part.__dataclass_fields__:
            yield from every(getattr(part, name), kind)


def test_a_report_has_all_the_parts_of_the_seed_and_what_it_lacks(demo: Workspace) -> None:
    """Summary, six indicators, risks, changes, key, rules, notes and responsibility, in order."""
    anchors = [section.anchor for section in composed(demo).sections]

    assert anchors == [
        "executive-summary",
        "indicator-ready-for-school",
        "indicator-good-attendance",
        "indicator-key-stage-2-expected",
        "indicator-neet-16-17",
        "indicator-delayed-transfer-days",
        "indicator-self-directed-support",
        "unassigned-risks",
        "changes",
        "key",
        "rules",
        "data-notes",
        "responsibility",
    ]


def test_every_link_leads_somewhere(demo: Workspace) -> None:
    """An anchor is used once, and whatever is linked to exists."""
    document = composed(demo)
    anchors = [section.anchor for section in document.sections]
    anchors += [panel.anchor for panel in every(document.sections, MeasurePanel)]
    links = {run.link for run in every(document.sections, Run) if run.link.startswith("#")}

    assert max(Counter(anchors).values()) == 1
    assert {link.removeprefix("#") for link in links} <= set(anchors)


def test_every_chart_says_its_values_in_words(demo: Workspace) -> None:
    """The alt text of a chart and its table carry the figures that it shows."""
    charts = composed(demo).charts
    alts = {chart.anchor: chart.alt for chart in charts}

    assert len(charts) == len(alts) == 22
    assert "95.1%" in alts["chart-good-attendance"]
    assert "95.4%" in alts["chart-good-attendance"]
    assert all(chart.table.rows for chart in charts)


def test_the_summary_counts_what_there_is(demo: Workspace) -> None:
    """Six indicators, fifteen measures and fourteen risks, each in its parts; then directions."""
    tallies = list(every(composed(demo).sections[0], Tally))

    assert [(t.total, sum(entry.count for entry in t.entries)) for t in tallies] == [
        (6, 6),
        (15, 15),
        (14, 14),
        (6, 6),
        (6, 6),
    ]


def test_nothing_given_is_said_and_not_left_blank(demo: Workspace) -> None:
    """Without figures, commentary, risks or actions the report still has its parts."""
    bare = composed(replace(demo, observations=(), narratives=(), risks=(), actions=()))
    said = " ".join(run.text for run in every(bare.sections, Run))

    assert bare.charts == ()
    assert "No commentary has been given for this edition." in said
    assert "No corporate risk is linked to this indicator." in said
    assert "Cannot be assessed: no figure has been published." in said


def test_the_same_workspace_gives_the_same_document(demo: Workspace) -> None:
    """Nothing in a document hangs on when or where it was composed."""
    one, other = composed(demo), composed(open_workspace(DEMO))

    assert repr(one) == repr(other)


@pytest.mark.parametrize(
    ("markdown", "blocks"),
    [
        ("", ()),
        ("One\ntwo", (Paragraph((Run("One two"),)),)),
        ("- a\n- b", (Bullets(((Run("a"),), (Run("b"),))),)),
        ("1. a\n2. b", (Bullets(((Run("a"),), (Run("b"),)), ordered=True),)),
        ("**a** *b*", (Paragraph((Run("a", strong=True), Run(" "), Run("b", emphasis=True))),)),
        ("### A", (Paragraph((Run("A", strong=True),)),)),
        ("<b>x</b>", (Paragraph((Run("<b>x</b>"),)),)),
        ("[a](https://x.org)", (Paragraph((Run("a", link="https://x.org"),)),)),
        ("```\n#set\n```", (Paragraph((Run("#set"),)),)),
    ],
)
def test_markdown_becomes_blocks(markdown: str, blocks: tuple[Paragraph | Bullets, ...]) -> None:
    """Paragraphs, lists, emphasis and links are kept, as somebody's own; the rest is as typed."""
    assert blocks_of(markdown) == tuple(replace(block, own=True) for block in blocks)


def test_headings_follow_one_another(demo: Workspace) -> None:
    """A heading of the third level stands below one of the second."""
    for section in composed(demo).sections:
        levels = [1, *(heading.level for heading in every(section.blocks, Heading))]
        steps = [after - before for before, after in pairwise(levels)]
        assert all(step <= 1 for step in steps), section.anchor

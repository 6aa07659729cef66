"""Revisions as a table for a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rich import box
from rich.table import Table
from rich.text import Text

from purbeck.model.framework import Framework
from purbeck.model.measure import MOST_DECIMALS, Measure
from purbeck.model.observation import Observation
from purbeck.publish.wording.figures import absence_word, figure, number, remark
from purbeck.publish.wording.provenance import place_words
from purbeck.publish.wording.revisions import REVISION_WORDS
from purbeck.store import Revision
from purbeck.store.revision_kind import RevisionKind


def revisions_table(framework: Framework, revisions: Sequence[Revision]) -> Table:
    """Make the table of revisions, in the order given.

    Figures have as many decimals as tell the two of them apart.
    """
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("Published", no_wrap=True)
    table.add_column("Figure", overflow="fold")
    table.add_column("Was", min_width=9)
    table.add_column("Is", min_width=9)
    table.add_column("Revision", min_width=10)
    for revision in revisions:
        after = revision.after
        measure = framework.measure(after.measure)
        decimals = _telling(revision, measure)
        table.add_row(
            after.published.isoformat() if after.published else "",
            _figure_words(framework, measure, after),
            _reading(revision.before, measure, decimals),
            _reading(after, measure, decimals),
            _kind(revision.kind),
        )
    return table


def _figure_words(framework: Framework, measure: Measure, of: Observation) -> Text:
    """Name the figure, and below it the place that it was read from."""
    area = framework.area_name(of.area)
    name = f"{measure.number} {measure.name}".strip()
    place = place_words(of.provenance)
    return Text.assemble(f"{name}\n{area}, {of.period}", (f"\n{place}" if place else "", "dim"))


def _kind(kind: RevisionKind) -> Text:
    quiet = kind in (RevisionKind.ROUNDING, RevisionKind.STATUS)
    return Text(REVISION_WORDS[kind], style="dim" if quiet else "")


def _reading(of: Observation, measure: Measure, decimals: int) -> Text:
    if of.value is None:
        return Text(absence_word(of))
    said = remark(of)
    shown = max(measure.decimals, min(decimals, _own(of.value)))
    value = figure(of.value, replace(measure, decimals=shown))
    return Text.assemble(value, (f"\n{said}" if said else "", "dim"))


def _telling(revision: Revision, measure: Measure) -> int:
    """Give the fewest decimals in which the two values do not look the same."""
    before, after = revision.before.value, revision.after.value
    if before is None or after is None:
        return measure.decimals
    wanted = range(measure.decimals, MOST_DECIMALS)
    apart = (d for d in wanted if number(before, d) != number(after, d))
    return next(apart, MOST_DECIMALS)


def _own(value: float) -> int:
    """Count the decimals that a value has, up to those that can be printed."""
    return len(f"{value:.{MOST_DECIMALS}f}".rstrip("0").partition(".")[2])

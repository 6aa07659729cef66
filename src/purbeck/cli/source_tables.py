"""Sources as tables for a terminal: formats, mappings, previews, and what was pulled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.table import Table

from purbeck.publish.wording.figures import counted
from purbeck.pull.declared_source import DeclaredSource
from purbeck.pull.previewing import counts_by_measure, preview_rows
from purbeck.pull.pulling import Pulled
from purbeck.pull.reading import Read
from purbeck.sources.contract import Catalogue
from purbeck.sources.registry import CONNECTORS

MOST_LISTED = 12
"""Names in one line; the rest are counted."""


def _table(*headings: str, right: Sequence[str] = ()) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, padding=(0, 1, 0, 0))
    for heading in headings:
        table.add_column(heading, justify="right" if heading in right else "left", overflow="fold")
    return table


def connectors_table() -> Table:
    """List the formats that can be read, and on what each was tried."""
    table = _table("Format", "What it reads", "Tried on")
    for name, connector in CONNECTORS.items():
        table.add_row(name, connector.title, connector.verified)
    return table


def sources_table(sources: Sequence[DeclaredSource]) -> Table:
    """List the sources of a workspace."""
    table = _table("Source", "Format", "Where", "Published", "Measures")
    for source in sources:
        published = "" if source.published is None else source.published.isoformat()
        measures = ", ".join(dict.fromkeys(each.measure for each in source.wanted))
        table.add_row(source.id, source.connector, source.at, published, measures)
    return table


def found_table(catalogue: Catalogue, text: str) -> Table:
    """List the publisher's measures that have a text in their key or label."""
    table = _table("Key", "Label", "Unit", "Polarity", "Period")
    for each in catalogue.measures:
        if text.casefold() in f"{each.key} {each.label}".casefold():
            table.add_row(each.key, each.label, each.unit, each.polarity, each.period_kind)
    return table


def preview_table(read: Read, rows: int) -> Table:
    """Show the first observations that would be loaded."""
    headings = ("Measure", "Area", "Period", "Value", "Of", "Status", "Read from")
    table = _table(*headings, right=("Value", "Of"))
    for row in preview_rows(read, rows):
        table.add_row(
            row.measure, row.area, row.period, row.value, row.counts, row.status, row.place
        )
    return table


def preview_lines(read: Read) -> Iterator[str]:
    """Say what would be loaded and what would not, a line each."""
    mapped = read.mapped
    for measure, count in counts_by_measure(read).items():
        yield f"{measure}: {counted(count, 'observation')}"
    yield f"Published on {read.published.isoformat()}."
    if mapped.outside:
        yield f"{counted(mapped.outside, 'row')} of other areas or times."
    if mapped.repeated:
        yield f"{counted(mapped.repeated, 'row')} that say what another row says."
    if mapped.without_counts:
        yield (
            f"{counted(mapped.without_counts, 'row')} whose counts do not give the value; the "
            "value is kept without them."
        )
    if mapped.unmapped_areas:
        names = [
            f"{name or code} ({code})" if code else name for code, name in mapped.unmapped_areas
        ]
        yield f"Areas that are not known: {_some(names)}."
    if mapped.unmapped_periods:
        spellings = [text for text, _ in mapped.unmapped_periods]
        yield f"Periods that cannot be read: {_some(spellings)}."
    if mapped.rejected:
        yield f"{counted(mapped.rejected, 'row')} rejected."


def pull_table(every: Sequence[Pulled]) -> Table:
    """Count what came of each source."""
    counts = ("New", "Revised", "Unchanged", "Withdrawn", "Rejected")
    table = _table("Source", *counts, "Published", right=counts)
    for each in every:
        if each.read is None or each.changes is None:
            table.add_row(each.source.id, *("–" for _ in counts), "failed")
            continue
        changes = each.changes
        figures = (changes.new, changes.revised, changes.unchanged, changes.withdrawn)
        rejected = each.read.mapped.rejected
        published = each.read.published.isoformat()
        table.add_row(each.source.id, *(f"{count:,}" for count in (*figures, rejected)), published)
    return table


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_LISTED])
    left = len(names) - MOST_LISTED
    return shown if left <= 0 else f"{shown} and {left:,} more"

"""The page of sources: the keys of sources.toml, and the formats that can be read."""

from __future__ import annotations

from collections.abc import Iterator

from purbeck.pull.source_schema import SourcesFile
from purbeck.sources.contract import Connector
from purbeck.sources.registry import CONNECTORS
from reference_pages.markdown import block, code, page, table
from reference_pages.workspace_format import tables_of

_INTRODUCTION = """
`sources.toml` ties a publisher's measures, filters, areas and periods to the measures and areas of
framework.toml. Nothing is guessed: what is not declared is not loaded. `purbeck source add` writes
a source with comments on what is left to choose, `purbeck source preview` shows what would be
loaded, and `purbeck pull` loads it into the folder `history/` of the workspace.
[Pull from a source](../how-to/pull-from-a-source.md) goes through it.
"""

_EXAMPLE = """
[[source]]
id = "absence"
connector = "dfe-ees"
at = "absence_by_school_type.csv"
published = 2018-03-22
publisher = "Department for Education"

[[source.measure]]
measure = "total-secondary-absence"
key = "sess_overall_percent"
numerator = "sess_overall"
denominator = "sess_possible"
filters = { school_type = "State-funded secondary" }

[[succession]]
old = "E10000009"
new = "E06000059"
then = "break"
reason = "Christchurch left Dorset when the new council was made, on 1 April 2019."
"""

_CONNECTORS = """
## Formats

Each has its own way of writing areas, periods and missing figures, and knows no other. `tried on`
says what it was tried on: what rests on a publisher's documentation alone says so. A publisher's
symbol that is not in the list is a rejected row.
"""


def sources_page() -> str:
    """Write the page of sources.toml and of the formats."""
    return page(
        "Sources",
        _INTRODUCTION,
        block(_EXAMPLE, "toml"),
        *tables_of(SourcesFile),
        _CONNECTORS,
        *_connectors(),
    )


def _connectors() -> Iterator[str]:
    for name in sorted(CONNECTORS):
        yield from _connector(name, CONNECTORS[name])


def _connector(name: str, connector: Connector) -> Iterator[str]:
    yield f"### {name}\n\n{connector.title}. Areas by {connector.scheme}."
    yield f"Tried on: {connector.verified}."
    if connector.symbols:
        listed = [
            f"{code(symbol)} {absence.value}" for symbol, absence in connector.symbols.items()
        ]
        yield f"In place of a figure: {', '.join(listed)}."
    if connector.options:
        rows = [
            [code(o.name), "**needed**" if o.needed else code(o.default) or "nothing", o.meaning]
            for o in connector.options
        ]
        yield table(["Option", "If left out", "Meaning"], rows)

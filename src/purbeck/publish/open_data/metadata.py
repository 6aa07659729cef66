"""The metadata of the open data, as CSV on the Web has it (W3C, Metadata Vocabulary, 2015)."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from purbeck.model.framework import Framework
from purbeck.publish.open_data.tables import OpenColumn, OpenTable
from purbeck.publish.render.language import ENGLISH, Furniture, furniture

METADATA = "csv-metadata.json"
"""The name under which CSV on the Web looks for what is said of all tables of a folder."""
_CONTEXT = "http://www.w3.org/ns/csvw"


def metadata_bytes(framework: Framework, tables: Sequence[OpenTable], on: date) -> bytes:
    """Describe the tables: who made them, as of when, under what licence, and each column."""
    report = framework.report
    said: dict[str, Any] = {
        "@context": [_CONTEXT, {"@language": report.language}],
        "dc:title": furniture(report.language).tell(f"{report.title}: open data"),
        "dc:publisher": framework.organisation.name,
        "dc:date": {"@value": on.isoformat(), "@type": "xsd:date"},
    }
    if report.licence_address:
        said["dc:license"] = {"@id": report.licence_address}
    if report.licence:
        said["dc:rights"] = report.licence
    if report.attribution:
        said["dc:bibliographicCitation"] = report.attribution
    names = {table.name for table in tables}
    say = partial(_spoken, furniture(report.language))
    said["tables"] = [_table(table, "measures" in names, say) for table in tables]
    return f"{json.dumps(said, ensure_ascii=False, indent=2)}\n".encode()


def _spoken(words: Furniture, text: str) -> str | dict[str, str]:
    """Give a text in the language of the report; one that is left in English says so."""
    if not words.is_translated or words.knows(text):
        return words.tell(text)
    return {"@value": text, "@language": ENGLISH}


def _table(table: OpenTable, measured: bool, say: Callable[[str], Any]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, say) for column in table.columns],
        "primaryKey": list(table.key),
    }
    if measured and any(column.name == "measure" for column in table.columns):
        reference = {"resource": "measures.csv", "columnReference": "id"}
        schema["foreignKeys"] = [{"columnReference": "measure", "reference": reference}]
    return {"url": f"{table.name}.csv", "dc:title": say(table.title), "tableSchema": schema}


def _column(column: OpenColumn, say: Callable[[str], Any]) -> dict[str, Any]:
    said: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
        "dc:description": say(column.meaning),
    }
    if column.about:
        said["propertyUrl"] = column.about
    if column.required:
        said["required"] = True
    return said

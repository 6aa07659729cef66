"""The page of the JSON and CSV that other programs read, from the records that make them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from purbeck.cli.assessment_rows import COLUMNS
from purbeck.publish.assessment_record import AssessmentsRecord
from reference_pages.json_words import meaning_of
from reference_pages.markdown import block, code, codes, page, table

_INTRODUCTION = """
`purbeck assess WORKSPACE --json` prints every verdict with its evidence. An edition holds the
same as `assessments.json`. The [JSON Schema](assessments.schema.json) says exactly what can be
there; `purbeck schema` prints it, for the version that is installed.

Figures are given as they are held, not rounded for print, with at most ten decimals. A key is
always there: what does not exist is `null`, an empty list or an empty text, and never left out.
The codes of rules, reasons and caveats are on the page of [rules](rules.md).
"""

_CSV = """
## CSV

`purbeck assess WORKSPACE --csv` prints one row a measure and area, in UTF-8 with commas. The
comparators of a measure share one cell, as `label | period | value | verdict | colour`, with
`; ` between them. The columns:
"""

_VALIDATE = """
## Issues as JSON

`purbeck validate WORKSPACE --json` prints the [issues](issue-codes.md) of a workspace:
"""

_ISSUES = {
    "issues": [
        {
            "file": "observations/neet.csv",
            "row": 14,
            "column": "value",
            "severity": "error",
            "code": "out-of-range",
            "received": "104.2",
            "expected": "a percentage from 0 to 100",
            "advice": "Correct the figure, or the unit that the measure declares.",
        }
    ]
}


def json_page() -> str:
    """Write the page of JSON and CSV."""
    schema = AssessmentsRecord.model_json_schema(mode="serialization")
    sections = [_section(name, record) for name, record in _from_the_whole(schema)]
    issues = block(json.dumps(_ISSUES, indent=2), "json")
    return page(
        "JSON and CSV", _INTRODUCTION, *sections, _CSV, codes(COLUMNS) + ".", _VALIDATE, issues
    )


def _from_the_whole(schema: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """Give the whole record and then those within it, in the order in which they are met."""
    found: dict[str, Mapping[str, Any]] = {schema["title"]: schema}
    waiting = [schema["properties"]]
    while waiting:
        for name in re.findall(r"#/\$defs/(\w+)", json.dumps(waiting.pop(0))):
            if name not in found:
                found[name] = schema["$defs"][name]
                waiting.append(found[name]["properties"])
    return list(found.items())


def _section(name: str, record: Mapping[str, Any]) -> str:
    rows = [
        [code(key), _kind(field), field.get("description") or meaning_of(key)]
        for key, field in record["properties"].items()
    ]
    heading = f"## {name.removesuffix('Record')}"
    return "\n\n".join([heading, record["description"], table(["Key", "Holds", "Which is"], rows)])


def _kind(field: Mapping[str, Any]) -> str:
    return " or ".join(dict.fromkeys(_kinds(field)))


def _kinds(field: Mapping[str, Any]) -> Iterator[str]:
    """Say in words what a field of the schema can hold."""
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2].removesuffix("Record")
        yield f"[{name}](#{name.lower()})"
    elif "anyOf" in field:
        for option in field["anyOf"]:
            yield from _kinds(option)
    elif "enum" in field:
        yield codes(field["enum"])
    elif "prefixItems" in field:
        several = " or ".join(dict.fromkeys(map(_kind, field["prefixItems"])))
        yield f"list of {len(field['prefixItems'])}, each a {several}"
    elif field.get("type") == "array":
        yield f"list of {_kind(field['items'])}"
    elif "additionalProperties" in field:
        yield f"{_kind(field['additionalProperties'])} by name"
    else:
        yield _WORDS[field.get("format", field["type"])]


_WORDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "null": "`null`",
    "date": "date, as YYYY-MM-DD",
}

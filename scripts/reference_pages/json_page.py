"""The page of the JSON and CSV that other programs read, from the records that make them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from purbeck.cli.assessment_rows import COLUMNS
from purbeck.publish.assessment_record import AssessmentsRecord
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
    records = {schema["title"]: schema, **schema["$defs"]}
    ordered = sorted(records, key=_ORDER.index)
    sections = [_section(name, records[name]) for name in ordered]
    issues = block(json.dumps(_ISSUES, indent=2), "json")
    return page(
        "JSON and CSV", _INTRODUCTION, *sections, _CSV, codes(COLUMNS) + ".", _VALIDATE, issues
    )


# From the whole to its parts; a record that is not here fails the making of the page.
_ORDER = [
    "AssessmentsRecord",
    "AssessmentRecord",
    "FigureRecord",
    "TrendRecord",
    "ComparatorRecord",
    "EvidenceRecord",
    "ThresholdRecord",
]


# What a key holds, where its record does not say; a key with neither fails the making of the page.
_MEANINGS = {
    "organisation": "The name of the organisation that reports",
    "as_known_on": "Figures published after this day were not used",
    "assessments": "In the order of the framework",
    "measure": "The id of the indicator or measure",
    "number": "Its number in the report; empty where it has none",
    "name": "The name of the measure or of the threshold",
    "kind": "The part that the measure plays in the framework",
    "area": "The code of the area",
    "area_name": "The name of the area",
    "unit": "What the figures count",
    "polarity": "Which way is better",
    "latest": "The figure that is judged",
    "previous": "The figure that it is held against",
    "trend": "How it stands to the previous figure",
    "comparators": "How it stands to each comparator, in their order",
    "rag": "The colour of the verdict",
    "evidence": "What each rule went by: the trend, each comparator, the colour",
    "verdict": "The verdict in the words of the report",
    "id": "The id of the comparator; `target` and `aim` for the measure's own",
    "label": "The comparator as the report names it",
    "value": "In the unit of the measure",
    "reason": "The code of the reason for the verdict",
    "thresholds": "The numbers that the figures were held against",
    "source": "Who set the threshold, or where it is written down",
}


def _section(name: str, record: Mapping[str, Any]) -> str:
    rows = [
        [code(key), _kind(field), field.get("description") or _MEANINGS[key]]
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

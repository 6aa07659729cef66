"""``purbeck schema``: what other programs can rely on in the JSON of ``assess``."""

from __future__ import annotations

from purbeck.cli.arguments import examples

EXAMPLES = examples("purbeck schema > assessments.schema.json")


def schema() -> None:
    """Print the JSON Schema of 'purbeck assess --json'."""
    from purbeck.cli.screen import write_data
    from purbeck.publish.assessment_schema import assessments_schema

    write_data(assessments_schema())

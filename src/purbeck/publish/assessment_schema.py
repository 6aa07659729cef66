"""The JSON Schema of assessments, as published in docs/reference/assessments.schema.json."""

from __future__ import annotations

import json

from purbeck.publish.assessment_record import AssessmentsRecord

# The dialect that pydantic writes.
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def assessments_schema() -> str:
    """Give the schema as JSON, with a line feed at its end; the same text on every run."""
    described = AssessmentsRecord.model_json_schema(mode="serialization")
    return f"{json.dumps({'$schema': DIALECT, **described}, indent=2, ensure_ascii=False)}\n"

"""Questions and replies of the API are of the shapes that DfE describes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from purbeck.sources.contract import Request, Wanted
from purbeck.sources.dfe_ees_api import question_of
from purbeck.sources.ees_replies import Meta
from tests.sources.reading import SHARED, needs, wanted
from tests.sources.test_dfe_ees_api import ASKED, META, RESULTS


@needs("ees/ees-openapi-v1.json")
@pytest.mark.parametrize(
    ("name", "told"),
    [
        # The description shuts the parts of a place out of one another, so that none fits it.
        ("DataSetMetaViewModel", {**META, "locations": []}),
        ("DataSetQueryResultViewModel", RESULTS[1]),
        ("PagingViewModel", {"page": 1, "pageSize": 3, "totalResults": 4, "totalPages": 2}),
    ],
)
def test_the_replies_here_are_of_the_shapes_that_dfe_describes(name: str, told: Any) -> None:
    """By the OpenAPI description of the API, so that what is read here is what it gives."""
    assert problems_by_openapi(name, told) == []


@needs("ees/ees-openapi-v1.json")
@pytest.mark.parametrize("areas", [(), ("E06000059",)])
@pytest.mark.parametrize(
    "asked",
    [
        (ASKED,),
        (ASKED, wanted("enrolments", filters={"school_type": ("Special", "Total")})),
        (ASKED, wanted("enrolments")),
    ],
)
def test_a_question_is_of_the_shape_that_dfe_describes(
    asked: tuple[Wanted, ...], areas: tuple[str, ...]
) -> None:
    """Whatever is wanted, with and without areas."""
    request = Request(source="s", folder=Path(), wanted=asked, areas=areas)
    question = question_of(Meta.model_validate(META), request)

    assert question is not None
    assert problems_by_openapi("DataSetQueryRequest", {**question, "page": 1, "pageSize": 3}) == []


@needs("ees/ees-openapi-v1.json")
def test_a_question_of_another_shape_does_not_fit() -> None:
    """So that the test of the shape can fail."""
    assert problems_by_openapi("DataSetQueryRequest", {"indicators": ["i1"], "areas": []}) != []


def problems_by_openapi(name: str, told: Any) -> list[str]:
    described = json.loads((SHARED / "ees" / "ees-openapi-v1.json").read_text("utf-8"))
    schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
    return [error.message for error in Draft202012Validator(schema).iter_errors(told)]

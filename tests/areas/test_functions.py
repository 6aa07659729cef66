"""Spend is set side by side where authorities have the same function."""

from __future__ import annotations

import pytest

from purbeck.areas.functions import SERVICES, UNKNOWN, function_codes, service
from purbeck.model.errors import UsageError

# A unitary, a county, a metropolitan district, a borough of London, a shire district.
KINDS = ["E06000059", "E10000008", "E08000003", "E09000001", "E07000041"]
NONE = ["E12000009", "E92000001", "not a code"]


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("children-social-care", [0, 0, 0, 0, 4]),
        ("adult-social-care", [0, 0, 0, 0, 4]),
        ("environment", [1, 0, 2, 3, 4]),
        ("all-services", [1, 0, 2, 3, 4]),
    ],
)
def test_kinds_share_a_number_where_they_share_the_service(id: str, expected: list[int]) -> None:
    """The upper tier shares social care; of the environment each kind has its own part."""
    assert function_codes(id, KINDS).tolist() == expected


def test_a_region_has_no_functions() -> None:
    """A region, a nation and an area that is not known are like none."""
    assert function_codes("environment", NONE).tolist() == [UNKNOWN] * 3


def test_every_service_says_where_its_functions_are_laid_down() -> None:
    """What is shared has a statute; what is not says that functions differ."""
    assert all(each.source for each in SERVICES)
    assert len({each.id for each in SERVICES}) == len(SERVICES)
    assert all("Act" in each.source for each in SERVICES if each.shared_by)


def test_a_service_that_there_is_not_is_refused() -> None:
    """The nearest one is named."""
    with pytest.raises(UsageError, match="adult-social-care"):
        service("adult-social-car")

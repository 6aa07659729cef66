"""Every connector has a name, is what its name says, and fulfils the contract."""

from __future__ import annotations

import subprocess
import sys

import pytest

from purbeck.model.errors import UsageError
from purbeck.model.observation import Absence
from purbeck.sources.contract import Option
from purbeck.sources.registry import CONNECTORS, PLACES, connector

SCHEMES = {"gss", "dfe", "cassr", "e-code", "name", "any"}


@pytest.mark.parametrize("name", PLACES)
def test_each_connector_can_be_loaded(name: str) -> None:
    """It has the name that it is listed under, and all that a list of connectors shows."""
    found = connector(name)

    assert found.name == name
    assert found.title
    assert found.verified
    assert found.scheme in SCHEMES
    assert all(isinstance(reason, Absence) for reason in found.symbols.values())
    assert all(symbol == symbol.casefold() for symbol in found.symbols)
    assert all(isinstance(each, Option) for each in found.options)
    assert len({each.name for each in found.options}) == len(found.options)


@pytest.mark.parametrize("name", PLACES)
def test_each_connector_does_what_the_contract_says(name: str) -> None:
    """It locates, fetches and opens."""
    found = connector(name)

    assert all(callable(getattr(found, step)) for step in ("locate", "fetch", "open"))


def test_a_connector_is_made_once() -> None:
    """Whoever asks for it gets the same."""
    assert CONNECTORS["tidy"] is connector("tidy")


def test_a_name_that_there_is_not_is_answered_with_the_nearest() -> None:
    """Or with all of them, where none is near."""
    with pytest.raises(UsageError, match="the nearest is 'dfe-lait'"):
        connector("dfe-lite")
    with pytest.raises(UsageError, match="choose from ascof, csvw"):
        connector("zebra")


def test_the_names_are_listed_without_loading_any() -> None:
    """So that Purbeck starts as fast as it does without connectors."""
    code = (
        "import sys; from purbeck.sources.registry import CONNECTORS; list(CONNECTORS);"
        "print(sorted({'pyarrow', 'duckdb', 'httpx', 'numpy', 'sqlalchemy'} & set(sys.modules)))"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout

    assert told.strip() == "[]"

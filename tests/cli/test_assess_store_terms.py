"""``purbeck assess-store`` by a policy file, and by every rule."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import pyarrow.parquet as pq

from purbeck.cli import assess_store
from purbeck.model.errors import UsageError, WorkspaceError
from tests.store.stores import empty_store, load

DECLARED = '[[measure]]\nid = "n"\nunit = "count"\npolarity = "lower"\nperiod = "financial_year"\n'
TERMS = '[disclosure]\nminimum_count = 10\nsource = "Board"\n'
TOTAL = '[[total]]\narea = "R"\nmembers = ["A", "B", "C"]\n'

app = typer.Typer()
app.command(name="assess-store")(assess_store.assess_store)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store of three areas and their sum, of which A has seven."""
    made = empty_store(tmp_path / "store", DECLARED)
    figures = {"A": 7, "B": 12, "C": 20, "R": 39}
    load(made, "a.csv", *(f"n,{area},2016-17,{n},,,," for area, n in figures.items()))
    return made.folder


def run(store: Path, policy: str, *more: str) -> Result:
    """Run the command by a policy of this text."""
    file = store.parent / "policy.toml"
    file.write_text(policy, "utf-8")
    out = store.parent / "out.parquet"
    given = [str(store), "--out", str(out), "--policy", str(file), *more]
    return CliRunner().invoke(app, given)


def shown(store: Path) -> list[float | None]:
    """Give the latest figure of each area in the file that was written."""
    latest: list[float | None] = pq.read_table(store.parent / "out.parquet")["latest"].to_pylist()
    return latest


def test_the_policy_hides_what_it_says(store: Path) -> None:
    """A count of seven is below ten; where R is their sum, B would tell what it is."""
    run(store, TERMS)
    alone = shown(store)
    run(store, TERMS + TOTAL, "--rules", "all")
    protected = shown(store)

    assert alone == [None, 12.0, 20.0, 39.0]
    assert protected == [None, None, 20.0, 39.0]
    assert "statistics_trend" in pq.read_schema(store.parent / "out.parquet").names


def test_an_area_that_the_store_does_not_have_is_an_error(store: Path) -> None:
    """It would protect nothing; nothing is written."""
    done = run(store, TERMS + TOTAL.replace('"C"', '"X"'))

    assert isinstance(done.exception, WorkspaceError)
    assert "an area of the store" in str(done.exception)
    assert not (store.parent / "out.parquet").exists()


def test_terms_that_cannot_be_kept_to_are_refused(store: Path) -> None:
    """Rounding, and a file that is not there."""
    rounded = run(store, TERMS + "round_to = 5\n")
    missing = CliRunner().invoke(app, [str(store), "--out", "x.parquet", "--policy", "none.toml"])

    assert isinstance(rounded.exception, UsageError)
    assert "rounds counts to 5" in str(rounded.exception)
    assert isinstance(missing.exception, UsageError)
    assert not (store.parent / "out.parquet").exists()

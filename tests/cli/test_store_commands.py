"""``purbeck store`` and ``purbeck assess-store``, from the shell's side."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

pytest.importorskip("pyarrow", reason="needs the extra 'store'")
pytest.importorskip("duckdb", reason="needs the extra 'store'")

import pyarrow.parquet as pq

from purbeck.cli import assess_store
from purbeck.cli.store import store_app
from purbeck.model.errors import UsageError
from tests.store.stores import DECLARED
from tests.store.stores import csv as tidy

DEMO = Path(__file__).parents[2] / "examples" / "dorset-2018"

app = typer.Typer()
app.add_typer(store_app)
app.command(name="assess-store")(assess_store.assess_store)


def run(*arguments: object) -> str:
    """Run a command that is to succeed, and give what it printed."""
    done = CliRunner().invoke(app, [str(each) for each in arguments], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with a figure and its revision."""
    folder = tmp_path / "store"
    folder.mkdir()
    (folder / "measures.toml").write_text(DECLARED)
    for name, row in (
        ("first.csv", "neet,DOR,2016-17,5.0,,,provisional,2018-08-28"),
        ("second.csv", "neet,DOR,2016-17,5.4,,,revised,2018-12-13"),
    ):
        run("store", "load", folder, tidy(tmp_path, name, row))
    return folder


def test_loading_again_says_that_it_is_there(store: Path, tmp_path: Path) -> None:
    """And is no failure, so that a script may load what it pleases."""
    printed = run("store", "load", store, tmp_path / "first.csv")

    assert printed == "Nothing added: it is there, 1 observations as load 1.\n"


def test_info_lists_the_loads(store: Path) -> None:
    """A line a publication, and the total."""
    lines = run("store", "info", store, "--verify").splitlines()

    assert lines[0].split() == ["1", "1", "2018-08-28", "first.csv"]
    assert lines[2:] == ["2 observations in 2 loads.", "Every load is as it was loaded."]


def test_info_fails_where_a_load_was_altered(store: Path) -> None:
    """The loads are named."""
    path = store / "loads" / "000002" / "observations.parquet"
    path.write_bytes(path.read_bytes() + b"?")
    with pytest.raises(UsageError, match="load 2"):
        run("store", "info", store, "--verify")


def test_as_of_prints_what_was_known(store: Path) -> None:
    """As CSV, with the period as it is written."""
    rows = list(csv.DictReader(io.StringIO(run("store", "as-of", store, "2018-09-30"))))

    assert [(row["area"], row["period_label"], row["value"]) for row in rows] == [
        ("DOR", "2016-17", "5")
    ]


def test_revisions_print_both_figures(store: Path, tmp_path: Path) -> None:
    """To a file where one is named."""
    out = tmp_path / "revisions.parquet"
    run("store", "revisions", store, "2018-09-30", "2018-12-31", "--out", out)
    row = pq.read_table(out).to_pylist()[0]

    assert (row["change"], row["value_before"], row["value_after"]) == ("revised", 5.0, 5.4)


def test_a_workspace_brings_its_declarations(tmp_path: Path) -> None:
    """So that it can be assessed as it is, on any day, without a word on the screen."""
    folder, out = tmp_path / "store", tmp_path / "out.parquet"
    loaded = run("store", "load", folder, DEMO)
    again = run("store", "load", folder, DEMO)
    printed = run("assess-store", folder, "--as-of", "2018-09-30", "--out", out)

    assert loaded.startswith("Added ")
    assert again.startswith("Nothing added")
    assert printed.endswith(f"observations: {out}\n")
    assert pq.read_table(out).num_rows > 10

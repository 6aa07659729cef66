"""A query reads, and cannot write; its answer is kept, and is a tidy table."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import duckdb
import pytest

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.sources import sql_query
from purbeck.sources.contract import Request
from purbeck.sources.fetching import Fetcher
from purbeck.sources.sql import Sql
from tests.sources.reading import TODAY, one, opened

QUERY = "SELECT measure, area, period, value FROM figures WHERE area IN :areas ORDER BY period"
ROWS = [
    ("neet", "E06000059", "2023-24", 3.2),
    ("neet", "E06000059", "2024-25", None),
    ("neet", "E10000008", "2023-24", 4.1),
]
CREATE = "CREATE TABLE figures (measure TEXT, area TEXT, period TEXT, value DOUBLE)"


def in_duckdb(folder: Path) -> Path:
    path = folder / "own.duckdb"
    with duckdb.connect(str(path)) as base:
        base.execute(CREATE)
        base.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", ROWS)
    return path


def in_sqlite(folder: Path) -> Path:
    path = folder / "own.db"
    base = sqlite3.connect(path)
    base.execute(CREATE)
    base.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", ROWS)
    base.commit()
    base.close()
    return path


def request(folder: Path, query: str = QUERY, at: str = "", **options: str) -> Request:
    told = {**options, "query": query} if query else options
    return Request(source="own", folder=folder, at=at, options=told, areas=("E06000059",))


def fetcher(folder: Path, *, offline: bool = False) -> Fetcher:
    return Fetcher(folder / "cache", today=TODAY, offline=offline)


@pytest.mark.parametrize("make", [in_duckdb, in_sqlite])
def test_a_file_of_a_database_is_asked_for_the_areas_declared(
    tmp_path: Path, make: type[Path]
) -> None:
    """':areas' stands for the codes of the workspace; a null is a figure that is not there."""
    asked = request(tmp_path, database=make(tmp_path).name)
    files = Sql().fetch(asked, fetcher(tmp_path))
    rows = one(Sql().open(asked, files), "neet", "area_code", "period", "value", "symbol", "line")

    assert rows == [
        ("E06000059", "2023-24", 3.2, "", 1),
        ("E06000059", "2024-25", None, "(blank)", 2),
    ]


def test_the_files_of_the_workspace_can_be_asked(tmp_path: Path) -> None:
    """By their path within it, in quotes; the query may be a file."""
    (tmp_path / "observations").mkdir()
    (tmp_path / "observations" / "a.csv").write_text("area,year,n\nE06000059,2024,7\n")
    (tmp_path / "a.sql").write_text(
        "SELECT area, year AS period, 2 * n AS value FROM 'observations/*.csv';"
    )
    file = opened(Sql(), "a.sql", tmp_path, cache=tmp_path / "cache")

    assert one(file, "value", "period", "value") == [("2024", 14.0)]


def test_no_other_file_can_be_read(tmp_path: Path) -> None:
    """Neither by its whole path nor by climbing out of the folder, nor over a network."""
    (tmp_path / "secret.csv").write_text("area,period,value\nE06000059,2024,1\n")
    (tmp_path / "in").mkdir()
    for place in (f"{tmp_path}/secret.csv", "../secret.csv", "https://127.0.0.1:1/a.csv"):
        asked = request(tmp_path / "in", f"SELECT * FROM '{place}'")

        with pytest.raises(UsageError, match="not answered"):
            Sql().fetch(asked, fetcher(tmp_path))


@pytest.mark.parametrize(
    "query",
    [
        "DELETE FROM figures",
        "SELECT 1; DELETE FROM figures",
        "WITH gone AS (DELETE FROM figures RETURNING *) SELECT * FROM gone",
        "SELECT * INTO copied FROM figures",
        "COPY figures TO 'out.csv'",
        "PRAGMA user_version = 3",
        "ATTACH 'other.db' AS other",
        "EXPLAIN SELECT 1",
        "SELECT 1 /*! ; DROP TABLE figures */",
        "-- only words",
        "SELECT 1; SELECT 2",
    ],
)
@pytest.mark.parametrize("make", [in_duckdb, in_sqlite])
def test_a_query_that_writes_is_refused(tmp_path: Path, query: str, make: type[Path]) -> None:
    """Before anything is asked; the figures stay as they are."""
    path = make(tmp_path)
    before = path.read_bytes()

    with pytest.raises(UsageError, match="Source 'own'"):
        Sql().fetch(request(tmp_path, query, database=path.name), fetcher(tmp_path))

    assert path.read_bytes() == before


def test_a_word_in_quotes_does_not_write(tmp_path: Path) -> None:
    """A column or a text may be called what it likes."""
    in_sqlite(tmp_path)
    query = """SELECT area, period, value AS "update" FROM figures WHERE measure <> 'drop; it'"""
    asked = request(tmp_path, query, database="own.db", value="update")
    file = Sql().open(asked, Sql().fetch(asked, fetcher(tmp_path)))

    assert len(one(file, "update", "value")) == 3


def test_the_digest_tells_whether_the_answer_has_changed(tmp_path: Path) -> None:
    """The same figures give the same digest, and others another."""
    path = in_sqlite(tmp_path)
    asked = request(tmp_path, database="own.db")
    first, again = (Sql().fetch(asked, fetcher(tmp_path))[0].digest for _ in range(2))
    base = sqlite3.connect(path)
    base.execute("UPDATE figures SET value = 3.3 WHERE value = 3.2")
    base.commit()
    base.close()

    assert first == again
    assert Sql().fetch(asked, fetcher(tmp_path))[0].digest != first


def test_the_address_of_a_server_comes_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the name of the variable; an offline run takes the answer kept, and says so."""
    monkeypatch.setenv("OWN_FIGURES", f"sqlite:///{in_sqlite(tmp_path)}")
    asked = request(tmp_path, address_in="OWN_FIGURES")
    there = Sql().fetch(asked, fetcher(tmp_path))[0]
    kept = Sql().fetch(asked, fetcher(tmp_path, offline=True))[0]

    assert (there.stale, there.fetched) == (False, TODAY)
    assert (kept.stale, kept.fetched, kept.digest) == (True, TODAY, there.digest)


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("", "OWN_FIGURES is not set"),
        ("no address with pa55word", "was not read"),
        ("unheard://me:pa55word@127.0.0.1/figures", "was not read"),
        ("sqlite:////nowhere/at/pa55word/all.db", "cannot be asked"),
    ],
)
def test_a_server_that_does_not_answer_is_one_line_without_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str, told: str
) -> None:
    """A password that stands in the address is not printed."""
    monkeypatch.setenv("OWN_FIGURES", address)

    with pytest.raises(UsageError, match=told) as refusal:
        Sql().fetch(request(tmp_path, address_in="OWN_FIGURES"), fetcher(tmp_path))

    assert "pa55word" not in str(refusal.value)
    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("SELEC area FROM figures", "SELEC"),
        ("SELECT nowhere FROM figures", "not answered"),
        ("SELECT area, area FROM figures", "column twice"),
    ],
)
def test_a_query_that_is_wrong_is_told_in_one_line(tmp_path: Path, query: str, told: str) -> None:
    """With what the database says of it."""
    in_sqlite(tmp_path)

    with pytest.raises(UsageError, match=told) as refusal:
        Sql().fetch(request(tmp_path, query, database="own.db"), fetcher(tmp_path))

    assert len(str(refusal.value).splitlines()) == 1


@pytest.mark.parametrize("database", ["own.duckdb", "own.db"])
def test_an_answer_of_too_many_rows_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    """Though the query has no end."""
    monkeypatch.setattr(sql_query, "MOST_ROWS", 5000)
    in_duckdb(tmp_path)
    in_sqlite(tmp_path)
    query = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n"
    if database == "own.duckdb":
        query = "SELECT range AS i FROM range(1000000000000)"

    with pytest.raises(UsageError, match="more than 5,000 rows"):
        Sql().fetch(request(tmp_path, query, database=database), fetcher(tmp_path))


def test_an_answer_without_rows_is_refused(tmp_path: Path) -> None:
    """Since a pull would take back every figure that there was."""
    in_sqlite(tmp_path)
    query = "SELECT area, period, value FROM figures WHERE area = 'nowhere'"
    asked = request(tmp_path, query, database="own.db")
    files = Sql().fetch(asked, fetcher(tmp_path))

    with pytest.raises(WorkspaceError, match="no rows"):
        Sql().open(asked, files)


def test_a_query_for_areas_needs_some(tmp_path: Path) -> None:
    """None would be an answer without rows."""
    asked = Request(source="own", folder=tmp_path, options={"query": QUERY})

    with pytest.raises(UsageError, match="no areas are declared"):
        Sql().locate(asked)


def test_there_is_one_query(tmp_path: Path) -> None:
    """As a file or as an option, and neither both nor none."""
    with pytest.raises(UsageError, match="needs a query"):
        Sql().locate(request(tmp_path, ""))
    with pytest.raises(UsageError, match="needs a query"):
        Sql().locate(request(tmp_path, QUERY, at="a.sql"))

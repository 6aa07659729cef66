"""A table of population estimates: what each of its columns counts, of whom and of when.

ONS lays its estimates out in more than one way, and each says in its headings what it is::

    Code       Name    Geography  All ages  0     1     ...  90+     one year, in the titles
    ladcode23  laname23  country  sex  age  population_2011  ...     a column for each year
    Code       Name    Geography  Mid-2020  Mid-2019  ...            a column for each year
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.sources.columnar import Columnar, words
from purbeck.sources.contract import Fetched
from purbeck.sources.csv_table import lines_of
from purbeck.sources.figures import figures
from purbeck.sources.release_dates import day_of_release
from purbeck.sources.text_table import folded
from purbeck.sources.workbooks import Sheet, letter, text_of

POPULATION = "population"
MEDIAN_AGE = "median age"
AGE, SEX = "age", "sex"

BANDS = ("0-4", "0-17", "5-15", "10-17", "16-17", "16-64", "18+", "18-64", "65+")
"""Ages that are added up where a table has every single one of them: those that the denominators
of council indicators are of (children, pupils, youth justice, NEET, working age, ASCOF)."""

_LAST_HEADER_ROW = 40
_CODE = re.compile(r"^(area|geography|gss|ons|la|lad|ladistrict)?\d*(code|cd)\d*$")
_NAME = re.compile(r"^(area|geography|la|lad|localauthority)?\d*(name|nm)\d*$|^(la|lad)name\d+$")
_SPLITS = re.compile(r"^(geography|country|region|sex|age|agegroup|areatype)\d*$")
_AGE = re.compile(r"^(?:aged? )?(\d{1,3}(?: ?\+| and over)?|all ages)$", re.IGNORECASE)
_OPEN = re.compile(r"^(\d{1,3}) ?(?:\+|and over)$")
_YEAR = re.compile(
    r"^(?:estimated population )?mid[- ]?((?:19|20)\d\d)$|^((?:19|20)\d\d)$", re.IGNORECASE
)
_OF_YEAR = re.compile(r"^([a-z][a-z _]*?)[_ ]((?:19|20)\d\d)$", re.IGNORECASE)
_IN_TITLE = re.compile(r"\bmid[- ]?((?:19|20)\d\d)\b", re.IGNORECASE)
_SEXES = ("persons", "females", "males")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A column of figures: what it counts, in which year, and at which age where it says."""

    key: str
    year: str
    column: str
    age: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """One table.

    Attributes
    ----------
    constant
        What the title says of every figure, such as the sex.
    """

    columns: Columnar
    counted: tuple[Counted, ...]
    constant: dict[str, str]
    published: date | None


def read_sheet(sheet: Sheet, file_name: str, files: tuple[Fetched, ...]) -> Grid | None:
    """Understand a sheet; None where it holds no estimates by area."""
    for at, row in enumerate(sheet.rows[:_LAST_HEADER_ROW]):
        headings = {letter(column): text_of(cell) for column, cell in enumerate(row)}
        code = next((place for place, text in headings.items() if _CODE.match(folded(text))), "")
        if not code or not any(_NAME.match(folded(text)) for text in headings.values()):
            continue
        column = list(headings).index(code)
        rows = [
            number
            for number in range(at + 1, len(sheet.rows))
            if re.fullmatch(r"[A-Za-z]\d{8}|\d{3}", text_of(sheet.rows[number][column]))
        ]
        table = pa.table(
            {
                place: pa.array([text_of(sheet.rows[n][c]) for n in rows], pa.string())
                for c, place in enumerate(headings)
            }
        )
        above = [text_of(cell) for each in sheet.rows[:at] for cell in each]
        titles = [text for text in (*above, sheet.name, file_name) if text]
        lines = np.array(rows, dtype=np.int32) + 1
        return _grid(table, headings, titles, lines, sheet.name, files)
    return None


def read_table(table: pa.Table, file_name: str, files: tuple[Fetched, ...]) -> Grid | None:
    """Understand a CSV file; None where it holds no estimates by area."""
    headings = {name: name for name in table.column_names}
    return _grid(table, headings, [file_name], lines_of(table), "", files)


def _grid(
    table: pa.Table,
    headings: dict[str, str],
    titles: Sequence[str],
    lines: np.ndarray,
    sheet: str,
    files: tuple[Fetched, ...],
) -> Grid | None:
    code = next((place for place, text in headings.items() if _CODE.match(folded(text))), "")
    name = next((place for place, text in headings.items() if _NAME.match(folded(text))), "")
    counted = _counted(headings, titles)
    if not (code and name and counted and table.num_rows):
        return None
    filters = {
        _plain(text): words(table[place])
        for place, text in headings.items()
        if _SPLITS.match(folded(text))
    }
    sex = _sex_in((sheet, *titles))
    figures_of = table.select([each.column for each in counted])
    for band in _bands(counted):
        figures_of = figures_of.append_column(band.column, _sum_of(table, band, headings))
        counted = (*counted, band)
    columns = Columnar(
        table=figures_of,
        files=files,
        area_code=words(table[code]),
        area_name=words(table[name]),
        period=words([""] * table.num_rows),
        filters=filters,
        line=lines.astype(np.int32),
        file=np.zeros(table.num_rows, dtype=np.int32),
        sheet=sheet,
    )
    constant = {SEX: sex} if sex and SEX not in filters else {}
    return Grid(
        columns=columns, counted=counted, constant=constant, published=day_of_release(titles)
    )


def of_file(grid: Grid, number: int) -> Grid:
    """Say which of the files a grid is from, and when it came out."""
    count = grid.columns.table.num_rows
    return replace(
        grid,
        columns=replace(
            grid.columns,
            file=np.full(count, number, dtype=np.int32),
            published=pa.array([grid.published] * count, pa.date32()),
        ),
    )


def _counted(headings: dict[str, str], titles: Sequence[str]) -> tuple[Counted, ...]:
    by_year = [
        Counted(key=_key_of(key, titles), year=year, column=place)
        for place, text in headings.items()
        for key, year in _year_of(text)
    ]
    if by_year:
        return tuple(by_year)
    year = next((found[1] for text in titles if (found := _IN_TITLE.search(text))), "")
    if not year:
        return ()
    ages = ((place, _AGE.match(text)) for place, text in headings.items())
    return tuple(
        Counted(key=POPULATION, year=year, column=place, age=" ".join(found[1].lower().split()))
        for place, found in ages
        if found
    )


def _key_of(key: str, titles: Sequence[str]) -> str:
    """Tell what a column of a year counts: in a table of ages no people, but their median age."""
    is_of_ages = any(MEDIAN_AGE in text.casefold() for text in titles)
    return MEDIAN_AGE if is_of_ages and key == POPULATION else key


def _bands(counted: Sequence[Counted]) -> list[Counted]:
    """Give the bands of which a table has every age; its last age may be open, as '90+' is."""
    places = {int(each.age): each for each in counted if each.age.isdecimal()}
    opened = [(int(found[1]), each) for each in counted if (found := _OPEN.match(each.age))]
    if not opened:
        return []
    oldest, last = opened[0]
    places[oldest] = last
    bands = []
    for band in BANDS:
        lowest, _, highest = band.rstrip("+").partition("-")
        ages = range(int(lowest), int(highest or oldest) + 1)
        if ages and all(age in places for age in ages) and (not highest or ages[-1] < oldest):
            first, final = places[ages[0]], places[ages[-1]]
            column = f"{first.column}:{final.column}"
            bands.append(Counted(key=POPULATION, year=first.year, column=column, age=band))
    return bands


def _sum_of(table: pa.Table, band: Counted, headings: Iterable[str]) -> pa.Array:
    """Add the columns of a band up, which stand side by side; nothing where one has none."""
    first, _, last = band.column.partition(":")
    places = list(headings)
    total: pa.Array = pa.array(np.zeros(table.num_rows))
    for place in places[places.index(first) : places.index(last) + 1]:
        total = pc.add(total, figures(table[place])[0])
    return total


def _year_of(heading: str) -> list[tuple[str, str]]:
    if found := _YEAR.match(heading):
        return [(POPULATION, found[1] or found[2])]
    if found := _OF_YEAR.match(heading):
        return [(found[1].strip(" _").lower(), found[2])]
    return []


def _plain(heading: str) -> str:
    """Take the number of a footnote off a heading, in lower case: 'Geography1'."""
    return re.sub(r"\d+$", "", heading).strip().lower()


def _sex_in(texts: Sequence[str]) -> str:
    for text in texts:
        for sex in _SEXES:
            if re.search(rf"\b{sex}\b", text, re.IGNORECASE):
                return sex
    return ""

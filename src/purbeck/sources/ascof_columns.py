"""A file of ASCOF in columns: its rows by type of figure, turned to one row a figure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from purbeck.sources.columnar import Columnar, words
from purbeck.sources.contract import Fetched
from purbeck.sources.figures import figures
from purbeck.sources.text_table import codes_of, folded, heading_of, headings, text_of

NEEDED = {
    "code": ("ASCOF Measure Code", "Measure Code"),
    "type": ("Measure Type",),
    "value": ("Measure Value",),
    "area": ("Geographical Code",),
    "name": ("Geographical Description",),
}
YEAR = ("Return Year", "Year", "Financial Year", "Fiscal Year")
SPLITS = {
    "Return Year": YEAR,
    "Geographical Level": ("Geographical Level",),
    "Disaggregation Level": ("Disaggregation Level", "Disaggregation"),
    "Measure Group": ("Measure Group",),
}
"""The columns that split the rows, under one name for every vintage."""

ROLES: Mapping[str, str] = {
    "outcome": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "marginoferror": "margin",
    "base": "base",
}
"""What a row's figure is, by its type; 'Margin Of Error' and 'Margin of Error' both occur."""

OFLOG = {
    "code": ("Code", "Measure"),
    "value": ("Value",),
    "area": ("Local authority code",),
    "name": ("Local authority name",),
    "period": ("Financial year",),
}

_GSS = r"^[EWSNK]\d{8}$"
_YEARS = re.compile(r"(?<!\d)(?:20)?(\d\d)[-_ /]?(?:20)?(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AscofColumns:
    """The figures of one table.

    Attributes
    ----------
    code
        The code of each row's measure, spelt alike: see ``plain_code``.
    label
        What the table says of each code.
    value
        The heading of the column of values.
    financial
        Whether every year of the table is a financial year, as those of ASCOF itself are.
    """

    columns: Columnar
    code: pa.DictionaryArray
    label: Mapping[str, str]
    value: str
    financial: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a table is: its file, which of the files that is, and the part of an archive."""

    file: Fetched
    number: int
    part: str = ""

    @property
    def name(self) -> str:
        """The name for a message."""
        return self.part or self.file.name


def plain_code(code: str) -> str:
    """Spell a code as the later vintages do, without brackets: 1C(1A) is 1C1A.

    Examples
    --------
    >>> plain_code("1C(1A)65OV"), plain_code(" 2c1 ")
    ('1C1A65OV', '2C1')
    """
    return re.sub(r"[()\s]", "", code).upper()


def year_in(name: str) -> str:
    """Find the year of a return in a file's name; '' where there is none, or it is unclear.

    Two numbers of two digits that follow one another are a year. '2022' is none.

    Examples
    --------
    >>> year_in("meas-from-asc-of-eng-1819-open-data.csv"), year_in("ascof_2018-19.csv")
    ('2018-19', '2018-19')
    >>> year_in("meas-from-asc-of-eng-2022-csv-v3.csv")
    ''
    """
    years = {
        f"20{found[1]}-{found[2]}"
        for found in _YEARS.finditer(name)
        if (int(found[1]) + 1) % 100 == int(found[2])
    }
    return years.pop() if len(years) == 1 else ""


def is_oflog(table: pa.Table) -> bool:
    """Whether a table is laid out as the Office for Local Government has it."""
    return all(heading_of(table, *spellings) for spellings in OFLOG.values())


def oflog_columns(table: pa.Table, line: np.ndarray, place: Place) -> AscofColumns:
    """Take a table of one figure a row."""
    found = headings(table, place.name, OFLOG)
    label = heading_of(table, "Measure")
    code = text_of(table, found["code"], place.name)
    splits = [(each, heading_of(table, each)) for each in ("Grouping", "Region")]
    return AscofColumns(
        columns=Columnar(
            table=table.select([found["value"]]),
            files=(place.file,),
            area_code=codes_of(table, found["area"], place.name),
            area_name=text_of(table, found["name"], place.name),
            period=text_of(table, found["period"], place.name),
            line=line,
            file=np.full(table.num_rows, place.number, dtype=np.int32),
            filters={each: text_of(table, held, place.name) for each, held in splits if held},
            sheet=place.part,
        ),
        code=code,
        label=_labels(code, text_of(table, label, place.name) if label else None),
        value=found["value"],
        financial=False,
    )


def ascof_columns(table: pa.Table, line: np.ndarray, place: Place, year: str) -> AscofColumns:
    """Turn a table: each outcome becomes a row, with what else is of it beside.

    Parameters
    ----------
    year
        The year of a table that has no column of years.
    """
    name = place.name
    found = headings(table, name, NEEDED)
    code = _plain_codes(text_of(table, found["code"], name))
    period = _period(table, name, year)
    area, described = (text_of(table, found[role], name) for role in ("area", "name"))
    role = _roles(text_of(table, found["type"], name))
    value = text_of(table, found["value"], name)
    beside = _Beside(
        group=_groups(code, period, area, described),
        role=role,
        figure=_numbers(value),
    )
    at = np.flatnonzero(role == "value")
    take = pa.array(at)
    splits = {
        each: period if each == "Return Year" else _split(table, spellings, name)
        for each, spellings in SPLITS.items()
    }
    label = heading_of(table, "Measure Group Description", "Measure Description")
    return AscofColumns(
        columns=Columnar(
            table=pa.table(
                {
                    found["value"]: value.take(take).cast(pa.string()),
                    **beside.counts(at),
                    **beside.limits(at),
                }
            ),
            files=(place.file,),
            area_code=_area_codes(table, area, name).take(take),
            area_name=described.take(take),
            period=period.take(take),
            line=line[at],
            file=np.full(len(at), place.number, dtype=np.int32),
            filters={each: split.take(take) for each, split in splits.items() if split},
            sheet=place.part,
            note=beside.notes(at),
        ),
        code=code.take(take),
        label=_labels(code, text_of(table, label, name) if label else None),
        value=found["value"],
    )


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class _Beside:
    """The figures of a table, by what each of them is of."""

    group: np.ndarray
    role: np.ndarray
    figure: np.ndarray

    def of(self, role: str, at: np.ndarray) -> np.ndarray:
        """Give the figure of a role that is of the same as each row; NaN where there is none."""
        theirs = np.flatnonzero(self.role == role)
        place = np.full(int(self.group.max(initial=-1)) + 1, -1, dtype=np.int64)
        # The first of two counts.
        place[self.group[theirs[::-1]]] = theirs[::-1]
        found = place[self.group[at]]
        return np.where(found >= 0, self.figure[found], np.nan)

    def counts(self, at: np.ndarray) -> dict[str, np.ndarray]:
        """Give numerator and denominator; neither where the denominator is 0.

        Of nobody there is no fraction: the value is then a symbol, and the note says why.
        """
        denominator = self.of("denominator", at)
        some = denominator != 0
        return {
            "numerator": np.where(some, self.of("numerator", at), np.nan),
            "denominator": np.where(some, denominator, np.nan),
        }

    def limits(self, at: np.ndarray) -> dict[str, np.ndarray]:
        """Give the limits that the margin of error puts around the value.

        Rounded as no publisher's figure is, so that 78.9 and 4.6 are 74.3 and 83.5 apart.
        """
        value, margin = self.figure[at], self.of("margin", at)
        return {"lower": np.round(value - margin, 8), "upper": np.round(value + margin, 8)}

    def notes(self, at: np.ndarray) -> pa.Array:
        """Give how many answers a survey's figure rests on, or that it rests on nobody."""
        base = pa.array(self.of("base", at), from_pandas=True)
        whole = pc.if_else(pc.less(pc.abs(base), 1e15), base, None).cast(pa.int64(), safe=False)
        said = pc.binary_join_element_wise("base of ", whole.cast(pa.string()), "")
        nobody = pa.array(self.of("denominator", at) == 0)
        return pc.if_else(nobody, "denominator of 0", pc.fill_null(said, ""))


def _numbers(text: pa.DictionaryArray) -> np.ndarray:
    value, _ = figures(text)
    return np.asarray(value.to_numpy(zero_copy_only=False))


def _roles(types: pa.DictionaryArray) -> np.ndarray:
    """Give what each row's figure is; '' for a type that is not known."""
    roles = [ROLES.get(folded(text), "") for text in types.dictionary.to_pylist()]
    found: np.ndarray = np.array(roles or [""], dtype="U12")[types.indices.to_numpy()]
    return found


def _groups(*columns: pa.DictionaryArray) -> np.ndarray:
    """Number the rows, alike where every column is."""
    group = np.zeros(len(columns[0]), dtype=np.int64)
    for column in columns:
        group = group * max(len(column.dictionary), 1) + column.indices.to_numpy()
        # Numbered anew each time, so that no number grows beyond what it can hold.
        group = np.unique(group, return_inverse=True)[1]
    return group


def _plain_codes(codes: pa.DictionaryArray) -> pa.DictionaryArray:
    plain = pa.array([plain_code(text) for text in codes.dictionary.to_pylist()], pa.string())
    return words(plain.take(codes.indices))


def _period(table: pa.Table, name: str, year: str) -> pa.DictionaryArray:
    heading = heading_of(table, *YEAR)
    return text_of(table, heading, name) if heading else words(year, table.num_rows)


def _split(table: pa.Table, spellings: tuple[str, ...], name: str) -> pa.DictionaryArray | None:
    heading = heading_of(table, *spellings)
    return text_of(table, heading, name) if heading else None


def _area_codes(table: pa.Table, area: pa.DictionaryArray, name: str) -> pa.DictionaryArray:
    """Give the GSS code; the publisher's own where there is none, as of a type of council.

    Where the file has no GSS codes at all, England and the regions are told by their names: their
    own codes are letters that no list has.
    """
    heading = heading_of(table, "ONS Area Code", "ONS Code")
    if not heading:
        numbered = pc.match_substring_regex(area.dictionary, r"^\d{3}$").take(area.indices)
        return words(pc.if_else(numbered, area.cast(pa.string()), ""))
    codes = text_of(table, heading, name)
    sound = pc.match_substring_regex(codes.dictionary, _GSS).take(codes.indices)
    return words(pc.if_else(sound, codes.cast(pa.string()), area.cast(pa.string())))


def _labels(code: pa.DictionaryArray, label: pa.DictionaryArray | None) -> dict[str, str]:
    """Give the last label of each code, without the code that some vintages put before it."""
    if label is None:
        return {}
    pairs = _groups(code, label)
    _, first = np.unique(pairs, return_index=True)
    at = pa.array(np.sort(first))
    found = zip(code.take(at).to_pylist(), label.take(at).to_pylist(), strict=True)
    return {key: re.sub(r"^\d[A-Z][0-9A-Z()]*: ", "", text).strip() for key, text in found if text}

"""The columns of a file of Explore Education Statistics: place, time, filters and indicators.

The names and the levels are those of DfE's own screening of its files. Columns come in any order,
and old files write levels and identifiers in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from purbeck.model.observation import Absence
from purbeck.sources.columnar import words
from purbeck.sources.figures import figures

SYMBOLS: Mapping[str, Absence] = {
    "z": Absence.NOT_APPLICABLE,
    "x": Absence.NOT_COLLECTED,
    "c": Absence.SUPPRESSED,
    # A figure that rounds to nothing, and is not nothing: it is known to be small, and not what
    # it is, so that it is held back as a small number is.
    "low": Absence.SUPPRESSED,
    "k": Absence.SUPPRESSED,
    # Symbols that DfE no longer uses, and whose reasons are not told apart here.
    "~": Absence.NOT_COLLECTED,
    ":": Absence.NOT_COLLECTED,
    # Where a figure was too unreliable to be printed.
    "u": Absence.SUPPRESSED,
    "(blank)": Absence.NOT_COLLECTED,
}
"""What DfE writes in place of a figure. 'k' and 'u' are of older files, and what they mean has
not been checked against DfE's own words."""

LEVELS: Mapping[str, tuple[tuple[str, ...], str]] = {
    "national": (("country_code",), "country_name"),
    "regional": (("region_code",), "region_name"),
    "local authority": (("new_la_code", "old_la_code"), "la_name"),
    "local authority district": (("lad_code",), "lad_name"),
    "parliamentary constituency": (("pcon_code",), "pcon_name"),
    "ward": (("ward_code",), "ward_name"),
    "local enterprise partnership": (
        ("local_enterprise_partnership_code",),
        "local_enterprise_partnership_name",
    ),
    "local skills improvement plan area": (("lsip_code",), "lsip_name"),
    "english devolved area": (("english_devolved_area_code",), "english_devolved_area_name"),
    "mayoral combined authority": (
        ("mayoral_combined_authority_code",),
        "mayoral_combined_authority_name",
    ),
    "opportunity area": (("opportunity_area_code",), "opportunity_area_name"),
    "planning area": (("planning_area_code",), "planning_area_name"),
    "police force area": (("police_force_area_code", "pfa_code"), "police_force_area_name"),
    "rsc region": ((), "rsc_region_lead_name"),
    "mat": (("trust_id",), "trust_name"),
    "sponsor": (("sponsor_id",), "sponsor_name"),
    "school": (("school_urn", "school_laestab"), "school_name"),
    "provider": (("provider_ukprn",), "provider_name"),
    "institution": (("institution_id",), "institution_name"),
}
"""For each geographic level, the columns of its code, the best first, and that of its name."""

PLACES = frozenset(
    {
        *("time_period", "time_identifier", "geographic_level", "school_estab", "school_postcode"),
        *("provider_urn", "provider_upin"),
        *(column for codes, name in LEVELS.values() for column in (*codes, name)),
    }
)
"""The columns that are neither filters nor indicators."""

NEEDED = ("time_period", "time_identifier", "geographic_level")
"""The columns without which nothing can be read. DfE's screening asks for those of the country as
well, but not every older file has them."""

_LIKE_A_SYMBOL = re.compile(r"[a-z]|\[[a-z]{1,4}\]|[-.:~*–]{1,3}|n/?a", re.IGNORECASE)
_NO_CODE = {"", "z", "x", "c", ":", "~"}


@dataclass(frozen=True, slots=True)
class Described:
    """What the companion file says of a column."""

    role: str
    label: str = ""
    unit: str = ""
    whole: str = ""


def evened(table: pa.Table) -> pa.Table:
    """Write the headings of places and times as DfE does, in lower case.

    Examples
    --------
    >>> evened(pa.table({"LA_Name": ["Dorset"], "NEET_percent": ["3.2"]})).column_names
    ['la_name', 'NEET_percent']
    """
    lower = [name.casefold() for name in table.column_names]
    if len(set(lower)) < len(lower):
        return table
    names = zip(table.column_names, lower, strict=True)
    return table.rename_columns([low if low in PLACES else name for name, low in names])


def described(meta: pa.Table) -> dict[str, Described]:
    """Read a companion file: what each column is, by its name; '' for what it does not say."""
    cells = {
        name: meta[name].to_pylist() if name in meta.column_names else [""] * meta.num_rows
        for name in ("col_name", "col_type", "label", "indicator_unit", "filter_default")
    }
    rows = zip(*cells.values(), strict=True)
    return {
        name.strip(): Described(role.strip().casefold(), label.strip(), unit.strip(), whole.strip())
        for name, role, label, unit, whole in rows
    }


def parted_columns(
    table: pa.Table,
    said: Mapping[str, Described],
    declared: Sequence[str] = (),
    asked_for: Sequence[str] = (),
) -> tuple[list[str], list[str]]:
    """Part the columns that are no places into filters and indicators.

    The companion file decides, or who declares a column a filter. Where neither says, a column
    is an indicator when it is asked for by name as a measure, whatever odd cell it may have, or
    when each of its cells is a figure or a symbol: of DfE, or, beside figures, whatever looks
    like one, so that it can be refused by its row.

    Returns
    -------
    tuple
        The filters, and the indicators, in the order of the file.
    """
    asked = {name.strip().casefold() for name in declared}
    measures = {name.casefold() for name in asked_for}
    filters: list[str] = []
    indicators: list[str] = []
    for name in table.column_names:
        if name.casefold() in PLACES:
            continue
        role = said[name].role if name in said else ""
        if name.casefold() in asked:
            role = "filter"
        if role == "" and name.casefold() in measures:
            role = "indicator"
        is_indicator = role == "indicator" or (role != "filter" and _holds_figures(table[name]))
        (indicators if is_indicator else filters).append(name)
    return filters, indicators


def _holds_figures(column: pa.ChunkedArray) -> bool:
    texts = pc.unique(column)
    if isinstance(texts, pa.ChunkedArray):
        texts = texts.combine_chunks()
    value, symbol = figures(texts)
    other = [text for text in symbol.filter(pc.is_null(value)).to_pylist() if text]
    unknown = [text for text in other if text.casefold() not in SYMBOLS]
    return not unknown or (
        len(value) > value.null_count and all(_LIKE_A_SYMBOL.fullmatch(text) for text in unknown)
    )


def places_of(table: pa.Table) -> tuple[pa.DictionaryArray, pa.DictionaryArray]:
    """Give each row the code and the name of its area, by its geographic level.

    A local authority without a GSS code has its older code, of three digits. A level that is
    not known has no code, and its own name.
    """
    level = words(table["geographic_level"])
    code, name = pa.repeat("", table.num_rows), level.cast(pa.string())
    for text in level.dictionary.to_pylist():
        known = LEVELS.get(text.casefold())
        if known is None:
            continue
        here = pc.equal(level.cast(pa.string()), text)
        for column in reversed(known[0]):
            if column in table.column_names:
                code = pc.if_else(pc.and_(here, _is_code(table[column])), table[column], code)
        if known[1] in table.column_names:
            name = pc.if_else(here, pc.fill_null(table[known[1]], ""), name)
    return words(code), words(name)


def _is_code(column: pa.ChunkedArray) -> pa.ChunkedArray:
    bare = pc.utf8_lower(pc.utf8_trim_whitespace(pc.fill_null(column, "")))
    return pc.invert(pc.is_in(bare, value_set=pa.array(sorted(_NO_CODE))))

"""One authority or area, with every code that publishers use for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import Enum

from purbeck.model.area import Area
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.period_kind import MONTH_NAMES

# Nine characters for a place; the first three of them for all places of a kind, as the revenue
# outturn workbooks of MHCLG have it for their totals by class.
CODE_FORM = re.compile(r"[A-Z]\d{2}(?:\d{6})?")


class AreaKind(Enum):
    """What sort of area it is."""

    NATION = "nation"
    REGION = "region"
    GROUP = "group"
    """Several authorities counted as one, such as Inner London or all shire counties."""
    COUNTY = "county"
    UNITARY = "unitary"
    METROPOLITAN_DISTRICT = "metropolitan-district"
    LONDON_BOROUGH = "london-borough"
    """A borough of London, or the City."""
    SHIRE_DISTRICT = "shire-district"

    @property
    def is_upper_tier(self) -> bool:
        """Whether such an authority answers for schools, children and social care.

        Examples
        --------
        >>> AreaKind.UNITARY.is_upper_tier, AreaKind.SHIRE_DISTRICT.is_upper_tier
        (True, False)
        """
        return self in _UPPER_TIER


_UPPER_TIER = {
    AreaKind.COUNTY,
    AreaKind.UNITARY,
    AreaKind.METROPOLITAN_DISTRICT,
    AreaKind.LONDON_BOROUGH,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuralUrban:
    """How rural an authority is: the class it is put in, and the shares of residents behind it.

    Attributes
    ----------
    label
        The class: Urban, Urban with rural areas, Rural, Sparse and rural.
    urban, rural, highly_rural
        Shares of residents, from 0 to 1, who live in small areas of each kind.
    year
        The year of the classification.
    source
        Who made it, and from what.
    """

    label: str
    urban: float
    rural: float
    highly_rural: float
    year: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deprivation:
    """How deprived an authority is.

    Attributes
    ----------
    score
        The mean score of its small areas; the higher, the more deprived.
    rank
        Its place among the ``among`` authorities of its tier that stood when the table was
        made, where 1 is the most deprived. Equal scores share the better rank.
    among
        How many authorities were ranked: counties, unitaries, metropolitan districts and
        London boroughs with each other, shire districts with each other.
    decile
        The tenth of the people of the United Kingdom that it belongs to, where 1 lives in the
        most deprived authorities.
    year
        The year of the index.
    source
        Who made it, and from what.
    """

    score: float
    rank: int
    among: int
    decile: int
    year: int
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """An authority or area of England, under one GSS code.

    A place that was given a new code is a second authority; ``Succession`` ties the two.

    Attributes
    ----------
    code
        The code of the Government Statistical Service (GSS), such as E06000059.
    name
        The name that the Office for National Statistics has for it.
    kind
        What sort of area it is.
    region, county, group
        The GSS codes of the region, the county (of a shire district) and the group (of a
        borough of London: Inner or Outer) that it lies in; empty for none.
    start, end
        The first and the last day of the code. None for a start before the changes that the
        table knows (the first is of 1 April 2009), and for an end that has not come.
    dfe
        The number by which the Department for Education knows it, such as 838; empty for none.
    cassr
        The codes of councils with adult social services responsibilities, such as 809, and what
        else the files of that return have had in their place.
    ecode
        The code of the Ministry of Housing, Communities and Local Government, such as E1203.
    other_names
        Other names and spellings that published files have for it.
    rural_urban, deprivation
        Attributes of an authority; None where the sources have none.
    """

    code: str
    name: str
    kind: AreaKind
    region: str = ""
    county: str = ""
    group: str = ""
    start: date | None = None
    end: date | None = None
    dfe: str = ""
    cassr: tuple[str, ...] = ()
    ecode: str = ""
    other_names: tuple[str, ...] = ()
    rural_urban: RuralUrban | None = None
    deprivation: Deprivation | None = None

    def __post_init__(self) -> None:
        problems = []
        if not CODE_FORM.fullmatch(self.code):
            expected = "a GSS code such as E06000059"
            problems.append(Problem(IssueCode.WRONG_TYPE, "code", repr(self.code), expected))
        if not self.name.strip():
            problems.append(Problem(IssueCode.MISSING_KEY, "name", "nothing", "a name"))
        if self.start and self.end and self.end < self.start:
            expected = f"a day from {self.start} on"
            problems.append(Problem(IssueCode.INCONSISTENT, "end", str(self.end), expected))
        if problems:
            raise InvalidValueError(f"Authority {self.code}", problems)

    @property
    def label(self) -> str:
        """The name with what tells it from others of that name.

        Examples
        --------
        >>> ended = Authority(
        ...     code="E10000009", name="Dorset", kind=AreaKind.COUNTY, end=date(2019, 3, 31)
        ... )
        >>> ended.label
        'Dorset (E10000009, to 31 March 2019)'
        """
        since = f", from {_written(self.start)}" if self.start else ""
        until = f", to {_written(self.end)}" if self.end else ""
        return f"{self.name} ({self.code}{since}{until})"

    @property
    def area(self) -> Area:
        """The same place as the model's plain area, for a framework."""
        return Area(self.code, self.name)

    def stood_on(self, day: date) -> bool:
        """Whether the code was in force on a day; its first and its last day are.

        Examples
        --------
        >>> new = Authority(
        ...     code="E06000059", name="Dorset", kind=AreaKind.UNITARY, start=date(2019, 4, 1)
        ... )
        >>> new.stood_on(date(2019, 4, 1)), new.stood_on(date(2019, 3, 31))
        (True, False)
        """
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def _written(day: date) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {day.year}"

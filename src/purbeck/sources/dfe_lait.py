"""The DfE's Local Authority Interactive Tool (LAIT): its long file, one figure a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from purbeck.model.errors import UsageError
from purbeck.model.issue import IssueCode, Problem
from purbeck.model.observation import Absence
from purbeck.model.period import Period
from purbeck.sources.columnar import joined
from purbeck.sources.contract import (
    Catalogue,
    Fetched,
    Location,
    Offered,
    Option,
    Request,
    Wanted,
)
from purbeck.sources.declared_period import period_of, quoted
from purbeck.sources.fetching import locations_at
from purbeck.sources.lait_dictionary import LaitMeasure, read_dictionary
from purbeck.sources.lait_vintage import Vintage, read_vintage
from purbeck.sources.locating import companion, option
from purbeck.sources.rows import SourceRows

if TYPE_CHECKING:
    from purbeck.sources.fetching import Fetcher

ROUNDINGS = ("published", "dictionary")


class DfeLait:
    """Reads the long file as CSV or Parquet, one vintage of it or several."""

    name: ClassVar[str] = "dfe-lait"
    title: ClassVar[str] = "DfE: Local Authority Interactive Tool (LAIT), long file"
    scheme: ClassVar[str] = "dfe"
    symbols: ClassVar[Mapping[str, Absence]] = {
        # The file has one symbol for not applicable, suppressed and not collected alike.
        "-": Absence.NOT_COLLECTED,
        "(blank)": Absence.NOT_COLLECTED,
        # Met in vintages before 2026 only: two cells and one.
        "..": Absence.NOT_COLLECTED,
        "c": Absence.SUPPRESSED,
        # The symbols of the statistics that the file is made from.
        "x": Absence.NOT_COLLECTED,
        "z": Absence.NOT_APPLICABLE,
    }
    options: ClassVar[tuple[Option, ...]] = (
        Option(name="dictionary", meaning="the path of the data dictionary (CSV)"),
        Option(
            name="rounding",
            meaning=(
                "'published': as in the file, without the noise of binary numbers; "
                "'dictionary': to the decimals that the dictionary gives, as the tool shows them"
            ),
            default="published",
        ),
    )
    verified: ClassVar[str] = (
        "the files of November 2024, May 2025, September 2025 and April 2026, each whole, with "
        "the data dictionary and the statistical neighbours of 2021 and 2025"
    )

    def locate(self, request: Request) -> tuple[Location, ...]:
        """Find the long files, and the dictionary where one is named."""
        rounding = option(request, self.options, "rounding")
        if rounding not in ROUNDINGS:
            raise UsageError(
                f"Source {request.source}: option 'rounding' is '{rounding}', "
                f"expected {' or '.join(ROUNDINGS)}."
            )
        files = locations_at(request, ("*.parquet", "*.csv", "*.csv.gz"))
        if named := option(request, self.options, "dictionary"):
            return (*files, companion(request, named, "dictionary"))
        if rounding == "dictionary":
            raise UsageError(
                f"Source {request.source}: option 'dictionary' is needed to round by it."
            )
        return files

    def fetch(self, request: Request, fetcher: Fetcher) -> tuple[Fetched, ...]:
        """Get the files."""
        return tuple(fetcher.get(each) for each in self.locate(request))

    def open(self, request: Request, files: Sequence[Fetched]) -> LaitFile:
        """Read the files, the dictionary first."""
        measures: dict[str, LaitMeasure] = {}
        for each in files:
            if each.location.role == "dictionary":
                measures.update(read_dictionary(each.path, each.name))
        decimals = {
            measure.key: measure.decimals
            for measure in measures.values()
            if measure.decimals is not None
        }
        by_dictionary = option(request, self.options, "rounding") == "dictionary"
        data = [each for each in files if each.location.role == "data"]
        return LaitFile(
            [read_vintage(each, decimals if by_dictionary else {}) for each in data], measures
        )


class LaitFile:
    """The long file, or several vintages of it, and what the dictionary says.

    Parameters
    ----------
    vintages
        In the order of their files.
    measures
        The dictionary, by the short name of each measure; empty where there is none.
    """

    def __init__(self, vintages: Sequence[Vintage], measures: Mapping[str, LaitMeasure]) -> None:
        self.vintages, self.measures = tuple(vintages), measures
        self._by_key = {key.casefold(): measure for key, measure in measures.items()}

    def catalogue(self) -> Catalogue:
        """List the measures with the label, unit, polarity and year type of the dictionary.

        The day of publication is that of the file's name; None for several vintages, of which
        each row says its own.
        """
        counts: dict[str, int] = {}
        for each in self.vintages:
            keys = each.key.dictionary.to_pylist()
            held = np.bincount(each.key.indices.to_numpy(), minlength=len(keys))
            for key, count in zip(keys, held.tolist(), strict=True):
                counts[key] = counts.get(key, 0) + count
        days = {each.published for each in self.vintages}
        published = days.pop() if len(days) == 1 else None
        return Catalogue(
            measures=tuple(self._offered(key, count) for key, count in counts.items() if key),
            areas=tuple(dict.fromkeys(pair for each in self.vintages for pair in _areas(each))),
            periods=tuple(
                dict.fromkeys(
                    year for each in self.vintages for year in each.year.dictionary.to_pylist()
                )
            ),
            edition=f"vintage of {published}" if published else "",
            published=published,
        )

    def _offered(self, key: str, count: int) -> Offered:
        said = self.measures.get(key, LaitMeasure(key=key))
        return Offered(
            key=key,
            label=said.label,
            unit=said.unit,
            polarity=said.polarity,
            period_kind=said.year_type,
            rows=count,
        )

    def rows(self, wanted: Sequence[Wanted]) -> SourceRows:
        """Give the rows of the measures wanted, however many, in one pass over each vintage."""
        dated = len(self.vintages) > 1
        parts = [
            each.rows_of(wanted, number, dated=dated) for number, each in enumerate(self.vintages)
        ]
        return joined(parts, tuple(each.file for each in self.vintages))

    def period(self, text: str, wanted: Wanted) -> Period | Problem:
        """Read one of the spellings of a year, and hold it against the dictionary's year type.

        '2014-16' is a pool of three years and '2016-17' one year; which of the two is meant is
        declared, and the other is refused. '0', which stands in the file for no year, is none.
        """
        said = self._by_key.get(wanted.key.strip().casefold())
        if said and said.kinds and wanted.kind not in said.kinds:
            fits = " or ".join(kind.with_article for kind in said.kinds)
            received = f"{quoted(text)}, {wanted.kind.with_article} as declared"
            expected = f"{fits}, as the dictionary has '{said.year_type}'"
            return Problem(IssueCode.PERIOD_OF_WRONG_KIND, "period", received, expected)
        return period_of(text, wanted.kind, wanted.span)


def _areas(vintage: Vintage) -> tuple[tuple[str, str], ...]:
    codes, names = vintage.code, vintage.name
    pairs = codes.indices.to_numpy().astype(np.int64) * max(len(names.dictionary), 1)
    _, first = np.unique(pairs + names.indices.to_numpy(), return_index=True)
    first.sort()
    return tuple(zip(codes.take(first).to_pylist(), names.take(first).to_pylist(), strict=True))

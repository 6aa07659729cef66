"""The rows of a large file that have nothing about them, read in a third of the time.

Nearly every row of a large file is one of these: a measure, an area, a period and a date that
were met before, and a value with or without its fraction. Any other is given back unread, so
that all that can be wrong with a row is looked into, and worded, in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from purbeck.ingest.cells import date_in, number_in
from purbeck.ingest.declared import Declared
from purbeck.ingest.table import RawRow
from purbeck.model.breakdown import Subgroup
from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import Problem
from purbeck.model.measure import Measure
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.period import Marker, Period, PeriodReading

Known = dict[tuple[str, str, Period, Subgroup | None, date | None], tuple[str, int]]
Periods = Mapping[tuple[str, str], PeriodReading | Problem]
Subgroups = Mapping[tuple[str, str], Subgroup | Problem | None]
StatusIn = Callable[[str, Marker], Status | Absence | Problem]


class PlainRows:
    """Reads the rows of one file that are plain.

    Parameters
    ----------
    at
        The place of each column in a row; -1 for one that the file does not have.
    known
        What was read before; a row that is read is put there.
    periods
        What each measure's spellings of periods were found to mean so far.
    subgroups
        What each dimension and group, as written, were found to mean so far.
    status_in
        What a status says.
    """

    def __init__(
        self,
        at: Mapping[str, int],
        declared: Declared,
        known: Known,
        periods: Periods,
        subgroups: Subgroups,
        status_in: StatusIn,
        file: str,
    ) -> None:
        self._declared, self._known, self._periods = declared, known, periods
        self._status_in, self._file, self._subgroups = status_in, file, subgroups
        self._measure, self._area, self._period = at["measure"], at["area"], at["period"]
        self._value, self._published, self._status = at["value"], at["published"], at["status"]
        self._numerator, self._denominator = at["numerator"], at["denominator"]
        self._lower, self._upper = at["lower"], at["upper"]
        self._note, self._source = at["note"], at["source"]
        self._dimension, self._group = at["dimension"], at["group"]

    def read(self, row: RawRow) -> Observation | None:
        """Read a row; None for one that is not plain, or is not right."""
        number, cells = row[0], [*row[1], ""]
        name, area = cells[self._measure], cells[self._area]
        measure = self._declared.sound.get(name)
        reading = self._periods.get((name, cells[self._period]))
        if measure is None or reading is None or isinstance(reading, Problem):
            return None
        if area not in self._declared.areas or cells[self._lower] or cells[self._upper]:
            return None
        published, known_on = cells[self._published], None
        if published:
            known_on = date_in(published)
            if known_on is None:
                return None
        subgroup: Subgroup | None = None
        if cells[self._dimension] or cells[self._group]:
            known = self._subgroups.get((cells[self._dimension], cells[self._group]))
            if not isinstance(known, Subgroup):
                return None
            subgroup = known
        key = (name, area, reading.period, subgroup, known_on)
        status = self._status_in(cells[self._status], reading.marker)
        if not area or key in self._known or not isinstance(status, Status):
            return None
        observation = self._made(number, cells, measure, reading.period, status, known_on, subgroup)
        if observation is not None:
            self._known[key] = (self._file, number)
        return observation

    def _made(
        self,
        number: int,
        cells: list[str],
        measure: Measure,
        period: Period,
        status: Status,
        published: date | None,
        subgroup: Subgroup | None,
    ) -> Observation | None:
        value = number_in(cells[self._value])
        if value is None:
            return None
        numerator = denominator = None
        if cells[self._numerator] or cells[self._denominator]:
            numerator = number_in(cells[self._numerator])
            denominator = number_in(cells[self._denominator])
            if numerator is None or denominator is None:
                return None
        try:
            observation = Observation(
                measure=cells[self._measure],
                area=cells[self._area],
                period=period,
                value=value,
                numerator=numerator,
                denominator=denominator,
                status=status,
                published=published,
                subgroup=subgroup,
                note=cells[self._note],
                provenance=Provenance(self._file, number, cells[self._source]),
            )
        except InvalidValueError:
            return None
        return None if observation.problems_in(measure.unit) else observation

"""A workspace's history read once, for a process that makes the reports of many areas from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path

from purbeck.model.breakdown import Subgroup
from purbeck.model.observation import Observation
from purbeck.pull.workspace_history import history_store


class HistoryReading:
    """Figures of some measures of a history; those of an area are read when first asked for.

    Parameters
    ----------
    folder
        The workspace, whose history stays as it is while this is used.
    measures
        The ids of the measures.
    ahead
        Codes of areas that will be asked for sooner or later, and are read at once with the
        first: to ask the store costs more than a hundred areas of its answer.
    groups
        Those of which figures are read, besides everybody.
    """

    def __init__(
        self,
        folder: Path,
        measures: Collection[str],
        ahead: Collection[str] = (),
        groups: Collection[Subgroup] = (),
    ) -> None:
        self._groups = tuple(groups)
        self._store = history_store(folder)
        self._measures = sorted(set(measures))
        self._ahead = set(ahead)
        self._read: set[str] = set()
        self._kept: defaultdict[tuple[str, str], list[Observation]] = defaultdict(list)

    def figures_of(self, areas: Iterable[str]) -> tuple[Observation, ...]:
        """Give every edition of the figures of some areas, in the order of the store.

        That is by measure, then by area. No area has no figure.
        """
        wanted = sorted(set(areas))
        if set(wanted) - self._read:
            self._read_more({*wanted, *self._ahead} - self._read)
        return tuple(
            figure
            for measure in self._measures
            for area in wanted
            for figure in self._kept.get((measure, area), ())
        )

    def _read_more(self, areas: set[str]) -> None:
        from purbeck.store.observations import observations_of_store

        found = observations_of_store(self._store, self._measures, areas, groups=self._groups)
        for figure in found:
            self._kept[figure.measure, figure.area].append(figure)
        self._read |= areas

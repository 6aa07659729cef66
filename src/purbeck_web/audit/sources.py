"""Where entries come from: the history of every table, revisions, figures and workflow.

Every table with a history is found by itself, so that an app that adds one is in the record.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, CharField, Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Cast

from purbeck_web.audit.entries import DELETED, ENTERED, Entry, Line, lines_between
from purbeck_web.exchange.codec import period_in
from purbeck_web.exchange.models import Revision
from purbeck_web.figures.models import Observation

_NAMES = ("name", "title", "question", "section", "code", "measure_id", "indicator_id")
"""The columns by which a reader knows an object, the best first; last, what it belongs to."""

BATCH = 500
"""Rows that an export reads at once."""


class Source(ABC):
    """One kind of entry, with the columns of its table that say when, who and of what."""

    kind: str
    words: str
    at: str
    by: str
    of: str
    key: str = "pk"

    @abstractmethod
    def rows(self) -> QuerySet[Any]:
        """Give all of its rows."""

    @abstractmethod
    def entry(self, row: Any, before: Any) -> Entry:
        """Make the entry of a row, held against the one before it."""

    def before(self, row: Any) -> Any:
        """Find the row before a row; None for none."""
        return None

    def walk(self, rows: QuerySet[Any]) -> Iterator[tuple[Any, Any]]:
        """Give each row with the one before it, the oldest first."""
        for row in rows.order_by(self.at, self.key).iterator(BATCH):
            yield row, self.before(row)

    def places(self, rows: QuerySet[Any]) -> QuerySet[Any, Any]:
        """Give the time, the kind and the key of each row, to be put in one order with others."""
        placed: QuerySet[Any] = rows.order_by().annotate(
            place_at=F(self.at),
            place_kind=Value(self.kind, output_field=CharField()),
            place_key=Cast(self.key, BigIntegerField()),
        )
        places: QuerySet[Any, Any] = placed.values_list("place_at", "place_kind", "place_key")
        return places


class History(Source):
    """The history of one table."""

    at, by, key = "history_date", "history_user_id", "history_id"

    def __init__(self, model: Any, kind: str, words: str) -> None:
        self.kind, self.words = kind, words
        self._model = getattr(model, model._meta.simple_history_manager_attribute).model
        self.of = model._meta.pk.attname
        self._columns = [
            field.attname
            for field in self._model._meta.concrete_fields
            if not field.name.startswith("history_") and field.attname != self.of
        ]

    def rows(self) -> QuerySet[Any]:
        """Give all of its rows."""
        rows: QuerySet[Any] = self._model._base_manager.all()
        return rows

    def before(self, row: Any) -> Any:
        """Find the row before; None for the first."""
        same = self.rows().filter(**{self.of: getattr(row, self.of)})
        return same.filter(history_id__lt=row.history_id).order_by("-history_id").first()

    def walk(self, rows: QuerySet[Any]) -> Iterator[tuple[Any, Any]]:
        """Give each row with the one before it; it remembers the last of each object."""
        last: dict[Any, Any] = {}
        for row in rows.order_by(self.at, self.key).iterator(BATCH):
            of = getattr(row, self.of)
            before = last.get(of)
            yield row, before if before is not None else self.before(row)
            last[of] = row

    def entry(self, row: Any, before: Any) -> Entry:
        """Say which columns differ."""
        gone = row.history_type == "-"
        act = DELETED if gone else "" if before is not None else ENTERED
        return Entry(
            at=row.history_date,
            by=row.history_user_id,
            kind=self.kind,
            of=str(getattr(row, self.of)),
            name=_name(row),
            reason=row.history_change_reason or "",
            act=act,
            lines=() if gone else lines_between(before, row, self._columns),
        )


class Revisions(Source):
    """The revisions of the workspace."""

    kind, words, at, by, of = "revision", "Revision", "made_at", "made_by_id", "pk"

    def rows(self) -> QuerySet[Any]:
        """Give all revisions."""
        return Revision.objects.all()

    def entry(self, row: Any, before: Any) -> Entry:
        """Say that there is a new revision."""
        return Entry(
            at=row.made_at,
            by=row.made_by_id,
            kind=self.kind,
            of=str(row.pk),
            name=str(row),
            reason=row.reason,
            act="The workspace was changed",
        )


_FIGURE = (
    *("value", "numerator", "denominator", "lower", "upper"),
    *("status", "absence", "published", "note", "source"),
)
_SAME = (
    *("measure_id", "area_id", "period_kind"),
    *("period_year", "period_part", "period_span", "dimension", "subgroup"),
)
"""Two figures with these alike, one of which went when the other came, are one that changed."""


class Figures(Source):
    """Figures as they were entered, with what they took the place of."""

    kind, words = "figure", "Figure"
    at, by, of = "recorded_in__made_at", "recorded_in__made_by_id", "measure_id"

    def rows(self) -> QuerySet[Any]:
        """Give all figures."""
        return Observation.objects.select_related("recorded_in", "superseded_in", "area")

    def before(self, row: Any) -> Any:
        """Find the figure that it took the place of."""
        gone = {name: getattr(row, name) for name in _SAME}
        return Observation.objects.filter(superseded_in=row.recorded_in_id, **gone).first()

    def walk(self, rows: QuerySet[Any]) -> Iterator[tuple[Any, Any]]:
        """Give each figure with the one before it, from all that went."""
        went = {
            (row.superseded_in_id, *(getattr(row, name) for name in _SAME)): row
            for row in Observation.objects.exclude(superseded_in=None).order_by("-pk")
        }
        for row in rows.order_by(self.at, "pk").iterator(BATCH):
            yield row, went.get((row.recorded_in_id, *(getattr(row, name) for name in _SAME)))

    def entry(self, row: Any, before: Any) -> Entry:
        """Say what the figure was and became."""
        act = "Figure corrected" if before is not None else "Figure entered"
        return _figure(self.kind, row, row.recorded_in, act, lines_between(before, row, _FIGURE))


class Withdrawn(Source):
    """Figures that were taken out, and have no other in their place."""

    kind, words = "figure-withdrawn", "Figure withdrawn"
    at, by, of = "superseded_in__made_at", "superseded_in__made_by_id", "measure_id"

    def rows(self) -> QuerySet[Any]:
        """Give the figures in whose place no other came."""
        came = {name: OuterRef(name) for name in _SAME}
        others = Observation.objects.filter(recorded_in=OuterRef("superseded_in"), **came)
        gone = Observation.objects.exclude(superseded_in=None).filter(~Exists(others))
        return gone.select_related("superseded_in", "area")

    def entry(self, row: Any, before: Any) -> Entry:
        """Say what the figure was."""
        lines = lines_between(row, None, _FIGURE)
        return _figure(self.kind, row, row.superseded_in, "Figure withdrawn", lines)


def _figure(kind: str, row: Any, revision: Any, act: str, lines: Any) -> Entry:
    group = f", {row.dimension}={row.subgroup}" if row.dimension else ""
    return Entry(
        at=revision.made_at,
        by=revision.made_by_id,
        kind=kind,
        of=row.measure_id,
        name=f"{row.area.name}{group}, {period_in(vars(row)).label}",
        reason=revision.reason,
        act=act,
        lines=lines,
    )


class Event(Source):
    """Something that was done once and is a row of its own, such as a step of the workflow."""

    def __init__(self, kind: str, table: str, act: str = "", **columns: str) -> None:
        self.kind, self._table, self._act = kind, table, act
        self.words = kind.replace("-", " ").capitalize()
        self.at, self.by, self.of = columns["at"], columns["by"], columns["of"]
        self.key = columns.get("key", "pk")
        self._reason = columns.get("reason", "")
        self._between = ("before", "after") if columns.get("states") else ()

    def rows(self) -> QuerySet[Any]:
        """Give the rows that have a time."""
        found: QuerySet[Any] = apps.get_model(self._table)._default_manager.all()
        return found.exclude(**{self.at: None})

    def entry(self, row: Any, before: Any) -> Entry:
        """Say what was done."""
        states = [str(getattr(row, name)) for name in self._between]
        return Entry(
            at=getattr(row, self.at),
            by=getattr(row, self.by),
            kind=self.kind,
            of=str(getattr(row, self.of)),
            name=str(row),
            reason=str(getattr(row, self._reason, "")),
            act=self._act or str(row.action).replace("-", " ").capitalize(),
            lines=(Line("state", *states),) if states else (),
        )


_EVENTS = (
    Event(
        *("step", "workflow.Transition"),
        **{"at": "at", "by": "by_id", "of": "indicator_id", "reason": "reason", "states": "1"},
    ),
    Event(
        *("edition-issued", "workflow.Edition", "Issued"),
        **{"at": "issued_at", "by": "issued_by_id", "of": "name", "key": "round_id"},
    ),
    Event(
        *("edition-withdrawn", "workflow.Edition", "Withdrawn"),
        **{"at": "withdrawn_at", "by": "withdrawn_by_id", "of": "name", "key": "round_id"},
        reason="withdrawn_reason",
    ),
)


@cache
def sources() -> dict[str, Source]:
    """Give every source by its kind, in the order of their names."""
    found: list[Source] = [Revisions(), Figures(), Withdrawn(), *_EVENTS, *_histories()]
    named = {each.kind: each for each in sorted(found, key=lambda each: each.kind)}
    assert len(named) == len(found), "Two sources of one name would be mixed up in the record."
    return named


def _histories() -> Iterator[History]:
    """Give the history of every table that has one; two of one name have their app's before it."""
    models = [
        model
        for model in apps.get_models()
        if getattr(model._meta, "simple_history_manager_attribute", "")
    ]
    names = Counter(model._meta.model_name for model in models)
    for model in models:
        own, app = str(model._meta.model_name), model._meta.app_label
        words = str(model._meta.verbose_name).capitalize()
        if names[own] == 1:
            yield History(model, own, words)
        else:
            yield History(model, f"{app}-{own}", f"{words} ({app})")


def _name(row: Any) -> str:
    for column in _NAMES:
        said = getattr(row, column, "")
        if isinstance(said, str) and said:
            return said[:120]
    return ""

"""What the commentary was before: the versions that the history keeps, and the last edition's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.utils.timezone import localtime

from purbeck.model.narrative import NarrativeSection
from purbeck_web.commentary.models import Passage
from purbeck_web.commentary.texts import Texts, texts_of
from purbeck_web.exchange.models import Revision
from purbeck_web.framework.models import Report
from purbeck_web.workflow.archive import edition_before, issued_workspace

ONE_CHANGE = timedelta(seconds=10)
"""Rows written by one person for one reason within so long are one change. Our own choice."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A state of the commentary on an indicator, as one change left it."""

    key: int
    at: datetime
    by: str
    reason: str
    texts: dict[NarrativeSection, str]


def versions_of(indicator: str) -> list[Version]:
    """Give every state that the commentary on an indicator has had, the newest first."""
    texts = dict.fromkeys(NarrativeSection, "")
    versions: list[Version] = []
    for change in _changes(indicator):
        before = dict(texts)
        for record in change:
            texts[NarrativeSection(record.section)] = "" if record.withdrawn else record.text
        if texts == before:
            continue
        last = change[-1]
        versions.append(
            Version(
                key=last.history_id,
                at=last.history_date,
                by=last.history_user.name if last.history_user else "Command line",
                reason=last.history_change_reason or "",
                texts=dict(texts),
            )
        )
    return versions[::-1]


def _changes(indicator: str) -> Iterator[list[Any]]:
    records = Passage.history.filter(narrative_id=indicator).select_related("history_user")
    change: list[Any] = []
    for record in records.order_by("history_id"):
        if change and not _is_of(record, change):
            yield change
            change = []
        change.append(record)
    if change:
        yield change


def _is_of(record: Any, change: list[Any]) -> bool:
    """Whether a record was written with others: no change writes a section twice."""
    last = change[-1]
    own = (record.history_user_id, record.history_change_reason)
    same = own == (last.history_user_id, last.history_change_reason)
    soon = record.history_date - last.history_date <= ONE_CHANGE
    return same and soon and all(each.id != record.id for each in change)


@dataclass(frozen=True, slots=True, kw_only=True)
class LastEdition:
    """The edition before the report in hand.

    Attributes
    ----------
    name
        That of an edition that was issued from here; empty for one that was not.
    texts
        The commentary of it by indicator; empty where none is known.
    """

    on: date
    name: str = ""
    texts: Mapping[str, Texts]

    def whole(self) -> dict[str, str]:
        """Give the commentary of each indicator as the checker compares it."""
        return {each: _joined(texts) for each, texts in self.texts.items()}


def last_edition() -> LastEdition | None:
    """Give the edition before the report in hand; None for the first.

    One that was issued from here has its own text. Of another, whose day the framework has, it
    is what stood here at the end of that day, and nothing where this database was filled later.
    """
    report = Report.objects.filter(withdrawn=False).first()
    if report is None:
        return None
    issued = edition_before(report.on)
    if issued is not None:
        return LastEdition(on=issued.on, name=issued.name, texts=_issued_texts(issued.token))
    if report.previous is None:
        return None
    return LastEdition(on=report.previous, texts=_texts_on(report.previous))


@lru_cache(maxsize=2)
def _issued_texts(token: UUID) -> Mapping[str, Texts]:
    workspace = issued_workspace(token)
    return {n.indicator: texts_of(n) for n in workspace.narratives} if workspace else {}


def _texts_on(on: date) -> Mapping[str, Texts]:
    first = Revision.objects.order_by("pk").values_list("made_at", flat=True).first()
    if first is None or localtime(first).date() > on:
        return {}
    found: defaultdict[str, dict[NarrativeSection, str]] = defaultdict(dict)
    records = Passage.history.filter(history_date__date__lte=on)
    for record in records.order_by("history_id"):
        text = "" if record.withdrawn else record.text
        found[record.narrative_id][NarrativeSection(record.section)] = text
    return found


def _joined(texts: Texts) -> str:
    return "\n".join(texts[s] for s in NarrativeSection if texts.get(s, "").strip())

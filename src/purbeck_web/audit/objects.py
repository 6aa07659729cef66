"""The objects of which one can see the changes, and who may see those of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import reverse

from purbeck_web.audit.asking import Asked
from purbeck_web.framework.models import Measure
from purbeck_web.people.restriction import Reach, Right, reach


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A kind of object with a page of its changes.

    Attributes
    ----------
    through
        The column that names the measure of an object, whose changes are then whoever's the
        measure is. It is of no account for a model that says itself whose its rows are.
    kinds
        The kinds of entries that belong to it.
    page, named_by
        The name of the address of the page to go back to, and the column that it takes.
    made_of
        The kinds of its parts, with the table of each and the column there that names it.
    """

    words: str
    table: str
    kinds: tuple[str, ...]
    through: str = ""
    right: Right = Right.READ_CHANGES
    page: str = ""
    named_by: str = "pk"
    made_of: tuple[tuple[str, str, str], ...] = ()

    def allowed(self, person: Any) -> QuerySet[Any]:
        """Give the objects whose changes a person may see."""
        rows: Any = apps.get_model(self.table)._default_manager.all()
        says_itself = hasattr(rows.model, "own_to")
        if says_itself or not self.through or reach(person, self.right) is not Reach.OWN:
            return rows.restrict(person, self.right)  # type: ignore[no-any-return]
        own = Measure.objects.restrict(person, self.right)
        return rows.filter(Q(**{f"{self.through}__in": own}))  # type: ignore[no-any-return]

    def held(self, person: Any, of: str) -> bool:
        """Whether a person may see figures before disclosure control among the changes."""
        return self.table == "framework.Measure" and bool(
            Measure.objects.restrict(person, Right.READ_HELD).filter(pk=of).exists()
        )

    def page_of(self, row: Any) -> str:
        """Give the address of the page of an object; empty where it has none any more."""
        # A series to compare with has no page of its own.
        if not self.page or getattr(row, "withdrawn", False) or _is_reference(row):
            return ""
        return reverse(self.page, args=[getattr(row, self.named_by)])

    def parts(self, of: str) -> tuple[Asked, ...]:
        """Ask for the changes of the parts of an object that have ids of their own."""
        found = []
        for kind, table, column in self.made_of:
            rows: Any = apps.get_model(table)._default_manager.filter(**{column: of})
            found += [
                Asked(kinds=(kind,), of=str(key)) for key in rows.values_list("pk", flat=True)
            ]
        return tuple(found)


def _is_reference(row: Any) -> bool:
    return getattr(row, "kind", "") == "reference_series"


OBJECTS = {
    "measure": Known(
        words="Measure",
        table="framework.Measure",
        kinds=("measure", "figure", "figure-withdrawn", "step"),
        page="measure",
    ),
    "outcome": Known(
        words="Outcome", table="framework.Outcome", kinds=("outcome",), page="outcome"
    ),
    "narrative": Known(
        words="Commentary",
        table="commentary.Narrative",
        kinds=("narrative",),
        through="indicator",
        page="measure",
        named_by="indicator_id",
        made_of=(("passage", "commentary.Passage", "narrative"),),
    ),
    "risk": Known(
        words="Risk",
        table="risks.Risk",
        kinds=("risk",),
        page="risk",
        made_of=(("riskreview", "risks.RiskReview", "risk"),),
    ),
    "action": Known(
        words="Action",
        table="risks.Action",
        kinds=("action",),
        through="indicator",
        page="action",
        made_of=(("milestone", "risks.Milestone", "action"),),
    ),
    "question": Known(
        words="Question",
        table="scrutiny.Question",
        kinds=("question",),
        through="measure",
        page="question",
    ),
    "person": Known(
        words="Person",
        table="people.Person",
        kinds=("person",),
        right=Right.LIST_PEOPLE,
        page="person",
    ),
}

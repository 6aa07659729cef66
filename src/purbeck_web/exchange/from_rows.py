"""Rows read back into the workspace that they were made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.apps import apps

from purbeck.model.action import Action, ActionStatus, Milestone
from purbeck.model.area import Area, AreaGroup, Setting
from purbeck.model.breakdown import Subgroup
from purbeck.model.comparator import Comparator, ComparatorKind
from purbeck.model.dropped import Dropped, DroppedKind
from purbeck.model.errors import UsageError
from purbeck.model.framework import Framework, Organisation, Outcome, ReportSettings
from purbeck.model.measure import (
    Measure,
    MeasureKind,
    PerformanceKind,
    PerformanceMeasure,
    PopulationIndicator,
)
from purbeck.model.narrative import Narrative, NarrativeSection
from purbeck.model.observation import Absence, Observation, Provenance, Status
from purbeck.model.officer import Officer
from purbeck.model.period_kind import PeriodKind
from purbeck.model.polarity import Polarity
from purbeck.model.question import Question, QuestionStatus
from purbeck.model.risk import CorporateRisk, RiskLevel, RiskReview, RiskTrend
from purbeck.model.unit import UNITS, UnitCode
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.boundaries import stored_boundaries
from purbeck_web.exchange.codec import (
    appetite_in,
    further_from,
    matrix_from,
    period_from,
    period_in,
    policy_from,
    target_from,
)
from purbeck_web.exchange.declarations import declared_parts
from purbeck_web.exchange.to_rows import PLAIN_OF_RISK
from purbeck_web.figures.models import Observation as ObservationRow
from purbeck_web.framework.models import Ownership

Row = dict[str, Any]


def stored_workspace() -> Workspace:
    """Read the workspace as the database holds it now.

    Raises
    ------
    UsageError
        Where none has been imported yet.
    """
    if not _rows("framework.Organisation"):
        raise UsageError("There is no workspace yet. Run 'import_workspace DIR' first.")
    (policy,) = _rows("framework.Policy")
    framework, figures = _framework(), stored_observations()
    return Workspace(
        framework=framework,
        policy=policy_from(policy["declared"]),
        observations=tuple(each for each in figures if each.subgroup is None),
        breakdowns=tuple(each for each in figures if each.subgroup is not None),
        narratives=_narratives(),
        risks=_risks(),
        actions=_actions(),
        questions=tuple(_question(row) for row in _rows("scrutiny.Question")),
        boundaries=stored_boundaries(framework),
    )


def stored_observations() -> tuple[Observation, ...]:
    """Read the figures that stand now, in the order of the workspace; those of groups as well."""
    rows = ObservationRow.objects.filter(superseded_in=None).order_by("position", "pk")
    return tuple(observation_in(row) for row in rows.values())


def observation_in(row: Row) -> Observation:
    """Read one figure."""
    place = (row["file"], row["row"], row["source"], row["digest"], row["sheet"], row["column"])
    return Observation(
        measure=row["measure_id"],
        area=row["area_id"],
        period=period_in(row),
        **{name: row[name] for name in ("value", "numerator", "denominator", "lower", "upper")},
        status=Status(row["status"]),
        absence=Absence(row["absence"]) if row["absence"] else None,
        published=row["published"],
        subgroup=Subgroup(row["dimension"], row["subgroup"]) if row["dimension"] else None,
        note=row["note"],
        provenance=Provenance(*place) if row["has_place"] else None,
    )


def _rows(table: str) -> Sequence[Row]:
    model = apps.get_model(table)
    return list(model._default_manager.filter(withdrawn=False).order_by("position").values())


def _named(row: Row, *names: str) -> Row:
    return {name: row[name] for name in names}


def _framework() -> Framework:
    (own,) = _rows("framework.Organisation")
    (report,) = _rows("framework.Report")
    measures = _Measures()
    plain = ("title", "on", "previous", "purpose", "language", "licence", "licence_address")
    settings = _named(report, *plain, "attribution")
    return Framework(
        organisation=Organisation(
            **_named(own, "name", "plan", "strapline"), area=own["area_id"] or ""
        ),
        report=ReportSettings(
            **settings, contacts=tuple(report["contacts"]), notes=tuple(report["notes"])
        ),
        outcomes=tuple(measures.outcome(row) for row in _rows("framework.Outcome")),
        areas=tuple(_area(row) for row in _rows("framework.Area")),
        groups=tuple(
            AreaGroup(row["id"], row["name"], tuple(row["members"]), row["edition"])
            for row in _rows("framework.AreaGroup")
        ),
        reference_series=measures.of_kind(MeasureKind.REFERENCE_SERIES),
        officers=tuple(
            Officer(**_named(row, "id", "name", "title", "team", "email", "telephone"))
            for row in _rows("framework.Officer")
        ),
        risk_matrix=matrix_from(own["risk_matrix"]),
        dropped=tuple(_dropped(row) for row in _rows("framework.Dropped")),
        **declared_parts(_rows("framework.Declaration")),
    )


def _area(row: Row) -> Area:
    setting = Setting(row["setting"]) if row["setting"] else None
    return Area(row["id"], row["name"], **_named(row, "kind", "within"), setting=setting)


def _dropped(row: Row) -> Dropped:
    plain = ("measure", "name", "reason", "on", "number", "by", "replaced_by")
    return Dropped(**_named(row, *plain), what=DroppedKind(row["what"]))


class _Measures:
    """The rows of measures, put together into what the model nests."""

    def __init__(self) -> None:
        self._comparators = {row["id"]: _comparator(row) for row in _rows("framework.Comparator")}
        self._owners: dict[str, list[str]] = defaultdict(list)
        for measure, officer in Ownership.objects.values_list("measure_id", "officer_id"):
            self._owners[measure].append(officer)
        self._rows = _rows("framework.Measure")

    def outcome(self, row: Row) -> Outcome:
        """Give an outcome with its indicators."""
        own = [each for each in self._rows if each["outcome_id"] == row["id"]]
        return Outcome(
            id=row["id"],
            name=row["name"],
            statement=row["statement"],
            sponsor=row["sponsor_id"] or "",
            indicators=tuple(self._indicator(each) for each in own),
        )

    def of_kind(self, kind: MeasureKind) -> tuple[Measure, ...]:
        """Give the series of a kind that nothing nests."""
        own = [row for row in self._rows if row["kind"] == kind.value]
        return tuple(Measure(**self._declared(row), kind=kind) for row in own)

    def _indicator(self, row: Row) -> PopulationIndicator:
        below = [each for each in self._rows if each["indicator_id"] == row["id"]]
        measures = tuple(
            PerformanceMeasure(**self._declared(each), question=PerformanceKind(each["question"]))
            for each in below
        )
        lead = row["outcome_lead_id"] or ""
        return PopulationIndicator(**self._declared(row), outcome_lead=lead, measures=measures)

    def _declared(self, row: Row) -> Row:
        plain = ("id", "name", "number", "plain", "pool_years", "decimals", "adds_up")
        aim = (row["aim_lowest"], row["aim_highest"])
        return {
            **_named(row, *plain, "definition", "source", "note"),
            "unit": UNITS[UnitCode(row["unit"])],
            "polarity": Polarity(row["polarity"]),
            "period_kind": PeriodKind(row["period_kind"]),
            "aim": None if aim[0] is None else aim,
            "owners": tuple(self._owners[row["id"]]),
            "comparators": tuple(
                replace(self._comparators[each["id"]], period=period_from(each["period"]))
                for each in row["comparators"]
            ),
            "target": target_from(row["target"]),
        }


def _comparator(row: Row) -> Comparator:
    return Comparator(
        **_named(row, "id", "label", "steps_back", "note"),
        kind=ComparatorKind(row["kind"]),
        area=row["area_id"] or "",
        group=row["group_id"] or "",
        series=row["series_id"] or "",
    )


def _narratives() -> tuple[Narrative, ...]:
    passages = defaultdict(list)
    for row in _rows("commentary.Passage"):
        passages[row["narrative_id"]].append((NarrativeSection(row["section"]), row))
    return tuple(
        Narrative(
            row["id"],
            tuple((section, passage["text"]) for section, passage in passages[row["id"]]),
            row["file"],
            tuple(
                (section, passage["row"])
                for section, passage in passages[row["id"]]
                if passage["row"] is not None
            ),
        )
        for row in _rows("commentary.Narrative")
    )


def _risks() -> tuple[CorporateRisk, ...]:
    reviews = defaultdict(list)
    for row in _rows("risks.RiskReview"):
        plain = _named(row, "on", "likelihood", "impact", "note")
        reviews[row["risk_id"]].append(RiskReview(**plain, by=row["by_id"] or ""))
    return tuple(
        CorporateRisk(
            **_named(row, "id", *PLAIN_OF_RISK),
            outcome=row["outcome_id"] or "",
            level=RiskLevel(row["level"]),
            trend=RiskTrend(row["trend"]),
            indicators=tuple(row["indicators"]),
            owner=row["owner_id"] or "",
            appetite=appetite_in(row["appetite"]),
            controls=tuple(row["controls"]),
            reviews=tuple(reviews[row["id"]]),
        )
        for row in _rows("risks.Risk")
    )


def _actions() -> tuple[Action, ...]:
    milestones = defaultdict(list)
    for row in _rows("risks.Milestone"):
        plain = _named(row, "title", "due", "done")
        milestones[row["action_id"]].append(Milestone(**plain, owner=row["owner_id"] or ""))
    return tuple(
        Action(
            **_named(row, "id", "title", "started", "due", "note"),
            indicator=row["indicator_id"],
            owner=row["owner_id"] or "",
            status=ActionStatus(row["status"]),
            **further_from(row["further"]),
            milestones=tuple(milestones[row["id"]]),
        )
        for row in _rows("risks.Action")
    )


def _question(row: Row) -> Question:
    plain = ("id", "question", "asked_by", "asked_on", "answer", "answered_on")
    return Question(
        **_named(row, *plain),
        measure=row["measure_id"] or "",
        answered_by=row["answered_by_id"] or "",
        status=QuestionStatus(row["status"]),
    )

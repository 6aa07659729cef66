"""What is read: everybody reads what the pages show them, in the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import HttpError

from purbeck.model.framework import Framework
from purbeck.model.observation import Observation
from purbeck.model.workspace import Workspace
from purbeck.publish.assessment_record import AssessmentsRecord, assessments_record
from purbeck.publish.open_data.tables import measures_table, observations_table
from purbeck_web.api.auth import person_of
from purbeck_web.api.conditional import answer_only_if_changed
from purbeck_web.api.routing import router
from purbeck_web.api.shapes import (
    ActionOut,
    AreaCode,
    Day,
    DimensionId,
    EditionOut,
    GroupId,
    Limit,
    MeasureId,
    MeasureOut,
    ObservationOut,
    Offset,
    OutcomeOut,
    Page,
    Problem,
    QuestionOut,
    RiskOut,
)
from purbeck_web.framework.tables import declared_by
from purbeck_web.people.restriction import Right
from purbeck_web.reading.comparing import groups_shown_on, shown_on
from purbeck_web.reading.scoring import Edition, Scored, scored_on, workspace_for
from purbeck_web.workflow.models import Edition as EditionRow

T = TypeVar("T")

REFUSALS = {401: Problem, 404: Problem, 422: Problem, 429: Problem}


@router.get("/framework", tags=["reading"], response={200: dict[str, Any], **REFUSALS})
def framework(request: HttpRequest, response: HttpResponse) -> Any:
    """Give everything that the framework declares, in the tables of framework.toml.

    Of officers, the public is given e-mail and telephone of those whom the report names as
    contacts, as it prints them, and of nobody else.
    """
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    if not person_of(request).is_authenticated:
        workspace = replace(workspace, framework=_for_the_public(workspace.framework))
    return declared_by(workspace).framework


@router.get("/outcomes", tags=["reading"], response={200: list[OutcomeOut], **REFUSALS})
def outcomes(request: HttpRequest, response: HttpResponse) -> Any:
    """List the outcomes."""
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    return [
        {
            "id": each.id,
            "name": each.name,
            "statement": each.statement,
            "sponsor": each.sponsor,
            "indicators": [indicator.id for indicator in each.indicators],
        }
        for each in workspace.framework.outcomes
    ]


@router.get("/measures", tags=["reading"], response={200: Page[MeasureOut], **REFUSALS})
def measures(
    request: HttpRequest, response: HttpResponse, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """List the indicators and measures, in the order of the framework."""
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    records = [_without_none(each) for each in measures_table(workspace.framework).records]
    return _page(request, records, limit, offset)


@router.get("/observations", tags=["reading"], response={200: Page[ObservationOut], **REFUSALS})
def observations(
    request: HttpRequest,
    response: HttpResponse,
    measure: MeasureId = "",
    area: AreaCode = "",
    dimension: DimensionId = "",
    group: GroupId = "",
    on: Day | None = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> Any:
    """List figures that may be shown, as they were known on a day: the day of the report.

    They are of everybody; with a dimension, of its groups. A group without a dimension is of
    no dimension, and there is no figure of it.
    """
    edition, workspace = _workspace(request)
    day = _day(request, workspace, on)
    answer_only_if_changed(request, response, edition)
    found = [
        each
        for each in _figures(edition, day, dimension, group)
        if measure in ("", each.measure) and area in ("", each.area)
    ]
    return _page(request, _records(workspace.framework, found), limit, offset)


def _figures(edition: Edition, day: date, dimension: str, group: str) -> list[Observation]:
    if not dimension:
        return [] if group else list(shown_on(edition, day))
    return [
        each
        for each in groups_shown_on(edition, day)
        if each.subgroup is not None
        and each.subgroup.dimension == dimension
        and group in ("", each.subgroup.group)
    ]


def _records(framework: Framework, figures: Sequence[Observation]) -> list[dict[str, Any]]:
    """Give figures by the columns of the open data, with the group that each is of.

    Those of one group are laid out at a time, as the table itself knows of no groups.
    """
    records: list[dict[str, Any]] = []
    for subgroup in dict.fromkeys(each.subgroup for each in figures):
        own = [each for each in figures if each.subgroup == subgroup]
        named = {
            "dimension": subgroup.dimension if subgroup else "",
            "group": subgroup.group if subgroup else "",
        }
        records += [each | named for each in observations_table(framework, own).records]
    return records


@router.get("/assessments", tags=["reading"], response={200: AssessmentsRecord, **REFUSALS})
def assessments(
    request: HttpRequest,
    response: HttpResponse,
    measure: MeasureId = "",
    on: Day | None = None,
) -> Any:
    """Give every verdict with its evidence, in the schema of ``purbeck assess``."""
    edition, workspace = _workspace(request)
    day = _day(request, workspace, on)
    answer_only_if_changed(request, response, edition)
    scored = _scored(edition, workspace, day)
    found = [each for each in scored.assessments if measure in ("", each.measure.id)]
    parts = () if measure else scored.scorecards
    return assessments_record(workspace.framework.organisation.name, day, found, parts)


@router.get("/risks", tags=["reading"], response={200: Page[RiskOut], **REFUSALS})
def risks(
    request: HttpRequest, response: HttpResponse, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """List the corporate risks."""
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    plain = ("id", "title", "outcome", "likelihood", "impact", "reviewed", "note")
    scores = ("score", "inherent_score", "target_score")
    records = [
        {name: getattr(each, name) for name in (*plain, *scores)}
        | {"level": each.level.value, "trend": each.trend.value}
        | {"indicators": list(each.indicators)}
        for each in workspace.risks
    ]
    return _page(request, records, limit, offset)


@router.get("/actions", tags=["reading"], response={200: Page[ActionOut], **REFUSALS})
def actions(
    request: HttpRequest, response: HttpResponse, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """List what has been undertaken."""
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    plain = ("id", "indicator", "title", "started", "due", "note", "beside")
    records = [
        {name: getattr(each, name) for name in plain} | {"status": each.status.value}
        for each in workspace.actions
    ]
    return _page(request, records, limit, offset)


@router.get("/questions", tags=["reading"], response={200: Page[QuestionOut], **REFUSALS})
def questions(
    request: HttpRequest, response: HttpResponse, limit: Limit = 100, offset: Offset = 0
) -> Any:
    """List the questions of members, with their answers."""
    edition, workspace = _workspace(request)
    answer_only_if_changed(request, response, edition)
    return _page(request, [question_record(each) for each in workspace.questions], limit, offset)


@router.get("/editions", tags=["reading"], response={200: Page[EditionOut], **REFUSALS})
def editions(request: HttpRequest, limit: Limit = 100, offset: Offset = 0) -> Any:
    """List the editions that were issued, those withdrawn among them with the reason."""
    rows = EditionRow.objects.restrict(person_of(request), Right.READ)
    records = [
        {
            "name": each.name,
            "title": each.title,
            "on": each.on,
            "issued_at": each.issued_at,
            "indicators": each.indicators,
            "measures": each.measures,
            "withdrawn": each.withdrawn_at is not None,
            "withdrawn_reason": each.withdrawn_reason,
            "address": request.build_absolute_uri(f"/editions/{each.name}/"),
        }
        for each in rows
    ]
    return _page(request, records, limit, offset)


def question_record(question: Any) -> dict[str, Any]:
    """Give a question in the shape of the interface."""
    plain = ("id", "question", "measure", "asked_by", "asked_on", "answer", "answered_on")
    record = {name: getattr(question, name) for name in plain}
    return record | {"status": question.status.value}


def _for_the_public(framework: Framework) -> Framework:
    contacts = framework.report.contacts
    officers = tuple(
        each if each.id in contacts else replace(each, email="", telephone="")
        for each in framework.officers
    )
    return replace(framework, officers=officers)


def _workspace(request: HttpRequest) -> tuple[Edition, Workspace]:
    found = workspace_for(person_of(request))
    if found is None:
        raise HttpError(404, "There is nothing to read yet.")
    return found


def _day(request: HttpRequest, workspace: Workspace, on: date | None) -> date:
    """Give the day asked for; the public reads up to the day of the report."""
    usual = workspace.framework.report.on
    if on is None:
        return usual
    latest = max(usual, timezone.localdate()) if person_of(request).is_authenticated else usual
    if on > latest:
        raise HttpError(422, f"'on' is {on.isoformat()}, expected {latest.isoformat()} or earlier.")
    return on


def _scored(edition: Edition, workspace: Workspace, on: date) -> Scored:
    return scored_on(edition, workspace, on)


def _page(request: HttpRequest, every: Sequence[T], limit: int, offset: int) -> dict[str, Any]:
    items = every[offset : offset + limit]
    after, address = offset + limit, None
    if after < len(every):
        kept = [
            (key, value) for key, value in request.GET.items() if key not in ("limit", "offset")
        ]
        query = urlencode([*kept, ("limit", limit), ("offset", after)])
        address = request.build_absolute_uri(f"{request.path}?{query}")
    return {"count": len(every), "next": address, "items": items}


def _without_none(record: dict[str, Any]) -> dict[str, Any]:
    return {key: "" if value is None else value for key, value in record.items()}

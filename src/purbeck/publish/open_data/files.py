"""The files of the open data of a workspace, from what may be shown and nothing else."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from purbeck.model.framework import Framework
from purbeck.model.workspace import Workspace
from purbeck.publish.assessment_record import assessments_record
from purbeck.publish.build import ReportFile
from purbeck.publish.open_data.breakdowns import breakdowns_table
from purbeck.publish.open_data.metadata import METADATA, metadata_bytes
from purbeck.publish.open_data.sdmx import grouped_sdmx_bytes, sdmx_bytes
from purbeck.publish.open_data.tables import (
    OpenTable,
    assessments_table,
    csv_bytes,
    measures_table,
    observations_table,
)
from purbeck.publish.wording.figures import day
from purbeck.scorecard.scorecard import disclosed, disclosed_scorecards

README = "README.txt"


def open_data_files(workspace: Workspace, on: date | None = None) -> tuple[ReportFile, ...]:
    """Make the open data of a workspace as known on a date: the same workspace, the same bytes.

    Parameters
    ----------
    on
        The date of the report where none is given. Figures published later are not known.
    """
    framework = workspace.framework
    on = on or framework.report.on
    known = disclosed(workspace, on)
    observations, breakdowns = known.observations, known.breakdowns
    scorecards = disclosed_scorecards(workspace, on)
    assessments = tuple(each for one in scorecards for each in one.assessments)
    tables: tuple[OpenTable, ...] = (
        observations_table(framework, observations),
        assessments_table(assessments),
        measures_table(framework),
    )
    if breakdowns:
        tables = (*tables, breakdowns_table(framework, breakdowns))
    record = assessments_record(framework.organisation.name, on, assessments, scorecards)
    files = {
        **{f"{table.name}.csv": _csv(table) for table in tables},
        METADATA: metadata_bytes(framework, tables, on),
        "observations.json": _json(framework, tables[0], on),
        "assessments.json": f"{record.model_dump_json(indent=2)}\n".encode(),
        "observations.sdmx.csv": sdmx_bytes(framework, observations, on),
        README: _readme(framework, tables, on).encode(),
    }
    if breakdowns:
        files["breakdowns.json"] = _json(framework, tables[-1], on)
        files["breakdowns.sdmx.csv"] = grouped_sdmx_bytes(framework, breakdowns, on)
    return tuple(ReportFile(name, files[name]) for name in sorted(files))


def missing_terms(framework: Framework) -> tuple[str, ...]:
    """Say which terms of use a framework does not declare, in a sentence each."""
    report = framework.report
    said = []
    if not report.licence:
        said.append(
            "The framework declares no licence, so nobody may know that the data can be used: "
            "set 'licence' and 'licence_address' in [report]."
        )
    elif not report.licence_address:
        said.append(
            "The framework does not say where its licence can be read: set "
            "'licence_address' in [report]."
        )
    if not report.attribution:
        said.append(
            "The framework does not say how the data is to be attributed: set "
            "'attribution' in [report]."
        )
    return tuple(said)


def _csv(table: OpenTable) -> bytes:
    return csv_bytes([column.name for column in table.columns], table.rows)


def _json(framework: Framework, table: OpenTable, on: date) -> bytes:
    report = framework.report
    said: dict[str, Any] = {
        "title": report.title,
        "organisation": framework.organisation.name,
        "as_known_on": on.isoformat(),
        "licence": report.licence or None,
        "licence_address": report.licence_address or None,
        "attribution": report.attribution or None,
        table.name: table.records,
    }
    return f"{json.dumps(said, ensure_ascii=False, indent=1)}\n".encode()


_OF_GROUPS = (
    "breakdowns.json  The figures of groups of people as JSON",
    "breakdowns.sdmx.csv  The figures of groups of people as SDMX-CSV 2.0",
)


def _readme(framework: Framework, tables: tuple[OpenTable, ...], on: date) -> str:
    report = framework.report
    licence = report.licence or "None is declared: ask before you use the data."
    lines = [
        f"{report.title}: open data of {framework.organisation.name}",
        "",
        f"As known on {day(on)}. Figures that may not be shown are not in it: their status says "
        "'suppressed'.",
        "",
        f"Licence: {licence}",
        *([f"         {report.licence_address}"] if report.licence_address else []),
        f"Attribution: {report.attribution or 'none is declared'}",
        "",
        *(f"{table.name}.csv  {table.title} ({len(table.rows):,} rows)" for table in tables),
        f"{METADATA}  What each column means, by CSV on the Web",
        "observations.json  The observations as JSON",
        "assessments.json  The assessments as JSON, with the evidence of each",
        "observations.sdmx.csv  The observations as SDMX-CSV 2.0",
        *(_OF_GROUPS if any(table.name == "breakdowns" for table in tables) else ()),
        "",
        "All files are UTF-8.",
    ]
    return "\n".join(lines) + "\n"

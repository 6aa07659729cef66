"""What an indicator says, as digests: so that nothing can change after it was submitted unseen.

The digests are fixed when an indicator is submitted, and held against those of now whenever its
state is read. So no way into the database goes past them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter

from purbeck.model.measure import PopulationIndicator
from purbeck.model.observation import Observation, Provenance
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.codec import policy_as_json
from purbeck_web.exchange.declarations import declared_as_json
from purbeck_web.reading.scoring import workspace_of

WORDS = {
    "figures": "figures",
    "compared": "figures that it is held against",
    "commentary": "commentary",
    "targets": "targets",
    "declaration": "declaration",
    "rules": "rules of the policy",
}
"""The parts of an indicator, and how a page names each."""

_INDICATOR, _FIGURES = TypeAdapter(PopulationIndicator), TypeAdapter(tuple[Observation, ...])

_NO_RULE = ("name", "reason", "accepted")
"""What a policy says that no verdict follows from."""

Contents = Mapping[str, str]


def contents_of(workspace: Workspace, indicator: PopulationIndicator) -> dict[str, str]:
    """Give the digest of each part of an indicator with its measures, as the report would show it.

    A figure that is published after the day of the report is no part of it. Where a figure was
    read, and in which order, makes no difference. What is left at its default is left out, so
    that a version of the program which knows more attributes gives the same digests.
    """
    measures = (indicator, *indicator.measures)
    own = {measure.id for measure in measures}
    held = {each.series for measure in measures for each in measure.comparators} - {"", *own}
    bare = replace(
        indicator,
        target=None,
        measures=tuple(replace(each, target=None) for each in indicator.measures),
    )
    groups = {each.group for measure in measures for each in measure.comparators if each.group}
    parts: dict[str, Any] = {
        "figures": _figures(workspace, own),
        "compared": _figures(workspace, held),
        "commentary": [
            [section.value, text]
            for narrative in workspace.narratives
            if narrative.indicator == indicator.id
            for section, text in narrative.sections
        ],
        "targets": _targets(indicator),
        "declaration": [
            _INDICATOR.dump_python(bare, mode="json", exclude_defaults=True),
            [[g.id, sorted(g.members)] for g in workspace.framework.groups if g.id in groups],
            # Nothing where nothing is declared, so that digests of before still hold.
            *_further(workspace, own, groups),
        ],
        "rules": {k: v for k, v in policy_as_json(workspace.policy).items() if k not in _NO_RULE},
    }
    return {name: _digest(part) for name, part in parts.items()}


@lru_cache(maxsize=4)
def every_contents(revision: UUID) -> Mapping[str, Contents]:
    """Give the contents of each indicator by its id; worked out once a revision."""
    workspace = workspace_of(revision)
    outcomes = workspace.framework.outcomes
    return {i.id: contents_of(workspace, i) for o in outcomes for i in o.indicators}


def differing(then: Contents, now: Contents) -> tuple[str, ...]:
    """Name the parts that differ, in words; a part that either lacks differs."""
    return tuple(words for part, words in WORDS.items() if then.get(part) != now.get(part))


def whole(contents: Contents) -> str:
    """Give one digest of all parts, by which a form says what its reader has seen."""
    return _digest(sorted(contents.items()))


def _further(workspace: Workspace, own: set[str], groups: set[str]) -> list[Any]:
    """Give what else is declared that bears upon measures: groups of people, costs, links."""
    framework = workspace.framework
    figures = (each for each in workspace.breakdowns if each.measure in own)
    dimensions = {each.subgroup.dimension for each in figures if each.subgroup}
    bearing = replace(
        framework,
        dimensions=tuple(each for each in framework.dimensions if each.id in dimensions),
        values=tuple(each for each in framework.values if each.outcome in own),
        neighbour_models=tuple(each for each in framework.neighbour_models if each.group in groups),
        contributions=tuple(
            each for each in framework.contributions if own & {each.measure, each.indicator}
        ),
        places=tuple(each for each in framework.places if each.measure in own),
    )
    return declared_as_json(bearing)


def _figures(workspace: Workspace, measures: Iterable[str]) -> list[Any]:
    wanted, on = set(measures), workspace.framework.report.on
    known = tuple(
        _without_place(each)
        for each in (*workspace.observations, *workspace.breakdowns)
        if each.measure in wanted and (each.published is None or each.published <= on)
    )
    rows = _FIGURES.dump_python(known, mode="json", exclude_defaults=True)
    return sorted(rows, key=lambda row: json.dumps(row, sort_keys=True))


def _without_place(observation: Observation) -> Observation:
    read = observation.provenance
    if read is None:
        return observation
    return replace(observation, provenance=Provenance("", 0, read.source))


def _targets(indicator: PopulationIndicator) -> list[Any]:
    dumped = _INDICATOR.dump_python(indicator, mode="json", exclude_defaults=True)
    below = dumped.get("measures", [])
    return [[each["id"], each.get("target")] for each in (dumped, *below)]


def _digest(part: Any) -> str:
    return sha256(json.dumps(part, sort_keys=True).encode()).hexdigest()

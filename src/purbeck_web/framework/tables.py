"""A framework and a policy as the tables of their files, in which form they are edited.

The library declares these tables and checks them: so what a form lets through is what a file
may say, and a draft can be handed over as files.
"""

from __future__ import annotations

import copy
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomli_w

from purbeck.ingest.reading import FRAMEWORK, POLICY, read_workspace
from purbeck.model.errors import WorkspaceError
from purbeck.model.framework import Framework
from purbeck.model.policy import Policy
from purbeck.model.workspace import Workspace
from purbeck_web.exchange.changing import Edit
from purbeck_web.exchange.framework_toml import framework_toml
from purbeck_web.exchange.policy_toml import policy_toml

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Declared:
    """The tables of framework.toml and of policy.toml.

    They are not to be changed where they stand: ``changed`` gives others.
    """

    framework: Table
    policy: Table

    def changed(self, change: Change) -> Declared:
        """Give what a change makes of a copy of them."""
        new = copy.deepcopy(self)
        change(new)
        return new

    def texts(self) -> tuple[str, str]:
        """Give them as the texts of the two files."""
        return tomli_w.dumps(self.framework), tomli_w.dumps(self.policy)


Change = Callable[[Declared], None]
"""Changes tables, of which it is given a copy."""


def declared_by(workspace: Workspace) -> Declared:
    """Give what a workspace declares, as tables."""
    return declared_in(framework_toml(workspace.framework), policy_toml(workspace.policy))


def declared_in(framework: str, policy: str) -> Declared:
    """Read the tables of the texts of the two files."""
    return Declared(tomllib.loads(framework), tomllib.loads(policy))


def read_declared(declared: Declared) -> tuple[Framework, Policy]:
    """Read framework and policy from their tables.

    Raises
    ------
    WorkspaceError
        With every issue that the files would have.
    """
    framework, policy = declared.texts()
    with tempfile.TemporaryDirectory(prefix="purbeck-") as name:
        folder = Path(name)
        (folder / FRAMEWORK).write_text(framework, encoding="utf-8")
        if policy:
            (folder / POLICY).write_text(policy, encoding="utf-8")
        reading = read_workspace(folder)
    if reading.workspace is None:
        raise WorkspaceError(reading.errors)
    return reading.workspace.framework, reading.workspace.policy


def edit_of(change: Change) -> Edit:
    """Give the edit of the workspace that a change of its tables is."""

    def edit(workspace: Workspace) -> Workspace:
        return fitted(workspace, *read_declared(declared_by(workspace).changed(change)))

    return edit


def fitted(workspace: Workspace, framework: Framework, policy: Policy) -> Workspace:
    """Give the workspace under another framework: without what is of measures that it lacks.

    Figures, commentary and actions of a measure that is dropped leave the workspace; the
    database keeps them. A question about one stays, as one about the whole report.
    """
    ids = {each.id for each in framework.measures}
    risks = tuple(
        replace(each, indicators=tuple(own for own in each.indicators if own in ids))
        for each in workspace.risks
    )
    questions = tuple(
        each if each.measure in ids else replace(each, measure="") for each in workspace.questions
    )
    return replace(
        workspace,
        framework=framework,
        policy=policy,
        observations=tuple(each for each in workspace.observations if each.measure in ids),
        breakdowns=tuple(each for each in workspace.breakdowns if each.measure in ids),
        narratives=tuple(each for each in workspace.narratives if each.indicator in ids),
        actions=tuple(each for each in workspace.actions if each.indicator in ids),
        risks=risks,
        questions=questions,
    )

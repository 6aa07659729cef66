"""A workspace folder, read into the model with everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from purbeck.ingest.actions import read_actions
from purbeck.ingest.bound_texts import BoundTexts
from purbeck.ingest.boundaries import boundaries_of
from purbeck.ingest.declared import Declared, Names
from purbeck.ingest.file_issues import FileIssues
from purbeck.ingest.framework_file import read_framework
from purbeck.ingest.milestones import read_milestones
from purbeck.ingest.narratives import read_narrative
from purbeck.ingest.observations import READERS, Known, read_observations
from purbeck.ingest.policy_file import read_policy
from purbeck.ingest.questions import read_questions
from purbeck.ingest.risk_reviews import read_reviews, with_reviews
from purbeck.ingest.risks import read_risks
from purbeck.ingest.savings import read_savings, with_savings
from purbeck.ingest.text_file import is_present
from purbeck.model.action import Action
from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.framework import Framework
from purbeck.model.issue import DataIssue, IssueCode, Severity
from purbeck.model.narrative import Narrative
from purbeck.model.nearest import listed
from purbeck.model.observation import Observation
from purbeck.model.question import Question
from purbeck.model.risk import CorporateRisk
from purbeck.model.workspace import Workspace

FRAMEWORK, POLICY, RISKS, ACTIONS = "framework.toml", "policy.toml", "risks.csv", "actions.csv"
RISK_REVIEWS, MILESTONES, SAVINGS = "risk_reviews.csv", "milestones.csv", "savings.csv"
QUESTIONS, OBSERVATIONS, NARRATIVE = "questions.csv", "observations", "narrative"

# What systems and spreadsheets leave in a folder of their own accord.
_LITTER = ("desktop.ini", "thumbs.db")


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a workspace gave: the workspace, unless there are errors, and every issue.

    ``framework`` is there where framework.toml is sound, whatever else is wrong.
    """

    workspace: Workspace | None
    issues: tuple[DataIssue, ...]
    framework: Framework | None = None

    @property
    def errors(self) -> tuple[DataIssue, ...]:
        """The issues that stop a build."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[DataIssue, ...]:
        """The issues that are only made known."""
        return tuple(issue for issue in self.issues if issue.severity is Severity.WARNING)


def read_workspace(folder: Path) -> Reading:
    """Read a workspace, and find everything that is wrong with it at once.

    Issues come in the order of files and, within each, of rows; those of a file as a whole come
    first. One wrong file does not hide what is wrong with the others, as far as that can be
    told without it.

    Raises
    ------
    UsageError
        Where there is no such folder. Nothing within the folder raises anything.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder '{folder}'.")
    return _WorkspaceReader(folder).read()


def open_workspace(folder: Path) -> Workspace:
    """Read a workspace that is expected to be sound, and let go of any warnings.

    Raises
    ------
    WorkspaceError
        With every error found, where there is any.
    UsageError
        Where there is no such folder.
    """
    reading = read_workspace(folder)
    if reading.workspace is None:
        raise WorkspaceError(reading.errors)
    return reading.workspace


class _WorkspaceReader:
    """The files of one folder, and the issues found in them so far."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: list[FileIssues] = []
        self._bound = BoundTexts()

    def read(self) -> Reading:
        """Read every file, and put a workspace together where none has an error."""
        framework, declared = self._framework()
        policy = read_policy(self._folder / POLICY, declared.areas, self._issues_of(POLICY))
        observations = self._observations(declared)
        narratives = self._narratives(declared)
        risks = self._risks(declared)
        actions = self._actions(declared)
        questions = self._questions(declared)
        boundaries = boundaries_of(framework, self._folder, self._issues_of)
        self._bound.check(framework)
        issues = self._sorted()
        if framework is None or any(issue.severity is Severity.ERROR for issue in issues):
            return Reading(None, issues, framework)
        workspace = Workspace(
            framework=framework,
            policy=policy,
            observations=tuple(each for each in observations if each.subgroup is None),
            breakdowns=tuple(each for each in observations if each.subgroup is not None),
            narratives=tuple(narratives),
            risks=tuple(risks),
            actions=tuple(actions),
            questions=tuple(questions),
            boundaries=boundaries,
        )
        return Reading(workspace, issues, framework)

    def _framework(self) -> tuple[Framework | None, Declared]:
        reading = read_framework(self._folder / FRAMEWORK, self._issues_of(FRAMEWORK))
        return reading.framework, reading.declared

    def _risks(self, declared: Declared) -> list[CorporateRisk]:
        path, issues = self._folder / RISKS, self._issues_of(RISKS)
        risks: list[CorporateRisk] = []
        rows: dict[str, int] = {}
        if is_present(path):
            risks, rows = read_risks(path, declared, issues, self._bound)
        path = self._folder / RISK_REVIEWS
        if not is_present(path):
            return risks
        names = _names_in("a risk", RISKS, rows, issues)
        reviews = read_reviews(path, declared, names, self._issues_of(RISK_REVIEWS))
        return [with_reviews(risk, reviews, rows, issues) for risk in risks]

    def _actions(self, declared: Declared) -> list[Action]:
        path, issues = self._folder / ACTIONS, self._issues_of(ACTIONS)
        actions: list[Action] = []
        if is_present(path):
            actions = read_actions(path, declared, issues, self._bound)
        names = _names_in("an action", ACTIONS, self._bound.actions, issues)
        path = self._folder / SAVINGS
        savings = read_savings(path, names, self._issues_of(SAVINGS)) if is_present(path) else {}
        actions = with_savings(actions, savings, self._bound.action_rows, issues)
        path = self._folder / MILESTONES
        if not is_present(path):
            return actions
        milestones = read_milestones(path, declared, names, self._issues_of(MILESTONES))
        return [
            replace(action, milestones=tuple(milestones[action.id]))
            if action.id in milestones
            else action
            for action in actions
        ]

    def _questions(self, declared: Declared) -> list[Question]:
        path = self._folder / QUESTIONS
        if not is_present(path):
            return []
        return read_questions(path, declared, self._issues_of(QUESTIONS), self._bound)

    def _observations(self, declared: Declared) -> list[Observation]:
        known: Known = {}
        observations: list[Observation] = []
        paths = self._files_in(OBSERVATIONS, tuple(READERS))
        for path in paths:
            issues = self._issues_of(f"{OBSERVATIONS}/{path.name}")
            observations += read_observations(path, declared, known, issues)
        if not paths:
            issues = self._issues_of(OBSERVATIONS)
            expected = "a folder with figures in at least one file, .csv or .xlsx"
            issues.warn(IssueCode.MISSING_FILE, "", "no files", expected, advice="Add one.")
        return observations

    def _narratives(self, declared: Declared) -> list[Narrative]:
        narratives = []
        first: dict[str, str] = {}
        for path in self._files_in(NARRATIVE, (".md",)):
            issues = self._issues_of(f"{NARRATIVE}/{path.name}")
            indicator = declared.indicators.id_of(path.stem)
            narrative = read_narrative(path, declared, issues, self._bound)
            if first.setdefault(indicator, path.name) != path.name:
                received, expected = f"a second file on '{indicator}'", "one an indicator"
                advice = f"Join it with {first[indicator]}."
                issues.error(IssueCode.DUPLICATE_ID, "", received, expected, advice=advice)
            elif narrative is not None:
                narratives.append(narrative)
        for name in dict.fromkeys(declared.indicators.spellings.values()):
            if name not in first:
                self._without_narrative(name)
        return narratives

    def _without_narrative(self, indicator: str) -> None:
        issues = self._issues_of(f"{NARRATIVE}/{indicator}.md")
        expected = f"the narrative on '{indicator}'"
        advice = "Write the file, by this name or by the number of the indicator."
        issues.warn(IssueCode.MISSING_FILE, "", "no file", expected, advice=advice)

    def _files_in(self, name: str, suffixes: tuple[str, ...]) -> list[Path]:
        """List the files of a folder that are to be read; an error for each other one in it."""
        folder = self._folder / name
        if not is_present(folder):
            return []
        try:
            entries = sorted(folder.iterdir())
        except OSError as error:
            advice = f"The system says: {error.strerror or error}."
            self._issues_of(name).error(
                IssueCode.UNREADABLE_FILE, "", "no readable folder", "a folder", advice=advice
            )
            return []
        kept = [path for path in entries if not _is_litter(path.name)]
        for path in kept:
            if path.suffix.lower() not in suffixes:
                expected = f"a file {listed([f'*{suffix}' for suffix in suffixes])}"
                issues = self._issues_of(f"{name}/{path.name}")
                received = "a file or folder of another name"
                issues.error(IssueCode.UNEXPECTED_FILE, "", received, expected)
        return [path for path in kept if path.suffix.lower() in suffixes]

    def _issues_of(self, file: str) -> FileIssues:
        """Open the issues of a file, under its name as far as that can be written."""
        issues = FileIssues(file.encode("utf-8", "backslashreplace").decode("utf-8"))
        self._files.append(issues)
        return issues

    def _sorted(self) -> tuple[DataIssue, ...]:
        found = [issue for issues in self._files for issue in issues.found]
        return tuple(sorted(found, key=lambda issue: (issue.file, issue.row or 0)))


def _names_in(what: str, file: str, ids: Iterable[str], issues: FileIssues) -> Names:
    """Give the ids of a register to those that refer to it; of one not readable, any will do."""
    own = {each: each for each in ids}
    return Names(what, own, readable=bool(own) or not issues.failed, file=file)


def _is_litter(name: str) -> bool:
    """Whether a file is hidden, a lock of a spreadsheet, or of the system's own making."""
    return name.startswith((".", "~$")) or name.casefold() in _LITTER

"""The reference is whole, and as the code has it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from purbeck.assess.reason import Caveat, Reason
from purbeck.assess.rulebook import RULES
from purbeck.cli.app import app
from purbeck.ingest.columns import ACTIONS, OBSERVATIONS, RISKS
from purbeck.model.issue import ADVICE, IssueCode
from purbeck.model.observation import Absence, Status
from purbeck.model.period import PeriodKind
from purbeck.model.unit import UnitCode
from tests.docs.pages import ROOT

SCRIPT = ROOT / "scripts" / "make_reference.py"
REFERENCE = ROOT / "docs" / "reference"

# Caveats of the tests of evidence, which no sentence of its own is made of.
TOLD_BY_NUMBERS = {
    "by-ranks",
    "by-seasons",
    "trial-limits",
    "little-power",
    "by-two-samples",
    "published-interval",
    "within-chance",
    "baseline-as-now-known",
    "many-not-known",
    "groups-do-not-add-up",
    "group-left-out",
    "from-two-figures",
    "areas-count-alike",
}

GROUP: Any = typer.main.get_command(app)


def page(name: str) -> str:
    """Give the text of a page of the reference."""
    return (REFERENCE / name).read_text(encoding="utf-8")


def make_reference(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the script that makes the reference."""
    command = [sys.executable, str(SCRIPT), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_pages_are_as_the_code_has_them() -> None:
    """The pages in the repository are those that the code of today makes."""
    run = make_reference("--check")

    assert (run.returncode, run.stderr) == (0, "")


def test_a_page_that_differs_is_named_and_left_alone(tmp_path: Path) -> None:
    """Checking names each page that is not as the code has it, and changes nothing."""
    make_reference("--into", str(tmp_path))
    (tmp_path / "rules.md").write_text("edited by hand\n", encoding="utf-8")
    (tmp_path / "periods.md").unlink()

    run = make_reference("--check", "--into", str(tmp_path))

    named = [line.split(" ")[0] for line in run.stderr.splitlines()]
    assert (run.returncode, named) == (1, ["periods.md", "rules.md"])
    assert (tmp_path / "rules.md").read_text(encoding="utf-8") == "edited by hand\n"
    assert not (tmp_path / "periods.md").exists()


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_command_is_in_the_manual_with_an_example(name: str) -> None:
    """Every command has help, a section in the manual, and an example in both."""
    command = GROUP.commands[name]
    section = page("commands.md").split(f"\n## purbeck {name}\n")[1].split("\n## ")[0]

    assert command.help
    assert f"purbeck {name} " in f"{command.epilog} "
    assert re.search(rf"^purbeck {name}\b", section, re.MULTILINE)


@pytest.mark.parametrize("name", GROUP.commands)
def test_every_option_is_in_the_manual_with_its_meaning(name: str) -> None:
    """Every argument and option has help, and the section of its command names it."""
    section = page("commands.md").split(f"\n## purbeck {name}\n")[1].split("\n## ")[0]
    names = [
        parameter.metavar if parameter.param_type_name == "argument" else parameter.opts[0]
        for parameter in GROUP.commands[name].params
        if parameter.name != "help"
    ]

    assert [each for each in names if f"`{each}`" not in section] == []
    assert [each.name for each in GROUP.commands[name].params if not each.help] == []


@pytest.mark.parametrize("issue", IssueCode)
def test_every_issue_code_has_advice_and_an_example(issue: IssueCode) -> None:
    """Every issue code has its section, with its advice and a line that bears it."""
    section = page("issue-codes.md").split(f"\n## {issue.value}\n")[1].split("\n## ")[0]

    assert ADVICE[issue] in section
    assert f"[{issue.value}]" in section


def test_every_rule_has_its_statement_and_source() -> None:
    """Every rule of the rulebook is on the page of rules, with what it does and whence it comes."""
    rules = page("rules.md")

    missing = [r.code for r in RULES if r.statement not in rules or r.source not in rules]
    assert missing == []


@pytest.mark.parametrize("code", [*Reason, *Caveat], ids=lambda code: code.value)
def test_every_reason_and_caveat_is_explained(code: Reason | Caveat) -> None:
    """Every code beside a verdict has its words, save those of a test that are told by numbers."""
    row = re.search(rf"^\| `{code.value}` \|(.+)\|$", page("rules.md"), re.MULTILINE)
    words = re.findall(r"\w+", row[1]) if row else []

    assert len(words) > 1 or code.value in TOLD_BY_NUMBERS


def test_every_column_unit_and_status_is_in_the_workspace_format() -> None:
    """What a workspace may hold is all on the page of its format."""
    names = [name for layout in (OBSERVATIONS, RISKS, ACTIONS) for name in layout.names]
    for choices in (UnitCode, PeriodKind, Status, Absence):
        names += [str(each.value) for each in choices]

    assert [name for name in names if f"| `{name}` |" not in page("workspace-format.md")] == []

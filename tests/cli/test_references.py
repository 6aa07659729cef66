"""``purbeck references``, and what the other commands make of references."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from purbeck.cli.exits import ExitCode
from tests.cli.conftest import DORSET, Purbeck, files_in, written

NO_BREAK = "\u00a0"
WRONG = """## What works

{{ attendanse.latest }} {{ attendance.lates }}

{{ attendance.gap("Englnd") }}
"""
REFUSED = "## What works\n\n{{ visits.change }} {{ attendance.target }}\n"


def test_references_are_listed_with_what_they_say(purbeck: Purbeck, council: Path) -> None:
    """Each line is a reference to copy and its words; what is refused comes last, with why."""
    run = purbeck("references", council, "01")
    lines = [line.replace(NO_BREAK, " ").split("  ") for line in run.out.splitlines()]
    says = {line[0]: line[-1].strip() for line in lines}

    assert (run.code, run.err) == (ExitCode.DONE, "")
    assert list(says)[:2] == ["Reference", "{{ attendance.latest }}"]
    assert says["{{ attendance.latest }}"] == "95.1%"
    assert says["{{ attendance.movement }}"] == "fallen from 95.3% to 95.1%"
    assert says['{{ attendance.gap("England") | words }}'] == "0.9 percentage points below England"
    assert says["{{ attendance.target }}"] == "refused: no target is set for 2016-17"
    refused = [words.startswith("refused:") for words in list(says.values())[1:]]
    assert refused == sorted(refused)


def test_without_a_measure_everything_is_listed(purbeck: Purbeck) -> None:
    """All measures, reference series, risks and actions are listed where none is named."""
    out = purbeck("references", DORSET).out

    for start in (
        "{{ good-attendance.latest }}",
        "{{ total-secondary-absence.latest }}",
        "{{ risk:03c.level }}",
        "{{ action:a06-1.due }}",
    ):
        assert f"\n{start} " in out


def test_json_has_the_words_the_number_and_the_refusal(purbeck: Purbeck, council: Path) -> None:
    """A record says what the line says, with the number apart."""
    run = purbeck("references", council, "attendance", "--json")
    records = {each["reference"]: each for each in json.loads(run.out)["references"]}

    assert records["{{ attendance.latest }}"] == {
        "reference": "{{ attendance.latest }}",
        "says": "95.1%",
        "value": 95.1,
        "about": "Attendance, Exampleshire, 2016-17, School census",
        "refused": None,
    }
    assert records["{{ attendance.target }}"] == {
        "reference": "{{ attendance.target }}",
        "says": None,
        "refused": "no target is set for 2016-17",
    }


def test_an_earlier_day_can_be_asked_about(purbeck: Purbeck, council: Path) -> None:
    """The words are those of what was known on the day."""
    out = purbeck("references", council, "01", "--as-of", "2017-12-31").out

    assert "risen from 94.0% to 95.3%" in out


def test_an_unknown_measure_is_one_line(purbeck: Purbeck, council: Path) -> None:
    """A measure that there is not gives the nearest, and the exit code of a wrong call."""
    run = purbeck("references", council, "atendance")

    assert run.code == ExitCode.USAGE
    assert run.err.splitlines() == [
        "error: There is no measure 'atendance' in this framework. Expected the id or number of "
        "a measure; the nearest is 'attendance'."
    ]


@pytest.mark.parametrize(
    ("story", "rows", "codes"),
    [
        (WRONG, [3, 3, 5], ["unknown-reference", "bad-reference", "unknown-reference"]),
        (REFUSED, [3, 3], ["no-figure-to-refer-to", "no-figure-to-refer-to"]),
    ],
)
def test_every_wrong_reference_is_told_at_once_and_nothing_is_made(
    purbeck: Purbeck, tmp_path: Path, story: str, rows: list[int], codes: list[str]
) -> None:
    """Validate lists each by its row and code; build and issue refuse with the same lines."""
    council = written(tmp_path / "council", **{"narrative/01.md": story})
    before = files_in(council)
    validated = purbeck("validate", council, "--json")
    issues = json.loads(validated.out)["issues"]

    assert validated.code == ExitCode.BAD_DATA
    assert [(each["row"], each["code"]) for each in issues] == list(zip(rows, codes, strict=True))
    for command in (["build", council, "--format", "html"], ["issue", council, "--edition", "one"]):
        run = purbeck(*command)
        lines = [line for line in run.err.splitlines() if line.endswith("]")]
        assert run.code == ExitCode.BAD_DATA
        assert [line.rpartition("[")[2].rstrip("]") for line in lines] == codes
    assert files_in(council) == before


def test_the_json_of_verdicts_has_words_for_references(purbeck: Purbeck, tmp_path: Path) -> None:
    """The title of an action reads in the JSON as in the report."""
    actions = (
        "id,indicator,title,owner,due,started,status,note\n"
        "A1,attendance,Lift it from {{ 01.latest }},,,2016-09-01,,\n"
    )
    council = written(tmp_path / "council", **{"actions.csv": actions})
    out = purbeck("assess", council, "--json").out

    assert "Lift it from 95.1%" in out
    assert "{{" not in out

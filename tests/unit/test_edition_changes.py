"""What reads otherwise than in an edition has a cause, and each cause its evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from purbeck.model.errors import UsageError
from purbeck.model.verdict import Rag
from purbeck.publish.changes_record import changes_json, changes_read
from purbeck.publish.wording.edition_causes import causes_sentences
from purbeck.publish.wording.edition_changes import (
    dropped_sentence,
    like_for_like_sentence,
    verdict_sentence,
)
from purbeck.scorecard.edition_causes import CauseKind
from purbeck.scorecard.edition_comparison import changes_since
from purbeck.store.revision_kind import RevisionKind
from tests.spec.editions_drawn import COUNCIL, FIGURES, THEN, council, of, past_of, since
from tests.spec.small_workspace import read_with


def kinds(folder: Path, measure: str = "attendance", **now: Any) -> list[str]:
    """Give the causes of what became of a measure."""
    return [cause.kind.value for cause in of(since(folder, **now), measure).causes]


def test_what_is_as_it_was_has_no_cause(tmp_path: Path) -> None:
    """A workspace held against its own edition has changed in nothing."""
    found = since(tmp_path)

    assert found.changed == ()
    assert found.policy == ()
    assert found.revisions == ()


def test_a_figure_of_a_later_period_is_new(tmp_path: Path) -> None:
    """Its period is another than that of the edition's latest figure."""
    found = kinds(tmp_path, figures="attendance,X1,2017-18,95.1,,,,2018-08-01,\n")

    assert found == ["new-figure"]


def test_a_revision_has_its_kind(tmp_path: Path) -> None:
    """The figure of a period that the edition had reads otherwise: with both and the note."""
    row = "attendance,X1,2016-17,95.9,,,revised,2018-08-01,Late returns\n"
    (cause,) = of(since(tmp_path, figures=row), "attendance").causes

    assert cause.kind is CauseKind.REVISED
    assert cause.revision is RevisionKind.REVISED
    assert (cause.before, cause.after, cause.reason) == (95.3, 95.9, "Late returns")


def test_a_figure_published_before_the_edition_is_no_change(tmp_path: Path) -> None:
    """Nor is one that is published after the report."""
    late = "attendance,X1,2017-18,95.1,,,,2018-12-01,\n"

    assert kinds(tmp_path, figures=late) == []


def test_a_new_series_is_a_break(tmp_path: Path) -> None:
    """The first figure of a new series is a new figure and a break."""
    row = "attendance,X1,2017-18,91.0,,,break,2018-08-01,\n"

    assert kinds(tmp_path, figures=row) == ["new-figure", "series-break"]


def test_a_changed_target_has_its_reason(tmp_path: Path) -> None:
    """The target of the same period is another: with both values and the declared reason."""
    now = COUNCIL.replace("96.0", "94.0").replace("Agreed by the partners", "96 was out of reach")
    compared = of(since(tmp_path, framework=now), "attendance")
    (cause,) = compared.causes

    assert cause.kind is CauseKind.TARGET_CHANGED
    assert (cause.period, cause.before, cause.after) == ("2016-17", 96.0, 94.0)
    assert cause.reason == "96 was out of reach"


def test_the_same_figures_by_the_old_rules(tmp_path: Path) -> None:
    """Where a target alone has changed, the old rules give the verdict that it had."""
    now = COUNCIL.replace("96.0", "94.0")
    compared = of(since(tmp_path, framework=now), "attendance")

    assert compared.verdict_changed
    assert compared.moved_by_rules
    assert not compared.moved_by_figures
    assert compared.by_old_rules is not None
    assert compared.by_old_rules.rag is compared.before.rag
    assert "By the rules of that edition it would be" in verdict_sentence(compared)


def test_a_target_for_a_further_period_is_set_and_not_changed(tmp_path: Path) -> None:
    """A period that had no target before has one now."""
    now = COUNCIL.replace('"2016-17" = 96.0', '"2016-17" = 96.0, "2017-18" = 97.0')

    assert kinds(tmp_path, framework=now) == ["target-set"]


def test_a_dropped_target_has_the_reason_of_its_own_table(tmp_path: Path) -> None:
    """What is declared as dropped, with ``what = "target"``, says why."""
    start = COUNCIL.index("\n[indicator.target]")
    end = COUNCIL.index("[[measure]]")
    now = COUNCIL[:start] + "\n" + COUNCIL[end:]
    now = now.replace('["england", "target"]', '["england"]') + (
        '\n[[dropped]]\nmeasure = "attendance"\nname = "Attendance"\nwhat = "target"\n'
        'reason = "Met for years"\ndate = 2018-07-01\n'
    )
    found = since(tmp_path, framework=now)
    dropped = [each.cause for each in found.targets]

    assert [cause.kind for cause in dropped] == [CauseKind.TARGET_DROPPED]
    assert dropped[0].reason == "Met for years"


def test_a_changed_rule_says_what_the_former_one_would_give(tmp_path: Path) -> None:
    """The colour that the policy gives to a trend is another, and so is the measure's."""
    policy = (
        'name = "Small"\nreason = "Members asked for it"\n\n'
        '[[decision]]\ntrend = "A"\ncomparators = "R"\nrag = "A"\n'
    )
    found = since(tmp_path, policy=policy)
    (cause,) = of(found, "attendance").causes

    assert cause.kind is CauseKind.RULE_CHANGED
    assert (cause.before, cause.after) == ("R", "A")
    assert cause.reason == "Members asked for it"
    assert [change.part for change in found.policy] == ["trend A with comparators R"]


def test_a_comparator_that_goes_is_named(tmp_path: Path) -> None:
    """A comparator that is held against no more is dropped, whatever the colour."""
    found = kinds(tmp_path, framework=COUNCIL.replace('["england", "target"]', '["target"]'))

    assert found == ["comparator-dropped"]


def test_a_comparator_that_is_another_area_is_changed(tmp_path: Path) -> None:
    """The id is the same, and what it stands for is not."""
    now = COUNCIL.replace(
        'kind = "area"\narea = "E92000001"', 'kind = "group-mean"\ngroup = "neighbours"'
    )

    assert "comparator-changed" in kinds(tmp_path, framework=now)


def test_a_comparators_new_figure_is_its_own_cause(tmp_path: Path) -> None:
    """The figure of the area that a measure is held against was revised."""
    row = "attendance,E92000001,2016-17,95.6,,,revised,2018-08-01,\n"

    assert kinds(tmp_path, figures=row) == ["comparator-revised"]


def test_a_changed_definition_is_named_by_its_key(tmp_path: Path) -> None:
    """What is declared of the measure is another: here, which way is better."""
    now = COUNCIL.replace('polarity = "neither"', 'polarity = "higher"')
    (cause,) = of(since(tmp_path, framework=now), "visits").causes

    assert cause.kind is CauseKind.DEFINITION_CHANGED
    assert (cause.subject, cause.before, cause.after) == ("polarity", "neither", "higher")


def test_another_program_is_a_cause_where_there_is_no_other(tmp_path: Path) -> None:
    """A verdict that changed with nothing else is laid to the version of the program."""
    past = past_of(council(tmp_path / "then"))
    otherwise = tuple(replace(state, rag=Rag.GREEN) for state in past.states)
    past = replace(past, states=otherwise, program="0")
    found = changes_since(past, council(tmp_path / "now"), program="1")
    (cause,) = of(found, "attendance").causes

    assert cause.kind is CauseKind.PROGRAM
    assert (cause.before, cause.after) == ("0", "1")


NEW_MEASURE = """
[[measure]]
id = "calls"
number = "01.2"
indicator = "attendance"
question = "how-much"
name = "Calls"
unit = "count"
polarity = "higher"
period = "financial_quarter"
"""


def test_a_measure_that_came_or_went_moves_no_count(tmp_path: Path) -> None:
    """Only what is in both editions is counted; what went has the reason that was declared."""
    now = COUNCIL[: COUNCIL.index("[[measure]]")] + (
        f"{NEW_MEASURE}\n"
        '[[dropped]]\nmeasure = "visits"\nnumber = "01.1"\nname = "Visits"\n'
        'reason = "Nobody could say what it meant"\ndate = 2018-07-01\nby = "the committee"\n'
        'replaced_by = "calls"\n'
    )
    figures = "".join(line for line in FIGURES.splitlines(True) if "visits" not in line)
    reading = read_with(tmp_path / "now", **{"framework.toml": now, "observations/a.csv": figures})
    assert reading.workspace is not None
    found = changes_since(past_of(council(tmp_path / "then")), reading.workspace)

    assert found.like_for_like.both == 1
    assert [state.measure for state in found.added] == ["calls"]
    assert [each.state.measure for each in found.dropped] == ["visits"]
    assert dropped_sentence(found.dropped[0]) == (
        "Nobody could say what it meant. Since 1 July 2018. Decided by the committee."
    )
    assert like_for_like_sentence(found.like_for_like) == (
        "Of the 1 measure in both editions, 1 kept its colour."
    )


def test_without_what_it_was_made_from_verdicts_alone_are_compared(tmp_path: Path) -> None:
    """An edition whose figures are kept apart still tells a new figure and a printed revision."""
    rows = (
        "attendance,X1,2016-17,95.9,,,revised,2018-08-01,\n"
        "visits,X1,2018-19 Q1,130,,,,2018-08-01,\n"
    )
    found = since(tmp_path, figures=rows, whole=False)

    assert not found.whole
    assert [c.kind for c in of(found, "visits").causes] == [CauseKind.NEW_FIGURE]
    assert [c.kind for c in of(found, "attendance").causes] == [CauseKind.REVISED]


def test_what_is_hidden_now_is_not_told_of_then(tmp_path: Path) -> None:
    """A figure that may not be shown any more is not printed as the edition had it."""
    row = "attendance,X1,2016-17,,,,suppressed,2018-08-01,\n"
    found = of(since(tmp_path, figures=row), "attendance")

    assert found.before.latest is not None
    assert found.before.latest.value is None


def test_an_edition_of_the_same_day_is_no_earlier_one(tmp_path: Path) -> None:
    """It is refused, as nothing can have changed since."""
    workspace = council(tmp_path)

    with pytest.raises(UsageError, match="Expected an earlier edition"):
        changes_since(past_of(workspace), workspace, THEN)


def test_changes_go_to_json_and_back(tmp_path: Path) -> None:
    """What is read back is what was written, so that an edition can keep it."""
    now = COUNCIL.replace("96.0", "94.0")
    found = since(tmp_path, framework=now, figures="visits,X1,2018-19 Q1,130,,,,2018-08-01,\n")

    assert changes_read(changes_json(found)) == found


def test_every_cause_has_a_sentence(tmp_path: Path) -> None:
    """A revision says from what to what, and of which kind."""
    row = "attendance,X1,2016-17,95.9,,,revised,2018-08-01,Late returns\n"
    compared = of(since(tmp_path, figures=row), "attendance")
    measure = council(tmp_path / "other").framework.measure("attendance")
    said = causes_sentences(compared, measure)

    assert said == (
        "The figure for 2016-17 was revised (revised): from 95.3% to 95.9%. Late returns.",
    )

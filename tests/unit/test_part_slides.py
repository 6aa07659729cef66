"""The slides of summary sections: the first words, the first rows, and the rest for the speaker."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from purbeck.ingest import open_workspace
from purbeck.publish.compose import further
from purbeck.publish.compose.part_slides import MOST_ROWS, part_slides
from purbeck.publish.document import Bullets, Cell, Column, Paragraph, Section, Table, plain
from purbeck.scorecard import DisclosedScorecard, disclosed_scorecards
from tests.spec.small_workspace import read_with


@pytest.fixture
def scorecard(tmp_path: Path) -> DisclosedScorecard:
    """Give the scorecard of the small workspace."""
    read_with(tmp_path)
    return disclosed_scorecards(open_workspace(tmp_path), date(2018, 9, 30))[0]


def _section(rows: int) -> Section:
    table = Table("Wards", (Column("Ward"),), tuple((Cell(plain(f"W{n}")),) for n in range(rows)))
    return Section(
        anchor="place-of-good-start",
        title="Place",
        blocks=(
            Paragraph(plain("By the rules of this policy"), quiet=True),
            Paragraph(plain("Two wards are worse than chance explains.")),
            table,
            Bullets((plain("A ward is small."),)),
        ),
    )


@pytest.mark.parametrize(
    ("rows", "shown", "told"),
    [
        (3, 3, []),
        (5, 5, []),
        (9, 5, ["The first 5 of 9 rows are shown; the others are in the report."]),
    ],
)
def test_a_slide_has_the_first_words_and_the_first_rows(
    scorecard: DisclosedScorecard,
    monkeypatch: pytest.MonkeyPatch,
    rows: int,
    shown: int,
    told: list[str],
) -> None:
    """A long table is cut, and the slide says so; what else is said is in the notes."""
    monkeypatch.setattr(further, "OF_OUTCOME", (lambda _: iter((_section(rows),)),))
    (slide,) = part_slides(scorecard)
    *words, table = slide.blocks

    said = ["Two wards are worse than chance explains.", *told]
    assert words == [Paragraph(plain(each)) for each in said]
    assert isinstance(table, Table)
    assert (len(table.rows), MOST_ROWS) == (shown, 5)
    assert "A ward is small." in slide.notes

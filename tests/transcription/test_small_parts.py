"""The small parts of the reading: outlines, colours, statements, figures in cells, profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from purbeck.model.errors import UsageError
from purbeck.transcription.colours import named, named_in_css
from purbeck.transcription.figures import read_cell
from purbeck.transcription.page import Colour, Form
from purbeck.transcription.periods import periods_in, sole_period
from purbeck.transcription.profile import profile_for, profile_from, shipped
from purbeck.transcription.silhouette import Point, form_of, mask_of_outline
from purbeck.transcription.statements import Statement, statements_in
from tests.transcription.drawing import expected

# Outlines on a field of ten by ten, down from the upper left corner.
TRIANGLE: list[Point] = [(0, 10), (10, 10), (5, 0)]
ARROW: list[Point] = [(5, 0), (10, 5), (7, 5), (7, 10), (3, 10), (3, 5), (0, 5)]
THIN: list[Point] = [(5, 0), (8, 3), (5.5, 3), (5.5, 10), (4.5, 10), (4.5, 3), (2, 3)]
BOTH_WAYS: list[Point] = [
    (0, 5), (3, 1), (3, 3.5), (7, 3.5), (7, 1), (10, 5), (7, 9), (7, 6.5), (3, 6.5), (3, 9)
]  # fmt: skip
TURNED = {
    Form.UP: lambda x, y: (x, y),
    Form.DOWN: lambda x, y: (x, 10 - y),
    Form.RIGHT: lambda x, y: (10 - y, x),
    Form.LEFT: lambda x, y: (y, x),
}


def form(outline: list[Point]) -> Form:
    """Say what an outline depicts."""
    mask = mask_of_outline([outline])
    assert mask is not None
    return form_of(mask)


@pytest.mark.parametrize("outline", [TRIANGLE, ARROW, THIN], ids=["triangle", "arrow", "thin"])
@pytest.mark.parametrize("way", TURNED, ids=lambda way: way.value)
def test_an_arrow_is_told_whichever_way_it_points(outline: list[Point], way: Form) -> None:
    """A triangle, an arrow with a shaft and a thin one are told in all four directions."""
    turned = [TURNED[way](x, y) for x, y in outline]

    assert form(turned) is way


def test_what_is_no_arrow_is_not_told_for_one() -> None:
    """A square, a diamond and an arrow both ways have no direction."""
    square: list[Point] = [(0, 0), (10, 0), (10, 10), (0, 10)]
    diamond: list[Point] = [(5, 0), (10, 5), (5, 10), (0, 5)]

    assert [form(one) for one in (square, diamond, BOTH_WAYS)] == [
        Form.SQUARE,
        Form.DIAMOND,
        Form.LEVEL,
    ]


def test_an_outline_without_extent_is_none() -> None:
    """A line and a point enclose nothing."""
    assert mask_of_outline([[(0, 0), (5, 0), (10, 0)]]) is None
    assert mask_of_outline([]) is None


def test_colours_are_named_in_every_notation() -> None:
    """Grey, RGB, CMYK and the notations of style sheets come to the same few names."""
    assert named((0, 1, 1, 0)) is Colour.RED
    assert named((1, 0.75, 0)) is Colour.AMBER
    assert named([0.0, 0.69, 0.31]) is Colour.GREEN
    assert named(0) is Colour.BLACK
    assert named((0.97, 0.98, 0.99)) is Colour.WHITE
    assert named("nonsense") is Colour.OTHER
    assert named_in_css("#C6EFCE") is Colour.GREEN
    assert named_in_css("rgb(255, 199, 206)") is Colour.RED
    assert named_in_css("inherit") is Colour.OTHER


# What stands in a cell, and what is read: value | period | absent or trouble
CELLS = """
    95.3%               | 95.3    |            |
    £1.2m               | 1200000 |            |
    (1,234)             | 1234    |            |
    - 0.6               | -0.6    |            |
    −1.60 2016-17       | -1.60   | 2016-17    |
    5,776 days Q4 17-18 | 5776    | Q4 17-18   |
    93.4% (142/152)     | 93.4    |            |
    2018                | 2018    |            |
    N/A                 |         |            | N/A
    <5                  |         |            | a bound and not a figure: <5
    7th                 |         |            | a rank and not a figure
    12 or 14            |         |            | two figures: 12, 14
    4 (2016) 5 (2017)   |         |            | two figures: 4, 5
"""


def test_a_cell_is_read_for_its_only_figure() -> None:
    """A cell gives its figure and its period; where it has two, or none, it says so."""
    lines = []
    for line in expected(CELLS).splitlines():
        reading = read_cell(line.partition(" | ")[0])
        value = format(reading.figure.value, "f") if reading.figure else ""
        period = reading.period.spelling if reading.period else ""
        why = reading.trouble or reading.absent
        lines.append(f"{line.partition(' | ')[0]} | {value} | {period} | {why}")

    assert "\n".join(line.strip() for line in lines) == "\n".join(
        line.strip() for line in expected(CELLS).splitlines()
    )


# A printed text, and the periods in it.
PERIODS = """
    Quarter 2 (2019/20)                    | Q2 2019-20
    Q1 18-19                               | Q1 18-19
    2018/19 Q3                             | 2018-19 Q3
    April to June 2018                     | Q1 2018-19
    31 March 2019 and Sept-18              | Mar 2019, Sep 2018
    31/03/2019                             | Mar 2019
    12 months to Sep 2018                  | 12 months to Sep 2018
    16-17-year-olds, aged 18-24            |
    Previous 2016 – 20.4%                  | 2016
    £2016 and 2,016 people                 |
"""


def test_periods_are_found_as_they_are_spelled_in_print() -> None:
    """Years, quarters, months and spans are found; ages, money and figures are not."""
    lines = []
    for line in expected(PERIODS).splitlines():
        text = line.partition(" |")[0]
        lines.append(f"{text} | {', '.join(found.spelling for found in periods_in(text))}".strip())

    assert lines == [line.strip() for line in expected(PERIODS).splitlines()]


def test_two_periods_are_no_sole_one() -> None:
    """A quarter with its months is one period, and two years are two."""
    only = sole_period("Q4 2018/19 (January to March 2019)")

    assert only is not None
    assert only.spelling == "Q4 2018-19"
    assert sole_period("2017/18 and 2018/19") is None


# A line, and what it states: role period value, with semicolons between.
STATEMENTS = """
    Previous 2015-16 = - 0.6; Latest 2016-17 -1.6     | previous 2015-16 -0.6; latest 2016-17 -1.6
    Previous (Q3 2017-18) - 96%; Latest – 97%         | previous Q3 2017-18 96; latest  97
    Current: 87.5% Target: 90% RAG: Green             | latest  87.5; target  90; rag
    Latest 2017-18 (Annual Measure) –                 | latest 2017-18 lost
    The latest adult survey found 95% of people happy |
    Actual 50% 51% 52%                                |
"""


def _drawn(one: Statement) -> str:
    value = format(one.figure.value, "f") if one.figure else "lost" if one.lost else ""
    return f"{one.role} {one.period.spelling if one.period else ''} {value}".rstrip()


def test_statements_are_labels_with_their_figures() -> None:
    """A label counts where one figure follows at once: not in prose, nor before several."""
    profile = profile_for("")
    lines = []
    for line in expected(STATEMENTS).splitlines():
        text = line.partition(" |")[0]
        found = [_drawn(one) for one in statements_in(text, profile)]
        lines.append(f"{text} | {'; '.join(found)}".strip())

    assert lines == [line.strip() for line in expected(STATEMENTS).splitlines()]


def test_a_dash_that_may_be_a_sign_is_told() -> None:
    """A dash with a space on either side parts label and figure, and the reader is told."""
    (statement,) = statements_in("Latest 2017-18 – 0.8", profile_for(""))

    assert statement.figure is not None
    assert statement.figure.value > 0
    assert "dash" in statement.doubt


def test_every_shipped_profile_is_sound_and_general_comes_first() -> None:
    """The profiles that ship load, and the general one is among them."""
    assert "general" in shipped()
    assert profile_for("").names == ("general",)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[columns\n", "no TOML"),
        ("[colums]\n", "has a table 'colums'"),
        ("[columns]\nname = 'measure'\n", "has to list texts"),
        ('[patterns]\nrisk = ["("]\n', "is no expression"),
        ('[glyphs]\n"x" = "sideways"\n', "has no known form"),
        ("settings = 3\n", "has to be a table"),
    ],
)
def test_a_profile_that_is_not_sound_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    """A slip in a profile is found when it is read, and the line says what it is."""
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match=reason):
        profile_from(tmp_path / "own.toml")

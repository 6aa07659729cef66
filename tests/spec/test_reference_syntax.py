"""How a reference is written, and what is said of one that is written otherwise."""

from __future__ import annotations

import pytest

from purbeck.model.errors import InvalidValueError
from purbeck.model.issue import IssueCode
from purbeck.model.reference_syntax import Braced, parse_reference, pieces_of, reference_in

title = "The grammar of references"

FIRST_PARTS = (
    "a part such as latest after the name: "
    ".of, .latest, .previous, .at, .lowest, .highest or 17 more"
)
RISK_PARTS = "a part of a risk after the name: .level, .trend, .score, .owner or .reviewed"
ONE_PART = "one part, or a figure and its .period, .numerator, .denominator or .status"
NOT_ASSESSED = "figures and changes only, as no other area is assessed"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("neet.latest", "{{ neet.latest }}"),
        ("{{neet.latest}}", "{{ neet.latest }}"),
        (" 02.1 . latest ", "{{ 02.1.latest }}"),
        ("2.10.3.latest", "{{ 2.10.3.latest }}"),
        ('"A.b".latest', '{{ "A.b".latest }}'),
        ("neet.at('2016-17')", '{{ neet.at("2016-17") }}'),
        ("neet.at(\u201c2016-17\u201d)", '{{ neet.at("2016-17") }}'),
        ('neet.gap( "South  West" )|words', '{{ neet.gap("South West") | words }}'),
        ("neet.target()", "{{ neet.target }}"),
        (
            "neet.latest | decimals  0 | without   unit",
            "{{ neet.latest | decimals 0 | without unit }}",
        ),
        ('neet.of("England").lowest.period', '{{ neet.of("England").lowest.period }}'),
        ("risk:03c.level", "{{ risk:03c.level }}"),
        ('action : "A 1".due', '{{ action:"A 1".due }}'),
    ],
)
def test_a_reference_is_read_and_written_again(typed: str, written: str) -> None:
    """Whatever its spaces and quotation marks, a reference has one form, which reads as itself."""
    reference = parse_reference(typed)

    assert str(reference) == written
    assert parse_reference(str(reference)) == reference


@pytest.mark.parametrize(
    ("typed", "received", "expected"),
    [
        ("", "nothing more", "the id or number of a measure, or risk: or action: and an id"),
        ("neet", "'neet' alone", FIRST_PARTS),
        ("risk:R1", "'R1' alone", RISK_PARTS),
        ("neet.latst", "'.latst'", "a part such as latest; the nearest is 'latest'"),
        ("risk:R1.levle", "'.levle'", "a part of a risk; the nearest is 'level'"),
        ("action:A1.du", "'.du'", "a part of an action; the nearest is 'due'"),
        ("neet.at", "'.at'", 'a period in brackets: .at("…")'),
        ("neet.at(2016)", "'2016)'", 'a text in quotation marks: at("…")'),
        ('neet.at("2016"', "nothing more", "a bracket that closes: )"),
        ('neet.at("2016', "'\"2016'", "a quotation mark that closes"),
        ('neet.at("")', "')'", "something between the quotation marks"),
        ('neet.latest("2016")', "'.latest(\"2016\")'", "nothing in brackets after .latest"),
        ("neet.", "nothing more", "a part such as latest after the point"),
        ("neet latest", "'latest'", "'.', '|' or the end of the reference"),
        ("neet.latest | word", "'| word'", "a way of writing; the nearest is 'words'"),
        ("neet.latest | decimals", "'decimals'", "how many decimals, 0 to 6"),
        ("neet.latest | decimals 7", "'decimals 7'", "how many decimals, 0 to 6"),
        ("neet.latest | words | words", "'words' twice", "each way of writing once"),
        ("neet.trend | words", "'| words'", "no other way of writing than capital for this part"),
        ("neet.change.period", "'.change.period'", ONE_PART),
        ("risk:R1.level.trend", "'.level.trend'", "one part after the name"),
        ('neet.of("England").trend', "'.of(\"England\").trend'", NOT_ASSESSED),
    ],
)
def test_what_is_not_a_reference_is_told(typed: str, received: str, expected: str) -> None:
    """What is wrong is named, with what was expected in its place."""
    with pytest.raises(InvalidValueError) as raised:
        parse_reference(typed)

    (problem,) = raised.value.problems
    assert (problem.code, problem.received, problem.expected) == (
        IssueCode.BAD_REFERENCE,
        received,
        expected,
    )


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("plain", ["plain"]),
        ("a {{ b }} c", ["a ", "< b >", " c"]),
        ("{{b}}{{c}}", ["<b>", "<c>"]),
        (r"a \{{ b }}", ["a {{ b }}"]),
        ("a { b } c }}", ["a { b } c }}"]),
        ("a {{ b", ["a ", "<unclosed  b>"]),
        ("a {{ b\nc", ["a ", "<unclosed  b>", "\nc"]),
        ("{{ b {{ c }}", ["<unclosed  b >", "< c >"]),
        ("{{ b\n.c }}", ["< b\n.c >"]),
    ],
)
def test_text_is_parted_at_its_braces(text: str, pieces: list[str]) -> None:
    """Braces that are not closed end with their line; after a backslash they are text."""
    shown = [
        piece if isinstance(piece, str) else f"<{'' if piece.closed else 'unclosed '}{piece.inner}>"
        for piece in pieces_of(text)
    ]

    assert shown == pieces


def test_braces_that_are_not_closed_are_no_reference() -> None:
    """What is not closed is refused, with how braces themselves are written."""
    with pytest.raises(InvalidValueError, match=r"expected }} to end the reference, or \\{{"):
        reference_in(Braced(0, 4, " b", closed=False))

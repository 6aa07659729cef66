"""The reference that says exactly what somebody typed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from purbeck.model.area import Area
from purbeck.publish.wording.references import Refused, Resolved
from purbeck.publish.wording.writable import (
    Typed,
    writable,
    writable_of_registers,
)
from tests.spec.bound import ENGLAND, NEIGHBOURS, asked, workspace

title = "From a typed figure to a reference"

DRAWN = workspace(
    """
        | 2014-15 | 2015-16 | 2016-17
Here    | 5.3     | 5.4     | 5.7
England | 5.0     | 5.2     | 6.0
A       | 5.0     | 5.2     | 5.0
""",
    (ENGLAND, NEIGHBOURS),
    polarity="lower",
)
INDICATOR = DRAWN.framework.measure("attendance")


@pytest.mark.parametrize(
    ("typed", "reference"),
    [
        ("5.7%", "{{ attendance.latest }}"),
        ("5.7 %", "{{ attendance.latest }}"),
        ("5.7", "{{ attendance.latest | without unit }}"),
        ("5.7 per cent", "{{ attendance.latest | words }}"),
        ("6%", "{{ attendance.latest | decimals 0 }}"),
        ("5.4%", "{{ attendance.previous }}"),
        ("5.3%", "{{ attendance.lowest }}"),
        ("risen from 5.4% to 5.7%", "{{ attendance.movement }}"),
        ("Risen from 5.4% to 5.7%", "{{ attendance.movement | capital }}"),
        ("0.3 percentage points", "{{ attendance.change | without sign }}"),
        ("0.3", "{{ attendance.change | without sign | without unit }}"),
        ("-0.3 percentage points", '{{ attendance.gap("England") }}'),
        ("6.0%", '{{ attendance.comparator("England") }}'),
        ("5.2%", '{{ attendance.of("England").previous }}'),
        ("2016-17", "{{ attendance.period }}"),
        ("9.9%", None),
        ("", None),
    ],
)
def test_the_likeliest_reference_is_given(typed: str, reference: str | None) -> None:
    """A typed figure leads to the reference that prints it, the simplest first, or to none."""
    found = Typed(asked(DRAWN)).reference_for(INDICATOR, typed)

    assert (found and str(found)) == reference


def test_every_reference_that_says_it_is_given() -> None:
    """Where several say the same, all of them are given."""
    found = [str(each) for each in Typed(asked(DRAWN)).references_for(INDICATOR, "5.3%")]

    assert found == [
        "{{ attendance.lowest }}",
        '{{ attendance.at("2014-15") }}',
    ]


def test_an_absent_figure_is_no_text_that_was_typed() -> None:
    """The word for a hidden figure leads to no reference, and what can be told still does."""
    hidden = workspace("| 2015-16 | 2016-17\nHere | 5.4 | c")
    typed, measure = Typed(asked(hidden)), hidden.framework.measure("attendance")

    assert typed.references_for(measure, "suppressed") == ()
    assert str(typed.reference_for(measure, "5.4%")) == "{{ attendance.previous }}"
    assert str(typed.reference_for(measure, "2016-17")) == "{{ attendance.period }}"


def test_of_many_areas_only_comparators_are_listed() -> None:
    """Up to twelve areas with figures are listed; of more, only those compared with."""
    codes = ["England", *(f"T{number:02}" for number in range(12))]
    rows = "\n".join(f"{code} | 5.0" for code in codes)
    many = workspace(f"| 2016-17\nHere | 5.4\n{rows}", (ENGLAND,))
    areas = (*many.framework.areas, *(Area(code, code) for code in codes[1:]))
    many = replace(many, framework=replace(many.framework, areas=areas))

    listed = writable(asked(many), many.framework.measure("attendance"))

    assert {each.reference.area for each in listed} == {None, "England"}


def test_what_is_listed_says_what_it_says_there() -> None:
    """A reference that is listed can be written: read again, it gives the words listed."""
    references = asked(DRAWN)
    listed = [*writable(references, INDICATOR), *writable_of_registers(references)]

    for each in listed:
        assert references.read(each.text) == each.outcome, each.text
    assert {type(each.outcome) for each in listed} == {Resolved, Refused}
    assert len({each.text for each in listed}) == len(listed)

"""The figures and differences that references ask for, written in the ways that they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from purbeck.model.measure import MOST_DECIMALS, Measure
from purbeck.model.reference import Written
from purbeck.model.reference_parts import FormatName
from purbeck.model.unit import UnitCode
from purbeck.publish.wording.figures import MINUS, NO_BREAK, difference, figure, number
from purbeck.publish.wording.verdicts import sentence_case

Formats = Sequence[Written]


def asks_for(formats: Formats, name: FormatName) -> bool:
    """Whether a way of writing is among those asked for."""
    return any(written.name is name for written in formats)


def begun(words: str, formats: Formats) -> str:
    """Give words with a capital letter where that is asked for."""
    return sentence_case(words) if asks_for(formats, FormatName.CAPITAL) else words


def as_asked(measure: Measure, formats: Formats) -> Measure:
    """Give the measure with the decimals that are asked for; with its own where none are."""
    asked = [written.decimals for written in formats if written.decimals is not None]
    return replace(measure, decimals=asked[0]) if asked else measure


def figure_words(value: float, measure: Measure, formats: Formats = ()) -> str:
    """Write a figure: 5.7%, or 5.7 without its unit, or 5.7 per cent in words.

    Examples
    --------
    See ``tests/spec/test_references.py``.
    """
    measure = as_asked(measure, formats)
    if asks_for(formats, FormatName.WITHOUT_UNIT):
        return number(value, measure.decimals)
    if asks_for(formats, FormatName.WORDS):
        named = {UnitCode.PERCENTAGE: "per cent", UnitCode.PERCENTAGE_POINTS: "percentage points"}
        if measure.unit.code in named:
            text = number(value, measure.decimals)
            return f"{text}{NO_BREAK}{named[measure.unit.code]}"
    return figure(value, measure)


def change_words(change: float, measure: Measure, formats: Formats = ()) -> str:
    """Write a change with its sign, or in words: a rise of 0.3 percentage points, no change."""
    if asks_for(formats, FormatName.WORDS):
        if change == 0:
            return "no change"
        size = _size(change, measure, formats)
        return f"a {'rise' if change > 0 else 'fall'} of {size}"
    return _signed(change, measure, formats)


def gap_words(gap: float, name: str, measure: Measure, formats: Formats = ()) -> str:
    """Write a gap with its sign, or in words: 4.0 percentage points below England."""
    if asks_for(formats, FormatName.WORDS):
        if gap == 0:
            return f"the same as {name}"
        size = _size(gap, measure, formats)
        return f"{size} {'above' if gap > 0 else 'below'} {name}"
    return _signed(gap, measure, formats)


def movement_words(previous: float, latest: float, measure: Measure, formats: Formats = ()) -> str:
    """Write two figures and the way between them: risen from 5.4% to 5.7%, stayed at 4.0%.

    Two that differ and would read alike have as many decimals as it takes to tell them apart;
    where even that does not, the figure has stayed.
    """
    way = way_between(previous, latest, measure)
    if way == 0:
        return f"stayed at {figure(latest, as_asked(measure, formats))}"
    told = _telling_apart(previous, latest, as_asked(measure, formats))
    verb = "risen" if way > 0 else "fallen"
    return f"{verb} from {figure(previous, told)} to {figure(latest, told)}"


def way_between(previous: float, latest: float, measure: Measure) -> int:
    """Give 1 for up, -1 for down, and 0 where no decimals tell the two figures apart."""
    told = _telling_apart(previous, latest, measure)
    if number(previous, told.decimals) == number(latest, told.decimals):
        return 0
    return 1 if latest > previous else -1


def difference_between(previous: float, latest: float) -> float:
    """Give the second less the first, and exactly 0 where no decimals tell them apart."""
    change = round(latest - previous, MOST_DECIMALS)
    return change if change else 0.0


def _telling_apart(one: float, other: float, measure: Measure) -> Measure:
    for decimals in range(measure.decimals, MOST_DECIMALS + 1):
        if number(one, decimals) != number(other, decimals):
            return replace(measure, decimals=decimals)
    return replace(measure, decimals=MOST_DECIMALS)


def _size(value: float, measure: Measure, formats: Formats) -> str:
    measure = as_asked(measure, formats)
    if asks_for(formats, FormatName.WITHOUT_UNIT):
        return number(abs(value), _telling_apart(0.0, value, measure).decimals)
    return difference(value, _telling_apart(0.0, value, measure) if value else measure)


def _signed(value: float, measure: Measure, formats: Formats) -> str:
    size = _size(value, measure, formats)
    if value == 0 or asks_for(formats, FormatName.WITHOUT_SIGN):
        return size
    return f"{'+' if value > 0 else MINUS}{size}"

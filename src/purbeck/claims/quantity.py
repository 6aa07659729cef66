"""Figures in a text: digits and number words, their unit, and how exactly they are meant."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from purbeck.claims.number_words import NUMBER_WORDS
from purbeck.model.unit import UnitCode


class Spoken(Enum):
    """The unit that stands beside a figure."""

    PERCENT = "percent"
    POINTS = "points"
    DAYS = "days"
    POUNDS = "pounds"
    PER = "per"
    NONE = "none"


class Nearness(Enum):
    """How exactly a figure is meant."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure as typed.

    Attributes
    ----------
    start, end
        In the sentence, with the words for its nearness and its unit.
    digits_start, digits_end
        Of the figure with its unit alone.
    step
        The worth of its last digit: 0.1 for 5.7, 10 for 60, where only "about 60" is said.
    in_words
        Whether it is a fraction or a number in words.
    """

    start: int
    end: int
    digits_start: int
    digits_end: int
    value: float
    step: float
    unit: Spoken
    nearness: Nearness = Nearness.EXACT
    per: int = 0
    in_words: bool = False

    def fits(self, value: float) -> bool | None:
        """Whether a figure is what was typed; None where it is neither clearly so nor not.

        A figure typed with fewer decimals holds for every figure that rounds to it.
        """
        half = self.step / 2 + 1e-9
        gap = value - self.value
        if self.nearness is Nearness.EXACT:
            return self._fraction_fits(value) if self.in_words else abs(gap) <= half
        if self.nearness is Nearness.ABOUT:
            return self._about(value)
        if self.nearness is Nearness.NEARLY:
            reach = max(self._coarse(), abs(self.value) * 0.03)
            if -reach <= gap < half and gap <= 0:
                return True
            return None if abs(gap) <= 2 * reach else False
        if abs(gap) <= 1e-9:
            return self.nearness in (Nearness.AT_LEAST, Nearness.AT_MOST)
        above = self.nearness in (Nearness.OVER, Nearness.AT_LEAST)
        return (gap > 0) == above

    def _coarse(self) -> float:
        """The worth of the last digit that is not a nought, and a tenth of the figure at most."""
        if self.in_words or not self.value:
            return abs(self.value) * 0.1
        step, whole = self.step, abs(self.value)
        while step < whole and abs(whole / (step * 10) - round(whole / (step * 10))) < 1e-9:
            step *= 10
        return min(max(step, self.step), max(whole * 0.1, self.step))

    def _about(self, value: float) -> bool | None:
        reach = max(self._coarse() / 2, abs(self.value) * 0.03) + 1e-9
        gap = abs(value - self.value)
        return True if gap <= reach else None if gap <= 2 * reach else False

    def _fraction_fits(self, value: float) -> bool | None:
        """A share in words is rough: within a twentieth it holds, beyond a tenth it does not."""
        gap = abs(value - self.value)
        near = max(self.value / 20, 1.0) + 1e-9
        return True if gap <= near else None if gap <= 2 * near else False


_WORD_NUMBER = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))

_PARTS = {
    **{"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7},
    **{"eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20},
}

_NEAR = [
    (Nearness.UNDER, r"just under|under|less than|fewer than|below|lower than"),
    (Nearness.NEARLY, r"nearly|almost|close to|approaching|not quite"),
    (Nearness.AT_LEAST, r"at least|no less than|no fewer than|a minimum of"),
    (Nearness.AT_MOST, r"at most|no more than|up to|a maximum of"),
    (
        Nearness.OVER,
        r"just over|well over|over|more than|above|in excess of|greater than|higher than",
    ),
    (
        Nearness.ABOUT,
        r"around|about|approximately|approx\.?|roughly|some|circa|c\.|~|in the region of",
    ),
]
_NEARNESS = "|".join(f"(?P<{near.name.lower()}>{words})" for near, words in _NEAR)

_PERCENT = (
    r"\s?%(?!\s?(?:points?|pts?)\b)|[\s-]?(?:per[\s-]cents?|percent|pc)\b(?![\s-](?:points?|pts?))"
)
_POINTS = (
    r"(?:\s?%|[\s-]?(?:percentage|per[\s-]cent|percent))[\s-](?:points?|pts?)\b"
    r"|\s?(?:ppts?|pps?|p\.p\.)(?![\w])|[\s-]points?\b"
)
_UNIT = (
    rf"(?P<points>{_POINTS})|(?P<percent>{_PERCENT})|(?P<days>[\s-](?:bed[\s-])?days?\b)"
    r"|(?P<per>(?=(?:\s[a-z-]+){0,3}?\s(?:per|for every|for each|in every)\s(?P<base>1[\d,]*0)\b))"
)
_PLAIN_UNIT = r"(?:\s?(?:kgs?|kilograms?|kilos)\b)?"
_SCALE = {"m": 1e6, "million": 1e6, "k": 1e3, "thousand": 1e3, "bn": 1e9, "billion": 1e9}
_DIGITS = (
    r"(?P<sign>(?<![\w.%)])[-\u2212\u2013]\s?)?(?P<pound>\u00a3)?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<scale>m|k|bn)\b|\s(?P<scaled>million|thousand|billion)\b)?"
)
_QUANTITY = re.compile(
    rf"(?:\b(?:{_NEARNESS})\s*)?(?P<figure>(?:(?<![\w.,/]){_DIGITS}|\b(?P<words>{_WORD_NUMBER}))"
    rf"(?:{_UNIT})?{_PLAIN_UNIT})(?![\w/]|[.,]\d|-\w)",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"(?:\b(?:{_NEARNESS})\s+)?(?P<figure>\b(?:(?P<count>one|two|three|four|five|six|seven|eight|nine|a|an|"
    rf"\d{{1,2}})\s+"
    rf"(?:in|out of)\s+(?:every\s+)?(?P<of>{_WORD_NUMBER}|\d{{1,3}})\b(?!\s*(?:%|per))"
    rf"|(?:(?P<many>a|an|one|two|three|four|five|seven|nine)[\s-])?(?P<part>{'|'.join(_PARTS)})s?"
    r"(?=\s+of\b)))",
    re.IGNORECASE,
)

# What stands before a figure that counts no measure: an age, a stage, a page.
_NAMED = re.compile(
    r"(?:\baged?|\bages|\bstages?|\blevel|\byears?|\bpages?|\bsection|\btier|\bphase|\bbands?|"
    r"\bact|\btable|\bno\.?|\bappendix|\bparagraph|\bunder[- ]?|\bkey stages?|\bgrades?|\bfigure|"
    r"\bper|\bfor every|\bin every|\bfor each|\bform|\bpriority|\broom|\bversion|"
    r"\bschedule|\btop|\bpart)\s*$",
    re.IGNORECASE,
)
_AFTER_NAMED = re.compile(
    r"^-\s?(?:to|and|or)\s|"
    r"^\s*(?:-|\u2013|\s)?(?:year-olds?|years? old|years? of age|st|nd|rd|th)\b|"
    r"^\s?(?:to|and|-|\u2013)\s?\d+[- ]year",
    re.I,
)
_COUNTED_TIME = re.compile(
    r"^[\s-](?:more\s|full\s|consecutive\s|successive\s)?"
    r"(?:years?|quarters?|months?|weeks?|hours?|minutes?|terms?)\b",
    re.IGNORECASE,
)


# Without these there is no figure; to look for them first is many times faster.
_EXACT = re.compile(r"\d|cent\b|cents\b|points?\b|days?\b", re.IGNORECASE)
_ROUGH = re.compile(
    rf"{'|'.join(_PARTS)}|out of|\bin (?:every )?(?:\d|{_WORD_NUMBER})", re.IGNORECASE
)


def quantities_in(text: str, masked: tuple[tuple[int, int], ...]) -> tuple[Quantity, ...]:
    """Find the figures in a sentence, in order, outside the spans that are masked."""
    rough = _ROUGH.search(text) is not None
    fractions = [q for q in _fractions(text) if not _touches(q, masked)] if rough else []
    taken = (*masked, *((q.start, q.end) for q in fractions))
    exact = _EXACT.search(text) is not None
    figures = [q for q in _figures(text) if not _touches(q, taken)] if exact else []
    return tuple(sorted([*fractions, *figures], key=lambda q: q.start))


def _touches(quantity: Quantity, spans: tuple[tuple[int, int], ...]) -> bool:
    return any(quantity.digits_start < end and start < quantity.digits_end for start, end in spans)


def _near(found: re.Match[str]) -> Nearness:
    for near, _ in _NEAR:
        if found[near.name.lower()]:
            return near
    return Nearness.EXACT


def _figures(text: str) -> Iterator[Quantity]:
    for found in _QUANTITY.finditer(text):
        start, end = found.span("figure")
        bare = found["digits"] or found["words"]
        after = text[found.end("digits") if found["digits"] else found.end("words") :]
        if _NAMED.search(text[max(0, start - 16) : start]) and not found["percent"]:
            continue
        if _AFTER_NAMED.match(after) or _COUNTED_TIME.match(after):
            continue
        if found["words"] and not (found["percent"] or found["points"] or found["days"]):
            continue
        if found["digits"]:
            value = float(bare.replace(",", ""))
            decimals = len(bare.partition(".")[2])
            scale = _SCALE.get((found["scale"] or found["scaled"] or "").lower(), 1.0)
            value, step = value * scale, 10.0**-decimals * scale
            value = -value if found["sign"] else value
        else:
            value, step = float(NUMBER_WORDS[bare.lower()]), 1.0
        if not math.isfinite(value):
            continue
        yield Quantity(
            start=found.start(),
            end=end,
            digits_start=start,
            digits_end=end,
            value=value,
            step=step,
            unit=_unit(found),
            nearness=_near(found),
            per=int(found["base"].replace(",", "")) if found["base"] else 0,
        )


def _unit(found: re.Match[str]) -> Spoken:
    if found["pound"]:
        return Spoken.POUNDS
    for name in ("points", "percent", "days", "per"):
        if found[name] is not None:
            return Spoken(name)
    return Spoken.NONE


_NO_FRACTION = re.compile(
    r"\b(?:first|second|third|fourth|other|latter|last|this|each|that|the)\s+$", re.I
)


def _fractions(text: str) -> Iterator[Quantity]:
    for found in _FRACTION.finditer(text):
        start, end = found.span("figure")
        if found["part"]:
            many = (found["many"] or "").lower()
            if not many and (found["part"].lower() != "half" or _NO_FRACTION.search(text[:start])):
                continue
            count = NUMBER_WORDS.get(many, 1)
            whole = _PARTS[found["part"].lower()]
        else:
            count = _count(found["count"])
            whole = _count(found["of"])
        if not whole or count >= whole:
            continue
        yield Quantity(
            start=found.start(),
            end=end,
            digits_start=start,
            digits_end=end,
            value=100.0 * count / whole,
            step=1.0,
            unit=Spoken.PERCENT,
            nearness=_near(found),
            in_words=True,
        )


def _count(word: str) -> int:
    lowered = word.lower()
    return int(lowered) if lowered.isdigit() else NUMBER_WORDS.get(lowered, 1)


_TAKES: dict[UnitCode, tuple[Spoken, ...]] = {
    UnitCode.PERCENTAGE: (Spoken.PERCENT, Spoken.NONE),
    UnitCode.PERCENTAGE_POINTS: (Spoken.POINTS, Spoken.PERCENT, Spoken.NONE),
    UnitCode.COUNT: (Spoken.NONE,),
    UnitCode.DAYS: (Spoken.DAYS, Spoken.NONE),
    UnitCode.SCORE: (Spoken.NONE, Spoken.POINTS),
    UnitCode.RATIO: (Spoken.NONE,),
    UnitCode.POUNDS: (Spoken.POUNDS,),
    UnitCode.RATE_PER_1000: (Spoken.PER, Spoken.NONE),
    UnitCode.RATE_PER_10000: (Spoken.PER, Spoken.NONE),
    UnitCode.RATE_PER_100000: (Spoken.PER, Spoken.NONE),
}
_BASES = {
    UnitCode.RATE_PER_1000: 1_000,
    UnitCode.RATE_PER_10000: 10_000,
    UnitCode.RATE_PER_100000: 100_000,
}


def can_be_of(quantity: Quantity, unit: UnitCode) -> bool:
    """Whether a figure with its unit can be a figure of a measure in another."""
    if quantity.unit is Spoken.PER:
        return _BASES.get(unit) == quantity.per
    return quantity.unit in _TAKES[unit]

"""How a measure stands, in a few sentences: for whoever watches it."""

from __future__ import annotations

from purbeck.assess.assessment import Assessment
from purbeck.publish.wording.figures import observed
from purbeck.publish.wording.sentences import overall_sentence, trend_sentence


def standing_words(assessment: Assessment) -> str:
    """Give the latest figure with its period, how it came about, and the colour it makes.

    Where there is no figure at all, the sentence of the trend says so.
    """
    latest = assessment.latest
    figure = f"{observed(latest, assessment.measure)} in {latest.period}." if latest else ""
    figure = figure[:1].upper() + figure[1:]
    parts = (figure, trend_sentence(assessment), overall_sentence(assessment))
    return " ".join(part for part in parts if part)

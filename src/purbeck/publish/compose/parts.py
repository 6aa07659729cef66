"""The anchors of the summary sections of an outcome."""

from __future__ import annotations

from purbeck.scorecard import DisclosedScorecard

INFIX = "-of-"


def anchor_of_part(part: str, scorecard: DisclosedScorecard) -> str:
    """Give the anchor of a part's summary of an outcome, of which there is one in a site.

    Parameters
    ----------
    part
        The name of the part in an address, such as ``equality`` or ``value-for-money``.
    """
    return f"{part}{INFIX}{scorecard.outcome.id}"

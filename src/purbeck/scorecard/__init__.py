"""Floor 4: the assessed outcome: what stands out, what has changed, what may be shown."""

from purbeck.scorecard.scorecard import (
    DisclosedScorecard,
    disclosed_scorecard,
    disclosed_scorecards,
)

__all__ = ["DisclosedScorecard", "disclosed_scorecard", "disclosed_scorecards"]

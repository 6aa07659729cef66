"""The pages on which the scorecard is read."""

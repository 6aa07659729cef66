"""The second verdict: what the numbers can bear. One rule a file, as beside it."""

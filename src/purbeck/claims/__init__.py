"""The checker of commentary: what a text says of the figures, held against the figures.

It reads by a fixed grammar over the measures' own vocabulary, and never guesses: what it cannot
tie to one measure, one period and one statement it says that it cannot check.
"""

from purbeck.claims.check import check_commentary, check_text

__all__ = ["check_commentary", "check_text"]

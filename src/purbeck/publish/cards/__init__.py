"""Indicator cards: one measure in a drawing and a piece of HTML, for other people's pages."""

from purbeck.publish.cards.files import card_files

__all__ = ["card_files"]

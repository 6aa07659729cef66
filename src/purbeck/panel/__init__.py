"""Floor 2: one measure as arrays of shape (areas, periods). numpy only."""

from purbeck.panel.build import panel_of
from purbeck.panel.panel import NOT_OBSERVED, PRESENT, Panel

__all__ = ["NOT_OBSERVED", "PRESENT", "Panel", "panel_of"]

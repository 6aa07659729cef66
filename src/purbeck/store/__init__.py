"""Floor 3: observations held with their history, never overwritten."""

from purbeck.store.history import History, Revision

__all__ = ["History", "Revision"]

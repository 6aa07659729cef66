"""Floor 3: reading a workspace folder into the model, with every bad input found at once."""

from purbeck.ingest.reading import Reading, open_workspace, read_workspace
from purbeck.ingest.starter import write_starter

__all__ = ["Reading", "open_workspace", "read_workspace", "write_starter"]

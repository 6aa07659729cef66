"""Open data: what may be shown of a workspace, as tables that other programs read."""

from purbeck.publish.open_data.files import missing_terms, open_data_files

__all__ = ["missing_terms", "open_data_files"]

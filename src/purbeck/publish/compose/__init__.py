"""From a disclosed scorecard to a document: one module a part of the report."""

from purbeck.publish.compose.report import compose

__all__ = ["compose"]

"""Renderers: one module a format, each taking a Document and giving bytes."""

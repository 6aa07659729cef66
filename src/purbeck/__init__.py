"""Purbeck: outcomes-focused performance monitoring for public bodies."""

__version__ = "0.1.0"

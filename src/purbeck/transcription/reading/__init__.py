"""A reader for each format, all of which make pages out of a file."""

from __future__ import annotations

from purbeck.transcription.reading.opening import read_publication

__all__ = ["read_publication"]

"""From a published report to a draft workspace: whatever is read has its page, and its doubts."""

from __future__ import annotations

from purbeck.transcription.draft import Confidence, Draft
from purbeck.transcription.errors import NothingToImportError, UnreadableReportError
from purbeck.transcription.transcribe import transcribe
from purbeck.transcription.writing import check_target, workspace_files, write_workspace

__all__ = [
    "Confidence",
    "Draft",
    "NothingToImportError",
    "UnreadableReportError",
    "check_target",
    "transcribe",
    "workspace_files",
    "write_workspace",
]

"""Why a report cannot be imported: the file is bad, or there is nothing in it to import."""

from __future__ import annotations

from purbeck.model.errors import PurbeckError


class UnreadableReportError(PurbeckError):
    """The file is damaged, locked, too large, or not what its name says."""

    exit_code = 3


class NothingToImportError(PurbeckError):
    """The document is no performance report: no measure with a figure or a verdict is in it."""

    exit_code = 3

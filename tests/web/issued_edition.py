"""An edition for tests that need one, and not its documents."""

from __future__ import annotations

from typing import Any

from purbeck_web.exchange.folder import files_of
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.workflow.models import Edition, EditionFile, Round
from tests.web.conftest import THEN


def an_issued_edition(by: Any, name: str = "2018-09") -> Edition:
    """Enter an edition of the workspace in hand, with neither documents nor steps."""
    workspace = stored_workspace()
    report = workspace.framework.report
    of = Round.objects.create(title=report.title, on=report.on, started_at=THEN)
    edition = Edition.objects.create(
        name=name,
        round=of,
        title=report.title,
        on=report.on,
        issued_at=THEN,
        issued_by=by,
        indicators=6,
        measures=15,
    )
    EditionFile.objects.bulk_create(
        EditionFile(
            edition=edition, path=f"workspace/{path}", content=text.encode(), digest="0" * 64
        )
        for path, text in files_of(workspace).items()
    )
    return edition

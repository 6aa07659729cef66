"""``purbeck issue`` and ``purbeck verify``: editions that never change."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from purbeck.cli.arguments import AsOfOption, SinceOption, WorkspaceArgument, examples
from purbeck.cli.exits import ExitCode

ISSUE_EXAMPLES = examples(
    "purbeck issue my-council --edition 2018-09",
    "purbeck issue my-council --edition 2018-06 --as-of 2018-06-30 --out editions",
)

VERIFY_EXAMPLES = examples(
    "purbeck verify my-council/editions/2018-09",
    "purbeck verify my-council/editions/2018-09 --digest 3f9c...",
)


def issue(
    workspace: WorkspaceArgument,
    edition: Annotated[
        str,
        typer.Option("--edition", "-e", metavar="NAME", help="What to call it, such as 2018-09."),
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="DIR",
            file_okay=False,
            help="The folder of all editions. WORKSPACE/editions if not given.",
            show_default=False,
        ),
    ] = None,
    as_of: AsOfOption = None,
    since: SinceOption = None,
) -> None:
    """Issue an edition: reports, data and policy in a folder that is never changed.

    Write its digest down where others can see it, such as in the minutes: with it, 'purbeck
    verify' proves the edition to anyone.
    """
    from purbeck.cli.opening import opened, refuse_errors
    from purbeck.cli.screen import progress, show_line
    from purbeck.publish.edition import confidential_part, edition_digest, issue_edition
    from purbeck.publish.formats import REPORT_FORMATS

    whole = opened(workspace)
    refuse_errors(workspace, whole)
    framework = whole.framework
    steps = len(framework.outcomes) * (1 + len(REPORT_FORMATS))
    with progress("Issuing", steps) as began:
        folder = issue_edition(
            workspace, edition, out or workspace / "editions", as_of, began, since=since
        )
    digest = edition_digest(folder)
    show_line(f"Issued {edition}: {folder}")
    if (apart := confidential_part(folder)).is_dir():
        show_line(f"Not for publication, as it holds hidden counts: {apart}")
    show_line(f"Digest: {digest}")
    show_line(f"Prove it with: purbeck verify {shlex.quote(str(folder))} --digest {digest}")


def verify(
    edition: Annotated[
        Path,
        typer.Argument(metavar="EDITION", help="The folder of an edition.", show_default=False),
    ],
    digest: Annotated[
        str,
        typer.Option(
            "--digest",
            metavar="DIGEST",
            help="The digest that was written down when it was issued.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Prove that an edition is as it was issued, and that it can be made again.

    Every file is checked against its digest; then the documents are made again from the data
    inside the edition and compared byte for byte. Each fault is one line.
    """
    from purbeck.cli.screen import progress, show_line
    from purbeck.publish.edition import verify_edition
    from purbeck.publish.formats import REPORT_FORMATS
    from purbeck.publish.wording.editions import fault_sentence, verification_sentence

    with progress("Verifying", 2 + len(REPORT_FORMATS)) as began:
        found = verify_edition(edition, digest, began)
    for fault in found.faults:
        show_line(fault_sentence(fault))
    show_line(verification_sentence(found, against_digest=bool(digest)))
    if not found.holds:
        raise typer.Exit(ExitCode.EDITION)

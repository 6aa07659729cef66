"""``purbeck revisions``: which figures have been revised, how, and what that does to an edition."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from purbeck.cli.arguments import WorkspaceArgument, date_typed, examples

if TYPE_CHECKING:
    from purbeck.model.framework import Framework
    from purbeck.model.observation import Observation
    from purbeck.scorecard.revisions import RevisedSince
    from purbeck.store import Revision

EXAMPLES = examples(
    "purbeck revisions my-council --since 2018-09-30",
    "purbeck revisions my-council --measure neet --json",
    "purbeck revisions my-council --edition my-council/editions/2018-09",
    "purbeck revisions my-council --provisional",
)

_FIGURES = ("value", "numerator", "denominator", "lower", "upper")


def revisions(
    workspace: WorkspaceArgument,
    since: Annotated[
        date | None,
        typer.Option(
            "--since",
            parser=date_typed,
            metavar="DATE",
            help="Only what was published after this day. From the beginning if not given.",
            show_default=False,
        ),
    ] = None,
    until: Annotated[
        date | None,
        typer.Option(
            "--until",
            parser=date_typed,
            metavar="DATE",
            help="Only what was published by this day. All that is known if not given.",
            show_default=False,
        ),
    ] = None,
    measure: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="MEASURE",
            help="The id or number of a measure; may be given again. All if not given.",
            show_default=False,
        ),
    ] = None,
    edition: Annotated[
        Path | None,
        typer.Option(
            "--edition",
            metavar="EDITION",
            help="List the figures of this issued edition that read otherwise now.",
            show_default=False,
        ),
    ] = None,
    provisional: Annotated[
        bool,
        typer.Option(
            "--provisional",
            help="List the provisional figures that no final ones ever followed.",
        ),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print records as JSON instead of a table.")
    ] = False,
) -> None:
    """List the figures that have been revised, each with the kind of its revision.

    The figures are those of the workspace's own files and of what it has pulled. A revision is
    one of: withdrawn, blanked, filled, other reason, definition changed, rounding only, revised
    and status only. Of a figure that was revised twice, both revisions are listed.
    """
    from purbeck.model.errors import UsageError

    if edition is not None and (provisional or since is not None):
        raise UsageError("With --edition neither --since nor --provisional can be given.")
    if since is not None and until is not None and until < since:
        raise UsageError("The first day is after the second one.")
    listing = _Listing(workspace, tuple(measure or ()), as_json)
    if edition is not None:
        listing.edition(edition, until or date.max)
    elif provisional:
        listing.provisional(until or date.max)
    else:
        listing.made(since or date.min, until or date.max)


class _Listing:
    """What is listed of one workspace."""

    def __init__(self, folder: Path, measures: tuple[str, ...], as_json: bool) -> None:
        from purbeck.cli.opening import opened
        from purbeck.pull.workspace_history import redefined_measures

        self._workspace = opened(folder)
        self._redefined = redefined_measures(folder)
        self._measures = _ids(self._workspace.framework, measures)
        self._as_json = as_json

    def made(self, since: date, until: date) -> None:
        """List every revision between two days."""
        from purbeck.scorecard.revisions import revisions_made

        made = revisions_made(self._workspace, since, until, self._redefined)
        self._show([r for r in made if r.after.measure in self._measures], "")

    def edition(self, folder: Path, until: date) -> None:
        """List what has become of the figures of an edition."""
        from purbeck.publish.issued import open_issued
        from purbeck.scorecard.revisions import revised_since

        issued = open_issued(folder)
        found = revised_since(issued.workspace, issued.on, self._workspace, until, self._redefined)
        self._show(
            [r for r in found.revisions if r.after.measure in self._measures],
            _edition_sentence(issued.edition, found),
            [each for each in found.gone if each.measure in self._measures],
        )

    def provisional(self, until: date) -> None:
        """List the provisional figures that were left behind."""
        from purbeck.cli.screen import show_line, write_data
        from purbeck.publish.wording.figures import counted
        from purbeck.scorecard.revisions import still_provisional

        left = [o for o in still_provisional(self._workspace, until) if o.measure in self._measures]
        if self._as_json:
            records = [_figure_record(self._workspace.framework, each) for each in left]
            write_data(_json({"provisional": records}))
            return
        for each in left:
            show_line(f"{_key_words(self._workspace.framework, each)}: still provisional")
        figures = counted(len(left), "provisional figure")
        show_line(f"{figures[:1].upper()}{figures[1:]} left behind by later final ones.")

    def _show(
        self, found: Sequence[Revision], heading: str, gone: Sequence[Observation] = ()
    ) -> None:
        from purbeck.cli.revisions_table import revisions_table
        from purbeck.cli.screen import show, show_line, write_data
        from purbeck.publish.wording.revisions import revisions_sentence
        from purbeck.scorecard.scorecard import has_concealed

        framework = self._workspace.framework
        if self._as_json:
            with_digests = not has_concealed(self._workspace)
            records = [_revision_record(framework, each, with_digests) for each in found]
            lost = [_figure_record(framework, each) for each in gone]
            write_data(_json({"revisions": records, "gone": lost}))
            return
        if found:
            show(revisions_table(framework, found))
        for each in gone:
            show_line(f"{_key_words(framework, each)}: no longer in the workspace")
        show_line(revisions_sentence(revision.kind for revision in found))
        if heading:
            show_line(heading)


def _ids(framework: Framework, typed: Iterable[str]) -> frozenset[str]:
    """Give the ids of the measures typed, reference series among them; all for none."""
    every = frozenset(each.id for each in framework.measures)
    numbers = {each.number: each.id for each in framework.measures if each.number}
    given = [numbers.get(text, text) for text in typed]
    return frozenset(framework.measure(each).id for each in given) or every


def _edition_sentence(name: str, found: RevisedSince) -> str:
    from purbeck.publish.wording.figures import counted

    count = len(found.revisions) + len(found.gone)
    figures = counted(found.figures, "figure")
    now = {0: "none of them reads", 1: "1 of them reads"}.get(count, f"{count:,} of them read")
    return f"Edition {name} was made from {figures}, and {now} otherwise now."


def _key_words(framework: Framework, of: Observation) -> str:
    return f"{of.measure}, {framework.area_name(of.area)}, {of.period}"


def _revision_record(
    framework: Framework, revision: Revision, with_digests: bool
) -> dict[str, Any]:
    """Make a record of a revision.

    Of a file with a hidden count somebody could guess the count, and try until digests agree:
    ``with_digests`` is for workspaces without one.
    """
    return {
        **_figure_record(framework, revision.after),
        "kind": revision.kind.value,
        "before": _reading(revision.before, with_digests),
        "after": _reading(revision.after, with_digests),
    }


def _figure_record(framework: Framework, of: Observation) -> dict[str, Any]:
    return {
        "measure": of.measure,
        "area": of.area,
        "area_name": framework.area_name(of.area),
        "period": str(of.period),
    }


def _reading(of: Observation, with_digests: bool) -> dict[str, Any]:
    read = of.provenance
    return {
        **{name: getattr(of, name) for name in _FIGURES},
        "status": of.status.value,
        "absence": None if of.absence is None else of.absence.value,
        "published": None if of.published is None else of.published.isoformat(),
        "source": read.source if read else "",
        "file": read.file if read else "",
        "sheet": read.sheet if read else "",
        "row": read.row or None if read else None,
        "column": read.column if read else "",
        "digest": read.digest if read and with_digests else "",
    }


def _json(records: dict[str, Any]) -> str:
    return json.dumps(records, indent=2, ensure_ascii=False) + "\n"

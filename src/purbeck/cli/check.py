"""``purbeck check``: what the commentary says, held against the figures."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from purbeck.cli.arguments import WorkspaceArgument, examples
from purbeck.cli.exits import ExitCode

if TYPE_CHECKING:
    from purbeck.claims.claim import CheckedText, Claim, Place, Remark
    from purbeck.model.framework import Framework

EXAMPLES = examples(
    "purbeck check my-council",
    "purbeck check my-council --edition my-council/editions/2018-06",
    "purbeck check my-council --json | jq '.claims[] | select(.verdict == \"contradicted\")'",
    "purbeck check my-council --fix",
)


def check(
    workspace: WorkspaceArgument,
    edition: Annotated[
        Path | None,
        typer.Option(
            "--edition",
            metavar="FOLDER",
            help="The last edition, or its workspace: commentary copied from it is found.",
            show_default=False,
        ),
    ] = None,
    every: Annotated[
        bool,
        typer.Option("--all", help="Show the claims that are supported or cannot be checked too."),
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every claim and remark as JSON.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Put a reference in place of each typed figure that is right."),
    ] = False,
) -> None:
    """Hold what the commentary says against the figures, and find what it leaves out.

    Each finding is one line: file, line, the words, and the figures beside them. What cannot be
    tied to one measure and one period is never guessed; '--all' shows it. An executive summary
    in summary.md is checked too. The code is 3 where the data contradict a claim.
    """
    from purbeck.cli.opening import opened
    from purbeck.cli.screen import write_data
    from purbeck.publish.checked_commentary import checked_workspace

    known = opened(workspace)
    checked = checked_workspace(workspace, known, _previous(edition))
    if fix:
        _bind(workspace, checked)
    elif as_json:
        write_data(_as_json(known.framework, checked))
    else:
        _show(known.framework, checked, every=every)
    if checked.contradicted:
        raise typer.Exit(ExitCode.BAD_DATA)


def _previous(edition: Path | None) -> dict[str, str] | None:
    """Give the commentary of an earlier edition by indicator; None where none is given."""
    from purbeck.ingest import open_workspace
    from purbeck.model.errors import UsageError
    from purbeck.publish.edition import confidential_part

    if edition is None:
        return None
    apart = confidential_part(edition) / "workspace"
    places = [edition / "workspace", apart, edition]
    folder = next((p for p in places if (p / "framework.toml").is_file()), None)
    if folder is None:
        raise UsageError(f"'{edition}' is neither an edition with its workspace nor a workspace.")
    narratives = open_workspace(folder).narratives
    return {
        n.indicator: "\n".join(text for _, text in n.sections if text.strip()) for n in narratives
    }


def _bind(folder: Path, checked: CheckedText) -> None:
    from purbeck.claims.binding import bound_text
    from purbeck.claims.claim import RemarkCode
    from purbeck.cli.screen import show_line
    from purbeck.publish.wording.figures import counted

    offers: dict[str, list[Remark]] = {}
    for remark in checked.remarks:
        if remark.code is RemarkCode.FIGURE_TYPED:
            offers.setdefault(remark.place.file, []).append(remark)
    for name, of_file in offers.items():
        path = folder / name
        raw = path.read_bytes()
        mark = raw[:3] if raw.startswith(b"\xef\xbb\xbf") else b""
        text, count = bound_text(raw[len(mark) :].decode("utf-8"), of_file)
        if count:
            path.write_bytes(mark + text.encode("utf-8"))
            show_line(f"{name}: {counted(count, 'figure')} bound.")
    if not offers:
        show_line("No typed figure was found that a reference could stand for.")


def _show(framework: Framework, checked: CheckedText, *, every: bool) -> None:
    from purbeck.claims.claim import ClaimVerdict
    from purbeck.cli.screen import show_line
    from purbeck.publish.wording.claims import checked_sentence, claim_sentence, remark_sentence

    for claim in checked.claims:
        if every or claim.verdict is ClaimVerdict.CONTRADICTED:
            measure = framework.measure(claim.measure) if claim.measure else None
            show_line(_line(claim.place, claim_sentence(claim, measure), claim.code))
    for remark in checked.remarks:
        sentence = remark_sentence(remark, framework.measure(remark.measure))
        show_line(_line(remark.place, sentence, remark.code.value))
    show_line(checked_sentence(checked))


def _line(place: Place, sentence: str, code: str) -> str:
    from purbeck.publish.wording.claims import place_words

    return f"{place_words(place)}: {sentence} [{code}]"


def _as_json(framework: Framework, checked: CheckedText) -> str:
    record = {
        "claims": [_claim(framework, claim) for claim in checked.claims],
        "remarks": list(_remarks(framework, checked.remarks)),
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _claim(framework: Framework, claim: Claim) -> dict[str, object]:
    from purbeck.publish.wording.claims import claim_sentence

    measure = framework.measure(claim.measure) if claim.measure else None
    return {
        **_place(claim.place),
        "sentence": claim.sentence,
        "kind": claim.kind.value,
        "verdict": claim.verdict.value,
        "code": claim.code,
        "ground": claim.ground.value,
        "measure": claim.measure,
        "message": claim_sentence(claim, measure),
        "figures": [
            {
                "fact": beside.fact.value,
                "value": beside.value,
                "period": None if beside.period is None else beside.period.label,
                "of": beside.label,
            }
            for beside in claim.beside
        ],
    }


def _remarks(framework: Framework, remarks: Iterable[Remark]) -> Iterable[dict[str, object]]:
    from purbeck.publish.wording.claims import remark_sentence

    for remark in remarks:
        yield {
            **_place(remark.place),
            "code": remark.code.value,
            "measure": remark.measure,
            "message": remark_sentence(remark, framework.measure(remark.measure)),
            "detail": remark.detail,
        }


def _place(place: Place) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.line or None,
        "column": place.column or None,
        "words": place.words,
    }

"""What the commentary was before, and what has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from purbeck.model.narrative import NarrativeSection
from purbeck.publish.wording.figures import day
from purbeck_web.commentary.difference import differences
from purbeck_web.commentary.drafts import draft_of, draft_texts
from purbeck_web.commentary.earlier import last_edition, versions_of
from purbeck_web.commentary.texts import Texts, texts_of
from purbeck_web.commentary.views.finding import bench_or_404, indicator_or_404
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right

EDITION = "edition"


@dataclass(frozen=True, slots=True)
class Choice:
    """An earlier text: its key in the address, how it is called, and what it says."""

    key: str
    words: str
    texts: Texts


@require_safe
@needs(Right.DISCUSS)
def earlier(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show how the text that stands, or a person's draft, differs from an earlier one."""
    row = indicator_or_404(request, Right.DISCUSS, indicator_id)
    draft = draft_of(request.user, indicator_id)
    with_draft = draft is not None and request.GET.get("to") == "draft"
    now: Texts = texts_of(bench_or_404(indicator_id).standing)
    if draft is not None and with_draft:
        now = draft_texts(draft)
    choices = list(_choices(indicator_id))
    chosen = _chosen(choices, request.GET.get("from", ""))
    before = chosen.texts if chosen else {}
    sections = [(s, differences(before.get(s, ""), now.get(s, ""))) for s in NarrativeSection]
    context = {
        "row": row,
        "choices": choices,
        "chosen": chosen,
        "draft": draft,
        "with_draft": with_draft,
        "sections": sections,
        "same": all(before.get(s, "") == now.get(s, "") for s in NarrativeSection),
    }
    return render(request, "commentary/earlier.html", context)


def _choices(indicator_id: str) -> Iterator[Choice]:
    """Give the text of the last edition, where it is known, and then every version."""
    last = last_edition()
    if last is not None and indicator_id in last.texts:
        yield Choice(EDITION, f"Last edition, {day(last.on)}", last.texts[indicator_id])
    for each in versions_of(indicator_id):
        at = localtime(each.at)
        why = f": {each.reason}" if each.reason else ""
        words = f"{day(at.date())} at {at:%H.%M}, {each.by}{why}"
        yield Choice(str(each.key), words, each.texts)


def _chosen(choices: list[Choice], key: str) -> Choice | None:
    """Give what is asked for; if nothing is, the last edition or the version before the newest."""
    named = next((each for each in choices if each.key == key), None)
    if named or not choices or choices[0].key == EDITION:
        return named or next(iter(choices), None)
    return next(iter([*choices[1:2], *choices]))

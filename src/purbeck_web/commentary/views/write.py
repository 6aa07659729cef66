"""The page on which commentary is written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from purbeck.model.errors import UsageError, WorkspaceError
from purbeck.model.narrative import NarrativeSection
from purbeck.publish.wording.figures import counted
from purbeck_web.commentary.checking import Bench
from purbeck_web.commentary.difference import differences
from purbeck_web.commentary.drafts import (
    Base,
    ChangedMeanwhileError,
    draft_base,
    draft_of,
    draft_texts,
    give_up,
    keep_draft,
    reconciled,
    save_to_workspace,
)
from purbeck_web.commentary.findings import MOST_SHOWN, Looked, bound_at, look_at, problem_words
from purbeck_web.commentary.forms import WritingForm, values_of
from purbeck_web.commentary.models import Draft
from purbeck_web.commentary.referable import referable
from purbeck_web.commentary.texts import Texts, key_of, place_in, texts_of
from purbeck_web.commentary.views.finding import bench_or_404, indicator_or_404
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Reach, Right, reach

CONFLICT = 409


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.WRITE_COMMENTARY)
def write(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show the commentary on an indicator to be written, and do what a button asks."""
    row = indicator_or_404(request, Right.WRITE_COMMENTARY, indicator_id)
    page = _Page(request, row, bench_or_404(indicator_id))
    if request.method != "POST":
        return page.opened()
    form = WritingForm(request.POST)
    if not form.is_valid():
        return page.shown(form, {}, status=422)
    asked = {"draft": page.draft_saved, "save": page.saved, "discard": page.given_up}
    return asked.get(request.POST.get("do", ""), page.tried)(form)


@require_POST
@needs(Right.WRITE_COMMENTARY)
def preview(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Answer with what stands beside a text that is being written, and keep nothing."""
    row = indicator_or_404(request, Right.WRITE_COMMENTARY, indicator_id)
    bench = bench_or_404(indicator_id)
    form = WritingForm(request.POST)
    if not form.is_valid():
        problems = [str(each) for of_field in form.errors.values() for each in of_field]
        return HttpResponse("\n".join(problems), status=422, content_type="text/plain")
    looked = look_at(bench, form.texts)
    context = {"looked": looked, "row": row, "may_accept": _may_accept(request)}
    return render(request, "commentary/preview.html", context)


class _Page:
    """One request for the page, with what every answer to it needs."""

    def __init__(self, request: HttpRequest, row: Any, bench: Bench) -> None:
        self._request, self._row, self._bench = request, row, bench
        self._draft = draft_of(request.user, row.pk)
        self._standing = texts_of(bench.standing)

    def opened(self) -> HttpResponse:
        """Show the draft, where there is one, beside what stands now."""
        draft = self._draft
        texts = draft_texts(draft) if draft else self._standing
        found = reconciled(texts, draft_base(draft), self._standing) if draft else None
        if found is None:
            found = reconciled(self._standing, {}, self._standing)
        form = WritingForm(values_of(found.texts, found.base, _name_of(draft)))
        form.is_valid()
        return self.shown(form, found.theirs)

    def tried(self, form: WritingForm) -> HttpResponse:
        """Show a text with what was found in it, a figure bound, or theirs taken; keep nothing."""
        texts, said = form.texts, ""
        wanted, taken = self._request.POST.get("bind", ""), self._request.POST.get("take", "")
        if wanted:
            texts, count = bound_at(self._bench, texts, wanted)
            said = f"{counted(count, 'figure')} bound. Save the text to keep it so."
            said = said if count else "That figure has changed meanwhile, and nothing was bound."
        for section in NarrativeSection:
            if taken == key_of(section):
                texts[section] = self._standing[section]
        return self.shown(self._again(form, texts, form.base), {}, said=said)

    def draft_saved(self, form: WritingForm) -> HttpResponse:
        """Keep the text as the person's draft."""
        if self._saved_elsewhere(form):
            return self._beside_the_other_draft(form, self.draft_saved)
        keep_draft(self._request.user, self._row.pk, form.texts, form.base, timezone.now())
        messages.success(self._request, "Draft saved. Others do not see it in any report.")
        return redirect("write", self._row.pk)

    def saved(self, form: WritingForm) -> HttpResponse:
        """Put the text into the workspace, or say why that cannot be."""
        if self._saved_elsewhere(form):
            return self._beside_the_other_draft(form, self.saved)
        if not form.cleaned_data["reason"].strip():
            form.add_error("reason", "Enter why the text changes")
        looked = look_at(self._bench, form.texts)
        for issue in looked.told.errors[:MOST_SHOWN]:
            self._refuse(form, issue, looked)
        if form.errors:
            return self.shown(form, {}, status=422)
        try:
            return self._kept(form)
        except ChangedMeanwhileError:
            return self._beside_theirs(form)
        except WorkspaceError as refusal:
            for issue in refusal.issues[:MOST_SHOWN]:
                self._refuse(form, issue, looked)
        except UsageError as refusal:
            form.add_error(None, str(refusal))
        return self.shown(form, {}, status=422)

    def given_up(self, form: WritingForm) -> HttpResponse:
        """Withdraw the draft."""
        give_up(self._request.user, self._row.pk)
        messages.success(self._request, "Draft given up. The text of the workspace is shown.")
        return redirect("write", self._row.pk)

    def _kept(self, form: WritingForm) -> HttpResponse:
        revision = save_to_workspace(
            self._request.user,
            self._row.pk,
            form.texts,
            form.base,
            at=timezone.now(),
            reason=form.cleaned_data["reason"].strip(),
        )
        said = "Saved to the workspace." if revision else "Nothing differs from the workspace."
        messages.success(self._request, said)
        return redirect("write", self._row.pk)

    def _refuse(self, form: WritingForm, issue: Any, looked: Looked) -> None:
        """Put an issue at the field of its section; at the form where it is of another file."""
        narrative = looked.told.narrative
        section, line = None, 0
        if issue.file == narrative.file:
            section, line = place_in(narrative, issue.row)
        if section is None:
            form.add_error(None, str(issue))
        else:
            form.add_error(key_of(section), f"Line {line}: {problem_words(issue.problem)}")

    def _saved_elsewhere(self, form: WritingForm) -> bool:
        return self._draft is not None and form.cleaned_data["draft"] != _name_of(self._draft)

    def _beside_the_other_draft(
        self, form: WritingForm, go_on: Callable[[WritingForm], HttpResponse]
    ) -> HttpResponse:
        """Show how the text differs from a draft saved in another window; go on where it is it."""
        assert self._draft is not None  # asked before
        other = draft_texts(self._draft)
        mine = form.texts
        theirs = {s: other[s] for s in NarrativeSection if other[s] != mine[s]}
        again = self._again(form, mine, form.base)
        if not theirs:
            return go_on(again)
        return self.shown(again, theirs, status=CONFLICT, own_draft=True)

    def _beside_theirs(self, form: WritingForm) -> HttpResponse:
        """Show both texts; what the person wrote is kept as a draft, so that it cannot be lost."""
        now = bench_or_404(self._row.pk)
        self._bench, self._standing = now, texts_of(now.standing)
        found = reconciled(form.texts, form.base, self._standing)
        user, row = self._request.user, self._row
        self._draft = keep_draft(user, row.pk, found.texts, form.base, timezone.now())
        again = self._again(form, found.texts, found.base)
        return self.shown(again, found.theirs, status=CONFLICT)

    def _again(self, form: WritingForm, texts: Texts, base: Base) -> WritingForm:
        reason = form.cleaned_data.get("reason", "")
        again = WritingForm(values_of(texts, base, _name_of(self._draft), reason))
        again.is_valid()
        return again

    def shown(
        self, form: WritingForm, theirs: Texts, status: int = 200, said: str = "", **more: Any
    ) -> HttpResponse:
        """Draw the page."""
        texts = form.texts
        context = {
            "form": form,
            "row": self._row,
            "looked": look_at(self._bench, texts),
            "draft": self._draft,
            "said": said,
            "clashes": [
                (section, differences(theirs[section], texts[section])) for section in theirs
            ],
            "others": _others(self._request.user, self._row.pk),
            "referable": referable(self._bench),
            "may_accept": _may_accept(self._request),
            "unsaved": any(texts[s] != self._kept_text(s) for s in NarrativeSection),
            **more,
        }
        return render(self._request, "commentary/write.html", context, status=status)

    def _kept_text(self, section: NarrativeSection) -> str:
        """Give what would be shown again if the page were left: the draft's, or what stands."""
        kept = draft_texts(self._draft) if self._draft else self._standing
        return kept[section]


def _name_of(draft: Draft | None) -> str:
    return "" if draft is None else draft.saved_at.isoformat()


def _others(person: Any, indicator: str) -> list[Draft]:
    drafts = Draft.objects.filter(indicator=indicator, withdrawn=False).exclude(writer=person)
    return list(drafts.select_related("writer"))


def _may_accept(request: HttpRequest) -> bool:
    return reach(request.user, Right.EDIT_FRAMEWORK) is not Reach.NOTHING

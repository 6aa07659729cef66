"""The pages on which a commentary is discussed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from purbeck.publish.compose.prose import blocks_of
from purbeck_web.commentary.discussing import reopen, resolve, say, tell_named, withdraw
from purbeck_web.commentary.findings import look_at
from purbeck_web.commentary.forms import CommentForm
from purbeck_web.commentary.models import Comment, Mention
from purbeck_web.commentary.naming import named_in, who_may_discuss
from purbeck_web.commentary.texts import texts_of
from purbeck_web.commentary.views.finding import bench_or_404, indicator_or_404, indicators
from purbeck_web.people.guard import needs
from purbeck_web.people.restriction import Right
from purbeck_web.reading.drawing import draw_blocks


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DISCUSS)
def discussion(request: HttpRequest, indicator_id: str) -> HttpResponse:
    """Show a commentary with what is said of it, and take a comment or an answer."""
    row = indicator_or_404(request, Right.DISCUSS, indicator_id)
    bench = bench_or_404(indicator_id)
    people = who_may_discuss(indicator_id)
    data = request.POST if request.method == "POST" else None
    answered = request.POST.get("parent", "")
    form = CommentForm(data, auto_id=f"answer-{answered}-%s" if answered else "id_%s")
    if request.method == "POST" and form.is_valid():
        parent = _parent(request, row, form.cleaned_data["parent"])
        named = named_in(form.cleaned_data["text"], people)
        for problem in named.problems:
            form.add_error("text", problem)
        if not named.problems:
            text, now = form.cleaned_data["text"], timezone.now()
            comment = say(request.user, row.pk, text, named.people, now, parent)
            return _said(request, comment)
    looked = look_at(bench, texts_of(bench.standing))
    threads = _threads(row)
    context = {
        "row": row,
        "form": form,
        "blank": CommentForm() if answered else form,
        "answered": answered,
        "looked": looked,
        "open": [each for each in threads if not each["comment"].resolved_at],
        "resolved": [each for each in threads if each["comment"].resolved_at],
        "people": [each for each in people if each.pk != request.user.pk],
        "may_write": indicators(request, Right.WRITE_COMMENTARY).filter(pk=row.pk).exists(),
    }
    status = 422 if form.errors else 200
    return render(request, "commentary/discussion.html", context, status=status)


@require_POST
@needs(Right.DISCUSS)
def state(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Resolve a comment, open it again, or take one's own back."""
    own = Comment.objects.restrict(request.user, Right.DISCUSS)
    comment = get_object_or_404(own.select_related("parent"), pk=comment_id)
    asked = request.POST.get("do", "")
    if asked == "resolve":
        resolve(comment, request.user, timezone.now())
    elif asked == "reopen":
        reopen(comment)
    elif asked == "withdraw":
        withdraw(comment, request.user, timezone.now())
    else:
        return HttpResponseBadRequest("Nothing that can be done was asked for.")
    return redirect(_place(comment))


@require_http_methods(["GET", "HEAD", "POST"])
@needs(Right.DISCUSS)
def mentions(request: HttpRequest) -> HttpResponse:
    """List the comments in which one is named; all of them are read where that is said."""
    may_read = Comment.objects.restrict(request.user, Right.DISCUSS).filter(withdrawn_at=None)
    own = Mention.objects.filter(comment__in=may_read).filter(Mention.own_to(request.user))
    if request.method == "POST":
        own.filter(seen_at=None).update(seen_at=timezone.now())
        messages.success(request, "All marked as read.")
        return redirect("mentions")
    listed = own.select_related("comment__author", "comment__indicator")
    said = [
        {"mention": each, "drawn": drawn(each.comment.text), "place": _place(each.comment)}
        for each in listed[:200]
    ]
    return render(request, "commentary/mentions.html", {"said": said})


def drawn(text: str) -> Any:
    """Draw a comment: paragraphs, lists and emphasis, with HTML as it was typed."""
    return draw_blocks(blocks_of(text))


def _parent(request: HttpRequest, row: Any, key: int | None) -> Comment | None:
    if key is None:
        return None
    own = Comment.objects.restrict(request.user, Right.DISCUSS)
    found: Comment = get_object_or_404(own.select_related("parent"), pk=key, indicator=row)
    return found


def _said(request: HttpRequest, comment: Comment) -> HttpResponse:
    place = _place(comment)
    failed = tell_named(comment, lambda: request.build_absolute_uri(place))
    messages.success(request, "Answered." if comment.parent_id else "Comment added.")
    if failed:
        told = f"The e-mail to {', '.join(failed)} could not be sent; they find the comment here."
        messages.warning(request, told)
    return redirect(place)


def _place(comment: Comment) -> str:
    return f"{reverse('discussion', args=[comment.indicator_id])}#comment-{comment.pk}"


def _threads(row: Any) -> list[dict[str, Any]]:
    related = ("author", "resolved_by")
    comments = list(Comment.objects.filter(indicator=row).select_related(*related))
    told = {each.pk: {"comment": each, "drawn": drawn(each.text)} for each in comments}
    threads = [{**told[each.pk], "answers": []} for each in comments if each.parent_id is None]
    by_key = {each["comment"].pk: each for each in threads}
    for each in comments:
        if each.parent_id is not None:
            by_key[each.parent_id]["answers"].append(told[each.pk])
    return threads

"""E-mail about questions: to those who may answer, and to whoever asked."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from smtplib import SMTPException

from django.core.mail import send_mail
from django.urls import reverse

from purbeck.model.question import Question
from purbeck_web.framework.models import Measure
from purbeck_web.people.models import Person
from purbeck_web.people.restriction import Reach, Right, reach
from purbeck_web.scrutiny.models import Asking

log = logging.getLogger(__name__)


def who_may_answer(question: Question) -> tuple[Person, ...]:
    """Give the people whose own the question is; where it is nobody's own, those who have all."""
    people = Person.objects.filter(is_active=True)
    own = [each for each in people if reach(each, Right.ANSWER) is Reach.OWN]
    theirs = Measure.objects.filter(pk=question.measure)
    found = [each for each in own if theirs.restrict(each, Right.ANSWER).exists()]
    return tuple(found or [each for each in people if reach(each, Right.ANSWER) is Reach.ALL])


def tell_of_question(question: Question, site: str) -> bool:
    """Tell those who may answer that a question was asked; give whether the mail went out."""
    address = site + reverse("question", args=[question.id])
    said = f"A question was asked:\n\n{question.question}\n\nAnswer it here: {address}\n"
    to = (person.email for person in who_may_answer(question))
    return _sent(f"A question to answer ({question.id})", said, to)


def tell_of_answer(question: Question, site: str) -> bool:
    """Tell whoever asked that there is an answer; give whether the mail went out."""
    asking = Asking.objects.filter(question=question.id, person__is_active=True).first()
    if asking is None:
        return True
    address = site + reverse("question", args=[question.id])
    said = (
        f"Your question:\n\n{question.question}\n\nThe answer:\n\n{question.answer}\n\n{address}\n"
    )
    return _sent(f"An answer to your question ({question.id})", said, [asking.person.email])


def _sent(subject: str, said: str, to: Iterable[str]) -> bool:
    try:
        for address in to:
            send_mail(subject, said, None, [address])
    except (SMTPException, OSError) as failure:
        # The question is on record; only the mail is missing, and the page says so. What a mail
        # server says names the address, which is nobody's business in a log.
        log.error("mail about a question was not sent: %s", type(failure).__name__)
        return False
    return True

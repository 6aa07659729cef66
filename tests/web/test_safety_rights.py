"""Objects that are not one's own, fields that were not asked for, and ways around signing in."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from purbeck_web.api.models import Scope, Token
from purbeck_web.api.tokens import make_token
from purbeck_web.commentary.drafts import keep_draft
from purbeck_web.commentary.models import Comment
from purbeck_web.commentary.texts import texts_of
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.figures.models import Observation
from purbeck_web.jobs.models import Job, JobFile, Kind
from purbeck_web.people.models import Person
from purbeck_web.returns.entry import seen_now
from tests.web.conftest import THEN
from tests.web.issued_edition import an_issued_edition
from tests.web.rounds import OWN, with_parts
from tests.web.test_rights import OTHER, _asked

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(people: dict[str, Any]) -> dict[str, Any]:
    """Give the lead officer and the sponsor parts in good attendance."""
    return with_parts(people)


def _client(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


WORK = ("/returns/", "/commentary/", "/progress/", "/changes/measure/")


def _of_another() -> list[tuple[str, str]]:
    """Give each address of work on an indicator, of one that is not the lead officer's."""
    found = {
        (each.method, each.path.replace(OWN, OTHER))
        for each in _asked()
        if OWN in each.path and (each.path.startswith(WORK) or each.path.endswith("/held/"))
    }
    return sorted(found)


@pytest.mark.parametrize(("method", "path"), _of_another())
def test_what_is_anothers_is_no_address(parts: dict[str, Any], method: str, path: str) -> None:
    """A lead officer reaches nothing of an indicator that another leads."""
    answer = _client(parts["lead-officer"]).generic(
        method, path, content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code in (403, 404, 405)


def _figure(measure: str) -> int:
    rows = Observation.objects.filter(measure=measure, superseded_in=None)
    return int(rows.values_list("pk", flat=True).first() or 0)


def test_a_figure_is_not_reached_by_the_address_of_another_measure(parts: dict[str, Any]) -> None:
    """The number of another's figure below one's own measure is no address either."""
    client, other = _client(parts["lead-officer"]), _figure(OTHER)
    correct = client.get(f"/returns/{OWN}/correct/{other}/").status_code
    check = client.post(f"/returns/{OWN}/check/", {"corrects": other}).status_code

    assert other
    assert (correct, check) == (404, 404)


def test_a_field_that_is_not_asked_for_changes_nothing(parts: dict[str, Any]) -> None:
    """A measure, a person and a time in a form are passed over: they are whose they are."""
    given = {
        "area": "E10000009",
        "period": "2019-20",
        "value": "95.0",
        "status": "final",
        "published": timezone.localdate().isoformat(),
        "seen": seen_now(OWN),
    }
    more = {
        "measure": OTHER,
        "measure_id": OTHER,
        "recorded_in": "1",
        "made_by": parts["analyst"].pk,
        "superseded_in": "1",
        "pk": "1",
    }
    before = Observation.objects.filter(measure=OTHER).count()
    _client(parts["lead-officer"]).post(f"/returns/{OWN}/enter/", given | more)
    row = Observation.objects.filter(measure=OWN, period_year=2019, area="E10000009").get()

    assert row.superseded_in is None
    assert row.recorded_in.made_by == parts["lead-officer"]
    assert Observation.objects.filter(measure=OTHER).count() == before


def test_an_administrator_gives_no_more_than_the_form_has(parts: dict[str, Any]) -> None:
    """Password, activity and sessions of a person are no fields of what is entered."""
    person = parts["councillor"]
    given = {
        "name": person.name,
        "email": person.email,
        "role": "councillor",
        "reason": "None",
        "password": "known",
        "is_active": "",
        "is_superuser": "on",
        "session_stamp": "known",
    }
    before = Person.objects.get(pk=person.pk)
    _client(parts["administrator"]).post(f"/people/{person.pk}/", given)
    after = Person.objects.get(pk=person.pk)

    assert (after.password, after.is_active, after.session_stamp) == (
        *(before.password, before.is_active),
        before.session_stamp,
    )


def test_nobody_makes_himself_more_than_he_is(parts: dict[str, Any]) -> None:
    """Only an administrator changes a role, and no page of one's own has the field."""
    for role in ("analyst", "councillor", "assurance"):
        client, person = _client(parts[role]), parts[role]
        codes = [
            client.post(path, {"role": "administrator", "name": "x", "email": person.email})
            for path in (f"/people/{person.pk}/", "/people/invite/", "/about-you/")
        ]

        assert {answer.status_code for answer in codes} <= {403, 405}
        assert Person.objects.get(pk=person.pk).role == role


def test_a_comment_is_taken_back_by_its_author_alone(parts: dict[str, Any]) -> None:
    """Neither by whoever may discuss the indicator, nor by the analyst; and then shows nothing."""
    comment = Comment.objects.create(
        indicator_id=OWN, author=parts["lead-officer"], text="Platypus", made_at=THEN
    )
    place, asked = f"/comments/{comment.pk}/", {"do": "withdraw"}
    codes = [_client(parts[role]).post(place, asked).status_code for role in ("analyst", "sponsor")]
    own = _client(parts["lead-officer"])
    codes.append(own.post(place, asked).status_code)
    page = own.get(f"/commentary/{OWN}/discussion/").content.decode()

    assert codes == [403, 403, 302]
    assert "Platypus" not in page


def test_a_comment_on_anothers_indicator_is_out_of_reach(parts: dict[str, Any]) -> None:
    """It is neither resolved nor answered by its number."""
    comment = Comment.objects.create(
        indicator_id=OTHER, author=parts["analyst"], text="Why?", made_at=THEN
    )
    client = _client(parts["lead-officer"])
    state = client.post(f"/comments/{comment.pk}/", {"do": "resolve"}).status_code
    answer = client.post(
        f"/commentary/{OWN}/discussion/", {"text": "Because", "parent": comment.pk}
    ).status_code

    assert (state, answer) == (404, 404)


def test_a_draft_is_read_by_whoever_writes_it_alone(parts: dict[str, Any]) -> None:
    """Others who may write the same commentary do not see it, by page or by history."""
    narrative = next(n for n in stored_workspace().narratives if n.indicator == OWN)
    texts = dict.fromkeys(texts_of(narrative), "Numbat")
    keep_draft(parts["analyst"], OWN, texts, {}, THEN)
    pages = [f"/commentary/{OWN}/", f"/commentary/{OWN}/earlier/?to=draft", f"/progress/{OWN}/"]
    client = _client(parts["lead-officer"])
    told = [client.get(path).content.decode() for path in pages]

    assert not any("Numbat" in page for page in told)
    assert "Numbat" in _client(parts["analyst"]).get(pages[0]).content.decode()


PLACES = ("../../settings.py", "..%2f..%2fsecret", "/etc/passwd", "%2e%2e/%2e%2e/etc/passwd", "\\x")


@pytest.mark.parametrize("place", PLACES)
def test_no_file_is_reached_by_a_path(parts: dict[str, Any], place: str) -> None:
    """What is sent is entered in the database by name; no name leads elsewhere."""
    an_issued_edition(parts["analyst"])
    job = Job.objects.create(kind=Kind.REPORT, asked={}, asked_at=THEN, queued_at=THEN)
    JobFile.objects.create(job=job, name="a.pdf", path="1-1/a.pdf", size=1, digest="0" * 64)
    client = _client(parts["analyst"])
    addresses = (
        f"/editions/2018-09/files/{place}",
        f"/editions/2018-09/files/documents/{place}",
        f"/jobs/{job.pk}/files/{place}",
        f"/changes/measure/{place}/",
        f"/risks/{place}/",
        f"/static/{place}",
    )

    assert {client.get(each).status_code for each in addresses} == {404}


def test_a_token_does_no_more_than_its_person_may(parts: dict[str, Any]) -> None:
    """A lead officer's loads her own figures; when she is somebody else, no more of them."""
    person = parts["lead-officer"]
    _, words = make_token("Test", person, list(Scope), timezone.now(), "drawn")

    def load(measure: str) -> int:
        body = f"measure,area,period,value,published\n{measure},E10000009,2019-20,95,2026-11-01\n"
        answer = Client().post(
            "/api/v1/observations?reason=Load&doubts=Known",
            body,
            content_type="text/csv",
            headers={"authorization": f"Bearer {words}"},
        )
        return int(answer.status_code)

    codes = [load(OTHER), load(OWN)]
    Person.objects.filter(pk=person.pk).update(role="councillor")
    codes.append(load(OWN))
    Person.objects.filter(pk=person.pk).update(role="lead-officer", is_active=False)
    codes.append(load(OWN))

    assert codes == [422, 200, 403, 401]


def test_a_token_that_is_wrong_is_not_the_session_beside_it(parts: dict[str, Any]) -> None:
    """Whoever is signed in, and sends a revoked token, is refused."""
    _, words = make_token("Test", parts["analyst"], list(Scope), timezone.now(), "drawn")
    Token.objects.update(revoked_at=timezone.now())
    client = _client(parts["analyst"])
    answer = client.get("/api/v1/outcomes", headers={"authorization": f"Bearer {words}"})

    assert answer.status_code == 401


@pytest.mark.parametrize(
    "query", ["limit=0", "limit=-1", "limit=1000000", "offset=-1", "limit=x", "offset=1e9"]
)
def test_a_page_that_makes_no_sense_is_refused(query: str) -> None:
    """Neither all at once, nor what is before the first."""
    assert Client().get(f"/api/v1/observations?{query}").status_code == 422


def test_a_page_after_the_last_is_empty() -> None:
    """However far one asks."""
    answer = Client().get("/api/v1/observations?offset=99999")

    assert (answer.status_code, answer.json()["items"]) == (200, [])


def test_whoever_has_yet_to_set_a_second_factor_up_reads_nothing(
    parts: dict[str, Any], settings: Any
) -> None:
    """Neither pages, nor the interface by the session, nor files."""
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, second_factor=("all",))
    client = _client(parts["analyst"])
    paths = ("/", "/api/v1/observations", f"/measures/{OWN}/held/", "/audit/audit.csv", "/jobs/")
    answers = [client.get(path) for path in paths]

    assert {(each.status_code, each["Location"]) for each in answers} == {
        (302, "/about-you/second-factor/")
    }


def test_nobody_learns_who_is_entered(parts: dict[str, Any]) -> None:
    """A wrong password, an address unknown and somebody who left are told the same."""
    Person.objects.filter(role="sponsor").update(is_active=False)
    emails = (parts["analyst"].email, "nobody@example.org", parts["sponsor"].email)
    for path, more in (("/sign-in/", {"password": "wrong"}), ("/sign-in/forgotten/", {})):
        field = "username" if more else "email"
        told = set()
        for email in emails:
            answer = Client().post(path, {field: email, **more})
            page = answer.content.decode().replace(email, "")
            page = page[page.index("<main") : page.index("</main")]
            told.add((answer.status_code, _without_token(page)))

        assert len(told) == 1


def _without_token(page: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_a_header_that_anybody_can_send_is_no_way_round_the_count(parts: dict[str, Any]) -> None:
    """Without a proxy in front, the address that a visitor claims is not believed."""
    codes = []
    for number in range(7):
        answer = Client().post(
            "/sign-in/",
            {"username": parts["analyst"].email, "password": "wrong"},
            headers={"X-Forwarded-For": f"192.0.2.{number}"},
        )
        codes.append("wait" in answer.content.decode().lower())

    assert codes[0] is False
    assert codes[-1] is True

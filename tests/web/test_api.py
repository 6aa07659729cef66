"""The programming interface: what is read and written, by whom, and how it says no."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from jsonschema import Draft202012Validator
from ninja.throttling import AuthRateThrottle

from purbeck.publish.assessment_schema import assessments_schema
from purbeck_web.api.interface import Throttle, api
from purbeck_web.api.models import Scope, Token
from purbeck_web.api.tokens import make_token
from purbeck_web.exchange.changing import change_workspace
from purbeck_web.exchange.from_rows import stored_workspace
from purbeck_web.people.roles import Role
from purbeck_web.scrutiny.asking import asked
from tests.web.conftest import THEN

pytestmark = pytest.mark.django_db

FIGURES = "/api/v1/observations?reason=Nightly"
HEADER = "measure,area,period,value,published\n"


def _token(person: Any, *scopes: Scope, number: int = 0) -> dict[str, str]:
    drawn = f"{person.pk}-{number}-" + "-".join(scopes)
    _, words = make_token("Test", person, scopes, timezone.now(), drawn)
    return {"authorization": f"Bearer {words}"}


def _load(headers: dict[str, str], rows: str, query: str = "") -> Any:
    body = HEADER + rows
    return Client().post(FIGURES + query, body, content_type="text/csv", headers=headers)


def test_assessments_are_in_the_schema_of_the_command_line() -> None:
    """What the interface gives is what ``purbeck assess --format json`` writes."""
    answer = Client().get("/api/v1/assessments")
    Draft202012Validator(json.loads(assessments_schema())).validate(answer.json())

    assert len(answer.json()["assessments"]) == 21


def test_pages_follow_one_another_to_the_end() -> None:
    """Following ``next`` gives every observation once, in the order of the open data."""
    seen: list[Any] = []
    address = "/api/v1/observations?measure=good-attendance&limit=7"
    while address:
        answer = Client().get(address).json()
        seen += answer["items"]
        address = answer["next"]
    keys = [(each["area"], each["period"]) for each in seen]

    assert len(keys) == answer["count"] == len(set(keys))
    assert keys == sorted(keys)


def test_what_has_not_changed_is_not_sent_again(people: dict[str, Any]) -> None:
    """With the tag of what one has, the answer is empty until the workspace changes."""
    first = Client().get("/api/v1/measures")
    again = Client().get("/api/v1/measures", headers={"if-none-match": first["ETag"]})
    _load(
        _token(people["analyst"], Scope.FIGURES),
        "good-attendance,E10000009,2018-19,95,2018-09-01\n",
    )
    changed = Client().get("/api/v1/measures", headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200


def test_a_load_takes_every_row_or_none(people: dict[str, Any]) -> None:
    """One wrong row keeps all of them out, and is named with what to do; put right, all go in."""
    headers = _token(people["analyst"], Scope.FIGURES)
    good = "total-primary-absence,E10000009,2012-13,4.4,2014-03-25\n"
    bad = "total-primary-absence,E10000009,2011-12,104,2013-03-25\n"
    before = stored_workspace()
    refused = _load(headers, good + bad)
    between = stored_workspace()
    taken = _load(headers, good)

    assert refused.status_code == 422
    assert [row["row"] for row in refused.json()["rows"]] == [3]
    assert between == before
    assert taken.status_code == 200, taken.content
    assert taken.json()["new"] == 1
    assert len(stored_workspace().observations) == len(before.observations) + 1


def test_a_load_sent_twice_changes_nothing_the_second_time(people: dict[str, Any]) -> None:
    """The same table again makes no revision."""
    headers = _token(people["analyst"], Scope.FIGURES)
    row = "total-primary-absence,E10000009,2012-13,4.4,2014-03-25\n"
    _load(headers, row)
    again = _load(headers, row).json()

    assert (again["revision"], again["same"], again["new"]) == (None, 1, 0)


def test_a_doubtful_figure_needs_a_reason(people: dict[str, Any]) -> None:
    """A jump that no year has seen is refused with the doubt, and taken with a reason."""
    headers = _token(people["analyst"], Scope.FIGURES)
    row = "total-primary-absence,E10000009,2018-19,40,2020-09-01\n"
    refused = _load(headers, row)
    taken = _load(headers, row, "&doubts=Checked%20with%20schools")

    assert refused.status_code == 422
    assert refused.json()["rows"][0]["doubts"]
    assert taken.status_code == 200, taken.content


@pytest.mark.parametrize(
    ("role", "scopes", "expected"),
    [
        (Role.ANALYST, (Scope.FIGURES,), 200),
        (Role.ANALYST, (Scope.QUESTIONS,), 403),
        (Role.ANALYST, (), 403),
        (Role.COUNCILLOR, (Scope.FIGURES,), 403),
        (Role.ADMINISTRATOR, (Scope.FIGURES,), 403),
        (Role.MEASURE_OWNER, (Scope.FIGURES,), 422),
    ],
)
def test_a_token_does_what_scope_and_person_both_may(
    people: dict[str, Any], role: Role, scopes: tuple[Scope, ...], expected: int
) -> None:
    """Neither a scope nor a right alone is enough, and an owner loads the owner's measures only."""
    people["measure-owner"].officer_id = "jon-goodwin"
    people["measure-owner"].save()
    headers = _token(people[role], *scopes)
    row = "total-primary-absence,E10000009,2012-13,4.4,2014-03-25\n"

    assert _load(headers, row).status_code == expected


@pytest.mark.parametrize("spoilt", ["wrong", "revoked", "ended", "left"])
def test_a_token_that_does_not_hold_reads_nothing_either(
    people: dict[str, Any], spoilt: str
) -> None:
    """Whoever sends a token learns that it is wrong, and is not taken for the public."""
    headers = _token(people["analyst"])
    if spoilt == "wrong":
        headers = {"authorization": "Bearer pbk_nothing"}
    elif spoilt == "revoked":
        Token.objects.update(revoked_at=timezone.now())
    elif spoilt == "ended":
        Token.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    else:
        people["analyst"].is_active = False
        people["analyst"].save()

    assert Client().get("/api/v1/measures", headers=headers).status_code == 401


def test_the_words_of_a_token_are_kept_nowhere(people: dict[str, Any]) -> None:
    """The page shows them once; the database has a digest, and the history not even that."""
    client = Client()
    client.force_login(people["analyst"])
    page = client.post("/interface/", {"name": "Nightly", "scopes": ["figures"]}).content.decode()
    words = page.split("<code>pbk_")[1].split("</code>")[0]
    token = Token.objects.get()
    again = client.get("/interface/").content.decode()
    by_token = Client().get("/api/v1/measures", headers={"authorization": f"Bearer pbk_{words}"})

    assert by_token.status_code == 200
    assert words not in again
    assert words not in str(token.__dict__)
    assert token.digest not in str(token.history.values())


def test_a_session_writes_nothing(people: dict[str, Any]) -> None:
    """A page of another site could send a form with the cookie; the interface takes tokens only."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(people["analyst"])

    assert client.post(FIGURES, HEADER, content_type="text/csv").status_code == 401


def test_the_public_reads_only_where_it_is_let_in(settings: Any, people: dict[str, Any]) -> None:
    """Without public reading the interface asks for a token, or a session."""
    settings.PUBLIC_READING = False
    client = Client()
    client.force_login(people["councillor"])

    assert Client().get("/api/v1/measures").status_code == 401
    assert client.get("/api/v1/measures").status_code == 200


@pytest.mark.parametrize("on", ["2030-01-01", "1800-01-01", "yesterday"])
def test_a_day_that_makes_no_sense_is_refused_with_what_is_expected(on: str) -> None:
    """A day to come, one before there were figures, and a word are all told of."""
    answer = Client().get(f"/api/v1/observations?on={on}")

    assert answer.status_code == 422
    assert answer.json()["detail"]


class _TwoAtMost(AuthRateThrottle):
    def __init__(self) -> None:
        super().__init__("2/m")


def test_too_many_requests_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit the answer is 429, and says when to come again."""
    monkeypatch.setattr(Throttle, "allow_request", _TwoAtMost().allow_request)
    codes = [Client().get("/api/v1/outcomes").status_code for _ in range(3)]

    assert codes == [200, 200, 429]


def test_a_history_that_pull_has_made_is_loaded(people: dict[str, Any], tmp_path: Any) -> None:
    """An archive that is none, or leads out of its folder, is refused in words."""
    import io
    import zipfile

    headers = _token(people["analyst"], Scope.FIGURES)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("../outside", "x")
    answers = [
        Client().post(
            "/api/v1/history?reason=Pulled", body, content_type="application/zip", headers=headers
        )
        for body in (b"not a zip", held.getvalue())
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert "../outside" in answers[1].json()["detail"]


def test_a_question_is_asked_and_answered_by_token(people: dict[str, Any]) -> None:
    """The same rights and the same rules hold as on the pages."""
    asker = _token(people["councillor"], Scope.QUESTIONS)
    answerer = _token(people["analyst"], Scope.QUESTIONS)
    sent = {"question": "Why?", "measure": "good-attendance"}
    asked = Client().post(
        "/api/v1/questions", json.dumps(sent), content_type="application/json", headers=asker
    )
    address = f"/api/v1/questions/{asked.json()['id']}/answer"
    answered, by_asker = (
        Client().post(address, '{"answer": "So."}', content_type="application/json", headers=each)
        for each in (answerer, asker)
    )

    assert (asked.status_code, answered.status_code, by_asker.status_code) == (201, 200, 403)
    assert answered.json()["status"] == "answered"


def test_the_document_is_openapi_3_1_and_names_every_refusal() -> None:
    """The document is there for programs, and each operation says how it may refuse."""
    document = Client().get("/api/v1/openapi.json").json()

    assert document["openapi"].startswith("3.1")
    assert all(
        {"401", "422", "429"} <= set(operation["responses"])
        for path in document["paths"].values()
        for operation in path.values()
    )


WRITES = """
                observations history questions answer
analyst         yes          yes     yes       yes
measure-owner   yes          no      no        own
lead-officer    yes          no      no        own
sponsor         no           no      no        own
assurance       no           no      yes       yes
councillor      no           no      yes       no
administrator   no           no      no        no
"""
"""What a token with every scope may write, by the role of its person: ``own`` is own alone."""

SENT = {
    "observations": ("/api/v1/observations?reason=x", HEADER, "text/csv"),
    "history": ("/api/v1/history?reason=x", "", "application/zip"),
    "questions": ("/api/v1/questions", '{"question": "Why?"}', "application/json"),
    "answer": ("/api/v1/questions/q1/answer", '{"answer": "So."}', "application/json"),
}


def _cells() -> list[tuple[str, str, str]]:
    header, *rows = (line.split() for line in WRITES.strip().splitlines())
    return [
        (role, name, may) for role, *cells in rows for name, may in zip(header, cells, strict=True)
    ]


@pytest.mark.parametrize(("role", "name", "may"), _cells())
def test_every_write_by_every_role(people: dict[str, Any], role: str, name: str, may: str) -> None:
    """Who may not is told so with 403, and what is not one's own is not there."""
    edit = asked("q1", "Why?", "delayed-transfer-days", "", THEN.date())
    change_workspace(edit, by=people["analyst"], at=THEN, reason="Asked")
    people[role].officer_id = None
    people[role].save()
    address, body, kind = SENT[name]
    answer = Client().post(
        address, body, content_type=kind, headers=_token(people[role], *list(Scope))
    )

    refused = {403: "no", 404: "own"}.get(answer.status_code, "yes")
    assert refused == may


PATHS = api.get_openapi_schema(path_prefix="/api/v1/")["paths"]
READ = [path for path, operations in PATHS.items() if "get" in operations]


@pytest.mark.parametrize("role", [None, *Role.values])
@pytest.mark.parametrize("path", READ)
def test_every_read_by_every_role(people: dict[str, Any], path: str, role: str | None) -> None:
    """Whoever may read the pages reads the interface, by session or as the public."""
    client = Client()
    if role:
        client.force_login(people[role])

    assert client.get(path).status_code == 200

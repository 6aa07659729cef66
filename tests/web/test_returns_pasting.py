"""A table of figures: looked at row by row, and taken as far as the person chooses."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from purbeck_web.exchange.models import Revision
from purbeck_web.figures.models import Observation
from purbeck_web.returns.models import Upload
from purbeck_web.returns.pasting import KEPT, forget_uploads

pytestmark = pytest.mark.django_db

MEASURE = "good-attendance"


@pytest.fixture
def analyst(people: dict[str, Any]) -> Client:
    """Give the analyst, signed in."""
    client = Client()
    client.force_login(people["analyst"])
    return client


def sent(client: Client, cells: str = "", **more: Any) -> str:
    """Paste cells or send a file; give the address of the preview."""
    today = timezone.localdate().isoformat()
    given = {"cells": cells, "measure": MEASURE, "published": today, **more}
    answer = client.post("/returns/paste/", given)
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def looked(client: Client, address: str) -> tuple[str, dict[str, str]]:
    """Give the preview, and what its form sends with nothing chosen."""
    page = client.get(address).content.decode()
    (digest,) = re.findall(r'name="digest" value="([0-9a-f]+)"', page)
    return page, {"digest": digest}


def values(year: int) -> list[float | None]:
    """Give what stands of Dorset's attendance in an academic year."""
    rows = Observation.objects.filter(measure=MEASURE, area="E10000009", superseded_in=None)
    return list(rows.filter(period_year=year).order_by("pk").values_list("value", flat=True))


def test_sound_rows_are_shown_and_then_taken_as_one_revision(
    analyst: Client, people: dict[str, Any]
) -> None:
    """Nothing is stored by the preview; taking it makes one revision of all rows."""
    before = Revision.objects.count()
    address = sent(analyst, "2019-20\t95.0\n2020-21\t95.1%\n")
    page, chosen = looked(analyst, address)
    untouched = (Revision.objects.count(), values(2019))
    answer = analyst.post(address, chosen, follow=True)

    assert untouched == (before, [])
    assert "&#39;95.1%&#39; was read as 95.1" in page
    assert (values(2019), values(2020), Revision.objects.count()) == ([95.0], [95.1], before + 1)
    assert "2 figures taken, no rows left out" in answer.content.decode()


def test_rows_with_errors_are_left_out_only_where_it_is_said(analyst: Client) -> None:
    """Without the tick nothing is taken; with it the sound row is, and the others are counted."""
    address = sent(analyst, "2019-20\t95.0\n2020-21\t104\n2021-22\tmany\n")
    page, chosen = looked(analyst, address)
    refused = analyst.post(address, chosen)
    nothing = values(2019)
    answer = analyst.post(address, chosen | {"leave": "on"}, follow=True)

    assert "a percentage from 0 to 100" in page
    assert (refused.status_code, nothing) == (422, [])
    assert "Tick that the 2 rows with errors may be left out" in refused.content.decode()
    assert (values(2019), values(2020)) == ([95.0], [])
    assert "1 figure taken, 2 rows left out" in answer.content.decode()


def test_a_doubtful_row_is_taken_only_for_a_reason(analyst: Client) -> None:
    """Left alone it stays out; ticked it needs a reason, which the policy then keeps."""
    address = sent(analyst, "2019-20\t95.0\n2020-21\t9.51\n")
    page, chosen = looked(analyst, address)
    ticked = chosen | {"take_2": "on"}
    refused = analyst.post(address, ticked)
    answer = analyst.post(address, ticked | {"because_2": "Schools were closed"}, follow=True)
    revision = Revision.objects.first()
    assert revision is not None

    assert "Take row 2: it is right" in page
    assert "Row 2: say how you know that it is right" in refused.content.decode()
    assert values(2020) == [9.51]
    assert "row 2 is right: Schools were closed" in revision.reason
    assert "2 figures taken, no rows left out" in answer.content.decode()


def test_a_doubtful_row_that_nobody_ticks_stays_out(analyst: Client) -> None:
    """The others are taken, and the message says that one was left out."""
    address = sent(analyst, "2019-20\t95.0\n2020-21\t9.51\n")
    answer = analyst.post(address, looked(analyst, address)[1], follow=True)

    assert (values(2019), values(2020)) == ([95.0], [])
    assert "1 figure taken, 1 row left out" in answer.content.decode()


def test_a_row_that_grows_doubtful_once_another_is_left_out_is_asked_about(
    analyst: Client,
) -> None:
    """The second of two low figures jumps once the first stays out; unticked it stays out too."""
    address = sent(analyst, "2017-18\t94.8\n2019-20\t9.5\n2020-21\t9.6\n")
    page, chosen = looked(analyst, address)
    refused = analyst.post(address, chosen).content.decode()
    untouched = values(2020)
    answer = analyst.post(address, chosen | {"asked_2": "on", "asked_3": "on"}, follow=True)

    assert ("Take row 2" in page, "Take row 3" in page) == (True, False)
    assert "Row 3, once others are left out: Implausible jump" in refused
    assert "Take row 3" in refused
    assert (untouched, values(2019), values(2020)) == ([], [], [])
    assert "1 figure taken, 2 rows left out" in answer.content.decode()


def test_a_row_of_the_same_day_corrects_for_a_reason(analyst: Client) -> None:
    """A figure of the same period and day of publication takes the place of what stood."""
    address = sent(analyst, "period\tvalue\tpublished\n2018-19\t95.2\t26/03/2020\n")
    page, chosen = looked(analyst, address)
    refused = analyst.post(address, chosen)
    analyst.post(address, chosen | {"why": "A slip"})

    assert "Correction: takes the place of 95.1" in page
    assert "Say why figures are corrected" in refused.content.decode()
    assert values(2018) == [95.2]


def test_what_stands_already_changes_nothing(analyst: Client) -> None:
    """A row that is there already is listed, and there is nothing to take."""
    cells = "period\tvalue\tpublished\tnote\n2018-19\t95.1\t2020-03-26\t100 less 4.90\n"
    page, _ = looked(analyst, sent(analyst, cells))

    assert "Rows that change nothing" in page
    assert "Take the rows chosen" not in page


def test_figures_that_changed_meanwhile_are_looked_at_anew(analyst: Client) -> None:
    """Where a row would do something else by now, nothing is taken and the preview is new."""
    address = sent(analyst, "2019-20\t95.0")
    _, chosen = looked(analyst, address)
    other = sent(analyst, "2019-20\t95.3")
    analyst.post(other, looked(analyst, other)[1])
    refused = analyst.post(address, chosen | {"why": "Mine"})

    assert refused.status_code == 422
    assert "changed since this preview" in refused.content.decode()
    assert values(2019) == [95.3]


def test_a_table_that_is_confirmed_twice_is_taken_once(analyst: Client) -> None:
    """The second time says so, and its content is emptied once it is taken."""
    address = sent(analyst, "2019-20\t95.0")
    chosen = looked(analyst, address)[1]
    analyst.post(address, chosen)
    count = Revision.objects.count()
    again = analyst.post(address, chosen, follow=True)

    assert "were taken already" in again.content.decode()
    assert (Revision.objects.count(), values(2019)) == (count, [95.0])
    assert bytes(Upload.objects.get().content) == b""


def test_a_table_is_nobody_elses(analyst: Client, people: dict[str, Any]) -> None:
    """Another person, with every right of the first, does not find it."""
    address = sent(analyst, "2019-20\t95.0")
    other = people["councillor"]
    other.role = "analyst"
    other.save()
    client = Client()
    client.force_login(other)

    assert client.get(address).status_code == 404


@pytest.mark.parametrize(("late", "status"), [(timedelta(), 200), (timedelta(seconds=60), 410)])
def test_a_table_waits_a_day(analyst: Client, late: timedelta, status: int) -> None:
    """Up to a day it can be confirmed; after it the content is gone, and the page says so."""
    address = sent(analyst, "2019-20\t95.0")
    almost = KEPT - timedelta(seconds=30)
    Upload.objects.update(made_at=timezone.now() - almost - late)
    answer = analyst.get(address)

    assert answer.status_code == status
    assert (bytes(Upload.objects.get().content) == b"") is (status == 410)


def test_what_nobody_confirmed_is_forgotten(analyst: Client) -> None:
    """A job empties what has waited too long, and leaves the rest."""
    sent(analyst, "2019-20\t95.0")
    now = timezone.now()

    assert (forget_uploads(now), forget_uploads(now + KEPT * 2)) == (0, 1)


def test_a_row_of_somebody_elses_measure_is_an_error(people: dict[str, Any]) -> None:
    """A lead officer pastes her own indicator and another: the second row is not hers."""
    leah = people["lead-officer"]
    leah.officer_id = "sally-longman"
    leah.save()
    client = Client()
    client.force_login(leah)
    cells = f"{MEASURE}\t2019-20\t95.0\ndelayed-transfer-days\tQ1 2019-20\t5\n"
    address = sent(client, cells, measure="")
    page, chosen = looked(client, address)
    client.post(address, chosen | {"leave": "on"})

    assert "not yours to enter figures of" in page
    assert values(2019) == [95.0]
    assert not Observation.objects.filter(measure="delayed-transfer-days", value=5).exists()


def test_a_file_is_read_as_a_paste_is(analyst: Client) -> None:
    """A CSV file with semicolons, as a spreadsheet may write it, is understood."""
    file = SimpleUploadedFile("figures.csv", b"period;value\r\n2019-20;95.0\r\n")
    address = sent(analyst, file=file)
    analyst.post(address, looked(analyst, address)[1])

    assert values(2019) == [95.0]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (b"\xef\xbb\xbfperiod,value\r\n2019-20,95.0\r\n", "byte order mark"),
        (b"period,value,note\r\n2019-20,95.0,caf\xe9\r\n", "the byte 0xE9"),
    ],
)
def test_what_excel_writes_is_understood_and_told_of(
    analyst: Client, content: bytes, note: str
) -> None:
    """A byte order mark, or letters of Windows, stop nothing: the page says what was done."""
    address = sent(analyst, file=SimpleUploadedFile("figures.csv", content))
    page, chosen = looked(analyst, address)
    analyst.post(address, chosen)

    assert note in page
    assert values(2019) == [95.0]


RUBBISH = {
    "a picture": SimpleUploadedFile("a.csv", b"\x89PNG\r\n\x1a\n\0\0"),
    "a damaged workbook": SimpleUploadedFile("a.xlsx", b"PK\x03\x04" + b"z" * 100),
    "another ending": SimpleUploadedFile("<b>.exe", b"MZ"),
    "nothing": SimpleUploadedFile("a.csv", b""),
}


@pytest.mark.parametrize("name", RUBBISH)
def test_a_file_that_is_rubbish_is_told_of(analyst: Client, name: str) -> None:
    """The preview says what is wrong, and there is nothing to take."""
    file = RUBBISH[name]
    file.seek(0)
    page = analyst.get(sent(analyst, file=file)).content.decode()

    assert "There is a problem" in page
    assert "Take the rows chosen" not in page


def test_a_megabyte_of_text_is_told_of(analyst: Client) -> None:
    """A paste of nothing but text has too many rows, or rows that are wrong, and no page breaks."""
    page = analyst.get(sent(analyst, "☃ <script>alert(1)</script>\n" * 20_000)).content.decode()

    assert "There is a problem" in page
    assert "<script>alert" not in page


def test_a_file_that_is_too_large_is_refused(analyst: Client) -> None:
    """Over five megabytes nothing is kept."""
    file = SimpleUploadedFile("a.csv", b"x" * 5_000_001)
    answer = analyst.post("/returns/paste/", {"file": file})

    assert answer.status_code == 422
    assert not Upload.objects.exists()


def test_nothing_at_all_is_told_of(analyst: Client) -> None:
    """A form without cells and without a file asks for one of the two."""
    answer = analyst.post("/returns/paste/", {"cells": " \n "})

    assert answer.status_code == 422
    assert "Paste some cells, or choose a file" in answer.content.decode()

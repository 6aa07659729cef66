"""Writing commentary: the list, the preview, figures bound, claims accepted, rubbish."""

from __future__ import annotations

from typing import Any

import pytest

from purbeck_web.commentary.checking import bench_for
from purbeck_web.commentary.models import Draft
from purbeck_web.commentary.standing import findings_of
from purbeck_web.exchange.from_rows import stored_workspace
from tests.web.commentary_steps import (
    FALSE,
    PAGE,
    TYPED,
    change_story,
    posted,
    signed_in,
    story_now,
)
from tests.web.commentary_steps import lead as lead

pytestmark = pytest.mark.django_db


def test_the_list_says_how_each_text_stands(lead: Any) -> None:
    """One's own indicators are listed with what was found, and no others."""
    change_story(FALSE, lead)
    answer = signed_in(lead).get("/commentary/").content.decode()

    assert "1 contradicted" in answer
    assert "/commentary/good-attendance/" in answer
    assert "/commentary/delayed-transfer-days/" not in answer


def test_a_claim_that_the_data_contradict_is_shown_with_its_figures(lead: Any) -> None:
    """The preview marks the claim, and says what the figures are."""
    answer = signed_in(lead).post(f"{PAGE}preview/", posted(FALSE)).content.decode()

    assert "finding-contradicted" in answer
    assert "95.3% in 2015-16, 95.1% in 2016-17" in answer


def test_a_reference_is_shown_as_it_prints(lead: Any) -> None:
    """Words stand in place of a reference in the preview."""
    text = "It is {{ good-attendance.latest }} in all."
    answer = signed_in(lead).post(f"{PAGE}preview/", posted(text)).content.decode()

    assert "95.1%" in answer
    assert "{{ good-attendance.latest }} in all" not in answer


def test_a_wrong_reference_is_told_of_with_the_nearest_name(lead: Any) -> None:
    """It stands as it was typed, the rest prints, and the nearest name is given."""
    text = "It is {{ good-atendance.latest }}, or {{ 02.traget }}, or {{ 02.1.rank"
    answer = signed_in(lead).post(f"{PAGE}preview/", posted(text)).content.decode()

    assert "the nearest is &#39;good-attendance&#39;" in answer
    assert "the nearest is &#39;target&#39;" in answer
    assert "<strong>{{ good-atendance.latest }}</strong>" in answer


def test_a_preview_keeps_nothing(lead: Any) -> None:
    """Neither the workspace nor a draft is changed by looking."""
    before = stored_workspace()
    signed_in(lead).post(f"{PAGE}preview/", posted("Other."))
    signed_in(lead).post(PAGE, posted("Other.", do="preview"))

    assert stored_workspace() == before
    assert not Draft.objects.exists()


def test_more_findings_than_anybody_reads_are_counted(lead: Any) -> None:
    """Of ten thousand wrong references the first stand on the page, with how many more."""
    answer = signed_in(lead).post(f"{PAGE}preview/", posted("{{" * 10_000)).content.decode()

    assert answer.count("finding-error") == 60
    assert "9940 more findings are not shown" in answer


def test_a_typed_figure_is_bound_by_a_button(lead: Any) -> None:
    """The button puts the reference in the field, and saves nothing."""
    client = signed_in(lead)
    shown = client.post(PAGE, posted(TYPED, do="preview")).content.decode()
    bound = client.post(PAGE, posted(TYPED, bind="story:1:35")).content.decode()
    every = client.post(PAGE, posted(TYPED, bind="all")).content.decode()

    assert 'value="story:1:35"' in shown
    assert "rose from {{ total-secondary-absence.previous }} to 5.7%." in bound
    assert "to {{ total-secondary-absence.latest }}." in every
    assert story_now() != TYPED


def test_an_offer_that_is_gone_binds_nothing(lead: Any) -> None:
    """A figure that has moved since the button was drawn is left alone, and that is said."""
    answer = signed_in(lead).post(PAGE, posted("No figure.", bind="story:1:35")).content.decode()

    assert "nothing was bound" in answer
    assert "No figure." in answer


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "</textarea><script>alert(1)</script>",
        "{{ <script>alert(1)</script> }}",
    ],
)
def test_no_html_of_anybody_s_reaches_a_page(lead: Any, hostile: str) -> None:
    """Tags are text wherever they are shown, and a link leads nowhere that runs."""
    client = signed_in(lead)
    pages = [
        client.post(f"{PAGE}preview/", posted(hostile)).content.decode(),
        client.post(PAGE, posted(hostile, do="preview")).content.decode(),
    ]

    for page in pages:
        assert "<script>alert" not in page
        assert "<img" not in page
        assert 'href="javascript' not in page
        assert 'href="data' not in page


def test_a_contradicted_claim_is_accepted_with_a_reason_and_no_longer(
    lead: Any, people: dict[str, Any]
) -> None:
    """The policy holds the reason, the standing counts it apart, and it can be taken back."""
    change_story(FALSE, lead)
    client = signed_in(people["analyst"])
    before = findings_of("good-attendance")
    client.post(f"{PAGE}accept/", {"measure": "good-attendance", "reason": "Rounded"})
    during = findings_of("good-attendance")
    shown = client.get(PAGE).content.decode()
    client.post(f"{PAGE}accept/", {"take_back": "good-attendance"})
    after = findings_of("good-attendance")

    assert before is not None
    assert during is not None
    assert (before.contradicted, before.accepted, before.may_be_submitted) == (1, 0, False)
    assert (during.contradicted, during.accepted, during.may_be_submitted) == (0, 1, True)
    assert "Accepted: Rounded" in shown
    assert after == before


def test_a_reason_without_words_is_refused(people: dict[str, Any]) -> None:
    """A blank reason, and a measure of another indicator, are told of on the form."""
    client = signed_in(people["analyst"])
    blank = client.post(f"{PAGE}accept/", {"measure": "good-attendance", "reason": " "})
    other = client.post(f"{PAGE}accept/", {"measure": "delayed-transfer-days", "reason": "So"})

    assert (blank.status_code, other.status_code) == (422, 422)


def test_a_measure_that_is_no_indicator_has_no_commentary(people: dict[str, Any]) -> None:
    """There is no such page for a performance measure, or for what there is not."""
    client = signed_in(people["analyst"])

    assert client.get("/commentary/total-primary-absence/").status_code == 404
    assert client.get("/commentary/nothing/").status_code == 404


def test_a_preview_asks_the_database_little(lead: Any, django_assert_max_num_queries: Any) -> None:
    """A preview reads no figure: the scorecards are kept from one to the next."""
    client = signed_in(lead)
    client.post(f"{PAGE}preview/", posted(TYPED))

    with django_assert_max_num_queries(14):
        client.post(f"{PAGE}preview/", {"story": TYPED})


def test_the_bench_is_that_of_the_report_in_hand() -> None:
    """Texts are held against what was known on the day of the report, as ``validate`` does."""
    bench = bench_for("good-attendance")

    assert bench is not None
    assert bench.scorecard.on == stored_workspace().framework.report.on
    assert bench.scorecard.assessment("good-attendance").latest is not None


def test_the_page_of_an_indicator_leads_to_its_commentary(
    lead: Any, people: dict[str, Any]
) -> None:
    """To write it and to discuss it for whom that is open, and for nobody else."""
    paths = (PAGE, f"{PAGE}discussion/")
    pages = {
        role: signed_in(people[role]).get("/measures/good-attendance/").content.decode()
        for role in ("lead-officer", "assurance", "councillor")
    }
    found = {role: [f'href="{path}"' in page for path in paths] for role, page in pages.items()}

    assert found == {
        "lead-officer": [True, True],
        "assurance": [False, True],
        "councillor": [False, False],
    }

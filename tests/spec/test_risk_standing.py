"""The rules for corporate risks and for milestones, each drawn as a table of cases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from purbeck.assess.risk_standing import (
    AppetiteStanding,
    RiskStanding,
    TargetStanding,
    standing_of,
    standings_of,
)
from purbeck.model.action import Action, ActionStatus, Milestone
from purbeck.model.errors import InvalidValueError
from purbeck.model.risk import (
    Appetite,
    CorporateRisk,
    ReviewInterval,
    RiskLevel,
    RiskMatrix,
    RiskReview,
    RiskTrend,
)

MATRIX = RiskMatrix(
    likelihoods=("Rare", "Possible", "Likely"),
    impacts=("Minor", "Major", "Severe", "Fatal"),
    rows=("LLMM", "LMMH", "MMHH"),
    appetite=RiskLevel.MEDIUM,
)
INTERVAL = ReviewInterval(30, "Drawn")
ON = date(2024, 9, 30)


def risk(score: str = "", target: str = "", appetite: str = "", level: str = "") -> CorporateRisk:
    """Give a risk from drawn cells: a score as 2x3, an appetite as a level or a number."""
    steps, aim = _steps(score), _steps(target)
    own = MATRIX.level(*steps) if steps else RiskLevel(level)
    return CorporateRisk(
        id="R1",
        title="A risk",
        outcome="o",
        level=own,
        likelihood=steps and steps[0],
        impact=steps and steps[1],
        target_likelihood=aim and aim[0],
        target_impact=aim and aim[1],
        appetite=_appetite(appetite),
    )


def _steps(drawn: str) -> tuple[int, int] | None:
    if drawn in ("", "-"):
        return None
    likelihood, impact = drawn.split("x")
    return int(likelihood), int(impact)


def _appetite(drawn: str) -> Appetite | None:
    if drawn in ("", "-"):
        return None
    return int(drawn) if drawn.isdigit() else RiskLevel(drawn)


def standing(of: CorporateRisk, matrix: RiskMatrix | None = MATRIX, on: date = ON) -> RiskStanding:
    """Hold a risk against the drawn matrix and interval."""
    return standing_of(of, matrix, INTERVAL, on)


APPETITE = """
score  level   own     matrix   standing
3x3    -       -       medium   above appetite
2x2    -       -       medium   within appetite
2x2    -       low     medium   above appetite
3x3    -       high    medium   within appetite
2x3    -       6       medium   within appetite
2x4    -       6       medium   above appetite
-      high    -       medium   above appetite
-      high    6       medium   cannot be assessed
-      low     low     -        within appetite
3x4    -       -       -        no appetite declared
"""


@pytest.mark.parametrize("drawn", APPETITE.strip().splitlines()[1:])
def test_a_risk_is_above_its_own_appetite_or_that_of_the_matrix(drawn: str) -> None:
    """At exactly the appetite a risk is within it; a score asked of a level cannot be assessed."""
    score, level, own, matrix, *expected = drawn.split()
    of = risk(score, "", own, level.replace("-", ""))

    found = standing(of, MATRIX if matrix != "-" else None)

    assert found.appetite is AppetiteStanding(" ".join(expected))


TARGET = """
score  target  standing
3x3    2x2     to be reached
2x2    2x2     not below the score now
1x4    2x2     not below the score now
2x2    3x3     not below the score now
2x2    -       no target
-      2x2     cannot be assessed
"""


@pytest.mark.parametrize("drawn", TARGET.strip().splitlines()[1:])
def test_a_target_asks_for_a_lower_score(drawn: str) -> None:
    """A target that equals the score now, by whichever steps, is not below it."""
    score, target, *expected = drawn.split()

    found = standing(risk(score, target, "", "high"))

    assert found.target is TargetStanding(" ".join(expected))


REVIEW = """
reviewed  reviews   standing            days
-         -         no review recorded  -
30        -         reviewed in time    30
31        -         review overdue      31
0         -         reviewed in time    0
90        20        reviewed in time    20
20        90        reviewed in time    20
-         45        review overdue      45
-1        -         no review recorded  -
-1        40,-1     review overdue      40
"""


@pytest.mark.parametrize("drawn", REVIEW.strip().splitlines()[1:])
def test_a_review_is_overdue_on_the_day_after_the_last_that_may_pass(drawn: str) -> None:
    """The latest review counts, wherever it is recorded; one of a later day is not known yet."""
    stated, held, *said, days = drawn.split()
    reviews = [RiskReview(on=_ago(n), likelihood=1, impact=1) for n in held.split(",") if n != "-"]
    of = CorporateRisk(
        id="R1",
        title="A risk",
        outcome="o",
        level=RiskLevel.LOW,
        reviewed=None if stated == "-" else _ago(stated),
        reviews=tuple(reviews),
    )

    found = standing(of)

    assert (found.review.value, found.days) == (" ".join(said), None if days == "-" else int(days))


def _ago(days: str) -> date:
    return ON - timedelta(days=int(days))


TREND = """
declared    scores           derived     deteriorating  disagree
not-stated  -                not-stated  no             no
worsening   -                worsening?  yes            no
not-stated  2x2              not-stated  no             no
not-stated  2x2,2x3          worsening   yes            no
improving   2x2,2x3          worsening   yes            yes
improving   2x3,2x2          improving   no             no
worsening   2x3,2x2          improving   yes            yes
unchanged   1x4,2x2          unchanged   no             no
not-stated  3x3,1x1,1x2      worsening   yes            no
"""


@pytest.mark.parametrize("drawn", TREND.strip().splitlines()[1:])
def test_a_trend_is_derived_from_the_last_two_reviews(drawn: str) -> None:
    """The scores of the last two reviews say how a risk has moved, beside what its owner states."""
    declared, scores, derived, worse, disagree = drawn.split()
    steps = [pair for each in scores.split(",") if (pair := _steps(each))]
    first = date(2024, 1, 1)
    of = CorporateRisk(
        id="R1",
        title="A risk",
        outcome="o",
        level=RiskLevel.LOW,
        trend=RiskTrend(declared),
        reviews=tuple(
            RiskReview(on=first + timedelta(days=at), likelihood=like, impact=impact)
            for at, (like, impact) in enumerate(steps)
        ),
    )

    found = standing(of)

    expected = "not-stated" if derived.endswith("?") else derived
    told = (found.derived.value, found.is_deteriorating, found.trends_disagree)
    assert told == (expected, worse == "yes", disagree == "yes")


def test_a_review_of_a_later_day_does_not_move_the_trend() -> None:
    """On a day between two reviews there is one, and no trend."""
    first, second = date(2024, 3, 1), date(2024, 6, 1)
    of = CorporateRisk(
        id="R1",
        title="A risk",
        outcome="o",
        level=RiskLevel.LOW,
        reviews=(
            RiskReview(on=first, likelihood=1, impact=1),
            RiskReview(on=second, likelihood=2, impact=2),
        ),
    )

    before = standing(of, on=second - timedelta(days=1)).derived
    on_the_day = standing(of, on=second).derived

    assert (before, on_the_day) == (RiskTrend.NOT_STATED, RiskTrend.WORSENING)


def test_no_risks_have_no_standing() -> None:
    """An empty register gives an empty answer."""
    assert standings_of([], MATRIX, INTERVAL, ON) == ()


MILESTONE = """
due         done        status     on          overdue
2024-06-30  -           under-way  2024-06-30  no
2024-06-30  -           under-way  2024-07-01  yes
2024-06-30  2024-07-02  under-way  2024-07-01  yes
2024-06-30  2024-07-02  under-way  2024-07-02  no
-           -           under-way  2024-07-01  no
2024-06-30  -           done       2024-07-01  no
2024-06-30  -           stopped    2024-07-01  no
"""


@pytest.mark.parametrize("drawn", MILESTONE.strip().splitlines()[1:])
def test_a_milestone_is_overdue_after_its_date_until_it_is_done(drawn: str) -> None:
    """On the date itself it is not overdue, nor where its action is done or stopped."""
    due, done, status, on, expected = drawn.split()
    step = Milestone(title="A step", due=_day(due), done=_day(done))
    action = Action(
        id="A1", indicator="i", title="Do it", status=ActionStatus(status), milestones=(step,)
    )

    late = action.overdue_milestones(date.fromisoformat(on))

    assert late == ((step,) if expected == "yes" else ())


def _day(drawn: str) -> date | None:
    return None if drawn == "-" else date.fromisoformat(drawn)


@pytest.mark.parametrize(
    "wrong",
    [
        {"inherent_likelihood": 2},
        {"target_impact": 1},
        {"controls": ("One; two",)},
        {"controls": (" ",)},
        {"reviews": (RiskReview(on=ON, likelihood=1, impact=1),) * 2},
    ],
    ids=str,
)
def test_a_risk_that_contradicts_itself_cannot_be_made(wrong: dict[str, object]) -> None:
    """Half a score, a control that would read as two, and two reviews of a day are refused."""
    with pytest.raises(InvalidValueError):
        CorporateRisk(id="R1", title="A", outcome="o", level=RiskLevel.LOW, **wrong)  # type: ignore[arg-type]


def test_an_action_has_no_two_milestones_of_one_title() -> None:
    """Milestones are told apart by their titles."""
    step = Milestone(title="A step")

    with pytest.raises(InvalidValueError, match="another title"):
        Action(id="A1", indicator="i", title="Do it", milestones=(step, step))


@pytest.mark.parametrize("steps", [((), ("One",), ()), (("One",), (), ("",))], ids=str)
def test_a_matrix_has_a_square_at_least(steps: tuple[tuple[str, ...], ...]) -> None:
    """A matrix without likelihoods or without impacts is refused."""
    likelihoods, impacts, rows = steps

    with pytest.raises(InvalidValueError):
        RiskMatrix(likelihoods=likelihoods, impacts=impacts, rows=rows)

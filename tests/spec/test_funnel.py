"""Funnel plots: with chance alone, and with what areas differ by besides."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from purbeck.assess.statistical import funnel_evidence
from purbeck.methods import funnel, overdispersion
from purbeck.methods.codes import Direction
from purbeck.methods.funnel import (
    FEWEST_EVENTS_OF_DSR,
    TAIL_95,
    TAIL_998,
    average_proportion,
    average_rate,
    proportion_flags,
    proportion_limits,
    ratio_flags,
    ratio_limits,
)
from purbeck.methods.overdispersion import (
    SIGNIFICANT,
    TRIMMED,
    Dispersion,
    Scale,
    dispersion,
    widened_limits,
)
from tests.spec.method_cases import Figures, Method, Row, cases

method = Method(
    name="Funnel with overdispersion",
    statement=(
        "Which areas lie further from the average than chance would put them, given how many "
        "people each has; and, where areas differ by more than chance, which still do when that "
        "is allowed for."
    ),
    definition=(
        "Average: all counts over all totals.",
        f"Limits of chance: {TAIL_95:g} and {TAIL_998:g} in each tail. Shares: average ± z "
        "√(average(1 − average)/n), cut to 0 and 1. Rates and ratios: exact Poisson limits.",
        "Scale: shares as arcsine of the square root with s = 1/(2√n); ratios as square root with "
        "s = 1/(2√E), or as logarithm with s = 1/√E; two counts as the logarithm of their ratio.",
        f"Dispersion: z = (y − target)/s, the extreme {TRIMMED:.0%} at each end drawn in to the "
        "quantiles (left out on the log scale); phi is the mean of z².",
        "Variance between areas (DerSimonian and Laird): τ² = (k·phi − (k − 1)) / "
        "(Σw − Σw²/Σw), with w = 1/s²; 0 where that is negative.",
        f"Applied only where phi is shown to be above 1 at {SIGNIFICANT:.0%}: limits are then "
        "target ± z √(s² + τ²), brought back from the scale.",
        "Trimming takes part of the ordinary spread for extremes: of areas that differ normally, "
        "the widened 95% limits hold about 88 in 100 (about 80 where extremes are left out).",
    ),
    source=(
        "Spiegelhalter 2005, Stat Med 24:1185 and Qual Saf Health Care 14:347; PHEindicatormethods "
        "2.1.0 (R/Funnels.R); constants of the treatment of extremes as in FunnelPlotR 0.6.0."
    ),
    modules=(funnel, overdispersion),
    used_by=(funnel_evidence.RULE,),
)


def name_of(code: ArrayLike) -> str:
    return Direction(int(np.ravel(code)[0])).name.lower().replace("_", " ")


def test_published_limits_of_shares() -> None:
    """Limits in percent at an average of 80.642448%, as in PHEindicatormethods' own test data."""
    drawn = cases(
        """
        case    | total
        1       | 1
        10      | 10
        41      | 41
        1008    | 1008
        110,000 | 110000
        """,
        "The average is 80.642448%",
    )

    def limit(end: str, tail: float, row: Row) -> Figures:
        held: Figures = getattr(proportion_limits(row["total"], 0.80642448, tail), end)
        return held * 100

    assert drawn.each("lower 95%", lambda row: limit("lower", TAIL_95, row)) == {
        "1": 3.2043,
        "10": 56.1543,
        "41": 68.5486,
        "1008": 78.2034,
        "110,000": 80.409,
    }
    assert drawn.each("upper 95%", lambda row: limit("upper", TAIL_95, row)) == {
        "1": 100,
        "10": 100,
        "41": 92.7363,
        "1008": 83.0815,
        "110,000": 80.8759,
    }
    assert drawn.each("lower 99.8%", lambda row: limit("lower", TAIL_998, row)) == {
        "1": 0,
        "10": 42.0326,
        "41": 61.5744,
        "1008": 76.7968,
        "110,000": 80.2743,
    }


def test_published_limits_of_ratios() -> None:
    """Limits of a ratio of 100 by the events, as in PHEindicatormethods' own test data.

    No events could belong to any small expected number: there is no upper limit.
    """
    drawn = cases(
        """
        case | events
        0    | 0
        9    | 9
        10   | 10
        100  | 100
        716  | 716
        """
    )

    def limit(end: str, row: Row) -> Figures:
        held: Figures = getattr(ratio_limits(row["events"]), end)
        return held * 100

    assert drawn.each("lower 95%", lambda row: limit("lower", row), 3) == {
        "0": 0,
        "9": 52.678,
        "10": 54.376,
        "100": 82.219,
        "716": 92.936,
    }
    assert drawn.each("upper 95%", lambda row: limit("upper", row), 3) == {
        "0": float("inf"),
        "9": 218.692,
        "10": 208.534,
        "100": 122.904,
        "716": 107.749,
    }


def test_which_shares_lie_beyond_the_limits_of_chance() -> None:
    """Of a hundred at an average of a half the limits are 40.2 and 59.8, and 34.5 and 65.5."""
    drawn = cases(
        """
        area      | count | total
        Average   | 50    | 100
        Within    | 59    | 100
        Above     | 60    | 100
        Far above | 66    | 100
        Below     | 40    | 100
        Far below | 34    | 100
        Unknown   | 50    | -
        """,
        "The average is 50%",
    )

    assert drawn.each(
        "lies", lambda row: name_of(proportion_flags(row["count"], row["total"], 0.5))
    ) == {
        "Average": "same",
        "Within": "same",
        "Above": "higher",
        "Far above": "much higher",
        "Below": "lower",
        "Far below": "much lower",
        "Unknown": "unknown",
    }


def test_which_ratios_lie_beyond_the_limits_of_chance() -> None:
    """An area is beyond where its own interval leaves out the average: exact below ten events."""
    drawn = cases(
        """
        area     | observed | expected
        As many  | 100      | 100
        More     | 125      | 100
        Many     | 140      | 100
        Nine     | 9        | 17
        Nine too | 9        | 17.1
        None     | 0        | 3.6
        Nothing  | 10       | 0
        """
    )

    assert drawn.each(
        "lies", lambda row: name_of(ratio_flags(row["observed"], row["expected"]))
    ) == {
        "As many": "same",
        "More": "higher",
        "Many": "much higher",
        "Nine": "same",
        "Nine too": "lower",
        "None": "same",
        "Nothing": "unknown",
    }


def test_a_standardised_rate_of_few_events_is_not_placed() -> None:
    """A directly standardised rate of nine events is on no funnel; of ten it is."""
    drawn = cases(
        f"""
        area                      | observed                   | expected
        Nine                      | {FEWEST_EVENTS_OF_DSR - 1} | 100
        Ten                       | {FEWEST_EVENTS_OF_DSR}     | 100
        """
    )

    def lies(row: Row) -> str:
        return name_of(ratio_flags(row["observed"], row["expected"], standardised_rate=True))

    assert drawn.each("lies", lies) == {"Nine": "unknown", "Ten": "much lower"}


GROUPS = """
    group       | counts                        | totals
    Chance only | 50 52 49 51 48 50 53 47 50 50 | 100 100 100 100 100 100 100 100 100 100
    Five apart  | 50 70 30 60 40                | 100 100 100 100 100
    One area    | 50                            | 100
    None known  | - -                           | 100 100
    """


def group(row: Row) -> Dispersion:
    return dispersion(row["counts"], row["totals"], Scale.PROPORTION)


def test_how_much_more_areas_differ_than_chance() -> None:
    """Five areas of a hundred at 30% to 70%: z is 2√100 (arcsin √p − arcsin √0.5).

    That is -4.11, -2.01, 0, 2.01 and 4.11; the ends drawn in to the 10% quantiles are ∓3.27, so
    that phi is (2·3.27² + 2·2.01²)/5 = 5.91. With s² = 1/400, τ² = (5·5.91 − 4)/1600.
    """
    drawn = cases(GROUPS)

    assert drawn.each("phi", lambda row: group(row).phi, 2) == {
        "Chance only": 0.08,
        "Five apart": 5.91,
        "One area": None,
        "None known": None,
    }
    assert drawn.each("variance τ²", lambda row: group(row).variance) == {
        "Chance only": 0,
        "Five apart": 0.016,
        "One area": 0,
        "None known": 0,
    }
    assert drawn.each("applied", lambda row: group(row).shown) == {
        "Chance only": "no",
        "Five apart": "yes",
        "One area": "no",
        "None known": "no",
    }


def test_limits_are_widened_only_where_areas_differ() -> None:
    """Of a hundred, chance alone gives 40.3% to 59.7%; the five areas' own variance widens that."""
    drawn = cases(GROUPS)

    def limit(end: str, confidence: float, row: Row) -> Figures:
        held: Figures = getattr(widened_limits(100, group(row), confidence), end)
        return held * 100

    assert drawn.each("lower 95%", lambda row: limit("lower", 0.95, row), 1) == {
        "Chance only": 40.3,
        "Five apart": 24.6,
        "One area": 40.3,
        "None known": None,
    }
    assert drawn.each("upper 99.8%", lambda row: limit("upper", 0.998, row), 1) == {
        "Chance only": 65.2,
        "Five apart": 87.2,
        "One area": 65.2,
        "None known": None,
    }


def test_a_group_has_one_average() -> None:
    """Counts are added up, and not shares averaged; an area without figures is left out."""
    drawn = cases(
        """
        group         | counts  | totals
        Unequal       | 10 90   | 100 300
        One not known | 10 - 90 | 100 50 300
        Nobody        | - -     | - -
        """
    )

    assert drawn.each(
        "average share", lambda row: average_proportion(row["counts"], row["totals"])
    ) == {"Unequal": 0.25, "One not known": 0.25, "Nobody": None}
    assert drawn.each("average rate", lambda row: average_rate(row["counts"], row["totals"])) == {
        "Unequal": 0.25,
        "One not known": 0.25,
        "Nobody": None,
    }

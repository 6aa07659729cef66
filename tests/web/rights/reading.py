"""The pages that are read; one part of an outcome is told of, and of another there is nothing."""

from __future__ import annotations

from typing import Any

from tests.web.grouped import figure, with_groups

ADDRESSES = """
home       home          GET  /
outcome    outcome       GET  /outcomes/independent/
measure    measure       GET  /measures/good-attendance/
held       held          GET  /measures/good-attendance/held/
changes    changes       GET  /measures/good-attendance/changes/
compare    compare       GET  /compare/
csv        compare-csv   GET  /compare/figures.csv
drawing    card-drawing  GET  /measures/good-attendance/card.svg
card       card          GET  /measures/good-attendance/card/
embed      embed         GET  /measures/good-attendance/embed/
part       part          GET  /outcomes/independent/equality/
no-part    part          GET  /outcomes/independent/nothing/
"""

MATRIX = """
                home outcome measure held changes compare csv drawing card embed part no-part
public          200  200     200     302  302     200     200 200     200  200   200  404
analyst         200  200     200     200  200     200     200 200     200  200   200  404
measure-owner   200  200     200     404  404     200     200 200     200  200   200  404
lead-officer    200  200     200     200  200     200     200 200     200  200   200  404
sponsor         200  200     200     200  200     200     200 200     200  200   200  404
assurance       200  200     200     403  200     200     200 200     200  200   200  404
councillor      200  200     200     403  403     200     200 200     200  200   200  404
administrator   200  200     200     403  200     200     200 200     200  200   200  404
"""


def make_ready(people: dict[str, Any]) -> None:
    """Give good attendance its figures by sex, so that the outcome has a part."""
    whole, girls, boys = (170, 200), (90, 100), (80, 100)
    with_groups(people, figure("", *whole), figure("girls", *girls), figure("boys", *boys))

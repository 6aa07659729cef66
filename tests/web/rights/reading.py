"""The pages that are read."""

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
"""

MATRIX = """
                home outcome measure held changes compare csv drawing card embed
public          200  200     200     302  302     200     200 200     200  200
analyst         200  200     200     200  200     200     200 200     200  200
measure-owner   200  200     200     404  404     200     200 200     200  200
lead-officer    200  200     200     200  200     200     200 200     200  200
sponsor         200  200     200     200  200     200     200 200     200  200
assurance       200  200     200     403  200     200     200 200     200  200
councillor      200  200     200     403  403     200     200 200     200  200
administrator   200  200     200     403  200     200     200 200     200  200
"""

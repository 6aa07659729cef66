"""The pages that are read."""

ADDRESSES = """
home       home     GET  /
outcome    outcome  GET  /outcomes/independent/
measure    measure  GET  /measures/good-attendance/
held       held     GET  /measures/good-attendance/held/
changes    changes  GET  /measures/good-attendance/changes/
risks      risks    GET  /risks/
"""

MATRIX = """
                home outcome measure held changes risks
public          200  200     200     302  302     200
analyst         200  200     200     200  200     200
measure-owner   200  200     200     404  404     200
lead-officer    200  200     200     200  200     200
sponsor         200  200     200     200  200     200
assurance       200  200     200     403  200     200
councillor      200  200     200     403  403     200
administrator   200  200     200     403  200     200
"""

"""People, and signing in and out."""

ADDRESSES = """
people     people    GET  /people/
sign-in    sign-in   GET  /sign-in/
sign-out   sign-out  GET  /sign-out/
"""

MATRIX = """
                people sign-in sign-out
public          302    200     405
analyst         403    302     405
measure-owner   403    302     405
lead-officer    403    302     405
sponsor         403    302     405
assurance       403    302     405
councillor      403    302     405
administrator   200    302     405
"""

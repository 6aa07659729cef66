"""The pages for whoever watches the application."""

ADDRESSES = """
health   health   GET  /health/
ready    ready    GET  /ready/
metrics  metrics  GET  /metrics/
"""

MATRIX = """
                health ready metrics
public          200    200   200
analyst         200    200   200
measure-owner   200    200   200
lead-officer    200    200   200
sponsor         200    200   200
assurance       200    200   200
councillor      200    200   200
administrator   200    200   200
"""

"""Tests of one value or function at a time."""

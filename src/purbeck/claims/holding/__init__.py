"""Statements held against the figures: one module for each sort of statement."""

"""Figures as they were published and as they were entered; none is ever written over."""

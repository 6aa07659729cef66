"""Tests of the documentation: that it is whole, and that what it tells a reader to do works."""

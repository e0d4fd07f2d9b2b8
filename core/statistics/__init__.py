"""Measure a table whose counts are all known."""

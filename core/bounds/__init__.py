"""Bound what a table can be when only part of it is known."""

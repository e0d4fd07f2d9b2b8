"""Describe one regime, or one council, on a page."""

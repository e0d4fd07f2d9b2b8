"""Find, load and examine plugins."""

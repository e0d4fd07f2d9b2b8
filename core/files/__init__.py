"""Read, check and write files."""

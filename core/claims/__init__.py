"""Hold printed statements to the data."""

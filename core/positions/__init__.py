"""Find what a selector names, and pair two positions."""

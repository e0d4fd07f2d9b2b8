"""Make a `Regime` of a folder."""

"""Search the completions of a problem that no closed form bounds."""

"""Search completions for bounds that have no closed form."""

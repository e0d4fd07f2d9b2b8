"""Apply rating rules, and explain what they say."""

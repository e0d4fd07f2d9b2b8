"""Set positions side by side and say what follows."""

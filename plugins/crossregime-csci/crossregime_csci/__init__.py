"""Ratings of English councils by the Commission for Social Care Inspection, as regimes of crossregime."""

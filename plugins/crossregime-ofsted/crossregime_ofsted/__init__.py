"""Ratings of English councils by Ofsted, as regimes of crossregime: one package each."""

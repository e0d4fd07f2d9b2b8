"""Pages, JSON and HTML made of what core has worked out: a renderer never computes."""

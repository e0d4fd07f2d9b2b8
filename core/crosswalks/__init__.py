"""Put a position on another scale."""

"""The interface, the model and the algorithms; it knows no regime by name."""

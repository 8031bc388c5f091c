"""Training of the pair encoder."""

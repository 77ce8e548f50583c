"""A diagram in motion: walking one case."""

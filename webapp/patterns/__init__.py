"""Patterns on the web: how they look, and how their answers are read."""

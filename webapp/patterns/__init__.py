"""Patterns on the web: their pages, how they look, and how their answers are read."""

"""Everyday words for services."""

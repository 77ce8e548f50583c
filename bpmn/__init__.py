"""Diagrams and the patterns attached to their steps: read, describe, check, compare.

Knows no web, database or engine.
"""

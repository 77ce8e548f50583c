"""A table of steps - who, does what, then, if - becomes a laid-out diagram."""

from importers.steps_table.read import read

__all__ = ["read"]

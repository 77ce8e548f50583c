"""Positions for diagrams that have none."""

from bpmn.layout.page import lay_out

__all__ = ["lay_out"]

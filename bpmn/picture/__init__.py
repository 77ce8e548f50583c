"""A diagram as a picture: plain SVG without scripts, styles or references, which any page may show."""

from bpmn.picture.page import picture

__all__ = ["picture"]

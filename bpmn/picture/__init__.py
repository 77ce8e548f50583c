"""A diagram as a picture: plain SVG without scripts, styles or references, which any page may show."""

from bpmn.picture.page import picture
from bpmn.picture.tags import Tag

__all__ = ["Tag", "picture"]

"""Personas: descriptions of somebody, without a name, that fill in the pages of a walk as that person would.

Nobody in them is real. `PERSONAS` are the library's own; a council may add more.
"""

from webapp.personas.filling import Filled, fill_in
from webapp.personas.record import PERSONAS, Persona, persona

__all__ = ["PERSONAS", "Filled", "Persona", "fill_in", "persona"]

"""A list of questions - page, question, type, hint, options - becomes a pattern, or a draft process too."""

from importers.question_list.form import read_form
from importers.question_list.read import read

__all__ = ["read", "read_form"]

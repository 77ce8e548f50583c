"""A list of questions - page, question, type, hint, options - becomes a pattern."""

from importers.question_list.read import read

__all__ = ["read"]

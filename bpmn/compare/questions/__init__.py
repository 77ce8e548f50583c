"""Questions of two forms aligned by what they ask for: never by their place, and never by name alone.

rows = align_questions(asked_in(ours), asked_in(theirs))
"""

from __future__ import annotations

from bpmn.compare.questions.align import Pairing, pair_questions
from bpmn.compare.questions.asked import AnswerKind, Asked, asked_in
from bpmn.compare.questions.register import Entry, register
from bpmn.compare.questions.rows import Difference, QuestionRow, align_questions

__all__ = [
    "AnswerKind",
    "Asked",
    "Difference",
    "Entry",
    "Pairing",
    "QuestionRow",
    "align_questions",
    "asked_in",
    "pair_questions",
    "register",
]

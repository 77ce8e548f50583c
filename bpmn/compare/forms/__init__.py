"""Two forms compared: service patterns, pages and letters, lists of questions, or what a diagram shows the
resident. For councils without a diagram, and for one of each.

found = compare_forms(form_of(ours, library), form_of(theirs, library))
for statement in found.statements:
    print(statement.text)
"""

from __future__ import annotations

from bpmn.compare.forms.compare import compare_forms
from bpmn.compare.forms.form import Contact, Form, Message, form_of, form_of_diagram
from bpmn.compare.forms.promises import Promise
from bpmn.compare.forms.results import ContactRow, FormComparison, MessageRow, PromiseRow

__all__ = [
    "Contact",
    "ContactRow",
    "Form",
    "FormComparison",
    "Message",
    "MessageRow",
    "Promise",
    "PromiseRow",
    "compare_forms",
    "form_of",
    "form_of_diagram",
]

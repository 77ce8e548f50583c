"""From an online form of any maker to a draft: a pattern for each page, and the process that leads through them."""

from importers.form_draft.draft import Draft, draft, renamed
from importers.form_draft.form import CHECK, Form, FormPage, Way

__all__ = ["CHECK", "Draft", "Form", "FormPage", "Way", "draft", "renamed"]

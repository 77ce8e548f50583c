"""Which kind of form a JSON file holds, told by what it has."""

from __future__ import annotations

import json
from typing import Any, Literal

from importers.form_draft.texts import MOST_BYTES, mapping, objects

FormKind = Literal["govuk-forms", "xgov-forms", "question-list"]


def told(data: bytes) -> FormKind | None:
    """The kind of a form in JSON; None for anything else, a pattern's own file among it."""
    if len(data) > MOST_BYTES:
        return None
    try:
        document = mapping(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError):
        return None
    inner = mapping(document.get("content")) or mapping(document.get("definition")) or document
    if "slug" in inner and "kind" in inner:
        return None
    if isinstance(inner.get("steps"), list) or _has(inner, "question_text", "answer_type"):
        return "govuk-forms"
    if "startPage" in inner or _has(inner, "path", "components"):
        return "xgov-forms"
    return None


def _has(document: Any, *keys: str) -> bool:
    return any(key in page for page in objects(document.get("pages"))[:3] for key in keys)

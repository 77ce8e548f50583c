"""Whether something typed looks like somebody's personal data, so that a page can ask before it is kept."""

from __future__ import annotations

from bpmn.rules.personal_data_in_label import PATTERNS


def looks_personal(*texts: str) -> str | None:
    """What a text seems to hold ("an e-mail address"), by the same signs as the rule `personal-data-in-label`; None
    when nothing is seen. Names of people are not seen: there is no sign for them."""
    return next((what for text in texts for what, pattern in PATTERNS if pattern.search(text)), None)

"""What the advice on patterns says of the starters: nothing but what is listed here with its reason."""

from __future__ import annotations

import pytest

from tests.webapp.patterns.starters import STARTERS

lint = pytest.importorskip("bpmn.patterns.lint").lint

ALLOWED = {
    (
        "contact-details",
        "pages.0",
    ): "which fields are needed depends on the choice above them, on the same page",
    ("report-a-problem-in-the-street", "pages.2"): "three fields describe one place",
    ("confirm-a-phone-number", "pages.0.body"): "another block of the service asks for the phone number",
    ("confirm-an-email-address", "pages.0.body"): "another block of the service asks for the email address",
}


def test_no_starter_has_an_error_or_advice_but_what_is_allowed() -> None:
    found = {(slug, one.where): one for slug, pattern in STARTERS.items() for one in lint(pattern)}
    assert [one for key, one in found.items() if key not in ALLOWED or one.severity == "error"] == []
    assert set(ALLOWED) - set(found) == set(), "no longer needed"

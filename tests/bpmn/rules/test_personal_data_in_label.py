"""Rule personal-data-in-label: what it lets pass and what it names."""

from __future__ import annotations

import pytest

from tests.bpmn.rules.table import findings, named

VALID = {
    "nobody in particular": """
        start S "Report arrives"
        task A "Write to the applicant"
        end E "Written to"
        S -> A -> E
    """,
    "numbers that are nobody's": """
        task A "Call 0300 123 4567 or 999"
        task B "Use form SW1A"
        task C "Check 12 Working Days"
        task D "Version 01.02.2024 1234567"
        task E "Mail someone@example.org"
        task F "Room B12 3C"
        task G "Reference 20240117 123456"
    """,
}
INVALID = {
    "an address and a telephone number": (
        """
        start S "Report arrives"
        task A "Write to 12 Elm Road, OX1 2JD"
        task B "Call 07700 900123"
        end E "Told"
        S -> A -> B -> E
        """,
        ["A", "A", "B"],
    ),
    "an e-mail address": (
        """
        task A "Mail jo.bloggs@northmoor.gov.uk"
        """,
        ["A"],
    ),
    "a National Insurance number": (
        """
        pool P "QQ 12 34 56 C"
        pool Q "AB123456C"
        """,
        ["Q"],
    ),
    "telephone numbers": (
        """
        task A "Ring +44 1865 249811"
        task B "Ring (01865) 249811"
        task C "Ring 020 7946 0018"
        """,
        ["A", "B", "C"],
    ),
}


def test_the_sentence_does_not_repeat_what_was_found() -> None:
    [finding] = findings("personal-data-in-label", 'task A "Mail jo.bloggs@northmoor.gov.uk"')
    assert finding.text == "The name of this task holds what looks like an e-mail address."
    assert "bloggs" not in f"{finding.text} {finding.fix}"


def test_long_texts_are_looked_through_to_their_end() -> None:
    text = "a1" * 200_000 + " 07700 900123"
    assert named("personal-data-in-label", f'task A "{text}"') == ["A"]


@pytest.mark.parametrize("drawing", VALID.values(), ids=VALID)
def test_lets_pass(drawing: str) -> None:
    assert named("personal-data-in-label", drawing) == []


@pytest.mark.parametrize(("drawing", "elements"), INVALID.values(), ids=INVALID)
def test_names_the_elements(drawing: str, elements: list[str]) -> None:
    assert named("personal-data-in-label", drawing) == sorted(elements)

"""The answers of the starter patterns as a table: what docs/answer-names.md must say."""

from __future__ import annotations

from bpmn.patterns import Pattern, Question, questions

FORMS = {
    "postcode": "postcode",
    "email": "email address",
    "phone": "phone number",
    "vehicle": "registration number",
    "number": "number",
    "whole-number": "whole number",
    "date": "date",
    "past-date": "date, not after today",
    "future-date": "date, not before today",
    "uk-phone": "UK phone number",
    "national-insurance": "National Insurance number",
    "money": "amount in pounds",
    "sort-code": "sort code",
    "account-number": "account number",
    "uprn": "UPRN",
}


def form(asked: Question) -> str:
    """What an answer looks like, in words; choices by their values."""
    component = asked.component
    if asked.choices:
        values = ", ".join(f"`{value}`" for value, _ in asked.choices)
        several = component.component == "checkboxes" and len(asked.choices) > 1
        return f"any of {values}" if several else values
    if component.component == "file-upload":
        return "name of a file"
    return FORMS.get(component.check or "", component.check or "text")


def rows(patterns: dict[str, Pattern]) -> list[str]:
    """One line of the table a name, by name: name, question, form, and who asks."""
    found: dict[str, list[tuple[str, Question]]] = {}
    for slug, pattern in sorted(patterns.items()):
        for asked in questions(pattern):
            found.setdefault(asked.name, []).append((slug, asked))
    return [
        f"| `{name}` | {asked[0][1].title} | {form(asked[0][1])} | {', '.join(slug for slug, _ in asked)} |"
        for name, asked in sorted(found.items())
    ]


if __name__ == "__main__":
    from tests.webapp.patterns.starters import STARTERS

    print("\n".join(rows(STARTERS)))

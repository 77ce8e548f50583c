"""Where the resident meets the service, when no more than that is known of one side."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.form import Contact
from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import said
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted, some

MOST = 4


def contacts(found: FormComparison) -> Iterator[Statement]:
    """Contacts that nothing on the other side matches, by their names."""
    for number, name in enumerate(found.names):
        alone = [
            one
            for row in found.contacts
            if not (row.a if number else row.b)
            for one in (row.b if number else row.a)
        ]
        if alone:
            names = tuple(dict.fromkeys(one.key for one in alone))
            a, b = ((), names) if number else (names, ())
            other = found.names[1 - number]
            text = (
                f"{name} has {some(dict.fromkeys(_called(one) for one in alone), MOST)}: we found nothing like that "
                f"in {other}."
            )
            yield said("touchpoint", "resident", text, a, b, about="contacts")


def _called(contact: Contact) -> str:
    return f"the {contact.what} {quoted(contact.text)}"

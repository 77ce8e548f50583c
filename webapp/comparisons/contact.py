"""Ask them: who to write to about a difference, and a letter that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from webapp.comparisons.asked import Asked
from webapp.permissions import VISITOR, may
from webapp.store.tables import Process
from webapp.web import settings

EMAIL = re.compile(r"(?<![\w.+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
LONGEST = 600
"""Letters of a sentence that go into a mail: programs cut long addresses."""


@dataclass(frozen=True)
class Contact:
    """The team of one side. `says` is what its process names as contact, "" where it names none; `mail` is a
    `mailto:` address, "" where no e-mail address is named."""

    side: str
    council: str
    says: str
    mail: str


def contacts(asked: Asked, text: str, path: str) -> tuple[Contact, ...]:
    """Who to ask about a difference: the other council where the person decides for one of the two, else both.
    `path` is the address of the page about it: it goes into the letter where the other council may open it."""
    own = set(asked.may_decide)
    sides = [("a", asked.a), ("b", asked.b)]
    others = [(which, one) for which, one in sides if which not in own] or sides
    public = all(may(VISITOR, "compare", one) and not one.is_try for one in (asked.a, asked.b))
    return tuple(_contact(which, one, text, path if public else "") for which, one in others)


def _contact(which: str, process: Process, text: str, path: str) -> Contact:
    says = (process.contact or "").strip()
    found = EMAIL.search(says)
    return Contact(which, process.council, says, _mail(found.group(), process, text, path) if found else "")


def _mail(to: str, process: Process, text: str, path: str) -> str:
    body = (
        f"Hello,\n\nwe compared your process “{process.job}” with another council's. One difference is:\n\n"
        f"{text[:LONGEST]}\n\nWhy do you do it this way, and how has it worked?\n\n"
    )
    if path:
        body += f"The comparison: {settings().base_url}{path}\n"
    subject = f"{process.job}: a question about how you do it"
    return f"mailto:{quote(to)}?subject={quote(subject)}&body={quote(body)}"

"""Ways in without the internet, and what is written or said."""

from __future__ import annotations

from collections.abc import Iterator

from bpmn.compare.forms.form import Form, Message
from bpmn.compare.forms.results import FormComparison
from bpmn.compare.forms.sentences.wording import said
from bpmn.compare.meaning import normal
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted, some
from bpmn.naming import listed

MOST = 3
KINDS = {
    "letter": "letter",
    "email": "e-mail",
    "text": "text message",
    "script": "phone script",
    "paper": "paper form",
}
_ASSISTED = ("script", "paper")


def channels(found: FormComparison) -> Iterator[Statement]:
    """Which of the two says how people are served who do not use the web."""
    if not (found.a.whole and found.b.whole):
        return
    ours, theirs = _ways(found.a), _ways(found.b)
    if ours == theirs:
        return
    first, second = found.names
    if ours and theirs:
        text = f"Without the web, {first} has a {listed(ours)}; {second} has a {listed(theirs)}."
    else:
        has, other = (first, second) if ours else (second, first)
        ways = listed(f"a {way}" for way in ours or theirs)
        text = f"Only {has} has {ways} for people who do not use the web; {other} has pages only."
        if not (found.b if ours else found.a).online:
            text = f"Only {has} has {ways} for people who do not use the web."
    yield said("channel", "channel", text, about="assisted")


def messages(found: FormComparison) -> Iterator[Statement]:
    """Letters and messages only one of the two has, and those sent in another way."""
    for number, name in enumerate(found.names):
        alone = [
            mine
            for row in found.messages
            if (mine := row.b if number else row.a) is not None
            and (row.a if number else row.b) is None
            and mine.kind not in _ASSISTED
        ]
        if alone and (found.a if number else found.b).whole:
            slugs = tuple(one.slug for one in alone)
            a, b = ((), slugs) if number else (slugs, ())
            text = f"Only {name} sends {some((_called(one) for one in alone), MOST)}."
            yield said("channel", "channel", text, a, b, about="messages")
    for row in found.messages:
        if row.a is not None and row.b is not None and row.a.kind != row.b.kind:
            text = (
                f"{quoted(row.a.title)} is {_a(KINDS[row.a.kind])} in {found.names[0]} "
                f"and {_a(KINDS[row.b.kind])} in {found.names[1]}."
            )
            yield said("channel", "channel", text, (row.a.slug,), (row.b.slug,), about="kind of message")


def _ways(form: Form) -> tuple[str, ...]:
    kinds = dict.fromkeys(one.kind for one in form.messages if one.kind in _ASSISTED)
    return tuple(KINDS[kind] for kind in sorted(kinds))


def _called(message: Message) -> str:
    kind = KINDS[message.kind]
    if normal(message.title) == normal(kind):
        return _a(kind)
    titled = normal(kind) in normal(message.title)
    return quoted(message.title) if titled else f"the {kind} {quoted(message.title)}"


def _a(kind: str) -> str:
    return f"{'an' if kind[0] == 'e' else 'a'} {kind}"

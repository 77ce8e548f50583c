"""How people can get in touch, and who helps those who cannot do it alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from bpmn.compare.compared import Compared
from bpmn.compare.contacts import attached
from bpmn.compare.facts import Facts
from bpmn.compare.results import Statement
from bpmn.compare.sentences.wording import quoted, some
from bpmn.compare.steps import Side
from bpmn.naming import listed
from bpmn.parts import Involvement

Channel = Literal["online", "by phone", "by post", "in person", "by email", "by text message"]
CHANNELS: tuple[Channel, ...] = (
    "online",
    "by phone",
    "by post",
    "in person",
    "by email",
    "by text message",
)
_SAYS: dict[Channel, re.Pattern[str]] = {
    "online": re.compile(
        r"\bonline\b|\bweb ?(site|form)s?\b|\be-?forms?\b|\bupload|\bgov\.uk\b|\bportal\b", re.I
    ),
    "by phone": re.compile(
        r"\b(tele)?phones?\b|\brings? (the|customer|up)\b|\bby phone\b|\bcalls? the\b", re.I
    ),
    "by post": re.compile(
        r"\bby( second class| first class)? post\b|\bin the post\b|\bposts? (the|a|it)\b", re.I
    ),
    "in person": re.compile(
        r"\bin person\b|\bface to face\b|\bat the (counter|clinic|desk|office)\b|\bcounter\b|\bhands? in\b|"
        r"\bbook a visit\b|\bhands? over the\b",
        re.I,
    ),
    "by email": re.compile(r"\be-?mails?\b", re.I),
    "by text message": re.compile(r"\btext messages?\b|\bsms\b|\bby text\b", re.I),
}
_PERHAPS: dict[Channel, re.Pattern[str]] = {
    "online": re.compile(r"online|web|upload|gov\.?uk|portal|digital|app\b|form|link", re.I),
    "by phone": re.compile(
        r"phone|\bring|\bcall|contact cent|hub|customer (services|care)|helpdesk|desk\b", re.I
    ),
    "by post": re.compile(
        r"post|letter|\bwrit|paper|\bcard\b|send|issue|order the|form|sticker|invoice|refus|declin|permit|badge",
        re.I,
    ),
    "in person": re.compile(
        r"person|face|visit|counter|clinic|hand|reception|shop|interview|meet|bring|collect|hear|test|desk|"
        r"hold|see the",
        re.I,
    ),
    "by email": re.compile(r"mail|send|link|tell|notif|confirm|ask|remind|online", re.I),
    "by text message": re.compile(r"text|sms|tell|notif|remind|confirm|message|send", re.I),
}
"""Words under which a diagram may mean the channel without naming it: then it is not said to lack it."""
_BY_KIND: dict[str, Channel] = {
    "pages": "online",
    "letter": "by post",
    "email": "by email",
    "text": "by text message",
    "script": "by phone",
}
_MEANT = {"pages": "online", "letter": "letter", "email": "e-mail", "text": "text", "script": "phone"}
_ASSISTED = re.compile(
    r"\bassist(s|ed|ance|ing)?\b|\bhelps? (the |a )?(resident|customer|applicant|caller|person|people|household)|"
    r"\bon behalf of\b|\bfills? (it |the form )?in for\b|\binterpreter|\badvocate|\bhome visit|\bcarer\b",
    re.I,
)
_PERHAPS_ASSISTED = re.compile(r"help|assist|support|behalf|visit|phone|counter|carer|in person", re.I)


def channels(side: Side, known: Involvement, facts: Facts) -> dict[Channel, tuple[str, ...]]:
    """The channels that contacts with the resident name, by their labels, messages and patterns, with the
    elements that do; and those that the facts name, with none."""
    found: dict[Channel, dict[str, None]] = {}
    for channel in CHANNELS:
        if facts.channels and _SAYS[channel].search(_said(facts.channels)):
            found[channel] = {}
    for point in known.touch_points:
        for channel in _of_element(side, point.element, point.messages):
            found.setdefault(channel, {})[point.element] = None
    return {channel: tuple(found[channel]) for channel in CHANNELS if channel in found}


def _said(text: str) -> str:
    """`phone, post` read as "by phone, by post, in the post"."""
    return re.sub(r"\bpost\b", "by post", re.sub(r"\btext\b", "by text", text, flags=re.I), flags=re.I)


def _of_element(side: Side, key: str, messages: tuple[str, ...]) -> set[Channel]:
    node = side.diagram.node_by_key.get(key)
    names = [flow.name for flow in side.diagram.message_flows if flow.key in messages]
    names += [node.name] if node is not None else []
    found = {channel for channel in CHANNELS for name in names if _SAYS[channel].search(name)}
    for pattern in attached(side, key):
        if pattern.audience == "resident" and pattern.kind in _BY_KIND:
            found.add(_BY_KIND[pattern.kind])
    return found


def channel_statements(compared: Compared) -> Iterator[Statement]:
    """`Only A names contact by phone ('Phone customer services').` Then the same of help for those who need
    it. Nothing is said of a channel that the other side may mean in other words."""
    first, second = compared.names
    both = [
        channels(side, known, facts)
        for side, known, facts in zip(
            (compared.a, compared.b), compared.involvements, compared.facts, strict=True
        )
    ]
    for left in (True, False):
        mine, other = both if left else both[::-1]
        side, there = (compared.a, compared.b) if left else (compared.b, compared.a)
        facts = compared.facts[1 if left else 0]
        only = [
            channel
            for channel in mine
            if channel not in other and not _means(there, facts, _PERHAPS[channel])
        ]
        if only:
            keys = tuple(dict.fromkeys(key for channel in only for key in mine[channel]))
            shown = f" ({some((side.called(key) for key in keys if key in side.by_key), 3)})" if keys else ""
            text = f"Only {first if left else second} names contact {listed(only)}{shown}."
            keys = tuple(key for key in keys if key in side.by_key)
            yield Statement(
                "channel",
                text,
                keys if left else (),
                () if left else keys,
                key="channel-" + "-".join(word.split()[-1] for word in only),
                size=0.5,
            )
    yield from _assisted(compared)


def assisted(side: Side) -> tuple[str, ...]:
    """Steps that help people who cannot do it alone."""
    return tuple(step.key for step in side.steps if _ASSISTED.search(step.name))


def _assisted(compared: Compared) -> Iterator[Statement]:
    ours, theirs = (facts.assisted for facts in compared.facts)
    first, second = compared.names
    if ours and theirs:
        if ours.casefold() != theirs.casefold():
            text = f"For people who need help, {first} says {quoted(ours)}, {second} {quoted(theirs)}."
            yield Statement("channel", text, key="channel-assisted", size=0.5)
        return
    for left in (True, False):
        side, there = (compared.a, compared.b) if left else (compared.b, compared.a)
        facts = compared.facts[1 if left else 0]
        found = assisted(side)
        if found and not facts.assisted and not _means(there, facts, _PERHAPS_ASSISTED):
            name = first if left else second
            text = f"Only {name} draws help for people who cannot do it alone "
            text += f"({some(map(side.called, found), 2)})."
            ours_found, theirs_found = (found, ()) if left else ((), found)
            yield Statement("channel", text, ours_found, theirs_found, key="channel-assisted", size=0.6)


def _means(side: Side, facts: Facts, words: re.Pattern[str]) -> bool:
    diagram = side.diagram
    names = [node.name for node in diagram.nodes] + [flow.name for flow in diagram.message_flows]
    names += [pool.name for pool in diagram.pools] + [lane.name for lane in diagram.lanes]
    names += [_MEANT.get(pattern.kind, "") for step in side.steps for pattern in attached(side, step.key)]
    names += [facts.system or "", facts.channels or "", facts.assisted or ""]
    return any(words.search(name) for name in names)

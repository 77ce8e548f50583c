"""What changed, in one or two plain sentences."""

from __future__ import annotations

from collections.abc import Iterable

from bpmn.diff.record import SILENT, Change, Kind
from bpmn.diff.words import property_in_words, type_in_words
from bpmn.model import ACTIVITIES, EVENTS, GATEWAYS
from bpmn.naming import listed, opening, tidy

MOST_NAMES = 3
_DONE: dict[Kind, str] = {"added": "added", "removed": "removed", "changed": "changed", "moved": "moved"}
_NAMED = frozenset({"step", "lane", "pool"})


def summary(changes: tuple[Change, ...]) -> str:
    """One sentence about what the new version says that the old one did not, and one about the rest."""
    said = [change for change in changes if change.kind not in SILENT]
    rest = _rest(changes)
    if not said:
        return f"The two versions say the same. {rest}".strip() if rest else "The two versions are the same."
    if len(said) == 1 and (only := _only(said[0])):
        return f"{only} {rest}".strip()
    clauses = [_clause(kind, [c for c in said if c.kind == kind]) for kind in _DONE]
    text = "; ".join(clause for clause in clauses if clause)
    return f"{opening(text)}. {rest}".strip()


def _only(change: Change) -> str | None:
    """The whole of it, where one thing changed."""
    if change.property is None:
        return f"{opening(change.which.called)} was {change.kind}."
    old, new = (f"“{tidy(text)}”" if text else None for text in (change.old_text, change.new_text))
    if change.property == "name" and old and new:
        return f"{opening(type_in_words(change.type))} {old} is now called {new}."
    if change.kind == "moved" and old and new:
        return f"{opening(change.which.called)} moved from {change.old_text} to {change.new_text}."
    what = f"{property_in_words(change.property)} of {change.which.called}"
    if old and new:
        return f"{what} changed from {old} to {new}."
    return f"{what} was {'set to ' + new if new else 'taken away; it was ' + (old or 'not said')}."


def _clause(kind: Kind, changes: list[Change]) -> str:
    groups: dict[str, dict[str, Change]] = {}
    for change in changes:
        groups.setdefault(_group(change.type), {}).setdefault(change.element, change)
    if not groups:
        return ""
    parts = [_counted(group, list(found.values())) for group, found in groups.items()]
    total = sum(map(len, groups.values()))
    return f"{listed(parts)} {'was' if total == 1 else 'were'} {_DONE[kind]}"


def _group(type_: str) -> str:
    if type_ in ACTIVITIES or type_ in EVENTS:
        return "step"
    if type_ in GATEWAYS:
        return "gateway"
    return "flow" if type_ == "sequenceFlow" else type_in_words(type_)


def _counted(group: str, changes: list[Change]) -> str:
    count = len(changes)
    words = f"{count} {group if count == 1 else _many(group)}"
    names = [f"'{tidy(change.name)}'" for change in changes if change.name.strip()]
    if group not in _NAMED or not names:
        return words
    more = count - len(names[:MOST_NAMES])
    shown = [*names[:MOST_NAMES], *([f"{more} more"] if more else [])]
    return f"{words} ({listed(shown)})"


def _many(group: str) -> str:
    return group.removesuffix("s") + "es" if group.endswith("s") else f"{group}s"


def _rest(changes: Iterable[Change]) -> str:
    found = list(changes)
    ids = sum(change.kind == "id" for change in found)
    drawn = any(change.kind == "layout" for change in found)
    said = any(change.kind not in SILENT for change in found)
    parts = ["the layout"] if drawn else []
    parts += [f"{ids} {'id' if ids == 1 else 'ids'}"] if ids else []
    if not parts:
        return ""
    verb = "differ" if len(parts) > 1 or ids > 1 else "differs"
    return f"{opening(listed(parts))} {verb} too." if said else f"Only {listed(parts)} {verb}."

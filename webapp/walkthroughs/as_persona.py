"""An ordinary walk as a persona: its pages come filled in. Who walks is kept in the walker's browser, for one walk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import session

from webapp.personas import Filled, fill_in
from webapp.personas.choosing import find_persona
from webapp.walkthroughs.stage import Screen

KEY = "persona"


def begin(walk_id: str, slug: str) -> None:
    """The walk is walked as that persona from now on; as nobody in particular where there is no such persona."""
    session.pop(KEY, None)
    if slug and find_persona(slug) is not None:
        session[KEY] = {"id": walk_id, "who": slug}


def stays(walk_id: str, new_id: str) -> None:
    """The walk goes on under another address: so does the persona."""
    if (session.get(KEY) or {}).get("id") == walk_id:
        session[KEY] = {**session[KEY], "id": new_id}


def filled(walk_id: str, screen: Screen | None, before: Mapping[str, Any]) -> Filled:
    """The page as the persona fills it in; nothing without a persona or a page. `before` are all earlier answers."""
    kept = session.get(KEY) or {}
    who = find_persona(str(kept.get("who", ""))) if kept.get("id") == walk_id else None
    if who is None or screen is None or screen.page is None:
        return Filled({})
    return fill_in(screen.pattern, screen.page, who, before)

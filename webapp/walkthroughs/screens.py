"""What a screen of a step shows as HTML, and what stands on the button under it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flask import current_app

from bpmn.patterns import Pattern
from webapp.patterns.answers import needs_upload
from webapp.patterns.render import continue_label, render_letter, render_page
from webapp.walkthroughs.stage import KIND_WORDS, Screen, Stage


def rendered(
    screen: Screen,
    known: Mapping[str, Any],
    faults: Mapping[str, Any],
    seen: Iterable[Pattern],
    *,
    heading: int = 2,
) -> str:
    """A page of questions or a letter. `known` are the answers so far, `faults` what is wrong with the page's
    own, `seen` the patterns whose questions a summary may list, `heading` the level of its first heading."""
    if screen.page is None:
        return render_letter(screen.pattern, known, seen=tuple(seen), heading=heading)
    return render_page(
        screen.pattern,
        screen.page,
        known,
        faults,
        env=current_app.jinja_env,
        seen=tuple(seen),
        heading=heading,
        summary=False,
    )


def button(screen: Screen | None, stage: Stage, page: int) -> str:
    """What the button says that leaves the screen."""
    if screen is not None and screen.page is not None:
        return continue_label(screen.pattern.pages[screen.page])
    if stage.option is not None and stage.option.kind in ("event", "time"):
        return KIND_WORDS[stage.option.kind]
    return "Continue" if page + 1 < len(stage.screens) else "Done, go on"


def takes_file(screen: Screen | None) -> bool:
    """Whether a screen takes a file, so that its form has to send one."""
    return screen is not None and screen.page is not None and needs_upload(screen.pattern.pages[screen.page])

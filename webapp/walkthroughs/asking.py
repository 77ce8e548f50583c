"""What every page of a walk needs: the walk asked for, whose it is, and keeping it where it stands now."""

from __future__ import annotations

from flask import abort, flash, redirect, request, session
from flask.typing import ResponseReturnValue

from bpmn.patterns import Pattern
from engine.walkthrough import Walkthrough as Walk
from webapp.actions import walkthroughs
from webapp.permissions import may
from webapp.store import queries
from webapp.store.tables import Process, Version, Walkthrough
from webapp.walkthroughs import as_persona, typed, warm
from webapp.walkthroughs.planned import Plan
from webapp.walkthroughs.replaying import patterns_of, replayed
from webapp.web import db, person

MINE = "walks"
MOST_MINE = 12
"""Addresses of a visitor's walks that their browser remembers."""


def find(walk_id: str) -> Walkthrough:
    """The walk of that address; answers 404 when there is none that this person may know of."""
    return queries.work.walkthrough(db(), walk_id, person()) or abort(404)


def find_process(address: str) -> Process:
    """The process of that address; answers 404 when there is none that this person may know of."""
    return queries.processes.process(db(), address, person()) or abort(404)


def find_version(process: Process, number: int | None = None) -> Version:
    """One of its versions, the newest unless said; answers 404 when there is none."""
    return queries.processes.version(process, number) or abort(404)


def here(kept: Walkthrough) -> tuple[Walk, dict[str, Pattern]]:
    """The walk where it stands for this walker, with what they typed, and the patterns of its version."""
    return _with_patterns(kept, standing(kept))


def standing(kept: Walkthrough) -> Walk:
    """The walk where it stands for this walker, with what they typed."""
    return replayed(db(), kept, typed.answers(kept.id), person())


def as_kept(kept: Walkthrough) -> tuple[Walk, dict[str, Pattern]]:
    """The walk as everybody sees it: with the answers saved with it, and no others."""
    return _with_patterns(kept, replayed(db(), kept, {}, person()))


def _with_patterns(kept: Walkthrough, walk: Walk) -> tuple[Walk, dict[str, Pattern]]:
    return walk, patterns_of(db(), kept.version, walk, person())


def is_mine(kept: Walkthrough) -> bool:
    """Whether this walker goes on in this walk itself, and not in a copy."""
    if kept.is_scenario:
        return False
    if kept.created_by_id is not None:
        return kept.created_by_id == person().id
    return kept.id in session.get(MINE, [])


def may_change(kept: Walkthrough) -> bool:
    """Whether this person may rename and forget it."""
    if kept.is_scenario:
        return may(person(), "keep-scenario", kept.process)
    return kept.created_by_id is not None and kept.created_by_id == person().id


def remembered() -> list[str]:
    """The addresses of this visitor's walks."""
    return list(session.get(MINE, []))


def saved(kept: Walkthrough, walk: Walk) -> Walkthrough:
    """Keep where the walk stands: under its own address when it is this walker's, else under a new one."""
    own = is_mine(kept)
    made = walkthroughs.save(
        db(), person(), kept.process_id, kept.version.number, walk.choice_log,
        walk_id=kept.id if own else None, title=kept.title if own else "",
        keep_answers=kept.keeps_answers and own, parent=None if own else (kept.id, len(kept.log.get("steps", ()))),
        plan=kept.plan,
    )  # fmt: skip
    as_persona.stays(kept.id, made.id)
    mine(made.id, walk)
    warm.put(kept.version.sha256, walk)
    return made


def begun(
    process: Process,
    number: int,
    walk: Walk,
    *,
    parent: tuple[str, int] | None = None,
    plan: Plan | None = None,
) -> Walkthrough:
    """Keep a new walk, this walker's own."""
    made = walkthroughs.save(
        db(), person(), process.id, number, walk.choice_log,
        parent=parent, plan=plan.to_json() if plan else None,
    )  # fmt: skip
    mine(made.id, walk)
    return made


def mine(walk_id: str, walk: Walk) -> None:
    """From now on this browser's own; what was typed in it stays in the browser, as far as there is room."""
    session[MINE] = [*[one for one in session.get(MINE, []) if one != walk_id], walk_id][-MOST_MINE:]
    dropped = typed.keep(walk_id, {number: step.answers for number, step in enumerate(walk.history)})
    say_dropped(dropped, patterns_of(db(), find(walk_id).version, walk, person()) if dropped.names else {})


def say_dropped(dropped: typed.Dropped, patterns: dict[str, Pattern]) -> None:
    """Tell what found no room in the browser."""
    if dropped.names:
        words = ", ".join(f"“{typed.title_of(name, patterns)}”" for name in dropped.names[:3])
        more = f" and {len(dropped.names) - 3} more" if len(dropped.names) > 3 else ""
        flash(
            f"What you typed for {words}{more} is longer than your browser keeps, so later pages do not show it. "
            "The walk itself goes on."
        )
    elif dropped.earlier:
        flash(
            "Your browser has no more room for what you typed in an earlier walk. Its steps are kept, its answers "
            "are not."
        )


def to(kept: Walkthrough, query: str = "") -> ResponseReturnValue:
    """Back to the page of a walk."""
    return redirect(f"/walkthroughs/{kept.id}{query}", 303)


def number(text: str | None, otherwise: int = 0) -> int:
    """A small number of a form or an address."""
    return int(text) if text and text.isdecimal() and text.isascii() and len(text) < 5 else otherwise


def process_number(name: str = "version") -> int | None:
    """The number of a version in the form, if it holds one."""
    text = request.form.get(name, "")
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 10 else None

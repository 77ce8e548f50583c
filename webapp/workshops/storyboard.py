"""What a workshop leaves: each step that was walked with what was said of it, decisions, actions, changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import abort, render_template
from flask.typing import ResponseReturnValue

from webapp.permissions import may
from webapp.store import queries
from webapp.store.tables import Workshop, WorkshopItem, WorkshopNote
from webapp.walkthroughs.replaying import patterns_of, replayed
from webapp.walkthroughs.storyboard import Frame, frames
from webapp.web import db, person
from webapp.workshops.area import blueprint, drawn
from webapp.workshops.notes import name_of
from webapp.workshops.words import NOTES, ROLES, STATES, times_in_words


@dataclass(frozen=True)
class Board:
    """One step with what was said of it. `frame` is None for what was said of a step that this walk has not taken;
    `name` is then what that step is called. `takes` says how long it takes, as far as anybody said."""

    frame: Frame | None
    name: str
    notes: tuple[WorkshopNote, ...]
    items: tuple[WorkshopItem, ...]
    takes: str


@blueprint.get("/workshops/<workshop_id>/storyboard")
def storyboard(workshop_id: str) -> ResponseReturnValue:
    """What was walked, said and decided? For whoever has the address and may read the process."""
    found = queries.workshops.workshop(db(), workshop_id, person()) or abort(404)
    items = queries.workshops.items(db(), found.id)
    notes = queries.workshops.notes(db(), found.id)
    boards, elsewhere = _boards(found, notes, items)
    diagram = drawn(found)
    return render_template(
        "workshops/storyboard.html",
        room=found,
        process=found.process,
        boards=boards,
        elsewhere=elsewhere,
        items=items,
        named={note.other: name_of(diagram, note.other) for note in notes if note.other},
        kinds=NOTES,
        roles=ROLES,
        states=STATES,
        proposals=queries.workshops.proposals_of_workshop(db(), found.id),
        records=queries.workshops.records_of_workshop(db(), found.id),
        leads=may(person(), "lead-workshop", found.organisation),
    )


def _boards(
    found: Workshop, notes: list[WorkshopNote], items: list[WorkshopItem]
) -> tuple[list[Board], list[Board]]:
    """The steps of the walk, and the steps that were spoken of and are not in it (any more)."""
    walked: tuple[Frame, ...] = ()
    if found.walk is not None:
        walk = replayed(db(), found.walk, {})
        walked = frames(walk, patterns_of(db(), found.version, walk))
    place_of_note = {note.id: nearest(walked, note.element, note.step + 1) for note in notes}
    place_of_item = {item.id: nearest(walked, item.element, item.step + 1) for item in items}
    boards = []
    for frame in walked:
        said = tuple(note for note in notes if place_of_note[note.id] == frame.number)
        decided = tuple(item for item in items if place_of_item[item.id] == frame.number)
        boards.append(Board(frame, frame.title, said, decided, _takes(said)))
    diagram = drawn(found)
    others: dict[str, list[WorkshopNote]] = {}
    for note in notes:
        if place_of_note[note.id] is None:
            others.setdefault(note.element, []).append(note)
    elsewhere = [
        Board(None, name_of(diagram, key), tuple(said), (), _takes(said)) for key, said in others.items()
    ]
    return boards, elsewhere


def nearest(walked: Iterable[Frame], element: str, number: int) -> int | None:
    """The number of the frame of `element` that lies nearest to `number`: a case may come to a step several times,
    and going back moves later steps. None when the walk has not been there."""
    own = [frame.number for frame in walked if frame.element == element]
    return min(own, key=lambda one: (abs(one - number), one), default=None)


def _takes(notes: Iterable[WorkshopNote]) -> str:
    return times_in_words(note.minutes for note in notes if note.minutes is not None)

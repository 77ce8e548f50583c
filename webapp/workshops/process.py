"""What workshops leave on a process: changes put forward, and its council's answer to them."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue

from webapp.actions import proposals
from webapp.permissions import may
from webapp.store import queries
from webapp.store.tables import Process, ProposedChange, WalkedThrough, Workshop
from webapp.web import db, person
from webapp.workshops.area import blueprint
from webapp.workshops.words import ROLES, STATE_COLOURS, STATES


@dataclass(frozen=True)
class Left:
    """What the page of a process shows of workshops: `proposals` to its own council's people, `rooms` to those who
    lead them, `records` to all who read it."""

    proposals: tuple[ProposedChange, ...]
    rooms: tuple[Workshop, ...]
    records: tuple[WalkedThrough, ...]
    roles = ROLES
    states = STATES
    colours = STATE_COLOURS

    @property
    def open(self) -> int:
        """How many proposed changes wait for an answer."""
        return sum(1 for one in self.proposals if one.state == "open")


def left_on(process: Process) -> Left:
    """What workshops left on a process, as far as this person may see it."""
    who = person()
    answers = may(who, "decide", process)
    return Left(
        tuple(queries.workshops.proposals(db(), process)) if answers else (),
        tuple(queries.workshops.of_process(db(), process, who)) if may(who, "run-workshop", process) else (),
        tuple(queries.workshops.records(db(), process)),
    )


@blueprint.post("/proposed-changes/<int:number>/<state>")
def answer(number: int, state: str) -> ResponseReturnValue:
    """Accept or decline a proposed change, say that it is done, or open it again."""
    found = queries.workshops.proposal(db(), number, person()) or abort(404)
    proposals.answer(db(), person(), number, state, request.form.get("why", ""))
    flash(f"The proposed change is {STATES.get(state, state).lower()}.", "success")
    return redirect(f"/processes/{found.process.address}#proposed-changes", 303)

"""Going into a called process that the walker names, where the library could not tell which one it is."""

from __future__ import annotations

from flask import flash, request
from flask.typing import ResponseReturnValue

from bpmn.called import CannotCall
from engine.errors import WalkError
from engine.options import Option
from engine.walkthrough import Walkthrough as Walk
from webapp import called as calls
from webapp.store.queries.processes import ProcessLine
from webapp.store.tables import Walkthrough
from webapp.walkthroughs import asking
from webapp.walkthroughs.area import blueprint
from webapp.walkthroughs.replaying import LIMITS
from webapp.web import db, person


def offered(kept: Walkthrough, option: Option | None) -> tuple[ProcessLine, ...]:
    """The processes that the step in hand may call, where it is a call that leads nowhere yet."""
    if option is None or option.kind != "do" or option.node.type != "callActivity":
        return ()
    return calls.choices(db(), kept.process, person())


@blueprint.post("/<walk_id>/into")
def into(walk_id: str) -> ResponseReturnValue:
    """Go into the process that, as the walker says, a call leads to."""
    kept = asking.find(walk_id)
    walk = asking.standing(kept)
    process = asking.find_process(request.form.get("process", ""))
    try:
        if process.id == kept.process_id:
            raise CannotCall("That is the process that you are walking: choose another.")
        called = {**walk.calls, request.form.get("element", "")[:300]: calls.into(db(), process)}
        diagram, _, _ = calls.composed(db(), kept.version, called, person())
        walk = Walk.replay(diagram, {**walk.choice_log, "calls": called}, limits=LIMITS)
    except (WalkError, CannotCall) as error:
        flash(str(error))
        return asking.to(kept)
    return asking.to(asking.saved(kept, walk))

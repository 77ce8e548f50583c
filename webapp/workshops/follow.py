"""Following a room on a phone, without an account: by link or code, with a role and no name."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import Response, abort, flash, jsonify, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_limiter.util import get_remote_address

from webapp.actions import workshop_notes
from webapp.actions.workshop_notes import LONGEST_NOTE, LONGEST_PART, UNITS, Said
from webapp.actions.workshops import read_code
from webapp.errors import Refused
from webapp.kept import Kept
from webapp.personal import looks_personal
from webapp.rates import limiter
from webapp.store import queries
from webapp.store.tables import Workshop
from webapp.web import db
from webapp.workshops.area import blueprint, drawn, number
from webapp.workshops.present import present
from webapp.workshops.scene import Scene
from webapp.workshops.words import NOTES, ONE_TAP, ROLES

KEY = "room"
ASKING = "90 per minute"
"""A page asks every few seconds. Counted by follower: a whole room may come from one address."""
SAYING = "20 per minute"
WRONG_CODES = "20 per minute"
EVERY = 10
"""Seconds between two refreshes of a page whose reader asked for that."""
MOST_STEPS = 60


@dataclass(frozen=True)
class Follower:
    """What a follower's browser keeps: a number it drew, and the role it chose ("" until then)."""

    me: str
    role: str


def follower_key() -> str:
    """Who is limited: the follower, else the address."""
    kept = session.get(KEY) or {}
    return f"follower:{kept['me']}" if kept.get("me") else get_remote_address()


def has_joined() -> bool:
    """Whether the address asked for is the room that this browser joined: it is no guess."""
    code = (request.view_args or {}).get("code")
    return code is not None and (session.get(KEY) or {}).get("code") == code


limited_codes = limiter.shared_limit(
    WRONG_CODES,
    scope="codes",
    key_func=get_remote_address,
    exempt_when=has_joined,
    deduct_when=lambda response: response.status_code == 404,
    override_defaults=False,
)


@blueprint.route("/join", methods=["GET", "POST"])
@limited_codes
def join() -> ResponseReturnValue:
    """Which room?"""
    if request.method == "GET":
        return render_template("workshops/join.html", errors={}, typed="")
    typed = request.form.get("code", "")
    code = read_code(typed)
    if code and queries.workshops.standing(db(), code) is not None:
        return redirect(f"/join/{code}", 303)
    error = "There is no open room with this code. Check it against the facilitator’s screen."
    return render_template("workshops/join.html", errors={"code": error}, typed=typed[:40]), 404


@blueprint.get("/join/<code>")
@limited_codes
def follow(code: str) -> ResponseReturnValue:
    """What happens now?"""
    room = _room(code)
    me = _follower(room)
    if me is None:
        return render_template("workshops/role.html", room=room, process=room.process, roles=ROLES, errors={})
    present.seen(room.id, me.me)
    return _page(room, me)


@blueprint.post("/join/<code>/role")
@limited_codes
def choose_role(code: str) -> ResponseReturnValue:
    """As whom does this phone speak?"""
    room = _room(code)
    role = request.form.get("role", "")
    if role not in ROLES:
        page = render_template(
            "workshops/role.html",
            room=room,
            process=room.process,
            roles=ROLES,
            errors={"role-1": "Choose the role that is nearest to yours"},
        )
        return page, 400
    earlier = session.get(KEY) or {}
    session[KEY] = {"code": room.code, "role": role, "me": earlier.get("me") or secrets.token_urlsafe(6)}
    return redirect(f"/join/{room.code}", 303)


@blueprint.get("/join/<code>/now")
@limiter.limit(ASKING, key_func=follower_key, override_defaults=True)
@limited_codes
def now(code: str) -> ResponseReturnValue:
    """The step in hand as JSON; nothing but a status when it has not changed since it was last asked for."""
    standing = queries.workshops.standing(db(), code) or abort(404)
    kept = session.get(KEY) or {}
    if kept.get("code") == code:
        present.seen(standing.id, str(kept.get("me", "")))
    mark = str(standing.revision)
    if request.if_none_match.contains(mark):
        response = Response(status=304)
    else:
        response = jsonify(**_seen(_room(code)), revision=standing.revision)
    response.set_etag(mark)
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@blueprint.post("/join/<code>/notes")
@limiter.limit(SAYING, key_func=follower_key)
@limited_codes
def say(code: str) -> ResponseReturnValue:
    """Say something about a step."""
    room = _room(code)
    me = _follower(room)
    if me is None:
        return redirect(f"/join/{room.code}", 303)
    said = _said(me.role)
    what = looks_personal(said.text, said.part)
    if what and not request.form.get("sure"):
        warning = f"This looks like {what}. Take it out, or say below that it is nobody’s."
        return _page(room, me, said=said, warning=warning), 400
    try:
        if said.element not in _known_steps(room, said):
            raise Refused("This step is not part of the process: load the page again.")
        workshop_notes.note(db(), room.code or "", said)
    except Refused as refused:
        return _page(room, me, said=said, error=str(refused)), 400
    flash(f"Noted: {NOTES[said.kind].lower()}. Thank you.", "success")
    return redirect(f"/join/{room.code}", 303)


def _room(code: str) -> Workshop:
    return queries.workshops.followed(db(), read_code(code)) or abort(404)


def _follower(room: Workshop) -> Follower | None:
    kept = session.get(KEY) or {}
    if kept.get("code") != room.code or kept.get("role") not in ROLES:
        return None
    return Follower(str(kept.get("me", "")), str(kept["role"]))


def _said(role: str) -> Said:
    form = request.form
    return Said(
        kind=form.get("kind", ""),
        role=role,
        element=form.get("element", ""),
        step=number(form.get("step")),
        text=form.get("text", ""),
        other=form.get("other", ""),
        part=form.get("part", ""),
        amount=form.get("amount", ""),
        unit=form.get("unit", ""),
    )


def _known_steps(room: Workshop, said: Said) -> set[str]:
    """The elements of the diagram; empty when the other step that the note names is none of them."""
    known = set(drawn(room).node_by_key)
    return known if not said.other or said.other in known else set()


_making = Lock()
_shown: Kept[tuple[str, int], dict[str, Any]] = Kept(64)


def _seen(room: Workshop) -> dict[str, Any]:
    """What everybody in the room sees: worked out once for all who ask."""
    key = (room.id, room.revision)
    if (found := _shown.get(key)) is None:
        # The phones of a room ask at the same moment: one is answered with work, the others with its result.
        with _making:
            if (found := _shown.get(key)) is None:
                found = _made(room)
                _shown.put(key, found)
    return found


def _made(room: Workshop) -> dict[str, Any]:
    scene = Scene(room)
    html = render_template(
        "workshops/_step.html",
        room=room,
        process=room.process,
        scene=scene,
        stage=scene.stage,
        walk=scene.walk,
    )
    steps = {one.element: one.text for one in scene.stage.past if one.kind != "choose"}
    return {
        "html": html,
        "title": scene.title,
        "element": scene.element,
        "step": len(scene.walk.history),
        # Only steps that the room has shown: of a draft the rest is its council's.
        "steps": list(steps.items())[-MOST_STEPS:],
    }


def _page(
    room: Workshop, me: Follower, *, said: Said | None = None, warning: str = "", error: str = ""
) -> str:
    problem = warning or error
    field = f"text-{said.kind}" if said and said.kind in ("missing", "order") else "text"
    field = "amount" if said and said.kind == "takes" and error else field
    return render_template(
        "workshops/follow.html",
        room=room,
        process=room.process,
        me=me,
        seen=_seen(room),
        said=said,
        warning=warning,
        field=field,
        errors={field: problem} if problem else {},
        roles=ROLES,
        notes=NOTES,
        one_tap=ONE_TAP,
        units=UNITS,
        longest=LONGEST_NOTE,
        longest_part=LONGEST_PART,
        refresh=EVERY if request.args.get("refresh") else 0,
    )

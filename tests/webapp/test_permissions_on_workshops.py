"""Who may do what to a workshop: every route of it, asked by everybody about a room of a published process, of a
draft, and of another council's process."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tests.webapp.pages.test_workshop import code_of
from tests.webapp.site import Site
from webapp.actions import walked_through
from webapp.permissions import Person
from webapp.store.tables import OwnPersona, ProposedChange, Workshop, WorkshopItem, WorkshopNote
from webapp.web import db
from webapp.workshops.scene import Scene

LEADS = ("contributor", "editor", "administrator", "library")
EVERYBODY = (*LEADS, "stranger", "visitor")
TO_BE_LED = ("", "/now", "/code.svg", "/notes", "/notes.csv", "/end")
WRITES = (
    "/next", "/back", "/at", "/show", "/notes/{note}/hide", "/notes/{note}/propose", "/items",
    "/items/{item}/strike-out", "/end", "/delete",
)  # fmt: skip


@dataclass(frozen=True)
class Room:
    """An open room with a note and an action in it, its record and proposal."""

    id: str
    code: str
    note: int
    item: int
    record: int
    proposal: int
    persona: int


def who(site: Site, name: str) -> Person:
    person = getattr(site.people, name)
    assert isinstance(person, Person)
    return person


def opened(site: Site, process: str) -> Room:
    """A room of Oxford's contributor in which everything has happened once."""
    lead = site.visitor(site.people.contributor)
    page = lead.press(lead.get(f"/workshops/new?process={process}"), "Open the room")
    code = code_of(page)
    follower = site.visitor()
    follower.post(f"/join/{code}/role", {"role": "manager"})
    element = first_element(site, page.path)
    follower.post(f"/join/{code}/notes", {"kind": "missing", "text": "One", "element": element, "step": "0"})
    follower.post(f"/join/{code}/notes", {"kind": "missing", "text": "Two", "element": element, "step": "0"})
    lead.post(page.path + "/notes/1/propose")
    lead.post(page.path + "/items", {"kind": "action", "text": "Act"})
    lead.press(page, "Next" if page.has_button("Next") else "Next: Start here")
    lead.post("/councils/oxford/personas", {"name": "Works nights"})
    with site.session() as session:
        kept = walked_through.record(
            session,
            site.people.contributor,
            page.path.split("/")[2],
            "Mayor",
            None,
            [{"text": "One"}],
            "going",
        )
        note = session.query(WorkshopNote).order_by(WorkshopNote.id.desc()).first()
        item = session.query(WorkshopItem).one()
        proposal = session.query(ProposedChange).one()
        persona = session.query(OwnPersona).one()
        assert note is not None
        return Room(page.path.split("/")[2], code, note.id, item.id, kept.id, proposal.id, persona.id)


def first_element(site: Site, path: str) -> str:
    with site.app.test_request_context():
        return Scene(db().get_one(Workshop, path.split("/")[2])).element


@pytest.mark.parametrize("name", EVERYBODY)
@pytest.mark.parametrize("place", ["published", "draft"])
def test_only_the_councils_people_lead_and_read_the_notes(site: Site, name: str, place: str) -> None:
    room = opened(site, getattr(site.places, place))
    reader = site.visitor(who(site, name))
    hidden = place == "draft" and name in ("stranger", "visitor")
    for more in TO_BE_LED:
        page = reader.get(f"/workshops/{room.id}{more}", follow=False)
        refused = 302 if name == "visitor" else 403
        want = 200 if name in LEADS else 404 if hidden else refused
        assert page.status == want, (more, page.status)
    for path in (f"/workshops/{room.id}/storyboard", f"/walked-through/{room.record}"):
        assert reader.get(path, follow=False).status == (404 if hidden else 200), path


@pytest.mark.parametrize("name", ["stranger", "visitor"])
@pytest.mark.parametrize("place", ["published", "draft"])
def test_nobody_else_changes_anything(site: Site, name: str, place: str) -> None:
    room = opened(site, getattr(site.places, place))
    before = site.counts()
    intruder = site.visitor(who(site, name))
    paths = [f"/workshops/{room.id}{one.format(note=room.note, item=room.item)}" for one in WRITES]
    paths += [f"/proposed-changes/{room.proposal}/accepted", f"/walked-through/{room.record}/correct"]
    paths += [f"/councils/oxford/personas/{room.persona}/remove"]
    for path in paths:
        sent = {"sure": "yes", "kind": "action", "text": "X", "office": "X", "note": "X", "who": "councillor"}
        assert intruder.post(path, sent).status in (403, 404), path
    assert site.counts() == before


def test_the_councils_people_may_all_of_it(site: Site) -> None:
    room = opened(site, site.places.published)
    editor = site.visitor(site.people.editor)
    for one in WRITES:
        path = f"/workshops/{room.id}{one.format(note=room.note, item=room.item)}"
        sent = {"sure": "yes", "kind": "action", "text": "X", "who": "nobody"}
        assert editor.post(path, sent).status == 303, path
    assert editor.post(f"/proposed-changes/{room.proposal}/accepted").status == 303
    assert editor.post(f"/councils/oxford/personas/{room.persona}/remove").status == 303
    correction = {"office": "Leader", "note": "It was the leader"}
    assert editor.post(f"/walked-through/{room.record}/correct", correction).status == 303


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_opens_a_room(site: Site, name: str) -> None:
    person = who(site, name)
    visitor = site.visitor(person)
    for place, may in (
        ("published", name != "visitor"),
        ("draft", name in LEADS),
        ("other_draft", name == "library" or name == "stranger"),
    ):
        path = getattr(site.places, place)
        status = visitor.post("/workshops", {"process": path}).status
        assert status == (303 if may else 403 if place == "published" else 404), place


def test_a_room_about_another_councils_process_belongs_to_those_who_hold_it(site: Site) -> None:
    lead = site.visitor(site.people.contributor)
    page = lead.press(lead.get(f"/workshops/new?process={site.places.other_published}"), "Open the room")
    assert page.status == 200
    # The process is Cambridge's, the workshop Oxford's.
    assert site.visitor(site.people.stranger).get(page.path, follow=False).status == 403


def test_a_follower_may_only_say_something(site: Site) -> None:
    room = opened(site, site.places.draft)
    follower = site.visitor()
    assert (
        follower.post(f"/join/{room.code}/notes", {"kind": "pain"})
        .response.headers["Location"]
        .endswith(room.code)
    )
    assert follower.post(f"/join/{room.code}/role", {"role": "mayor"}).status == 400
    follower.post(f"/join/{room.code}/role", {"role": "resident"})
    before = site.counts()
    for wrong in ({"kind": "pain", "element": "nowhere"}, {"kind": "praise", "element": "A"}, {}):
        assert follower.post(f"/join/{room.code}/notes", wrong).status == 400
    assert site.counts() == before
    assert follower.get("/join/BCDFGHJKM").status == 404
    assert follower.post("/join", {"code": "BCDFGHJKM"}).status == 404

"""Who may do what to a draft's findings and patterns: every role, of its council and of another, and a visitor."""

from __future__ import annotations

import pytest

from tests.drawing import drawn
from tests.webapp.site import EVERYBODY, Site
from webapp.actions import accepting, edits, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.store.queries import checks
from webapp.store.tables import Process

STUCK = drawn(
    'pool Council "Oxford" {\nstart S "Asked"\nxor G "Is it ours?"\nuserTask A "Do it"\ntask B "Pass it on"\n'
    'and J "Both done"\nend E "Closed"\nS -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E\n}'
)
# The least that is needed in the draft's own council; nobody else is told that there is a draft.
NEEDS = {"make_fix": "contributor", "accept": "editor", "count_again": "editor", "detach": "editor"}
STANDING = ("contributor", "editor", "administrator", "library")


def asked(site: Site, action: str) -> tuple[str, dict[str, str], int]:
    """The address and the form of an action on a fresh draft, and the draft's number."""
    with site.session() as session:
        place = Place(site.people.oxford, 524, "Stuck", 17)
        editor = site.people.editor
        (result,) = uploads.upload(session, editor, [IncomingFile("stuck.bpmn", STUCK)], place)
        assert result.process_id is not None
        number, on = result.process_id, "1"
        if action == "detach":
            edits.attach_pattern(session, editor, number, "B", "address")
            on = "2"
        row = None
        if action == "count_again":
            row = accepting.accept(session, editor, number, "deadlock", ["J", "G"], "Known").id
    at = f"/processes/{number}"
    return {
        "make_fix": (f"{at}/versions/1/faults/1/fixes/1", {}, number),
        "accept": (
            f"{at}/accept",
            {"rule": "user-task-without-pattern", "element": "A", "because": "Known"},
            number,
        ),
        "count_again": (f"{at}/accepted/{row}/undo", {}, number),
        "detach": (f"{at}/detach", {"element": "B", "pattern": "address", "on": on}, number),
    }[action]


def done(site: Site, action: str, number: int) -> bool:
    """Whether the library shows what the action does."""
    with site.session() as session:
        process = session.get_one(Process, number)
        if action == "make_fix":
            return process.current_number == 2 and process.current.soundness["option_to_complete"] is True
        if action == "detach":
            return process.current_number == 3 and process.current.patterns == []
        return bool(checks.accepted(session, number)) == (action == "accept")


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("action", NEEDS)
def test_who_may(site: Site, action: str, who: str) -> None:
    address, form, number = asked(site, action)
    before = site.counts()
    page = site.visitor(getattr(site.people, who)).post(address, form)
    if who in STANDING and STANDING.index(who) >= STANDING.index(NEEDS[action]):
        assert page.status == 303
        assert done(site, action, number)
        assert site.counts()["audit"] == before["audit"] + 1
    else:
        assert page.status == (403 if who in STANDING else 404)
        assert not done(site, action, number)
        assert site.counts() == before

"""What belongs to others, asked for through a number, a name or a form field instead of a link."""

from __future__ import annotations

import pytest

from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.site import Site, Visitor
from webapp.actions import accounts, edits, matches, patterns, publishing, walkthroughs
from webapp.actions.uploads import IncomingFile, Place, try_upload
from webapp.errors import NotAllowed, NotFound, Refused
from webapp.permissions import LIBRARY, VISITOR
from webapp.store import queries
from webapp.store.tables import Membership, Process

SLUG = "where-is-your-bin"
SECRET = "Where is your bin?"


@pytest.fixture
def draft_pattern(site: Site) -> str:
    """A draft pattern of Cambridge's, attached in a draft of theirs."""
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(owner="cambridge"), site.people.cambridge)
        edits.attach_pattern(session, site.people.stranger, int(site.places.other_draft), "A", SLUG)
    return SLUG


def attached_file(site: Site) -> bytes:
    """A file that names the draft pattern: anybody can write one."""
    with site.session() as session:
        found = session.get_one(Process, int(site.places.other_draft)).current
        data = queries.processes.data(session, found)
    assert data is not None
    return data


@pytest.mark.usefixtures("draft_pattern")
def test_naming_a_draft_pattern_in_a_file_does_not_show_it(site: Site) -> None:
    with site.session() as session:
        (tried,) = try_upload(session, VISITOR, [IncomingFile("a.bpmn", attached_file(site))])
    own = site.visitor(site.people.stranger).get(f"/processes/{site.places.other_draft}/print")
    assert SECRET in own.text, "its own council sees it, or this test could not fail"
    for path in ("", "/print", "/result"):
        assert SECRET not in site.visitor().get(f"/processes/{tried.address}{path}").text


@pytest.mark.usefixtures("draft_pattern")
def test_another_councils_draft_pattern_cannot_be_attached(site: Site) -> None:
    with site.session() as session, pytest.raises(Refused, match="no pattern"):
        edits.attach_pattern(session, site.people.editor, int(site.places.draft), "A", SLUG)


def test_the_unpublished_version_of_a_published_pattern_is_its_councils(site: Site) -> None:
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(), site.people.oxford)
        patterns.publish(session, LIBRARY, SLUG)
        patterns.new_version(session, LIBRARY, SLUG, pattern_file(title="Not yet said"))
    path = f"/patterns/{SLUG}/versions/%d.json"
    for who, seen in (("visitor", 404), ("stranger", 404), ("contributor", 200), ("library", 200)):
        reader = site.visitor(getattr(site.people, who))
        assert (reader.get(path % 1).status, reader.get(path % 2).status) == (200, seen), who


def test_moving_what_is_published_into_a_council_needs_an_editor_there(site: Site) -> None:
    with site.session() as session:
        session.add(
            Membership(
                user_id=site.people.editor.id, organisation_id=site.people.cambridge, role="contributor"
            )
        )
        session.commit()
    who = site.person("eddie@example.gov.uk")
    with site.session() as session:
        place = Place(site.people.cambridge, 279, "Apply for a Blue Badge")
        with pytest.raises(NotAllowed):
            publishing.move(session, who, int(site.places.published), place)
    with site.session() as session:
        publishing.move(session, who, int(site.places.draft), place)


def walk(visitor: Visitor, process: str) -> str:
    return visitor.post("/walkthroughs", {"process": process}).response.headers["Location"]


def test_a_visitors_walk_is_not_renamed_by_whoever_has_its_link(site: Site) -> None:
    address = walk(site.visitor(), site.places.published)
    before = site.counts()
    assert site.visitor().post(f"{address}/save", {"title": "Mine now"}).status == 403
    assert "Mine now" not in site.visitor().get(address).text
    assert site.counts() == before


def test_somebody_elses_walk_is_saved_as_ones_own(site: Site) -> None:
    address = walk(site.visitor(site.people.editor), site.places.published)
    saved = site.visitor(site.people.stranger).post(f"{address}/save", {"title": "Theirs"})
    assert saved.response.headers["Location"] != address
    with site.session() as session:
        kept = queries.work.walkthrough(session, address.rpartition("/")[2])
        assert kept is not None
        assert (kept.title, kept.created_by_id) == ("", site.people.editor.id)
    with site.session() as session, pytest.raises(NotFound):
        walkthroughs.forget(session, site.people.stranger, address.rpartition("/")[2])


def test_the_number_of_a_correction_does_not_tell_of_a_draft(site: Site) -> None:
    with site.session() as session:
        said = matches.confirm(
            session, site.people.stranger, int(site.places.other_draft), int(site.places.published), "A", "A"
        ).id
        with pytest.raises(NotFound):
            matches.undo(session, site.people.editor, said)
    with site.session() as session:
        matches.undo(session, site.people.stranger, said)


def test_undoing_nothing_is_still_refused_to_whoever_may_not(site: Site) -> None:
    process = site.places.other_published
    with site.session() as session:
        publishing.retire(session, LIBRARY, int(process))
        publishing.undo(session, LIBRARY, int(process))
        patterns.retire(session, LIBRARY, "address")
        patterns.undo(session, LIBRARY, "address")
    for path in (f"/processes/{process}/undo", "/patterns/address/undo"):
        assert site.visitor(site.people.administrator).post(path).status == 403
        assert site.visitor().post(path).status == 403


def test_facts_take_no_other_column(site: Site) -> None:
    names = ("state", "try_token", "organisations", "created_by_id", "id", "published_at", "is_example")
    with site.session() as session:
        for name in names:
            with pytest.raises(Refused):
                publishing.set_facts(session, site.people.editor, int(site.places.draft), {name: "published"})
    sent = dict.fromkeys(names, "published")
    site.visitor(site.people.contributor).post(f"/processes/{site.places.draft}/edit", sent)
    assert site.visitor().get(f"/processes/{site.places.draft}").status == 404


def test_a_role_in_one_council_gives_none_in_another(site: Site) -> None:
    with site.session() as session:
        for number in (site.people.stranger.id, site.people.contributor.id):
            with pytest.raises(NotAllowed):
                accounts.set_role(
                    session, site.people.administrator, number or 0, site.people.cambridge, "editor"
                )
        with pytest.raises(NotFound):
            accounts.set_role(
                session, site.people.administrator, site.people.stranger.id or 0, site.people.oxford, "editor"
            )

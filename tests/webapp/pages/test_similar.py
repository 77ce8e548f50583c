"""Processes like this one, on a process's page and as JSON."""

from __future__ import annotations

from sqlalchemy import text

from tests.drawing import drawn
from tests.webapp.diagrams import BADGE_CHANGED
from tests.webapp.site import Site
from webapp.actions import publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, Person


def panel(site: Site, address: str, who: Person | None = None) -> str:
    page = site.visitor(who).get(f"/processes/{address}")
    (section,) = page.find("//section[@aria-labelledby='similar']")
    return " ".join(section.text_content().split())


def test_the_page_says_what_is_like_it_and_why(site: Site) -> None:
    said = panel(site, site.places.example)
    assert "Report a missed bin" in said
    assert "steps and events alike: “" in said
    assert "same service" in said


def test_each_can_be_opened_and_compared(site: Site) -> None:
    visitor = site.visitor()
    page = visitor.get(f"/processes/{site.places.example}")
    links = page.find("//section[@aria-labelledby='similar']//a/@href")
    wanted = [link for link in links if "/compare?" in link]
    assert wanted
    assert visitor.get(str(wanted[0]).removeprefix("http://localhost")).status == 200


def test_all_steps_alike_stand_in_a_table(site: Site) -> None:
    page = site.visitor().get(f"/processes/{site.places.example}")
    tables = page.find("//section[@aria-labelledby='similar']//table")
    assert tables
    for table in tables:
        assert table.xpath("./caption")
        assert len(table.xpath("./thead//th[@scope='col']")) == 2


def test_an_older_version_leaves_it_out(site: Site) -> None:
    address = site.places.published
    with site.session() as session:
        uploads.new_version(session, LIBRARY, int(address), IncomingFile("b.bpmn", BADGE_CHANGED))
    visitor = site.visitor()
    assert visitor.get(f"/processes/{address}").find("//section[@aria-labelledby='similar']")
    assert not visitor.get(f"/processes/{address}/versions/1").find("//section[@aria-labelledby='similar']")


def test_a_draft_of_another_council_is_not_told(site: Site) -> None:
    draft = f"/processes/{site.places.other_draft}"
    page = site.visitor(site.people.editor).get(f"/processes/{site.places.draft}")
    assert draft not in page.links.values()
    theirs = site.visitor(site.people.stranger).get(f"/processes/{site.places.example}/similar.json")
    ours = site.visitor(site.people.editor).get(f"/processes/{site.places.example}/similar.json")
    assert site.places.other_draft not in {str(one["process"]) for one in ours.response.json or []}
    assert theirs.status == 200


def test_json_has_the_reasons_and_the_steps(site: Site) -> None:
    found = site.visitor().get(f"/processes/{site.places.example}/similar.json").response.json
    assert found
    assert len(found) <= 10
    first = found[0]
    assert first["address"] == f"/processes/{first['process']}"
    assert 0 < first["likeness"] <= 1
    assert first["why"][0].startswith(f"{len(first['alike'])} of {first['steps'][0]} steps and events alike")
    assert [one["likeness"] for one in found] == sorted((one["likeness"] for one in found), reverse=True)


def test_what_is_withdrawn_is_gone_from_the_page_at_once(site: Site) -> None:
    before = site.visitor().get(f"/processes/{site.places.example}/similar.json").response.json
    assert before
    with site.session() as session:
        publishing.withdraw(session, LIBRARY, before[0]["process"])
    after = site.visitor().get(f"/processes/{site.places.example}/similar.json").response.json
    assert before[0]["process"] not in {one["process"] for one in after or []}


def test_markup_in_a_label_is_shown_and_not_obeyed(site: Site) -> None:
    data = drawn('task A "MARK"\ntask B "Send it back"\nA -> B')
    data = data.replace(b"MARK", b"&lt;img src=x onerror=alert(1)&gt;")
    with site.session() as session:
        place = Place(site.people.oxford, 524, "Twins")
        files = [IncomingFile(f"{n}.bpmn", data + b"<!-- %d -->" % n) for n in range(2)]
        one, _ = uploads.upload(session, LIBRARY, files, place)
    page = site.visitor(site.people.editor).get(f"/processes/{one.address}")
    assert "<img src=x" not in page.text
    assert "<img src=x onerror=alert(1)>" in panel(site, str(one.address), site.people.editor)


def test_by_words_only_is_said(site: Site) -> None:
    with site.session() as session:
        session.execute(text("update vector_state set made_with = 'words-1', changes = changes + 1"))
        session.commit()
    assert "Likeness is by words only" in panel(site, site.places.example)
    assert "Likeness is by words only" in site.visitor().get("/steps?q=bin").words


def test_a_try_is_told_what_is_like_it(site: Site) -> None:
    data = drawn('task A "Check the crew\'s log"\ntask B "Empty the missed bin"\nA -> B')
    with site.session() as session:
        (tried,) = uploads.try_upload(session, site.people.visitor, [IncomingFile("t.bpmn", data)])
    assert "Report a missed bin" in panel(site, str(tried.address))


def test_a_library_with_nothing_like_it_says_so(site: Site) -> None:
    data = drawn('task A "Juggle seven oranges"\ntask B "Bow to the audience"\nA -> B')
    with site.session() as session:
        (tried,) = uploads.try_upload(session, site.people.visitor, [IncomingFile("t.bpmn", data)])
    assert "No other process that you may read is like this one yet." in panel(site, str(tried.address))

"""Show me: the case that gets stuck, told step by step, and opened as a walkthrough that stands there."""

from __future__ import annotations

import json

from tests.drawing import drawn
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import uploads
from webapp.actions.uploads import IncomingFile, Place

STUCK = drawn(
    'start S "Asked"\nxor G "Is it ours?"\ntask A "Do it"\ntask B "Pass it on"\nand J "Both done"\nend E "Closed"\n'
    "S -> G\nG -> A : yes\nG -> B : no\nA -> J\nB -> J\nJ -> E"
)


def tried(site: Site, data: bytes) -> str:
    with site.session() as session:
        (result,) = uploads.try_upload(session, site.people.visitor, [IncomingFile("stuck.bpmn", data)])
    return f"/processes/{result.address}"


def shown(visitor: Visitor, address: str) -> Page:
    links = visitor.get(address).links
    return visitor.get(
        next(path for text, path in links.items() if text.startswith("Show me how it happens"))
    )


def test_the_case_is_told_and_its_frames_are_in_the_page(site: Site) -> None:
    visitor = site.visitor()
    page = shown(visitor, tried(site, STUCK))
    assert page.heading == "How a case gets stuck"
    assert "The case starts at 'Asked'." in page.words
    assert "Here it gets stuck: nothing can happen any more." in page.words
    (player,) = page.find("//*[@data-player='diagram']")
    frames = json.loads(player.get("data-frames"))
    assert [frame["at"] for frame in frames][:2] == ["S", "G"]
    assert frames[-1]["tokens"] in (["A-J"], ["B-J"])


def test_it_opens_as_a_walkthrough_that_stands_there_and_says_why(site: Site) -> None:
    visitor = site.visitor()
    walk = visitor.press(shown(visitor, tried(site, STUCK)), "Open this case as a walkthrough")
    assert "The case is stuck at 'Both done'." in walk.words
    assert "The check said so: This case gets stuck at 'Both done'" in walk.words
    assert visitor.get(walk.links["What to do about it"]).heading == "How a case gets stuck"
    assert "Is it ours?" in visitor.press(walk, "Back a step").words


def test_a_fault_that_is_not_there_is_not_found(site: Site) -> None:
    visitor, address = site.visitor(), tried(site, STUCK)
    assert visitor.get(f"{address}/versions/1/faults/2").status == 404
    assert visitor.get(f"{address}/versions/1/faults/0").status == 404
    form = {"process": address.rpartition("/")[2], "version": "1", "fault": "9"}
    assert visitor.post("/walkthroughs", form).status == 404


def test_names_in_it_are_text(site: Site) -> None:
    data = STUCK.replace(b'"Do it"', b'"&lt;img src=x onerror=alert(1)&gt;"')
    page = shown(site.visitor(), tried(site, data))
    assert [image.get("src") for image in page.find("//img") if "picture.svg" not in image.get("src")] == []
    assert page.find("//*[@onerror]") == []


def test_a_draft_s_faults_are_its_council_s(site: Site) -> None:
    with site.session() as session:
        place = Place(site.people.oxford, 524, "Stuck", 17)
        (result,) = uploads.upload(session, site.people.editor, [IncomingFile("stuck.bpmn", STUCK)], place)
    address = f"/processes/{result.address}/versions/1/faults/1"
    for who, status in (
        (site.people.contributor, 200),
        (site.people.stranger, 404),
        (site.people.visitor, 404),
    ):
        assert site.visitor(who).get(address).status == status
        form = {"process": str(result.address), "version": "1", "fault": "1"}
        assert site.visitor(who).post("/walkthroughs", form).status == (303 if status == 200 else 404)


def test_a_fix_is_shown_made_as_a_new_version_and_the_fault_is_gone(site: Site) -> None:
    visitor, address = site.visitor(), tried(site, STUCK)
    fault = shown(visitor, address)
    link = next(path for text, path in fault.links.items() if "exclusive gateway" in text)
    preview = visitor.get(link)
    assert preview.heading == "A way to mend it"
    (after,) = preview.find("//*[@id='diagram-after']")
    assert json.loads(after.get("data-marks")) == [{"id": "J", "kind": "here", "word": "Changed"}]
    assert b"exclusiveGateway" in visitor.get(after.get("data-diagram")).response.data
    done = visitor.press(preview, "Make this change")
    assert "Mended: version 2." in done.banner
    assert "Nothing breaks the process." in done.words or "nothing to say" in done.words
    assert not any(text.startswith("Show me how it happens") for text in done.links)
    old, new = (visitor.get(f"{address}/versions/{n}.bpmn").response.data for n in (1, 2))
    assert old == STUCK
    assert new.replace(b"exclusiveGateway", b"parallelGateway") == old.replace(
        b"exclusiveGateway", b"parallelGateway"
    )


def test_only_who_may_edit_makes_a_fix(site: Site) -> None:
    with site.session() as session:
        place = Place(site.people.oxford, 524, "Stuck", 17)
        (result,) = uploads.upload(session, site.people.editor, [IncomingFile("stuck.bpmn", STUCK)], place)
    address = f"/processes/{result.address}/versions/1/faults/1/fixes/1"
    assert site.visitor(site.people.library).get(address).status == 200
    before = site.counts()
    for who in (site.people.visitor, site.people.stranger):
        assert site.visitor(who).post(address).status == 404
    assert site.counts() == before
    assert site.visitor(site.people.contributor).post(address).status == 303
    assert site.visitor(site.people.contributor).post(address).status == 409


def test_a_fix_that_is_not_there_is_not_found(site: Site) -> None:
    visitor, address = site.visitor(), tried(site, STUCK)
    for end in ("fixes/0", "fixes/99", "fixes/99/picture.bpmn"):
        assert visitor.get(f"{address}/versions/1/faults/1/{end}").status == 404

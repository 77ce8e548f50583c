"""A walk goes into the processes that its diagram calls: of the same file, of the council's library."""

from __future__ import annotations

import json

from tests.drawing import drawn
from tests.webapp.pages.test_walking import rows
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.store import queries

CALLER = drawn("""
pool C "Oxford" {
start S "Report arrives"
call Look "Look at it" calls=Inspect_process
task Tell "Tell them"
end E "Closed"
S -> Look -> Tell -> E
}
""")
INSPECT = drawn("""
pool Inspect "Waste contractor" {
start S "Crew sent"
task Go "Drive there"
end E "Seen"
S -> Go -> E
}
""")
BOTH = drawn("""
pool C "Oxford" {
start S "Report arrives"
call Look "Look at it" calls=Inspect_process
task Tell "Tell them"
S -> Look -> Tell
}
pool Inspect "Waste contractor" {
start T "Crew sent"
task Go "Drive there"
T -> Go
}
""")


def put(site: Site, name: str, data: bytes, publish: bool = True) -> str:
    place = Place(site.people.oxford, 524, name, 17)
    with site.session() as session:
        (result,) = uploads.upload(session, site.people.library, [IncomingFile(f"{name}.bpmn", data)], place)
        assert result.address is not None, result.text
        if publish:
            publishing.publish(session, site.people.library, int(result.address))
    return result.address


def begun(visitor: Visitor, address: str) -> Page:
    page = visitor.press(visitor.get(f"/processes/{address}"), "Walk through it")
    return visitor.press(page, "Done, go on")


def test_the_walk_goes_into_a_process_of_the_councils_library(site: Site) -> None:
    put(site, "Look at a bin", INSPECT)
    visitor = site.visitor()
    page = begun(visitor, put(site, "Report a bin", CALLER))
    assert "Crew sent" not in page.words.partition("Where the case stands")[0]
    assert "Drive there" in page.words
    assert "Waste contractor" in page.words
    on = visitor.press(page, "Done, go on")
    assert "Tell them" in on.words
    assert (
        page.with_class("govuk-inset-text")[0].text_content() == "Part of 'Look at it', a process of its own."
    )
    assert "Part of 'Look at it', a process of its own." in on.words
    log = json.loads(rows(site, "select log from walkthroughs")[0][0])
    assert log["calls"]["Look"]["of"] == "Inspect_process"
    assert [step["element"] for step in log["steps"]] == ["S", "Look/Go"]
    ids = {mark["id"] for one in on.find("//*[@data-marks]") for mark in json.loads(one.get("data-marks"))}
    assert "Look" in ids
    assert not any("/" in one for one in ids)


def test_the_version_that_was_called_is_kept_when_a_newer_one_comes(site: Site) -> None:
    inspect = put(site, "Look at a bin", INSPECT)
    visitor = site.visitor()
    page = begun(visitor, put(site, "Report a bin", CALLER))
    with site.session() as session:
        newer = INSPECT.replace(b"Drive there", b"Fly there")
        uploads.new_version(session, site.people.library, int(inspect), IncomingFile("newer.bpmn", newer))
    assert "Drive there" in visitor.get(page.path).words


def test_a_process_of_the_same_file_comes_first(site: Site) -> None:
    put(site, "Look at a bin", INSPECT.replace(b"Drive there", b"Sail there"))
    page = begun(site.visitor(), put(site, "Report a bin", BOTH))
    assert "Drive there" in page.words
    assert "Sail there" not in page.words


def test_without_a_process_to_be_found_the_call_is_one_step(site: Site) -> None:
    page = begun(site.visitor(), put(site, "Report a bin", CALLER))
    assert "Look at it" in page.words
    assert "Drive there" not in page.words


def test_who_may_not_read_the_called_process_sees_one_step(site: Site) -> None:
    put(site, "Look at a bin", INSPECT, publish=False)
    caller = put(site, "Report a bin", CALLER)
    own = site.visitor(site.people.contributor)
    page = begun(own, caller)
    assert "Drive there" in page.words
    other = site.visitor()
    seen = other.get(page.path)
    assert "Look at it" in seen.words
    assert "Drive there" not in seen.words
    assert "Waste contractor" not in seen.words
    own.press(page, "Done, go on")
    after = other.get(page.path)
    assert "Tell them" in after.words
    assert "Drive there" not in after.words
    went = other.press(after, "Done, go on")
    assert "The case has ended" in went.words
    assert went.path != page.path
    assert "The case has ended" not in own.get(page.path).words


def test_a_visitor_who_starts_does_not_find_a_draft(site: Site) -> None:
    put(site, "Look at a bin", INSPECT, publish=False)
    page = begun(site.visitor(), put(site, "Report a bin", CALLER))
    assert "Drive there" not in page.words


def test_a_process_that_calls_itself_is_one_step(site: Site) -> None:
    own = drawn('pool C "C" {\nstart S\ncall L "Once more" calls=C_process\nS -> L\n}')
    page = begun(site.visitor(), put(site, "Go round", own))
    assert "Once more" in page.words


UNKNOWN = CALLER.replace(b"Inspect_process", b"somewhere-else")


def test_the_walker_says_which_process_a_call_leads_to(site: Site) -> None:
    inspect = put(site, "Look at a bin", INSPECT)
    caller = put(site, "Report a bin", UNKNOWN)
    visitor = site.visitor()
    page = begun(visitor, caller)
    jobs = {one.text_content(): one.get("value") for one in page.find("//select[@id='into']/option")}
    assert jobs["Look at a bin"] == inspect
    assert "Report a bin" not in jobs
    page = visitor.press(page, "Walk into it", process=inspect)
    assert "Drive there" in page.words
    assert not page.find("//select[@id='into']")
    assert "Tell them" in visitor.press(page, "Done, go on").words


def test_only_into_what_one_may_read_and_not_into_itself(site: Site) -> None:
    hidden = put(site, "Look at a bin", INSPECT, publish=False)
    caller = put(site, "Report a bin", UNKNOWN)
    visitor = site.visitor()
    page = begun(visitor, caller)
    (form,) = page.find("//form[.//button[normalize-space()='Done, go on']]")
    token = form.xpath(".//input[@name='csrf_token']/@value")
    form_data = {"element": "Look", **({"csrf_token": token[0]} if token else {})}
    assert visitor.post(f"{page.path}/into", form_data | {"process": hidden}).status == 404
    itself = visitor.post(f"{page.path}/into", form_data | {"process": caller}, follow=True)
    assert "That is the process that you are walking" in itself.words
    other = put(site, "Another look", INSPECT.replace(b"Drive there", b"Walk there"))
    wrong = form_data | {"process": other, "element": "Tell"}
    assert "There is no call activity" in visitor.post(f"{page.path}/into", wrong, follow=True).words


def test_called_finds_any_process_by_its_number(site: Site) -> None:
    address = put(site, "Look at a bin", INSPECT, publish=False)
    with site.session() as session:
        assert queries.processes.called(session, int(address)) is not None
        assert queries.processes.called(session, 999_999) is None

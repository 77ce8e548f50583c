"""Trying a diagram without an account: unlisted, gone after a day, kept after signing in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.drawing import drawn
from tests.webapp.diagrams import MISSED_BIN, OTHER_BIN
from tests.webapp.pages import files
from tests.webapp.pages.files import file
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import uploads
from webapp.store import base, processes, tables, work
from webapp.store.tables import now


def tried(visitor: Visitor, data: bytes = OTHER_BIN, name: str = "mine.bpmn", **values: str) -> Page:
    """Try a file."""
    return visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data, name)], **values)


def test_anybody_may_try_and_is_told_what_becomes_of_it(site: Site) -> None:
    visitor = site.visitor()
    form = visitor.get("/upload")
    assert form.heading == "Try your own diagram"
    assert "deleted after 24 hours" in form.words
    page = tried(visitor)
    assert page.heading == "What we understood"
    assert "Only people with this page’s address can see it." in page.words
    assert "It will be deleted on" in page.words
    assert "The nearest in the library:" in page.words


def test_a_try_has_an_address_nobody_guesses_and_stands_in_no_list(site: Site) -> None:
    visitor = site.visitor()
    address = tried(visitor, MISSED_BIN.replace(b"crew", b"quixotic crew")).path.removesuffix("/result")
    token = address.rpartition("/")[2]
    assert len(token) >= 30
    other = site.visitor()
    assert other.get(address).status == 200
    with site.session() as session:
        number = session.query(tables.Process).filter_by(try_token=token).one().id
    for who in (None, site.people.stranger, site.people.library):
        reader = site.visitor(who)
        assert reader.get(f"/processes/{number}").status == 404
        for path in ("/", "/search?q=quixotic", "/services/524", "/compare"):
            assert token not in reader.get(path).response.get_data(as_text=True)


def test_a_try_can_be_walked_compared_printed_and_downloaded(site: Site) -> None:
    visitor = site.visitor()
    page = tried(visitor)
    address = page.path.removesuffix("/result")
    assert visitor.press(page, "Walk through it").path.startswith("/walkthroughs/")
    assert visitor.get(page.links["Compare it with the nearest"]).path.startswith("/compare?a=")
    assert visitor.get(f"{address}/print").status == 200
    assert visitor.get(f"{address}/versions/1.bpmn").response.data == OTHER_BIN


def test_who_tries_may_say_who_is_who_but_attach_nothing(site: Site) -> None:
    visitor = site.visitor()
    page = tried(visitor, MISSED_BIN)
    address = page.path.removesuffix("/result")
    saved = visitor.press(page, "Save who is who")
    assert saved.banner
    assert visitor.get(f"{address}/versions/1.bpmn").response.data == MISSED_BIN
    refused = visitor.post(f"{address}/attach", {"element": "B", "pattern": "address"})
    assert refused.status == 403
    for change in ("publish", "retire", "withdraw", "undo"):
        assert visitor.post(f"{address}/{change}").status in (403, 409)


def test_after_a_day_it_is_gone_with_everything_of_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = site.visitor()
    before = site.counts()
    page = tried(visitor)
    address = page.path.removesuffix("/result")
    walk = visitor.press(page, "Walk through it").path
    later = now() + timedelta(hours=24, minutes=1)
    for module in _knowing_the_time():
        monkeypatch.setattr(module, "now", lambda: later)
    for path in (address, f"{address}/result", f"{address}/versions/1.bpmn", walk):
        assert visitor.get(path).status == 404, path
    with site.session() as session:
        assert uploads.expire_tries(session) == 1
    after = site.counts()
    for table in ("processes", "versions", "blobs", "walkthroughs"):
        assert after[table] == before[table], table


def test_just_before_a_day_is_over_it_is_still_there(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor = site.visitor()
    address = tried(visitor).path.removesuffix("/result")
    later = now() + timedelta(hours=23, minutes=59)
    for module in _knowing_the_time():
        monkeypatch.setattr(module, "now", lambda: later)
    assert visitor.get(address).status == 200


def test_signing_in_keeps_it_as_a_draft(site: Site) -> None:
    page = tried(site.visitor())
    address = page.path.removesuffix("/result")
    assert page.links["Sign in to keep it"] == f"/sign-in?next={address}/result"
    member = site.visitor(site.people.contributor)
    form = member.get(f"{address}/result")
    kept = member.press(form, "Keep as a private draft", service="524", job="Report a missed bin again")
    assert "Kept as a private draft of your council." in kept.banner
    assert kept.heading == "Report a missed bin again"
    assert kept.path.rpartition("/")[2].isdigit()
    assert site.visitor().get(kept.path).status == 404
    assert site.visitor().get(address).status == 404
    assert kept.path in member.get("/account").links.values()


def test_keeping_needs_a_service_and_ones_own_council(site: Site) -> None:
    address = tried(site.visitor()).path.removesuffix("/result")
    member = site.visitor(site.people.contributor)
    asked = member.press(member.get(f"{address}/result"), "Keep as a private draft", service="", job="")
    assert "Choose the service from the list" in asked.words
    place = {"council": str(site.people.cambridge), "service": "524", "job": "A job"}
    assert member.post(f"{address}/keep", place).status == 403
    assert site.visitor().post(f"{address}/keep", place).status == 403
    assert site.visitor().get(address).status == 200


def test_several_tries_at_once_each_have_a_result(site: Site) -> None:
    visitor = site.visitor()
    form = visitor.get("/upload")
    page = visitor.press(
        form, "Upload and check", files=[file(OTHER_BIN, "a.bpmn"), file(files.png(), "b.bpmn")]
    )
    assert page.heading == "What became of your files"
    assert "Read" in page.words
    assert "Refused" in page.words


def test_a_try_without_steps_or_people_is_answered(site: Site) -> None:
    empty = b"""<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x"/>"""
    page = tried(site.visitor(), empty)
    assert page.status == 200
    assert "We read 0 steps in 0 roles." in page.words
    for path in ("", "/print"):
        assert site.visitor().get(page.path.removesuffix("/result") + path).status == 200
    walked = site.visitor().press(page, "Walk through it")
    assert walked.status == 200


def _knowing_the_time() -> list[object]:
    import webapp.store.queries.processes as process_queries
    import webapp.store.queries.work as work_queries

    known = (uploads, process_queries, work_queries, base, processes, tables, work)
    return [module for module in known if hasattr(module, "now")]


def test_nothing_is_called_nearest_that_shares_no_step(site: Site) -> None:
    data = drawn('start S "Zebra seen"\ntask T "Whistle quietly"\nend E "Zebra gone"\nS -> T -> E')
    visitor = site.visitor()
    page = visitor.press(visitor.get("/upload"), "Upload and check", files=[file(data)])
    assert page.heading == "What we understood"
    assert "(0 of its" not in page.words

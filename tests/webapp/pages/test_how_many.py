"""The page of a step that is done for each of several asks how many; what undoes something says so."""

from __future__ import annotations

import pytest

from tests.drawing import drawn
from tests.webapp.pages.test_walking import begun
from tests.webapp.site import Site

BINS = drawn("""
start S "Asked for bins"
task A "Bring a bin" loop=parallel times=3
task B "Tell them"
end E "Done"
S -> A -> B -> E
""")
PARTS = drawn("""
start S "Asked for bins"
sub P "Each bin" loop=sequential {
task A "Bring a bin"
}
task B "Tell them"
S -> P -> B
""")
UNDONE = drawn("""
start S "Asked for a visit"
task A "Book the crew"
boundary X on=A compensate
task U "Cancel the crew" compensation
throw T "Not needed any more" compensate
end E "Closed"
S -> A -> T -> E
X ... U
""")


def test_the_file_suggests_the_number_and_all_are_done(site: Site) -> None:
    visitor, page = begun(site, BINS)
    (field,) = page.find("//input[@name='times']")
    assert field.get("value") == "3"
    assert page.find("//label[@for='times'][normalize-space()='How many are there?']")
    page = visitor.press(page, "Done, go on", times="2")
    assert "1 of 2 done" in page.words
    assert not page.find("//input[@name='times']")
    page = visitor.press(page, "Done, go on")
    assert "2 of 2 done" in page.words
    assert "Tell them" in page.words


def test_left_empty_it_is_asked_after_each(site: Site) -> None:
    visitor, page = begun(site, BINS)
    page = visitor.press(page, "Done, go on", times="")
    assert "again, or go on?" in page.words
    page = visitor.press(page, "Go this way", chose="go-on", times="")
    assert "Tell them" in page.words


def test_the_number_can_be_said_after_the_first(site: Site) -> None:
    visitor, page = begun(site, PARTS)
    page = visitor.press(page, "Done, go on")
    page = visitor.press(page, "Go this way", times="2")
    assert "Bring a bin" in page.words
    page = visitor.press(page, "Done, go on")
    assert "2 of 2 done" in page.words
    assert "Tell them" in page.words


@pytest.mark.parametrize("typed", ["0", "-1", "two", "1.5", "1001", "9" * 50, "²"])
def test_what_is_no_number_gets_a_sentence_and_nothing_is_lost(site: Site, typed: str) -> None:
    visitor, page = begun(site, BINS)
    page = visitor.press(page, "Done, go on", times=typed)
    assert "How many must be a whole number from 1 to 1,000." in page.words
    assert "Bring a bin" in page.words


def test_a_number_where_none_was_asked_is_left_alone(site: Site) -> None:
    visitor, page = begun(site, UNDONE)
    (form,) = page.find("//form[.//button[normalize-space()='Done, go on']]")
    fields = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    page = visitor.post(form.get("action"), fields | {"times": "7"}, follow=True)
    assert "Not needed any more" in page.words


def test_the_walk_says_what_is_undone_and_why(site: Site) -> None:
    visitor, page = begun(site, UNDONE)
    page = visitor.press(page, "Done, go on")
    page = visitor.press(page, "This happens")
    said = "This undoes 'Book the crew', because 'Not needed any more' has happened."
    assert said in page.words
    assert "Cancel the crew" in page.words
    ended = visitor.press(page, "Done, go on")
    assert "The case has ended" in ended.words
    assert said in ended.words

"""Suggestions on the pages of a process: shown to who may attach, with a reason and one button."""

from __future__ import annotations

from tests.webapp.site import Site
from webapp.actions import edits
from webapp.permissions import LIBRARY
from webapp.store import queries


def taken_off(site: Site) -> tuple[str, str, str]:
    """An example process from which one pattern was taken off a step: its address, the step's key, the slug."""
    address = site.places.example
    with site.session() as session:
        process = queries.processes.process(session, address)
        assert process is not None
        attached = queries.patterns.attached(session, process.current)
        alone = [one for one in attached if [two.element for two in attached].count(one.element) == 1]
        one = next(one for one in alone if one.ref == "phone-script")
        edits.detach_pattern(session, LIBRARY, process.id, one.element, one.ref)
    return address, one.element, one.ref


def test_what_other_councils_show_is_suggested_and_attached_with_one_press(site: Site) -> None:
    address, _, _ = taken_off(site)
    page = site.visitor(site.people.library).get(f"/processes/{address}")
    assert "Steps that touch the resident and show nothing yet" in page.words
    assert "seems to be the same step" in page.words or "Its words are like those of the step" in page.words
    form = page.find("//form[contains(@action, '/attach')]")[0]
    (slug,) = form.xpath(".//input[@name='pattern']/@value")
    (element,) = form.xpath(".//input[@name='element']/@value")
    (button,) = form.xpath(".//button")
    pressed = site.visitor(site.people.library)
    done = pressed.press(page, " ".join(button.text_content().split()))
    assert "Attached." in done.banner
    with site.session() as session:
        process = queries.processes.process(session, address)
        assert process is not None
        attached = queries.patterns.attached(session, process.current)
        assert (element, slug) in {(one.element, one.ref) for one in attached}


def test_who_may_not_attach_sees_no_suggestion(site: Site) -> None:
    address, _, _ = taken_off(site)
    for who in (None, site.people.stranger):
        page = site.visitor(who).get(f"/processes/{address}")
        assert "show nothing yet" not in page.words


def test_the_attach_page_suggests_for_the_step_that_was_chosen(site: Site) -> None:
    address, element, _ = taken_off(site)
    library = site.visitor(site.people.library)
    page = library.get(f"/processes/{address}/attach?element={element}")
    assert page.find("//dl//input[@name='pattern']")
    assert {one.get("value") for one in page.find("//dl//input[@name='element']")} == {element}

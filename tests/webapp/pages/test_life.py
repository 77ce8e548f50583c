"""The life of a process: facts, published, retired, withdrawn, undone, moved, taken down."""

from __future__ import annotations

from tests.webapp.diagrams import BADGE
from tests.webapp.site import Site


def test_publishing_lets_everybody_read_it(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.draft}"
    page = editor.press(editor.get(address), "Publish")
    assert "Published: anybody can read it now." in page.banner
    assert site.visitor().get(address).status == 200
    assert address in site.visitor().get("/councils/oxford").links.values()


def test_retiring_takes_it_out_of_the_lists_and_leaves_it_readable(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.published}"
    editor.press(editor.get(address), "Retire")
    visitor = site.visitor()
    assert "Retired" in visitor.get(address).words
    assert "Apply for a Blue Badge Retired" in visitor.get("/councils/oxford").words
    assert address not in visitor.get("/").links.values()
    assert address not in visitor.get("/services/279").links.values()


def test_withdrawing_hides_it_and_undo_brings_it_back(site: Site) -> None:
    editor, address = site.visitor(site.people.editor), f"/processes/{site.places.published}"
    page = editor.press(editor.get(address), "Withdraw")
    assert "You can undo this." in page.banner
    assert site.visitor().get(address).status == 404
    assert site.visitor().get(f"{address}/versions/1.bpmn").status == 404
    undone = editor.press(page, "Undo the last change of state")
    assert "Undone." in undone.banner
    assert site.visitor().get(address).status == 200


def test_what_makes_no_sense_now_is_refused(site: Site) -> None:
    editor, before = site.visitor(site.people.editor), site.counts()
    for change, place in [("retire", "draft"), ("publish", "published"), ("undo", "draft")]:
        page = editor.post(f"/processes/{getattr(site.places, place)}/{change}")
        assert page.status == 409
    assert editor.post(f"/processes/{site.places.draft}/vanish").status == 404
    assert site.counts() == before


def test_a_contributor_cannot_publish_and_sees_no_button_for_it(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    page = contributor.get(address)
    assert not page.has_button("Publish")
    assert page.has_button("Withdraw")
    assert contributor.post(f"{address}/publish").status == 403


def test_a_wrong_place_can_be_put_right(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    form = contributor.get(f"{address}/move")
    page = contributor.press(form, "Move it", service="528", job="Book a collection")
    assert page.banner == "Moved."
    assert page.heading == "Book a collection"
    assert address in contributor.get("/services/528?job=Book a collection").links.values()
    empty = contributor.press(form, "Move it", service="", job="")
    assert empty.status == 400
    assert "Choose the service from the list" in empty.problem


def test_nothing_is_moved_to_a_council_that_is_not_ones_own(site: Site) -> None:
    contributor = site.visitor(site.people.contributor)
    place = {"council": str(site.people.cambridge), "service": "524", "job": "A job"}
    assert contributor.post(f"/processes/{site.places.draft}/move", place).status == 403


def test_facts_are_kept_and_shown(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    form = contributor.get(f"{address}/edit")
    facts = {
        "promised_days": "3",
        "fee": "0",
        "system": "A <b>spreadsheet</b>",
        "legal_basis": "EPA 1990, s. 46",
    }
    page = contributor.press(form, "Save", **facts)
    assert "3 working days" in page.words
    assert "Free" in page.words
    assert "A <b>spreadsheet</b>" in page.words
    worded = contributor.press(
        contributor.get(f"{address}/edit"), "Save", promised_days="within a week", fee="£33 a year"
    )
    assert "within a week" in worded.words
    assert "£33 a year" in worded.words
    single = contributor.press(contributor.get(f"{address}/edit"), "Save", promised_days="1")
    assert "1 working day" in single.words
    assert "1 working days" not in single.words
    assert contributor.get("/services/524?job=Report a missed bin").status == 200


def test_facts_that_are_too_long_are_refused_and_what_was_typed_stays(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    page = contributor.press(contributor.get(f"{address}/edit"), "Save", system="x" * 500, fee="7")
    assert page.status == 400
    assert "too long" in page.problem
    (fee,) = page.find("//input[@name='fee']")
    assert fee.get("value") == "7"


def test_numbers_that_are_none_do_not_break_the_pages(site: Site) -> None:
    contributor, address = site.visitor(site.people.contributor), f"/processes/{site.places.draft}"
    for value in ("nan", "inf", "-1", "1e400", "٣"):
        page = contributor.press(contributor.get(f"{address}/edit"), "Save", promised_days=value, fee=value)
        assert page.status in (200, 400), value
        for path in (
            address,
            "/services/524?job=Report a missed bin",
            f"/compare?a={site.places.draft}&b={site.places.example}",
        ):
            assert contributor.get(path).status == 200, (value, path)


def test_a_takedown_leaves_a_note_where_the_file_was(site: Site) -> None:
    library, address = site.visitor(site.people.library), f"/processes/{site.places.published}"
    assert site.visitor().get(f"{address}/versions/1.bpmn").response.data == BADGE
    form = library.get(f"{address}/versions/1/takedown")
    refused = library.press(form, "Take it down")
    assert refused.status == 400
    assert "Say why it is taken down" in refused.problem
    page = library.press(form, "Take it down", why="It named a resident")
    assert page.status == 410
    for path in ("", "/versions/1"):
        seen = site.visitor().get(address + path)
        assert seen.status == 410
        assert "Why: It named a resident" in seen.words
        assert "Libby" in seen.words
    for path in ("/versions/1.bpmn", "/versions/1/picture.bpmn", "/print", "/result"):
        gone = site.visitor().get(address + path)
        assert gone.status == 410, path
        assert b"walking test" not in gone.response.data
    compared = site.visitor().get(f"/compare?a={site.places.published}&b={site.places.example}")
    assert compared.status == 410
    assert site.visitor().get("/services/279").status == 200
    assert "Post the badge" not in site.visitor().get("/search?q=badge post").words


def test_a_walk_of_what_was_taken_down_is_gone(site: Site) -> None:
    visitor, address = site.visitor(), f"/processes/{site.places.published}"
    walk = visitor.press(visitor.get(address), "Walk through it")
    library = site.visitor(site.people.library)
    library.press(library.get(f"{address}/versions/1/takedown"), "Take it down", why="Because")
    assert visitor.get(walk.path).status == 410
    assert visitor.post("/walkthroughs", {"process": site.places.published}).status == 410

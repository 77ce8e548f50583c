"""The editor without a script: every change is a form, nothing typed is lost, and hostile text stays text."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import pattern_work, patterns
from webapp.permissions import LIBRARY, Person
from webapp.store import queries
from webapp.store.queries.pattern_work import Work

NASTY = '"><script>alert(1)</script>{{7*7}}</textarea><img src=x onerror=y>'
SLUG = "where-is-your-bin"
EDIT = f"/patterns/{SLUG}/edit"
FIRST = f"{EDIT}/component?at=pages.0.components.0"
RADIOS = {
    "component": "radios",
    "name": "kind",
    "params": {
        "fieldset": {"legend": {"text": "Which bin?"}},
        "items": [
            {"value": "refuse", "text": "Refuse"},
            {"value": "food", "text": "Food", "attributes": {"lang": "en"}},
        ],
    },
    "reveals": {"food": [{"component": "input", "name": "size", "params": {"label": {"text": "Size"}}}]},
}


@pytest.fixture
def begun(site: Site) -> Site:
    """A draft of Oxford's with one question."""
    with site.session() as session:
        patterns.create(session, LIBRARY, pattern_file(), site.people.oxford)
    return site


def work(site: Site, slug: str = SLUG) -> Work:
    with site.session() as session:
        row = queries.patterns.pattern(session, slug, LIBRARY)
        assert row is not None
        return queries.pattern_work.work(session, row)


def send(site: Site, visitor: Visitor, path: str, **data: Any) -> Page:
    return visitor.post(path, {"on": work(site).token, **data})


def form_of(page: Page, path: str) -> dict[str, str]:
    """The fields of a form as a browser would send them without touching anything."""
    (form,) = [
        one for one in page.root.forms if one.method == "POST" and one.action == f"http://localhost{path}"
    ]
    values = ((name, value.removeprefix("\n")) for name, value in form.form_values())
    return {name: value for name, value in values if name != "csrf_token"}


def signed_in(site: Site, who: Person | None = None) -> Visitor:
    return site.visitor(who or site.people.contributor)


def test_a_pattern_is_made_from_nothing(begun: Site) -> None:
    visitor = signed_in(begun)
    council = str(begun.people.oxford)
    made = visitor.post(
        "/patterns/begin", {"title": "Tell us: it's late!", "kind": "pages", "council": council}
    )
    assert made.response.headers["Location"] == "/patterns/tell-us-its-late/edit"
    page = visitor.get("/patterns/tell-us-its-late/edit")
    assert "Say in one sentence which need" in page.text
    assert visitor.post("/patterns/begin", {"title": "", "council": council}).status == 400
    assert visitor.post("/patterns/begin", {"title": "X", "kind": "song", "council": council}).status == 400
    again = visitor.post(
        "/patterns/begin", {"title": "Tell us: it's late!", "kind": "letter", "council": council}
    )
    assert "Give yours another slug" in again.text


def test_a_starter_is_copied_whole_and_belongs_to_the_council(begun: Site) -> None:
    visitor = signed_in(begun)
    assert "Copy and change" in visitor.get("/patterns/address").text
    visitor.post(
        "/patterns/begin?from=address", {"title": "Where do you live?", "council": str(begun.people.oxford)}
    )
    copied, source = work(begun, "where-do-you-live").record, work(begun, "address").record
    assert (copied.pages, copied.owner, copied.reviewed) == (source.pages, "oxford", None)
    assert site_owner(begun, "where-do-you-live") == begun.people.oxford


def site_owner(site: Site, slug: str) -> int | None:
    with site.session() as session:
        row = queries.patterns.pattern(session, slug, LIBRARY)
        assert row is not None
        return row.owner_id


def test_pages_and_parts_are_added_moved_taken_out_and_undone(begun: Site) -> None:
    visitor = signed_in(begun)
    send(begun, visitor, EDIT, do="add-page")
    send(begun, visitor, f"{EDIT}/page?page=1", title="What is it?", body="**Look**")
    send(begun, visitor, EDIT, do="add", at="pages.1.components", component="radios")
    send(begun, visitor, EDIT, do="add", at="pages.1.components", component="inset-text")
    send(begun, visitor, EDIT, do="add", at="pages.1.components.0.reveals.yes", component="input")
    send(begun, visitor, EDIT, do="up", at="pages.1.components.1")
    send(begun, visitor, EDIT, do="page-up", page="1")
    (first, _) = work(begun).record.pages
    assert [part.component for part in first.components] == ["inset-text", "radios"]
    assert dict(first.components[1].reveals)["yes"][0].component == "input"
    page = visitor.get(f"{EDIT}/page?page=0")
    assert "shown when “Yes” is chosen" in page.text
    assert len(page.root.xpath("//section//input[@type='radio']")) == 2
    for _ in range(2):
        send(begun, visitor, EDIT, do="undo")
    assert [one.title for one in work(begun).record.pages] == ["Where is your bin?", "What is it?"]
    assert [part.component for part in work(begun).record.pages[1].components] == ["radios", "inset-text"]
    send(begun, visitor, EDIT, do="remove-page", page="1")
    send(begun, visitor, EDIT, do="remove", at="pages.0.components.0")
    assert work(begun).record.pages[0].components == ()
    assert "There is nothing to undo" not in visitor.get(EDIT).text


def test_saving_a_form_untouched_changes_nothing(begun: Site) -> None:
    visitor = signed_in(begun)
    with begun.session() as session:
        patterns.create(
            session,
            LIBRARY,
            pattern_file(slug="radios", pages=[{"title": "T", "components": [RADIOS]}]),
            begun.people.oxford,
        )
    places = {
        slug: [
            f"pages.{n}.components.{m}"
            for n, page in enumerate(work(begun, slug).record.pages)
            for m in range(len(page.components))
        ]
        for slug in (
            "radios",
            SLUG,
            "address",
            "contact-details",
            "bulky-items",
            "evidence-upload",
            "check-your-answers",
            "confirmation",
            "declaration",
            "pay",
        )
    }
    library = signed_in(begun, begun.people.library)
    for slug, found in places.items():
        visitor = library if slug not in ("radios", SLUG) else signed_in(begun)
        for where in found:
            path = f"/patterns/{slug}/edit/component?at={where}"
            sent = form_of(visitor.get(path), path)
            assert visitor.post(path, {**sent, "do": "save"}).status == 303, (slug, where)
        assert work(begun, slug).done == (), slug


def test_the_form_of_a_component_says_everything_about_a_question(begun: Site) -> None:
    visitor = signed_in(begun)
    sent = form_of(visitor.get(FIRST), FIRST) | {
        "params.label.text": "Your fee", "params.hint.text": "In pounds", "params.classes": "govuk-input--width-5",
        "name": "fee_paid", "check": "money", "low": "5", "high": "{{most}}", "longest": "9", "why": "W", "law": "L",
        "errors.required": "Enter the fee", "params.spellcheck": "no", "params.prefix.text": "£",
    }  # fmt: skip
    sent.pop("required", None)
    assert visitor.post(FIRST, sent).status == 303
    (made,) = work(begun).record.pages[0].components
    assert (made.name, made.check, made.low, made.high, made.longest) == (
        "fee_paid",
        "money",
        5,
        "{{most}}",
        9,
    )
    assert made.params["label"]["text"] == "Your fee"
    assert (made.params["spellcheck"], made.params["prefix"]) == (False, {"text": "£"})
    assert (made.required, made.why, made.law, made.errors) == (
        False,
        "W",
        "L",
        {"required": "Enter the fee"},
    )
    back = visitor.get(FIRST)
    assert "What is still to do here" in back.text or "Nothing uses" not in back.text


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("low", "many", "is no number for “min”"),
        ("longest", "-1", "is no whole number for “longest”"),
        ("params.classes", "evil", "only the Design System's own classes"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(
    begun: Site, name: str, value: str, says: str
) -> None:
    visitor = signed_in(begun)
    before = work(begun).token
    page = visitor.post(FIRST, form_of(visitor.get(FIRST), FIRST) | {name: value, "why": "Typed"})
    assert page.status == 400
    assert says in page.problem
    assert work(begun).token == before


def test_choices_are_moved_added_and_taken_out_with_what_they_reveal(begun: Site) -> None:
    visitor = signed_in(begun)
    with begun.session() as session:
        data = pattern_file(slug="radios", pages=[{"title": "T", "components": [RADIOS]}])
        patterns.create(session, LIBRARY, data, begun.people.oxford)
    path = "/patterns/radios/edit/component?at=pages.0.components.0"

    def save(**data: str) -> None:
        sent = form_of(visitor.get(path), path)
        assert visitor.post(path, {**sent, **data}).status == 303

    def made() -> Any:
        return work(begun, "radios").record.pages[0].components[0]

    save(**{"do": "row-up params.items.1", "params.items.1.value": "food-waste"})
    assert [item["value"] for item in made().params["items"]] == ["food-waste", "refuse"]
    assert made().params["items"][0]["attributes"] == {"lang": "en"}
    assert [value for value, _ in made().reveals] == ["food-waste"]
    save(**{"do": "add-row params.items.2", "params.items.2.value": "glass", "params.items.2.text": "Glass"})
    assert [item["text"] for item in made().params["items"]] == ["Food", "Refuse", "Glass"]
    save(**{"params.items.0.remove": "yes"})
    assert [item["value"] for item in made().params["items"]] == ["refuse", "glass"]
    assert made().reveals == ()


def test_a_table_is_written_as_lines(begun: Site) -> None:
    visitor = signed_in(begun)
    send(begun, visitor, EDIT, do="add", at="pages.0.components", component="table")
    path = f"{EDIT}/component?at=pages.0.components.1"
    sent = form_of(visitor.get(path), path)
    assert sent["params.rows"] == "One | Two"
    visitor.post(path, sent | {"params.rows": "A | B\r\nC | D\r\n"})
    rows = work(begun).record.pages[0].components[1].params["rows"]
    assert rows == [[{"text": "A"}, {"text": "B"}], [{"text": "C"}, {"text": "D"}]]


def test_the_preview_shows_what_stands_in_the_form_and_keeps_nothing(begun: Site) -> None:
    visitor = signed_in(begun)
    before = begun.counts(), work(begun).token
    sent = form_of(visitor.get(FIRST), FIRST) | {"params.label.text": NASTY}
    page = visitor.post(f"{EDIT}/preview?at=pages.0.components.0", sent)
    assert page.status == 200
    assert page.root.xpath("//label")[0].text_content().strip() == NASTY
    assert "<script" not in page.response.text
    words = visitor.post(f"{EDIT}/preview?page=0", {"title": "Another title", "body": "*new*"})
    assert "Another title" in words.text
    assert "no number" in visitor.post(f"{EDIT}/preview?at=pages.0.components.0", sent | {"low": "x"}).text
    assert (begun.counts(), work(begun).token) == before
    assert signed_in(begun, begun.people.stranger).post(f"{EDIT}/preview?page=0", {}).status == 404


def test_the_second_of_two_is_told_and_nothing_is_overwritten(begun: Site) -> None:
    first, second = signed_in(begun), signed_in(begun, begun.people.editor)
    sent = form_of(second.get(FIRST), FIRST)
    send(begun, first, f"{EDIT}/page?page=0", title="First was here", body="")
    page = second.post(FIRST, sent | {"why": "Second typed this"})
    assert page.status == 409
    assert "Changed the words of page 1 (Connie" in page.text
    assert "Second typed this" in page.text
    record = work(begun).record
    assert (record.pages[0].title, record.pages[0].components[0].why) == (
        "First was here",
        "The crew looks there first.",
    )
    again = form_of(page, FIRST)
    assert second.post(FIRST, again).status == 303
    record = work(begun).record
    assert (record.pages[0].title, record.pages[0].components[0].why) == (
        "First was here",
        "Second typed this",
    )


def test_a_change_is_not_made_on_top_when_its_part_went_elsewhere(begun: Site) -> None:
    first, second = signed_in(begun), signed_in(begun, begun.people.editor)
    sent = form_of(second.get(FIRST), FIRST)
    send(begun, first, EDIT, do="add", at="pages.0.components", component="inset-text")
    send(begun, first, EDIT, do="up", at="pages.0.components.1")
    page = second.post(FIRST, sent | {"why": "Second typed this"})
    assert page.status == 409
    assert "has to be made again by hand" in page.text
    assert "Make my change on top of theirs" not in page.text


def test_work_is_kept_as_a_version_published_and_seen_by_all(begun: Site) -> None:
    contributor, editor, visitor = signed_in(begun), signed_in(begun, begun.people.editor), begun.visitor()
    editor.post(f"/patterns/{SLUG}/publish", {})
    assert contributor.get(EDIT).status == 403
    send(begun, editor, f"{EDIT}/page?page=0", title="Where does it stand?", body="")
    assert "Where does it stand?" not in visitor.get(f"/patterns/{SLUG}").text
    send(begun, editor, f"{EDIT}/keep", why="Plainer")
    assert work(begun).done == ()
    assert "Where does it stand?" not in visitor.get(f"/patterns/{SLUG}").text
    assert "Version 2 is kept and not published yet" in editor.get(f"/patterns/{SLUG}").text
    assert visitor.get(f"/patterns/{SLUG}/changes?from=1&to=2").status == 404
    editor.post(f"/patterns/{SLUG}/publish", {})
    assert "Where does it stand?" in visitor.get(f"/patterns/{SLUG}").text
    page = visitor.get(f"/patterns/{SLUG}/changes?from=1&to=2")
    assert "Where does it stand?" in page.text
    assert "Plainer" in visitor.get(f"/patterns/{SLUG}/history").text
    assert editor.post(f"{EDIT}/keep", {"on": work(begun).token}).status == 409


def test_work_is_thrown_away_only_when_asked(begun: Site) -> None:
    visitor = signed_in(begun)
    send(begun, visitor, EDIT, do="add-page")
    assert len(work(begun).record.pages) == 2
    send(begun, visitor, f"{EDIT}/discard")
    assert len(work(begun).record.pages) == 1


def test_welsh_stands_beside_english_and_is_previewed_as_welsh(begun: Site) -> None:
    visitor = signed_in(begun)
    page = visitor.get(f"{EDIT}/welsh")
    assert "have no Welsh yet" in page.text
    send(begun, visitor, f"{EDIT}/welsh", **{"cy:pages.0.title": "Ble mae eich bin?"})
    shown = visitor.get(f"{EDIT}?lang=cy")
    assert [one.xpath("string(.//h3)") for one in shown.root.xpath("//*[@lang='cy'][.//h3]")] == [
        "Ble mae eich bin?"
    ]
    assert (
        visitor.get(f"{EDIT}/welsh")
        .root.xpath("//textarea[@lang='cy'][@name='cy:pages.0.title']")[0]
        .text.strip()
        == "Ble mae eich bin?"
    )


def test_about_and_settings(begun: Site) -> None:
    visitor = signed_in(begun)
    sent = form_of(visitor.get(f"{EDIT}/about"), f"{EDIT}/about")
    sent |= {"setting.0.name": "fee", "setting.0.value": "57.50", "guidance.policy": "Rules", "settings": "1"}
    visitor.post(f"{EDIT}/about", sent)
    sent = form_of(visitor.get(f"{EDIT}/about"), f"{EDIT}/about")
    visitor.post(f"{EDIT}/about", sent | {"setting.1.name": "days", "setting.1.value": "10"})
    record = work(begun).record
    assert record.settings == {"fee": "57.50", "days": 10}
    assert record.guidance.policy == "Rules"
    wrong = visitor.post(
        f"{EDIT}/about", sent | {"on": work(begun).token, "reviewed": "yesterday", "title": "Typed"}
    )
    assert wrong.status == 400
    assert "must be a date" in wrong.text
    assert wrong.root.xpath("//input[@name='title']/@value") == ["Typed"]


def test_letters_have_words_and_services_have_parts(begun: Site) -> None:
    visitor = signed_in(begun)
    with begun.session() as session:
        for slug, kind, more in (
            ("note", "email", {"body": "Hello"}),
            ("whole", "service", {"parts": [{"ref": "address"}]}),
        ):
            patterns.create(
                session, LIBRARY, pattern_file(slug=slug, kind=kind, pages=[], **more), begun.people.oxford
            )
    letter = "/patterns/note/edit/words"
    visitor.post(
        letter, form_of(visitor.get(letter), letter) | {"subject": "Your bin", "body": "Dear {{first_name}}"}
    )
    record = work(begun, "note").record
    assert (record.subject, record.body) == ("Your bin", "Dear {{first_name}}")
    assert "[first name]" in visitor.get(letter).text
    parts = "/patterns/whole/edit/parts"
    visitor.post(
        parts, form_of(visitor.get(parts), parts) | {"part.1.ref": "pay", "part.1.when": 'eligible == "yes"'}
    )
    visitor.post(parts, form_of(visitor.get(parts), parts) | {"do": "up 1"})
    assert [(part.ref, part.when) for part in work(begun, "whole").record.parts] == [
        ("pay", 'eligible == "yes"'),
        ("address", ""),
    ]
    assert visitor.get(f"{EDIT}/words").status == 404
    assert visitor.get(f"{EDIT}/parts").status == 404


def test_experts_write_the_file(begun: Site) -> None:
    visitor = signed_in(begun)
    path = f"{EDIT}/file"
    content = json.loads(form_of(visitor.get(path), path)["file"])
    send(begun, visitor, path, file=json.dumps(content | {"title": "By hand"}))
    assert work(begun).record.title == "By hand"
    html = {"component": "details", "params": {"html": "x"}}
    wrong = {
        "{": "is not JSON",
        json.dumps(content | {"slug": "other"}): "The short name of a pattern stays",
        json.dumps(content | {"pages": [{"components": [html]}]}): "carries HTML",
    }
    for text, says in wrong.items():
        page = send(begun, visitor, path, file=text)
        assert (page.status, says in page.text) == (400, True)
        assert page.root.xpath("//textarea[@name='file']")[0].text.strip() == text


def test_hostile_text_stays_text_on_every_page(begun: Site) -> None:
    visitor = signed_in(begun)
    send(begun, visitor, f"{EDIT}/page?page=0", title=NASTY, body=NASTY)
    sent = form_of(visitor.get(FIRST), FIRST) | {"params.label.text": NASTY, "why": NASTY, "name": NASTY}
    visitor.post(FIRST, sent)
    send(begun, visitor, f"{EDIT}/welsh", **{"cy:pages.0.title": NASTY})
    send(begun, visitor, f"{EDIT}/keep", why=NASTY)
    paths = ["", "/edit", "/edit/page?page=0", "/edit/component?at=pages.0.components.0", "/edit/about", "/edit/welsh",
             "/edit/file", "/edit?lang=cy", "/questions", "/history", "/changes", "/used-by", "?lang=cy"]  # fmt: skip
    for path in paths:
        page = visitor.get(f"/patterns/{SLUG}{path}")
        assert page.status == 200, path
        assert page.root.xpath("//img") == [], path
        assert "alert(1)</script>" not in page.response.text, path


def test_addresses_that_are_none(begun: Site) -> None:
    visitor = signed_in(begun)
    for slug in ("nobody", "../etc", "a" * 200):
        assert visitor.get(f"/patterns/begin?from={slug}").status == 404, slug
    for path in (
        "/page?page=9",
        "/page?page=x",
        "/component?at=pages.9.components.0",
        "/component",
        "/nothing",
    ):
        assert visitor.get(f"{EDIT}{path}").status == 404, path
    assert send(begun, visitor, EDIT, do="explode").status == 400
    assert send(begun, visitor, EDIT, do="remove", at="pages.0.components.7").status == 303
    assert send(begun, visitor, EDIT, do="add", at="pages.0.components", component="footer").status == 303
    assert work(begun).done == ()


def test_two_hundred_changes_can_be_undone_and_no_more(begun: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pattern_work, "MOST_CHANGES", 3)
    visitor = signed_in(begun)
    for number in range(5):
        send(begun, visitor, f"{EDIT}/page?page=0", title=f"Title {number}", body="")
    assert [one.what for one in work(begun).done] == ["Changed the words of page 1"] * 3
    assert work(begun).record.pages[0].title == "Title 4"

"""Every page, found from the application's own routes, in a real browser: axe finds nothing against WCAG 2.2 A and AA,
it fits 320 pixels, and nothing breaks the content security policy."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy import select

from bpmn.patterns.changing import add_page
from bpmn.reader import read
from engine.coverage import paths_of
from tests.browser import chromium, served
from tests.webapp.diagrams import BADGE_CHANGED
from tests.webapp.people import PASSWORD, People
from tests.webapp.site import Places, Site, Visitor, opened
from tests.webapp.test_permissions_on_workshops import opened as opened_room
from webapp.actions import invitations, pattern_work, resets, scenarios, uploads, walkthroughs
from webapp.mail import mailer
from webapp.permissions import LIBRARY
from webapp.store import queries
from webapp.store.tables import Version

pytestmark = pytest.mark.browser

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NOT_PAGES = {
    "static", "about.security_txt", "about.health", "processes.download", "processes.picture",
    "patterns.download", "comparisons.data", "processes.fix_picture", "processes.still", "rules.picture",
    "comparisons.forms_data", "comparisons.still", "comparisons.spreadsheet",
    "processes.report", "blueprints.download", "blueprints.picture", "blueprints.still", "comparisons.merged_download",
    "comparisons.merged_picture", "comparisons.merged_still",
    "api.openapi", "api.report_of_newest", "api.report_of_version",
    "processes.similar", "steps.data", "steps.show_step", "api.data_of_version",
    "services.questions_file", "api.questions_of_service", "patterns.download_table",
    "workshops.counts_now", "workshops.code", "workshops.notes_csv", "workshops.now", "take_away.prototype",
    "walkthroughs.storyboard_file", "coverage.storyboards_file",
}  # fmt: skip
EDITOR = {
    "pattern_editor.begin": "/patterns/begin", "pattern_editor.edit": "/patterns/address/edit",
    "pattern_editor.page": "/patterns/contact-details/edit/page?page=0",
    "pattern_editor.component": "/patterns/contact-details/edit/component?at=pages.0.components.0",
    "pattern_editor.about": "/patterns/pay/edit/about", "pattern_editor.words": "/patterns/reminder-email/edit/words",
    "pattern_editor.parts": "/patterns/report-a-missed-bin/edit/parts",
    "pattern_editor.welsh": "/patterns/address/edit/welsh", "pattern_editor.file": "/patterns/address/edit/file",
}  # fmt: skip
SIGNED_IN_ONLY = {
    "processes.accept", "processes.choose_pattern", "processes.edit", "processes.move", "processes.new_version",
    "processes.takedown", "patterns.new", "patterns.form", "patterns.replace", "patterns.tables",
    *EDITOR,
    "organisations.people", "organisations.edit", "accounts.account",
    "workshops.new", "workshops.room", "workshops.all_notes", "workshops.end",
}  # fmt: skip


@dataclass
class Looked:
    """The site in a browser, and what its console complained of."""

    site: Site
    base: str
    page: Page
    complaints: list[str]

    def open(self, path: str) -> None:
        self.complaints.clear()
        self.page.goto(self.base + path, wait_until="load")
        for box in self.page.locator("[data-diagram]:visible").all():
            box.and_(self.page.locator("[data-ready]")).wait_for(timeout=10_000)

    def sign_in(self, email: str) -> None:
        self.open("/sign-in")
        self.page.get_by_label("E-mail address").fill(email)
        self.page.locator("#password").fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/account")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture
def looked(
    app: Flask, furnished: tuple[Path, People, Places], tmp_path: Path, browser: Browser
) -> Iterator[Looked]:
    file, people, places = furnished
    with opened(app, file, tmp_path, people, places) as site, served(app) as base:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        seen = Looked(site, base, page, [])
        page.on(
            "console",
            lambda said: seen.complaints.append(said.text) if "Content Security" in said.text else None,
        )
        yield seen
        page.close()


def deadlocked(site: Site) -> int:
    """The number of the example in which a case can get stuck."""
    with site.session() as session:
        found = session.scalar(
            select(Version.process_id).where(Version.filename == "saltmere-bulky-waste.bpmn")
        )
    assert found is not None
    return found


def examples(site: Site) -> dict[str, str]:
    """One address for every page of the application, by endpoint."""
    own, example = site.places.published, site.places.example
    visitor = site.visitor()
    walk = visitor.post("/walkthroughs", {"process": example}).response.headers["Location"]
    ended, branched = walked(site, example)
    with site.session() as session:
        post = mailer(site.settings)
        invitations.invite(session, LIBRARY, site.people.oxford, "new@example.gov.uk", "editor", post, "")
        resets.send_reset_for(session, LIBRARY, site.people.editor.id or 0, post, "")
    links = {kind: mail.split(kind)[1].split()[0] for mail in site.mails() for kind in KINDS if kind in mail}
    findings = site.visitor(site.people.library).get(f"/processes/{site.places.draft}").links
    accept = next(path for text, path in findings.items() if text.startswith("Leave it as it is"))
    pair = f"a={example}&b={int(example) + 1}"
    return {
        "services.home": "/", "services.catalogue": "/services?q=bin", "services.function": "/services/functions/3",
        "services.service": "/services/524", "blueprints.page": "/services/524/blueprint",
        "services.find": "/search?q=bin", "services.questions": "/services/524/questions",
        "patterns.tables": "/patterns/permit-rules/tables?edit=0",
        "processes.local_values_of": f"/processes/{example}/settings",
        "organisations.local_values_of": "/councils/northmoor-example/settings",
        "steps.steps": "/steps?q=take+a+payment",
        "processes.process": f"/processes/{example}",
        "processes.fix": f"/processes/{deadlocked(site)}/versions/1/faults/1/fixes/1",
        "processes.fault": f"/processes/{deadlocked(site)}/versions/1/faults/1",
        "processes.version": f"/processes/{example}/versions/1",
        "processes.data": f"/processes/{example}/versions/1/data",
        "take_away.page": f"/processes/{example}/take-away",
        "processes.changes": f"/processes/{changed(site)}/versions/2/changes",
        "processes.result": f"/processes/{own}/result",
        "processes.take_away": f"/processes/{example}/print", "upload.form": "/upload",
        "processes.choose_pattern": f"/processes/{own}/attach", "processes.edit": f"/processes/{own}/edit",
        "processes.move": f"/processes/{own}/move", "processes.new_version": f"/processes/{own}/new-version",
        "processes.takedown": f"/processes/{own}/versions/1/takedown", "patterns.patterns": "/patterns",
        "patterns.pattern": "/patterns/address", "patterns.new": "/patterns/new",
        "patterns.form": "/patterns/form",
        **EDITOR, "patterns.tab": "/patterns/address/questions",
        "patterns.changes": f"/patterns/{changed_pattern(site)}/changes",
        "patterns.replace": "/patterns/address/replace?with=name",
        "comparisons.compare": f"/compare?{pair}", "comparisons.print_page": f"/compare/print?{pair}",
        "comparisons.forms": "/compare/forms?a=patterns/apply-for-a-resident-permit&b=patterns/permit-proof",
        "comparisons.merged_page": f"/compare/merged?{pair}",
        "comparisons.correct": f"/compare/correct?{pair}&row=a1",
        "comparisons.difference": f"/compare/difference?{pair}&key={decided(site, pair)}",
        "comparisons.table": "/compare/decisions", "walkthroughs.walkthrough": walk,
        "walkthroughs.read": f"/walkthroughs/{ended}/read", "walkthroughs.step": f"/walkthroughs/{ended}/steps/5",
        "walkthroughs.storyboard": f"/walkthroughs/{ended}/storyboard",
        "walkthroughs.compare": f"/walkthroughs/{ended}/compare?with={branched}",
        "coverage.page": f"/processes/{example}/coverage",
        "side_by_side.begin": f"/side-by-side?{pair}",
        "side_by_side.page": side_by_side(visitor, example),
        "organisations.councils": "/councils?q=ford", "organisations.council": "/councils/oxford",
        "organisations.people": "/councils/oxford/people", "organisations.edit": "/councils/oxford/edit",
        "accounts.sign_in": "/sign-in", "accounts.account": "/account", "accounts.forgotten": "/account/forgotten",
        "accounts.reset": KINDS[1] + links[KINDS[1]], "accounts.invitation": KINDS[0] + links[KINDS[0]],
        "about.about": "/about", "about.glossary": "/help/glossary", "about.step_table": "/help/step-table",
        "about.accessibility": "/accessibility", "about.privacy": "/privacy", "about.cookies": "/cookies",
        "about.attributions": "/attributions", "rules.rules": "/rules", "rules.rule": "/rules/fake-join",
        "processes.accept": accept, **held_workshop(site),
    }  # fmt: skip


def held_workshop(site: Site) -> dict[str, str]:
    """The pages of a workshop in which everything has happened once."""
    room = opened_room(site, site.places.example)
    at = f"/workshops/{room.id}"
    return {
        "workshops.new": f"/workshops/new?process={site.places.draft}", "workshops.room": at,
        "workshops.all_notes": f"{at}/notes", "workshops.end": f"{at}/end", "workshops.storyboard": f"{at}/storyboard",
        "workshops.record": f"/walked-through/{room.record}", "workshops.join": "/join",
        "workshops.follow": f"/join/{room.code}", "workshops.all_personas": "/councils/oxford/personas",
    }  # fmt: skip


def walked(site: Site, process: str) -> tuple[str, str]:
    """A scenario of the process, walked to its end along its longest path with a page filled in, and another walk."""
    with site.session() as session:
        found = queries.processes.process(session, process)
        assert found is not None
        diagram = read(queries.processes.data(session, found.current) or b"")
        paths = sorted(paths_of(diagram).paths, key=lambda path: len(path.steps))
        made = []
        for path in (paths[-1], paths[0]):
            log = {"version": 1, "process": path.group[0], "steps": path.plan()}
            log["steps"][1]["answers"] = {"address_line_1": "12 High Street", "reported_within": "yes"}
            kept = walkthroughs.save(session, LIBRARY, found.id, 1, log, keep_answers=True)
            summary = {
                "outcome": "ended",
                "ends": ["Refused"],
                "steps": 9,
                "time": "Day 3",
                "touch_points": 2,
            }
            name = f"Path {path.number}"
            scenario = scenarios.keep_scenario(
                session, LIBRARY, kept.id, name, log, summary=summary, keep_answers=True
            )
            made.append(scenario.id)
    return made[0], made[1]


def side_by_side(visitor: Visitor, example: str) -> str:
    """Two walks side by side, standing where both ask for an address."""
    begun = visitor.post("/side-by-side", {"a": example, "b": str(int(example) + 1)})
    return begun.response.headers["Location"]


def changed(site: Site) -> str:
    """A process with a second version that adds, removes, changes and moves."""
    address = site.places.other_published
    with site.session() as session:
        uploads.new_version(session, LIBRARY, int(address), uploads.IncomingFile("badge.bpmn", BADGE_CHANGED))
    return address


def changed_pattern(site: Site) -> str:
    """A pattern with a second version, and work on it that is not kept yet."""
    with site.session() as session:
        row = queries.patterns.pattern(session, "address", LIBRARY)
        assert row is not None
        for title in ("Kept", "Not kept"):
            seen = queries.pattern_work.work(session, row).token
            pattern_work.change(session, LIBRARY, "address", seen, "Added", lambda one: add_page(one, title))  # noqa: B023
            if title == "Kept":
                seen = queries.pattern_work.work(session, row).token
                pattern_work.keep(session, LIBRARY, "address", seen, "A page")
    return "address"


def decided(site: Site, pair: str) -> str:
    """The name of a difference about which something was decided."""
    visitor = site.visitor(site.people.library)
    key = json.loads(visitor.get(f"/compare/data.json?{pair}").text)["statements"][0]["key"]
    a, b = (part.partition("=")[2] for part in pair.split("&"))
    word = {"reason": "habit", "choice": "test", "owner": "Head of waste", "due-day": "1", "due-month": "2"}
    sent = {"a": a, "b": b, "side": "a", "key": key, **word, "due-year": "2027", "note": "Try it"}
    assert visitor.post("/compare/decide", sent).status == 303
    return str(key)


KINDS = ("/account/invitation/", "/account/reset/")
MORE = (
    "/patterns/report-a-missed-bin",
    "/patterns/decision-letter",
    "/patterns/permit-rules",
    "/patterns/missed-bin-report",
    "/services/1/questions",
    "/services/524/questions?show=unexplained&sort=most",
    "/patterns/text-message",
    "/patterns?kind=pages&asks=proof",
    "/patterns?q=zeppelin",
    "/patterns/address/policy",
    "/patterns/address/used-by",
    "/patterns/address/history",
    "/patterns/address?lang=cy",
    "/compare",
    "/compare/forms",
    "/compare/forms?a=patterns/address&b=patterns/address",
    "/compare/forms?service=524",
    "/services/1/blueprint",
    "/services/524/blueprint?k=3",
    "/steps",
    "/steps?q=proof+of+address&kind=question",
    "/steps?q=elephants",
    "/nowhere",
)


def found_wrong(looked: Looked, path: str) -> list[str]:
    """What is wrong with a page, in words; nothing when all is well."""
    looked.open(path)
    return shown_wrong(looked, path)


def shown_wrong(looked: Looked, path: str) -> list[str]:
    """What is wrong with the page that is shown."""
    result = Axe().run(looked.page, options={"runOnly": {"type": "tag", "values": WCAG}})
    wrong = [f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in result.response["violations"]]
    wrong += [f"{path}: {text[:160]}" for text in looked.complaints]
    looked.page.set_viewport_size({"width": 320, "height": 640})
    width = looked.page.evaluate("document.documentElement.scrollWidth")
    looked.page.set_viewport_size({"width": 1280, "height": 900})
    return wrong + ([f"{path}: {width} pixels wide at 320"] if width > 320 else [])


def test_every_page_has_an_example(site: Site) -> None:
    routes = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert routes - NOT_PAGES == set(examples(site))


def test_every_page_signed_out(looked: Looked) -> None:
    shown = {name: path for name, path in examples(looked.site).items() if name not in SIGNED_IN_ONLY}
    wrong = [fault for path in (*shown.values(), *MORE) for fault in found_wrong(looked, path)]
    assert wrong == [], "\n".join(wrong)


def test_every_page_signed_in(looked: Looked) -> None:
    shown = examples(looked.site)
    looked.sign_in("libby@example.gov.uk")
    for gone in ("accounts.invitation", "accounts.reset"):
        shown.pop(gone)
    wanted = SIGNED_IN_ONLY | {
        "rules.rules",
        "processes.process",
        "processes.local_values_of",
        "organisations.local_values_of",
        "processes.result",
        "comparisons.compare",
        "comparisons.correct",
        "comparisons.difference",
        "upload.form",
        "workshops.record",
        "workshops.all_personas",
    }
    assert [wrong for name in sorted(wanted) for wrong in found_wrong(looked, shown[name])] == []


def test_a_walk_all_along_and_the_pages_about_it(looked: Looked) -> None:
    ended, branched = walked(looked.site, looked.site.places.example)
    looked.sign_in("libby@example.gov.uk")
    pages = [
        f"/walkthroughs/{ended}",
        f"/walkthroughs/{ended}/compare",
        f"/walkthroughs/{branched}/storyboard",
    ]
    wrong = [fault for path in pages for fault in found_wrong(looked, path)]
    for number in (3, 6, 8, 11, 16):
        looked.open(f"/walkthroughs/{ended}/steps/{number}")
        if looked.page.get_by_role("button", name="Go on from there in a copy").count():
            looked.page.get_by_role("button", name="Go on from there in a copy").click()
            looked.page.wait_for_url(lambda url: "/steps/" not in url)
            wrong += found_wrong(looked, looked.page.url.removeprefix(looked.base))
    assert wrong == [], "\n".join(wrong)


def test_following_a_workshop(looked: Looked) -> None:
    looked.open(examples(looked.site)["workshops.follow"])
    looked.page.get_by_label("Manager").check()
    looked.page.get_by_role("button", name="Follow").click()
    looked.page.locator("[data-room]").wait_for()
    path = looked.page.url.removeprefix(looked.base)
    assert found_wrong(looked, path) == []
    looked.page.get_by_role("button", name="Say how long").click()
    looked.page.locator(".govuk-error-summary").wait_for()
    result = Axe().run(looked.page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert [one["id"] for one in result.response["violations"]] == []


def test_pages_with_errors(looked: Looked) -> None:
    wrong: list[str] = []
    forms = {"/sign-in": "Sign in", "/upload": "Upload and check", "/account/forgotten": "Send me a link"}
    for path, button in forms.items():
        looked.open(path)
        looked.page.locator("main").get_by_role("button", name=button).click()
        looked.page.locator(".govuk-error-summary").wait_for()
        assert looked.page.title().startswith("Error:")
        result = Axe().run(looked.page, options={"runOnly": {"type": "tag", "values": WCAG}})
        wrong += [
            f"{path}: {one['id']}: {one['nodes'][0]['html'][:160]}" for one in result.response["violations"]
        ]
    assert wrong == []


def test_a_form_as_it_was_understood(looked: Looked) -> None:
    looked.sign_in("libby@example.gov.uk")
    looked.open("/patterns/form")
    assert shown_wrong(looked, "/patterns/form") == []
    looked.page.get_by_label("The file of the form").set_input_files(
        Path(__file__).parents[1] / "importers" / "fixtures" / "xgov_form.json"
    )
    looked.page.get_by_role("button", name="See what we understand").click()
    looked.page.get_by_role("heading", name="What we understood").wait_for()
    assert shown_wrong(looked, "a form as it was understood") == []
    looked.page.get_by_role("button", name="Keep as drafts").click()
    looked.page.locator(".govuk-error-summary").wait_for()
    assert looked.page.title().startswith("Error:")
    assert shown_wrong(looked, "a form that has no place") == []

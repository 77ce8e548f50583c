"""Every route, asked by everybody about everything: the roles table held against the application's own routes.

A new route without a line here fails. Refused means that not one byte of the library changed.
"""

from __future__ import annotations

import hashlib
import io
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from bpmn.patterns.changing import add_page
from bpmn.reader import read
from tests.webapp.actions.test_pattern_life import file as pattern_file
from tests.webapp.diagrams import OTHER_BIN
from tests.webapp.people import HASHED, People
from tests.webapp.site import Page, Places, Site, opened
from webapp.actions import pattern_work, patterns, publishing, uploads, walkthroughs
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, Person
from webapp.store import queries
from webapp.store.database import Database
from webapp.store.queries import people as accounts
from webapp.store.tables import Membership, User

SLUG = "where-is-your-bin"
# Who: their council, and how far their role reaches (1 contributor, 2 editor, 3 administrator, 4 the library's).
WHO = {
    "visitor": (None, 0),
    "contributor": ("oxford", 1), "editor": ("oxford", 2), "administrator": ("oxford", 3),
    "their contributor": ("cambridge", 1), "their editor": ("cambridge", 2), "stranger": ("cambridge", 3),
    "library": (None, 4),
}  # fmt: skip
# What: its council, whether everybody may know of it, and what role changes it.
WHAT = {
    "published": ("oxford", True, 2), "retired": ("oxford", True, 2), "draft": ("oxford", False, 1),
    "withdrawn": ("oxford", False, 1), "other_draft": ("cambridge", False, 1), "try": (None, True, 4),
}  # fmt: skip
PATTERNS = {"pattern": ("oxford", True, 2), "draft pattern": ("oxford", False, 1)}
COUNCILS = {"oxford": ("oxford", True, 3), "cambridge": ("cambridge", True, 3)}
WALKS = {"walk": ("oxford", True, 0), "draft walk": ("oxford", False, 0)}
ALL_THINGS = {**WHAT, **PATTERNS, **COUNCILS, **WALKS}


@dataclass(frozen=True)
class Route:
    """How a route is asked, about which things, and the least role for it (None: the one that changes the thing)."""

    path: str
    things: tuple[str, ...] = tuple(WHAT)
    need: int | None = 0
    data: Mapping[str, Any] = field(default_factory=dict)
    audit: str | None = None
    rows: int = 1
    takes: tuple[int, ...] = (200, 303)


P = "/processes/{at}"
REAL = ("published", "retired", "draft", "withdrawn", "other_draft")
PLACE = {"council": "{council}", "service": "524", "job": "Moved"}
RULES = {
    "name": "bin_is_ours", "title": "Is it ours?", "inputs": ["place"],
    "rows": [{"when": {"place": '"here"'}, "then": "yes"}], "otherwise": "no",
}  # fmt: skip
TABLE = {
    "edit": "new", "on": "1", "do": "save", "name": "other", "title": "Other?", "inputs": "place",
    "columns": "place", "rows": "1", "when-0-0": "-", "then-0": "yes",
}  # fmt: skip
ADMIN = {"things": tuple(COUNCILS), "need": 3}
READ: dict[str, Route] = {
    "processes.process": Route(P), "processes.version": Route(P + "/versions/1"),
    "processes.result": Route(P + "/result"), "processes.take_away": Route(P + "/print"),
    "processes.download": Route(P + "/versions/1.bpmn"), "processes.picture": Route(P + "/versions/1/picture.bpmn"),
    "processes.still": Route(P + "/versions/1/picture.svg"),
    "take_away.page": Route(P + "/take-away"), "take_away.prototype": Route(P + "/versions/1/prototype.zip"),
    "processes.changes": Route(P + "/versions/1/changes?from=1"),
    "processes.data": Route(P + "/versions/1/data"),
    "api.data_of_version": Route("/api/v1" + P + "/versions/1/data"),
    "processes.similar": Route(P + "/similar.json"),
    "steps.show_step": Route("/steps/show?process={at}&element=A"),
    "processes.report": Route(P + "/versions/1/report.json"),
    "api.report_of_newest": Route("/api/v1" + P + "/report"),
    "api.report_of_version": Route("/api/v1" + P + "/versions/1/report"),
    "processes.choose_pattern": Route(P + "/attach", need=2), "processes.edit": Route(P + "/edit", need=None),
    "processes.move": Route(P + "/move", need=None), "processes.new_version": Route(P + "/new-version", need=None),
    "processes.takedown": Route(P + "/versions/1/takedown", need=4),
    "comparisons.compare": Route("/compare?a={at}&b={example}"),
    "comparisons.print_page": Route("/compare/print?a={at}&b={example}"),
    "comparisons.data": Route("/compare/data.json?a={example}&b={at}"),
    "comparisons.correct": Route("/compare/correct?a={example}&b={at}"),
    "comparisons.forms": Route("/compare/forms?a=processes/{at}&b=patterns/address"),
    "comparisons.forms_data": Route("/compare/forms/data.json?a=patterns/address&b=patterns/{at}", tuple(PATTERNS)),
    "comparisons.merged_page": Route("/compare/merged?a={at}&b={example}"),
    "comparisons.merged_download": Route("/compare/merged.bpmn?a={example}&b={at}"),
    "comparisons.merged_picture": Route("/compare/merged/picture.bpmn?a={at}&b={example}"),
    "comparisons.merged_still": Route("/compare/merged/picture.svg?a={at}&b={example}"),
    "comparisons.still": Route("/compare/picture-b.svg?a={example}&b={at}"),
    "comparisons.difference": Route("/compare/difference?a={at}&b={example}&key={key}"),
    "side_by_side.begin": Route("/side-by-side?a={at}&b={example}"),
    "side_by_side.page": Route("/side-by-side/{at}/{other_walk}", tuple(WALKS)),
    "walkthroughs.walkthrough": Route("/walkthroughs/{at}", tuple(WALKS)),
    "walkthroughs.read": Route("/walkthroughs/{at}/read", tuple(WALKS)),
    "walkthroughs.step": Route("/walkthroughs/{at}/steps/1", tuple(WALKS)),
    "walkthroughs.storyboard": Route("/walkthroughs/{at}/storyboard", tuple(WALKS)),
    "walkthroughs.storyboard_file": Route("/walkthroughs/{at}/storyboard.html", tuple(WALKS)),
    "coverage.storyboards_file": Route(P + "/storyboards.html"),
    "walkthroughs.compare": Route("/walkthroughs/{at}/compare?with={at}", tuple(WALKS)),
    "coverage.page": Route(P + "/coverage"),
    "patterns.pattern": Route("/patterns/{at}", tuple(PATTERNS)),
    "patterns.tab": Route("/patterns/{at}/questions", tuple(PATTERNS)),
    "patterns.changes": Route("/patterns/{at}/changes", tuple(PATTERNS)),
    **{f"pattern_editor.{name}": Route("/patterns/{at}/edit" + rest, tuple(PATTERNS), None) for name, rest in {
        "edit": "", "page": "/page?page=0", "component": "/component?at=pages.0.components.0", "about": "/about",
        "welsh": "/welsh", "file": "/file"}.items()},
    "patterns.download": Route("/patterns/{at}/versions/1.json", tuple(PATTERNS)),
    "patterns.tables": Route("/patterns/{at}/tables", tuple(PATTERNS), None),
    "patterns.download_table": Route("/patterns/{at}/tables/bin_is_ours.dmn", tuple(PATTERNS)),
    "processes.local_values_of": Route(P + "/settings"),
    "organisations.local_values_of": Route("/councils/{at}/settings", tuple(COUNCILS)),
    "organisations.council": Route("/councils/{at}", tuple(COUNCILS)),
    "organisations.people": Route("/councils/{at}/people", **ADMIN),
    "organisations.edit": Route("/councils/{at}/edit", **ADMIN),
    "workshops.all_personas": Route("/councils/{at}/personas", tuple(COUNCILS)),
}  # fmt: skip
WRITE: dict[str, Route] = {
    "processes.edit": Route(P + "/edit", REAL, None, {"system": "Changed"}, "set-facts"),
    "processes.move": Route(P + "/move", REAL, None, PLACE, "move"),
    "processes.change_state": Route(P + "/withdraw", ("published", "draft", "other_draft"), None, {}, "withdraw"),
    "processes.takedown": Route(P + "/versions/1/takedown", REAL, 4, {"why": "A name"}, "takedown"),
    "processes.attach": Route(P + "/attach", REAL, 2, {"element": "A", "pattern": "address"}, "attach-pattern"),
    "processes.new_version": Route(P + "/new-version", REAL, None, {"files": "file"}, "new-version"),
    "patterns.change_state": Route("/patterns/{at}/publish", ("draft pattern",), 2, {}, "publish"),
    **{f"pattern_editor.{name}": Route(
        "/patterns/{at}/edit" + rest, tuple(PATTERNS), None, {"on": "{token}", **data}, audit)
       for name, rest, data, audit in (
        ("act", "", {"do": "add-page"}, "edit-pattern"),
        ("save_page", "/page?page=0", {"title": "New"}, "edit-pattern"),
        ("save_component", "/component?at=pages.0.components.0", {"why": "New"}, "edit-pattern"),
        ("save_about", "/about", {"title": "New"}, "edit-pattern"),
        ("save_welsh", "/welsh", {"cy:title": "A"}, "edit-pattern"),
        ("keep", "/keep", {"why": "New"}, "new-pattern-version"),
        ("discard", "/discard", {}, "discard-edit-pattern"))},
    "patterns.change_table": Route("/patterns/{at}/tables", tuple(PATTERNS), None, TABLE, "new-pattern-version"),
    "processes.set_local_values": Route(P + "/settings", REAL, None, {"set:pay:fee": "41"}, "set-local-settings"),
    "organisations.set_local_values": Route(
        "/councils/{at}/settings", tuple(COUNCILS), 2, {"set:pay:fee": "41"}, "set-local-settings"),
    "organisations.edit": Route("/councils/{at}/edit", data={"about": "Changed"}, audit="edit-council", **ADMIN),
    "organisations.invite": Route(
        "/councils/{at}/people/invite", data={"email": "n@example.org", "role": "editor"}, audit="invite", **ADMIN),
    "organisations.set_role": Route(
        "/councils/{at}/people/{member}/role", data={"role": "editor"}, audit="set-role", **ADMIN),
    "organisations.reset": Route("/councils/{at}/people/{member}/reset", audit="send-reset", **ADMIN),
    "comparisons.correct_one": Route(
        "/compare/correct", REAL, 1,
        {"a": "{at}", "b": "{example}", "verdict": "confirm", "step-a": "A", "step-b": "{step}"}, "confirmed-match"),
    "comparisons.decide": Route(
        "/compare/decide", REAL, 1,
        {"a": "{at}", "b": "{example}", "side": "a", "key": "{key}", "choice": "adopt"}, "decide"),
    "upload.send": Route(
        "/upload", tuple(COUNCILS), 1,
        {"files": "file", "council": "{council}", "service": "524", "job": "New"}, "upload"),
    "blueprints.adopt": Route(
        "/services/524/blueprint/adopt", tuple(COUNCILS), 1,
        {"council": "{council}", "job": "Report a missed bin", "k": "2"}, "adopt"),
    "rules.set_severities": Route("/rules", ("oxford",), 4, {"rule:fake-join": "off"}, "rule-severity"),
    "processes.who_is_who": Route(P + "/parts", REAL[1:], None, {"part:Council": "contractor"}, "confirm-parts"),
    "walkthroughs.start": Route("/walkthroughs", data={"process": "{at}"}, audit="save-walkthrough"),
    "workshops.add": Route(
        "/councils/{at}/personas", tuple(COUNCILS), 1, {"name": "Works nights"}, "add-persona"),
    "walkthroughs.again": Route("/walkthroughs/{at}/again", tuple(WALKS), audit="save-walkthrough"),
    "walkthroughs.branch": Route("/walkthroughs/{at}/branch", tuple(WALKS), audit="save-walkthrough"),
    "walkthroughs.follow": Route("/walkthroughs/{at}/follow", tuple(WALKS), audit="save-walkthrough"),
    "walkthroughs.newer": Route("/walkthroughs/{at}/newer", tuple(WALKS), audit="save-walkthrough"),
    "walkthroughs.keep_scenario": Route(
        "/walkthroughs/{at}/scenario", tuple(WALKS), 1, {"title": "Told no"}, "keep-scenario"),
    "coverage.walk_next": Route(P + "/coverage/next", audit="save-walkthrough"),
    "side_by_side.start": Route(
        "/side-by-side", data={"a": "{at}", "b": "{example}"}, audit="save-walkthrough", rows=2),
    "side_by_side.onwards": Route(
        "/side-by-side/{other_walk}/{at}/onwards", tuple(WALKS), audit="save-walkthrough", rows=2),
    "side_by_side.again": Route(
        "/side-by-side/{at}/{other_walk}/again", tuple(WALKS), audit="save-walkthrough", rows=2),
}  # fmt: skip
LEADS_ON = {"steps.show_step"}
# Asked about nothing in particular: the least role anywhere (1: sign in and belong to a council).
OPEN = {
    "services.home": "/", "services.catalogue": "/services", "services.function": "/services/functions/3",
    "services.service": "/services/524", "blueprints.page": "/services/524/blueprint",
    "blueprints.download": "/services/524/blueprint.bpmn",
    "blueprints.picture": "/services/524/blueprint/picture.bpmn",
    "blueprints.still": "/services/524/blueprint/picture.svg",
    "services.questions": "/services/524/questions", "services.questions_file": "/services/524/questions.csv",
    "api.questions_of_service": "/api/v1/services/524/questions",
    "services.find": "/search?q=bin", "upload.form": "/upload",
    "steps.steps": "/steps?q=bin", "steps.data": "/steps/data.json?q=bin",
    "comparisons.table": "/compare/decisions", "comparisons.spreadsheet": "/compare/decisions.csv",
    "patterns.patterns": "/patterns", "organisations.councils": "/councils", "accounts.sign_in": "/sign-in",
    "accounts.forgotten": "/account/forgotten", "about.about": "/about", "about.glossary": "/help/glossary",
    "about.step_table": "/help/step-table", "about.accessibility": "/accessibility", "about.privacy": "/privacy",
    "about.cookies": "/cookies", "about.attributions": "/attributions", "about.health": "/health",
    "about.security_txt": "/.well-known/security.txt", "rules.rules": "/rules",
    "workshops.join": "/join", "rules.rule": "/rules/fake-join", "rules.picture": "/rules/pictures/fake-join-right.svg",
    "static": "/static/site.css",
    "api.openapi": "/api/v1/openapi.json",
}  # fmt: skip
SIGNED_IN = {
    "accounts.account": "/account",
    "patterns.new": "/patterns/new",
    "patterns.form": "/patterns/form",
    "pattern_editor.begin": "/patterns/begin",
}
# Routes with tests of their own, and which.
ELSEWHERE = {
    "accounts.invitation": "by a mail's secret: actions/test_accounts.py",
    "accounts.reset": "by a mail's secret: actions/test_accounts.py",
    "accounts.sign_in": "actions/test_accounts.py", "accounts.sign_out": "actions/test_accounts.py",
    "accounts.forgotten": "actions/test_accounts.py", "accounts.change_password": "by the old password",
    "api.validate": "keeps nothing",
    "processes.accept": "test_permissions_on_findings.py", "processes.count_again": "test_permissions_on_findings.py",
    "processes.fix": "pages/test_faults.py", "processes.fix_picture": "pages/test_faults.py",
    "processes.make_fix": "test_permissions_on_findings.py",
    "processes.fault": "only where there is one: pages/test_faults.py",
    "processes.detach": "test_permissions_on_findings.py",
    "processes.keep": "pages/test_trying.py",
    "comparisons.withdraw": "by the number of a decision: pages/test_deciding.py",
    **dict.fromkeys(("pattern_editor.begin", "pattern_editor.preview", "pattern_editor.save_file",
                     "pattern_editor.words", "pattern_editor.save_words",
                     "pattern_editor.parts", "pattern_editor.save_parts"),
                    "pages/test_pattern_editor.py"),
    "patterns.replace": "pages/test_replacing_patterns.py",
    "patterns.make_replacement": "pages/test_replacing_patterns.py",
    "patterns.import_table": "pages/test_rules.py",
    "patterns.bring_form": "pages/test_forms_brought_in.py",
    "patterns.new": "actions/test_pattern_life.py", "walkthroughs.save": "test_other_peoples_things.py",
    "side_by_side.move": "pages/test_side_by_side.py", "side_by_side.back": "pages/test_side_by_side.py",
    **{f"workshops.{name}": "test_permissions_on_workshops.py" for name in (
        "new", "open_room", "room", "counts_now", "code", "go_on", "back", "at", "show", "all_notes", "notes_csv",
        "change_note", "write_down", "strike_out", "end", "end_it", "delete", "storyboard", "answer", "record",
        "correct", "remove", "join", "follow", "choose_role", "now", "say",
    )},
    "walkthroughs.take": "pages/test_walking.py", "walkthroughs.back": "pages/test_walking.py",
    "walkthroughs.rename": "pages/test_walking_scenarios.py", "walkthroughs.forget": "pages/test_walking_scenarios.py",
    "walkthroughs.into": "pages/test_calls.py",
}  # fmt: skip


@dataclass
class World:
    """A furnished library, who is in it and where its things are; `fresh` makes it as it was."""

    app: Flask
    file: Path
    folder: Path
    people: People
    places: Places
    who: dict[str, Person]
    at: dict[str, str]

    def opened(self) -> Any:
        return opened(self.app, self.file, self.folder, self.people, self.places)

    def fill(self, words: str, thing: str) -> str:
        council = ALL_THINGS[thing][0] or "oxford"
        member = self.who["contributor" if council == "oxford" else "their contributor"].id
        number = self.people.oxford if council == "oxford" else self.people.cambridge
        named = {"at": self.at[thing], "example": self.places.example, "member": member, "council": number}
        named |= {name: self.at[name] for name in ("step", "other_walk")}
        key = self.at.get(f"key of {thing}", "")
        token = self.at.get(f"token of {thing}", "")
        return words.format(**named, key=key, token=token)


@pytest.fixture(scope="module")
def world(
    app: Flask, furnished: tuple[Path, People, Places], tmp_path_factory: pytest.TempPathFactory
) -> World:
    source, people, places = furnished
    folder = tmp_path_factory.mktemp("walk")
    file = folder / "made.sqlite3"
    shutil.copyfile(source, file)
    database = Database(f"sqlite:///{file}")
    at = {"oxford": "oxford", "cambridge": "cambridge", "pattern": "ours", "draft pattern": SLUG}
    at |= {"draft": places.draft, "published": places.published, "other_draft": places.other_draft}
    with database.session() as session:
        who = {name: getattr(people, name) for name in WHO if hasattr(people, name)}
        for role in ("contributor", "editor"):
            user = User(email=f"their-{role}@example.gov.uk", name="Tess", password_hash=HASHED)
            session.add(user)
            session.flush()
            session.add(Membership(user_id=user.id, organisation_id=people.cambridge, role=role))
            session.flush()
            session.refresh(user, ["memberships"])
            who[f"their {role}"] = accounts.of_user(user)
        session.commit()
        for name, lgsl in (("retired", 13), ("withdrawn", 14)):
            data = OTHER_BIN.replace(b"Cambridge", name.encode())
            place = Place(people.oxford, 524, f"{name} {lgsl}")
            (made,) = uploads.upload(session, LIBRARY, [IncomingFile("a.bpmn", data)], place)
            at[name] = str(made.address)
        publishing.publish(session, LIBRARY, int(at["retired"]))
        publishing.retire(session, LIBRARY, int(at["retired"]))
        publishing.withdraw(session, LIBRARY, int(at["withdrawn"]))
        (tried,) = uploads.try_upload(session, people.visitor, [IncomingFile("t.bpmn", OTHER_BIN)])
        at["try"] = str(tried.address)
        patterns.create(session, LIBRARY, pattern_file(tables=[RULES]), people.oxford)
        patterns.create(session, LIBRARY, pattern_file(slug="ours", tables=[RULES]), people.oxford)
        patterns.publish(session, LIBRARY, "ours")
        for name, slug in (("pattern", "ours"), ("draft pattern", SLUG)):
            row = queries.patterns.pattern(session, slug, LIBRARY)
            assert row is not None
            seen = queries.pattern_work.work(session, row).token
            changed = pattern_work.change(
                session, LIBRARY, slug, seen, "Begun", lambda one: add_page(one, "More")
            )
            at[f"token of {name}"] = changed.token
        begun = {"walk": places.published, "draft walk": places.draft, "other_walk": places.example}
        for name, process in begun.items():
            log = {"version": 1, "steps": [] if name == "other_walk" else [{"element": "S"}]}
            at[name] = walkthroughs.save(session, people.editor, int(process), 1, log).id
        example = queries.processes.process(session, places.example)
        assert example is not None
        diagram = read(queries.processes.data(session, example.current) or b"")
        at["step"] = next(node.key for node in diagram.nodes if "ask" in node.type)
    database.close()
    made = World(app, file, folder, people, places, who, at)
    with made.opened() as site:
        reader = site.visitor(people.library)
        for thing in WHAT:
            data = reader.get(f"/compare/data.json?a={at[thing]}&b={places.example}").text
            at[f"key of {thing}"] = json.loads(data)["statements"][0]["key"]
    return made


def expected(who: str, thing: str, need: int | None) -> str:
    """What the roles table says: allowed, refused (403, or sign in first), or hidden (404)."""
    (council, reach), (owner, public, change) = WHO[who], ALL_THINGS[thing]
    theirs = reach == 4 or (council is not None and council == owner)
    if not public and not theirs:
        return "hidden"
    least = change if need is None else need
    return "allowed" if least == 0 or (theirs and reach >= least) else "refused"


def answered(page: Page, method: str, who: str, takes: tuple[int, ...]) -> str:
    """What the answer was, in the same words."""
    place = page.response.headers.get("Location", "")
    if page.status == 404:
        return "hidden"
    if page.status == 302 and place.startswith("/sign-in?next=") and method == "GET" and who == "visitor":
        return "refused"
    if page.status == 403 and not (method == "GET" and who == "visitor"):
        return "refused"
    return "allowed" if page.status in takes else f"{page.status} {place}"


def bytes_of(site: Site) -> str:
    """All that the library holds, to the last byte."""
    files = sorted(site.settings.instance.glob("library.sqlite3*"))
    kept = [path.read_bytes() for path in files if not path.name.endswith("-shm")]
    return hashlib.sha256(b"".join(kept)).hexdigest()


def audits(site: Site) -> list[str]:
    with site.session() as session:
        return list(session.scalars(text("select action from audit order by id")))


def test_every_route_stands_in_the_table(app: Flask) -> None:
    known = {("GET", name) for name in {**READ, **OPEN, **SIGNED_IN}} | {("POST", name) for name in WRITE}
    known |= {(method, name) for name in ELSEWHERE for method in ("GET", "POST")}
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}:
            assert (method, rule.endpoint) in known, (
                f"{method} {rule.rule} is a new route: say in this file who may ask it, about what ({rule.endpoint})."
            )
    stale = {name for _, name in known} - {rule.endpoint for rule in app.url_map.iter_rules()}
    assert stale == set(), "these routes are gone: take them out of this file"


def test_reading(world: World) -> None:
    wrong = []
    with world.opened() as site:
        before = bytes_of(site)
        for who, person in world.who.items():
            reader = site.visitor(person)
            for name, route in READ.items():
                for thing in route.things:
                    path = world.fill(route.path, thing)
                    page = reader.get(path, follow=False)
                    takes = (303,) if name in LEADS_ON else (200,)
                    said, want = answered(page, "GET", who, takes), expected(who, thing, route.need)
                    if said != want:
                        wrong.append(f"{who}, {thing}, {name}: {said}, and not {want}")
        assert bytes_of(site) == before, "reading wrote"
    assert wrong == [], "\n".join(wrong)


def test_open_pages_and_those_that_need_an_account(world: World) -> None:
    with world.opened() as site:
        for who, person in world.who.items():
            reader = site.visitor(person)
            assert {n: s for n, p in OPEN.items() if (s := reader.get(p, follow=False).status) != 200} == {}
            for name, path in SIGNED_IN.items():
                page = reader.get(path, follow=False)
                want = "refused" if who == "visitor" else "allowed"
                assert answered(page, "GET", who, (200,)) == want, (who, name)


@pytest.mark.parametrize("name", WRITE)
def test_writing(world: World, name: str) -> None:
    route = WRITE[name]
    wrong: list[str] = []
    for thing in route.things:
        waiting = list(world.who)
        while waiting:
            with world.opened() as site:
                # One library serves for all who are refused; what was allowed spoils it for the next.
                while waiting and not _asked(world, site, waiting.pop(), thing, name, wrong):
                    pass
    assert wrong == [], "\n".join(wrong)


def _asked(world: World, site: Site, who: str, thing: str, name: str, wrong: list[str]) -> bool:
    """Ask once, note what is wrong; whether it was allowed."""
    route = WRITE[name]
    data: dict[str, Any] = {key: world.fill(value, thing) for key, value in route.data.items()}
    if "files" in data:
        data["files"] = (io.BytesIO(OTHER_BIN.replace(b"lorry", b"van")), "new.bpmn")
    before, said_before = bytes_of(site), audits(site)
    want = expected(who, thing, route.need)
    page = site.visitor(world.who[who]).post(world.fill(route.path, thing), data)
    said = answered(page, "POST", who, (303,))
    if said != want:
        wrong.append(f"{who}, {thing}, {name}: {said}, and not {want}")
    if want != "allowed" and bytes_of(site) != before:
        wrong.append(f"{who}, {thing}, {name}: something was written")
    new = audits(site)[len(said_before) :]
    if want == "allowed" and new != [route.audit] * route.rows:
        wrong.append(f"{who}, {thing}, {name}: the audit says {new}")
    return said == "allowed"


def test_no_writing_route_is_reached_by_a_link_or_without_the_forms_token(world: World) -> None:
    wrong = []
    with world.opened() as site:
        # Their addresses differ, so any number and name will do: the token and the method are looked at first.
        before = bytes_of(site)
        adapter = site.app.url_map.bind("localhost")
        site.app.config["WTF_CSRF_ENABLED"] = True
        try:
            for rule in site.app.url_map.iter_rules():
                if "POST" not in (rule.methods or ()) or rule.endpoint in WITHOUT_TOKEN:
                    continue
                values: dict[str, Any] = {
                    one: (1 if type(rule._converters[one]).__name__ == "Number" else "x")
                    for one in rule.arguments
                }
                path = adapter.build(rule.endpoint, values, method="POST")
                status = site.visitor(world.who["library"]).post(path).status
                if status != 400:
                    wrong.append(f"{path} without a token: {status}")
                only = {m for r in site.app.url_map.iter_rules(rule.endpoint) for m in r.methods or ()}
                if "GET" not in only and site.visitor().get(path, follow=False).status not in (
                    404,
                    405,
                    200,
                    302,
                    410,
                ):
                    wrong.append(f"{path} by GET")
        finally:
            site.app.config["WTF_CSRF_ENABLED"] = False
        assert bytes_of(site) == before
    assert wrong == [], "\n".join(wrong)


# A program has no form; this keeps nothing.
WITHOUT_TOKEN = {"api.validate"}

"""What protects accounts, sessions, drafts and readers: headers, cookies, links, throttles, and two at once."""

from __future__ import annotations

import io
import json
import re
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.webapp.diagrams import MISSED_BIN, OTHER_BIN
from tests.webapp.people import PASSWORD
from tests.webapp.site import Page, Site, Visitor
from webapp.actions import publishing
from webapp.app import create_app
from webapp.settings import Settings
from webapp.store.tables import Process
from webapp.web import safe_next

NEW = "eleven-blue-lorries"


def headers_hold(page: Page) -> None:
    """Every response, whatever it says, carries these."""
    held = page.response.headers
    policy = held["Content-Security-Policy"]
    scripts = re.search(r"script-src ([^;]*)", policy)
    assert scripts is not None
    assert "unsafe" not in scripts[1]
    for said in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert said in policy
    assert held["X-Content-Type-Options"] == "nosniff"
    assert held["X-Frame-Options"] == "DENY"
    assert held["Referrer-Policy"] == "same-origin"
    assert "no-store" in held["Cache-Control"]
    assert "private" in held["Cache-Control"]


def test_every_kind_of_response_carries_the_headers(site: Site) -> None:
    visitor, editor = site.visitor(), site.visitor(site.people.editor)
    example = f"/processes/{site.places.example}"
    for path in (
        "/", "/no-such-page", "/sign-in", example, f"{example}/versions/1.bpmn", f"{example}/versions/1/picture.bpmn",
        f"/compare/data.json?a={site.places.example}&b={site.places.published}", "/patterns/name/versions/1.json",
        "/account", "/.well-known/security.txt", "/processes/1/publish", "/councils/oxford/people",
    ):  # fmt: skip
        headers_hold(visitor.get(path, follow=False))
    headers_hold(editor.get(f"/processes/{site.places.draft}"))
    headers_hold(visitor.post("/upload", {"files": (io.BytesIO(b"x"), "a.bpmn")}))
    headers_hold(visitor.post("/processes/1/publish"))


def test_a_page_that_fails_carries_the_headers_and_shows_nothing_of_itself(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("secret detail")

    monkeypatch.setattr("webapp.services.views.queries.services.busiest", fails)
    page = site.visitor().get("/")
    assert page.status == 500
    assert "secret detail" not in page.text
    headers_hold(page)


def test_downloads_are_attachments_of_a_harmless_type_and_a_plain_name(site: Site) -> None:
    name = 'a"; filename=evil.html\r\nX-Evil: 1 <script>é‮gnp.bpmn'
    sent = {
        "files": (io.BytesIO(OTHER_BIN), name),
        "council": site.people.oxford,
        "service": 524,
        "job": "Report",
    }
    page = site.visitor(site.people.editor).post("/upload", sent)
    address = page.response.headers["Location"].removesuffix("/result")
    for path in (f"{address}/versions/1.bpmn", "/patterns/name/versions/1.json"):
        held = site.visitor(site.people.editor).get(path).response.headers
        assert held["Content-Disposition"].startswith("attachment; filename")
        assert "X-Evil" not in held
        assert not re.search(r"[<>\r\n‮]", held["Content-Disposition"])
        assert held["Content-Type"].split(";")[0] in ("application/xml", "application/json")


def test_the_picture_of_a_diagram_runs_nothing_when_opened_by_itself(site: Site) -> None:
    data = OTHER_BIN.replace(
        b"<bpmn:process", b'<?xml-stylesheet type="text/xsl" href="/evil.xsl"?><bpmn:process', 1
    )
    page = site.visitor().post("/upload", {"files": (io.BytesIO(data), "a.bpmn")})
    address = page.response.headers["Location"].removesuffix("/result")
    picture = site.visitor().get(f"{address}/versions/1/picture.bpmn")
    assert "xml-stylesheet" not in picture.text
    headers_hold(picture)


@pytest.mark.parametrize("base", ["http://localhost", "https://library.example"])
def test_the_session_cookie_is_closed_to_scripts_and_other_sites(example_library: Path, base: str) -> None:
    settings = Settings(
        example_library.parent, f"sqlite:///{example_library}", "a key for tests", base_url=base
    )
    client = create_app(settings, TESTING=True, RATELIMIT_ENABLED=False).test_client()
    cookie = client.get("/sign-in", base_url=base).headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert ("Secure" in cookie) == base.startswith("https")


def test_no_form_is_taken_without_its_token(example_library: Path) -> None:
    settings = Settings(example_library.parent, f"sqlite:///{example_library}", "a key for tests")
    app = create_app(settings, TESTING=True, RATELIMIT_ENABLED=False)
    client = app.test_client()
    for path in (
        "/sign-in",
        "/sign-out",
        "/upload",
        "/walkthroughs",
        "/processes/1/publish",
        "/compare/correct",
    ):
        assert client.post(path).status_code == 400, path


ELSEWHERE = (
    "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example", "https:evil",
    "javascript:alert(1)", "/\t/evil.example", "/\n/evil.example", "\t//evil.example", "evil.example", "",
    "/%09/evil\r\nX-Evil: 1", "data:text/html,x", "/..//evil\\.example",
)  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE, ids=range(len(ELSEWHERE)))
def test_signing_in_never_leads_to_another_site(site: Site, address: str) -> None:
    assert safe_next(address) == "/"
    form = {"email": "eddie@example.gov.uk", "password": PASSWORD}
    page = site.visitor().post(f"/sign-in?next={quote(address)}", form)
    assert (page.status, page.response.headers["Location"]) == (303, "/account")


def test_signing_in_throws_away_what_was_planted_in_the_session(site: Site) -> None:
    visitor = site.visitor()
    with visitor.client.session_transaction() as planted:
        planted["walks"], planted["csrf_token"], planted["planted"] = ["x"], "known", True
    visitor.post("/sign-in", {"email": "eddie@example.gov.uk", "password": PASSWORD})
    with visitor.client.session_transaction() as kept:
        assert not {"planted", "walks", "csrf_token"} & set(kept)


@pytest.mark.parametrize("session", [{"account": 1}, {"account": "1"}, {"account": 3, "epoch": 99}])
def test_a_session_of_another_time_is_nobody(site: Site, session: dict[str, object]) -> None:
    visitor = site.visitor()
    with visitor.client.session_transaction() as kept:
        kept.update(session)
    assert visitor.get("/account", follow=False).status == 302


def links(site: Site, part: str) -> list[str]:
    """The secret links mailed so far."""
    return [found for mail in site.mails() for found in re.findall(rf"/account/{part}/[\w-]+", mail)]


def test_a_reset_works_once_and_ends_other_sessions_and_other_resets(site: Site) -> None:
    thief = site.visitor(site.people.editor)
    assert thief.get("/account").status == 200
    for _ in range(2):
        site.visitor().post("/account/forgotten", {"email": "eddie@example.gov.uk"})
    first, second = links(site, "reset")
    assert site.visitor().post(first, {"password": NEW}).status == 303
    for used in (first, second):
        assert site.visitor().post(used, {"password": "another-good-one-99"}).status == 410
    assert thief.get("/account", follow=False).status == 302
    assert site.visitor().post("/sign-in", {"email": "eddie@example.gov.uk", "password": NEW}).status == 303


def test_an_invitation_works_once_and_cannot_take_an_account_over(site: Site) -> None:
    administrator = site.visitor(site.people.administrator)
    administrator.post(
        "/councils/oxford/people/invite", {"email": "sam@example.gov.uk", "role": "administrator"}
    )
    (link,) = links(site, "invitation")
    page = site.visitor().post(link, {"name": "Mallory", "password": NEW, "email": "mallory@example.gov.uk"})
    assert page.status != 303
    assert site.visitor().post(link, {"name": "Sam", "password": PASSWORD}).status == 303
    assert site.visitor().post(link, {"name": "Sam", "password": PASSWORD}).status == 410


@pytest.mark.parametrize(
    "email",
    [
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example,c@d.example",
        "a@b.example%0aBcc:x",
        "<a@b.example>",
        "a@b",
        "a\0@b.cd",
    ],
)
def test_a_mail_goes_to_the_one_address_that_was_typed(site: Site, email: str) -> None:
    administrator = site.visitor(site.people.administrator)
    administrator.post("/councils/oxford/people/invite", {"email": email, "role": "editor"})
    for mail in site.mails():
        head = mail.split("\n\n")[0]
        assert "Bcc" not in "".join(re.findall(r"(?m)^([\w-]+):", head))
        assert head.count("@b.example") <= 1


def test_guessing_is_held_back_whatever_address_a_header_claims(site: Site) -> None:
    statuses = []
    for number in range(7):
        page = Page(
            site.visitor().client.post(
                "/sign-in",
                data={"email": "eddie@example.gov.uk", "password": f"wrong{number}"},
                headers={"X-Forwarded-For": f"10.0.0.{number}", "Forwarded": f"for=10.0.0.{number}"},
            )
        )
        statuses.append("Too many attempts" in page.text)
    assert statuses == [False] * 5 + [True] * 2
    right = site.visitor().post("/sign-in", {"email": "EDDIE@example.gov.uk ", "password": PASSWORD})
    assert "Too many attempts" in right.text


NUMBERS = (
    "£33 a year", "ask us", "NaN", "inf", "-inf", "1e999", "-5", "1_000", "٣٣", "²", "0x10", "33,000.50", "£33",
    "9" * 90, "0.1", "{{7*7}}", "<b>", "%s", "1e308",
)  # fmt: skip


@pytest.mark.parametrize("said", NUMBERS)
def test_fees_and_promises_in_any_words_are_shown_on_every_page(site: Site, said: str) -> None:
    editor, visitor = site.visitor(site.people.editor), site.visitor()
    ours = f"/processes/{site.places.published}"
    kept = editor.post(
        f"{ours}/edit", {"fee": said, "promised_days": said, "live_since": said[:40], "licence": "OGL"}
    )
    assert kept.status == 303
    pair = f"a={site.places.published}&b={site.places.other_published}"
    for path in (
        ours, f"{ours}/print", f"{ours}/result", f"/compare?{pair}", f"/compare/print?{pair}",
        f"/compare/data.json?{pair}", "/services/279", "/councils/oxford", "/search?q=blue+badge", "/",
    ):  # fmt: skip
        page = editor.get(path)
        assert page.status == 200, path
        if path.startswith("/compare/data"):
            json.loads(page.text, parse_constant=_no_number)
    assert visitor.get(ours).status == 200


def _no_number(said: str) -> float:
    raise AssertionError(f"{said} is no JSON")


def at_once(*acts: Callable[[], Page]) -> list[Page]:
    """Several people press their buttons at the same moment."""
    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result() for future in [pool.submit(act) for act in acts]]


def step_of(page: Page) -> str:
    """The first step that the attach page offers."""
    return str(next(value for value in page.find("//select[@id='element']/option/@value") if value))


def test_of_two_who_attach_to_the_same_version_one_is_told_and_nothing_is_lost(site: Site) -> None:
    address = f"/processes/{site.places.draft}"
    one, two = site.visitor(site.people.editor), site.visitor(site.people.administrator)
    step = step_of(one.get(f"{address}/attach"))

    def attach(visitor: Visitor, ref: str) -> Callable[[], Page]:
        return lambda: visitor.post(f"{address}/attach", {"element": step, "pattern": ref, "on": "1"})

    pages = at_once(attach(one, "name"), attach(two, "address"))
    assert sorted(page.status for page in pages) == [303, 409]
    told = next(page for page in pages if page.status == 409)
    assert "Somebody saved version 2 meanwhile" in told.words
    with site.session() as session:
        process = session.get_one(Process, int(site.places.draft))
        assert [version.number for version in process.versions] == [1, 2]


def test_the_same_file_sent_twice_at_the_same_time_is_kept_once(site: Site) -> None:
    sent = {"council": str(site.people.cambridge), "service": "524", "job": "Report"}

    def upload(visitor: Visitor) -> Callable[[], Page]:
        return lambda: visitor.post("/upload", {**sent, "files": (io.BytesIO(MISSED_BIN), "same.bpmn")})

    before = site.counts()
    pages = at_once(*(upload(site.visitor(site.people.stranger)) for _ in range(4)))
    assert all(page.status in (200, 303) for page in pages)
    after = site.counts()
    assert after["processes"] == before["processes"] + 1
    assert after["blobs"] <= before["blobs"] + 1


def test_a_full_disk_is_said_and_leaves_nothing_half(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    before = site.counts()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("webapp.actions.versions.indexing.process", full)
    page = site.visitor().post("/upload", {"files": (io.BytesIO(OTHER_BIN), "a.bpmn")})
    assert page.status == 500
    assert "disk" not in page.words
    assert site.counts() == before
    assert site.visitor().get("/").status == 200


def test_an_upload_cut_off_halfway_leaves_nothing(site: Site) -> None:
    before = site.counts()
    body = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.bpmn"\r\n\r\n' + OTHER_BIN[:100]
    for length in (len(body), len(body) + 5_000):
        response = site.visitor().client.post(
            "/upload",
            data=body,
            content_type="multipart/form-data; boundary=x",
            headers={"Content-Length": str(length)},
        )
        assert response.status_code in (400, 413, 422)
    assert site.counts() == before


def test_what_another_server_took_down_is_not_shown_from_memory(site: Site) -> None:
    picture = f"/processes/{site.places.published}/versions/1/picture.bpmn"
    assert site.visitor().get(picture).status == 200
    with site.session() as session:
        publishing.takedown(session, site.people.library, int(site.places.published), 1, "It names somebody.")
    assert site.visitor().get(picture).status == 410

"""The whole site for a test: the application on a library of its own, people who look at it, pages to read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import lxml.html
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import HtmlElement
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.webapp.diagrams import BADGE, MISSED_BIN, OTHER_BIN
from tests.webapp.people import People, add_people
from webapp import permissions
from webapp.actions import publishing, uploads
from webapp.actions.uploads import IncomingFile, Place
from webapp.permissions import LIBRARY, Person
from webapp.settings import Settings
from webapp.store.database import Database
from webapp.store.queries import people as accounts
from webapp.store.tables import User
from webapp.web import EPOCH_KEY, SESSION_KEY

TABLES = (
    "processes", "versions", "blobs", "walkthroughs", "confirmed_matches", "decisions", "version_patterns", "patterns",
    "workshops", "workshop_notes", "workshop_items", "proposed_changes", "walked_through", "personas",
    "pattern_versions", "pattern_work", "users", "memberships", "invitations", "password_resets", "audit",
)  # fmt: skip


@dataclass(frozen=True)
class Places:
    """Addresses of processes that stand in the library from the start: Oxford's, Cambridge's, an example."""

    draft: str
    published: str
    other_draft: str
    other_published: str
    example: str


def furnish(file: Path) -> tuple[People, Places]:
    """Put people and a few processes of their councils into a library that holds the examples."""
    database = Database(f"sqlite:///{file}")
    with database.session() as session:
        people = add_people(session)
        draft = _put(session, people.oxford, 524, "Report a missed bin", "ours.bpmn", MISSED_BIN)
        published = _put(session, people.oxford, 279, "Apply for a Blue Badge", "badge.bpmn", BADGE)
        other_draft = _put(session, people.cambridge, 524, "Report a missed bin", "theirs.bpmn", OTHER_BIN)
        other = _put(session, people.cambridge, 279, "Apply for a Blue Badge", "badge.bpmn", BADGE)
        for address in (published, other):
            publishing.publish(session, LIBRARY, int(address))
        example = session.scalar(text("select min(id) from processes where is_example"))
    database.close()
    return people, Places(draft, published, other_draft, other, str(example))


def _put(session: Session, council: int, lgsl: int, job: str, name: str, data: bytes) -> str:
    (result,) = uploads.upload(session, LIBRARY, [IncomingFile(name, data)], Place(council, lgsl, job, 17))
    assert result.address is not None, result.text
    return result.address


@dataclass(frozen=True)
class Site:
    """The application, its settings, and who and what is in its library."""

    app: Flask
    settings: Settings
    people: People
    places: Places

    def visitor(self, who: Person | None = None) -> Visitor:
        """A browser of its own, signed in as `who`."""
        client = self.app.test_client()
        if who is not None and who.id is not None:
            with self.session() as session:
                epoch = session.get_one(User, who.id).session_epoch
            with client.session_transaction() as kept:
                kept[SESSION_KEY], kept[EPOCH_KEY] = who.id, epoch
        return Visitor(client)

    @contextmanager
    def session(self) -> Iterator[Session]:
        """A look into the library."""
        with self.app.extensions["guildhall-database"].session() as session:
            yield session

    def person(self, email: str) -> Person:
        """The account of that address, as it is now."""
        with self.session() as session:
            user = accounts.user_by_email(session, email)
            assert user is not None
            return accounts.of_user(user)

    def counts(self) -> dict[str, int]:
        """How many rows every table has that people write to."""
        return counts(self.settings)

    def mails(self) -> list[str]:
        """The mails written so far, oldest first, quoted-printable undone as far as links need it."""
        files = sorted(self.settings.mail_folder.glob("*.eml"))
        return [file.read_text().replace("=\n", "").replace("=3D", "=") for file in files]


def counts(settings: Settings) -> dict[str, int]:
    """How many rows every table has that people write to."""
    engine: Engine = create_engine(settings.database_url)
    with engine.connect() as connection:
        found = {name: connection.scalar(text(f"select count(*) from {name}")) for name in TABLES}
    engine.dispose()
    return {name: int(number or 0) for name, number in found.items()}


@contextmanager
def opened(app: Flask, file: Path, folder: Path, people: People, places: Places) -> Iterator[Site]:
    """The application on a copy of the library in `file`.

    One application serves every test, so that its templates are compiled once; its library is exchanged.
    """
    copy = folder / "library.sqlite3"
    shutil.copyfile(file, copy)
    settings = Settings(folder, f"sqlite:///{copy}", app.config["SECRET_KEY"])
    database = Database(settings.database_url)
    app.extensions["guildhall-settings"], app.extensions["guildhall-database"] = settings, database
    try:
        yield Site(app, settings, people, places)
    finally:
        database.close()


def limited(site: Site, **limits: Any) -> None:
    """Give the site other limits."""
    changed = replace(site.settings, limits=replace(site.settings.limits, **limits))
    site.app.extensions["guildhall-settings"] = changed


class Page:
    """A response as somebody would read it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.path = response.request.full_path.rstrip("?") if response.request else ""
        self._root: HtmlElement | None = None

    @property
    def root(self) -> HtmlElement:
        """The page's root element."""
        if self._root is None:
            self._root = lxml.html.document_fromstring(self.response.get_data(as_text=True))
            self._root.make_links_absolute("http://localhost" + self.path)
        return self._root

    def find(self, path: str, **names: str) -> list[HtmlElement]:
        """Elements by XPath."""
        return list(self.root.xpath(path, **names))

    def with_class(self, name: str) -> list[HtmlElement]:
        """Elements of a class."""
        return self.find("//*[contains(concat(' ', normalize-space(@class), ' '), $name)]", name=f" {name} ")

    @property
    def text(self) -> str:
        """The body as it came."""
        return self.response.get_data(as_text=True)

    @property
    def words(self) -> str:
        """All that can be read in the page's main part, with single spaces."""
        return " ".join(_text(part) for part in self.find("//main"))

    @property
    def heading(self) -> str:
        """The page's one main heading."""
        (heading,) = self.find("//h1")
        return _text(heading)

    @property
    def title(self) -> str:
        """The page's title."""
        (title,) = self.find("//title")
        return _text(title)

    @property
    def problem(self) -> str:
        """What the error summary says; every line of it must lead to something on the page."""
        (summary,) = self.with_class("govuk-error-summary") or (None,)
        if summary is None:
            return ""
        for link in summary.xpath(".//a/@href"):
            assert self.find("//*[@id=$id]", id=link.rpartition("#")[2]), f"{link} leads nowhere"
        return _text(summary).removeprefix("There is a problem ")

    @property
    def banner(self) -> str:
        """What the notification banners say."""
        return " ".join(_text(one) for one in self.with_class("govuk-notification-banner__content"))

    @property
    def links(self) -> dict[str, str]:
        """Links of the main part by their text; the first of a text counts."""
        found: dict[str, str] = {}
        for link in self.find("//main//a[@href]"):
            found.setdefault(_text(link), _path(link.get("href")))
        return found

    def form(self, button: str) -> HtmlElement:
        """The first form with a button of that text."""
        for form in self.find("//form"):
            if any(_text(one) == button for one in form.xpath(".//button")):
                return form
        buttons = [_text(one) for one in self.find("//form//button")]
        raise AssertionError(f"no button “{button}” on {self.path}; there are {buttons}")

    def has_button(self, button: str) -> bool:
        """Whether there is a form with a button of that text."""
        return any(_text(one) == button for one in self.find("//form//button"))

    def rows(self, caption: str) -> list[list[str]]:
        """The body of the table with that caption."""
        (table,) = self.find("//table[caption[normalize-space()=$caption]]", caption=caption)
        return [[_text(cell) for cell in row.xpath("./th|./td")] for row in table.xpath("./tbody/tr")]


class Visitor:
    """Somebody with a browser: reads pages, follows links, fills forms in as they are drawn."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client

    def get(self, path: str, *, follow: bool = True) -> Page:
        """Open a page."""
        return Page(self.client.get(path, follow_redirects=follow))

    def post(self, path: str, data: Mapping[str, Any] | None = None, *, follow: bool = False) -> Page:
        """Send a form that need not be on any page."""
        return Page(self.client.post(path, data=dict(data or {}), follow_redirects=follow))

    def press(self, page: Page, button: str, follow: bool = True, **values: Any) -> Page:
        """Fill in the form with that button and press it. A value given must have a field."""
        form = page.form(button)
        sent: dict[str, Any] = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value)
        known = {field.get("name") for field in form.xpath(".//*[@name]")}
        named = {name.replace("__", "-"): value for name, value in values.items()}
        assert set(named) <= known, f"{set(named) - known} are no fields of this form: {known}"
        sent.update(named)
        pressed = next(one for one in form.xpath(".//button") if _text(one) == button)
        target = _path(pressed.get("formaction") or form.get("action") or "http://localhost" + page.path)
        if form.get("method", "get").lower() == "get":
            return Page(self.client.get(target, query_string=sent, follow_redirects=follow))
        return Page(self.client.post(target, data=sent, follow_redirects=follow))


def _path(address: str) -> str:
    parts = urlsplit(address)
    if parts.netloc not in ("", "localhost"):
        return address
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _text(element: HtmlElement) -> str:
    return re.sub(r"\s+", " ", "".join(_pieces(element))).strip()


def _pieces(element: HtmlElement) -> Iterator[str]:
    """Its text in order; what stands in a line of its own is set apart."""
    gap = "" if element.tag in INLINE else " "
    yield gap + (element.text or "")
    for inner in element:
        if isinstance(inner.tag, str) and inner.tag not in ("script", "style"):
            yield from _pieces(inner)
        yield inner.tail or ""
    yield gap


INLINE = ("a", "b", "code", "em", "i", "mark", "small", "span", "strong", "time")
EVERYBODY = ("visitor", "contributor", "editor", "administrator", "stranger", "library")
assert permissions.ROLES == ("contributor", "editor", "administrator")

"""Accounts: invited, signed in, throttled, given new passwords and roles."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass, field
from datetime import timedelta
from email import message_from_bytes
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.webapp.people import PASSWORD, People
from webapp import mail
from webapp.actions import accounts
from webapp.errors import NotAllowed, NotFound, Refused, SignInRefused, TooManyAttempts
from webapp.mail import Letter
from webapp.settings import Limits, Settings
from webapp.store.queries import people as queries
from webapp.store.tables import Audit, Invitation, Membership, PasswordReset, User, now

GOOD = "copper kettle thursday"
BASE = "https://guildhall.example"
ADDRESS = "192.0.2.1"


@dataclass
class Postbox:
    """Keeps what is sent; refuses everything when it is shut."""

    letters: list[Letter] = field(default_factory=list)
    shut: bool = False

    def send(self, letter: Letter) -> None:
        if self.shut:
            raise OSError("no post today")
        self.letters.append(letter)

    def secret(self) -> str:
        found = re.search(rf"{BASE}/account/\w+/(\S+)", self.letters[-1].text)
        assert found
        return found[1]


@pytest.fixture
def post() -> Postbox:
    return Postbox()


def invited(session: Session, people: People, post: Postbox, email: str = "new@example.gov.uk") -> str:
    accounts.invite(session, people.administrator, people.oxford, email, "editor", post, BASE)
    return post.secret()


def test_the_first_administrator_may_do_everything(session: Session) -> None:
    user = accounts.add_first_admin(session, " Root@Example.gov.uk ", "Root", GOOD)
    person = queries.person(session, user.id)
    assert person is not None
    assert (person.email, person.is_library_admin) == ("root@example.gov.uk", True)
    assert user.password_hash.startswith("$argon2id$")
    with pytest.raises(Refused, match="already"):
        accounts.add_first_admin(session, "root@example.gov.uk", "Root", GOOD)


def test_somebody_invited_gets_the_role(session: Session, people: People, post: Postbox) -> None:
    secret = invited(session, people, post)
    assert post.letters[0].to == "new@example.gov.uk"
    kept = session.scalars(select(Invitation)).one()
    assert secret not in (kept.token_hash, kept.email)
    user = accounts.accept(session, secret, "Newcomer", GOOD)
    person = queries.person(session, user.id)
    assert person is not None
    assert person.roles == {people.oxford: "editor"}
    with pytest.raises(Refused, match="too old"):
        accounts.accept(session, secret, "Newcomer", GOOD)
    actions = session.scalars(select(Audit.action).order_by(Audit.id)).all()
    assert actions[-2:] == ["invite", "accept"]


def test_an_account_there_is_takes_up_an_invitation_with_its_own_password(
    session: Session, people: People, post: Postbox
) -> None:
    secret = invited(session, people, post, people.stranger.email)
    with pytest.raises(Refused, match="own password"):
        accounts.accept(session, secret, "Sam", GOOD)
    user = accounts.accept(session, secret, "Sam", PASSWORD)
    assert {member.organisation_id for member in user.memberships} == {people.oxford, people.cambridge}


def test_an_invitation_grows_old_and_a_newer_one_replaces_it(
    session: Session, people: People, post: Postbox
) -> None:
    first = invited(session, people, post)
    second = invited(session, people, post)
    assert queries.invitation(session, first) is None
    assert queries.invitation(session, second) is not None
    assert len(queries.invitations(session, people.oxford)) == 1
    session.scalars(select(Invitation)).one().expires_at = now() - timedelta(minutes=1)
    session.commit()
    with pytest.raises(Refused):
        accounts.accept(session, second, "New", GOOD)


@pytest.mark.parametrize("who", ["visitor", "contributor", "editor", "stranger"])
def test_only_the_councils_administrator_invites(
    session: Session, people: People, post: Postbox, who: str
) -> None:
    with pytest.raises(NotAllowed):
        accounts.invite(session, getattr(people, who), people.oxford, "a@b.uk", "editor", post, BASE)
    assert post.letters == []


def test_an_invitation_whose_mail_cannot_leave_is_none(
    session: Session, people: People, post: Postbox
) -> None:
    post.shut = True
    with pytest.raises(Refused, match="could not be sent"):
        accounts.invite(session, people.administrator, people.oxford, "a@b.uk", "editor", post, BASE)
    assert session.scalars(select(Invitation)).all() == []


@pytest.mark.parametrize("address", ["", "nobody", "a@b", "a b@c.uk", "a@b.uk\nBcc: x@y.uk", "<a@b.uk>"])
def test_what_is_no_address_is_refused(session: Session, people: People, post: Postbox, address: str) -> None:
    with pytest.raises(Refused, match="e-mail address"):
        accounts.invite(session, people.administrator, people.oxford, address, "editor", post, BASE)


def test_signing_in(session: Session, people: People) -> None:
    user = accounts.sign_in(session, " Eddie@Example.gov.uk", PASSWORD, ADDRESS)
    assert user.id == people.editor.id
    assert user.last_sign_in is not None
    for email, password in (("eddie@example.gov.uk", "wrong"), ("nobody@example.gov.uk", PASSWORD), ("", "")):
        with pytest.raises(SignInRefused) as refused:
            accounts.sign_in(session, email, password, "192.0.2.9")
        assert str(refused.value) == accounts.WRONG


def test_a_closed_account_is_refused(session: Session, people: People) -> None:
    session.get_one(User, people.editor.id).is_active = False
    session.commit()
    with pytest.raises(SignInRefused):
        accounts.sign_in(session, people.editor.email, PASSWORD, ADDRESS)
    assert queries.person(session, people.editor.id or 0) is None


def fail(session: Session, email: str, address: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            accounts.sign_in(session, email, "wrong", address)


def test_guessing_at_one_account_is_held_back(session: Session, people: People) -> None:
    for number in range(5):
        fail(session, people.editor.email, f"192.0.2.{number}", 1)
    with pytest.raises(TooManyAttempts):
        accounts.sign_in(session, people.editor.email, PASSWORD, "198.51.100.1")
    accounts.sign_in(session, people.contributor.email, PASSWORD, "198.51.100.1")
    later = now() + timedelta(minutes=16)
    assert accounts.sign_in(session, people.editor.email, PASSWORD, "198.51.100.1", at=later)


def test_guessing_from_one_address_is_held_back(session: Session, people: People) -> None:
    limits = Limits(sign_in_per_address=4)
    for number in range(4):
        fail(session, f"somebody{number}@example.gov.uk", ADDRESS, 1)
    with pytest.raises(TooManyAttempts):
        accounts.sign_in(session, people.editor.email, PASSWORD, ADDRESS, limits=limits)
    assert accounts.sign_in(session, people.editor.email, PASSWORD, "198.51.100.1", limits=limits)


def test_signing_in_forgets_the_failures(session: Session, people: People) -> None:
    fail(session, people.editor.email, ADDRESS, 4)
    accounts.sign_in(session, people.editor.email, PASSWORD, ADDRESS)
    fail(session, people.editor.email, ADDRESS, 4)
    accounts.sign_in(session, people.editor.email, PASSWORD, ADDRESS)


def test_a_new_password_by_mail(session: Session, people: People, post: Postbox) -> None:
    before = queries.person(session, people.editor.id or 0, 0)
    assert before is not None
    accounts.request_reset(session, people.editor.email, ADDRESS, post, BASE)
    secret = post.secret()
    assert secret not in session.scalars(select(PasswordReset.token_hash)).one()
    accounts.reset_password(session, secret, GOOD)
    accounts.sign_in(session, people.editor.email, GOOD, ADDRESS)
    assert queries.person(session, people.editor.id or 0, 0) is None, "open sessions end"
    with pytest.raises(Refused, match="too old"):
        accounts.reset_password(session, secret, GOOD)


def test_asking_for_a_password_says_nothing_of_who_has_an_account(
    session: Session, people: People, post: Postbox
) -> None:
    accounts.request_reset(session, "nobody@example.gov.uk", ADDRESS, post, BASE)
    assert post.letters == []
    for _ in range(5):
        accounts.request_reset(session, people.editor.email, "192.0.2.7", post, BASE)
    with pytest.raises(TooManyAttempts):
        accounts.request_reset(session, people.editor.email, "192.0.2.8", post, BASE)
    assert len(post.letters) == 5


def test_a_reset_is_good_for_an_hour(session: Session, people: People, post: Postbox) -> None:
    accounts.request_reset(session, people.editor.email, ADDRESS, post, BASE)
    session.scalars(select(PasswordReset)).one().expires_at = now()
    session.commit()
    with pytest.raises(Refused):
        accounts.reset_password(session, post.secret(), GOOD)


def test_an_administrator_mails_a_reset_to_their_own_people_only(
    session: Session, people: People, post: Postbox
) -> None:
    accounts.send_reset_for(session, people.administrator, people.editor.id or 0, post, BASE)
    assert post.letters[0].to == people.editor.email
    for target in (people.stranger, people.library):
        with pytest.raises(NotAllowed):
            accounts.send_reset_for(session, people.administrator, target.id or 0, post, BASE)
    with pytest.raises(NotAllowed):
        accounts.send_reset_for(session, people.editor, people.contributor.id or 0, post, BASE)
    with pytest.raises(NotFound):
        accounts.send_reset_for(session, people.library, 999, post, BASE)


def test_changing_ones_own_password_needs_the_old_one(session: Session, people: People) -> None:
    with pytest.raises(Refused, match="present password"):
        accounts.change_password(session, people.editor, "wrong", GOOD)
    accounts.change_password(session, people.editor, PASSWORD, GOOD)
    accounts.sign_in(session, people.editor.email, GOOD, ADDRESS)


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "password1234",
        "Guildhall-2026",
        "aaaaaaaaaaaaaaa",
        "123456123456",
        "eddie.smith12",
        "x" * 201,
    ],
)
def test_a_password_that_would_be_guessed_is_refused(password: str) -> None:
    with pytest.raises(Refused):
        accounts.good_password(password, "eddie.smith@example.gov.uk", "Eddie Smith")


def test_roles_are_given_and_taken(session: Session, people: People) -> None:
    accounts.set_role(session, people.administrator, people.contributor.id or 0, people.oxford, "editor")
    assert session.get_one(Membership, (people.contributor.id, people.oxford)).role == "editor"
    assert queries.person(session, people.contributor.id or 0, 0) is None, "a changed role ends open sessions"
    accounts.set_role(session, people.administrator, people.contributor.id or 0, people.oxford, None)
    assert session.get(Membership, (people.contributor.id, people.oxford)) is None
    with pytest.raises(NotFound):
        accounts.set_role(session, people.administrator, people.stranger.id or 0, people.oxford, "editor")
    with pytest.raises(NotAllowed):
        accounts.set_role(session, people.editor, people.editor.id or 0, people.oxford, "administrator")
    with pytest.raises(Refused, match="role is"):
        accounts.set_role(session, people.library, people.editor.id or 0, people.oxford, "king")


def test_the_last_administrator_stays(session: Session, people: People) -> None:
    with pytest.raises(Refused, match="last one"):
        accounts.set_role(
            session, people.administrator, people.administrator.id or 0, people.oxford, "editor"
        )
    with pytest.raises(Refused, match="last one"):
        accounts.set_library_admin(session, people.library, people.library.id or 0, False)
    accounts.set_library_admin(session, people.library, people.editor.id or 0, True)
    accounts.set_library_admin(session, people.library, people.library.id or 0, False)


def test_a_councils_details(session: Session, people: People) -> None:
    council = accounts.edit_council(
        session, people.administrator, people.oxford, contact=" digital@oxford.example ", homepage=""
    )
    assert (council.contact, council.homepage) == ("digital@oxford.example", None)
    with pytest.raises(Refused, match="https"):
        accounts.edit_council(session, people.administrator, people.oxford, homepage="javascript:alert(1)")
    with pytest.raises(NotAllowed):
        accounts.edit_council(session, people.stranger, people.oxford, contact="x")


def test_mails_are_files_that_only_their_owner_reads(settings: Settings) -> None:
    mail.mailer(settings).send(Letter("a@b.uk", "Grüße", "A link: https://x.example/1\n"))
    (path,) = Path(settings.mail_folder).glob("*.eml")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    message = message_from_bytes(path.read_bytes())
    assert message["To"] == "a@b.uk"
    assert b"https://x.example/1" in path.read_bytes()

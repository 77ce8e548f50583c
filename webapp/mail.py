"""Mail: sent through a server when one is configured, otherwise written to the instance folder as `.eml`
files."""

from __future__ import annotations

import logging
import secrets
import smtplib
import ssl
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from pathlib import Path
from typing import Protocol

from webapp.settings import Mail, Settings

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Letter:
    """One mail: to whom, about what, and its plain text."""

    to: str
    subject: str
    text: str


class Mailer(Protocol):
    """Whatever brings a letter on its way."""

    def send(self, letter: Letter) -> None:
        """Send it, or raise OSError."""


@dataclass(frozen=True)
class FolderMailer:
    """Writes each mail to a folder, one `.eml` file each, newest name last. Its files hold secrets: owner
    only."""

    folder: Path
    sender: str

    def send(self, letter: Letter) -> None:
        """Write it down."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
        path = self.folder / f"{stamp}-{secrets.token_hex(3)}.eml"
        path.touch(mode=0o600)
        path.write_bytes(_message(letter, self.sender).as_bytes())


@dataclass(frozen=True)
class SmtpMailer:
    """Sends each mail through a mail server."""

    settings: Mail

    def send(self, letter: Letter) -> None:
        """Hand it to the server."""
        mail = self.settings
        assert mail.host is not None
        with smtplib.SMTP(mail.host, mail.port, timeout=20) as server:
            if mail.starttls:
                server.starttls(context=ssl.create_default_context())
            if mail.user:
                server.login(mail.user, mail.password or "")
            server.send_message(_message(letter, mail.sender))


def mailer(settings: Settings) -> Mailer:
    """The way mail leaves this installation."""
    if settings.mail.host:
        return SmtpMailer(settings.mail)
    return FolderMailer(settings.mail_folder, settings.mail.sender)


def _message(letter: Letter, sender: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"], message["Message-ID"] = formatdate(localtime=False), make_msgid(domain="guildhall")
    message.set_content(letter.text)
    return message

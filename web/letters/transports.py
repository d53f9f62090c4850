"""How a letter leaves: by SMTP, or into a mailbox in the instance folder."""

import os
import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Protocol

from flask import Flask

SECONDS_TO_ANSWER = 20
FOLDERS = ("cur", "new", "tmp")


def key_of(letter_id: int) -> str:
    """Give the key of a letter, the same each time it is tried."""
    return f"letter-{letter_id}"


class Transport(Protocol):
    """Something that a letter can be given to."""

    def send(self, message: EmailMessage, key: str) -> None:
        """Send one letter; the key is the same each time it is tried."""


class Mailbox:
    """A Maildir. A letter that is put there twice is there once.

    Parameters
    ----------
    folder : Path
        Made when missing.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def send(self, message: EmailMessage, key: str) -> None:
        """Put the letter into the mailbox, whole or not at all."""
        for name in FOLDERS:
            (self.folder / name).mkdir(parents=True, exist_ok=True)
        draft = self.folder / "tmp" / key
        with draft.open("wb") as file:
            file.write(message.as_bytes(policy=SMTP))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.folder / "new" / key)


class Smtp:
    """A mail server.

    Parameters
    ----------
    host, port : str, int
    security : str
        "starttls", "tls" or "none".
    user, password : str
        Empty where the server asks for none.
    """

    def __init__(self, host: str, port: int, security: str, user: str, password: str) -> None:
        self.host, self.port, self.security = host, port, security
        self.user, self.password = user, password

    def send(self, message: EmailMessage, key: str) -> None:
        """Hand the letter to the server."""
        with self._connect() as server:
            if self.user:
                server.login(self.user, self.password)
            server.send_message(message)

    def _connect(self) -> smtplib.SMTP:
        if self.security == "tls":
            return smtplib.SMTP_SSL(
                self.host,
                self.port,
                timeout=SECONDS_TO_ANSWER,
                context=ssl.create_default_context(),
            )
        server = smtplib.SMTP(self.host, self.port, timeout=SECONDS_TO_ANSWER)
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        return server


def mailbox_of(app: Flask) -> Mailbox:
    """Give the mailbox of the instance folder."""
    return Mailbox(Path(app.instance_path) / "mailbox")


def transport_of(app: Flask) -> Transport:
    """Give the transport that the settings choose: a mail server when one is named."""
    config = app.config
    if not config["MAIL_HOST"] or config["DEMO"]:
        return mailbox_of(app)
    return Smtp(
        config["MAIL_HOST"],
        config["MAIL_PORT"],
        config["MAIL_SECURITY"],
        config["MAIL_USER"],
        config["MAIL_PASSWORD"],
    )

"""The mailbox of a demo: letters are read here, since none leaves the machine.

Outside demo mode there are no such pages. Letters are files, as any mail program keeps them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email import message_from_binary_file, policy
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import Blueprint, abort, current_app, render_template, request
from markupsafe import Markup, escape

from web.letters.transports import mailbox_of

blueprint = Blueprint("mailbox", __name__)

KEY = re.compile(r"letter-\d{1,12}")
ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\"']+")
MOST_SHOWN = 200


@blueprint.before_request
def only_in_a_demo() -> None:
    """Let there be no such page outside demo mode: letters hold links that open doors."""
    if not current_app.config["DEMO"]:
        abort(404)


@dataclass(frozen=True)
class Received:
    """A letter in the mailbox."""

    key: str
    subject: str
    to: str
    sender: str
    at: datetime | None
    text: str


@blueprint.get("/mailbox")
def letters_list() -> str:
    """List the letters, newest first, of everybody or of one receiver."""
    letters = list(_letters())
    receiver = request.args.get("to", "")
    return render_template(
        "public/mailbox/list.html",
        letters=[letter for letter in letters if not receiver or letter.to == receiver][
            :MOST_SHOWN
        ],
        receivers=sorted({letter.to for letter in letters}),
        receiver=receiver,
    )


@blueprint.get("/mailbox/<key>")
def letters_show(key: str) -> str:
    """Show one letter, its links to be followed."""
    path = _folder() / key
    if not KEY.fullmatch(key) or not path.is_file():
        abort(404)
    letter = _read(path)
    blocks = [block.strip() for block in letter.text.split("\n\n")]
    return render_template(
        "public/mailbox/show.html",
        letter=letter,
        paragraphs=[linked(block).splitlines() for block in blocks if block],
    )


def linked(text: str) -> Markup:
    """Make the addresses in a plain text links; all else is escaped."""
    parts: list[Markup] = []
    end = 0
    for found in ADDRESS.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(Markup('<a href="{0}">{0}</a>').format(found.group()))
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


def _folder() -> Path:
    return mailbox_of(current_app).folder / "new"


def _letters() -> Iterator[Received]:
    folder = _folder()
    paths = folder.glob("letter-*") if folder.is_dir() else iter(())
    for path in sorted(paths, key=_number, reverse=True):
        yield _read(path)


def _number(path: Path) -> int:
    digits = path.name.removeprefix("letter-")
    return int(digits) if digits.isdigit() else 0


def _read(path: Path) -> Received:
    with path.open("rb") as file:
        message = message_from_binary_file(file, policy=policy.default)
    body = message.get_body(("plain",))
    to = message["To"]
    return Received(
        key=path.name,
        subject=str(message["Subject"] or ""),
        to=to.addresses[0].addr_spec if to and to.addresses else "",
        sender=str(message["From"] or ""),
        at=parsedate_to_datetime(message["Date"]) if message["Date"] else None,
        text=body.get_content() if body else "",
    )

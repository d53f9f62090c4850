"""Word a letter of the outbox: in its receiver's language, with one button.

A letter's template gives its words and this module where its button leads. Secret links are made
here, when the letter is about to leave, so none is ever stored.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, render_template
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from models.changes import Change
from models.days import last_day_until
from models.notices import Letter
from models.operations.letters import Receiver
from models.queries.changes import find_change
from models.queries.erasures import find_open_erasure
from models.queries.searches import list_offers_told
from models.queries.sight import goes_through_us, shows_profile
from models.words import Language, Side
from web.config import policy
from web.keeping import kept_of
from web.letters.addresses import STOPPABLE, address_of_button, address_to_stop

PARTS = ("subject", "lead", "facts", "body", "button")


@dataclass(frozen=True)
class Worded:
    """A letter as its receiver will read it.

    Parameters
    ----------
    subject, lead : str
        The news, and what to do.
    facts : tuple of str
        Lines of the form "Label: value".
    paragraphs : tuple of str
    button, address : str
        What the one button says, and where it leads.
    stop : str
        Where such letters are stopped; empty for those that must come.
    language : str
    signature, reach : str
        Who wrote it, and how a person is reached.
    text, html : str
        The whole letter, plain and laid out.
    """

    subject: str
    lead: str
    facts: tuple[str, ...]
    paragraphs: tuple[str, ...]
    button: str
    address: str
    stop: str
    language: str
    signature: str = ""
    reach: str = ""
    text: str = ""
    html: str = ""


def word_letter(
    session: Session,
    letter: Letter,
    *,
    at: datetime,
    preview: bool = False,
    language: Language | None = None,
) -> Worded:
    """Word a letter.

    Parameters
    ----------
    session : Session
        A writer, since the letter's link is made in it; a preview writes nothing.
    preview : bool
        Whether it is only looked at: its button then leads nowhere.
    language : Language, optional
        Another than the receiver's, for whoever looks at it.
    """
    receiver = letter.receiver
    language = language or receiver.language
    with force_locale(language.value):
        parts = _parts(letter, _things(session, letter, receiver, language))
        address = "#" if preview else address_of_button(session, letter, at=at)
        worded = Worded(
            subject=" ".join(parts["subject"].split()),
            lead=parts["lead"],
            facts=tuple(line.strip() for line in parts["facts"].splitlines() if line.strip()),
            paragraphs=_paragraphs(parts["body"]),
            button=parts["button"],
            address=address,
            stop="#" if preview else address_to_stop(letter) or _stop_behind(letter, address),
            language=language.value,
        )
        return _framed(worded)


def _stop_behind(letter: Letter, address: str) -> str:
    """Give where a resident stops letters: on the page of the button, with its own button."""
    return f"{address}#stop" if letter.resident is not None and letter.subject in STOPPABLE else ""


def _parts(letter: Letter, things: dict[str, Any]) -> dict[str, str]:
    # No text that somebody wrote can hold the mark, so none can break a letter into other parts.
    mark = secrets.token_hex(16)
    whole = render_template(f"letters/{letter.subject}.txt", mark=mark, **things)
    return dict(zip(PARTS, (part.strip() for part in whole.split(mark)), strict=True))


def _things(
    session: Session, letter: Letter, receiver: Receiver, language: Language
) -> dict[str, Any]:
    match = letter.match
    offer = match.asked_offer if match else letter.offer
    host = letter.contact or letter.invitation
    employer = offer.employer if offer else (host and host.employer)
    return {
        # Looked up by the letters that tell of it alone.
        "change": lambda: _change(session, letter),
        "told": lambda: list_offers_told(session, letter.id),
        "kept": lambda: kept_of(find_open_erasure(session, letter.account_id or 0)),
        "receiver": receiver,
        "invitation": letter.invitation,
        "meeting": letter.meeting,
        "booking": letter.teacher and letter.teacher.booking,
        "request_": letter.teacher and letter.teacher.request,
        "hours": policy().confirm_booking_hours,
        "course": letter.resident and letter.resident.course,
        "slot": letter.resident and letter.resident.slot,
        "match": match,
        "student": match.student if match else letter.student,
        "goes_through_us": match is not None and goes_through_us(match.student, match),
        "shows_profile": match is not None and shows_profile(match.student, match),
        "offer": offer,
        "employer": employer,
        "last_day": last_day_until(match.reply_by) if match and match.reply_by else None,
        "has_answered": match is not None and match.answer_of(_side(letter)) is not None,
        # The page's language is that of whoever looks at it, the letter's another.
        "language": lambda: language.value,
        "Language": Language,
    }


def _change(session: Session, letter: Letter) -> Change | None:
    """Give the change that a letter to an employer is about, as it stands."""
    thing = letter.offer or (letter.contact and letter.contact.employer)
    return find_change(session, thing) if thing else None


def _side(letter: Letter) -> Side:
    return Side.STUDENT if letter.student_id is not None else Side.EMPLOYER


def _paragraphs(body: str) -> tuple[str, ...]:
    blocks = body.replace("\r\n", "\n").split("\n\n")
    lines = ("\n".join(line.strip() for line in block.strip().split("\n")) for block in blocks)
    return tuple(block for block in lines if block)


def _framed(worded: Worded) -> Worded:
    config = current_app.config
    ends = {
        "signature": _(
            "The working group of %(service)s, %(municipality)s and %(university)s",
            service=config["SERVICE_NAME"],
            municipality=config["MUNICIPALITY"],
            university=config["UNIVERSITY"],
        ),
        "reach": _(
            "A person answers at %(address)s and %(number)s.",
            address=config["CONTACT_EMAIL"],
            number=config["CONTACT_PHONE"],
        ),
        "unwanted": _("You asked for this letter. Stop such letters here:"),
        "stop_words": _("You asked for this letter. Stop such letters"),
    }
    frames = {
        part: render_template(f"letters/frame.{ending}", letter=worded, **ends)
        for part, ending in (("text", "txt"), ("html", "html"))
    }
    told = {name: ends[name] for name in ("signature", "reach")}
    return Worded(**{**vars(worded), **told, **frames})

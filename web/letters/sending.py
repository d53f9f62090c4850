"""Send what the outbox holds, one letter to one receiver at a time.

In two steps: that a letter is being sent is committed before it leaves, and that it has left is
committed after. A job that is killed between them leaves a letter that is tried again, with the
same Message-ID, so that mail programs show it once.
"""

import logging
from collections import Counter
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from models.database import reading, writing
from models.days import STOCKHOLM
from models.notices import Letter
from models.operations.letters import (
    begin_sending,
    hold,
    mark_failed,
    mark_sent,
    must_be_told_by_a_person,
)
from models.queries.letters import find_letter_to_send, get_letter, list_letters_to_send
from models.words import ClassBookingState
from web.clock import now
from web.letters.addresses import WITH_CALENDAR
from web.letters.receivers import address_to
from web.letters.transports import Transport, key_of, transport_of
from web.letters.wording import Worded, word_letter
from web.occasion_calendars import NAME, calendar_of
from web.session import sessions
from web.slot_calendars import calendar_of_slot

log = logging.getLogger(__name__)


def send_due() -> Counter[str]:
    """Send the letters whose time has come; one that fails holds up no other."""
    transport = transport_of(current_app._get_current_object())  # type: ignore[attr-defined]  # noqa: SLF001 - a proxy's own way
    done: Counter[str] = Counter()
    with reading(sessions()) as session:
        due = [letter.id for letter in list_letters_to_send(session, now())]
    for letter_id in due:
        try:
            done[_send(letter_id, transport)] += 1
        except Exception as error:  # noqa: BLE001 - one letter must not hold up the others
            # Ids only: what the letter says and to whom is nobody's business in a log.
            log.warning("letter %s failed: %s", letter_id, type(error).__name__)
            done["failed"] += 1
            with writing(sessions()) as session:
                letter = get_letter(session, letter_id)
                mark_failed(session, letter, type(error).__name__, at=now())
    return done


def _send(letter_id: int, transport: Transport) -> str:
    with writing(sessions()) as session:
        letter = find_letter_to_send(session, letter_id, now())
        if letter is None:
            return "left to another"
        if must_be_told_by_a_person(letter.receiver):
            hold(session, letter)
            return "held"
        begin_sending(session, letter, at=now())
    with writing(sessions()) as session:
        message = compose(session, get_letter(session, letter_id), at=now())
    transport.send(message, key=key_of(letter_id))
    with writing(sessions()) as session:
        mark_sent(session, get_letter(session, letter_id), at=now())
    return "sent"


def compose(session: Session, letter: Letter, *, at: datetime) -> EmailMessage:
    """Word a letter and put it into an envelope."""
    worded = word_letter(session, letter, at=at)
    receiver = letter.receiver
    config = current_app.config
    message = EmailMessage()
    message["From"] = Address(
        config["SERVICE_NAME"], addr_spec=config["MAIL_FROM"] or config["CONTACT_EMAIL"]
    )
    message["Reply-To"] = config["CONTACT_EMAIL"]
    message["To"] = Address(
        _one_line(receiver.name), addr_spec=address_to(session, letter, receiver)
    )
    message["Subject"] = worded.subject
    message["Date"] = format_datetime(at.astimezone(STOCKHOLM))
    message["Message-ID"] = message_id_of(letter)
    message["Content-Language"] = worded.language
    message["Auto-Submitted"] = "auto-generated"
    if worded.stop:
        message["List-Unsubscribe"] = f"<{worded.stop}>"
    _fill(message, worded)
    if letter.subject in WITH_CALENDAR:
        _add_calendar(message, letter, worded)
    return message


def message_id_of(letter: Letter) -> str:
    """Give the Message-ID of a letter, the same each time it is tried."""
    host = urlsplit(current_app.config["BASE_URL"]).hostname or "localhost"
    return f"<letter-{letter.id}.{int(letter.queued_at.timestamp())}@{host}>"


def _fill(message: EmailMessage, worded: Worded) -> None:
    message.set_content(worded.text)
    message.add_alternative(worded.html, subtype="html")


def _add_calendar(message: EmailMessage, letter: Letter, worded: Worded) -> None:
    booking = letter.teacher.booking if letter.teacher else None
    with force_locale(worded.language):
        if booking is not None and booking.state is ClassBookingState.CONFIRMED:
            written = calendar_of(booking, worded.address)
        elif letter.resident is not None and letter.resident.counts:
            written = calendar_of_slot(letter.resident)
        else:
            return
    message.add_attachment(written, maintype="text", subtype="calendar", filename=NAME)


def _one_line(name: str) -> str:
    return " ".join(name.split())

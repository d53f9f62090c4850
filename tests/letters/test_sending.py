"""Letters leave once, one to each receiver, and those that do not leave are not lost."""

import logging
import mailbox
import re
from datetime import timedelta
from email import message_from_binary_file, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy.orm import Session

from models.matches import Match
from models.notices import Letter
from models.operations.employers import pause_employer
from models.operations.letters import begin_sending, queue
from models.operations.students import protect
from models.queries.letters import LOST_AFTER, get_letter, get_link, list_letters_of_match
from models.words import LetterState, LinkPurpose
from tests.builders import NOW, a_coordinator, a_student, an_offered_match
from tests.builders.schools import a_booking, an_occasion_session
from web.letters import sending
from web.letters.addresses import ACCOUNT_PAGES, MAILTO, PATHS, SUBJECTS
from web.letters.sending import message_id_of, send_due
from web.letters.transports import Mailbox, Smtp, transport_of


def letters_in(app: Flask) -> list[EmailMessage]:
    found = []
    for path in sorted((Path(app.instance_path) / "mailbox" / "new").glob("*")):
        with path.open("rb") as file:
            found.append(message_from_binary_file(file, policy=policy.default))
    return found


def an_offered(session: Session) -> Match:
    match = an_offered_match(session)
    session.commit()
    return match


def send(app: Flask) -> None:
    with app.app_context():
        send_due()


def told(session: Session, match: Match) -> list[Letter]:
    # What the job has committed since is seen in a new transaction only.
    session.rollback()
    session.expire_all()
    return list(list_letters_of_match(session, match.id))


def test_both_sides_get_a_letter_of_their_own(app: Flask, session: Session) -> None:
    match = an_offered(session)
    send(app)
    assert [letter.state for letter in told(session, match)] == [LetterState.SENT] * 2
    contact = match.offer.contact
    assert contact is not None
    received = [each for each in letters_in(app) if "Sommar på varvet" in each["Subject"]]
    received = [each for each in received if "Publicerat" not in each["Subject"]]
    assert {str(each["To"].addresses[0].addr_spec) for each in received} == {
        match.student.email,
        contact.email,
    }
    for each in received:
        assert len(each["To"].addresses) == 1
        assert [part.get_content_type() for part in each.iter_parts()] == [
            "text/plain",
            "text/html",
        ]


def test_the_mailbox_is_one_that_mail_programs_read(app: Flask, session: Session) -> None:
    an_offered(session)
    send(app)
    box = mailbox.Maildir(Path(app.instance_path) / "mailbox", create=False)
    assert len(box) == len(letters_in(app)) > 1


def test_the_employers_link_opens_the_match(app: Flask, session: Session) -> None:
    match = an_offered(session)
    send(app)
    text = "".join(
        part.get_content()
        for each in letters_in(app)
        for part in each.iter_parts()
        if part.get_content_type() == "text/plain"
    )
    token = text.partition("https://kajplats.example/a/")[2].split()[0]
    link = get_link(session, token, LinkPurpose.ANSWER, NOW)
    assert (link.match_id, link.contact_id) == (match.id, match.offer.contact_id)
    assert match.reply_by is not None
    assert link.expires_at == match.reply_by + timedelta(days=30)
    assert token not in link.token_hash


def test_sent_once_however_often_it_is_asked(app: Flask, session: Session) -> None:
    an_offered(session)
    send(app)
    first = letters_in(app)
    send(app)
    assert [each["Message-ID"] for each in letters_in(app)] == [
        each["Message-ID"] for each in first
    ]


def test_a_killed_job_leaves_a_letter_that_is_tried_again_with_the_same_id(
    app: Flask, session: Session
) -> None:
    match = an_offered(session)
    letter = told(session, match)[0]
    begin_sending(session, letter, at=NOW)
    session.commit()
    send(app)
    assert get_letter(session, letter.id).state is LetterState.SENDING
    with time_machine.travel(NOW + LOST_AFTER + timedelta(seconds=1), tick=False):
        send(app)
    assert told(session, match)[0].state is LetterState.SENT
    with app.app_context():
        expected = message_id_of(letter)
    assert [each["Message-ID"] for each in letters_in(app)].count(expected) == 1


def test_a_letter_that_does_not_leave_is_tried_later_and_holds_up_no_other(
    app: Flask,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    match = an_offered(session)
    first, second = told(session, match)

    class Broken(Mailbox):
        def send(self, message: EmailMessage, key: str) -> None:
            if key == f"letter-{first.id}":
                raise ConnectionRefusedError(match.student.email)
            super().send(message, key)

    monkeypatch.setattr(sending, "transport_of", lambda app: Broken(Path(app.instance_path) / "m"))
    send(app)
    first, second = told(session, match)
    assert (first.state, first.failure) == (LetterState.QUEUED, "ConnectionRefusedError")
    assert first.send_after > NOW
    assert second.state is LetterState.SENT
    assert match.student.email not in caplog.text
    assert match.student.name not in caplog.text


def test_after_the_last_attempt_people_take_over(
    app: Flask, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    match = an_offered(session)

    class Down(Mailbox):
        def send(self, message: EmailMessage, key: str) -> None:
            raise TimeoutError

    monkeypatch.setattr(sending, "transport_of", lambda app: Down(Path(app.instance_path)))
    for hour in range(12):
        with time_machine.travel(NOW + timedelta(hours=3 * hour), tick=False):
            send(app)
    assert {letter.state for letter in told(session, match)} == {LetterState.FAILED}


def test_a_letter_that_cannot_be_worded_is_given_up_in_the_end_too(
    app: Flask, session: Session
) -> None:
    letter = queue(session, "of_no_known_kind", a_student(session), at=NOW)
    assert letter is not None
    session.commit()
    for hour in range(12):
        with time_machine.travel(NOW + timedelta(hours=3 * hour), tick=False):
            send(app)
    session.rollback()
    session.expire_all()
    assert get_letter(session, letter.id).state is LetterState.FAILED


def test_who_was_protected_since_gets_no_letter(app: Flask, session: Session) -> None:
    match = an_offered(session)
    protect(session, match.student, True, by=a_coordinator(session), at=NOW)
    session.commit()
    send(app)
    states = {letter.subject: letter.state for letter in told(session, match)}
    assert states["match_offered_student"] is LetterState.HELD
    assert states["match_offered_employer"] is LetterState.SENT


def test_an_employer_on_pause_gets_no_letter(app: Flask, session: Session) -> None:
    match = an_offered(session)
    pause_employer(session, match.offer.employer, by=a_coordinator(session), at=NOW)
    session.commit()
    send(app)
    states = {letter.subject: letter.state for letter in told(session, match)}
    assert states["match_offered_employer"] is LetterState.HELD


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_a_mail_server_is_used_when_one_is_named_but_never_in_a_demo(app: Flask) -> None:
    assert isinstance(transport_of(app), Mailbox)
    app.config["MAIL_HOST"] = "mail.example"
    assert isinstance(transport_of(app), Smtp)
    app.config["DEMO"] = True
    assert isinstance(transport_of(app), Mailbox)


@pytest.mark.parametrize("database_url", ["sqlite://"])
def test_each_letter_leads_to_a_page(app: Flask) -> None:
    router = app.url_map.bind("kajplats.example")
    for path in sorted(set(PATHS.values())):
        endpoint, _values = router.match(path.format(match_id=1, offer_id=2, token="t"))
        assert endpoint


def test_every_letter_that_is_queued_anywhere_has_words() -> None:
    """Look through the operations for names of letters."""
    sources = Path("models/operations").glob("*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    named = set(re.findall(r'(?:queue|_tell_contacts?)\([^)]*?"(\w+)"', text))
    news = set(re.findall(r'tell\([^)]*?Side\.\w+, "(\w+)"', text))
    assert named - {"reminder"} <= SUBJECTS | {"match"}
    assert {f"match_{each}_student" for each in news} <= SUBJECTS
    assert set(PATHS) | MAILTO | set(ACCOUNT_PAGES) == SUBJECTS


def test_a_booked_class_comes_with_a_calendar_and_one_that_waits_without(
    app: Flask, session: Session
) -> None:
    place = an_occasion_session(session, capacity=30)
    a_booking(session, place)
    a_booking(session, place, email="annan@skola.example")
    session.commit()
    send(app)
    attached = {
        str(each["To"].addresses[0].addr_spec): [part.get_filename() for part in each.walk()]
        for each in letters_in(app)
        if "Vetenskapsdagen" in each["Subject"] and "Bekräfta" not in each["Subject"]
    }
    assert "kajplats.ics" in attached["lo@skola.example"]
    assert "kajplats.ics" not in attached["annan@skola.example"]

"""Notes on pairs on the pages of the working group, and nowhere else."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from models.people import Account
from models.queries.notes import list_notes_of
from models.queries.offers import get_offer
from models.queries.students import get_student
from models.words import Role
from tests.builders import a_note, a_suggestion, an_account
from tests.web.browsing import form_of, send
from tests.web.coordinators.reviewing import review

pytestmark = pytest.mark.usefixtures("coordinator")


def test_a_note_is_written_in_the_review_and_seen_there(
    client: FlaskClient, session: Session, coordinator: Account
) -> None:
    found = a_suggestion(session)
    session.commit()
    closer = f"&student={found.student_id}"
    form = form_of(review(client, found, closer), "/notes")
    for _time in range(2):
        answer = send(client, form, note="<b>Ringde</b> & frågade")
        assert answer.location.endswith("#notes")
    session.rollback()
    notes = list_notes_of(session, found.run.round_id, get_offer(session, found.offer_id))
    assert [note.words for note in notes[found.student_id]] == ["<b>Ringde</b> & frågade"]
    text = review(client, found, closer).text
    assert "&lt;b&gt;Ringde&lt;/b&gt; &amp; frågade" in text
    assert coordinator.name in text
    assert "1 anteckning" in review(client, found).text


@pytest.mark.parametrize("words", ["", "   ", "x" * 1001])
def test_what_is_not_taken_is_kept_in_the_form(
    client: FlaskClient, session: Session, words: str
) -> None:
    found = a_suggestion(session)
    session.commit()
    form = form_of(review(client, found, f"&student={found.student_id}"), "/notes")
    answer = send(client, form, note=words)
    assert answer.status_code == 422
    assert words.strip() in answer.text
    session.rollback()
    assert list_notes_of(session, found.run.round_id, get_offer(session, found.offer_id)) == {}


def test_only_one_s_own_note_can_be_removed(client: FlaskClient, session: Session) -> None:
    found = a_suggestion(session)
    student, offer = get_student(session, found.student_id), get_offer(session, found.offer_id)
    theirs = a_note(session, student=student, offer=offer)
    session.commit()
    closer = f"&student={found.student_id}"
    page = review(client, found, closer)
    assert f"/notes/{theirs.id}/remove" not in page.text
    send(client, form_of(page, "/notes"), note="Min egen")
    page = review(client, found, closer)
    own = form_of(page, "/remove")
    forced = own.action.replace(own.action.split("/")[-2], str(theirs.id))
    own_action, own.action = own.action, forced
    assert send(client, own, form_key="forced").status_code == 404
    own.action = own_action
    assert send(client, own).status_code == 303
    session.rollback()
    notes = list_notes_of(session, found.run.round_id, get_offer(session, found.offer_id))
    assert notes == {found.student_id: [theirs]}


def test_a_student_sees_none(
    client: FlaskClient, session: Session, sign_in: Callable[[Account], None]
) -> None:
    note = a_note(session, words="Bara för oss")
    account = an_account(session, Role.STUDENT)
    get_student(session, note.student_id).account_id = account.id
    sign_in(account)
    for page in ("/student", f"/student/offers/{note.offer_id}", "/account/records"):
        assert "Bara för oss" not in client.get(page).text

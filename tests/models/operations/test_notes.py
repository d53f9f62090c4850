"""Notes on pairs: who may write and remove them, and that they change nothing else."""

import pytest
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import ConflictOfInterest, Missing, NotAllowed, NotFound, NotOpenForMatching
from models.matches import Match
from models.operations.notes import remove_note, write_note
from models.operations.students import protect
from models.queries.events import list_events_of
from models.queries.notes import get_note, list_notes, list_notes_of
from models.queries.offers import get_offer
from models.words import Kind, Role
from tests.builders import (
    NOW,
    a_coordinator,
    a_note,
    a_rolling_round,
    a_student,
    an_offer,
    as_employer,
    as_student,
)


def test_a_note_is_read_with_its_author_and_time(session: Session) -> None:
    note = a_note(session, words="  Kan börja i maj.  ")
    (found,) = list_notes(session, note.round_id, note.student_id, note.offer_id)
    assert (found.words, found.at, found.by.id) == ("Kan börja i maj.", NOW, note.by_id)
    assert list_notes_of(session, note.round_id, get_offer(session, note.offer_id)) == {
        note.student_id: [note]
    }
    assert session.query(Match).count() == 0


def test_the_history_tells_of_it_without_its_words(session: Session) -> None:
    note = a_note(session, words="Mycket hemligt")
    (event,) = list_events_of(session, "note", note.id)
    assert event.verb == "written"
    assert "hemligt" not in str(event.details)


def test_only_whoever_wrote_it_removes_it(session: Session) -> None:
    by = a_coordinator(session)
    note = a_note(session, by=by)
    with pytest.raises(NotAllowed):
        remove_note(session, note, by=a_coordinator(session), at=NOW)
    note_id = note.id
    remove_note(session, note, by=by, at=NOW)
    with pytest.raises(NotFound):
        get_note(session, note_id)


def test_who_is_no_coordinator_or_has_a_stake_writes_nothing(session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    pair = (session, a_rolling_round(session), student, offer)
    for by in (as_student(student), as_employer(offer), Actor(Role.STEERING, 1)):
        with pytest.raises(NotAllowed):
            write_note(*pair, words="Hej", by=by, at=NOW)
    employed = Actor(Role.COORDINATOR, 1, works_for_id=offer.employer_id)
    with pytest.raises(ConflictOfInterest):
        write_note(*pair, words="Hej", by=employed, at=NOW)


def test_nothing_is_written_of_the_protected_of_another_kind_or_without_words(
    session: Session,
) -> None:
    student, offer, by = a_student(session), an_offer(session), a_coordinator(session)
    round_ = a_rolling_round(session)
    with pytest.raises(Missing):
        write_note(session, round_, student, offer, words="  ", by=by, at=NOW)
    other = a_rolling_round(session, Kind.THESIS)
    with pytest.raises(NotOpenForMatching):
        write_note(session, other, student, offer, words="Hej", by=by, at=NOW)
    protect(session, student, is_protected=True, by=by, at=NOW)
    with pytest.raises(NotOpenForMatching):
        write_note(session, round_, student, offer, words="Hej", by=by, at=NOW)

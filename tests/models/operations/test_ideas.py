"""An idea is reviewed before employers read it, and the first who takes it up gets it."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import (
    ConflictOfInterest,
    Missing,
    NotAllowed,
    NotFound,
    NotOpenForMatching,
    NotTheSame,
    TooMany,
    WrongState,
)
from models.ideas import Idea
from models.notices import Letter
from models.operations.employers import pause_employer
from models.operations.ideas import (
    MOST,
    IdeaWords,
    edit_idea,
    publish_idea,
    send_back_idea,
    submit_idea,
    take_up,
    withdraw_idea,
    write_idea,
)
from models.operations.students import leave, protect
from models.people import Student
from models.queries.ideas import TO_REVIEW, list_open_ideas
from models.queries.students import find_interest
from models.words import Choice, IdeaState, Kind, Language, OfferState, Role
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_student,
    an_employer,
    as_employer,
    as_student,
)

WORDS = IdeaWords(Kind.THESIS, "Tång som jord", "Jag vill mäta.", Language.SWEDISH, *SUMMER)


def an_idea(session: Session, student: Student | None = None, **words: Any) -> Idea:
    student = student or a_student(session)
    return write_idea(session, student, replace(WORDS, **words), by=as_student(student), at=NOW)


def a_published_idea(session: Session, student: Student | None = None) -> Idea:
    idea = an_idea(session, student)
    submit_idea(session, idea, by=as_student(idea.student), at=NOW)
    publish_idea(session, idea, seen=idea.version, by=a_coordinator(session), at=NOW)
    return idea


def open_ideas(session: Session) -> list[Idea]:
    return list(list_open_ideas(session, None, NOW.date()))


def test_employers_read_it_only_when_a_coordinator_has(session: Session) -> None:
    idea = an_idea(session)
    assert open_ideas(session) == []
    submit_idea(session, idea, by=as_student(idea.student), at=NOW)
    assert open_ideas(session) == []
    assert session.scalars(TO_REVIEW.query).all() == [idea]
    with pytest.raises(NotAllowed):
        publish_idea(session, idea, seen=idea.version, by=as_student(idea.student), at=NOW)
    publish_idea(session, idea, seen=idea.version, by=a_coordinator(session), at=NOW)
    assert open_ideas(session) == [idea]
    assert list(list_open_ideas(session, Kind.INTERNSHIP, NOW.date())) == []


def test_it_is_its_students_own(session: Session) -> None:
    idea, other = an_idea(session), as_student(a_student(session))
    for act in (
        lambda: edit_idea(session, idea, WORDS, by=other, at=NOW),
        lambda: submit_idea(session, idea, by=other, at=NOW),
        lambda: withdraw_idea(session, idea, by=other, at=NOW),
        lambda: write_idea(session, idea.student, WORDS, by=other, at=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_handed_in_has_a_text_and_is_changed_no_more(session: Session) -> None:
    idea = an_idea(session, text="")
    by = as_student(idea.student)
    with pytest.raises(Missing):
        submit_idea(session, idea, by=by, at=NOW)
    edit_idea(session, idea, WORDS, by=by, at=NOW)
    submit_idea(session, idea, by=by, at=NOW)
    with pytest.raises(WrongState):
        edit_idea(session, idea, replace(WORDS, title="Annat"), by=by, at=NOW)


def test_who_does_not_take_part_or_is_protected_shows_none(session: Session) -> None:
    draft = an_idea(session, a_student(session, submitted=False))
    with pytest.raises(NotOpenForMatching):
        submit_idea(session, draft, by=as_student(draft.student), at=NOW)
    gone, hidden = a_published_idea(session), a_published_idea(session)
    leave(session, gone.student, by=as_student(gone.student), at=NOW)
    protect(session, hidden.student, True, by=a_coordinator(session), at=NOW)
    assert open_ideas(session) == []
    contact = an_employer(session).contacts[0]
    by = Actor(Role.EMPLOYER, contact_id=contact.id)
    for idea in (gone, hidden):
        with pytest.raises(NotFound):
            take_up(session, idea.id, contact, seen=idea.version, by=by, at=NOW)


def test_sent_back_it_is_a_draft_with_a_comment_and_one_letter(session: Session) -> None:
    idea = an_idea(session)
    submit_idea(session, idea, by=as_student(idea.student), at=NOW)
    by = a_coordinator(session)
    with pytest.raises(Missing):
        send_back_idea(session, idea, comment=" ", by=by, at=NOW)
    send_back_idea(session, idea, comment="Ta bort ditt namn.", by=by, at=NOW)
    assert (idea.state, idea.review_comment) == (IdeaState.DRAFT, "Ta bort ditt namn.")
    assert session.scalars(select(Letter.subject)).all().count("idea_sent_back_student") == 1


def test_taken_up_it_becomes_a_draft_offer_with_the_student_interested(session: Session) -> None:
    idea, contact = a_published_idea(session), an_employer(session).contacts[0]
    by = Actor(Role.EMPLOYER, contact_id=contact.id)
    offer = take_up(session, idea.id, contact, seen=idea.version, by=by, at=NOW)
    assert (offer.title, offer.kind, offer.text) == (WORDS.title, WORDS.kind, WORDS.text)
    assert (offer.state, offer.employer) == (OfferState.DRAFT, contact.employer)
    interest = find_interest(session, idea.student_id, offer.id)
    assert interest is not None
    assert interest.choice is Choice.INTERESTED
    assert (idea.state, idea.offer) == (IdeaState.TAKEN, offer)
    assert open_ideas(session) == []
    other = an_employer(session).contacts[0]
    with pytest.raises(NotFound):
        take_up(session, idea.id, other, seen=idea.version, by=as_employer(offer), at=NOW)
    with pytest.raises(WrongState):
        withdraw_idea(session, idea, by=as_student(idea.student), at=NOW)
    assert session.scalars(select(Letter.subject)).all().count("idea_taken_student") == 1


def test_only_a_verified_employer_takes_up_what_it_has_read(session: Session) -> None:
    idea, contact = a_published_idea(session), an_employer(session).contacts[0]
    by = Actor(Role.EMPLOYER, contact_id=contact.id)
    with pytest.raises(NotTheSame):
        take_up(session, idea.id, contact, seen=idea.version - 1, by=by, at=NOW)
    pause_employer(session, contact.employer, by=a_coordinator(session), at=NOW)
    with pytest.raises(NotOpenForMatching):
        take_up(session, idea.id, contact, seen=idea.version, by=by, at=NOW)


def test_so_many_are_open_and_no_more(session: Session) -> None:
    student = a_student(session)
    ideas = [an_idea(session, student) for _each in range(MOST)]
    with pytest.raises(TooMany):
        an_idea(session, student)
    withdraw_idea(session, ideas[0], by=as_student(student), at=NOW)
    an_idea(session, student)


def test_nobody_lets_their_own_idea_through(session: Session) -> None:
    idea = an_idea(session)
    submit_idea(session, idea, by=as_student(idea.student), at=NOW)
    by = Actor(Role.COORDINATOR, account_id=idea.student.account_id)
    with pytest.raises(ConflictOfInterest):
        publish_idea(session, idea, seen=idea.version, by=by, at=NOW)

"""After somebody is erased no table holds a word of them; what others had to do with stays."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.employers import Contact
from models.matches import Match
from models.notices import Letter
from models.operations import contacts, erasures, interests, letters, profiles
from models.operations.accounts import actor_of
from models.operations.letters import LAST
from models.people import Account, Student
from models.queries.events import check_chain
from models.queries.matches import list_all_matches_of_employer, list_all_matches_of_student
from models.queries.worklist import find_anyone
from models.rounds import Suggestion
from models.tables import Base
from models.words import Choice, MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    a_close_up,
    a_coordinator,
    a_hint,
    a_match_in,
    a_note,
    a_student,
    a_suggestion,
    an_account,
    an_employer,
    an_offer,
    an_offered_match,
    as_student,
    say,
)

# When every rule's days have passed.
LATER = NOW + timedelta(days=3 * 365)
PARTS_OF_ONE = ("Ebba", "Kvastlund", "ebba@example.org", "070-111 11 11", "segla", "knopar")


def everything(session: Session) -> str:
    """Give every value of every table as one text."""
    session.flush()
    rows = [
        tuple(row)
        for table in Base.metadata.sorted_tables
        for row in session.execute(select(table))
    ]
    return str(rows)


def erased(session: Session, account: Account) -> None:
    """Erase somebody, and let their last letter leave."""
    admin = Actor(Role.ADMIN, an_account(session, Role.ADMIN).id)
    erasure = erasures.ask(session, account, by=actor_of(account), at=LATER)
    assert erasures.carry_out(session, erasure, by=admin, at=LATER) == ()
    query = select(Letter).where(Letter.subject == LAST)
    letters.mark_sent(session, session.scalars(query).one(), at=LATER)


def somebody(session: Session) -> tuple[Student, Account]:
    """Make a student who has written something of everything."""
    student = a_student(
        session, email="ebba@example.org", name="Ebba Kvastlund", phone="070-111 11 11",
        text="Jag vill segla", home_place="2280",
    )  # fmt: skip
    by = as_student(student)
    profiles.set_skills(session, student, {"knopar": 4}, by=by, at=NOW)
    interests.say_interest(session, student, an_offer(session), Choice.INTERESTED, by=by, at=NOW)
    account = session.get(Account, student.account_id)
    assert account is not None
    account.name, account.password = "Ebba Kvastlund", "a hash"
    session.flush()
    return student, account


def test_no_table_holds_a_word_of_an_erased_student(session: Session) -> None:
    student, account = somebody(session)
    suggestion = a_suggestion(session, student=student)
    suggestion.run.inputs = {
        "students": [{"id": f"s{student.id}", "text": "Jag vill segla"}, {"id": "s0"}],
        "offers": [],
        "hints": [[f"s{student.id}", "o1", "encourage", "have_met"]],
    }
    a_close_up(session, suggestion)
    hint = a_hint(session)
    hint.student_id, hint.words = student.id, "Ebba kan segla"
    a_note(session, student=student, words="Ebba ringde om resan")
    match = an_offered_match(session, student=student)
    match.suggestion_id = suggestion.id
    say(session, match, Side.STUDENT, says_yes=False, reason=Reason.OTHER)
    match.reason_words = match.answers[0].reason_words = "Jag vill hellre segla"
    before = everything(session)
    assert all(part in before for part in PARTS_OF_ONE)

    erased(session, account)
    after = everything(session)
    assert [part for part in PARTS_OF_ONE if part in after] == []
    assert "a hash" not in after
    assert (
        session.scalars(select(Suggestion).where(Suggestion.student_id == student.id)).all() == []
    )
    assert suggestion.run.inputs == {"students": [{"id": "s0"}], "offers": [], "hints": []}
    assert check_chain(session).is_whole


def test_a_match_stays_as_a_fact_without_a_name(session: Session) -> None:
    match = a_match_in(session, MatchState.COMPLETED)
    student, offer, taken = match.student, match.offer, match.offer.places_taken
    account = session.get(Account, student.account_id)
    assert account is not None
    erased(session, account)
    (kept,) = list_all_matches_of_student(session, student.id)
    assert kept.state is MatchState.COMPLETED
    assert kept.student.name == ""
    assert kept.student.erased_at == LATER
    assert offer.places_taken == taken
    assert find_anyone(session, student.number).students == []


def test_others_keep_their_rows(session: Session) -> None:
    student, account = somebody(session)
    match = an_offered_match(session)
    other, name = match.student, match.student.name
    run = a_suggestion(session, student=other).run
    erased(session, account)
    session.refresh(other)
    assert other.name == name
    assert [each.id for each in list_all_matches_of_student(session, other.id)] == [match.id]
    assert session.scalars(select(Suggestion).where(Suggestion.run_id == run.id)).one()
    assert student.id != other.id


def test_an_employers_contact_is_followed_by_another(session: Session) -> None:
    employer = an_employer(session)
    first = employer.contacts[0]
    account = an_account(session, Role.EMPLOYER, email=first.email, name=first.name)
    first.account, first.title, first.phone = account, "Hamnkapten", "0611-11 11 11"
    offer = an_offer(session, employer=employer)
    by = a_coordinator(session)
    reached = {"name": "Bo Ek", "email": "bo@example.org"}
    second = contacts.add_contact(session, employer, by=by, at=NOW, **reached)
    match = an_offered_match(session, offer=offer)
    assert {first.email, "Hamnkapten", "0611-11 11 11", "Kim Lind"} <= {
        first.email, first.title, first.phone, offer.mentor_name
    }  # fmt: skip
    address = first.email
    erased(session, account)
    after = everything(session)
    assert [part for part in (address, "Hamnkapten", "0611-11 11 11") if part in after] == []
    session.refresh(offer)
    assert (offer.contact_id, offer.mentor_name) == (second.id, "")
    assert [contact.name for contact in employer.contacts] == ["Bo Ek"]
    gone = session.get(Contact, first.id)
    assert gone is not None
    assert gone.erased_at == LATER
    (kept,) = list_all_matches_of_employer(session, employer.id)
    assert kept is match
    assert (kept.asked_words or {})["mentor_name"] == ""


def test_what_somebody_did_at_work_stays_without_a_name(session: Session) -> None:
    account = an_account(session, Role.COORDINATOR, name="Kerstin Kajkant")
    hint = a_hint(session)
    hint.by_id = account.id
    a_note(session).by_id = account.id
    session.flush()
    number = account.id
    erased(session, account)
    assert "Kajkant" not in everything(session)
    session.refresh(hint)
    assert hint.by_id == number


def test_erasing_one_leaves_the_rows_of_a_match_of_another_s_offer(session: Session) -> None:
    _student, account = somebody(session)
    matches = [an_offered_match(session) for _ in range(2)]
    erased(session, account)
    assert {match.id for match in session.scalars(select(Match))} == {each.id for each in matches}

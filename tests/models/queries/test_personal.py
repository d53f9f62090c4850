"""What is found of a person is all that is theirs, and nothing that is another's."""

from sqlalchemy.orm import Session

from models.hints import Hint
from models.operations import close_ups, interests
from models.operations.links import make_link
from models.people import Account, Student
from models.personal import PARTS, RECORDS, parts_of
from models.persons import Person
from models.queries.personal import count_records, find_person, get_person, list_rows
from models.words import Choice, LinkPurpose, Reason, Role, Side
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_hint,
    a_note,
    a_run,
    a_student,
    a_suggestion,
    an_account,
    an_agreed_match,
    an_offer,
    an_offered_match,
    as_student,
    say,
)


def person_of(session: Session, student: Student) -> Person:
    account = session.get(Account, student.account_id)
    assert account is not None
    return get_person(session, account)


def all_rows(session: Session, person: Person) -> str:
    return str([list_rows(session, part, person) for part in PARTS])


def test_a_student_is_found_in_every_class_that_they_are_in(session: Session) -> None:
    student, offer = a_student(session), an_offer(session)
    said = {"by": as_student(student), "at": NOW}
    interests.say_interest(session, student, offer, Choice.INTERESTED, **said)
    suggestion = a_suggestion(session, student=student, offer=offer)
    by = a_coordinator(session)
    close_ups.ask_close_up(session, suggestion.run, student, offer, by=by, at=NOW)
    hint = a_hint(session)
    hint.student_id = student.id
    session.flush()
    a_note(session, student=student, offer=offer)
    an_offered_match(session, student=student)
    found = count_records(session, person_of(session, student))
    expected = {
        "account", "profile", "interests", "matches", "suggestions", "close_ups", "hints",
        "notes", "letters", "events",
    }  # fmt: skip
    assert found.keys() == expected
    assert set(RECORDS) >= expected


def test_nothing_of_another_is_found(session: Session) -> None:
    one, other = a_student(session), a_student(session, phone="070-111 11 11", text="Om mig")
    an_agreed_match(session, student=other)
    a_suggestion(session, student=other)
    rows = all_rows(session, person_of(session, one))
    for words in (other.name, other.email, other.phone, "Om mig"):
        assert words not in rows


def test_somebody_without_an_account_is_found_by_the_address(session: Session) -> None:
    match = an_offered_match(session)
    contact = match.offer.contact
    assert contact is not None
    person = find_person(session, contact.email.upper())
    assert person == Person(None, None, (contact.id,))
    assert {"contact", "employer", "employer_matches", "letters"} <= count_records(
        session, person
    ).keys()
    assert match.student.email not in all_rows(session, person)
    assert find_person(session, "nobody@example.org") is None


def test_no_secret_is_given(session: Session) -> None:
    match = an_offered_match(session)
    contact = match.offer.contact
    account = an_account(session, Role.EMPLOYER, password="a hash", tf_totp_secret="a seed")
    assert contact is not None
    contact.account = account
    kept = make_link(session, LinkPurpose.ANSWER, match, contact, at=NOW, expires_at=NOW)
    rows = all_rows(session, get_person(session, account))
    assert account.email in rows
    for secret in ("a hash", "a seed", account.fs_uniquifier, kept, "token_hash"):
        assert secret not in rows


def test_what_others_wrote_about_somebody_is_assessed_first(session: Session) -> None:
    hint: Hint = a_hint(session)
    hint.words = "Känd sedan tidigare"
    session.flush()
    student = session.get(Student, hint.student_id)
    assert student is not None
    rows = list_rows(session, parts_of("hints")[0], person_of(session, student))
    assert [row["wish"] for row in rows] == [hint.wish]
    assert "Känd" not in str(rows)


def test_the_employers_no_is_told_without_its_words(session: Session) -> None:
    match = an_offered_match(session)
    say(session, match, Side.STUDENT)
    say(session, match, Side.EMPLOYER, says_yes=False, reason=Reason.SKILLS)
    match.answers[-1].reason_words = "Hemligt"
    session.flush()
    person = person_of(session, match.student)
    rows = [row for part in parts_of("matches") for row in list_rows(session, part, person)]
    assert "Hemligt" not in str(rows)
    assert {row.get("says_yes") for row in rows} >= {True, False}


def test_a_confirmed_match_is_nobody_s_to_know_yet(session: Session) -> None:
    match = an_offered_match(session)
    person = person_of(session, match.student)
    assert "matches" in count_records(session, person)
    draft = a_confirmed_match(session)
    assert "matches" not in count_records(session, person_of(session, draft.student))


def test_a_run_tells_of_the_person_alone(session: Session) -> None:
    suggestion = a_suggestion(session)
    student = session.get(Student, suggestion.student_id)
    assert student is not None
    person = person_of(session, student)
    run = suggestion.run
    run.inputs = {
        "students": [{"id": person.run_key, "text": "mitt"}, {"id": "s0", "text": "ditt"}],
        "offers": [{"id": "o1"}],
        "hints": [[person.run_key, "o1", "encourage", "have_met"], ["s0", "o1", "forbid", "other"]],
    }
    run.unmatched = {"students": {"0": {"considered": 3}}, "offers": {}}
    session.flush()
    (row,) = list_rows(session, parts_of("suggestions")[1], person)
    assert row["inputs"]["students"] == [{"id": person.run_key, "text": "mitt"}]
    assert len(row["inputs"]["hints"]) == 1
    assert row["unmatched"] is None


def test_who_got_no_suggestion_is_in_the_run_too(session: Session) -> None:
    suggestion, other = a_suggestion(session), a_student(session)
    suggestion.run.unmatched = {"students": {str(other.id): {"considered": 3}}, "offers": {}}
    session.flush()
    (row,) = list_rows(session, parts_of("suggestions")[1], person_of(session, other))
    assert row["unmatched"] == {"considered": 3}


def test_a_run_that_did_not_come_to_its_end_may_have_read_of_somebody(session: Session) -> None:
    student, run = a_student(session), a_run(session)
    person = person_of(session, student)
    run.inputs = {"students": [{"id": person.run_key}, {"id": "s0"}], "offers": [], "hints": []}
    session.flush()
    (row,) = list_rows(session, parts_of("suggestions")[1], person)
    assert row["inputs"]["students"] == [{"id": person.run_key}]
    other = person_of(session, a_student(session))
    assert list_rows(session, parts_of("suggestions")[1], other) == []

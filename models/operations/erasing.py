"""How the rows of each class of records are erased, or stripped of what says who it was.

Only ``operations/erasures.py`` calls this, when it has looked at what a rule keeps. Events stay as
they are: they hold ids and words of the system, and their chain has to stay whole.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, delete, func, update
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.days import day_in_sweden
from models.matches import Match
from models.notices import Letter
from models.operations.accounts import new_key
from models.operations.contacts import remove_contact
from models.operations.employer_rows import renew_keys
from models.operations.events import record
from models.operations.letters import KEPT, NO_ADDRESS
from models.operations.residents import take_back
from models.operations.survey_counts import count_answers
from models.operations.versions import grow
from models.people import Account, Seeking, Student, StudentLanguage, StudentSkill
from models.personal import parts_of
from models.persons import Person
from models.queries.check_ins import list_check_ins_of_match
from models.queries.erasures import list_contacts_of_person, list_runs_with
from models.queries.matches import list_all_matches_of_employer, list_all_matches_of_student
from models.queries.members import list_members_of_account
from models.queries.offers import list_offers_of_employer
from models.queries.residents import list_residents_at
from models.queries.rounds import count_found
from models.queries.students import get_student
from models.rounds import Suggestion
from models.surveys import Survey, SurveyAddress
from models.words import LetterState, Visibility

Eraser = Callable[[Session, Person, datetime], None]

# What the history of a run says when somebody was taken out of what was frozen with it.
INPUTS_ERASED = "inputs erased"

# What stands where a supervisor's name was: a placement must name one.
NOBODY = "–"
# What is told to the other side after the person is gone: it names nobody.
NAMES_NOBODY = "match_withdrawn_employer"


def erase(session: Session, person: Person, held: Collection[str], *, at: datetime) -> None:
    """Erase every class of records of a person that no rule holds."""
    for records, eraser in ERASERS.items():
        if records not in held:
            eraser(session, person, at)
    session.flush()
    session.expire_all()


def erase_written(session: Session, student: Student) -> None:
    """Remove a draft, its rows and its letters: nobody else has had to do with it."""
    for table in (Letter, Survey, SurveyAddress):
        session.execute(delete(table).where(table.student_id == student.id))
    session.delete(student)
    session.flush()


def close_account(session: Session, account: Account, *, at: datetime) -> None:
    """Empty an account so that nothing opens with it; its address goes after its last letter."""
    account.name, account.password, account.active = "", None, False
    account.fs_uniquifier, account.confirmed_at = new_key(), None
    account.tf_primary_method = account.tf_totp_secret = account.mf_recovery_codes = None
    account.tf_last_counter = account.works_for_id = None
    account.roles, account.erased_at = [], at
    session.flush()


def _rows_of(session: Session, records: str, person: Person) -> None:
    for part in parts_of(records):
        session.execute(delete(part.table).where(part.rows(person)))


def _rows(records: str) -> Eraser:
    """Erase a class of records by removing its rows."""
    return lambda session, person, _at: _rows_of(session, records, person)


def _erase_residents(session: Session, person: Person, at: datetime) -> None:
    """Give back the places that were booked, and remove what was left at the person's address."""
    for resident in list_residents_at(session, person):
        take_back(session, resident, at=at)
    _rows_of(session, "residents", person)


def _erase_letters(session: Session, person: Person, _at: datetime) -> None:
    """Remove the letters to a person, but what is still to be told of the outcome itself."""
    for part in parts_of("letters"):
        rows = part.rows(person) & ~_outcome_to_tell(person.account_id or 0)
        session.execute(delete(Letter).where(rows))


def _outcome_to_tell(account_id: int) -> ColumnElement[bool]:
    unsent = Letter.state != LetterState.SENT
    theirs = func.coalesce(Letter.account_id, 0) == account_id
    return and_(theirs, Letter.subject == KEPT, unsent)


def drop_outcome(session: Session, account: Account) -> None:
    """Remove the letter that tells an earlier outcome, if it has not left: there is another."""
    session.execute(delete(Letter).where(_outcome_to_tell(account.id)))


def _erase_contacts(session: Session, person: Person, at: datetime) -> None:
    """Take a person's name from an employer: somebody else there is reached from now on."""
    for contact in list_contacts_of_person(session, person):
        employer, name = contact.employer, contact.name
        if any(other is not contact for other in employer.contacts):
            remove_contact(session, contact, by=SYSTEM, at=at)
        contact.left_at = contact.left_at or at
        contact.account, contact.email, contact.phone = None, "", ""
        contact.name, contact.title, contact.erased_at = "", "", at
        session.flush()
        session.refresh(employer, ["contacts"])
        renew_keys(employer)
        grow(session, employer)
        _take_name_from_offers(session, employer.id, name)


def _take_name_from_offers(session: Session, employer_id: int, name: str) -> None:
    """Take the name of a mentor or supervisor from where it was written as that of the person."""
    if not name:
        return
    for offer in list_offers_of_employer(session, employer_id):
        if offer.mentor_name == name:
            offer.mentor_name = ""
    for match in list_all_matches_of_employer(session, employer_id):
        if match.supervisor == name:
            match.supervisor = NOBODY
        if match.asked_words and match.asked_words.get("mentor_name") == name:
            match.asked_words = {**match.asked_words, "mentor_name": ""}
    session.flush()


def _erase_suggestions(session: Session, person: Person, at: datetime) -> None:
    """Take a student out of what was frozen with runs; the history says why it is not whole."""
    runs = list_runs_with(session, person)
    mine = Match.student_id == person.student_id
    session.execute(update(Match).where(mine).values(suggestion_id=None))
    session.execute(delete(Suggestion).where(Suggestion.student_id == person.student_id))
    for run in runs:
        inputs, unmatched = dict(run.inputs or {}), dict(run.unmatched)
        key = person.run_key
        inputs["students"] = [row for row in inputs.get("students", ()) if row["id"] != key]
        inputs["hints"] = [row for row in inputs.get("hints", ()) if row[0] != key]
        whys = unmatched.get("students", {})
        unmatched["students"] = {
            name: why for name, why in whys.items() if name != str(person.student_id)
        }
        run.inputs, run.unmatched = {**inputs} if run.inputs else None, unmatched
        run.found = count_found(session, run.id)
        session.flush()
        record(session, "run", INPUTS_ERASED, run.id, by=SYSTEM, at=at)


def _erase_words_of_matches(session: Session, person: Person, _at: datetime) -> None:
    """Empty the free words of and about a student; that there was a match stays."""
    found = list_all_matches_of_student(session, person.student_id or 0)
    for match in found:
        match.reason_words = ""
        for answer in match.answers:
            answer.reason_words = ""
        for evaluation in match.evaluations:
            evaluation.words = ""
        for check_in in list_check_ins_of_match(session, match.id):
            check_in.words = ""
    session.flush()
    unsent = Letter.state.in_([LetterState.QUEUED, LetterState.HELD, LetterState.FAILED])
    about = Letter.match_id.in_([match.id for match in found]) & (Letter.subject != NAMES_NOBODY)
    session.execute(delete(Letter).where(about & unsent))


def _erase_surveys(session: Session, person: Person, _at: datetime) -> None:
    """Remove what somebody answered, when it is counted with that of others."""
    if person.student_id is not None:
        count_answers(session, person.student_id)
    _rows_of(session, "surveys", person)


def _erase_profile(session: Session, person: Person, at: datetime) -> None:
    """Empty a profile; the row stays, since matches and the history name its id."""
    if person.student_id is None:
        return
    for table in (Seeking, StudentSkill, StudentLanguage):
        session.execute(delete(table).where(table.student_id == person.student_id))
    student = get_student(session, person.student_id)
    session.refresh(student)
    for name, value in NOTHING.items():
        setattr(student, name, value)
    student.account, student.email, student.erased_at = None, NO_ADDRESS.format(student.id), at
    session.flush()


def _end_membership(session: Session, person: Person, at: datetime) -> None:
    """Take a member's name; the row stays, since decisions say that somebody took part."""
    for member in list_members_of_account(session, person.account_id):
        member.name = member.office = member.address = ""
        today = day_in_sweden(at)
        member.until = max(member.since, min(member.until or today, today))
        member.works_for_id, member.erased_at = None, at
    session.flush()


# What an empty profile says.
NOTHING: dict[str, Any] = {
    **dict.fromkeys(
        ("name", "phone", "search_key", "sort_key", "university", "programme", "home_place"), ""
    ),
    **dict.fromkeys(("text", "place"), ""),
    **dict.fromkeys(("source", "recognised_at", "recognised_by_id", "level", "graduates_on")),
    **dict.fromkeys(("travel_km", "travel_minutes", "hours_per_week")),
    "visibility": Visibility.GROUP,
    **dict.fromkeys(("is_adult", "is_protected", "remote", "moves"), False),
}

# In this order: what hangs on another goes first, and letters that wait go on to a successor.
ERASERS: dict[str, Eraser] = {
    "membership": _end_membership,
    "contact": _erase_contacts,
    "interests": _rows("interests"),
    "searches": _rows("searches"),
    "teams": _rows("teams"),
    "ideas": _rows("ideas"),
    "enquiries": _rows("enquiries"),
    "hints": _rows("hints"),
    "notes": _rows("notes"),
    "close_ups": _rows("close_ups"),
    "suggestions": _erase_suggestions,
    "surveys": _erase_surveys,
    "path": _rows("path"),
    "matches": _erase_words_of_matches,
    "profile": _erase_profile,
    "letters": _erase_letters,
    "invitations": _rows("invitations"),
    "school_bookings": _rows("school_bookings"),
    "links": _rows("links"),
    "residents": _erase_residents,
    "sent_forms": _rows("sent_forms"),
    "uploads": _rows("uploads"),
}

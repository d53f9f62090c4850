"""Searches of a student: kept under a name, told of by a weekly letter, forgotten."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.days import day_in_sweden, start_of_week
from models.errors import AlreadyThere, NotAllowed, TooMany
from models.offers import Offer
from models.operations import letters
from models.operations.events import record
from models.operations.guards import all_told
from models.people import Student
from models.queries.fits import Wanted, list_new_fits
from models.queries.searches import count_searches, find_search_named, list_searches
from models.searches import Search, ToldOffer
from models.words import ProfileState

MOST = 10
LETTER = "new_offers_student"


def keep_search(
    session: Session,
    student: Student,
    name: str,
    asked: Mapping[str, str],
    *,
    with_letter: bool,
    by: Actor,
    at: datetime,
) -> Search:
    """Keep what a student asks for among the offers, but for what they have said of them.

    Raises
    ------
    NotAllowed
        If it is somebody else's.
    Missing, AlreadyThere, TooMany
        If it has no name, or that of another, or as many are kept as may be.
    """
    _is_own(student, by)
    name = name.strip()
    _is_free(session, student.id, name, None)
    if count_searches(session, student.id) >= MOST:
        raise TooMany("search", MOST)
    wanted = Wanted.of_words({key: value for key, value in asked.items() if key != "said"})
    search = Search(
        student=student,
        name=name,
        asked=wanted.in_words(),
        created_at=at,
        letter_since=at if with_letter else None,
    )
    session.add(search)
    session.flush()
    record(session, "search", "kept", search.id, by=by, at=at, letter=with_letter)
    return search


def rename_search(session: Session, search: Search, name: str, *, by: Actor, at: datetime) -> None:
    """Give a kept search another name; as `keep_search`, which says what it raises."""
    _is_own(search.student, by)
    name = name.strip()
    _is_free(session, search.student_id, name, search.id)
    if name == search.name:
        return
    search.name = name
    session.flush()
    record(session, "search", "renamed", search.id, by=by, at=at)


def set_letter(
    session: Session, search: Search, with_letter: bool, *, by: Actor, at: datetime
) -> None:
    """Turn the weekly letter of a search on or off. Turned on, it tells what is new from then."""
    _is_own(search.student, by)
    if search.has_letter == with_letter:
        return
    search.letter_since = at if with_letter else None
    session.flush()
    verb = "letter turned on" if with_letter else "letter turned off"
    record(session, "search", verb, search.id, by=by, at=at)


def stop_letters(session: Session, student: Student, *, by: Actor, at: datetime) -> None:
    """Turn off the letters of all searches of a student. Twice is once."""
    for search in list_searches(session, student.id):
        set_letter(session, search, False, by=by, at=at)


def forget_search(session: Session, search: Search, *, by: Actor, at: datetime) -> None:
    """Forget a kept search."""
    _is_own(search.student, by)
    session.delete(search)
    session.flush()
    record(session, "search", "forgotten", search.id, by=by, at=at)


def tell_new_offers(session: Session, student: Student, *, at: datetime) -> int:
    """Queue the week's letter with what is new to a student, if anything is, and count it.

    All searches share one letter. An offer is told once, whatever finds it and however often.

    Raises
    ------
    NotAllowed
        If no letter may go: the student has left or is protected.
    """
    if student.is_protected or student.state is ProfileState.LEFT:
        raise NotAllowed("tell_new_offers")
    monday = start_of_week(at)
    found: dict[int, Offer] = {}
    for search in list_searches(session, student.id):
        if search.letter_since is None or (search.looked_at and search.looked_at >= monday):
            continue
        search.looked_at = at
        found |= _new_to(session, search, at)
    session.flush()
    if not found:
        return 0
    once = f"{LETTER}:{student.id}:{day_in_sweden(monday)}"
    letter = letters.queue(session, LETTER, student, at=at, once=once)
    if letter is None:
        return 0
    session.add_all(
        ToldOffer(student_id=student.id, offer_id=offer_id, letter_id=letter.id, at=at)
        for offer_id in found
    )
    session.flush()
    record(session, "student", "told of new offers", student.id, by=SYSTEM, at=at, offers=[*found])
    return len(found)


def _new_to(session: Session, search: Search, at: datetime) -> dict[int, Offer]:
    wanted, since = Wanted.of_words(search.asked), search.letter_since or at
    fits = list_new_fits(session, search.student, wanted, since=since, on=day_in_sweden(at))
    return {fit.offer.id: fit.offer for fit in fits}


def _is_free(session: Session, student_id: int, name: str, search_id: int | None) -> None:
    all_told(name=name)
    known = find_search_named(session, student_id, name)
    if known is not None and known.id != search_id:
        raise AlreadyThere("uq_searches_student_id_name")


def _is_own(student: Student, by: Actor) -> None:
    if by.account_id is None or by.account_id != student.account_id:
        raise NotAllowed("search")

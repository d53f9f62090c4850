"""What an employer sees of a student is decided in one place, by row and by list alike."""

from itertools import product

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.errors import NotFound
from models.operations.answers import ask_to_meet
from models.operations.profiles import set_visibility
from models.operations.students import leave, protect
from models.people import Student
from models.queries.sight import (
    Sight,
    get_listed_student,
    is_listed,
    list_listed_programmes,
    list_listed_students,
    only_listed,
    sight_of,
)
from models.words import Kind, MatchState, Side, Visibility
from tests.builders import (
    NOW,
    a_coordinator,
    a_match_in,
    a_student,
    an_agreed_match,
    an_offered_match,
    as_employer,
    as_student,
    say,
)

ALL, OFFERED, GROUP = Visibility.ALL, Visibility.OFFERED, Visibility.GROUP
NOTHING_YET = Sight(profile=False, own_words=False, reach=False, goes_through_us=False)
PROFILE = Sight(profile=True, own_words=True, reach=False, goes_through_us=False)
REACH = Sight(profile=True, own_words=True, reach=True, goes_through_us=False)


def shown_to(session: Session, visibility: Visibility, **told: bool) -> Student:
    student = a_student(session, **told)
    set_visibility(session, student, visibility, by=as_student(student), at=NOW)
    return student


def test_whoever_has_not_chosen_is_shown_once_asked(session: Session) -> None:
    student = a_student(session)
    assert student.visibility is OFFERED
    assert sight_of(student) is None


def test_row_and_list_agree_whatever_is_so(session: Session) -> None:
    by = a_coordinator(session)
    for visibility, submitted, protected in product(Visibility, (True, False), (True, False)):
        student = shown_to(session, visibility, submitted=submitted)
        protect(session, student, protected, by=by, at=NOW)
    gone = shown_to(session, ALL)
    leave(session, gone, by=as_student(gone), at=NOW)
    listed = set(session.scalars(only_listed(select(Student))))
    everybody = session.scalars(select(Student)).all()
    assert listed == {each for each in everybody if is_listed(each)}
    assert listed == {each for each in everybody if sight_of(each) is not None}
    [only] = listed
    assert (only.visibility, only.is_protected) == (ALL, False)


@pytest.mark.parametrize("visibility", [OFFERED, ALL])
def test_once_offered_the_profile_is_read_and_the_name_when_both_agree(
    session: Session, visibility: Visibility
) -> None:
    match = an_offered_match(session, student=shown_to(session, visibility))
    assert sight_of(match.student, match) == PROFILE
    for side in Side:
        say(session, match, side)
    assert sight_of(match.student, match) == REACH


def test_shown_to_the_working_group_alone_nothing_is_read_before_both_agree(
    session: Session,
) -> None:
    match = an_offered_match(session, student=shown_to(session, GROUP))
    assert sight_of(match.student, match) == NOTHING_YET
    ask_to_meet(session, match, by=as_employer(match.offer), at=NOW)
    sight = sight_of(match.student, match)
    assert sight is not None
    assert (sight.profile, sight.reach, sight.goes_through_us) == (False, False, True)
    for side in Side:
        say(session, match, side)
    assert sight_of(match.student, match) == REACH


def test_a_choice_counts_at_once(session: Session) -> None:
    student = shown_to(session, ALL)
    match = an_offered_match(session, student=student)
    assert get_listed_student(session, student.id) is student
    set_visibility(session, student, GROUP, by=as_student(student), at=NOW)
    with pytest.raises(NotFound):
        get_listed_student(session, student.id)
    assert sight_of(student, match) == NOTHING_YET


def test_a_protected_identity_is_never_reached_directly(session: Session) -> None:
    match = an_agreed_match(session, student=shown_to(session, ALL))
    protect(session, match.student, True, by=a_coordinator(session), at=NOW)
    sight = sight_of(match.student, match)
    assert sight is not None
    assert (sight.own_words, sight.reach, sight.goes_through_us) == (False, False, True)
    assert sight_of(match.student) is None


@pytest.mark.parametrize(
    "state",
    [
        MatchState.CONFIRMED,
        MatchState.REJECTED,
        MatchState.DECLINED,
        MatchState.EXPIRED,
        MatchState.FILLED,
        MatchState.WITHDRAWN,
    ],
)
def test_a_match_that_came_to_nothing_shows_nobody(session: Session, state: MatchState) -> None:
    match = a_match_in(session, state)
    assert sight_of(match.student, match) is None


def test_who_has_left_is_seen_by_nobody(session: Session) -> None:
    match = an_agreed_match(session, student=shown_to(session, ALL))
    leave(session, match.student, by=SYSTEM, at=NOW)
    assert sight_of(match.student, match) is None


def test_the_list_is_by_studies_and_chosen_from_by_kind(session: Session) -> None:
    by_studies = {"Turism": Kind.THESIS, "Data": Kind.INTERNSHIP, "Ekonomi": Kind.THESIS}
    for programme, kind in by_studies.items():
        student = a_student(session, programme=programme, kinds=(kind,))
        set_visibility(session, student, ALL, by=as_student(student), at=NOW)
    assert list(list_listed_programmes(session)) == ["Data", "Ekonomi", "Turism"]
    found = list_listed_students(session, Kind.THESIS)
    assert [each.programme for each in found] == ["Ekonomi", "Turism"]
    assert [each.programme for each in list_listed_students(session, None, "Data")] == ["Data"]

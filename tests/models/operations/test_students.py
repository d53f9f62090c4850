"""A profile is written step by step, submitted, hidden, left; and says what interests it."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import AlreadyThere, Missing, NotAllowed, NotOpenForMatching, WrongState
from models.notices import Letter
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.profiles import edit_student, set_languages, set_seeking, set_skills
from models.operations.students import (
    come_back,
    leave,
    missing_of,
    protect,
    recognise_student,
    register_student,
    submit_profile,
)
from models.people import Student, StudentSkill
from models.policy import DEFAULT
from models.queries.events import list_latest_events
from models.queries.students import (
    count_students,
    list_students,
    list_students_protected,
    list_students_to_match,
)
from models.queries.worklist import find_anyone
from models.words import CEFR, Kind, LetterState, Level, MatchState, ProfileState, Role
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_placed_match,
    a_student,
    an_account,
    an_offered_match,
    as_student,
)

BY_STUDENT = Actor(Role.STUDENT)
ONLY_OURS = replace(DEFAULT, lets_in_other_universities=False)


class TestRegistering:
    def test_an_address_has_one_profile_however_it_is_written(self, session: Session) -> None:
        register_student(session, email=" Alva@Example.ORG", by=BY_STUDENT, at=NOW)
        with pytest.raises(AlreadyThere):
            register_student(session, email="alva@example.org ", by=BY_STUDENT, at=NOW)

    def test_an_address_is_needed(self, session: Session) -> None:
        with pytest.raises(Missing):
            register_student(session, email=" ", by=BY_STUDENT, at=NOW)

    @pytest.mark.parametrize(
        ("email", "confirmed", "recognised"),
        [
            ("alva@student.miun.se", True, True),
            ("alva@student.miun.se", False, False),
            ("alva@example.org", True, False),
            ("alva@notmiun.se", True, False),
            ("student.miun.se@example.org", True, False),
        ],
    )
    def test_a_confirmed_university_address_tells_that_it_is_a_student(
        self, session: Session, email: str, confirmed: bool, recognised: bool
    ) -> None:
        account = an_account(
            session, Role.STUDENT, email=email, confirmed_at=NOW if confirmed else None
        )
        student = register_student(session, email=email, by=BY_STUDENT, at=NOW, account=account)
        assert (student.recognised_at is not None) is recognised

    def test_a_coordinator_recognises_a_student_under_their_name(self, session: Session) -> None:
        student, by = a_student(session), a_coordinator(session)
        with pytest.raises(NotAllowed):
            recognise_student(session, student, by=as_student(student), at=NOW)
        recognise_student(session, student, by=by, at=NOW)
        assert (student.recognised_at, student.recognised_by_id) == (NOW, by.account_id)


class TestSubmitting:
    def test_all_that_a_match_needs_is_named_at_once(self, session: Session) -> None:
        student = register_student(session, email="alva@example.org", by=BY_STUDENT, at=NOW)
        with pytest.raises(Missing) as refused:
            submit_profile(session, student, by=BY_STUDENT, at=NOW)
        needed = {"name", "programme", "level", "seeking", "languages", "is_adult"}
        assert set(refused.value.fields) == needed
        assert set(missing_of(student)) == needed
        assert student.state is ProfileState.DRAFT

    @pytest.mark.parametrize(
        "untold", [{"name": " "}, {"programme": ""}, {"level": None}, {"is_adult": False}]
    )
    def test_each_of_it_is_needed(self, session: Session, untold: dict[str, object]) -> None:
        student = a_student(session, submitted=False, **untold)
        with pytest.raises(Missing) as refused:
            submit_profile(session, student, by=BY_STUDENT, at=NOW)
        assert set(refused.value.fields) == untold.keys()

    def test_a_place_is_needed_only_by_who_cannot_work_from_afar(self, session: Session) -> None:
        submit_profile(
            session,
            a_student(session, submitted=False, place="", remote=True),
            by=BY_STUDENT,
            at=NOW,
        )
        bound = a_student(session, submitted=False, place="", remote=False)
        with pytest.raises(Missing, match="place"):
            submit_profile(session, bound, by=BY_STUDENT, at=NOW)

    def test_nobody_under_18_is_ever_submitted(self, session: Session) -> None:
        student = a_student(session)
        student.is_adult = False
        with pytest.raises(IntegrityError, match="submitted_is_adult"):
            session.flush()

    def test_others_are_let_in_by_a_setting(self, session: Session) -> None:
        student = a_student(session, submitted=False)
        with pytest.raises(NotOpenForMatching):
            submit_profile(session, student, by=BY_STUDENT, at=NOW, policy=ONLY_OURS)
        recognise_student(session, student, by=a_coordinator(session), at=NOW)
        submit_profile(session, student, by=BY_STUDENT, at=NOW, policy=ONLY_OURS)
        assert student.state is ProfileState.SUBMITTED

    def test_twice_is_once(self, session: Session) -> None:
        student = a_student(session)
        newest = list_latest_events(session, 1)[0].id
        submit_profile(session, student, by=BY_STUDENT, at=NOW)
        assert list_latest_events(session, 1)[0].id == newest

    def test_only_submitted_profiles_that_seek_the_kind_are_matched(self, session: Session) -> None:
        student = a_student(session, kinds=(Kind.THESIS,))
        a_student(session, submitted=False)
        assert list(list_students_to_match(session, Kind.THESIS)) == [student]
        assert list(list_students_to_match(session, Kind.MENTORSHIP)) == []


class TestWriting:
    def test_the_history_names_the_fields_and_not_what_was_written(self, session: Session) -> None:
        student = a_student(session)
        edit_student(session, student, by=BY_STUDENT, at=NOW, text=" Jag seglar. ", phone="070 1")
        assert student.text == "Jag seglar."
        event = list_latest_events(session, 1)[0]
        assert event.details == {"fields": ["phone", "text"], "version": student.version}

    def test_what_is_not_the_students_to_write_cannot_be(self, session: Session) -> None:
        student = a_student(session)
        with pytest.raises(TypeError, match="is_protected"):
            edit_student(session, student, by=BY_STUDENT, at=NOW, is_protected=False)

    def test_skills_languages_and_kinds_are_replaced(self, session: Session) -> None:
        load_concepts(session, [ConceptWords("skill/python", "skill", "Python", "Python")])
        student = a_student(session)
        set_skills(session, student, {"python": 2, "knopar": 1}, by=BY_STUDENT, at=NOW)
        set_skills(session, student, {" python ": 5, " ": 1}, by=BY_STUDENT, at=NOW)
        set_languages(session, student, {"en": CEFR.B2}, by=BY_STUDENT, at=NOW)
        set_seeking(session, student, {Kind.THESIS: SUMMER}, by=BY_STUDENT, at=NOW)
        session.expire_all()
        skills = session.scalars(select(StudentSkill)).all()
        assert [(each.words, each.level, each.concept_id) for each in skills] == [
            ("python", 5, "skill/python")
        ]
        assert [(each.code, each.level) for each in student.languages] == [("en", CEFR.B2)]
        assert [each.kind for each in student.seeking] == [Kind.THESIS]

    def test_who_has_left_writes_nothing(self, session: Session) -> None:
        student = a_student(session)
        leave(session, student, by=BY_STUDENT, at=NOW)
        with pytest.raises(WrongState):
            edit_student(session, student, by=BY_STUDENT, at=NOW, level=Level.MASTER)
        with pytest.raises(WrongState):
            set_skills(session, student, {}, by=BY_STUDENT, at=NOW)


class TestLeaving:
    def test_it_hides_the_student_from_the_matching_at_once(self, session: Session) -> None:
        student = a_student(session)
        leave(session, student, by=BY_STUDENT, at=NOW)
        assert (student.state, student.left_at) == (ProfileState.LEFT, NOW)
        assert list(list_students_to_match(session, Kind.INTERNSHIP)) == []

    def test_a_placement_goes_on(self, session: Session) -> None:
        match = a_placed_match(session)
        leave(session, match.student, by=as_student(match.student), at=NOW)
        assert (match.state, match.offer.places_taken) == (MatchState.PLACED, 1)

    def test_who_comes_back_submits_anew(self, session: Session) -> None:
        student = a_student(session)
        with pytest.raises(WrongState):
            come_back(session, student, by=BY_STUDENT, at=NOW)
        leave(session, student, by=BY_STUDENT, at=NOW)
        come_back(session, student, by=BY_STUDENT, at=NOW)
        assert (student.state, student.left_at) == (ProfileState.DRAFT, None)
        submit_profile(session, student, by=BY_STUDENT, at=NOW)
        assert list(list_students_to_match(session, Kind.INTERNSHIP)) == [student]


class TestAProtectedIdentity:
    @pytest.fixture
    def hidden(self, session: Session) -> Student:
        student = a_student(session, name="Alva Zorn", phone="070-123 45 67")
        protect(session, student, True, by=a_coordinator(session), at=NOW)
        return student

    def test_is_never_listed_found_or_matched(self, session: Session, hidden: Student) -> None:
        shown = a_student(session, name="Alva Ek")
        assert list(list_students(session)) == [shown]
        assert list(list_students(session, words="alva")) == [shown]
        assert count_students(session) == 1
        assert list(list_students_to_match(session, Kind.INTERNSHIP)) == [shown]
        for words in ("alva", "zorn", hidden.email, "0701234567", hidden.number):
            assert hidden not in find_anyone(session, words).students

    def test_is_matched_by_hand_and_told_by_a_person(
        self, session: Session, hidden: Student
    ) -> None:
        assert list(list_students_protected(session)) == [hidden]
        an_offered_match(session, student=hidden)
        letters = session.scalars(select(Letter).where(Letter.student_id == hidden.id)).all()
        assert [letter.state for letter in letters] == [LetterState.HELD]

    def test_only_a_coordinator_sets_or_lifts_the_mark(
        self, session: Session, hidden: Student
    ) -> None:
        for role in set(Role) - {Role.COORDINATOR}:
            with pytest.raises(NotAllowed):
                protect(session, hidden, False, by=Actor(role), at=NOW)
        protect(session, hidden, False, by=a_coordinator(session), at=NOW)
        assert list(list_students(session)) == [hidden]

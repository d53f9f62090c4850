"""A student says what offers are to them, and in which order they want them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.actors import Actor
from models.errors import NotOpenForMatching
from models.offers import Offer
from models.operations.interests import choose, say_interest
from models.operations.offers import withdraw_offer
from models.people import Interest, Student
from models.queries.students import find_interest, list_interests
from models.words import Choice, Role
from tests.builders import NOW, a_coordinator, a_student, an_offer, as_student
from tests.undone import undone

Act = tuple[int, Choice | None, int | None]
ACTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([Choice.INTERESTED, Choice.NOT_FOR_ME, None]),
        st.none() | st.integers(1, 6),
    ),
    max_size=8,
)


@pytest.fixture
def student(session: Session) -> Student:
    return a_student(session)


@pytest.fixture
def four(session: Session) -> list[Offer]:
    return [an_offer(session) for _each in range(4)]


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_ranks_are_one_to_n_whatever_is_said(
    session: Session, student: Student, four: list[Offer], acts: list[Act]
) -> None:
    wanted: list[int] = []
    with undone(session):
        for at, choice, rank in acts:
            offer = four[at]
            choose(session, student, offer, choice, rank=rank, by=as_student(student), at=NOW)
            # The obvious way: take it out of the line, put it in where it was asked for.
            wanted = [each for each in wanted if each != offer.id]
            if choice is Choice.INTERESTED and rank is not None:
                wanted.insert(rank - 1, offer.id)
        interests = list_interests(session, student.id, Choice.INTERESTED)
        ranked = [(each.offer_id, each.rank) for each in interests if each.rank]
        assert ranked == [(id_, place) for place, id_ in enumerate(wanted, 1)]


def test_what_is_withdrawn_keeps_its_rank(session: Session) -> None:
    student, one, two = a_student(session), an_offer(session), an_offer(session)
    by = as_student(student)
    choose(session, student, one, Choice.INTERESTED, rank=1, by=by, at=NOW)
    withdraw_offer(session, one, by=a_coordinator(session), at=NOW)
    choose(session, student, two, Choice.INTERESTED, rank=1, by=by, at=NOW)
    ranks = {each.offer_id: each.rank for each in student.interests}
    assert ranks == {one.id: 1, two.id: 1}
    with pytest.raises(NotOpenForMatching):
        choose(session, student, one, None, by=by, at=NOW)


class TestInterests:
    def test_an_offer_has_one_which_can_be_changed_and_taken_back(self, session: Session) -> None:
        student, offer = a_student(session), an_offer(session)
        by = as_student(student)
        say_interest(session, student, offer, Choice.INTERESTED, by=by, at=NOW, rank=1)
        say_interest(session, student, offer, Choice.NOT_FOR_ME, by=by, at=NOW, rank=1)
        (said,) = session.scalars(select(Interest)).all()
        assert (said.choice, said.rank) == (Choice.NOT_FOR_ME, None)
        say_interest(session, student, offer, None, by=by, at=NOW)
        assert find_interest(session, student.id, offer.id) is None
        say_interest(session, student, offer, None, by=by, at=NOW)

    def test_only_published_offers_have_one(self, session: Session) -> None:
        student, offer = a_student(session), an_offer(session, published=False)
        with pytest.raises(NotOpenForMatching):
            say_interest(session, student, offer, Choice.INTERESTED, by=Actor(Role.STUDENT), at=NOW)

    def test_ranked_ones_come_first(self, session: Session) -> None:
        student = a_student(session)
        first, second, third = (an_offer(session) for _ in range(3))
        by = as_student(student)
        for offer, rank in ((first, None), (second, 2), (third, 1)):
            say_interest(
                session,
                student,
                offer,
                Choice.INTERESTED,
                by=by,
                at=NOW,
                rank=rank,
            )
        listed = list_interests(session, student.id, Choice.INTERESTED)
        assert [each.offer_id for each in listed] == [third.id, second.id, first.id]

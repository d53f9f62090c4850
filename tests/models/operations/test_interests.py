"""The order in which a student wants what interests them."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models.errors import NotOpenForMatching
from models.operations.interests import choose
from models.operations.offers import withdraw_offer
from models.queries.students import list_interests
from models.words import Choice
from tests.builders import NOW, a_coordinator, a_student, an_offer, as_student

ACTS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.sampled_from([Choice.INTERESTED, Choice.NOT_FOR_ME, None]),
        st.none() | st.integers(1, 6),
    ),
    max_size=8,
)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_ranks_are_one_to_n_whatever_is_said(session: Session, acts: list[tuple]) -> None:  # type: ignore[type-arg]
    student = a_student(session)
    offers = [an_offer(session) for _each in range(4)]
    wanted: list[int] = []
    for at, choice, rank in acts:
        offer = offers[at]
        choose(session, student, offer, choice, rank=rank, by=as_student(student), at=NOW)
        # The obvious way: take it out of the line, put it in where it was asked for.
        wanted = [each for each in wanted if each != offer.id]
        if choice is Choice.INTERESTED and rank is not None:
            wanted.insert(rank - 1, offer.id)
    ranked = [each for each in list_interests(session, student.id, Choice.INTERESTED) if each.rank]
    assert [each.offer_id for each in ranked] == wanted
    assert [each.rank for each in ranked] == list(range(1, len(wanted) + 1))


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

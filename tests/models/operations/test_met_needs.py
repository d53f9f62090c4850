"""A need is met by something that can be pointed at: one of what is listed for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.audit import Event
from models.courses import Course
from models.errors import Missing, NotAllowed
from models.needs import Means
from models.operations.concepts import ConceptWords, load_concepts
from models.operations.met_needs import meet_need
from models.operations.needs import reopen_need
from models.queries.met_needs import list_courses_for, list_matches_for, list_met_needs
from models.queries.reports import (
    count_needs_met,
    count_needs_met_by_matches,
    count_needs_met_by_teaching,
)
from models.words import ActivityState, MetHow
from tests.builders import (
    NOW,
    a_coordinator,
    a_course,
    a_need,
    a_placed_match,
    an_activity,
    an_offer,
    an_offered_match,
)


@pytest.fixture(autouse=True)
def _vocabulary(session: Session) -> None:
    words = [
        ConceptWords("field/nursing", "field", "Vård", "Nursing"),
        ConceptWords("skill/care", "skill", "omvårdnad", "care", "field/nursing"),
        ConceptWords("skill/rest", "skill", "vila", "rest", "field/nursing"),
        ConceptWords("field/it", "field", "IT", "IT"),
        ConceptWords("skill/code", "skill", "kod", "code", "field/it"),
    ]
    load_concepts(session, words)


def test_a_match_of_the_employer_met_it(session: Session) -> None:
    match, by = a_placed_match(session), a_coordinator(session)
    need = a_need(session, employer=match.offer.employer)
    meet_need(session, need, MetHow.MATCH, [match], by=by, at=NOW)
    assert [means.match for means in need.met_by] == [match]
    [event] = session.scalars(select(Event).where(Event.thing == "need", Event.verb == "met"))
    assert event.details["by_ids"] == [match.id]
    span = NOW - timedelta(days=1), NOW + timedelta(days=1)
    assert count_needs_met(session, *span) == count_needs_met_by_matches(session, *span) == 1
    assert count_needs_met_by_teaching(session, *span) == 0


@pytest.mark.parametrize("how", [MetHow.MATCH, MetHow.ACTIVITY, MetHow.COURSE])
def test_it_is_said_which(session: Session, how: MetHow) -> None:
    need = a_need(session)
    with pytest.raises(Missing):
        meet_need(session, need, how, [], by=a_coordinator(session), at=NOW)
    assert need.met_how is None


def test_a_match_of_another_employer_or_one_that_nobody_agreed_to_did_not(
    session: Session,
) -> None:
    need, by = a_need(session), a_coordinator(session)
    offered = an_offered_match(session)
    own = a_need(session, employer=offered.offer.employer)
    for each, match in ((need, a_placed_match(session)), (own, offered)):
        with pytest.raises(NotAllowed):
            meet_need(session, each, MetHow.MATCH, [match], by=by, at=NOW)
    idle = an_activity(session, ActivityState.PROPOSED)
    with pytest.raises(NotAllowed):
        meet_need(session, need, MetHow.ACTIVITY, [idle], by=by, at=NOW)


def test_a_branch_is_met_by_matches_of_its_field(session: Session) -> None:
    need = a_need(session, branch="Vården", field_id="field/nursing")
    care, code = (an_offer(session, fields=frozenset({f})) for f in ("field/nursing", "field/it"))
    match = a_placed_match(session, offer=care)
    a_placed_match(session, offer=code)
    assert list(list_matches_for(session, need)) == [match]


def test_courses_are_listed_by_what_they_teach(session: Session) -> None:
    need = a_need(session, words=("omvårdnad",))
    same, near, far = (a_course(session, teaches=(word,)) for word in ("omvårdnad", "vila", "kod"))
    found = list_courses_for(session, need)
    assert {course.id for course in found} == {same.id, near.id}
    with pytest.raises(NotAllowed):
        meet_need(session, need, MetHow.COURSE, [far], by=a_coordinator(session), at=NOW)


def test_of_a_branch_only_courses_that_teach_it_are_listed(session: Session) -> None:
    need = a_need(session, branch="Vården", field_id="field/nursing")
    taught, _other = (a_course(session, teaches=(word,)) for word in ("omvårdnad", "kod"))
    assert list(list_courses_for(session, need)) == [taught]


def test_what_is_of_another_kind_is_refused_and_not_left_out(session: Session) -> None:
    match, ran = a_placed_match(session), an_activity(session, ActivityState.RUNNING)
    need, by = a_need(session, employer=match.offer.employer), a_coordinator(session)
    for how, means in ((MetHow.MATCH, [match, ran]), (MetHow.OTHERWISE, [match])):
        with pytest.raises(NotAllowed):
            meet_need(session, need, how, means, by=by, at=NOW)
    assert need.met_by == []


def test_opened_again_nothing_has_met_it(session: Session) -> None:
    need, by = a_need(session, field_id="field/nursing"), a_coordinator(session)
    ran = an_activity(session, ActivityState.RUNNING)
    meet_need(session, need, MetHow.ACTIVITY, [ran], by=by, at=NOW)
    assert list(list_met_needs(session, "field/nursing")) == [need]
    reopen_need(session, need, by=by, at=NOW)
    assert session.scalars(select(Means)).all() == []
    assert session.scalars(select(Course)).all() == []

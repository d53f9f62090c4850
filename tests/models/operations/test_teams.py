"""Two seek a thesis together: asked together or not at all, and each answers alone."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import SYSTEM
from models.errors import (
    AlreadyThere,
    EnoughAsked,
    NoPlaceLeft,
    NotAllowed,
    NotFound,
    NotOpenForMatching,
    SpokenFor,
)
from models.matches import Match
from models.notices import Letter
from models.offers import Offer
from models.operations.interests import choose
from models.operations.matches import confirm, offer_match, reject, undo, withdraw
from models.operations.offers import withdraw_offer
from models.operations.proposals import plan
from models.operations.students import leave, protect
from models.operations.teams import CODE_LASTS, invite, join, part
from models.people import Student
from models.policy import Policy
from models.queries.students import find_interest
from models.queries.teams import find_partner, find_partner_match, find_team_of
from models.teams import TeamMember
from models.words import Choice, Kind, MatchState, Reason, Side
from tests.builders import (
    NOW,
    a_coordinator,
    a_rolling_round,
    a_student,
    a_suggestion,
    an_offer,
    as_student,
    say,
)

Two = tuple[Student, Student]


def two_together(session: Session) -> Two:
    one, other = a_student(session), a_student(session)
    team = invite(session, one, by=as_student(one), at=NOW)
    join(session, other, team.code.lower().replace("-", " "), by=as_student(other), at=NOW)
    return one, other


def a_thesis(session: Session, places: int = 2) -> Offer:
    return an_offer(session, kind=Kind.THESIS, places=places)


def confirmed(session: Session, student: Student, offer: Offer, **settings: Policy) -> Match:
    by, round_ = a_coordinator(session), a_rolling_round(session, offer.kind)
    return confirm(session, round_, student, offer, by=by, at=NOW, **settings)


def offered(session: Session) -> tuple[Match, Match]:
    match = confirmed(session, two_together(session)[0], a_thesis(session))
    offer_match(session, match, by=SYSTEM, at=NOW)
    partner = find_partner_match(session, match.id)
    assert partner is not None
    return match, partner


def subjects(session: Session, student: Student) -> list[str]:
    query = select(Letter.subject).where(Letter.student_id == student.id).order_by(Letter.id)
    return list(session.scalars(query))


def test_one_invites_and_the_other_joins(session: Session) -> None:
    one, other = two_together(session)
    assert (find_partner(session, one.id), find_partner(session, other.id)) == (other, one)
    team = find_team_of(session, one.id)
    assert team is not None
    assert join(session, other, team.code, by=as_student(other), at=NOW) is team


def test_a_code_opens_once_for_another_and_not_for_ever(session: Session) -> None:
    one, other, third = (a_student(session) for _each in range(3))
    team = invite(session, one, by=as_student(one), at=NOW)
    assert invite(session, one, by=as_student(one), at=NOW).code == team.code
    late = NOW + CODE_LASTS
    attempts = ((one, team.code, NOW), (other, "AAAA-AAAA", NOW), (other, team.code, late))
    for student, code, at in attempts:
        with pytest.raises(NotFound):
            join(session, student, code, by=as_student(student), at=at)
    join(session, other, team.code, by=as_student(other), at=NOW)
    with pytest.raises(NotFound):
        join(session, third, team.code, by=as_student(third), at=NOW)


def test_who_waits_alone_may_join_another_and_who_is_two_may_not(session: Session) -> None:
    one, other, third = (a_student(session) for _each in range(3))
    team = invite(session, one, by=as_student(one), at=NOW)
    invite(session, other, by=as_student(other), at=NOW)
    join(session, other, team.code, by=as_student(other), at=NOW)
    code = invite(session, third, by=as_student(third), at=NOW).code
    with pytest.raises(AlreadyThere):
        join(session, other, code, by=as_student(other), at=NOW)
    with pytest.raises(AlreadyThere):
        invite(session, other, by=as_student(other), at=NOW)


def test_nobody_is_put_into_a_team(session: Session) -> None:
    one, other = a_student(session), a_student(session)
    with pytest.raises(NotAllowed):
        invite(session, one, by=as_student(other), at=NOW)
    code = invite(session, one, by=as_student(one), at=NOW).code
    with pytest.raises(NotAllowed):
        join(session, other, code, by=as_student(one), at=NOW)


def test_who_does_not_take_part_or_is_protected_is_in_none(session: Session) -> None:
    draft = a_student(session, submitted=False)
    with pytest.raises(NotOpenForMatching):
        invite(session, draft, by=as_student(draft), at=NOW)
    for end in (
        lambda one: leave(session, one, by=as_student(one), at=NOW),
        lambda one: protect(session, one, True, by=a_coordinator(session), at=NOW),
        lambda one: part(session, one, by=as_student(one), at=NOW),
    ):
        one, other = two_together(session)
        end(one)
        assert find_partner(session, other.id) is None


def test_the_database_holds_two_seats_and_one_team_each(session: Session) -> None:
    one, _other = two_together(session)
    team = find_team_of(session, one.id)
    assert team is not None
    for student, seat in ((a_student(session), 2), (one, 1)):
        told = {"team_id": team.id, "student_id": student.id, "seat": seat}
        with pytest.raises(IntegrityError), session.begin_nested():
            session.execute(insert(TeamMember).values(told))


def test_what_one_says_of_a_thesis_is_said_for_both(session: Session) -> None:
    one, other = two_together(session)
    thesis, summer = a_thesis(session), an_offer(session)
    for offer in (thesis, summer):
        choose(session, one, offer, Choice.INTERESTED, rank=1, by=as_student(one), at=NOW)
    said = find_interest(session, other.id, thesis.id)
    assert said is not None
    assert (said.choice, said.rank) == (Choice.INTERESTED, 1)
    assert find_interest(session, other.id, summer.id) is None


def test_both_are_confirmed_or_neither(session: Session) -> None:
    one, other = two_together(session)
    with pytest.raises(NoPlaceLeft):
        confirmed(session, one, a_thesis(session, places=1))
    with pytest.raises(EnoughAsked):
        confirmed(session, one, a_thesis(session), policy=Policy(candidates_per_place=0))
    assert session.scalars(select(Match)).all() == []
    match = confirmed(session, one, a_thesis(session))
    partner = find_partner_match(session, match.id)
    assert partner is not None
    assert (partner.student, partner.state) == (other, MatchState.CONFIRMED)
    assert find_partner_match(session, partner.id) is match


def test_other_kinds_are_each_ones_own(session: Session) -> None:
    match = confirmed(session, two_together(session)[0], an_offer(session, places=2))
    assert find_partner_match(session, match.id) is None


@pytest.mark.parametrize("end", ["undo", "reject", "withdraw"])
def test_before_anybody_is_asked_both_go_or_neither(session: Session, end: str) -> None:
    match = confirmed(session, two_together(session)[0], a_thesis(session))
    by, partner = a_coordinator(session), find_partner_match(session, match.id)
    assert partner is not None
    told = {"by": by, "at": NOW, "reason": Reason.OTHER}
    if end == "undo":
        undo(session, match, by=by, at=NOW)
        assert session.scalars(select(Match)).all() == []
        return
    if end == "reject":
        reject(session, match.round, match.student, match.offer, **told)
    else:
        withdraw(session, match, **told)
    assert match.state is partner.state is not MatchState.CONFIRMED


def test_both_are_asked_at_once_and_each_answers_alone(session: Session) -> None:
    match, partner = offered(session)
    assert match.state is partner.state is MatchState.OFFERED
    for each in (match, partner):
        assert subjects(session, each.student) == ["match_offered_student"]
        say(session, each, Side.STUDENT)
        say(session, each, Side.EMPLOYER)
    assert match.state is partner.state is MatchState.AGREED
    assert match.offer.places_taken == 2


@pytest.mark.parametrize("side", list(Side))
def test_if_one_ends_the_other_is_told_and_decides_alone(session: Session, side: Side) -> None:
    match, partner = offered(session)
    say(session, match, side, says_yes=False)
    assert partner.state is MatchState.OFFERED
    assert subjects(session, partner.student)[-1] == "match_alone_student"
    for each in Side:
        say(session, partner, each)
    assert partner.state is MatchState.AGREED


def test_an_offer_that_is_withdrawn_tells_each_once(session: Session) -> None:
    match, partner = offered(session)
    withdraw_offer(session, match.offer, by=a_coordinator(session), at=NOW)
    for each in (match, partner):
        assert subjects(session, each.student) == [
            "match_offered_student",
            "match_withdrawn_student",
        ]


def test_a_place_that_is_gone_meanwhile_asks_neither(session: Session) -> None:
    match = confirmed(session, two_together(session)[0], a_thesis(session))
    match.offer.places_taken = 1
    session.flush()
    with pytest.raises(NoPlaceLeft):
        offer_match(session, match, by=SYSTEM, at=NOW + timedelta(hours=1))


def test_of_many_pairs_at_once_they_are_left_to_one_who_looks(session: Session) -> None:
    student, _other = two_together(session)
    offer = a_thesis(session)
    suggestion = a_suggestion(session, student=student, offer=offer)
    round_, by = a_rolling_round(session, Kind.THESIS), a_coordinator(session)
    [step] = plan(session, round_, [(suggestion, student, offer, None)], by=by)
    assert isinstance(step.refusal, SpokenFor)

"""Rolling rounds are always open; a dated one is published by two persons."""

from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models.actors import SYSTEM, Actor
from models.errors import (
    Missing,
    NotAllowed,
    NotOpenForMatching,
    NotTheSame,
    SecondPersonNeeded,
    WrongState,
)
from models.matches import Match
from models.operations.employers import pause_employer, resume_employer
from models.operations.hindrances import hindrance
from models.operations.matches import confirm, offer_match, undo
from models.operations.offers import edit_offer
from models.operations.rounds import (
    archive_round,
    close_round,
    ensure_rolling_rounds,
    make_round,
    open_round,
    publish_round,
    reopen_round,
    request_publication,
)
from models.queries.events import list_events_of
from models.queries.letters import list_letters_of_match
from models.queries.rounds import rounds_waiting
from models.queries.waiting import NOT_SENT, get_matches_waiting
from models.rounds import Round
from models.words import Kind, MatchState, Pay, ProfileState, Role, RoundState
from tests.builders import (
    NOW,
    a_confirmed_match,
    a_coordinator,
    a_rolling_round,
    a_round,
    a_student,
    an_offer,
    offer_words,
)


@pytest.fixture
def first(session: Session) -> Actor:
    return a_coordinator(session)


@pytest.fixture
def second(session: Session) -> Actor:
    return a_coordinator(session)


@pytest.fixture
def round_(session: Session) -> Round:
    return a_round(session)


@pytest.fixture
def match(session: Session, round_: Round) -> Match:
    return a_confirmed_match(session, round_=round_)


@pytest.fixture
def asked_for(session: Session, round_: Round, match: Match, first: Actor) -> Round:
    """Give a closed round whose publication the first coordinator has asked for."""
    assert match.state is MatchState.CONFIRMED
    close_round(session, round_, by=first, at=NOW)
    request_publication(session, round_, by=first, at=NOW)
    return round_


class TestPublishing:
    def test_the_second_signature_sends_the_letters(
        self, session: Session, asked_for: Round, match: Match, second: Actor
    ) -> None:
        assert list(list_letters_of_match(session, match.id)) == []
        assert list(session.scalars(rounds_waiting(NOW.date()).query)) == [asked_for]
        publish_round(session, asked_for, by=second, at=NOW)
        assert asked_for.state is RoundState.PUBLISHED
        assert asked_for.published_by_id == second.account_id
        assert match.state is MatchState.OFFERED
        assert len(list_letters_of_match(session, match.id)) == 2
        assert list(session.scalars(rounds_waiting(NOW.date()).query)) == []

    @pytest.mark.parametrize("in_the_way", ["employer", "student", "place"])
    def test_what_cannot_be_sent_is_left_out_and_the_rest_is(
        self, session: Session, round_: Round, first: Actor, second: Actor, in_the_way: str
    ) -> None:
        left, sent = (a_confirmed_match(session, round_=round_) for _each in range(2))
        close_round(session, round_, by=first, at=NOW)
        request_publication(session, round_, by=first, at=NOW)
        if in_the_way == "employer":
            pause_employer(session, left.offer.employer, by=first, at=NOW)
        elif in_the_way == "student":
            left.student.state = ProfileState.DRAFT
        else:
            left.offer.places_taken = left.offer.places
        session.flush()
        assert hindrance(left) == in_the_way
        assert publish_round(session, round_, by=second, at=NOW) == [left]
        assert (left.state, sent.state) == (MatchState.CONFIRMED, MatchState.OFFERED)
        assert list(list_letters_of_match(session, left.id)) == []
        assert list(get_matches_waiting(session, NOW)[NOT_SENT]) == [left]
        told = [event.details for event in list_events_of(session, "round", round_.id)][-1]
        assert told["left_out"] == [left.id]

    def test_what_was_left_out_is_sent_by_itself_when_nothing_is_in_the_way(
        self, session: Session, asked_for: Round, match: Match, first: Actor, second: Actor
    ) -> None:
        pause_employer(session, match.offer.employer, by=first, at=NOW)
        publish_round(session, asked_for, by=second, at=NOW)
        with pytest.raises(NotOpenForMatching):
            offer_match(session, match, by=first, at=NOW)
        resume_employer(session, match.offer.employer, by=first, at=NOW)
        offer_match(session, match, by=first, at=NOW)
        assert match.state is MatchState.OFFERED
        assert list(get_matches_waiting(session, NOW)[NOT_SENT]) == []

    def test_an_offer_changed_since_is_noticed(
        self, session: Session, asked_for: Round, match: Match, first: Actor, second: Actor
    ) -> None:
        edit_offer(session, match.offer, offer_words(pay=Pay.UNPAID), by=first, at=NOW)
        with pytest.raises(NotTheSame):
            publish_round(session, asked_for, by=second, at=NOW)
        assert asked_for.state is RoundState.CLOSED

    def test_the_one_who_asked_cannot_sign(
        self, session: Session, asked_for: Round, match: Match, first: Actor
    ) -> None:
        with pytest.raises(SecondPersonNeeded):
            publish_round(session, asked_for, by=first, at=NOW)
        assert match.state is MatchState.CONFIRMED

    def test_nobody_without_a_name_can_sign(self, session: Session, asked_for: Round) -> None:
        with pytest.raises(SecondPersonNeeded):
            publish_round(session, asked_for, by=Actor(Role.COORDINATOR), at=NOW)

    @pytest.mark.parametrize("role", sorted(set(Role) - {Role.COORDINATOR}))
    def test_nobody_else_can_ask_or_sign(
        self, session: Session, asked_for: Round, role: Role
    ) -> None:
        by = Actor(role, account_id=99)
        with pytest.raises(NotAllowed):
            publish_round(session, asked_for, by=by, at=NOW)
        with pytest.raises(NotAllowed):
            request_publication(session, asked_for, by=by, at=NOW)

    def test_what_was_not_asked_for_cannot_be_signed(
        self, session: Session, round_: Round, second: Actor
    ) -> None:
        close_round(session, round_, by=second, at=NOW)
        with pytest.raises(WrongState):
            publish_round(session, round_, by=second, at=NOW)

    def test_a_match_confirmed_since_is_noticed(
        self, session: Session, asked_for: Round, second: Actor
    ) -> None:
        student, offer = a_student(session), an_offer(session)
        confirm(session, asked_for, student, offer, by=second, at=NOW)
        with pytest.raises(NotTheSame):
            publish_round(session, asked_for, by=second, at=NOW)

    def test_a_match_undone_since_is_noticed(
        self, session: Session, asked_for: Round, match: Match, second: Actor
    ) -> None:
        undo(session, match, by=second, at=NOW)
        with pytest.raises(NotTheSame):
            publish_round(session, asked_for, by=second, at=NOW)

    def test_a_match_undone_and_confirmed_again_is_noticed(
        self, session: Session, asked_for: Round, match: Match, second: Actor
    ) -> None:
        pair = (asked_for, match.student, match.offer)
        undo(session, match, by=second, at=NOW)
        confirm(session, *pair, by=second, at=NOW)
        with pytest.raises(NotTheSame):
            publish_round(session, asked_for, by=second, at=NOW)

    def test_opening_it_again_makes_the_request_void(
        self, session: Session, asked_for: Round, first: Actor, second: Actor
    ) -> None:
        reopen_round(session, asked_for, by=first, at=NOW)
        close_round(session, asked_for, by=first, at=NOW)
        with pytest.raises(WrongState):
            publish_round(session, asked_for, by=second, at=NOW)

    def test_it_is_published_once(self, session: Session, asked_for: Round, second: Actor) -> None:
        publish_round(session, asked_for, by=second, at=NOW)
        with pytest.raises(WrongState):
            publish_round(session, asked_for, by=second, at=NOW)

    def test_the_database_holds_that_two_persons_sign(
        self, session: Session, asked_for: Round, first: Actor
    ) -> None:
        asked_for.state = RoundState.PUBLISHED
        asked_for.published_at, asked_for.published_by_id = NOW, first.account_id
        with pytest.raises(IntegrityError, match="two_persons_publish"):
            session.flush()


class TestADatedRound:
    def test_it_goes_from_draft_to_archive(
        self, session: Session, asked_for: Round, second: Actor
    ) -> None:
        publish_round(session, asked_for, by=second, at=NOW)
        archive_round(session, asked_for, by=second, at=NOW)
        assert asked_for.state is RoundState.ARCHIVED

    def test_its_publication_is_asked_for_when_it_is_closed(
        self, session: Session, round_: Round, first: Actor
    ) -> None:
        with pytest.raises(WrongState):
            request_publication(session, round_, by=first, at=NOW)

    def test_it_needs_a_title_and_dates(self, session: Session, first: Actor) -> None:
        with pytest.raises(Missing) as refused:
            make_round(
                session,
                kind=Kind.THESIS,
                title=" ",
                opens_on=None,
                closes_on=date(2027, 3, 31),
                by=first,
                at=NOW,
            )
        assert refused.value.fields == ("title", "opens_on")

    def test_it_cannot_close_before_it_opens(self, session: Session, first: Actor) -> None:
        with pytest.raises(IntegrityError, match="closes_after_opening"):
            make_round(
                session,
                kind=Kind.THESIS,
                title="Våren",
                opens_on=date(2027, 3, 31),
                closes_on=date(2027, 3, 30),
                by=first,
                at=NOW,
            )

    def test_only_a_coordinator_makes_one(self, session: Session) -> None:
        with pytest.raises(NotAllowed):
            make_round(
                session,
                kind=Kind.THESIS,
                title="Våren",
                opens_on=date(2027, 3, 1),
                closes_on=date(2027, 3, 30),
                by=Actor(Role.EMPLOYER),
                at=NOW,
            )


class TestARollingRound:
    def test_each_kind_has_one_however_often_it_is_seen_to(self, session: Session) -> None:
        made = ensure_rolling_rounds(session, at=NOW)
        assert [round_.kind for round_ in made] == list(Kind)
        assert ensure_rolling_rounds(session, at=NOW) == made

    @pytest.mark.parametrize("move", [open_round, close_round, reopen_round, archive_round])
    def test_it_is_never_moved(self, session: Session, first: Actor, move: object) -> None:
        rolling = a_rolling_round(session)
        assert callable(move)
        with pytest.raises(WrongState):
            move(session, rolling, by=first, at=NOW)
        with pytest.raises(WrongState):
            request_publication(session, rolling, by=first, at=NOW)
        assert rolling.state is RoundState.OPEN

    def test_there_is_no_second_one_of_a_kind(self, session: Session) -> None:
        a_rolling_round(session, Kind.THESIS)
        session.add(Round(kind=Kind.THESIS, is_rolling=True, state=RoundState.OPEN, created_at=NOW))
        with pytest.raises(IntegrityError):
            session.flush()


def test_the_system_publishes_nothing(session: Session, asked_for: Round) -> None:
    with pytest.raises(NotAllowed):
        publish_round(session, asked_for, by=SYSTEM, at=NOW)

"""Whatever is done in whatever order: the places taken are the matches that hold one."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.actors import SYSTEM, Actor
from models.errors import DomainError
from models.matches import Match
from models.moves import MOVES
from models.offers import Offer
from models.operations import answers, matches, offers, placements, students
from models.people import Student
from models.policy import DEFAULT
from models.queries.events import check_chain
from models.queries.matches import find_match
from models.rounds import Round
from models.words import HOLDS_A_PLACE, MatchState, Reason, Role, Side
from tests.builders import (
    NOW,
    SUMMER,
    a_coordinator,
    a_rolling_round,
    a_student,
    an_offer,
    offer_words,
)

STUDENTS, OFFERS = 3, 2
MANY = replace(DEFAULT, candidates_per_place=STUDENTS)

Step = tuple[str, int, int]


@dataclass
class Town:
    """Some students, some offers, and who acts."""

    session: Session
    round_: Round
    students: list[Student]
    offers: list[Offer]
    coordinator: Actor
    at: datetime = NOW

    def do(self, verb: str, student: Student, offer: Offer) -> None:
        """Do one thing to a pair, a student or an offer."""
        match = find_match(self.session, self.round_.id, student.id, offer.id)
        if verb in ON_A_PAIR:
            ON_A_PAIR[verb](self, student, offer)
        elif match is not None:
            ON_A_MATCH[verb](self, match)
        self.at += timedelta(hours=1)


ON_A_PAIR: dict[str, Callable[[Town, Student, Offer], object]] = {
    "confirm": lambda town, student, offer: matches.confirm(
        town.session, town.round_, student, offer, by=town.coordinator, at=town.at, policy=MANY
    ),
    "reject": lambda town, student, offer: matches.reject(
        town.session,
        town.round_,
        student,
        offer,
        by=town.coordinator,
        at=town.at,
        reason=Reason.SKILLS,
    ),
    "leave": lambda town, student, _offer: students.leave(
        town.session, student, by=Actor(Role.STUDENT), at=town.at
    ),
    "agree all the way": lambda town, student, offer: _agree_all_the_way(town, student, offer),
    "one more place": lambda town, _student, offer: _change_places(town, offer, 1),
    "one place less": lambda town, _student, offer: _change_places(town, offer, -1),
}
ON_A_MATCH: dict[str, Callable[[Town, Match], object]] = {
    "undo": lambda town, match: matches.undo(town.session, match, by=town.coordinator, at=town.at),
    "offer": lambda town, match: matches.offer_match(town.session, match, by=SYSTEM, at=town.at),
    "student says yes": lambda town, match: _answer(town, match, Side.STUDENT, says_yes=True),
    "employer says yes": lambda town, match: _answer(town, match, Side.EMPLOYER, says_yes=True),
    "student says no": lambda town, match: _answer(town, match, Side.STUDENT, says_yes=False),
    "meet": lambda town, match: answers.ask_to_meet(
        town.session, match, by=Actor(Role.EMPLOYER), at=town.at
    ),
    "expire": lambda town, match: matches.expire(town.session, match, at=town.at),
    "months pass": lambda town, match: matches.expire(
        town.session, match, at=town.at + timedelta(days=90)
    ),
    "withdraw": lambda town, match: matches.withdraw(
        town.session, match, by=town.coordinator, at=town.at, reason=Reason.OTHER
    ),
    "place": lambda town, match: placements.place(
        town.session,
        match,
        by=town.coordinator,
        at=town.at,
        starts_on=SUMMER[0],
        ends_on=SUMMER[1],
        supervisor="Kim Lind",
    ),
    "interrupt": lambda town, match: placements.interrupt(
        town.session,
        match,
        by=town.coordinator,
        at=town.at,
        on=date(2027, 7, 1),
        reason=Reason.OTHER,
    ),
    "complete": lambda town, match: placements.complete(
        town.session, match, by=town.coordinator, at=town.at
    ),
}
TO_AGREE = ("confirm", "offer", "student says yes", "employer says yes")
# Those that lead far come up more often, or hardly anybody would ever agree.
VERBS = (*ON_A_PAIR, *ON_A_MATCH, *TO_AGREE, *TO_AGREE, *["agree all the way"] * 4)
STEPS = st.lists(
    st.tuples(st.sampled_from(VERBS), st.integers(0, STUDENTS - 1), st.integers(0, OFFERS - 1)),
    min_size=10,
    max_size=40,
)


def _agree_all_the_way(town: Town, student: Student, offer: Offer) -> None:
    for verb in TO_AGREE:
        town.do(verb, student, offer)


def _answer(town: Town, match: Match, side: Side, *, says_yes: bool) -> None:
    by, reason = Actor(Role(side.value)), None if says_yes else Reason.PERIOD
    answers.answer(town.session, match, side, says_yes, by=by, at=town.at, reason=reason)


def _change_places(town: Town, offer: Offer, by_how_many: int) -> None:
    words = offer_words(places=max(1, offer.places + by_how_many))
    offers.edit_offer(town.session, offer, words, by=Actor(Role.EMPLOYER), at=town.at)


def settle(session: Session) -> Town:
    return Town(
        session,
        a_rolling_round(session),
        [a_student(session) for _ in range(STUDENTS)],
        [an_offer(session, places=places) for places in range(1, OFFERS + 1)],
        a_coordinator(session),
    )


def places_are_true(session: Session) -> None:
    """Hold what is written against what is counted."""
    held = Counter(
        session.scalars(select(Match.offer_id).where(Match.state.in_(HOLDS_A_PLACE))).all()
    )
    for offer in session.scalars(select(Offer)):
        assert offer.places_taken == held[offer.id]
        assert 0 <= offer.places_taken <= offer.places
        if offer.places_left == 0:
            waiting = select(Match.id).where(
                Match.offer_id == offer.id,
                Match.state.in_([MatchState.CONFIRMED, MatchState.OFFERED]),
            )
            assert session.scalars(waiting).all() == []


def no_student_is_at_two_places_at_once(session: Session) -> None:
    agreed = session.scalars(select(Match.student_id).where(Match.state == MatchState.AGREED)).all()
    assert len(agreed) == len(set(agreed))


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    database=None,
    # The same steps each time, and told as they are: making them fewer takes minutes.
    derandomize=True,
    phases=[Phase.generate],
)
@given(steps=STEPS)
def test_the_places_taken_are_the_matches_that_hold_one(
    sessions: sessionmaker[Session], steps: list[Step]
) -> None:
    with sessions() as session:
        town = settle(session)
        for verb, student, offer in steps:
            before = session.begin_nested()
            try:
                town.do(verb, town.students[student], town.offers[offer])
            except DomainError:
                before.rollback()
            places_are_true(session)
            no_student_is_at_two_places_at_once(session)
        assert check_chain(session).is_whole
        session.rollback()


def test_every_move_of_the_table_comes_up_in_the_steps() -> None:
    said = {"agree": "employer says yes", "decline": "student says no", "fill": "one place less"}
    steps = {said.get(row.verb, row.verb) for row in MOVES}
    assert steps <= ON_A_PAIR.keys() | ON_A_MATCH.keys()


def test_a_refusal_in_the_middle_leaves_nothing_half_done(session: Session) -> None:
    town = settle(session)
    (student, *_), (offer, _) = town.students, town.offers
    for verb in ("confirm", "offer", "student says yes", "employer says yes"):
        town.do(verb, student, offer)
    before = offer.places_taken
    for verb in ("confirm", "undo", "offer", "student says no", "expire", "complete"):
        with suppress(DomainError):
            town.do(verb, student, offer)
        assert offer.places_taken == before
        places_are_true(session)
